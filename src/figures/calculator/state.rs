//! What a reader can set in the calculator, and how it stands in the address.

use crate::data::Showdown;
use crate::domain::{Tokens, Workload};
use crate::figures::problem::refused;

/// The reader's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The place of the price book among the data's books. The first is the default.
    pub book: usize,
    /// The month's volumes.
    pub work: Workload,
}

/// A setting in the address that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its key.
    pub key: &'static str,
    /// What is wrong, and what is shown instead.
    pub message: String,
}

impl State {
    /// The state that an address asks for, and what in it could not be used. The first value of a key counts; unknown keys
    /// belong to others.
    pub fn read(data: &Showdown, settings: &[(String, String)]) -> (Self, Vec<Problem>) {
        let mut state = Self::default();
        let mut problems = vec![];
        let value =
            |key: &str| settings.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str());
        let mut refuse = |key, value: &str, reason: &str, shown: &str| {
            problems.push(Problem { key, message: refused(value, reason, shown) });
        };

        if let Some(text) = value("book") {
            match data.books.iter().position(|book| book.id == text) {
                Some(place) => state.book = place,
                None => {
                    let known: Vec<&str> = data.books.iter().map(|book| book.id.as_str()).collect();
                    let reason = format!("Known price books: {}.", known.join(", "));
                    refuse("book", text, &reason, &data.books[state.book].name);
                }
            }
        }
        for (key, field) in [("in", &mut state.work.input), ("out", &mut state.work.output)] {
            if let Some(text) = value(key) {
                match text.parse::<Tokens>() {
                    Ok(tokens) => *field = tokens,
                    Err(error) => refuse(key, text, &error.to_string(), &field.short()),
                }
            }
        }
        (state, problems)
    }

    /// The settings for the address; a default is left out.
    pub fn settings(&self, data: &Showdown) -> [(&'static str, Option<String>); 3] {
        let default = Self::default();
        let tokens = |now: Tokens, default: Tokens| (now != default).then(|| now.short().replace(',', ""));
        [
            ("book", (self.book != default.book).then(|| data.books[self.book].id.clone())),
            ("in", tokens(self.work.input, default.work.input)),
            ("out", tokens(self.work.output, default.work.output)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn data() -> Showdown {
        Showdown::embedded().expect("the data are right")
    }

    fn read(settings: &[(&str, &str)]) -> (State, Vec<Problem>) {
        let settings: Vec<_> =
            settings.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
        State::read(&data(), &settings)
    }

    #[test]
    fn an_address_sets_what_it_names_and_leaves_the_rest() {
        let (state, problems) = read(&[("in", "2.5M"), ("out", "750k"), ("utm_source", "mail")]);
        assert_eq!(state.work, Workload { input: Tokens::new(2_500_000), output: Tokens::new(750_000) });
        assert_eq!((state.book, problems), (0, vec![]));
    }

    #[test]
    fn what_can_not_be_used_is_named_and_the_default_shown() {
        let long = "9".repeat(500);
        let (state, problems) = read(&[("in", "banana"), ("out", &long), ("book", "cheap")]);
        assert_eq!(state, State::default());
        let keys: Vec<_> = problems.iter().map(|problem| problem.key).collect();
        assert_eq!(keys, ["book", "in", "out"]);
        assert!(
            problems[1].message.starts_with("“banana” in the address was not used."),
            "{}",
            problems[1].message
        );
        assert!(problems[1].message.ends_with("Shown: 50M."));
        assert!(problems[2].message.len() < 300);
    }

    #[test]
    fn the_first_of_two_counts() {
        assert_eq!(read(&[("in", "1k"), ("in", "2k")]).0.work.input, Tokens::new(1000));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn any_state_survives_the_address(book in 0..2_usize, input in 0..=1_000_000_000_000_000_u64, output in 0..=1_000_000_000_000_000_u64) {
            let data = data();
            let state = State { book, work: Workload { input: Tokens::new(input), output: Tokens::new(output) } };
            let settings: Vec<(String, String)> =
                state.settings(&data).into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
            prop_assert_eq!(State::read(&data, &settings), (state, vec![]));
        }

        #[test]
        fn no_address_breaks_it(key in "book|in|out", value in "\\PC*") {
            let (state, problems) = State::read(&data(), &[(key, value)]);
            prop_assert!(state == State::default() || problems.is_empty());
        }
    }
}
