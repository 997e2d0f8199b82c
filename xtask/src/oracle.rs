//! `cargo xtask oracle FILE`: replays a file of priced workloads against the pricing core.

use std::path::{self, Path};
use std::process::ExitCode;

use crate::error::{Context, Error, Result};
use crate::process;
use crate::workspace::Workspace;

/// Runs the binary `oracle` of the main package and passes its exit code on.
/// A relative `file` is looked up where the user stands, not in the workspace's root.
pub fn run(workspace: &Workspace, file: &Path) -> Result<ExitCode> {
    let file = path::absolute(file).context(|| format!("cannot look up {}", file.display()))?;
    if !file.is_file() {
        return Err(Error::new(format!("there is no file {}", file.display())));
    }
    let mut command = process::cargo(workspace, &["run", "--quiet", "--bin", "oracle", "--"]);
    command.arg(&file);
    let status = process::status(&mut command)?;
    // No code means that a signal ended it: a failure as well.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
