//! What a reader can set: a key in the address, a control, a range, and where it begins.
//!
//! Figures declare their settings and get values back; reading, checking, showing and remembering them is done once, for
//! all. Two figures that declare the same key share the setting.

use crate::data::Showdown;
use crate::domain::Entry;

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
    /// The control is there only while another setting has this value.
    pub only: Option<(String, u64)>,
    /// The control is one of many alike: it takes little room, and its help is only heard.
    pub compact: bool,
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
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), note: String::new() }
    }
}

impl Setting {
    /// One of several; the first one is the default.
    pub fn choice(key: &str, label: impl Into<String>, help: &str, choices: Vec<Choice>) -> Self {
        Self::new(key, label.into(), help, Kind::Choice(choices), 0)
    }

    /// A number.
    pub fn number(key: &str, label: impl Into<String>, help: &str, entry: Entry, default: u64) -> Self {
        Self::new(key, label.into(), help, Kind::Number(entry), default.clamp(entry.min, entry.max))
    }

    fn new(key: &str, label: String, help: &str, kind: Kind, default: u64) -> Self {
        let (key, label, help) = (key.to_owned(), built(&label).to_owned(), built(help).to_owned());
        Self { key, label, help, kind, default, assumed: false, only: None, compact: false }
    }

    /// The price book, which all figures share that count money.
    pub fn book(data: &Showdown) -> Self {
        let choice = |book: &crate::data::Book| Choice {
            name: book.id.clone(),
            label: book.name.clone(),
            note: book.note(data),
        };
        Self::choice("book", "Whose prices", "", data.books.iter().map(choice).collect())
    }

    /// It begins where the data assume, and says why.
    #[must_use]
    pub fn assumed(mut self, data: &Showdown) -> Self {
        self.assumed = true;
        if let Some(assumption) = data.assumption(&self.key) {
            self.default = self.kind.read(&assumption.value).unwrap_or(self.default);
            #[cfg(feature = "ssr")]
            {
                self.help = [self.help.as_str(), &assumption.because].join(" ").trim().to_owned();
            }
        }
        self
    }

    /// It is there only while another setting has this value.
    #[must_use]
    pub fn only_if(mut self, key: impl Into<String>, value: u64) -> Self {
        self.only = Some((key.into(), value));
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
        self.only.as_ref().is_none_or(|(key, value)| values.of(key) == *value)
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
                    let names: Vec<&str> = choices.iter().map(|choice| choice.name.as_str()).collect();
                    format!("Known values: {}.", names.join(", "))
                })
            }
        }
    }

    /// The value in the address, exactly.
    pub fn written(&self, value: u64) -> String {
        match self {
            Self::Number(entry) => entry.short(value).replace([',', ' '], ""),
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

/// A text that stands in the page as built and never changes: the program for the browser does not have to carry it.
pub(super) const fn built(text: &str) -> &str {
    if cfg!(feature = "hydrate") { "" } else { text }
}

/// The values of some settings, in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Values(Vec<(String, u64)>);

impl Values {
    /// Keys and their values.
    pub fn new(values: impl IntoIterator<Item = (String, u64)>) -> Self {
        Self(values.into_iter().collect())
    }

    /// Where everything begins.
    pub fn defaults(settings: &[Setting]) -> Self {
        Self(settings.iter().map(|setting| (setting.key.clone(), setting.default)).collect())
    }

    /// The value of a setting. Of one that the figure has not declared there is none: 0.
    pub fn of(&self, key: &str) -> u64 {
        let found = self.0.iter().find(|(other, _)| other == key);
        debug_assert!(found.is_some(), "the figure has no setting `{key}`");
        found.map_or(0, |(_, value)| *value)
    }

    /// Another value for a setting. One that is not among these is left out.
    pub fn set(&mut self, key: &str, value: u64) {
        if let Some(place) = self.0.iter_mut().find(|(other, _)| other == key) {
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
