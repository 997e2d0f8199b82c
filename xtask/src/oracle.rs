//! `cargo xtask oracle FILE`: replays a file of priced requests against the pricing core.

use std::path::{self, Path};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::workspace::Workspace;

/// Runs the application's binary `oracle` and returns its exit code.
/// A relative path refers to the user's current folder, not to the workspace's root.
pub fn run(workspace: &Workspace, file: &Path) -> Result<ExitCode> {
    let file = path::absolute(file).with_context(|| format!("invalid path {}", file.display()))?;
    ensure!(file.is_file(), "there is no file {}", file.display());
    let mut command = process::cargo(workspace, &["run", "--quiet", "--bin", "oracle", "--"]);
    command.arg(&file);
    let status = process::status(&mut command)?;
    // Without a code, a signal ended the process: also a failure.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
