//! The installers behind [`super::ensure`]: rustup, cargo, npm, pip, and the system's packages.
//!
//! Each function does nothing if its tool is present. Errors say how to install the tool by hand.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::files;
use crate::process;
use crate::workspace::Workspace;

const WASM: &str = "wasm32-unknown-unknown";

// ---- Parts of the Rust toolchain ----

pub fn linters(workspace: &Workspace) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let question = process::cargo(workspace, &[subcommand, "--version"]);
        if process::answer(question).is_none() {
            rustup(workspace, &["component", "add", component])?;
        }
    }
    Ok(())
}

pub fn wasm_target(workspace: &Workspace) -> Result<()> {
    let mut question = process::command(workspace, "rustc");
    question.args(["--print", "target-libdir", "--target", WASM]);
    if process::answer(question).is_some_and(|dir| Path::new(dir.trim()).is_dir()) {
        return Ok(());
    }
    rustup(workspace, &["target", "add", WASM])
}

fn rustup(workspace: &Workspace, args: &[&str]) -> Result<()> {
    let what = args.last().copied().unwrap_or_default();
    ensure!(present("rustup"), "install `{what}` the way Rust was installed here, or install rustup");
    eprintln!("Adding Rust's {what} (less than a minute, once) …");
    let mut command = process::command(workspace, "rustup");
    command.args(args);
    process::run(command)
}

// ---- Programs from cargo's registry ----

/// The folder of the tool cache in which cargo compiles tools.
pub const BUILD: &str = "build";

/// A program that is published as a crate.
pub struct Crate<'a> {
    pub name: &'static str,
    pub version: &'a str,
    /// The program that it installs.
    pub program: &'static str,
    /// The approximate time to compile it.
    pub takes: &'static str,
    /// Whether to compile with its own lock file.
    pub locked: bool,
    /// Whether to compile with its author's settings instead of quickly.
    pub optimized: bool,
}

impl Crate<'_> {
    /// Installs the program if it is missing. Returns its folder if that is not on `PATH`.
    pub fn ensure(&self, workspace: &Workspace) -> Result<Option<PathBuf>> {
        if answers(self.program, &search_path(), self.version) {
            return Ok(None);
        }
        let root = cache()?.join(format!("{}-{}", self.name, self.version));
        let bin = root.join("bin");
        let present = || answers(self.program, bin.as_os_str(), self.version);
        if present() || self.binstall(workspace, &root, &bin) && present() {
            return Ok(Some(bin));
        }
        let Self { name, version, .. } = self;
        let locked = if self.locked { " --locked" } else { "" };
        self.install(workspace, &root, &bin).with_context(|| {
            format!(
                "{name} {version} was not downloaded or did not compile; by hand: cargo install {name} \
                 --version {version}{locked}"
            )
        })?;
        ensure!(present(), "`{} --version` does not print {version}", self.program);
        Ok(Some(bin))
    }

    /// Downloads a compiled program with `cargo binstall`, if that is installed.
    fn binstall(&self, workspace: &Workspace, root: &Path, bin: &Path) -> bool {
        if process::answer(process::cargo(workspace, &["binstall", "-V"])).is_none() {
            return false;
        }
        eprintln!("Downloading {} {} (seconds, once) …", self.name, self.version);
        // `install` compiles, with quicker settings.
        let words = ["binstall", "--no-confirm", "--force", "--disable-strategies", "compile", "--root"];
        let mut command = process::cargo(workspace, &words);
        command.arg(root).arg(format!("{}@{}", self.name, self.version)).env("PATH", in_front(&[bin.into()]));
        process::run(command).is_ok()
    }

    /// Compiles the program. Cargo moves only complete programs into place, so an interrupted installation
    /// can be repeated.
    fn install(&self, workspace: &Workspace, root: &Path, bin: &Path) -> Result<()> {
        eprintln!("Installing {} {} ({}, once) …", self.name, self.version, self.takes);
        let build = cache()?.join(BUILD);
        let mut command =
            process::cargo(workspace, &["install", "--force", self.name, "--version", self.version]);
        command
            .args(self.locked.then_some("--locked"))
            .arg("--root")
            .arg(root)
            .env("CARGO_TARGET_DIR", &build)
            .env("PATH", in_front(&[bin.into()]))
            // Settings of the project's build must not reach the tool's.
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("RUSTFLAGS");
        if !self.optimized {
            command
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        }
        let done = process::run(command);
        // Half a gigabyte that is not needed again. If it remains, it only takes space.
        let _ = fs::remove_dir_all(&build);
        done
    }
}

// ---- Packages from npm and from the Python package index ----

pub fn wasm_opt(workspace: &Workspace, version: &str) -> Result<Option<PathBuf>> {
    // `wasm-opt --version` prints the first number only.
    let major = version.split('.').next().unwrap_or(version);
    if answers("wasm-opt", &search_path(), major) {
        return Ok(None);
    }
    let modules = npm(workspace, &format!("binaryen-{major}"), &format!("binaryen@{version}"))?;
    let bin = modules.join(".bin");
    ensure!(answers("wasm-opt", bin.as_os_str(), major), "`wasm-opt --version` does not print {major}");
    Ok(Some(bin))
}

/// Installs a package into a folder of the tool cache, if it is missing. Returns its `node_modules`.
pub fn npm(workspace: &Workspace, folder: &str, package: &str) -> Result<PathBuf> {
    let root = cache()?.join(folder);
    let modules = root.join("node_modules");
    // npm writes this file last.
    if modules.join(".package-lock.json").is_file() {
        return Ok(modules);
    }
    system(workspace, &[&["npm"]], &["npm"])?;
    eprintln!("Installing {package} from npm (less than a minute, once) …");
    // npm would take an interrupted installation for a complete one.
    let _ = fs::remove_dir_all(&root);
    files::create_folder(&root)?;
    let mut npm = process::command(workspace, "npm");
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--fetch-timeout=30000",
        "--fetch-retries=1",
        "--prefix",
    ]);
    npm.arg(&root).arg(package);
    process::run(npm).with_context(|| format!("npm's registry did not provide {package}"))?;
    Ok(modules)
}

/// A Python with LiteLLM, in an environment of its own.
pub fn litellm(workspace: &Workspace, version: &str) -> Result<PathBuf> {
    let root = cache()?.join(format!("litellm-{version}"));
    let python = root.join("bin").join("python");
    let present = || {
        let mut question = process::command(workspace, &python);
        question.args(["-c", "import importlib.metadata; print(importlib.metadata.version('litellm'))"]);
        process::answer(question).is_some_and(|answer| answer.trim() == version)
    };
    if present() {
        return Ok(python);
    }
    let make = || {
        let _ = fs::remove_dir_all(&root);
        let mut venv = process::command(workspace, "python3");
        venv.args(["-m", "venv"]).arg(&root);
        process::run(venv)
    };
    eprintln!("Installing litellm {version} (about a minute, once) …");
    if make().is_err() {
        apt(workspace, &["python3", "python3-venv"])?;
        make()?;
    }
    let mut pip = process::command(workspace, &python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--timeout=30",
        "--retries=1",
    ]);
    pip.arg(format!("litellm=={version}"));
    process::run(pip)
        .with_context(|| format!("the Python package index did not provide litellm {version}"))?;
    ensure!(present(), "litellm {version} cannot be imported");
    Ok(python)
}

// ---- Packages of the system ----

/// Installs packages unless one program of each group is present. A name `$VARIABLE` is an environment
/// variable with the path of the program.
pub fn system(workspace: &Workspace, programs: &[&[&str]], packages: &[&str]) -> Result<()> {
    if programs.iter().all(|names| names.iter().any(|name| present(name))) {
        return Ok(());
    }
    apt(workspace, packages)
}

/// Whether a program is on `PATH`, or a `$VARIABLE` names an existing file.
pub fn present(program: &str) -> bool {
    match program.strip_prefix('$') {
        Some(variable) => env::var_os(variable).is_some_and(|path| Path::new(&path).is_file()),
        None => process::find(program, &search_path()).is_some(),
    }
}

/// Installs packages of Debian or Ubuntu, if that needs no password.
fn apt(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let packages_line = packages.join(" ");
    let by_hand = format!("install it by hand, then try again (Debian: apt-get install {packages_line})");
    let mut id = process::command(workspace, "id");
    id.arg("-u");
    let root = process::answer(id).is_some_and(|user| user.trim() == "0");
    if !root || !present("apt-get") {
        bail!("{by_hand}");
    }
    eprintln!("Installing {packages_line} (about a minute, once) …");
    let apt_get = |words: &[&str]| {
        let mut command = process::command(workspace, "apt-get");
        command.args(["-o", "Acquire::http::Timeout=30", "-o", "Acquire::Retries=1"]);
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        process::run(command)
    };
    // Fresh machines have no package lists. If one list fails, the others may suffice.
    let _ = apt_get(&["update", "-qq"]);
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    apt_get(&[&install, packages].concat()).context(by_hand)
}

// ---- Queries ----

/// Whether a program in the search path reports this version.
fn answers(program: &str, path: &OsStr, version: &str) -> bool {
    process::find(program, path).is_some_and(|program| {
        let mut question = Command::new(program);
        question.arg("--version");
        process::answer(question).is_some_and(|answer| says(&answer, version))
    })
}

/// Whether the version is a word of the first line: `wasm-opt version 132 (version_132)`.
fn says(answer: &str, version: &str) -> bool {
    let first = answer.lines().next().unwrap_or_default();
    first.split_whitespace().any(|word| word == version)
}

/// The version of a package in a `Cargo.lock`.
pub fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The tool cache: `$SHOWDOWN_TOOLS`, or `showdown/tools` in the user's cache folder.
pub fn cache() -> Result<PathBuf> {
    let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    var("SHOWDOWN_TOOLS")
        .or_else(|| var("XDG_CACHE_HOME").map(|dir| dir.join("showdown").join("tools")))
        .or_else(|| env::home_dir().map(|dir| dir.join(".cache").join("showdown").join("tools")))
        // Child processes have another current folder.
        .and_then(|dir| std::path::absolute(dir).ok())
        .context("there is no folder for tools: set SHOWDOWN_TOOLS to one")
}

fn search_path() -> OsString {
    env::var_os("PATH").unwrap_or_default()
}

/// `PATH` with these folders in front.
pub fn in_front(dirs: &[PathBuf]) -> OsString {
    let path = search_path();
    let all = dirs.iter().cloned().chain(env::split_paths(&path));
    // Joining fails only for a folder whose name contains the separator, which `PATH` cannot represent.
    env::join_paths(all).unwrap_or_else(|_| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.131"
"#;

    #[test]
    fn the_version_of_a_crate_is_read_from_the_lock() {
        assert_eq!(locked_version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(LOCK, "wasm-bindgen-macro"), Some("0.2.131"));
        assert_eq!(locked_version(LOCK, "wasm"), None);
    }

    #[test]
    fn a_version_is_a_whole_word_of_the_first_line() {
        assert!(says("trunk 0.22.1\n", "0.22.1"));
        assert!(says("wasm-opt version 132 (version_132)\n", "132"));
        assert!(!says("trunk 0.22.10\n", "0.22.1"));
        assert!(!says("trunk 0.21.0\nbuilt with 0.22.1\n", "0.22.1"));
        assert!(!says("", "0.22.1"));
    }
}
