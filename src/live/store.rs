//! The page's state: one signal that every figure follows, read from the address and written to it.

use crate::browser::{address, elements, memory, timer::Debounce};
use crate::data::Showdown;
use crate::figures::{Figure, Kept, Setting, State, Values, settings};
use leptos::prelude::*;
use std::cell::OnceCell;

/// How long the address waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

thread_local! {
    /// What is still to be written into the address.
    static WRITING: OnceCell<Debounce> = const { OnceCell::new() };
}

fn writing() -> Debounce {
    WRITING.with(|writing| writing.get_or_init(Debounce::default).clone())
}

/// What the reader has set, shared by all figures.
#[derive(Clone, Copy)]
pub struct Store {
    /// What the page is built from.
    pub data: &'static Showdown,
    /// Every setting of the page.
    pub settings: &'static [Setting],
    /// What the reader has set.
    pub state: RwSignal<State>,
}

impl Store {
    /// Everything as it begins.
    pub(super) fn new(data: &'static Showdown) -> Self {
        let settings: &'static [Setting] = Box::leak(settings(data).into_boxed_slice());
        let state = RwSignal::new(State::read(settings, &[]));
        Self { data, settings, state }
    }

    /// From now on the state is what the address says, also when the reader travels through the history.
    pub fn follow_address(self) {
        let read = move || self.state.set(State::read(self.settings, &address::read()));
        read();
        address::on_travel(move || {
            // What the reader has just set counts more than an address that does not have it yet.
            if !writing().finish() {
                read();
            }
        });
    }

    /// The settings of a figure, in its order.
    pub(super) fn settings_of(self, figure: &Figure) -> Vec<&'static Setting> {
        let own = (figure.settings)(self.data);
        own.iter().filter_map(|own| self.settings.iter().find(|setting| setting.key == own.key)).collect()
    }

    /// The values of these settings; and the scenarios, for a figure that compares them.
    pub(super) fn values(self, figure: &Figure, settings: &[&'static Setting]) -> Values {
        let all = &self.state.read_untracked().values;
        let mut values =
            Values::new(settings.iter().map(|setting| (setting.key.clone(), all.of(&setting.key))));
        if figure.keeps {
            values.kept.clone_from(&all.kept);
        }
        values
    }

    /// What the reader has set. What was wrong with these settings in the address is settled.
    pub(super) fn change<'a>(self, changes: impl IntoIterator<Item = (&'a str, u64)>) {
        self.state.update(|state| {
            for (key, value) in changes {
                state.values.set(key, value);
                state.problems.retain(|problem| problem.key != key);
            }
        });
        self.write_soon();
    }

    /// What the reader does with the scenarios.
    pub(super) fn change_kept(self, change: impl FnOnce(&mut Vec<Kept>)) {
        self.state.update(|state| {
            change(&mut state.values.kept);
            state.problems.retain(|problem| !problem.key.starts_with("keep-"));
        });
        self.write_soon();
    }

    /// Everything as it begins.
    pub(super) fn forget(self) {
        self.state.set(State::read(self.settings, &[]));
        self.write_soon();
    }

    /// Everything for an address.
    fn written(self) -> Vec<(&'static str, Option<String>)> {
        let state = self.state.read_untracked();
        let mut written = state.written(self.settings.iter());
        // A scenario that could not be used stays until scenarios are changed.
        if state.problems.iter().all(|problem| !problem.key.starts_with("keep-")) {
            written.extend(state.written_scenarios());
        }
        written
    }

    fn write_soon(self) {
        writing().run(WRITE_AFTER, move || {
            address::write(&self.written());
            self.save();
        });
    }

    /// Shows what was set at the last visit, unless the address asks for something: a link that somebody sent counts more.
    pub(super) fn remember(self) {
        if !memory::is_there() {
            return;
        }
        let asked = address::read();
        let own = |key: &str| self.settings.iter().any(|setting| setting.address_key() == key);
        if asked.iter().any(|(key, _)| own(key) || key.starts_with("keep-")) {
            return;
        }
        let kept = address::parse(&memory::read().unwrap_or_default());
        if !kept.is_empty() {
            let mut state = State::read(self.settings, &kept);
            // Nobody asked for it just now, so nobody is told what can't be used any more.
            state.problems.clear();
            self.state.set(state);
            address::write(&self.written());
            say_memory("Shown: the settings of your last visit.");
        }
    }

    /// Says so where the address is of another version than is understood here.
    pub(super) fn tell_version(self) {
        let state = self.state.read_untracked();
        let problem = state.problems.iter().find(|problem| problem.key == "v");
        for line in elements::all("#address-problem") {
            line.set_text_content(problem.map(|problem| problem.message.as_str()));
            line.set_hidden(problem.is_none());
        }
    }

    /// Keeps what is set, where that is allowed.
    fn save(self) {
        let text = address::unparse(&self.written());
        memory::write(&text);
    }
}

/// Says something about the memory.
pub(super) fn say_memory(words: &str) {
    for line in elements::all(".memory [role=status]") {
        line.set_text_content(Some(words));
    }
}

/// Says so where nothing can be kept.
pub(super) fn tell_memory() {
    if !memory::is_there() {
        say_memory("This browser keeps nothing here: what you set stands in the address alone.");
    }
}
