//! The command line of `cargo xtask`.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, anyhow, bail, ensure};
use lexopt::prelude::*;

use crate::test;

/// The port of `serve` without `--port`.
const DEFAULT_PORT: u16 = 8080;
const COMMANDS: &str = "serve, test, build, weigh, bench, narrate, oracle, advisories, clean-tools, help";

/// A parsed command line.
#[derive(Debug, PartialEq)]
pub enum Call {
    Help,
    Serve {
        port: u16,
        release: bool,
    },
    /// Checks that LiteLLM runs an exported plan as intended.
    Gateway,
    Test(test::Options),
    Build,
    Weigh,
    Bench {
        /// Whether to write the tables into `docs/performance.md`.
        write: bool,
    },
    Narrate {
        /// The arguments of the workspace member `narrate`.
        words: Vec<OsString>,
    },
    Oracle {
        file: PathBuf,
    },
    /// Looks for known problems of the crates in use.
    Advisories,
    CleanTools,
}

/// The text of `cargo xtask help`.
pub fn help() -> String {
    format!(
        "\
Usage: ./x COMMAND, or cargo xtask COMMAND

  serve [--port N] [--release]   build, serve with live reload, print the URL (default port: {DEFAULT_PORT})
  test                           run everything that continuous integration checks
    --quick                      only {quick}
    --filter STEP …              only these steps: {steps}
    --update                     accept the current output as snapshots
    --long                       run many more cases per property, different each time
    --engine NAME                only the built site in one engine: {engines}
    --gateway                    only, and never by default: check that LiteLLM runs an exported plan
  build                          build the site to publish, in dist/
  weigh                          print sizes as downloaded; fail if a size exceeds its budget
  bench [--write]                time the page beside chart libraries (about 15 minutes)
    --write                      write the tables into docs/performance.md
  narrate --engine NAME          record the page, read aloud, in public/narration for the next build
                                 (deepgram or espeak; `narrate --help` lists more options)
  oracle FILE                    replay a file of priced requests against the pricing core
  advisories                     look for known problems of the crates in use (needs the network)
  clean-tools                    delete the tools that these commands installed
  help                           print this text

Missing tools are installed once, at pinned versions, into the folder SHOWDOWN_TOOLS
(default: showdown/tools in the user's cache folder).
",
        quick = test::QUICK.join(", "),
        steps = step_names(),
        engines = engine_names(),
    )
}

/// Parses the arguments after `cargo xtask`.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Call> {
    let mut parser = lexopt::Parser::from_args(words);
    let command = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Call::Help),
        Some(Value(command)) => command.string()?,
        Some(other) => bail!("{}; commands are: {COMMANDS}", other.unexpected()),
    };
    let (call, takes) = match command.as_str() {
        "help" => (Call::Help, "no options"),
        "serve" => (Call::Serve { port: DEFAULT_PORT, release: false }, "--port N, --release"),
        "test" => (
            Call::Test(test::Options::default()),
            "--quick, --filter STEP …, --update, --long, --engine NAME; or --gateway alone",
        ),
        "build" => (Call::Build, "no options"),
        "weigh" => (Call::Weigh, "no options"),
        "bench" => (Call::Bench { write: false }, "--write"),
        "narrate" => return Ok(Call::Narrate { words: parser.raw_args()?.collect() }),
        "oracle" => (Call::Oracle { file: PathBuf::new() }, "FILE"),
        "advisories" => (Call::Advisories, "no options"),
        "clean-tools" => (Call::CleanTools, "no options"),
        other => bail!("unknown command `{other}`; commands are: {COMMANDS}"),
    };
    options(call, &mut parser).map_err(|error| anyhow!("{error}; `{command}` takes: {takes}"))
}

fn options(mut call: Call, parser: &mut lexopt::Parser) -> Result<Call> {
    while let Some(arg) = parser.next()? {
        match (&mut call, arg) {
            (_, Short('h') | Long("help")) => return Ok(Call::Help),
            (Call::Serve { release, .. }, Long("release")) => *release = true,
            (Call::Serve { port, .. }, Long("port")) => {
                let number = parser.value()?.string()?;
                *port = number
                    .parse()
                    .ok()
                    .filter(|port| *port > 0)
                    .ok_or_else(|| anyhow!("`--port {number}`: a port is a number from 1 to 65535"))?;
            }
            (Call::Bench { write }, Long("write")) => *write = true,
            (Call::Oracle { file }, Value(path)) if file.as_os_str().is_empty() => *file = path.into(),
            (Call::Test(options), Long("gateway")) if *options == test::Options::default() => {
                call = Call::Gateway;
            }
            (Call::Test(options), Long("quick")) => options.steps.extend(test::QUICK.map(String::from)),
            (Call::Test(options), Long("update")) => options.update = true,
            (Call::Test(options), Long("long")) => options.long = true,
            (Call::Test(options), Long("engine")) => {
                let name = parser.value()?.string()?;
                let engine = test::ENGINES.iter().find(|engine| engine.name == name);
                let unknown = || anyhow!("unknown engine `{name}`; engines are: {}", engine_names());
                options.engine = Some(engine.ok_or_else(unknown)?);
            }
            (Call::Test(options), Long("filter")) => {
                for name in parser.values()? {
                    let name = name.string()?;
                    let known = test::STEPS.iter().any(|step| step.name == name);
                    ensure!(known, "unknown step `{name}`; steps are: {}", step_names());
                    options.steps.push(name);
                }
            }
            (_, arg) => return Err(arg.unexpected().into()),
        }
    }
    match &mut call {
        Call::Oracle { file } => ensure!(!file.as_os_str().is_empty(), "the file is missing"),
        Call::Test(options) if options.engine.is_some() => {
            let only = options.steps.iter().all(|step| step == test::SITE);
            ensure!(only, "`--engine` applies to the step `{}` only", test::SITE);
            options.steps = vec![test::SITE.to_owned()];
        }
        _ => {}
    }
    Ok(call)
}

fn engine_names() -> String {
    test::ENGINES.map(|engine| engine.name).join(", ")
}

fn step_names() -> String {
    test::STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(line: &str) -> Call {
        parse(line.split_whitespace().map(OsString::from)).expect(line)
    }

    fn refused(line: &str) -> String {
        format!("{:#}", parse(line.split_whitespace().map(OsString::from)).expect_err(line))
    }

    #[test]
    fn commands_have_their_defaults() {
        assert_eq!(understood(""), Call::Help);
        assert_eq!(understood("weigh"), Call::Weigh);
        assert_eq!(understood("clean-tools"), Call::CleanTools);
        assert_eq!(understood("bench"), Call::Bench { write: false });
        assert_eq!(understood("bench --write"), Call::Bench { write: true });
        assert_eq!(understood("serve"), Call::Serve { port: 8080, release: false });
        assert_eq!(understood("test"), Call::Test(test::Options::default()));
        assert_eq!(understood("test --gateway"), Call::Gateway);
        assert_eq!(understood("oracle a.json"), Call::Oracle { file: "a.json".into() });
    }

    #[test]
    fn options_come_in_any_order() {
        let serve = Call::Serve { port: 9000, release: true };
        assert_eq!(understood("serve --release --port 9000"), serve);
        assert_eq!(understood("serve --port=9000 --release"), serve);
        let steps = vec!["native".into(), "oracle".into()];
        let test = test::Options { update: true, long: true, steps, ..Default::default() };
        assert_eq!(understood("test --long --filter native oracle --update"), Call::Test(test));
        let test = test::Options {
            steps: vec!["site".into()],
            engine: Some(&test::ENGINES[1]),
            ..Default::default()
        };
        assert_eq!(understood("test --engine firefox"), Call::Test(test));
    }

    #[test]
    fn quick_is_what_a_change_of_code_most_often_breaks() {
        let steps = ["format", "lint", "native"].map(String::from).into();
        let test = test::Options { steps, ..Default::default() };
        assert_eq!(understood("test --quick"), Call::Test(test));
    }

    #[test]
    fn narrate_gets_its_words_as_they_are() {
        let words = ["--engine", "espeak", "--help"].map(OsString::from).into();
        assert_eq!(understood("narrate --engine espeak --help"), Call::Narrate { words });
    }

    #[test]
    fn a_refusal_says_what_is_accepted() {
        assert!(refused("tset").contains(COMMANDS));
        assert!(refused("--release").contains(COMMANDS));
        assert!(refused("serve --prot 1").contains("--port N, --release"));
        assert!(refused("serve --port 70000").contains("1 to 65535"));
        assert!(refused("serve --port").contains("--port"));
        assert!(refused("test --filter formt").contains("format, supply, lint, native"));
        assert!(refused("test --engine opera").contains("chromium, firefox, webkit"));
        assert!(refused("test --filter native --engine firefox").contains("`site` only"));
        assert!(refused("test --quick --engine firefox").contains("`site` only"));
        assert!(refused("test --gateway --update").contains("--gateway alone"));
        assert!(refused("test --update --gateway").contains("--gateway alone"));
        assert!(refused("test --filter").contains("--filter"));
        assert!(refused("build --fast").contains("no options"));
        assert!(refused("bench --fast").contains("--write"));
        assert!(refused("oracle").contains("FILE"));
        assert!(refused("oracle a b").contains("\"b\""));
    }

    #[test]
    fn help_names_every_command_and_step() {
        let steps = test::STEPS.iter().map(|step| step.name);
        for name in COMMANDS.split(", ").chain(steps) {
            assert!(help().contains(name), "{name}");
        }
    }
}
