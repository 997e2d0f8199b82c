//! Whatever strangers send is read as what it says, or refused with a reason: addresses, amounts, plans in every form, the
//! data's own file, and what is made of them.
//!
//! Each property holds for as many cases as `src/domain/cases.rs` says; `cargo xtask test --long` draws others, and many more.
//! `inputs` has what is drawn; `listed` goes through what was written by hand.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

#[path = "../../src/domain/cases.rs"]
mod cases;
mod inputs;
mod list;
mod listed;
mod output;

use cases::the_same_cases;
use inputs::{DATA, READER, SETTINGS};
use output::{Seen, is_a_sentence, is_sound, is_text};
use proptest::prelude::*;
use proptest::test_runner::Config;
use showdown::data::Showdown;
use showdown::domain::{Date, Entry, Measure, Tokens, Usd, UsdPerMillion, parse_utc_date};
use showdown::figures::{self, Embed, Kept, Kind, REGISTRY, State, Values, orchestrate};
use showdown::plan::tree::Tree;
use showdown::plan::{FIELDS, LONGEST_NAME, Plan, clean_name, csv, json, lint};

/// Properties whose cases take long are held to a part of them.
fn one_in(many: u32) -> Config {
    let config = the_same_cases();
    Config { cases: config.cases.div_ceil(many), ..config }
}

/// A value is one that the setting can have.
fn is_within(kind: &Kind, value: u64) -> bool {
    match kind {
        Kind::Choice(choices) => value < choices.len() as u64,
        Kind::Number(entry) => (entry.min..=entry.max).contains(&value),
    }
}

/// A plan that was read is one that can be: in every range, and the same in every form.
fn is_a_plan(plan: &Plan) -> Result<(), TestCaseError> {
    prop_assert!((1..=Plan::MOST).contains(&plan.classes.len()));
    for class in &plan.classes {
        prop_assert!((1..=LONGEST_NAME).contains(&class.name.chars().count()), "{:?}", class.name);
        prop_assert_eq!(clean_name(&class.name), Ok(class.name.clone()));
        for field in &FIELDS {
            let value = (field.of)(class);
            prop_assert!((field.entry.min..=field.entry.max).contains(&value), "{} {value}", field.key);
        }
    }
    prop_assert_eq!(READER.read_address(&READER.address(plan)), Ok(plan.clone()));
    prop_assert_eq!(csv::read(&READER, &csv::write(&READER, plan)), Ok(plan.clone()));
    let written: serde_json::Value = serde_json::from_str(&json::write(&READER, plan)).unwrap();
    prop_assert_eq!(json::read(&READER, &Tree::from(written)), Ok(plan.clone()));
    Ok(())
}

/// What was read, or a reason that names the place.
fn is_read_or_refused(read: Result<Plan, String>, places: &[&str]) -> Result<(), TestCaseError> {
    match read {
        Ok(plan) => is_a_plan(&plan),
        Err(error) => {
            is_a_sentence(&error)?;
            prop_assert!(places.iter().any(|place| error.starts_with(place)), "{error}");
            Ok(())
        }
    }
}

proptest! {
    #![proptest_config(the_same_cases())]

    #[test]
    fn an_address_sets_what_can_be_set_and_says_what_it_does_not(address in inputs::addresses()) {
        let state = State::read(&SETTINGS, &address);
        for setting in SETTINGS.iter() {
            let value = state.values.of(&setting.key);
            prop_assert!(is_within(&setting.kind, value), "{}={value}", setting.key);
        }
        for problem in &state.problems {
            is_a_sentence(&problem.message)?;
            let named = |(key, _): &(String, String)| {
                *key == problem.key || SETTINGS.iter().any(|s| s.key == problem.key && s.address_key() == key)
            };
            prop_assert!(address.iter().any(named), "{} was not in the address", problem.key);
        }
        prop_assert!(state.values.kept.len() <= Kept::MOST);
        // What is written into the address is read as the same.
        let sound = State { problems: vec![], ..state };
        let written = sound.written(SETTINGS.iter()).into_iter().chain(sound.written_scenarios()).chain([sound.written_plan()]);
        let written: Vec<_> = written.filter_map(|(key, text)| Some((key.to_owned(), text?))).collect();
        let mut again = State::read(&SETTINGS, &written).values;
        if !figures::fits_address(&sound.values.plan) {
            prop_assert_eq!(&*again.plan, figures::KEPT);
            again.plan = sound.values.plan.clone();
        }
        prop_assert_eq!(again, sound.values);
    }

    #[test]
    fn an_amount_is_in_range_and_reads_back_or_it_is_refused_in_a_sentence(text in inputs::amounts()) {
        let own = SETTINGS.iter().filter_map(|setting| match setting.kind {
            Kind::Number(entry) => Some(entry),
            Kind::Choice(_) => None,
        });
        for entry in own.chain(FIELDS.iter().map(|field| field.entry)) {
            match entry.read(&text) {
                Ok(value) => {
                    prop_assert!((entry.min..=entry.max).contains(&value), "{value} of {entry:?}");
                    prop_assert!(value != Entry::NO_RATE || entry.measure == Measure::RateOrNone);
                    prop_assert_eq!(entry.read(&entry.short(value)), Ok(value));
                    prop_assert_eq!(Kind::Number(entry).read(&Kind::Number(entry).written(value)), Ok(value));
                    prop_assert!(entry.place(value) <= entry.places());
                    is_text(&[entry.short(value), entry.words(value)])?;
                }
                Err(error) => is_a_sentence(&error)?,
            }
        }
        if let Ok(tokens) = text.parse::<Tokens>() {
            prop_assert!(tokens <= Tokens::MAX_TYPED);
            prop_assert_eq!(tokens.short().parse(), Ok(tokens));
        }
        if let Ok(amount) = text.parse::<Usd>() {
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        }
        if let Ok(rate) = text.parse::<UsdPerMillion>() {
            prop_assert!(rate <= UsdPerMillion::MAX);
        }
    }

    #[test]
    fn a_day_is_one_of_the_calendar(text in inputs::days()) {
        for day in [text.parse::<Date>(), parse_utc_date(&text)].into_iter().flatten() {
            prop_assert_eq!(day.to_string().parse(), Ok(day));
        }
    }

    #[test]
    fn a_table_is_a_plan_or_is_refused_with_its_line(text in inputs::tables()) {
        is_read_or_refused(csv::read(&READER, &text), &["Line ", "The text is empty.", "The plan has "])?;
    }

    #[test]
    fn json_is_a_plan_or_is_refused_with_its_class(text in inputs::plans_as_json()) {
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            let places = ["Class ", "The JSON has no", "Unknown plan version", "The plan has "];
            is_read_or_refused(json::read(&READER, &Tree::from(value)), &places)?;
        }
    }

    #[test]
    fn an_address_has_a_plan_or_is_refused_with_its_class(text in inputs::plans_in_addresses()) {
        is_read_or_refused(READER.read_address(&text), &["class ", "The plan has "])?;
    }

    #[test]
    fn what_is_linted_need_not_be_a_configuration(config in inputs::configurations()) {
        for finding in lint(&Tree::from(config), ["anthropic", "openai"]) {
            is_text(&[finding.says])?;
        }
    }

    #[test]
    fn lines_to_embed_a_figure_hold_no_more_than_their_own_elements(texts in prop::array::uniform8(inputs::amounts())) {
        let [id, title, frame, article, picture, loader, state, theme] = texts.each_ref().map(String::as_str);
        let embed = Embed { id, title, frame, article, picture, loader, state, theme, ..Embed::default() };
        let image: &[(&str, &[&str])] = &[("a", &["href"]), ("img", &["alt", "src", "style"])];
        prop_assert_eq!(output::elements(&embed.picture()), output::named(image));
        let frame: &[(&str, &[&str])] =
            &[("iframe", &["allow", "height", "loading", "sandbox", "src", "style", "title", "width"])];
        prop_assert_eq!(output::elements(&embed.frame()), output::named(frame));
        let element: &[(&str, &[&str])] = &[("showdown-figure", &["figure", "state", "style", "theme"]), image[0], image[1], ("script", &["src", "type"])];
        prop_assert_eq!(output::elements(&embed.element()), output::named(element));
    }
}

proptest! {
    #![proptest_config(one_in(4))]

    #[test]
    fn every_figure_shows_sound_numbers_at_any_address(address in inputs::addresses()) {
        let state = State::read(&SETTINGS, &address);
        let given: String = address.iter().map(|(_, text)| text.as_str()).collect();
        Seen::default().look(&state.values, &given)?;
    }

    #[test]
    fn a_configuration_of_any_plan_is_yaml_with_nothing_wrong_in_it(plan in inputs::plans_in_addresses(), budget in 0..=100_000_000_u64) {
        let settings = (orchestrate::FIGURE.settings)(&DATA);
        let mut values = Values::defaults(&settings).with("budget", budget);
        values.plan = plan.as_str().into();
        if let Some((config, found)) = orchestrate::config(&DATA, &values) {
            let read: serde_json::Value = serde_norway::from_str(&config).unwrap();
            prop_assert!(read["model_list"].as_array().is_some_and(|list| !list.is_empty()));
            for line in found {
                is_sentence_about_the_plan(&line)?;
            }
        }
    }

    #[test]
    fn a_file_of_data_is_refused_with_its_place_or_every_figure_shows_it(text in inputs::files()) {
        match Showdown::parse(&text) {
            Err(error) => {
                let error = error.to_string();
                let line = error.strip_prefix("line ").and_then(|rest| rest.split_once(',')).map(|(line, _)| line.parse::<usize>());
                match line {
                    Some(line) => prop_assert!((0..=text.lines().count()).contains(&line.unwrap()), "{error}"),
                    None => prop_assert!(error.starts_with("field `"), "{error}"),
                }
            }
            Ok(data) => match figures::check(&data) {
                Err(error) => prop_assert!(error.starts_with("field `"), "{error}"),
                // The build stops where a figure has nothing to show.
                Ok(()) => for figure in REGISTRY {
                    if let Some(shown) = figure.at_defaults(&data) {
                        is_sound(figure.id, &std::sync::Arc::new(shown), &text)?;
                    }
                },
            },
        }
    }
}

/// What a gateway would do wrong is about the plan, and not about the file: budgets and windows.
fn is_sentence_about_the_plan(line: &str) -> Result<(), TestCaseError> {
    prop_assert!(line.contains("budget") || line.contains("context"), "{line}");
    is_a_sentence(line)
}

/// A megabyte of this.
fn much(of: &str) -> String {
    of.repeat(1_000_000 / of.len())
}

#[test]
fn a_megabyte_is_read_or_refused_like_less() {
    let mut seen = Seen::default();
    for of in [
        "9", "a", "*", "_", ";", ",", "\"", "\n", "a\n", "%", "<b>", "🦀", "e9", "then ", "claude.", "\r",
        "a_f_1*",
    ] {
        let text = much(of);
        let as_table = ["class\n", &text].concat();
        for read in [csv::read(&READER, &text), csv::read(&READER, &as_table), READER.read_address(&text)] {
            is_read_or_refused(read, &["Line ", "The ", "class "])
                .unwrap_or_else(|error| panic!("{of:?}: {error}"));
        }
        let classes = serde_json::json!({ "format": "showdown-plan", "version": 1, "classes": [{ "class": text, &text: text, "to": text }] });
        is_read_or_refused(json::read(&READER, &Tree::from(classes)), &["Class 1, ", "Class 1 "])
            .unwrap_or_else(|error| panic!("{of:?}: {error}"));
        let address =
            ["in", "book", "rates", "plan", "keep-1", "v"].map(|key| (key.to_owned(), text.clone()));
        let state = State::read(&SETTINGS, &address);
        for problem in state.problems {
            is_a_sentence(&problem.message).unwrap_or_else(|error| panic!("{of:?}: {error}"));
        }
        seen.look(&state.values, &text).unwrap_or_else(|error| panic!("{of:?}: {error}"));
        assert!(Showdown::parse(&text).is_err());
    }
}
