//! What can be typed after `cargo xtask`, and what is said about anything else.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::test;

/// The port of `serve` when none is given.
const DEFAULT_PORT: u16 = 8080;

/// One call, understood.
#[derive(Debug, PartialEq)]
pub enum Call {
    Help,
    Serve {
        port: u16,
        release: bool,
    },
    /// Whether LiteLLM does what an exported plan says.
    Gateway,
    Test(test::Options),
    Build,
    Weigh,
    /// `write`: into `docs/performance.md`.
    Bench {
        write: bool,
    },
    /// The words are for the member `narrate`.
    Narrate {
        words: Vec<String>,
    },
    Oracle {
        file: PathBuf,
    },
    /// Whether something is known against a crate in use.
    Advisories,
}

/// The text of `cargo xtask help`.
pub fn help() -> String {
    format!(
        "\
Usage: cargo xtask COMMAND

  serve [--port N] [--release]       build, serve with live reload, print the address (port {DEFAULT_PORT})
  test [--update] [--long] [--filter STEP …]
                                     everything the continuous integration checks
                                     --update: accept what the snapshots show now
                                     --long: properties are held to many more cases, and to others than usual
                                     --filter: only these steps: {steps}
  test --engine NAME                 the built site in that engine alone: {engines}
  test --gateway                     that LiteLLM does what an exported plan says; not part of the above, for its size
  build                              the site to publish, in dist/
  weigh                              bytes as a browser downloads them, against the budgets
  bench [--write]                    how fast page and figures are, beside libraries that draw charts; about 15 minutes
                                     --write: the tables into docs/performance.md
  narrate --engine NAME              the article read aloud, in public/narration, for the next build; deepgram or
                                     espeak; `narrate --help` names its further options
  oracle FILE                        replay a file of priced workloads against the pricing core
  advisories                         whether something has become known against a crate in use; asks for it anew
  help                               this text

Tools that are missing are installed at pinned versions, once; SHOWDOWN_TOOLS says where they go
(default: the folder showdown/tools in the user's cache).
",
        steps = step_names(),
        engines = engine_names(),
    )
}

/// Understands the words after `cargo xtask`.
pub fn parse(words: impl Iterator<Item = String>) -> Result<Call> {
    let mut words = words.peekable();
    let Some(command) = words.next() else {
        return Ok(Call::Help);
    };
    let call = match command.as_str() {
        "help" | "--help" | "-h" => return Ok(Call::Help),
        "serve" => serve(&mut words)?,
        "test" if words.next_if_eq("--gateway").is_some() => Call::Gateway,
        "test" => test(&mut words)?,
        "build" => Call::Build,
        "weigh" => Call::Weigh,
        "bench" => Call::Bench { write: words.next_if_eq("--write").is_some() },
        "narrate" => Call::Narrate { words: words.by_ref().collect() },
        "advisories" => Call::Advisories,
        "oracle" => {
            let file = words.next().filter(|word| !word.starts_with("--"));
            Call::Oracle {
                file: file.ok_or_else(|| Error::new("which file? `cargo xtask oracle FILE`"))?.into(),
            }
        }
        other => {
            return Err(Error::new(format!(
                "there is no command `{other}`; there are: serve, test, build, weigh, bench, narrate, oracle, advisories, help"
            )));
        }
    };
    match words.next() {
        None => Ok(call),
        Some(extra) => Err(unknown(&extra, &command)),
    }
}

fn serve(words: &mut impl Iterator<Item = String>) -> Result<Call> {
    let (mut port, mut release) = (DEFAULT_PORT, false);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--release" => release = true,
            "--port" => {
                let number = words.next().unwrap_or_default();
                port = (number.parse().ok().filter(|port| *port > 0)).ok_or_else(|| {
                    Error::new(format!("`--port {number}`: a port is a number from 1 to 65535"))
                })?;
            }
            other => return Err(unknown(other, "serve")),
        }
    }
    Ok(Call::Serve { port, release })
}

fn test<I: Iterator<Item = String>>(words: &mut std::iter::Peekable<I>) -> Result<Call> {
    let mut options = test::Options::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--update" => options.update = true,
            "--long" => options.long = true,
            "--engine" => {
                let name = words.next().unwrap_or_default();
                let engine = test::ENGINES.iter().find(|engine| engine.name == name);
                options.engine = Some(engine.ok_or_else(|| {
                    Error::new(format!("`--engine {name}`: there are: {}", engine_names()))
                })?);
            }
            "--filter" => {
                while let Some(name) = words.next_if(|word| !word.starts_with("--")) {
                    if !test::STEPS.iter().any(|step| step.name == name) {
                        return Err(Error::new(format!(
                            "there is no step `{name}`; there are: {}",
                            step_names()
                        )));
                    }
                    options.steps.push(name);
                }
                if options.steps.is_empty() {
                    return Err(Error::new(format!("`--filter` by what? {}", step_names())));
                }
            }
            other => return Err(unknown(other, "test")),
        }
    }
    if options.engine.is_some() {
        if options.steps.iter().any(|step| step != test::SITE) {
            return Err(Error::new(format!("`--engine` is about the step `{}` alone", test::SITE)));
        }
        options.steps = vec![test::SITE.to_owned()];
    }
    Ok(Call::Test(options))
}

fn unknown(word: &str, command: &str) -> Error {
    let options = match command {
        "serve" => "--port N, --release",
        "test" => "--update, --long, --filter STEP …, --engine NAME; or --gateway alone",
        "bench" => "--write, once",
        "oracle" => "FILE, once",
        _ => "nothing more",
    };
    Error::new(format!("`{command}` does not know `{word}`; it takes: {options}"))
}

fn engine_names() -> String {
    test::ENGINES.map(|engine| engine.name).join(", ")
}

fn step_names() -> String {
    let names: Vec<_> = test::STEPS.iter().map(|step| step.name).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn understood(line: &str) -> Call {
        parse(line.split_whitespace().map(String::from)).expect(line)
    }

    fn refused(line: &str) -> String {
        let refusal = parse(line.split_whitespace().map(String::from)).expect_err(line);
        refusal.to_string()
    }

    #[test]
    fn commands_have_their_defaults() {
        assert_eq!(understood(""), Call::Help);
        assert_eq!(understood("weigh"), Call::Weigh);
        assert_eq!(understood("bench"), Call::Bench { write: false });
        assert_eq!(understood("bench --write"), Call::Bench { write: true });
        let serve = Call::Serve { port: 8080, release: false };
        assert_eq!(understood("serve"), serve);
        assert_eq!(understood("test"), Call::Test(test::Options::default()));
        assert_eq!(understood("test --gateway"), Call::Gateway);
    }

    #[test]
    fn options_come_in_any_order() {
        let serve = Call::Serve { port: 9000, release: true };
        assert_eq!(understood("serve --release --port 9000"), serve);
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
    fn a_refusal_says_what_there_is() {
        assert!(
            refused("tset").contains("serve, test, build, weigh, bench, narrate, oracle, advisories, help")
        );
        assert!(refused("serve --prot 1").contains("--port N, --release"));
        assert!(refused("serve --port 70000").contains("1 to 65535"));
        assert!(refused("serve --port").contains("1 to 65535"));
        assert!(refused("test --filter formt").contains("format, supply, lint, native"));
        assert!(refused("test --engine opera").contains("chromium, firefox, webkit"));
        assert!(refused("test --filter native --engine firefox").contains("`site` alone"));
        assert!(refused("test --gateway --update").contains("--gateway alone"));
        assert!(refused("test --filter").contains("format, supply, lint, native"));
        assert!(refused("build --fast").contains("nothing more"));
        assert!(refused("bench --fast").contains("--write, once"));
        assert!(refused("oracle").contains("oracle FILE"));
        assert!(refused("oracle a b").contains("`b`"));
    }

    #[test]
    fn help_names_every_step() {
        for step in test::STEPS {
            assert!(help().contains(step.name));
        }
    }
}
