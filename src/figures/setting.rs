//! Settings: a key in the URL, a control, a range and a default.
//!
//! Figures declare settings and receive values. Reading, checking, displaying and keeping them happens once, for all figures.
//! Figures that declare the same key share the setting.

use super::kept::Kept;
use crate::data::Showdown;
use crate::domain::{Entry, Understood, Writing, format};
use std::sync::Arc;

/// A setting.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The key in the URL.
    pub key: String,
    /// The label.
    pub label: String,
    /// The help: its effect, and the reason for its default.
    pub help: String,
    /// A choice or a number.
    pub kind: Kind,
    /// The default.
    pub default: u64,
    /// Whether the default is an assumption of the data.
    pub assumed: bool,
    /// Shows the control only while another setting has one of these values.
    pub only: Option<(&'static str, Vec<u64>)>,
    /// Makes the control small, for long lists; only screen readers get its help.
    pub compact: bool,
    /// Shares a key in the URL with others, separated by commas.
    pub joined: Option<Joined>,
}

/// The place of a setting among those that share a key in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// The shared key.
    pub key: &'static str,
    /// Which of them it is, from 0 on.
    pub place: usize,
    /// The number of settings that share it.
    pub of: usize,
}

/// A choice or a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// One of these; the value is its place.
    Choice(Vec<Choice>),
    /// A number.
    Number(Entry),
}

/// One of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The word in the URL.
    pub name: String,
    /// The label.
    pub label: String,
    /// A note; may be empty.
    pub note: String,
}

impl Choice {
    /// One of several, without a note.
    pub fn new(name: &str, label: &str) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), note: String::new() }
    }
}

impl Setting {
    /// One of several; the first one is the default.
    pub fn choice(key: &str, label: &str, help: &str, choices: Vec<Choice>) -> Self {
        Self::new(key, label, help, Kind::Choice(choices), 0)
    }

    /// A number.
    pub fn number(key: &str, label: &str, help: &str, entry: Entry, default: u64) -> Self {
        Self::new(key, label, help, Kind::Number(entry), default.clamp(entry.min, entry.max))
    }

    fn new(key: &str, label: &str, help: &str, kind: Kind, default: u64) -> Self {
        let (key, label, help) = (key.to_owned(), label.to_owned(), help.to_owned());
        Self { key, label, help, kind, default, assumed: false, only: None, compact: false, joined: None }
    }

    /// Takes default and reason from the data's assumptions.
    #[must_use]
    pub fn assumed(mut self, data: &Showdown) -> Self {
        self.assumed = true;
        if let Some(assumption) = data.assumption(&self.key) {
            self.default = self.kind.read(&assumption.value).unwrap_or(self.default);
            self.help = [self.help.as_str(), &assumption.because].join(" ").trim().to_owned();
        }
        self
    }

    /// Shows it only while another setting has one of these values.
    #[must_use]
    pub fn only_if(mut self, key: &'static str, values: &[u64]) -> Self {
        self.only = Some((key, values.to_vec()));
        self
    }

    /// Shares a key in the URL with others.
    #[must_use]
    pub const fn joined(mut self, key: &'static str, place: usize, of: usize) -> Self {
        self.joined = Some(Joined { key, place, of });
        self
    }

    /// Makes the control small.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.compact = true;
        self
    }
}

impl Setting {
    /// Whether its control is there, with these values.
    pub fn is_there(&self, values: &Values) -> bool {
        self.only.as_ref().is_none_or(|(key, wanted)| wanted.contains(&values.of(key)))
    }

    /// Its key in the URL, possibly shared.
    pub fn address_key(&self) -> &str {
        self.joined.map_or(&self.key, |joined| joined.key)
    }

    /// The note for a value.
    pub fn help_at(&self, value: u64) -> String {
        let note = match &self.kind {
            Kind::Choice(choices) => choices.get(value as usize).map_or("", |choice| &choice.note),
            Kind::Number(_) => "",
        };
        [note, &self.help].join(" ").trim().to_owned()
    }
}

impl Kind {
    /// Reads what stands in an address or a field.
    ///
    /// # Errors
    /// What is wrong and what to enter, for the reader.
    pub fn read(&self, text: &str) -> Result<u64, String> {
        match self {
            Self::Number(entry) => entry.read(text),
            Self::Choice(choices) => {
                let known = choices.iter().position(|choice| choice.name == text).map(|place| place as u64);
                known.ok_or_else(|| {
                    let names = choices.iter().map(|choice| choice.name.as_str());
                    format!("Enter one of {}.", format::joined(names, ", "))
                })
            }
        }
    }

    /// As [`Kind::read`], with a note if the text has two meanings and is not how the value is [written](Self::written).
    ///
    /// # Errors
    /// As for [`Kind::read`].
    pub fn understand(&self, text: &str) -> Result<Understood, String> {
        let Self::Number(entry) = self else {
            return Ok(Understood { value: self.read(text)?, note: None });
        };
        let read = entry.understand(text, Writing::Unknown)?;
        let is_own = self.written(read.value) == text;
        Ok(Understood { note: read.note.filter(|_| !is_own), ..read })
    }

    /// The value in the URL, exactly.
    pub fn written(&self, value: u64) -> String {
        match self {
            Self::Number(entry) => entry.short(value).replace([',', ' ', '$', '%'], ""),
            Self::Choice(choices) => {
                choices.get(value as usize).map_or(String::new(), |choice| choice.name.clone())
            }
        }
    }

    /// The value on the page.
    pub fn shown(&self, value: u64) -> String {
        match self {
            Self::Number(entry) => entry.short(value),
            Self::Choice(choices) => {
                choices.get(value as usize).map_or(String::new(), |choice| choice.label.clone())
            }
        }
    }
}

/// Controls that belong together.
#[derive(Debug)]
pub struct Group {
    /// The title.
    pub title: &'static str,
    /// The key of its first setting; the next group ends it.
    pub from: &'static str,
    /// Whether it is folded by default.
    pub fold: bool,
    /// Buttons that set several of them at once.
    pub starts: Option<fn(&Showdown) -> Vec<Start>>,
}

/// A button that sets several settings: an example, or a copy of a price book.
#[derive(Debug, Clone)]
pub struct Start {
    /// The button.
    pub name: String,
    /// The origin of the values.
    pub note: String,
    /// The settings, as in a URL.
    pub address: String,
}

/// The values of some settings, in their order, and the scenarios that the reader keeps beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    list: Vec<(String, u64)>,
    /// At most [`Kept::MOST`]; none for figures that compare no scenarios.
    pub kept: Vec<Kept>,
    /// The plan, as in the URL; empty for the data's plan, and for figures without one.
    pub plan: Arc<str>,
    /// The usage that was read from the reader's files; none for the sample, and for figures that read none.
    pub usage: Option<Arc<usage::Report>>,
}

impl Values {
    /// Keys and their values.
    pub fn new(values: impl IntoIterator<Item = (String, u64)>) -> Self {
        Self { list: values.into_iter().collect(), ..Self::default() }
    }

    /// All defaults.
    pub fn defaults(settings: &[Setting]) -> Self {
        Self::new(settings.iter().map(|setting| (setting.key.clone(), setting.default)))
    }

    /// The value of a setting. Of one that the figure has not declared there is none: 0.
    pub fn of(&self, key: &str) -> u64 {
        let found = self.list.iter().find(|(other, _)| other == key);
        debug_assert!(found.is_some(), "the figure has no setting `{key}`");
        found.map_or(0, |(_, value)| *value)
    }

    /// Every key with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.list.iter().map(|(key, value)| (key.as_str(), *value))
    }

    /// Another value for a setting. One that is not among these is left out.
    pub fn set(&mut self, key: &str, value: u64) {
        if let Some(place) = self.list.iter_mut().find(|(other, _)| other == key) {
            place.1 = value;
        }
    }

    /// The same, with another value for a setting.
    #[must_use]
    pub fn with(mut self, key: &str, value: u64) -> Self {
        self.set(key, value);
        self
    }
}
