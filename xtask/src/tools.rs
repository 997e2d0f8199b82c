//! The tools that commands need, at pinned versions, and their installation.
//!
//! A tool on `PATH` at the right version is used. Otherwise it is installed into a folder `NAME-VERSION` of
//! the tool cache, so nothing else changes, and versions of this project do not conflict. `clean-tools`
//! deletes these folders. Browsers and `npm` come from the system's packages, which only root can install.

mod install;

use std::env;
use std::fmt;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::files;
use crate::process;
use crate::workspace::Workspace;
use install::{
    BUILD, Crate, cache, in_front, linters, locked_version, npm, present, system, wasm_opt, wasm_target,
};

/// The version of the npm package with `wasm-opt`. It is WebAssembly, so one download serves every machine.
const BINARYEN: &str = "132.0.0";
const AXE_CORE: &str = "4.10.3";
/// The chart libraries of the benchmark: package, version, and the files that a page loads.
const CHART_LIBRARIES: [(&str, &str, &[&str]); 4] = [
    ("chart.js", "4.6.1", &["dist/chart.umd.min.js"]),
    ("uplot", "1.6.32", &["dist/uPlot.iife.min.js", "dist/uPlot.min.css"]),
    ("echarts", "6.1.0", &["dist/echarts.min.js"]),
    ("plotly.js-dist-min", "4.1.2", &["plotly.min.js"]),
];
/// The version of the Python package of the gateway.
const LITELLM: &str = "1.110.2";
/// Without a font, browsers draw no text.
const FONTS: &str = "fonts-liberation";

const TRUNK: Crate = Crate {
    name: "trunk",
    version: "0.22.1",
    program: "trunk",
    takes: "about 4 minutes on 2 cores",
    locked: true,
    // Optimized, it would take 11 minutes to compile, and save no noticeable time afterwards.
    optimized: false,
};
const GECKODRIVER: Crate = Crate {
    name: "geckodriver",
    version: "0.37.1",
    program: "geckodriver",
    takes: "about a minute on 2 cores",
    locked: true,
    optimized: false,
};
const CARGO_DENY: Crate = Crate {
    name: "cargo-deny",
    version: "0.20.2",
    program: "cargo-deny",
    takes: "about a minute on 2 cores",
    locked: true,
    optimized: false,
};
/// The runner must have the version of the crate, so `Cargo.lock` provides it.
const WASM_BINDGEN: Crate = Crate {
    name: "wasm-bindgen-cli",
    version: "",
    program: "wasm-bindgen-test-runner",
    takes: "about 2 minutes on 2 cores",
    // Its lock file names a crate version that some mirrors lack.
    locked: false,
    optimized: true,
};

/// A tool that a command needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tool {
    /// `cargo fmt` and `cargo clippy`.
    Linters,
    /// Checks the crates of others.
    CargoDeny,
    /// Rust's standard library for the browser.
    WasmTarget,
    /// Builds and serves the site.
    Trunk,
    /// wasm-bindgen's test runner.
    WasmBindgen,
    /// Optimizes release builds.
    WasmOpt,
    /// Chromium and its driver.
    Chromium,
    /// Firefox and its driver.
    Firefox,
    /// WebKitGTK, its driver, and a display for its window.
    WebKit,
    /// A speech synthesizer and an MP3 encoder.
    Espeak,
    /// A script that finds accessibility errors in a page.
    AxeCore,
    /// Chart libraries for the benchmark.
    ChartLibraries,
}

/// A tool is missing, and its installation failed.
#[derive(Debug)]
pub struct Unavailable {
    pub tool: Tool,
    seconds: u64,
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is missing, and its installation failed after {} s", self.tool.name(), self.seconds)
    }
}

/// The installed tools.
pub struct Toolbox {
    /// Folders to search before `PATH`.
    dirs: Vec<PathBuf>,
}

impl Toolbox {
    /// A command in the workspace's root, with the tools on its `PATH`.
    pub fn command(&self, workspace: &Workspace, program: &str) -> Command {
        let mut command = process::command(workspace, program);
        command.env("PATH", in_front(&self.dirs));
        command
    }

    /// The full path of a program.
    pub fn find(&self, program: &str) -> Result<PathBuf> {
        process::find(program, &in_front(&self.dirs)).with_context(|| format!("`{program}` is not on PATH"))
    }

    /// The path of a browser's driver, with the environment variable that can override and pass it.
    pub fn driver(&self, (variable, program): (&'static str, &str)) -> Result<(&'static str, PathBuf)> {
        Ok((variable, env::var_os(variable).map_or_else(|| self.find(program), |path| Ok(path.into()))?))
    }
}

/// The script of axe-core. `AXE_CORE` overrides its path.
pub fn axe_core() -> Result<PathBuf> {
    let installed = cache()?.join(format!("axe-core-{AXE_CORE}")).join("node_modules/axe-core/axe.min.js");
    Ok(env::var_os("AXE_CORE").map_or(installed, PathBuf::from))
}

/// The files of the chart libraries, each with a name that contains the version.
pub fn chart_files() -> Result<Vec<(String, PathBuf)>> {
    let mut named = Vec::new();
    for (name, version, files) in CHART_LIBRARIES {
        let package = cache()?.join(format!("{name}-{version}")).join("node_modules").join(name);
        for file in files {
            let ending = file.rsplit('.').next().unwrap_or_default();
            named.push((format!("{name}-{version}.{ending}"), package.join(file)));
        }
    }
    Ok(named)
}

/// A Python with LiteLLM, in an environment of its own.
pub fn litellm(workspace: &Workspace) -> Result<PathBuf> {
    install::litellm(workspace, LITELLM)
}

/// Installs the missing ones of these tools.
///
/// # Errors
/// [`Unavailable`], with its cause.
pub fn ensure(workspace: &Workspace, tools: &[Tool]) -> Result<Toolbox> {
    let mut dirs = Vec::new();
    for tool in tools {
        let start = Instant::now();
        let unavailable = || Unavailable { tool: *tool, seconds: start.elapsed().as_secs() };
        dirs.extend(tool.ensure(workspace).with_context(unavailable)?);
    }
    Ok(Toolbox { dirs })
}

impl Tool {
    /// Its name for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linters => "rustfmt or clippy",
            Self::CargoDeny => "cargo-deny",
            Self::WasmTarget => "Rust's library for WebAssembly",
            Self::Trunk => "Trunk",
            Self::WasmBindgen => "wasm-bindgen's test runner",
            Self::WasmOpt => "wasm-opt",
            Self::Chromium => "Chromium or its driver",
            Self::Firefox => "Firefox or its driver",
            Self::WebKit => "WebKitGTK, its driver, or Xvfb",
            Self::Espeak => "espeak-ng or lame",
            Self::AxeCore => "axe-core",
            Self::ChartLibraries => "a chart library",
        }
    }

    /// Installs the tool if it is missing. Returns its folder if that is not on `PATH`.
    fn ensure(self, workspace: &Workspace) -> Result<Option<PathBuf>> {
        match self {
            Self::Linters => linters(workspace)?,
            Self::WasmTarget => wasm_target(workspace)?,
            Self::CargoDeny => return CARGO_DENY.ensure(workspace),
            Self::Trunk => return TRUNK.ensure(workspace),
            Self::WasmBindgen => {
                let lock = files::read_text(&workspace.root().join("Cargo.lock"))?;
                let version =
                    locked_version(&lock, "wasm-bindgen").context("Cargo.lock lacks wasm-bindgen")?;
                return Crate { version, ..WASM_BINDGEN }.ensure(workspace);
            }
            Self::WasmOpt => return wasm_opt(workspace, BINARYEN),
            Self::Chromium => {
                let chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
                let programs = [&["$CHROMEDRIVER", "chromedriver"], &chromium[..]];
                system(workspace, &programs, &["chromium", "chromium-driver", FONTS])?;
            }
            Self::Firefox => {
                system(workspace, &[&["firefox-esr", "firefox"]], &["firefox-esr", FONTS])?;
                // Debian has no package of the driver.
                if !present("$GECKODRIVER") {
                    return GECKODRIVER.ensure(workspace);
                }
            }
            Self::WebKit => {
                let programs: [&[&str]; 2] = [&["$WEBKITDRIVER", "WebKitWebDriver"], &["Xvfb"]];
                system(workspace, &programs, &["webkit2gtk-driver", "xvfb", FONTS])?;
            }
            Self::Espeak => system(workspace, &[&["espeak-ng"], &["lame"]], &["espeak-ng", "lame"])?,
            Self::AxeCore if env::var_os("AXE_CORE").is_some() => {}
            Self::AxeCore => {
                npm(workspace, &format!("axe-core-{AXE_CORE}"), &format!("axe-core@{AXE_CORE}"))?;
            }
            Self::ChartLibraries => {
                for (name, version, _) in CHART_LIBRARIES {
                    npm(workspace, &format!("{name}-{version}"), &format!("{name}@{version}"))?;
                }
            }
        }
        Ok(None)
    }
}

/// Deletes every folder of the tool cache that these commands created.
pub fn clean() -> Result<()> {
    let cache = cache()?;
    let Ok(entries) = fs::read_dir(&cache) else {
        println!("There are no tools in {}.", cache.display());
        return Ok(());
    };
    for path in entries.map_while(|entry| Some(entry.ok()?.path())) {
        if path.file_name().is_some_and(|name| is_ours(&name.to_string_lossy())) {
            fs::remove_dir_all(&path).with_context(|| format!("cannot delete {}", path.display()))?;
            println!("Deleted {}", path.display());
        }
    }
    // Fails if the folder has other content, which then remains.
    let _ = fs::remove_dir(&cache);
    println!("The system's packages, the Rust toolchain, and cargo's downloads remain.");
    Ok(())
}

/// Whether a folder of the tool cache was created by these commands.
fn is_ours(folder: &str) -> bool {
    let crates = [TRUNK, GECKODRIVER, CARGO_DENY, WASM_BINDGEN].map(|one| one.name);
    let libraries = CHART_LIBRARIES.map(|(name, ..)| name);
    let mut names = crates.iter().chain(&libraries).chain(&["binaryen", "axe-core", "litellm"]);
    let numbered = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    folder == BUILD
        || names.any(|name| {
            folder.strip_prefix(name).and_then(|rest| rest.strip_prefix('-')).is_some_and(numbered)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_deletes_tools_and_nothing_else() {
        for ours in ["trunk-0.22.1", "wasm-bindgen-cli-0.2.130", "chart.js-4.6.1", "binaryen-132", "build"] {
            assert!(is_ours(ours), "{ours}");
        }
        for other in ["trunk", "trunk-notes", "my-trunk-0.22.1", "builds", "narration", "photos-2026", ""] {
            assert!(!is_ours(other), "{other}");
        }
    }
}
