//! One figure's part of the state: what it shows, and the way back from several changes at once.

use super::{IN_BROWSER, Place, Store};
use crate::browser::address;
use crate::browser::timer::{self, Debounce};
use crate::figures::{Extra, Figure, Kept, Logic, Setting, Shown, SliderTrack, State, Values};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a sentence waits before it changes, in milliseconds: while a slider moves, a screen reader is left in peace.
/// As long as a key that is held down waits before it repeats.
const SPEAK_AFTER: u32 = 500;
/// How long a figure waits to follow another one, in milliseconds.
const FOLLOW_AFTER: u32 = 100;

/// Where in a figure a message about several changes at once is shown, with the button that takes them back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// In the share menu.
    Menu,
    /// Below the buttons of the group of controls at this place.
    Starts(usize),
    /// Below the buttons of the planner.
    Planner,
    /// Below the name of a scenario.
    Scenarios,
}

/// What a figure shows. Copies are the same one.
#[derive(Clone, Copy)]
pub struct FigureState {
    /// What it is.
    pub figure: &'static Figure,
    /// What follows from its settings.
    pub logic: &'static Logic,
    /// The page's state.
    pub store: Store,
    /// Its own settings.
    pub settings: &'static [&'static Setting],
    /// What is set, as far as the figure shows it.
    pub values: RwSignal<Values>,
    /// What it shows.
    pub shown: RwSignal<Arc<Shown>>,
    /// What the tracks of its sliders are painted with, as of when it last rested.
    pub tracks: Memo<Vec<SliderTrack>>,
    /// What it showed when the reader last rested: sentences and folded tables, which nobody reads meanwhile.
    pub rested: RwSignal<Arc<Shown>>,
    /// The part that takes long to make, as of the last rest.
    pub late: RwSignal<Option<Arc<Extra>>>,
    /// Told when fields must show what is set, whatever is being typed.
    pub settle: Trigger,
    /// What was done to several settings at once, and where that is said.
    pub said: RwSignal<(Line, String)>,
    /// The line that is to have the focus, since the button that was pressed goes.
    pub focus: RwSignal<Option<Line>>,
    /// The element of the main drawing, whose colours and width a saved picture has.
    pub drawing: NodeRef<html::Div>,
    /// What was set before several settings were set at once.
    pub before: RwSignal<Option<Values>>,
    /// Whether several settings are being set now: any other change takes the way back away.
    at_once: StoredValue<bool>,
}

impl FigureState {
    /// A figure that shows what is set now, or its defaults if that can't be shown. Nothing where the data have nothing
    /// to show in it.
    pub fn new(figure: &'static Figure, whole: &'static Logic, store: Store) -> Option<Self> {
        let logic = match store.place {
            Place::Page => whole,
            Place::Embed => Box::leak(Box::new(whole.alone())),
        };
        let settings: &'static [&'static Setting] = Box::leak(store.settings_of(figure).into_boxed_slice());
        let wanted = Memo::new(move |_| wanted(figure, store, settings));
        let mut values = wanted.get_untracked();
        let shown = logic.show(store.data, &values).or_else(|| {
            values = Values::new(settings.iter().map(|setting| (setting.key.clone(), setting.default)));
            logic.show(store.data, &values)
        });
        let shown = Arc::new(shown?);
        let late = logic.late.and_then(|late| late(store.data, &values)).map(Arc::new);
        let (values, rested) = (RwSignal::new(values), RwSignal::new(shown.clone()));
        let tracks = Memo::new(move |_| {
            rested.track();
            logic.tracks.map_or_else(Vec::new, |tracks| (tracks.of)(store.data, &values.read_untracked()))
        });
        let state = Self {
            figure,
            logic,
            store,
            settings,
            values,
            shown: RwSignal::new(shown),
            rested,
            tracks,
            late: RwSignal::new(late),
            settle: Trigger::new(),
            said: RwSignal::new((Line::Menu, String::new())),
            focus: RwSignal::new(None),
            drawing: NodeRef::new(),
            before: RwSignal::new(None),
            at_once: StoredValue::new(false),
        };
        if IN_BROWSER {
            state.follow(wanted);
        }
        Some(state)
    }

    /// Follows the reader's settings: at once if the reader uses this figure, otherwise when that rests.
    fn follow(self, wanted: Memo<Values>) {
        let later = Debounce::default();
        Effect::new(move |_| {
            wanted.track();
            if self.store.used().is_some_and(|used| used != self.figure.id) {
                later.run(FOLLOW_AFTER, move || self.show(wanted.get_untracked()));
            } else {
                self.show(wanted.get_untracked());
            }
        });
        // Whoever goes back in the history has done with typing.
        address::on_travel(move || self.settle.notify());
        let resting = Debounce::default();
        Effect::new(move |_| {
            let shown = self.shown.get();
            if !Arc::ptr_eq(&shown, &self.rested.read_untracked()) {
                resting.run(SPEAK_AFTER, move || self.rest(shown));
            }
        });
    }

    /// Shows what follows from these values. What can't be shown is not taken: the figure stays whole.
    fn show(self, values: Values) {
        let at_once = self.at_once.get_value();
        self.at_once.set_value(false);
        if values == *self.values.read_untracked() {
            return;
        }
        let shown = self.logic.show(self.store.data, &values);
        let changed = shown.is_some();
        if let Some(shown) = shown {
            self.shown.set(Arc::new(shown));
        }
        self.values.set(values);
        if at_once {
            self.settle.notify();
        } else if changed {
            self.forget();
        }
    }

    /// The reader rests.
    fn rest(self, shown: Arc<Shown>) {
        self.rested.set(shown);
        let Some(late) = self.logic.late else { return };
        let (data, values) = (self.store.data, self.values.get_untracked());
        // In a task of its own: it takes as long as everything else.
        timer::soon(move || self.late.set(late(data, &values).map(Arc::new)));
    }

    /// What is set now: it may be ahead of what the figure shows.
    pub fn now(self) -> Values {
        untrack(|| wanted(self.figure, self.store, self.settings))
    }

    /// What the reader has set, and what follows from it for other settings of the figure.
    pub fn change(self, key: &'static str, value: u64) {
        let mut changes = vec![(key, value)];
        if let Some(settle) = self.logic.settle {
            changes.extend(settle(&self.now(), key, value));
        }
        self.set(changes);
    }

    /// Settings of this figure, which is the one that the reader is using.
    pub fn set<'a>(self, changes: impl IntoIterator<Item = (&'a str, u64)>) {
        self.store.uses(Some(self.figure.id));
        self.store.change(changes);
    }

    /// Several settings at once, with a way back; says so in that line.
    pub fn change_all(self, changes: Vec<(&str, u64)>, line: Line, words: String) {
        self.hold();
        self.set(changes);
        self.offer_undo(line, words);
    }

    /// Another plan.
    pub fn change_plan(self, plan: Arc<str>) {
        self.store.uses(Some(self.figure.id));
        self.store.change_plan(plan);
    }

    /// Another plan, with a way back; says so in that line.
    pub fn replace_plan(self, plan: Arc<str>, line: Line, words: String) {
        self.hold();
        self.change_plan(plan);
        self.offer_undo(line, words);
    }

    /// Every setting at its default.
    pub fn defaults(self) -> Values {
        Values::new(self.settings.iter().map(|setting| (setting.key.clone(), setting.default)))
    }

    /// Every setting at its default, with a way back.
    pub fn reset(self, words: String) {
        self.hold();
        self.set(self.defaults().iter());
        if self.figure.plans {
            self.store.change_plan("".into());
        }
        self.offer_undo(Line::Menu, words);
    }

    /// Keeps what is set now as the way back.
    fn hold(self) {
        self.before.set(Some(self.now()));
        self.at_once.set_value(true);
    }

    fn offer_undo(self, line: Line, words: String) {
        // What changes nothing is not shown anew, but counts as shown.
        if self.now() == *self.values.read_untracked() {
            self.at_once.set_value(false);
            self.settle.notify();
        }
        self.said.set((line, words));
    }

    /// What was set before that.
    pub fn undo(self) {
        if let Some(before) = self.before.get_untracked() {
            self.before.set(None);
            self.at_once.set_value(true);
            self.set(before.iter());
            if self.figure.plans {
                self.store.change_plan(before.plan);
            }
        }
        let (line, words) = self.said.get_untracked();
        let words = if words.is_empty() { words } else { "Undone.".to_owned() };
        self.said.set((line, words));
        self.focus.set(Some(line));
    }

    /// There is no way back any more.
    pub fn forget(self) {
        if self.before.get_untracked().is_some() {
            self.before.set(None);
            self.said.update(|(_, words)| words.clear());
        }
    }

    /// Says something in a line that takes the focus, since the button that was pressed may go.
    pub fn say(self, line: Line, words: String) {
        self.said.set((line, words));
        self.focus.set(Some(line));
    }

    /// The figure's own settings that a URL names, with their values there.
    pub fn named(self, address: &[(String, String)]) -> Vec<(&'static str, u64)> {
        let read = State::read_settings(self.store.settings, address).values;
        let named = |setting: &&&'static Setting| address.iter().any(|(key, _)| key == setting.address_key());
        let own = self.settings.iter().filter(named);
        own.map(|setting| (setting.key.as_str(), read.of(&setting.key))).collect()
    }

    /// What is set, for a URL.
    pub fn written(self) -> Vec<(&'static str, Option<String>)> {
        self.store.state.with_untracked(|state| {
            let mut written = state.written(self.settings.iter().copied());
            if self.figure.keeps {
                written.extend(state.written_scenarios());
            }
            if self.figure.plans {
                written.push(state.written_plan());
            }
            written
        })
    }

    /// What in the URL was no scenario.
    pub fn problems_of_scenarios(self) -> String {
        self.store.problems.with(|problems| {
            let about = problems.iter().filter(|problem| Kept::is_key(&problem.key));
            let messages: Vec<_> = about.map(|problem| problem.message.as_str()).collect();
            messages.join(" ")
        })
    }
}

/// What is set of a figure's settings; and the scenarios or the plan, for a figure that has them.
fn wanted(figure: &Figure, store: Store, settings: &[&'static Setting]) -> Values {
    store.state.with(|state| {
        let all = &state.values;
        let mut values =
            Values::new(settings.iter().map(|setting| (setting.key.clone(), all.of(&setting.key))));
        if figure.keeps {
            values.kept.clone_from(&all.kept);
        }
        if figure.plans {
            values.plan = all.plan.clone();
        }
        if figure.reads {
            values.usage = store.usage.get();
        }
        values
    })
}
