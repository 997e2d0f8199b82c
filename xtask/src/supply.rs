//! What comes from elsewhere: whether it may be here (`cargo xtask test`), and whether something is known against it
//! (`cargo xtask advisories`). What may be here stands in `deny.toml`.

use std::process::Command;

use crate::error::{Error, Result};
use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

/// Licences, versions and sources: what `Cargo.lock` and the crates tell by themselves, the same today and tomorrow.
pub fn check(workspace: &Workspace, toolbox: &Toolbox) -> Result<()> {
    let words = ["check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    process::run(deny(workspace, toolbox, &words))
}

/// What has become known against a crate: asks for it anew. Without an answer nothing is known, which is no success.
pub fn advisories(workspace: &Workspace) -> Result<()> {
    let toolbox = tools::ensure(workspace, &[Tool::CargoDeny])?;
    process::run(deny(workspace, &toolbox, &["fetch", "db"])).map_err(|error| {
        Error::new(format!("{error}\nadvisories can't be fetched, so whether one applies is not known"))
    })?;
    process::run(deny(workspace, &toolbox, &["check", "advisories"])).map_err(|error| {
        Error::new(format!("{error}\nan advisory applies, or a crate was withdrawn: see above"))
    })
}

fn deny(workspace: &Workspace, toolbox: &Toolbox, words: &[&str]) -> Command {
    let mut command = toolbox.command(workspace, "cargo-deny");
    command.args(["--workspace", "--locked"]).args(words);
    command
}
