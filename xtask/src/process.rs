//! Child processes: how they are started, shown and judged.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::error::{Context, Error, Result};
use crate::workspace::Workspace;

/// A command in the workspace's root.
///
/// It does not see what `cargo run` tells only `xtask` about itself: build scripts that look at such
/// variables would run again each time they change, once for `cargo build` and once for `cargo xtask`.
pub fn command(workspace: &Workspace, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace.root());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_xtask) {
            command.env_remove(&name);
        }
    }
    command
}

/// The same `cargo` that runs `xtask`, with the arguments as one would type them.
pub fn cargo(workspace: &Workspace, args: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(workspace, cargo);
    command.args(args);
    command
}

fn is_about_xtask(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| variable.starts_with(prefix))
}

/// Shows the command, runs it in this terminal and waits; anything but success is an error.
pub fn run(mut command: Command) -> Result<()> {
    let status = status(&mut command)?;
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("`{}` failed ({status})", line(&command))))
}

/// Shows the command, runs it in this terminal, waits, and leaves the verdict to the caller.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    eprintln!("$ {}", line(command));
    command.status().context(|| cannot_start(command))
}

/// Shows the command, then becomes it, so that Ctrl-C and every other signal reach it directly.
/// Returns only when it could not be started (or, where processes cannot be replaced, at its end).
pub fn become_it(mut command: Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        eprintln!("$ {}", line(&command));
        Err(command.exec()).context(|| cannot_start(&command))
    }
    #[cfg(not(unix))]
    run(command)
}

/// What a command prints, or nothing if it cannot be started or fails. For questions, not for work.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// The first file of that name in a search path such as `PATH`.
pub fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|dir| dir.join(&file)).find(|candidate| candidate.is_file())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", line(command))
}

/// The command as a person would type it: the program by its name alone.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_types_it() {
        let mut command = Command::new("/some/where/bin/trunk");
        command.args(["build", "--release"]);
        assert_eq!(line(&command), "trunk build --release");
    }

    #[test]
    fn only_what_cargo_says_about_xtask_is_hidden_from_children() {
        assert!(is_about_xtask("CARGO_MANIFEST_DIR"));
        assert!(is_about_xtask("CARGO_PKG_VERSION"));
        for kept in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_NET_OFFLINE", "PATH"] {
            assert!(!is_about_xtask(kept), "{kept}");
        }
    }
}
