//! Step 1: one WebAssembly file of the application, by cargo.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};

use crate::Profile;

/// The binary for the browser.
const BINARY: &str = "showdown";
/// The features of the build for the browser.
const FEATURES: &str = "csr,parts";
const TARGET: &str = "wasm32-unknown-unknown";

/// Cargo's target folder. A folder of its own keeps this build from waiting for the lock of native ones.
pub fn target_dir() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new("target").join("wasm"), PathBuf::from)
}

/// Compiles the application with relocations, which the splitter needs.
///
/// # Errors
/// If cargo cannot start or fails.
pub fn compile(profile: Profile, target: &Path) -> Result<Vec<u8>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    // The variables that `cargo run` sets for this program would make build scripts run again.
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
    // For the final linking only, so that all other crates are shared with the tests in the browser.
    command.args(["--", "-Clink-arg=--emit-relocs"]);
    let status = command.status().context("cannot start cargo")?;
    ensure!(status.success(), "the program for the browser does not compile ({status})");
    let file = target.join(TARGET).join(folder).join(BINARY).with_extension("wasm");
    fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}
