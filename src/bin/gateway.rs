//! `gateway PLAN [SETTINGS]`: converts a plan, saved as JSON, to the configuration of a LiteLLM proxy.
//!
//! The output is the file that the page offers, for plans kept in a repository. SETTINGS have the form of
//! the page's URL: `book=list&budget=500`. The exit code is 0, or 1 with the reason if the plan is
//! invalid, a class fits no window, a setting is unknown, or the proxy would not run the plan as
//! intended.

use std::{env, fs, process::ExitCode};

use showdown::data::Showdown;
use showdown::figures::{Setting, State, orchestrate};
use showdown::plan::{Reader, json, tree::Tree};

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let Some(file) = words.next() else {
        eprintln!("error: the plan is missing; usage: gateway PLAN [SETTINGS]");
        return ExitCode::FAILURE;
    };
    match config(&file, &words.next().unwrap_or_default()) {
        Ok(config) => {
            print!("{config}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {file}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn config(file: &str, settings: &str) -> Result<String, Box<dyn std::error::Error>> {
    let data = Showdown::embedded()?;
    let reader = Reader::of(&data)?;
    let tree: serde_json::Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let plan = json::read(&reader, &Tree::from(tree))?;
    let figure = orchestrate::FIGURE;
    let known = (figure.settings)(&data);
    let mut state = State::read_settings(&known, &pairs(settings, &known)?);
    if let Some(problem) = state.problems.first() {
        return Err(problem.message.as_str().into());
    }
    state.values.plan = reader.address(&plan).into();
    match orchestrate::config(&data, &state.values) {
        Some((config, found)) if found.is_empty() => Ok(config),
        Some((_, found)) => Err(found.join(" ").into()),
        None => {
            let shown = orchestrate::LOGIC.show(&data, &state.values).ok_or("there is nothing to show")?;
            let late = orchestrate::LOGIC.late.and_then(|late| late(&data, &state.values));
            let why = late.and_then(|late| late.remarks.first().cloned()).unwrap_or_default();
            Err([shown.title, why].join(". ").into())
        }
    }
}

/// Parses settings in the form of a URL's query, including its encoding.
fn pairs(settings: &str, known: &[Setting]) -> Result<Vec<(String, String)>, String> {
    let pair = |pair: &str| {
        let (key, value) =
            pair.split_once('=').ok_or_else(|| format!("invalid setting `{pair}`; enter KEY=VALUE"))?;
        if !known.iter().any(|setting| setting.address_key() == key) {
            return Err(format!("unknown setting `{key}`"));
        }
        Ok((key.to_owned(), value.replace("%2C", ",").replace("%2c", ",").replace('+', " ")))
    };
    settings.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}
