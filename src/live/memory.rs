//! What this browser keeps from one visit to the next: the page's settings and its scenarios.

use super::figure::Face;
use super::listen::LISTENING;
use super::program::{Place, Skill};
use super::store::{SCENARIOS, SETTINGS, Store, touched, untouched, uses};
use crate::browser::{address, elements, memory};
use crate::figures::{Kept, PLAN, State};
use std::cell::RefCell;
use std::rc::Rc;

/// The page's browser: it remembers.
pub(super) struct Browser;

impl Place for Browser {
    fn recall(&self, name: &str) -> Vec<(String, String)> {
        address::parse(&memory::read(name).unwrap_or_default())
    }

    fn keep(&self, name: &str, settings: &str) {
        memory::write(name, settings);
    }

    /// Keeps what the reader has changed, beside what was kept before: a link, or another tab, does not take its place.
    fn written(&self, store: Store) {
        let mut kept: Vec<(String, Option<String>)> =
            self.recall(SETTINGS).into_iter().map(|(key, value)| (key, Some(value))).collect();
        let touched = touched();
        let plan = store.state.read().values.plan.to_string();
        // Here there is room for a plan of any length.
        let plan = (PLAN, (!plan.is_empty()).then_some(plan));
        let changed = store.written().into_iter().chain([plan]).filter(|(key, _)| touched.contains(key));
        for (key, value) in changed {
            kept.retain(|(other, _)| other != key);
            kept.push((key.to_owned(), value));
        }
        let kept: Vec<(&str, Option<String>)> =
            kept.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
        self.keep(SETTINGS, &address::unparse(&kept));
    }
}

/// Shows what was set at the last visit, unless the address asks for something, if only for this version: a link that
/// somebody sent counts more.
pub(super) fn remember(store: Store) {
    if !memory::is_there() {
        return say("This browser keeps nothing here: what you set stands in the address alone.");
    }
    let own = |key: &str| {
        ["v", PLAN].contains(&key)
            || Kept::is_key(key)
            || store.settings.iter().any(|setting| setting.address_key() == key)
    };
    let settings = Browser.recall(SETTINGS);
    if settings.is_empty() || address::read().iter().any(|(key, _)| own(key)) {
        return;
    }
    store.state.update(|state| {
        // Nobody asked for it just now, so nobody is told what can't be used any more.
        let kept = std::mem::take(&mut state.values.kept);
        state.values = State::read_settings(store.settings, &settings).values;
        state.values.kept = kept;
    });
    say("Shown: the settings of your last visit.");
    store.write();
}

/// What forgets everything, and the way back.
struct Memory {
    store: Store,
    /// What was there before everything was reset.
    forgotten: RefCell<Option<State>>,
}

/// Takes hold of the figure's part that tells what is kept, if it has one.
pub(super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    face.find(".memory")?;
    Some(Rc::new(Memory { store: face.store, forgotten: RefCell::default() }))
}

impl Skill for Memory {
    fn act(&self, deed: &str) -> bool {
        match deed {
            "forget" => self.forget(),
            "remember" => self.remember_again(),
            _ => return false,
        }
        true
    }
}

impl Memory {
    /// Everything as it begins, and nothing is kept.
    fn forget(&self) {
        let before = self.store.state.read().clone();
        self.forgotten.replace(Some(before));
        uses(None);
        self.store.state.set(State::read(self.store.settings, &[]));
        self.store.write();
        for name in [SETTINGS, SCENARIOS, LISTENING] {
            memory::write(name, "");
        }
        untouched();
        say("Everything begins anew, and nothing is kept.");
        offer_to_remember(true);
    }

    /// What was there before that.
    fn remember_again(&self) {
        let Some(before) = self.forgotten.take() else { return };
        let kept = before.values.kept.clone();
        let changes: Vec<(String, u64)> =
            before.values.iter().map(|(key, value)| (key.to_owned(), value)).collect();
        self.store.change(changes.iter().map(|(key, value)| (key.as_str(), *value)));
        self.store.change_kept(|all| *all = kept);
        self.store.change_plan(before.values.plan);
        say("As it was.");
        offer_to_remember(false);
    }
}

/// Shows the way back from having forgotten everything.
fn offer_to_remember(offered: bool) {
    for button in elements::all("[data-deed=remember]") {
        button.set_hidden(!offered);
    }
}

/// Says something about the memory.
fn say(words: &str) {
    for line in elements::all(".memory [role=status]") {
        line.set_text_content(Some(words));
    }
}
