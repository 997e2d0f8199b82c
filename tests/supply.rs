//! What comes from elsewhere has its reason; and what runs on GitHub has the fewest rights, uses nothing of others that may
//! change, and is what a person runs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// Whose actions may run.
const ACTIONS: [&str; 2] = ["actions/checkout", "actions/cache"];

/// Every workflow, with its file's name.
fn workflows() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |file: &Path| serde_norway::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let all: Vec<_> = files.map(|file| (file.display().to_string(), read(&file))).collect();
    assert!(!all.is_empty());
    all
}

/// Every job, with the names of its file and of itself.
fn jobs() -> Vec<(String, Value)> {
    let of = |(file, workflow): (String, Value)| {
        let jobs = workflow["jobs"].as_object().unwrap().clone();
        jobs.into_iter().map(move |(name, job)| (format!("{file}: {name}"), job))
    };
    workflows().into_iter().flat_map(of).collect()
}

fn steps(job: &Value) -> &[Value] {
    job["steps"].as_array().unwrap()
}

#[test]
fn a_workflow_may_read_the_repository_and_nothing_else() {
    for (file, workflow) in workflows() {
        assert_eq!(workflow["permissions"], json!({}), "{file}");
        let words = workflow.to_string();
        // The first would run what a stranger proposes with the rights of this repository.
        for no in ["pull_request_target", "workflow_run", "secrets."] {
            assert!(!words.contains(no), "{file}: {no}");
        }
    }
    for (name, job) in jobs() {
        assert_eq!(job["permissions"], json!({ "contents": "read" }), "{name}");
        assert!(job["timeout-minutes"].is_u64(), "{name}");
    }
}

#[test]
fn an_action_is_githubs_own_and_named_by_its_commit() {
    for (name, job) in jobs() {
        for action in steps(&job).iter().filter_map(|step| step["uses"].as_str()) {
            let (action, version) = action.split_once('@').unwrap();
            assert!(ACTIONS.contains(&action), "{name}: {action}");
            let commit = version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(commit, "{name}: {action}@{version}");
        }
    }
}

#[test]
fn what_was_used_to_fetch_the_repository_is_not_left_in_it() {
    for (name, job) in jobs() {
        for step in steps(&job) {
            if step["uses"].as_str().is_some_and(|action| action.starts_with("actions/checkout@")) {
                assert_eq!(step["with"]["persist-credentials"], false, "{name}");
            }
        }
    }
}

#[test]
fn what_runs_with_a_change_is_what_a_person_runs() {
    let commands = |name: &str| {
        let (_, job) = jobs().into_iter().find(|(job, _)| job.ends_with(name)).unwrap();
        steps(&job).iter().filter_map(|step| step["run"].as_str().map(String::from)).collect::<Vec<_>>()
    };
    assert_eq!(commands("ci.yml: test"), [".ci/run"]);
    assert_eq!(include_str!("../.ci/run").lines().last(), Some("exec ./x test"));
    assert_eq!(include_str!("../x").lines().last(), Some("exec cargo xtask \"$@\""));
    assert_eq!(commands("ci.yml: advisories").last().unwrap(), "cargo xtask advisories");
}

#[test]
fn every_dependency_has_its_row_and_every_row_its_dependency() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_slice(&cargo.output().unwrap().stdout).unwrap();
    let used = metadata["packages"].as_array().unwrap().iter().flat_map(|package| {
        let dependencies = package["dependencies"].as_array().unwrap();
        dependencies.iter().map(|one| one["name"].as_str().unwrap())
    });
    // The project’s own.
    let used: BTreeSet<_> = used.filter(|name| !["showdown", "usage"].contains(name)).collect();

    let tables = include_str!("../docs/dependencies.md");
    let firsts = tables.lines().filter_map(|line| line.strip_prefix("| `")?.split(" |").next());
    // Names stand in backticks; in brackets, whose they are.
    let names = firsts.flat_map(|cell| cell.split(" (").next().unwrap().split('`').step_by(2));
    let rows: BTreeSet<_> = names.filter(|name| !name.is_empty()).collect();
    assert_eq!(used, rows);
}
