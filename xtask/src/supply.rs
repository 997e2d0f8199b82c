//! The crates of others: whether `deny.toml` allows them (`cargo xtask test`), and whether they have known
//! problems (`cargo xtask advisories`).

use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

/// Checks licenses, versions, and sources. The result depends on the repository alone, not on the day.
pub fn check(workspace: &Workspace, toolbox: &Toolbox) -> Result<()> {
    let words = ["check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    process::run(deny(workspace, toolbox, &words))
}

/// Fetches the advisory database and looks for known problems. Without the database the command fails,
/// because the result is unknown.
pub fn advisories(workspace: &Workspace) -> Result<()> {
    let toolbox = tools::ensure(workspace, &[Tool::CargoDeny])?;
    process::run(deny(workspace, &toolbox, &["fetch", "db"])).context(
        "the advisory database on GitHub is out of reach, so the result is unknown; try again later",
    )?;
    process::run(deny(workspace, &toolbox, &["check", "advisories"]))
        .context("an advisory applies, or a crate was withdrawn: see above")
}

fn deny(workspace: &Workspace, toolbox: &Toolbox, words: &[&str]) -> Command {
    let mut command = toolbox.command(workspace, "cargo-deny");
    command.args(["--workspace", "--locked"]).args(words);
    command
}
