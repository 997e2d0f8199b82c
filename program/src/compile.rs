//! One WebAssembly file of the application, by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::Profile;

/// The application's binary for the browser.
const BINARY: &str = "showdown";
/// Those of its features that make it one for the browser.
const FEATURES: &str = "csr,parts";
const TARGET: &str = "wasm32-unknown-unknown";

/// Where cargo builds it: a folder of its own, so that it never waits for a native build's lock.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new("target").join("wasm"), PathBuf::from)
}

/// Compiles it, with what tells the splitter which code and which data belong together.
pub fn compile(profile: Profile, target: &Path) -> Result<Vec<u8>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // What the `cargo run` of this program says of it would make build scripts run again.
    for (name, _) in env::vars_os() {
        let about_this = |name: &str| {
            ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|start| name.starts_with(start))
        };
        if name.to_str().is_some_and(about_this) {
            command.env_remove(&name);
        }
    }
    command
        .args(["rustc", "--package", "showdown", "--bin", BINARY, "--target", TARGET])
        .args(["--no-default-features", "--features", FEATURES])
        .arg("--target-dir")
        .arg(target);
    let folder = match profile {
        Profile::Debug => "debug",
        Profile::Release => {
            command.arg("--release");
            "release"
        }
    };
    // For the last step alone: what it is linked from is what the tests in the browser are linked from.
    command.args(["--", "-Clink-arg=--emit-relocs"]);
    let status = command.status().map_err(|error| format!("cannot start cargo: {error}"))?;
    if !status.success() {
        return Err(format!("the program for the browser could not be compiled ({status})"));
    }
    let file = target.join(TARGET).join(folder).join(BINARY).with_extension("wasm");
    fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))
}
