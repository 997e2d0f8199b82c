//! `cargo xtask narrate`: the article as a recording, in `public/narration`, where the build finds it.

use std::fs;
use std::path::Path;

use crate::error::{Context, Error, Result};
use crate::process::{self, cargo};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Lets the member `narrate` read the sentences of the article, as these words ask for it.
pub fn run(workspace: &Workspace, words: &[String]) -> Result<()> {
    if words.iter().any(|word| word == "espeak") {
        tools::ensure(workspace, &[Tool::Espeak])?;
    }
    eprintln!("reading the article …");
    let script = process::answer(prerender(workspace, &["script"]));
    let script = script.ok_or_else(|| {
        Error::new("the article can't be read; `cargo run --features ssr --bin prerender -- check` says why")
    })?;
    let lines = workspace.target().join("narration.json");
    fs::write(&lines, script).context(|| format!("cannot write {}", lines.display()))?;
    let mut narrate = cargo(workspace, &["run", "--quiet", "-p", "narrate", "--"]);
    narrate.args(words).arg("--lines").arg(lines);
    process::run(narrate)
}

/// Makes a copy of the built site with the recording of a folder, or without one if there is none in it: the site as it
/// would be if that were the author’s.
pub fn join(workspace: &Workspace, recording: &Path, site: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(site);
    copy(&workspace.dist(), site)?;
    let mut join = prerender(workspace, &["record"]);
    join.arg(site).arg(recording);
    process::run(join)
}

fn prerender(workspace: &Workspace, words: &[&str]) -> std::process::Command {
    let program = ["run", "--quiet", "--features", "ssr", "--bin", "prerender", "--"];
    cargo(workspace, &[&program, words].concat())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let wrong = |path: &Path| format!("cannot copy {}", path.display());
    fs::create_dir_all(to).context(|| wrong(to))?;
    for entry in fs::read_dir(from).context(|| wrong(from))? {
        let entry = entry.context(|| wrong(from))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target).context(|| wrong(&path))?;
        }
    }
    Ok(())
}
