//! `cargo xtask narrate`: records the page in `public/narration`, for the next build.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::files;
use crate::process::{self, cargo};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Runs the workspace member `narrate` on the sentences of the page, with these arguments.
pub fn run(workspace: &Workspace, words: &[OsString]) -> Result<()> {
    if words.iter().any(|word| word == "espeak") {
        tools::ensure(workspace, &[Tool::Espeak])?;
    }
    eprintln!("Reading the page …");
    let script = process::answer(prerender(workspace, &["script"]))
        .context("cannot read the page; `cargo run --features ssr --bin prerender -- check` says why")?;
    let lines = workspace.target().join("narration.json");
    files::write(&lines, script)?;
    let mut narrate = cargo(workspace, &["run", "--quiet", "-p", "narrate", "--"]);
    narrate.args(words).arg("--lines").arg(lines);
    process::run(narrate)
}

/// Copies the built site and adds the recording in a folder, or none if the folder has none: the site as a
/// build with that recording would make it.
pub fn join(workspace: &Workspace, recording: &Path, site: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(site);
    files::copy(&workspace.dist(), site)?;
    let mut join = prerender(workspace, &["record"]);
    join.arg(site).arg(recording);
    process::run(join)
}

fn prerender(workspace: &Workspace, words: &[&str]) -> Command {
    let program = ["run", "--quiet", "--features", "ssr", "--bin", "prerender", "--"];
    cargo(workspace, &[&program, words].concat())
}
