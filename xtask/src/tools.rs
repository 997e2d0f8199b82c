//! The tools the commands stand on: which there must be, at which versions, and how to get them.
//!
//! A tool that is already on `PATH` at the right version is used. Otherwise it lives in a folder of
//! its own, `NAME-VERSION` in the cache: nothing outside is changed, two versions of this project do
//! not fight over one tool, and deleting the cache undoes everything. Only what can come from nowhere
//! else (a browser, `npm`) is asked of the system's packages, and only as root.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::process;
use crate::workspace::Workspace;

const TRUNK: &str = "0.22.1";
/// The npm package that holds `wasm-opt`: WebAssembly itself, so one download serves every machine.
const BINARYEN: &str = "132.0.0";
const AXE_CORE: &str = "4.10.3";
/// Libraries that draw charts, which figures are compared with: packages, versions, and of each the files that a page loads.
const CHART_LIBRARIES: [(&str, &str, &[&str]); 4] = [
    ("chart.js", "4.6.1", &["dist/chart.umd.min.js"]),
    ("uplot", "1.6.32", &["dist/uPlot.iife.min.js", "dist/uPlot.min.css"]),
    ("echarts", "6.1.0", &["dist/echarts.min.js"]),
    ("plotly.js-dist-min", "4.1.2", &["plotly.min.js"]),
];
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";
/// The Python package of the gateway that plans are exported for.
const LITELLM: &str = "1.110.2";
const WASM: &str = "wasm32-unknown-unknown";
/// Chromium under the names that it has on different systems.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// A browser on a machine without fonts draws no text.
const FONTS: &str = "fonts-liberation";
/// Firefox, likewise.
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

/// Something that must be there before a command can start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tool {
    /// `cargo fmt` and `cargo clippy`.
    Linters,
    /// Looks after what comes from elsewhere.
    CargoDeny,
    /// Rust's standard library for the browser.
    WasmTarget,
    /// Builds and serves the site.
    Trunk,
    /// wasm-bindgen's test runner, for tests in the browser.
    WasmBindgen,
    /// `wasm-opt`: makes release builds small.
    WasmOpt,
    /// Chromium and its driver, for tests.
    Browser,
    /// Firefox and its driver, for tests of the built site.
    Firefox,
    /// WebKit, its driver, and a display for its window: the same.
    WebKit,
    /// What speaks on this machine, and what makes MP3 of it.
    Espeak,
    /// `axe-core`, which finds what keeps people out of a page: a script that tests run in it.
    AxeCore,
    /// Libraries that draw charts, for the benchmark.
    ChartLibraries,
}

/// Where the tools are, for the commands that use them.
pub struct Toolbox {
    /// Folders in the cache that come before `PATH`.
    dirs: Vec<PathBuf>,
}

impl Toolbox {
    /// A command in the workspace's root that finds the tools.
    pub fn command(&self, workspace: &Workspace, program: &str) -> Command {
        let mut command = process::command(workspace, program);
        command.env("PATH", self.path());
        command
    }

    /// The full path of a program, for what wants one.
    pub fn find(&self, program: &str) -> Result<PathBuf> {
        process::find(program, &self.path()).ok_or_else(|| Error::new(format!("`{program}` is not on PATH")))
    }

    /// The driver of the browser that the tests use; `CHROMEDRIVER` may name another one.
    pub fn chromedriver(&self) -> Result<PathBuf> {
        self.driver("CHROMEDRIVER", "chromedriver")
    }

    /// Firefox’s driver; `GECKODRIVER` may name another one.
    pub fn geckodriver(&self) -> Result<PathBuf> {
        self.driver("GECKODRIVER", "geckodriver")
    }

    /// WebKit’s driver; `WEBKITDRIVER` may name another one.
    pub fn webkitdriver(&self) -> Result<PathBuf> {
        self.driver("WEBKITDRIVER", "WebKitWebDriver")
    }

    fn driver(&self, variable: &str, program: &str) -> Result<PathBuf> {
        match env::var_os(variable) {
            Some(path) => Ok(path.into()),
            None => self.find(program),
        }
    }

    /// The script of axe-core; `AXE_CORE` may name another one.
    pub fn axe_core(&self) -> Result<PathBuf> {
        match env::var_os("AXE_CORE") {
            Some(path) => Ok(path.into()),
            None => Ok(axe_core_folder()?.join("node_modules").join("axe-core").join("axe.min.js")),
        }
    }

    /// `PATH` with the tools in front.
    fn path(&self) -> OsString {
        in_front(&self.dirs)
    }
}

/// Sees to it that the tools are there, installing what is missing. Present ones cost no time.
pub fn ensure(workspace: &Workspace, tools: &[Tool]) -> Result<Toolbox> {
    let mut dirs = Vec::new();
    for tool in tools {
        match tool {
            Tool::Linters => linters(workspace)?,
            Tool::CargoDeny => dirs.extend(cargo_deny().ensure(workspace)?),
            Tool::WasmTarget => wasm_target(workspace)?,
            Tool::Trunk => dirs.extend(trunk().ensure(workspace)?),
            Tool::WasmBindgen => dirs.extend(wasm_bindgen(workspace)?.ensure(workspace)?),
            Tool::WasmOpt => dirs.extend(wasm_opt(workspace)?),
            Tool::Browser => browser(workspace)?,
            Tool::Firefox => dirs.extend(firefox(workspace)?),
            Tool::WebKit => webkit(workspace)?,
            Tool::Espeak => espeak(workspace)?,
            Tool::AxeCore => axe_core(workspace)?,
            Tool::ChartLibraries => chart_libraries(workspace)?,
        }
    }
    Ok(Toolbox { dirs })
}

// ---- What comes with Rust ----

fn linters(workspace: &Workspace) -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let question = process::cargo(workspace, &[subcommand, "--version"]);
        if process::answer(question).is_none() {
            rustup(workspace, &["component", "add", component])?;
        }
    }
    Ok(())
}

fn wasm_target(workspace: &Workspace) -> Result<()> {
    let mut question = process::command(workspace, "rustc");
    question.args(["--print", "target-libdir", "--target", WASM]);
    let present = process::answer(question).is_some_and(|dir| Path::new(dir.trim()).is_dir());
    if present {
        return Ok(());
    }
    rustup(workspace, &["target", "add", WASM])
}

fn rustup(workspace: &Workspace, args: &[&str]) -> Result<()> {
    let what = args.last().copied().unwrap_or_default();
    if process::find("rustup", &search_path()).is_none() {
        return Err(Error::new(format!(
            "Rust's `{what}` is missing and there is no rustup to add it: install it the way Rust was \
             installed here, or install rustup"
        )));
    }
    say(&format!("adding Rust's {what} (less than a minute, once)"));
    let mut command = process::command(workspace, "rustup");
    command.args(args);
    process::run(command)
}

// ---- What cargo can install ----

/// A program that is published as a crate.
struct Crate {
    name: &'static str,
    version: String,
    /// What it installs; each answers `--version`.
    programs: &'static [&'static str],
    /// Roughly how long it takes to compile.
    takes: &'static str,
    /// Extra words and variables for `cargo install`.
    options: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
}

/// What makes compiling short and the program slow.
const QUICK: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

fn trunk() -> Crate {
    Crate {
        name: "trunk",
        version: TRUNK.into(),
        programs: &["trunk"],
        takes: "about 4 minutes on 2 cores",
        options: &["--locked"],
        // As its author publishes it, it takes 11 minutes; the time it saves afterwards is not felt.
        env: QUICK,
    }
}

fn geckodriver() -> Crate {
    Crate {
        name: "geckodriver",
        version: GECKODRIVER.into(),
        programs: &["geckodriver"],
        takes: "about a minute on 2 cores",
        options: &["--locked"],
        // It hands messages on: nobody waits for it.
        env: QUICK,
    }
}

fn cargo_deny() -> Crate {
    Crate {
        name: "cargo-deny",
        version: CARGO_DENY.into(),
        programs: &["cargo-deny"],
        takes: "about a minute on 2 cores",
        options: &["--locked"],
        // It reads some hundred manifests: two seconds.
        env: QUICK,
    }
}

/// The crate and the runner must be the same version, so `Cargo.lock` decides for both.
fn wasm_bindgen(workspace: &Workspace) -> Result<Crate> {
    let lock = workspace.root().join("Cargo.lock");
    let lock = fs::read_to_string(&lock).context(|| format!("cannot read {}", lock.display()))?;
    let version = locked_version(&lock, "wasm-bindgen")
        .ok_or_else(|| Error::new("Cargo.lock names no version of wasm-bindgen"))?;
    Ok(Crate {
        name: "wasm-bindgen-cli",
        version: version.into(),
        programs: &["wasm-bindgen-test-runner"],
        takes: "about 2 minutes on 2 cores",
        // Not `--locked`: its lock file names a version of a crate that not every mirror has.
        options: &[],
        env: &[],
    })
}

impl Crate {
    /// The folder to put before `PATH`, or none where the programs are on it already.
    fn ensure(&self, workspace: &Workspace) -> Result<Option<PathBuf>> {
        if self.answers(&search_path()) {
            return Ok(None);
        }
        let root = cache()?.join(format!("{}-{}", self.name, self.version));
        let bin = root.join("bin");
        if !self.answers(bin.as_os_str())
            && !self.binstall(workspace, &root, &bin)
            && !self.install(workspace, &root, &bin)?
        {
            return Err(Error::new(format!(
                "{name} {version} could not be installed. Install it by hand, then try again: \
                 cargo install {name} --version {version}{options}",
                name = self.name,
                version = self.version,
                options = self.options.iter().fold(String::new(), |line, o| line + " " + o),
            )));
        }
        Ok(Some(bin))
    }

    /// Whether all programs are found on that search path, at the right version.
    fn answers(&self, path: &OsStr) -> bool {
        self.programs.iter().all(|program| answers(program, path, &self.version))
    }

    /// Fetches programs that are compiled already, where `cargo binstall` is there to do it: seconds.
    fn binstall(&self, workspace: &Workspace, root: &Path, bin: &Path) -> bool {
        let present = process::answer(process::cargo(workspace, &["binstall", "-V"]));
        if present.is_none() {
            return false;
        }
        say(&format!("fetching {} {} (seconds, once)", self.name, self.version));
        // Compiling is left to `install`, which knows how to make it short.
        let words = ["binstall", "--no-confirm", "--force", "--disable-strategies", "compile", "--root"];
        let mut command = process::cargo(workspace, &words);
        command.arg(root).arg(format!("{}@{}", self.name, self.version)).env("PATH", in_front(&[bin.into()]));
        process::run(command).is_ok() && self.answers(bin.as_os_str())
    }

    /// Compiles them. Cargo moves a program into place only when it is complete, so an interrupted
    /// installation is taken up by the next one.
    fn install(&self, workspace: &Workspace, root: &Path, bin: &Path) -> Result<bool> {
        say(&format!("installing {} {} ({}, once)", self.name, self.version, self.takes));
        let build = cache()?.join("build");
        let mut command =
            process::cargo(workspace, &["install", "--force", self.name, "--version", &self.version]);
        command
            .args(self.options)
            .arg("--root")
            .arg(root)
            .envs(self.env.iter().copied())
            .env("CARGO_TARGET_DIR", &build)
            .env("PATH", in_front(&[bin.into()]))
            // What a project's build is told must not reach a tool's.
            .env_remove("CARGO_BUILD_TARGET")
            .env_remove("RUSTFLAGS");
        let done = process::run(command);
        if let Err(error) = &done {
            eprintln!("{error}");
        }
        // Half a gigabyte that nobody needs again; if it stays, it only takes space.
        let _ = fs::remove_dir_all(&build);
        Ok(done.is_ok() && self.answers(bin.as_os_str()))
    }
}

// ---- What npm can install ----

fn wasm_opt(workspace: &Workspace) -> Result<Option<PathBuf>> {
    // `wasm-opt --version` gives the first number alone.
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    if answers("wasm-opt", &search_path(), major) {
        return Ok(None);
    }
    let root = cache()?.join(format!("binaryen-{major}"));
    let bin = root.join("node_modules").join(".bin");
    if answers("wasm-opt", bin.as_os_str(), major) {
        return Ok(Some(bin));
    }
    if npm(workspace, &root, "wasm-opt", &format!("binaryen@{BINARYEN}"))?
        && answers("wasm-opt", bin.as_os_str(), major)
    {
        return Ok(Some(bin));
    }
    Err(Error::new(format!(
        "wasm-opt {major} could not be installed. Install it by hand, then try again: \
         npm install --global binaryen@{BINARYEN}"
    )))
}

fn axe_core(workspace: &Workspace) -> Result<()> {
    let root = axe_core_folder()?;
    if env::var_os("AXE_CORE").is_some() || installed(&root) {
        return Ok(());
    }
    if npm(workspace, &root, "axe-core", &format!("axe-core@{AXE_CORE}"))? && installed(&root) {
        return Ok(());
    }
    Err(Error::new(format!(
        "axe-core {AXE_CORE} could not be installed. Fetch it by hand, then try again: \
         npm install axe-core@{AXE_CORE}, and set AXE_CORE to the path of its axe.min.js"
    )))
}

fn axe_core_folder() -> Result<PathBuf> {
    Ok(cache()?.join(format!("axe-core-{AXE_CORE}")))
}

fn chart_libraries(workspace: &Workspace) -> Result<()> {
    for (name, version, _) in CHART_LIBRARIES {
        let root = cache()?.join(format!("{name}-{version}"));
        let package = format!("{name}@{version}");
        if !installed(&root) && !(npm(workspace, &root, name, &package)? && installed(&root)) {
            return Err(Error::new(format!("{package} could not be installed: npm install {package}")));
        }
    }
    Ok(())
}

/// The files of the libraries that draw charts, each with a name for it that has the version in it.
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

/// Whether npm has finished in that folder: it writes this file last.
fn installed(root: &Path) -> bool {
    root.join("node_modules").join(".package-lock.json").is_file()
}

/// Installs a package into a folder of its own, and tells whether npm found nothing wrong.
fn npm(workspace: &Workspace, root: &Path, what: &str, package: &str) -> Result<bool> {
    if process::find("npm", &search_path()).is_none() {
        apt(workspace, &["npm"], &format!("npm, which {what} comes from"), "about 2 minutes")?;
    }
    say(&format!("installing {what}: {package} from npm (less than a minute, once)"));
    // npm works in place: what an interrupted installation left would look complete to it.
    let _ = fs::remove_dir_all(root);
    fs::create_dir_all(root).context(|| format!("cannot create {}", root.display()))?;
    let mut npm = process::command(workspace, "npm");
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(root).arg(package);
    Ok(process::run(npm).is_ok())
}

// ---- What Python can install ----

/// A Python that has LiteLLM, in an environment of its own.
pub fn litellm(workspace: &Workspace) -> Result<PathBuf> {
    let root = cache()?.join(format!("litellm-{LITELLM}"));
    let python = root.join("bin").join("python");
    let present = || {
        let mut question = process::command(workspace, &python);
        let ask = "import importlib.metadata; print(importlib.metadata.version('litellm'))";
        question.args(["-c", ask]);
        process::answer(question).is_some_and(|answer| answer.trim() == LITELLM)
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
    say(&format!("installing litellm {LITELLM} into an environment of its own (about a minute, once)"));
    if make().is_err() {
        apt(workspace, &["python3", "python3-venv"], "Python with its environments", "less than a minute")?;
        make()?;
    }
    let mut pip = process::command(workspace, &python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        &format!("litellm=={LITELLM}"),
    ]);
    process::run(pip)?;
    if present() { Ok(python) } else { Err(Error::new(format!("litellm {LITELLM} could not be installed"))) }
}

// ---- What only the system has ----

fn browser(workspace: &Workspace) -> Result<()> {
    if (named("CHROMEDRIVER") || present(&["chromedriver"])) && present(CHROMIUM) {
        return Ok(());
    }
    apt(
        workspace,
        &["chromium", "chromium-driver", FONTS],
        "Chromium and its driver, for the tests",
        "about a minute",
    )
}

/// The driver comes from no package of Debian's. Returns its folder, if it is in the cache.
fn firefox(workspace: &Workspace) -> Result<Option<PathBuf>> {
    if !present(FIREFOX) {
        apt(workspace, &["firefox-esr", FONTS], "Firefox, for the tests", "about a minute")?;
    }
    if named("GECKODRIVER") { Ok(None) } else { geckodriver().ensure(workspace) }
}

fn webkit(workspace: &Workspace) -> Result<()> {
    if (named("WEBKITDRIVER") || present(&["WebKitWebDriver"])) && present(&["Xvfb"]) {
        return Ok(());
    }
    apt(
        workspace,
        &["webkit2gtk-driver", "xvfb", FONTS],
        "WebKit, its driver and a display for it, for the tests",
        "about a minute",
    )
}

fn espeak(workspace: &Workspace) -> Result<()> {
    if present(&["espeak-ng"]) && present(&["lame"]) {
        return Ok(());
    }
    apt(
        workspace,
        &["espeak-ng", "lame"],
        "espeak-ng and lame, which read aloud on this machine",
        "less than a minute",
    )
}

/// Whether a variable names a program that is there.
fn named(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|path| Path::new(&path).is_file())
}

/// Whether one of these programs is on `PATH`.
fn present(names: &[&str]) -> bool {
    let path = search_path();
    names.iter().any(|name| process::find(name, &path).is_some())
}

/// Asks the system's packages, where that is possible without asking a person.
fn apt(workspace: &Workspace, packages: &[&str], what: &str, takes: &str) -> Result<()> {
    let by_hand = || {
        Error::new(format!(
            "{what}: missing, and not to be had from here. Install by hand, then try again; on Debian: \
             apt-get install {}",
            packages.join(" ")
        ))
    };
    let mut id = process::command(workspace, "id");
    id.arg("-u");
    let root = process::answer(id).is_some_and(|user| user.trim() == "0");
    if !root || process::find("apt-get", &search_path()).is_none() {
        return Err(by_hand());
    }
    say(&format!("installing {what} ({takes}, once)"));
    let apt_get = |words: &[&str]| {
        let mut command = process::command(workspace, "apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        process::run(command)
    };
    // Fresh machines have no lists of packages. One list that fails need not be the one that matters.
    let _ = apt_get(&["update", "-qq"]);
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    apt_get(&[&install, packages].concat()).map_err(|_| by_hand())
}

// ---- Questions ----

/// Whether a program is found on that search path and says that it is this version.
fn answers(program: &str, path: &OsStr, version: &str) -> bool {
    process::find(program, path).is_some_and(|program| {
        let mut question = Command::new(program);
        question.arg("--version");
        process::answer(question).is_some_and(|answer| says(&answer, version))
    })
}

/// Whether the version is one of the words of the first line: `wasm-opt version 132 (version_132)`.
fn says(answer: &str, version: &str) -> bool {
    let first = answer.lines().next().unwrap_or_default();
    first.split_whitespace().any(|word| word == version)
}

/// The version of a package in a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// The folder of the tools: `$SHOWDOWN_TOOLS`, or `showdown/tools` in the user's cache.
fn cache() -> Result<PathBuf> {
    let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    var("SHOWDOWN_TOOLS")
        .or_else(|| var("XDG_CACHE_HOME").map(|dir| dir.join("showdown").join("tools")))
        .or_else(|| env::home_dir().map(|dir| dir.join(".cache").join("showdown").join("tools")))
        // Children run elsewhere: a relative folder is meant from where the user stands.
        .and_then(|dir| std::path::absolute(dir).ok())
        .ok_or_else(|| Error::new("no folder for tools: set SHOWDOWN_TOOLS to one"))
}

fn search_path() -> OsString {
    env::var_os("PATH").unwrap_or_default()
}

/// `PATH` with folders in front.
fn in_front(dirs: &[PathBuf]) -> OsString {
    let path = search_path();
    let all = dirs.iter().cloned().chain(env::split_paths(&path));
    // Joining fails only for a folder whose name holds the separator, which `PATH` cannot say anyway.
    env::join_paths(all).unwrap_or_else(|_| path.clone())
}

fn say(what: &str) {
    eprintln!("{what} …");
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
