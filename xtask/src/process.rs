//! Child processes: how commands are built, shown, and run.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// A command in the workspace's root.
///
/// It does not inherit the variables that `cargo run` sets for `xtask`. Build scripts that depend on them
/// would run again whenever `cargo xtask` follows `cargo build`.
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

/// The `cargo` that runs `xtask`, with these arguments.
pub fn cargo(workspace: &Workspace, args: &[&str]) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = command(workspace, cargo);
    command.args(args);
    command
}

fn is_about_xtask(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| variable.starts_with(prefix))
}

/// Shows a command and runs it in this terminal.
///
/// # Errors
/// If the command cannot start or fails. The message has its duration.
pub fn run(mut command: Command) -> Result<()> {
    let start = Instant::now();
    let status = status(&mut command)?;
    judge(&command, status, start)
}

/// Like [`run`], with each line of the command's output replaced by the result of `edit`.
pub fn run_edited(mut command: Command, mut edit: impl FnMut(&str) -> String) -> Result<()> {
    let start = Instant::now();
    eprintln!("$ {}", line(&command));
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(&command))?;
    if let Some(output) = child.stdout.take() {
        for bytes in BufReader::new(output).split(b'\n') {
            println!("{}", edit(&String::from_utf8_lossy(&bytes?)));
        }
    }
    judge(&command, child.wait()?, start)
}

fn judge(command: &Command, status: ExitStatus, start: Instant) -> Result<()> {
    ensure!(status.success(), "`{}` failed after {} s ({status})", line(command), start.elapsed().as_secs());
    Ok(())
}

/// Shows a command, runs it in this terminal, and returns its exit status.
pub fn status(command: &mut Command) -> Result<ExitStatus> {
    eprintln!("$ {}", line(command));
    command.status().with_context(|| cannot_start(command))
}

/// Shows a command and replaces this process by it, so that it receives Ctrl-C and other signals directly.
/// Returns only if the command cannot start; on Windows, when it ends.
pub fn become_it(mut command: Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        eprintln!("$ {}", line(&command));
        Err(command.exec()).with_context(|| cannot_start(&command))
    }
    #[cfg(not(unix))]
    run(command)
}

/// The output of a command. `None` if it cannot start or fails. For queries, not for work.
pub fn answer(mut command: Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// The first file of this name in a search path such as `PATH`.
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
