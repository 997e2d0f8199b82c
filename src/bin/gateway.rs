//! `gateway PLAN [SETTINGS]`: a plan that the page has saved as JSON, as the configuration of a LiteLLM proxy.
//!
//! The same file that the page offers, for whoever keeps the plan in a repository. SETTINGS are as in the page's address:
//! `book=list&budget=500`. Exit code: 0, or 1 with the reason if the plan can't be read, a class does not fit, a setting is not
//! known, or something in the file would not work as planned.

use std::{env, fs, process::ExitCode};

use showdown::data::Showdown;
use showdown::figures::{Setting, State, orchestrate};
use showdown::plan::{Reader, json, tree::Tree};

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let Some(file) = words.next() else {
        eprintln!("error: name a plan: gateway PLAN [SETTINGS]");
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

/// Settings as in an address; values may be encoded as there.
fn pairs(settings: &str, known: &[Setting]) -> Result<Vec<(String, String)>, String> {
    let pair = |pair: &str| {
        let (key, value) =
            pair.split_once('=').ok_or_else(|| format!("`{pair}` is no setting: KEY=VALUE"))?;
        if !known.iter().any(|setting| setting.address_key() == key) {
            return Err(format!("there is no setting `{key}`"));
        }
        Ok((key.to_owned(), value.replace("%2C", ",").replace("%2c", ",").replace('+', " ")))
    };
    settings.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}
