//! The page's state: one signal that every figure follows, read from the address and written to it.

use crate::browser::{address, elements, memory, timer::Debounce};
use crate::data::Showdown;
use crate::figures::{Figure, KEPT, Kept, PLAN, Setting, State, Values, fits_address, settings};
use leptos::prelude::*;
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

/// How long the address waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

/// What settings are kept as, from one visit to the next.
const SETTINGS: &str = "showdown";
/// What scenarios are kept as: apart, so that a link's settings do not take their place.
const SCENARIOS: &str = "showdown-scenarios";

thread_local! {
    /// What is still to be written into the address.
    static WRITING: OnceCell<Debounce> = const { OnceCell::new() };
    /// The keys of the address that the reader has changed on this visit: no others are kept.
    static TOUCHED: RefCell<Vec<&'static str>> = const { RefCell::new(vec![]) };
    /// The id of the figure that the reader is using.
    static USED: Cell<Option<&'static str>> = const { Cell::new(None) };
    /// What was there before everything was reset.
    static FORGOTTEN: RefCell<Option<State>> = const { RefCell::new(None) };
}

/// The reader has changed what this key stands for.
fn touch(key: &'static str) {
    TOUCHED.with(|all| {
        all.borrow_mut().retain(|other| *other != key);
        all.borrow_mut().push(key);
    });
}

fn writing() -> Debounce {
    WRITING.with(|writing| writing.get_or_init(Debounce::default).clone())
}

/// The figure that the reader is using. None if what happens is about all of them.
pub(super) fn used() -> Option<&'static str> {
    USED.get()
}

/// From now on the reader uses this figure, or none.
pub(super) fn uses(figure: Option<&'static str>) {
    USED.set(figure);
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
        let read = move || {
            uses(None);
            self.state.set(self.asked());
        };
        read();
        address::on_travel(move || {
            // What the reader has just set counts more than an address that does not have it yet.
            if !writing().finish() {
                read();
            }
        });
    }

    /// What the address asks for. Scenarios are the reader's own, and stay beside an address that brings none.
    fn asked(self) -> State {
        let address = address::read();
        let mut state = State::read(self.settings, &address);
        if !address.iter().any(|(key, _)| Kept::is_key(key)) {
            state.values.kept = State::read(self.settings, &kept_as(SCENARIOS)).values.kept;
        }
        // So does a plan that is too long for an address.
        if &*state.values.plan == KEPT {
            let mine = self.state.read_untracked().values.plan.clone();
            let kept = || kept_as(SETTINGS).into_iter().find(|(key, _)| key == PLAN);
            state.values.plan = match fits_address(&mine) {
                false => mine,
                true => kept().map_or(KEPT.into(), |(_, plan)| plan.into()),
            };
        }
        state
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
        if figure.plans {
            values.plan = all.plan.clone();
        }
        values
    }

    /// What the reader has set. What was wrong with these settings in the address is settled.
    pub(super) fn change<'a>(self, changes: impl IntoIterator<Item = (&'a str, u64)>) {
        let in_address = |key: &str| {
            let setting = self.settings.iter().find(|setting| setting.key == key);
            setting.map_or("", |setting| setting.address_key())
        };
        self.state.update(|state| {
            for (key, value) in changes {
                state.values.set(key, value);
                touch(in_address(key));
                // What shares a key in the address is written with it.
                state.problems.retain(|problem| in_address(&problem.key) != in_address(key));
            }
        });
        self.write_soon();
    }

    /// The reader's plan, as in an address.
    pub(super) fn change_plan(self, plan: Arc<str>) {
        self.state.update(|state| state.values.plan = plan);
        touch(PLAN);
        self.write_soon();
    }

    /// What the reader does with the scenarios.
    pub(super) fn change_kept(self, change: impl FnOnce(&mut Vec<Kept>)) {
        self.state.update(|state| {
            change(&mut state.values.kept);
            state.problems.retain(|problem| !Kept::is_key(&problem.key));
        });
        memory::write(SCENARIOS, &address::unparse(&self.state.read_untracked().written_scenarios()));
        self.write_soon();
    }

    /// Everything as it begins, and nothing is kept.
    pub(super) fn forget(self) {
        let before = self.state.read_untracked().clone();
        FORGOTTEN.with(|forgotten| forgotten.replace(Some(before)));
        uses(None);
        self.state.set(State::read(self.settings, &[]));
        self.write();
        for name in [SETTINGS, SCENARIOS] {
            memory::write(name, "");
        }
        TOUCHED.with(RefCell::take);
    }

    /// What was there before that.
    pub(super) fn remember_again(self) {
        let Some(before) = FORGOTTEN.with(RefCell::take) else { return };
        let kept = before.values.kept.clone();
        let changes: Vec<(String, u64)> =
            before.values.iter().map(|(key, value)| (key.to_owned(), value)).collect();
        self.change(changes.iter().map(|(key, value)| (key.as_str(), *value)));
        self.change_kept(|all| *all = kept);
        self.change_plan(before.values.plan);
    }

    /// Settings for an address.
    fn written(self) -> Vec<(&'static str, Option<String>)> {
        self.state.read_untracked().written(self.settings.iter())
    }

    /// Writes everything into the address. It is of this version from then on, which needs no mark.
    fn write(self) {
        let mut written = self.written();
        let state = self.state.read_untracked();
        written.push(state.written_plan());
        // A scenario that could not be used stays until scenarios are changed.
        if state.problems.iter().all(|problem| !Kept::is_key(&problem.key)) {
            written.extend(state.written_scenarios());
        }
        written.push(("v", None));
        address::write(&written);
    }

    fn write_soon(self) {
        writing().run(WRITE_AFTER, move || {
            self.write();
            self.keep();
        });
    }

    /// Keeps what the reader has changed, beside what was kept before: a link, or another tab, does not take its place.
    fn keep(self) {
        let mut kept: Vec<(String, Option<String>)> =
            kept_as(SETTINGS).into_iter().map(|(key, value)| (key, Some(value))).collect();
        let touched = TOUCHED.with(|touched| touched.borrow().clone());
        let plan = self.state.read_untracked().values.plan.to_string();
        // Here there is room for a plan of any length.
        let plan = (PLAN, (!plan.is_empty()).then_some(plan));
        for (key, value) in self.written().into_iter().chain([plan]).filter(|(key, _)| touched.contains(key))
        {
            kept.retain(|(other, _)| other != key);
            kept.push((key.to_owned(), value));
        }
        let kept: Vec<(&str, Option<String>)> =
            kept.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
        memory::write(SETTINGS, &address::unparse(&kept));
    }

    /// Shows what was set at the last visit, unless the address asks for something, if only for this version: a link that
    /// somebody sent counts more.
    pub(super) fn remember(self) {
        let own = |key: &str| {
            ["v", PLAN].contains(&key) || self.settings.iter().any(|setting| setting.address_key() == key)
        };
        let settings = kept_as(SETTINGS);
        if settings.is_empty() || address::read().iter().any(|(key, _)| own(key)) {
            return;
        }
        self.state.update(|state| {
            // Nobody asked for it just now, so nobody is told what can't be used any more.
            let kept = std::mem::take(&mut state.values.kept);
            state.values = State::read_settings(self.settings, &settings).values;
            state.values.kept = kept;
        });
        say_memory("Shown: the settings of your last visit.");
        self.write();
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
}

/// What the memory has under a name, as in an address.
fn kept_as(name: &str) -> Vec<(String, String)> {
    address::parse(&memory::read(name).unwrap_or_default())
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
