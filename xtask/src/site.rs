//! The site through Trunk: built to publish (`build`), or served with live reload (`serve`).

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::process;
use crate::tools::{self, Tool, Toolbox};
use crate::workspace::Workspace;

/// What Trunk needs for a release build.
pub const TOOLS: &[Tool] = &[Tool::WasmTarget, Tool::Trunk, Tool::WasmOpt];

/// What it needs for a development build, which is not optimised.
const DEV_TOOLS: &[Tool] = &[Tool::WasmTarget, Tool::Trunk];

/// Builds the site to publish into `dist/`.
pub fn build(workspace: &Workspace) -> Result<()> {
    let toolbox = tools::ensure(workspace, TOOLS)?;
    let mut trunk = trunk(workspace, &toolbox);
    hide_paths(&mut trunk, workspace);
    trunk.args(["build", "--release"]);
    process::run(trunk)?;
    // Trunk's lock is no part of the site.
    match fs::remove_file(workspace.dist().join(".trunk-lock")) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).context(|| "cannot remove dist/.trunk-lock".into())
        }
        _ => Ok(()),
    }
}

/// Builds and serves the site on this machine, and builds it again whenever a file changes.
///
/// It builds into a folder of its own: `dist/` stays the site to publish, without the live reload.
pub fn serve(workspace: &Workspace, port: u16, release: bool) -> Result<()> {
    check_port(port)?;
    let toolbox = tools::ensure(workspace, if release { TOOLS } else { DEV_TOOLS })?;
    let mut trunk = trunk(workspace, &toolbox);
    let dist = workspace.target().join("serve");
    fs::create_dir_all(&dist).context(|| format!("cannot create {}", dist.display()))?;
    trunk
        .args(["serve", "--address", "127.0.0.1"])
        .args(["--port", &port.to_string()])
        // Without it, Trunk lists every name this machine has for that one address.
        .args(["--disable-address-lookup", "true"])
        .arg("--dist")
        .arg(dist);
    // What a browser keeps for when there is no network, it would keep of every project at this port.
    if env::var_os("SHOWDOWN_OFFLINE").is_none() {
        trunk.env("SHOWDOWN_OFFLINE", "no");
    }
    if release {
        hide_paths(&mut trunk, workspace);
        trunk.arg("--release");
    }
    println!("building, then serving at http://127.0.0.1:{port}/ (Ctrl-C stops it)");
    process::become_it(trunk)
}

fn trunk(workspace: &Workspace, toolbox: &Toolbox) -> Command {
    let mut command = toolbox.command(workspace, "trunk");
    command
        .env("CARGO_TARGET_DIR", workspace.wasm_target())
        // Errors of a build are to be read, not traced.
        .env("RUST_BACKTRACE", "0")
        // The version is pinned: do not ask the network for a newer one.
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    command
}

/// Keeps this machine's folders, and with them its user's name, out of the wasm: panics name the files they are in.
fn hide_paths(command: &mut Command, workspace: &Workspace) {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let Some(cargo_home) = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo"))) else { return };
    let flag = |from: PathBuf, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags =
        [flag(cargo_home.join("registry").join("src"), "deps"), flag(workspace.root().to_owned(), ".")];
    // For the wasm alone: what Trunk's hooks build natively is also built by the tests, with the same flags.
    if flags.iter().all(|flag| !flag.contains(char::is_whitespace)) {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }
}

/// Says at once that a port cannot be had, rather than after the build.
fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => {
            let reason = match error.kind() {
                ErrorKind::AddrInUse => "is taken by another program".into(),
                ErrorKind::PermissionDenied => "is reserved for the system".into(),
                _ => format!("cannot be used: {error}"),
            };
            Err(Error::new(format!(
                "port {port} {reason}; choose another one with `cargo xtask serve --port N`"
            )))
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
