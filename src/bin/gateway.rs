//! `gateway PLAN [SETTINGS]`: a plan that the page has saved as JSON, as the configuration of a LiteLLM proxy.
//!
//! The same file that the page offers, for whoever keeps the plan in a repository. SETTINGS are as in the page's address:
//! `book=list&budget=500`. Exit code: 0, or 1 with the reason if the plan can't be read or a class does not fit.

use std::{env, fs, process::ExitCode};

use showdown::data::Showdown;
use showdown::figures::{State, find, orchestrate};
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
    let pairs = settings.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<(String, String)> = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    let figure = find("orchestrate").ok_or("there is no figure `orchestrate`")?;
    let mut state = State::read_settings(&(figure.settings)(&data), &pairs);
    if let Some(problem) = state.problems.first() {
        return Err(problem.message.as_str().into());
    }
    state.values.plan = reader.address(&plan).into();
    match orchestrate::config(&data, &state.values) {
        Some(config) => Ok(config),
        None => {
            let shown = (figure.show)(&data, &state.values).ok_or("there is nothing to show")?;
            Err(shown.notices.first().cloned().unwrap_or(shown.title).into())
        }
    }
}
