//! The page's state: one signal that every figure follows, read from the address and written to it.

use crate::browser::{address, timer::Debounce};
use crate::data::Showdown;
use crate::figures::{Figure, Setting, State, Values, settings};
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

    /// The values of these settings.
    pub(super) fn values(self, settings: &[&'static Setting]) -> Values {
        let all = &self.state.read_untracked().values;
        Values::new(settings.iter().map(|setting| (setting.key.clone(), all.of(&setting.key))))
    }

    /// What the reader has set. What was wrong with these settings in the address is settled.
    pub(super) fn change(self, changes: &[(&str, u64)]) {
        self.state.update(|state| {
            for (key, value) in changes {
                state.values.set(key, *value);
                state.problems.retain(|problem| problem.key != *key);
            }
        });
        writing().run(WRITE_AFTER, move || {
            address::write(&self.state.read_untracked().written(self.settings));
        });
    }
}
