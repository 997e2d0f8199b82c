//! `cargo xtask test`: everything that must hold, in order, the quick things first.
//!
//! Nothing is printed after the last step: the closing lines of its `cargo test` stand last, for
//! people and for the continuous integration that reads them.

use std::path::PathBuf;
use std::time::{Instant, UNIX_EPOCH};

use crate::error::{Error, Result};
use crate::narrate;
use crate::process::{self, cargo};
use crate::site;
use crate::supply;
use crate::tools::{self, Tool, Toolbox};
use crate::weigh;
use crate::workspace::Workspace;

/// The features that render the page natively, and those that run it in the browser.
const NATIVE: &str = "ssr";
const IN_BROWSER: &str = "csr";
const WASM: &str = "wasm32-unknown-unknown";

/// The workloads whose prices are known, which the pricing core must reproduce.
const COST_VECTORS: &str = "tests/data/cost-vectors.json";

/// What to test, and how.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// Accept what the snapshots show now.
    pub update: bool,
    /// Hold properties to many cases.
    pub long: bool,
    /// Names of [`STEPS`]; none means all.
    pub steps: Vec<String>,
    /// The built site in this engine alone.
    pub engine: Option<&'static Engine>,
}

/// What the built site is used in.
#[derive(Debug, PartialEq)]
pub struct Engine {
    pub name: &'static str,
    tool: Tool,
}

/// All engines. A test that is not for one of the others is for the first.
pub const ENGINES: [Engine; 3] = [
    Engine { name: "chromium", tool: Tool::Browser },
    Engine { name: "firefox", tool: Tool::Firefox },
    Engine { name: "webkit", tool: Tool::WebKit },
];

/// How many cases each property has to hold for with `--long`, where it is 256 otherwise (`src/domain/cases.rs`).
const MANY: u32 = 5_000;

/// One thing to test, by the name that `--filter` takes.
pub struct Step {
    pub name: &'static str,
    what: &'static str,
    tools: &'static [Tool],
    run: fn(&Run) -> Result<()>,
}

/// What the steps share.
struct Run<'a> {
    workspace: &'a Workspace,
    toolbox: Toolbox,
    options: &'a Options,
}

/// The step that uses the built site.
pub const SITE: &str = "site";

/// All steps, in the order in which they run.
pub const STEPS: &[Step] = &[
    Step { name: "format", what: "everything is formatted", tools: &[Tool::Linters], run: format },
    Step {
        name: "supply",
        what: "what comes from elsewhere may be here: licences, versions, sources",
        tools: &[Tool::CargoDeny],
        run: supply,
    },
    Step {
        name: "lint",
        what: "no warning with any set of features, natively or for the browser",
        tools: &[Tool::Linters, Tool::WasmTarget],
        run: lint,
    },
    Step {
        name: "native",
        what: "unit tests, integration tests, snapshots, examples in the documentation",
        tools: &[Tool::WasmTarget, Tool::Espeak],
        run: native,
    },
    Step { name: "oracle", what: "the pricing core agrees with known prices", tools: &[], run: oracle },
    Step {
        name: "browser",
        what: "the components, in a browser",
        tools: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Browser],
        run: browser,
    },
    Step {
        name: SITE,
        what: "the site as published: built, weighed, used in a browser",
        tools: &[
            Tool::WasmTarget,
            Tool::Trunk,
            Tool::WasmOpt,
            Tool::Browser,
            Tool::Firefox,
            Tool::WebKit,
            Tool::Espeak,
            Tool::AxeCore,
        ],
        run: site,
    },
];

/// Runs the steps that are asked for, and stops at the first that fails.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let names = &options.steps;
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let others = ENGINES.iter().filter(|engine| options.engine.is_some_and(|only| only != *engine));
    let others: Vec<_> = others.map(|engine| engine.tool).collect();
    let steps: Vec<_> = STEPS.iter().filter(chosen).collect();

    let mut tools = Vec::new();
    for tool in steps.iter().flat_map(|step| step.tools) {
        if !tools.contains(tool) && !others.contains(tool) {
            tools.push(*tool);
        }
    }
    let toolbox = tools::ensure(workspace, &tools)?;
    let run = Run { workspace, toolbox, options };

    let start = Instant::now();
    for (index, step) in steps.iter().enumerate() {
        let (number, count, elapsed) = (index + 1, steps.len(), clock(start.elapsed().as_secs()));
        eprintln!("\n=== {number}/{count} {} === {} (after {elapsed})", step.name, step.what);
        (step.run)(&run).map_err(|error| {
            let name = step.name;
            Error::new(format!("{error}\nfailed: {name} — run again with `cargo xtask test --filter {name}`"))
        })?;
    }
    Ok(())
}

fn format(run: &Run) -> Result<()> {
    process::run(cargo(run.workspace, &["fmt", "--all", "--check"]))
}

fn supply(run: &Run) -> Result<()> {
    supply::check(run.workspace, &run.toolbox)
}

fn lint(run: &Run) -> Result<()> {
    let clippy = |args: &[&str]| {
        let words = [&["clippy"], args, &["--", "-D", "warnings"]].concat();
        cargo(run.workspace, &words)
    };
    process::run(clippy(&["--workspace", "--all-targets"]))?;
    process::run(clippy(&["-p", "showdown", "--all-targets", "--features", NATIVE]))?;
    let targets = ["--lib", "--bin", "showdown", "--test", "components"];
    let wasm = ["-p", "showdown", "--target", WASM, "--features", IN_BROWSER];
    let mut wasm = clippy(&[&wasm[..], &targets].concat());
    wasm.env("CARGO_TARGET_DIR", run.workspace.wasm_target());
    process::run(wasm)
}

fn native(run: &Run) -> Result<()> {
    let features = format!("showdown/{NATIVE}");
    let mut test = cargo(run.workspace, &["test", "--workspace", "--features", &features]);
    // They need the built site and a browser: step `site`.
    test.args(["--exclude", SITE_TESTS]);
    if run.options.update {
        test.env("SNAPSHOTS", "overwrite");
    }
    if run.options.long {
        // Others each time. Whoever finds something has to be able to find it again.
        let seed = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()).to_string();
        eprintln!(
            "Again the same: PROPTEST_CASES={MANY} PROPTEST_RNG_SEED={seed} cargo xtask test --filter native"
        );
        test.env("PROPTEST_CASES", MANY.to_string()).env("PROPTEST_RNG_SEED", seed);
    }
    process::run(test)
}

fn oracle(run: &Run) -> Result<()> {
    let words = ["run", "--quiet", "--bin", "oracle", "--", COST_VECTORS];
    process::run(cargo(run.workspace, &words))
}

fn browser(run: &Run) -> Result<()> {
    let words = ["test", "-p", "showdown", "--target", WASM];
    let mut test = cargo(run.workspace, &words);
    test.args(["--features", IN_BROWSER, "--test", "components"])
        .env("CARGO_TARGET_DIR", run.workspace.wasm_target())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", run.toolbox.find("wasm-bindgen-test-runner")?)
        .env("CHROMEDRIVER", run.toolbox.chromedriver()?)
        // The default, 20 seconds, is short for a development build on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        // The runner would take another browser first, if the environment names one.
        .env_remove("GECKODRIVER")
        .env_remove("SAFARIDRIVER");
    process::run(test)
}

fn site(run: &Run) -> Result<()> {
    site::build(run.workspace)?;
    weigh::run(run.workspace)?;
    let [plain, narrated] = with_and_without_recording(run)?;
    let mut test = cargo(run.workspace, &["test", "-p", SITE_TESTS]);
    test.env("AXE_CORE", run.toolbox.axe_core()?)
        .env("SHOWDOWN_DIST", plain)
        .env("SHOWDOWN_NARRATED", narrated);
    let uses = |engine: &&Engine| run.options.engine.is_none_or(|only| only == *engine);
    for engine in ENGINES.iter().filter(uses) {
        match engine.tool {
            Tool::Firefox => test.env("GECKODRIVER", run.toolbox.geckodriver()?),
            Tool::WebKit => test.env("WEBKITDRIVER", run.toolbox.webkitdriver()?),
            _ => test.env("CHROMEDRIVER", run.toolbox.chromedriver()?),
        };
    }
    if run.options.update {
        test.env("SNAPSHOTS", "overwrite");
    }
    // The module of a test that is for every engine has a test of each one's name.
    let named = |engine: &Engine| format!("::{}", engine.name);
    match run.options.engine {
        None => {}
        Some(only) if *only == ENGINES[0] => {
            test.args(["--test", "site", "--"]);
            for other in &ENGINES[1..] {
                test.args(["--skip", &named(other)]);
            }
        }
        Some(only) => {
            test.args(["--test", "site", "--", &named(only)]);
        }
    }
    process::run(test)
}

/// The site without a recording, and with one that is read on this machine; whether the author has one or not.
fn with_and_without_recording(run: &Run) -> Result<[PathBuf; 2]> {
    let folder = |name: &str| run.workspace.target().join(name);
    let [plain, narrated] = ["plain", "narrated"].map(folder);
    let out = folder("narration").display().to_string();
    narrate::run(run.workspace, &["--engine", "espeak", "--out", &out].map(String::from))?;
    narrate::join(run.workspace, &folder("no-narration"), &plain)?;
    narrate::join(run.workspace, &folder("narration"), &narrated)?;
    Ok([plain, narrated])
}

/// The workspace member that drives the built site in a browser.
pub const SITE_TESTS: &str = "site-tests";

/// Seconds as `1:02`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_time_is_read_like_a_clock() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(62), "1:02");
        assert_eq!(clock(3600), "60:00");
    }

    #[test]
    fn steps_have_names_of_their_own() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(STEPS[..index].iter().all(|other| other.name != step.name));
        }
    }
}
