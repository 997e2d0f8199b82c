//! A scenario that the reader keeps: a name, and settings as they stand in an address.
//!
//! In the address it is one value: the name, then `key:value` for each setting that is not at its default, parted by
//! semicolons. What in the name would be taken for a part of that is written as in any address, `%3B` and `%25`.

use crate::plan::tree::is_odd;
use crate::plan::{Sign, escaped, unescaped};

/// The separators of a scenario.
const SIGNS: [Sign; 2] = [('%', "25"), (';', "3B")];

/// A scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The reader's name for it.
    pub name: String,
    /// Its settings, as in an address.
    pub settings: Vec<(String, String)>,
}

impl Kept {
    /// The maximum number of kept scenarios.
    pub const MOST: usize = 4;
    /// The maximum length of a name, in characters.
    pub const LONGEST: usize = 60;

    /// The key in the address of the scenario at a place, from 0 on: `keep-1`.
    pub fn key(place: usize) -> &'static str {
        ["keep-1", "keep-2", "keep-3", "keep-4"][place.min(Self::MOST - 1)]
    }

    /// Whether a key in the address is one of those.
    pub fn is_key(key: &str) -> bool {
        key.starts_with("keep-")
    }

    /// A scenario of that name, without what is too long, space around it, and what is not to be seen: a drawing with it could not
    /// be saved, or would read from right to left. Nothing without a name.
    pub fn new(name: &str, settings: Vec<(String, String)>) -> Option<Self> {
        let name: String = name.chars().filter(|character| !is_odd(*character)).collect();
        let name: String = name.trim().chars().take(Self::LONGEST).collect();
        let name = name.trim_end().to_owned();
        (!name.is_empty()).then_some(Self { name, settings })
    }

    /// As one value of an address.
    pub fn written(&self) -> String {
        let mut text = escaped(&self.name, &SIGNS);
        for (key, value) in &self.settings {
            text.extend([";", key, ":", value]);
        }
        text
    }

    /// Reads what [`Kept::written`] wrote. Nothing without a name.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';');
        let name = unescaped(parts.next()?, &SIGNS);
        let setting =
            |part: &str| part.split_once(':').map(|(key, value)| (key.to_owned(), value.to_owned()));
        Self::new(&name, parts.filter_map(setting).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_cut_and_cleaned_and_none_is_no_scenario() {
        assert_eq!(Kept::new(" \n ", vec![]), None);
        assert_eq!(Kept::new(" a\nb ", vec![]).expect("a name").name, "ab");
        assert_eq!(Kept::new("a\u{fffe}\u{202e}b", vec![]).expect("a name").name, "ab");
        assert_eq!(Kept::new(&"é".repeat(200), vec![]).expect("a name").name.chars().count(), 60);
        assert_eq!(Kept::read(""), None);
        assert_eq!(Kept::read(";in:1k"), None);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn any_scenario_survives_the_address(
            name in "\\PC{1,80}",
            settings in proptest::collection::vec(("[a-z-]{1,8}", "[a-z0-9.,%]{0,8}"), 0..6),
        ) {
            if let Some(kept) = Kept::new(&name, settings) {
                prop_assert_eq!(Kept::read(&kept.written()), Some(kept));
            }
        }

        #[test]
        fn reading_is_total(text in "\\PC*") {
            if let Some(kept) = Kept::read(&text) {
                prop_assert!((1..=Kept::LONGEST).contains(&kept.name.chars().count()));
            }
        }
    }
}
