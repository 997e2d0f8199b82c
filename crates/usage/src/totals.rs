//! The sums, by day, model, project, service, and size of the prompt.

use crate::entry::{Entry, Prompt};
use crate::{Day, Service, Tokens};
use std::collections::HashMap;

/// The tokens of one day, model, project, service, and size of the prompt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The day.
    pub day: Day,
    /// The model, as the file calls it.
    pub model: String,
    /// The project, or what is closest to it in the file; empty if the file names none.
    pub project: String,
    /// How the requests were processed.
    pub service: Service,
    /// How many of the thresholds each prompt was over. `None` where the file gives no sizes.
    pub over: Option<usize>,
    /// The number of requests.
    pub requests: u64,
    /// The tokens.
    pub tokens: Tokens,
}

type Key = (Day, u32, u32, Service, Option<usize>);

/// The sums so far.
#[derive(Default)]
pub(crate) struct Totals {
    /// Sizes of prompts at which prices change.
    thresholds: Vec<u64>,
    names: Vec<String>,
    places: HashMap<String, u32>,
    rows: HashMap<Key, (u64, Tokens)>,
}

/// What was added, to take it back.
#[derive(Clone, Copy)]
pub(crate) struct Added {
    key: Key,
    requests: u64,
    pub tokens: Tokens,
}

impl Totals {
    pub fn new(thresholds: &[u64]) -> Self {
        Self { thresholds: thresholds.to_vec(), ..Self::default() }
    }

    pub fn add(&mut self, entry: &Entry) -> Added {
        let (model, project) = (self.place(&entry.model), self.place(&entry.project));
        let over = match entry.prompt {
            Prompt::Of(size) => Some(self.thresholds.iter().filter(|over| size > **over).count()),
            Prompt::Unknown => None,
        };
        let key = (entry.day, model, project, entry.service, over);
        let row = self.rows.entry(key).or_default();
        row.0 = row.0.saturating_add(entry.requests);
        row.1 += entry.tokens;
        Added { key, requests: entry.requests, tokens: entry.tokens }
    }

    pub fn take_back(&mut self, added: &Added) {
        if let Some(row) = self.rows.get_mut(&added.key) {
            row.0 = row.0.saturating_sub(added.requests);
            row.1 = row.1.without(added.tokens);
        }
    }

    /// Every row that has tokens, in order.
    pub fn rows(&self) -> Vec<Row> {
        let name = |place: u32| self.names.get(place as usize).cloned().unwrap_or_default();
        let full = self.rows.iter().filter(|(_, (_, tokens))| tokens.all() > 0);
        let row = |(&(day, model, project, service, over), &(requests, tokens)): (&Key, &(u64, Tokens))| {
            Row { day, model: name(model), project: name(project), service, over, requests, tokens }
        };
        let mut rows: Vec<Row> = full.map(row).collect();
        rows.sort_unstable();
        rows
    }

    /// The place of a name, which is kept once.
    fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }
}
