//! What the reader has set, for the whole page, and how it stands in the address.

use super::REGISTRY;
use super::setting::{Setting, Values};
use crate::data::Showdown;

/// A setting in the address that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its key.
    pub key: String,
    /// What is wrong, and what is shown instead.
    pub message: String,
}

/// The reader's settings, and what was wrong with the address.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// The value of every setting of the page.
    pub values: Values,
    /// What could not be used.
    pub problems: Vec<Problem>,
}

impl State {
    /// The state that an address asks for. The first value of a key counts; unknown keys belong to others.
    pub fn read(settings: &[Setting], address: &[(String, String)]) -> Self {
        let mut state = Self { values: Values::defaults(settings), problems: vec![] };
        for setting in settings {
            let Some((_, text)) = address.iter().find(|(key, _)| *key == setting.key) else { continue };
            match setting.kind.read(text) {
                Ok(value) => state.values.set(&setting.key, value),
                Err(reason) => {
                    let message = refused(text, &reason, &setting.kind.shown(setting.default));
                    state.problems.push(Problem { key: setting.key.clone(), message });
                }
            }
        }
        state
    }

    /// Settings for an address; a default is left out. What the address has and could not be used is not touched.
    pub fn written<'a>(&self, settings: &'a [Setting]) -> Vec<(&'a str, Option<String>)> {
        let text = |setting: &Setting| {
            let value = self.values.of(&setting.key);
            (value != setting.default).then(|| setting.kind.written(value))
        };
        let sound = |setting: &&Setting| self.problems.iter().all(|problem| problem.key != setting.key);
        settings.iter().filter(sound).map(|setting| (setting.key.as_str(), text(setting))).collect()
    }
}

/// Every setting of every figure, each once, in the article's order.
pub fn settings(data: &Showdown) -> Vec<Setting> {
    let mut all: Vec<Setting> = vec![];
    for setting in REGISTRY.iter().flat_map(|figure| (figure.settings)(data)) {
        if !all.iter().any(|other| other.key == setting.key) {
            all.push(setting);
        }
    }
    all
}

/// Says that a value in the address was not used, why, and what is shown instead.
pub fn refused(value: &str, reason: &str, shown: &str) -> String {
    match value.trim() {
        "" => format!("The address has an empty value here. Shown: {shown}."),
        value => format!("“{}” in the address was not used. {reason} Shown: {shown}.", clipped(value)),
    }
}

/// A text that is not known to be short, short enough to be shown.
fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all() -> Vec<Setting> {
        settings(&Showdown::embedded().expect("the data are right"))
    }

    fn read(address: &[(&str, &str)]) -> State {
        let address: Vec<_> =
            address.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        State::read(&all(), &address)
    }

    #[test]
    fn an_address_sets_what_it_names_and_leaves_the_rest() {
        let state = read(&[("in", "2.5M"), ("repair", "90s"), ("utm_source", "mail")]);
        assert_eq!([state.values.of("in"), state.values.of("repair")], [2_500_000, 90_000]);
        assert_eq!(state.values.of("out"), Values::defaults(&all()).of("out"));
        assert_eq!(state.problems, []);
    }

    #[test]
    fn what_can_not_be_used_is_named_and_the_default_shown() {
        let long = "9".repeat(500);
        let state = read(&[("in", "banana"), ("out", &long), ("book", "cheap")]);
        assert_eq!(state.values, Values::defaults(&all()));
        let problem =
            |key: &str| &state.problems.iter().find(|problem| problem.key == key).expect(key).message;
        assert!(problem("in").starts_with("“banana” in the address was not used."), "{}", problem("in"));
        assert!(problem("in").ends_with("Shown: 50M."), "{}", problem("in"));
        assert!(problem("book").contains("article, list"), "{}", problem("book"));
        assert!(problem("out").len() < 300);
    }

    #[test]
    fn the_first_of_two_counts() {
        assert_eq!(read(&[("in", "1k"), ("in", "2k")]).values.of("in"), 1000);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn any_state_survives_the_address(seeds in proptest::collection::vec(any::<u64>(), 80)) {
            let all = all();
            let mut state = State::read(&all, &[]);
            for (setting, seed) in all.iter().zip(seeds) {
                let (least, most) = match &setting.kind {
                    super::super::setting::Kind::Choice(choices) => (0, choices.len() as u64 - 1),
                    super::super::setting::Kind::Number(entry) => (entry.min, entry.max),
                };
                state.values.set(&setting.key, least + seed % (most - least + 1));
            }
            let written: Vec<(String, String)> =
                state.written(&all).into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
            prop_assert_eq!(State::read(&all, &written), state);
        }

        #[test]
        fn no_address_breaks_it(place in 0..80_usize, value in "\\PC*") {
            let all = all();
            let key = all[place % all.len()].key.clone();
            let state = State::read(&all, &[(key, value)]);
            prop_assert!(state.values == Values::defaults(&all) || state.problems.is_empty());
        }
    }
}
