//! What a reader can set: a key in the address, a control, a range, and where it begins.
//!
//! Figures declare their settings and get values back; reading, checking, showing and remembering them is done once, for
//! all. Two figures that declare the same key share the setting.

use super::kept::Kept;
use crate::data::Showdown;
use crate::domain::{Entry, Understood, Writing, format};
use std::sync::Arc;

/// One thing that a reader can set.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Its key in the address.
    pub key: String,
    /// What is set.
    pub label: String,
    /// What counts towards it, and why it begins where it begins.
    pub help: String,
    /// What can be set.
    pub kind: Kind,
    /// Where it begins.
    pub default: u64,
    /// Where it begins is an assumption of the data.
    pub assumed: bool,
    /// The control is there only while another setting has one of these values.
    pub only: Option<(&'static str, Vec<u64>)>,
    /// The control is one of many alike: it takes little room, and its help is only heard.
    pub compact: bool,
    /// In the address it stands together with others under one key, separated by commas.
    pub joined: Option<Joined>,
}

/// One of several settings that share a key in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// That key.
    pub key: &'static str,
    /// Which of them it is, from 0 on.
    pub place: usize,
    /// How many there are.
    pub of: usize,
}

/// What can be set.
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
    /// The word for it in the address.
    pub name: String,
    /// The words for it on the page.
    pub label: String,
    /// What to know of it; may be empty.
    pub note: String,
}

impl Choice {
    /// One of several, with nothing more to know of it.
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

    /// It begins where the data assume, and says why.
    #[must_use]
    pub fn assumed(mut self, data: &Showdown) -> Self {
        self.assumed = true;
        if let Some(assumption) = data.assumption(&self.key) {
            self.default = self.kind.read(&assumption.value).unwrap_or(self.default);
            self.help = [self.help.as_str(), &assumption.because].join(" ").trim().to_owned();
        }
        self
    }

    /// It is there only while another setting has one of these values.
    #[must_use]
    pub fn only_if(mut self, key: &'static str, values: &[u64]) -> Self {
        self.only = Some((key, values.to_vec()));
        self
    }

    /// It shares a key in the address with others.
    #[must_use]
    pub const fn joined(mut self, key: &'static str, place: usize, of: usize) -> Self {
        self.joined = Some(Joined { key, place, of });
        self
    }

    /// Its control takes little room.
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

    /// Its key in the address, which it may share.
    pub fn address_key(&self) -> &str {
        self.joined.map_or(&self.key, |joined| joined.key)
    }

    /// What to know of it while it has this value.
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
    /// What is wrong, for the reader.
    pub fn read(&self, text: &str) -> Result<u64, String> {
        match self {
            Self::Number(entry) => entry.read(text),
            Self::Choice(choices) => {
                let known = choices.iter().position(|choice| choice.name == text).map(|place| place as u64);
                known.ok_or_else(|| {
                    let names = choices.iter().map(|choice| choice.name.as_str());
                    format!("Known values: {}.", format::joined(names, ", "))
                })
            }
        }
    }

    /// The same, and what to say where the text has two meanings and is not how the value is [written](Self::written).
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

    /// The value in the address, exactly.
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
    /// What they are about.
    pub title: &'static str,
    /// The key of the first one; the group ends where the next one begins.
    pub from: &'static str,
    /// Whether they are folded away to begin with.
    pub fold: bool,
    /// Buttons that set several of them at once.
    pub starts: Option<fn(&Showdown) -> Vec<Start>>,
}

/// Settings that are made for something, to begin with.
#[derive(Debug, Clone)]
pub struct Start {
    /// What for.
    pub name: String,
    /// Where they come from.
    pub note: String,
    /// They themselves, as in an address.
    pub address: String,
}

/// The values of some settings, in their order, and the scenarios that the reader keeps beside them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    list: Vec<(String, u64)>,
    /// At most [`Kept::MOST`]; none for figures that compare no scenarios.
    pub kept: Vec<Kept>,
    /// The plan of work classes, as in the address; empty where it is the data's, and for figures that have none.
    pub plan: Arc<str>,
}

impl Values {
    /// Keys and their values.
    pub fn new(values: impl IntoIterator<Item = (String, u64)>) -> Self {
        Self { list: values.into_iter().collect(), ..Self::default() }
    }

    /// Where everything begins.
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
