//! What this browser keeps from one visit to the next: the page's settings and its scenarios.

use super::store::Store;
use crate::browser::{address, memory};
use crate::figures::{Kept, PLAN, State};
use leptos::prelude::*;

/// The name under which settings are kept.
pub const SETTINGS: &str = "showdown";
/// The name under which scenarios are kept: apart, so that a link's settings do not take their place.
pub const SCENARIOS: &str = "showdown-scenarios";
/// The name under which the player keeps what is set in it.
pub const LISTENING: &str = "showdown-listening";

/// What is kept under a name, as in a URL.
pub(super) fn recall(name: &str) -> Vec<(String, String)> {
    address::parse(&memory::read(name).unwrap_or_default())
}

/// Keeps settings under a name, as in a URL.
pub(super) fn keep(name: &str, settings: &str) {
    memory::write(name, settings);
}

/// Keeps what the reader has changed, beside what was kept before: a link, or another tab, does not take its place.
pub(super) fn written(store: Store) {
    let mut kept: Vec<(String, Option<String>)> =
        recall(SETTINGS).into_iter().map(|(key, value)| (key, Some(value))).collect();
    let touched = store.touched();
    let plan = store.state.with_untracked(|state| state.values.plan.to_string());
    // Here there is room for a plan of any length.
    let plan = (PLAN, (!plan.is_empty()).then_some(plan));
    let changed = store.written().into_iter().chain([plan]).filter(|(key, _)| touched.contains(key));
    for (key, value) in changed {
        kept.retain(|(other, _)| other != key);
        kept.push((key.to_owned(), value));
    }
    let kept: Vec<(&str, Option<String>)> =
        kept.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
    keep(SETTINGS, &address::unparse(&kept));
}

impl Store {
    /// Shows what was set at the last visit, unless the URL asks for something, if only for this version: a link that
    /// somebody sent counts more.
    pub fn remember(self) {
        if !memory::is_there() {
            let words = "This browser keeps nothing here: what you set stands in the address alone.";
            return self.remembered.set(words.to_owned());
        }
        let own = |key: &str| {
            ["v", PLAN].contains(&key)
                || Kept::is_key(key)
                || self.settings.iter().any(|setting| setting.address_key() == key)
        };
        let settings = recall(SETTINGS);
        if settings.is_empty() || address::read().iter().any(|(key, _)| own(key)) {
            return;
        }
        self.state.update(|state| {
            // Nobody asked for it just now, so nobody is told what can't be used any more.
            let kept = std::mem::take(&mut state.values.kept);
            state.values = State::read_settings(self.settings, &settings).values;
            state.values.kept = kept;
        });
        self.remembered.set("Shown: the settings of your last visit.".to_owned());
        self.write();
    }

    /// Everything at its default, and nothing is kept. Gives what was set before.
    pub fn forget_all(self) -> State {
        let before = self.state.get_untracked();
        self.reset();
        for name in [SETTINGS, SCENARIOS, LISTENING] {
            memory::write(name, "");
        }
        self.forget_touched();
        before
    }

    /// What was set before everything was reset.
    pub fn restore(self, before: State) {
        let kept = before.values.kept.clone();
        self.change(before.values.iter());
        self.change_kept(|all| *all = kept);
        self.change_plan(before.values.plan);
    }
}
