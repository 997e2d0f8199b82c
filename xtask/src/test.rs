//! `cargo xtask test`: every check, from quick to slow.
//!
//! The closing lines of `cargo test` are the last output, because continuous integration reads them.

use std::path::PathBuf;
use std::time::{Instant, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::narrate;
use crate::process::{self, cargo};
use crate::site;
use crate::supply;
use crate::tools::{self, Tool, Toolbox};
use crate::weigh;
use crate::workspace::Workspace;

/// The features of the native build, which renders the page, and of the build for the browser.
const NATIVE: &str = "ssr";
const IN_BROWSER: &str = "csr";
const WASM: &str = "wasm32-unknown-unknown";

/// Requests with known prices, which the pricing core must reproduce.
const COST_VECTORS: &str = "tests/data/cost-vectors.json";

/// The workspace member that tests the built site.
pub const SITE_TESTS: &str = "site-tests";

/// The number of slow tests to list.
const SLOWEST: usize = 10;

/// What to test, and how.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// Accept the current output as snapshots.
    pub update: bool,
    /// Run many more cases per property.
    pub long: bool,
    /// Names of [`STEPS`]. Empty means all.
    pub steps: Vec<String>,
    /// Test the built site in this engine only.
    pub engine: Option<&'static Engine>,
}

/// A browser engine for the tests of the built site.
#[derive(Debug, PartialEq)]
pub struct Engine {
    pub name: &'static str,
    tool: Tool,
    /// The driver: the environment variable with its path, and its program.
    pub driver: (&'static str, &'static str),
}

pub const CHROMIUM: Engine =
    Engine { name: "chromium", tool: Tool::Chromium, driver: ("CHROMEDRIVER", "chromedriver") };

/// Every engine. Tests that do not name an engine run in the first one.
pub const ENGINES: [Engine; 3] = [
    CHROMIUM,
    Engine { name: "firefox", tool: Tool::Firefox, driver: ("GECKODRIVER", "geckodriver") },
    Engine { name: "webkit", tool: Tool::WebKit, driver: ("WEBKITDRIVER", "WebKitWebDriver") },
];

/// Cases per property with `--long`. The default is in `src/domain/cases.rs`.
const MANY: u32 = 5_000;

/// A step of the test run.
pub struct Step {
    /// Its name, for `--filter`.
    pub name: &'static str,
    what: &'static str,
    pub tools: &'static [Tool],
    run: fn(&Run) -> Result<()>,
}

/// Shared by all steps.
struct Run<'a> {
    workspace: &'a Workspace,
    toolbox: Toolbox,
    options: &'a Options,
}

/// The step that tests the built site.
pub const SITE: &str = "site";
/// The steps of `--quick`.
pub const QUICK: [&str; 3] = ["format", "lint", "native"];

/// Every step, in order.
pub const STEPS: &[Step] = &[
    Step { name: "format", what: "formatting", tools: &[Tool::Linters], run: format },
    Step {
        name: "supply",
        what: "licenses, versions, and sources of all crates",
        tools: &[Tool::CargoDeny],
        run: supply,
    },
    Step {
        name: "lint",
        what: "no warnings with any set of features, natively and for the browser",
        tools: &[Tool::Linters, Tool::WasmTarget],
        run: lint,
    },
    Step {
        name: "native",
        what: "unit tests, integration tests, snapshots, documentation examples",
        tools: &[Tool::WasmTarget, Tool::Espeak],
        run: native,
    },
    Step { name: "oracle", what: "the pricing core against known prices", tools: &[], run: oracle },
    Step {
        name: "browser",
        what: "components in a browser",
        tools: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Chromium],
        run: browser,
    },
    Step {
        name: SITE,
        what: "the published site: built, weighed, and used in browsers",
        tools: &[
            Tool::WasmTarget,
            Tool::Trunk,
            Tool::WasmOpt,
            Tool::Chromium,
            Tool::Firefox,
            Tool::WebKit,
            Tool::Espeak,
            Tool::AxeCore,
        ],
        run: site,
    },
];

/// Runs the selected steps. Stops at the first failure.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let names = &options.steps;
    let chosen = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let others = ENGINES.iter().filter(|engine| options.engine.is_some_and(|only| only != *engine));
    let others: Vec<_> = others.map(|engine| engine.tool).collect();
    let steps: Vec<_> = STEPS.iter().filter(chosen).collect();

    let mut tools = Vec::new();
    for tool in steps.iter().flat_map(|step| step.tools) {
        if !tools.contains(tool) && !others.contains(tool) {
            tools.push(*tool);
        }
    }
    let toolbox = tools::ensure(workspace, &tools)?;
    let run = Run { workspace, toolbox, options };

    let start = Instant::now();
    for (index, step) in steps.iter().enumerate() {
        let (number, count, elapsed) = (index + 1, steps.len(), clock(start.elapsed().as_secs()));
        let name = step.name;
        eprintln!("\n=== {number}/{count} {name} === {} (after {elapsed})", step.what);
        (step.run)(&run)
            .with_context(|| format!("step {name} failed; run it again with `./x test --filter {name}`"))?;
    }
    Ok(())
}

fn format(run: &Run) -> Result<()> {
    process::run(cargo(run.workspace, &["fmt", "--all", "--check"]))
}

fn supply(run: &Run) -> Result<()> {
    supply::check(run.workspace, &run.toolbox)
}

fn lint(run: &Run) -> Result<()> {
    let clippy = |args: &[&str]| {
        let words = [&["clippy"], args, &["--", "-D", "warnings"]].concat();
        cargo(run.workspace, &words)
    };
    process::run(clippy(&["--workspace", "--all-targets"]))?;
    process::run(clippy(&["-p", "showdown", "--all-targets", "--features", NATIVE]))?;
    let targets = ["--lib", "--bin", "showdown", "--test", "components"];
    let wasm = ["-p", "showdown", "--target", WASM, "--features", IN_BROWSER];
    let mut wasm = clippy(&[&wasm[..], &targets].concat());
    wasm.env("CARGO_TARGET_DIR", run.workspace.wasm_target());
    process::run(wasm)
}

fn native(run: &Run) -> Result<()> {
    let features = format!("showdown/{NATIVE}");
    let mut test = cargo(run.workspace, &["test", "--workspace", "--features", &features]);
    // The site's tests need the built site and browsers: step `site`.
    test.args(["--exclude", SITE_TESTS]);
    if run.options.update {
        test.env("SNAPSHOTS", "overwrite");
    }
    if run.options.long {
        // A new seed for each run, printed so that a failure can be repeated.
        let seed = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_secs()).to_string();
        eprintln!("To repeat: PROPTEST_CASES={MANY} PROPTEST_RNG_SEED={seed} ./x test --filter native");
        test.env("PROPTEST_CASES", MANY.to_string()).env("PROPTEST_RNG_SEED", seed);
    }
    process::run(test)
}

fn oracle(run: &Run) -> Result<()> {
    let words = ["run", "--quiet", "--bin", "oracle", "--", COST_VECTORS];
    process::run(cargo(run.workspace, &words))
}

fn browser(run: &Run) -> Result<()> {
    let words = ["test", "-p", "showdown", "--target", WASM];
    let mut test = cargo(run.workspace, &words);
    let (variable, driver) = run.toolbox.driver(CHROMIUM.driver)?;
    test.args(["--features", IN_BROWSER, "--test", "components"])
        .env("CARGO_TARGET_DIR", run.workspace.wasm_target())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", run.toolbox.find("wasm-bindgen-test-runner")?)
        .env(variable, driver)
        // The default of 20 seconds is too short for a development build on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        // The runner would prefer these drivers.
        .env_remove("GECKODRIVER")
        .env_remove("SAFARIDRIVER");
    process::run(test)
}

fn site(run: &Run) -> Result<()> {
    site::build(run.workspace)?;
    weigh::run(run.workspace)?;
    let [plain, narrated] = with_and_without_recording(run)?;
    // Test binaries report the time of each test only if unstable options are on.
    let runner = "target.'cfg(unix)'.runner = ['env', 'RUSTC_BOOTSTRAP=1']";
    let mut test =
        cargo(run.workspace, &["--config", runner, "test", "-p", SITE_TESTS, "--test", "site", "--"]);
    test.args(["-Zunstable-options", "--report-time"])
        .env("AXE_CORE", tools::axe_core()?)
        .env("SHOWDOWN_DIST", plain)
        .env("SHOWDOWN_NARRATED", narrated);
    let uses = |engine: &&Engine| run.options.engine.is_none_or(|only| only == *engine);
    for engine in ENGINES.iter().filter(uses) {
        let (variable, driver) = run.toolbox.driver(engine.driver)?;
        test.env(variable, driver);
    }
    if run.options.update {
        test.env("SNAPSHOTS", "overwrite");
    }
    // A test for every engine is a module with one test per engine name.
    let named = |engine: &Engine| format!("::{}", engine.name);
    match run.options.engine {
        None => {}
        Some(only) if *only == CHROMIUM => {
            test.args(ENGINES[1..].iter().flat_map(|other| ["--skip".to_owned(), named(other)]));
        }
        Some(only) => {
            test.arg(named(only));
        }
    }
    let mut times = Vec::new();
    process::run_edited(test, |line| match timed(line) {
        Some((line, name, seconds)) => {
            times.push((seconds, name.to_owned()));
            line.to_owned()
        }
        None if line.starts_with("test result:") => slowest(&mut times) + line,
        None => line.to_owned(),
    })
}

/// Splits the duration from a test's line: the line without it, the test's name, and the seconds.
fn timed(line: &str) -> Option<(&str, &str, f64)> {
    let (rest, seconds) = line.strip_suffix("s>")?.rsplit_once(" <")?;
    let (name, _) = rest.strip_prefix("test ")?.split_once(" ... ")?;
    Some((rest, name, seconds.parse().ok()?))
}

/// The slowest tests, one per line.
fn slowest(times: &mut [(f64, String)]) -> String {
    times.sort_by(|a, b| b.0.total_cmp(&a.0));
    let lines = times.iter().take(SLOWEST).map(|(seconds, name)| format!("{seconds:>7.1} s  {name}\n"));
    lines.fold("slowest tests:\n".to_owned(), |text, line| text + &line) + "\n"
}

/// Two copies of the built site: without a recording, and with one by espeak-ng.
fn with_and_without_recording(run: &Run) -> Result<[PathBuf; 2]> {
    let folder = |name: &str| run.workspace.target().join(name);
    let [plain, narrated] = ["plain", "narrated"].map(folder);
    let out = folder("narration").into_os_string();
    narrate::run(run.workspace, &["--engine".into(), "espeak".into(), "--out".into(), out])?;
    narrate::join(run.workspace, &folder("no-narration"), &plain)?;
    narrate::join(run.workspace, &folder("narration"), &narrated)?;
    Ok([plain, narrated])
}

/// Seconds as `1:02`.
fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elapsed_time_is_read_like_a_clock() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(62), "1:02");
        assert_eq!(clock(3600), "60:00");
    }

    #[test]
    fn steps_have_names_of_their_own() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(STEPS[..index].iter().all(|other| other.name != step.name));
        }
    }

    #[test]
    fn quick_steps_exist() {
        assert!(QUICK.iter().all(|name| STEPS.iter().any(|step| step.name == *name)));
    }

    #[test]
    fn durations_move_from_the_lines_of_tests_into_a_list() {
        let line = "test plan::adds_a_class::firefox ... ok <12.345s>";
        let parsed = ("test plan::adds_a_class::firefox ... ok", "plan::adds_a_class::firefox", 12.345);
        assert_eq!(timed(line), Some(parsed));
        assert_eq!(timed("test a ... ok"), None);
        assert_eq!(timed("waited <2s>"), None);
        let mut times: Vec<_> = (0..20).map(|number| (f64::from(number), format!("t{number}"))).collect();
        let list = slowest(&mut times);
        assert_eq!(list.lines().nth(1), Some("   19.0 s  t19"));
        assert_eq!(list.trim_end().lines().count(), 1 + SLOWEST);
    }
}
