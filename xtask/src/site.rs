//! The site: built for publication (`build`), or served with live reload (`serve`), by Trunk.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

/// The tools of a release build.
pub const TOOLS: &[Tool] = &[Tool::WasmTarget, Tool::Trunk, Tool::WasmOpt];

/// The tools of a development build, which is not optimized.
pub const DEV_TOOLS: &[Tool] = &[Tool::WasmTarget, Tool::Trunk];

/// Builds the site for publication, in `dist/`.
pub fn build(workspace: &Workspace) -> Result<()> {
    let toolbox = tools::ensure(workspace, TOOLS)?;
    let mut trunk = trunk(workspace, &toolbox);
    hide_paths(&mut trunk, workspace);
    trunk.args(["build", "--release"]);
    process::run(trunk)?;
    // Trunk leaves its lock in the site.
    match fs::remove_file(workspace.dist().join(".trunk-lock")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).context("cannot remove dist/.trunk-lock")
        }
        _ => Ok(()),
    }
}

/// Builds the site, serves it on this machine, and rebuilds it when a file changes.
///
/// The build has a folder of its own, so `dist/` remains the site to publish, without live reload.
pub fn serve(workspace: &Workspace, port: u16, release: bool) -> Result<()> {
    check_port(port)?;
    let toolbox = tools::ensure(workspace, if release { TOOLS } else { DEV_TOOLS })?;
    let mut trunk = trunk(workspace, &toolbox);
    let dist = workspace.target().join("serve");
    files::create_folder(&dist)?;
    trunk
        .args(["serve", "--address", "127.0.0.1"])
        .args(["--port", &port.to_string()])
        // Trunk would print every name of this address.
        .args(["--disable-address-lookup", "true"])
        .arg("--dist")
        .arg(dist);
    // A service worker would serve this site to every later project at the same port.
    if env::var_os("SHOWDOWN_OFFLINE").is_none() {
        trunk.env("SHOWDOWN_OFFLINE", "no");
    }
    if release {
        hide_paths(&mut trunk, workspace);
        trunk.arg("--release");
    }
    println!("Builds, then serves at http://127.0.0.1:{port}/ (stop: Ctrl-C)");
    process::become_it(trunk)
}

fn trunk(workspace: &Workspace, toolbox: &Toolbox) -> Command {
    let mut command = toolbox.command(workspace, "trunk");
    command
        .env("CARGO_TARGET_DIR", workspace.wasm_target())
        // Build errors are readable without a backtrace.
        .env("RUST_BACKTRACE", "0")
        // The version is pinned, so do not look for a newer one.
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    command
}

/// Removes the paths of this machine, which may contain a user's name, from panic messages in the
/// WebAssembly.
fn hide_paths(command: &mut Command, workspace: &Workspace) {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let Some(cargo_home) = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo"))) else { return };
    let flag = |from: PathBuf, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags =
        [flag(cargo_home.join("registry").join("src"), "deps"), flag(workspace.root().to_owned(), ".")];
    // For WebAssembly only: native builds share their cache with the tests, so their flags must not change.
    if flags.iter().all(|flag| !flag.contains(char::is_whitespace)) {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }
}

/// Checks that the port is free, before the build starts.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::AddrInUse => "is in use by another program".into(),
                ErrorKind::PermissionDenied => "is reserved for the system".into(),
                _ => format!("cannot be used: {error}"),
            };
            bail!("port {port} {reason}; choose another one with `./x serve --port N`")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_together_with_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("its address").port();
        let message = check_port(port).expect_err("the port is taken").to_string();
        assert!(message.contains(&port.to_string()), "{message}");
        assert!(message.contains("--port N"), "{message}");
    }
}
