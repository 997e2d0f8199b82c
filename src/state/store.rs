//! The page's state: one signal that every figure follows, read from the URL and written to it.

use super::embed;
use super::memory::{self, SCENARIOS, SETTINGS};
use crate::browser::{address, host, timer::Debounce};
use crate::data::Showdown;
use crate::figures::{Figure, KEPT, Kept, PLAN, Problem, Setting, State, fits_address, settings};
use leptos::prelude::*;
use std::sync::Arc;

/// How long the URL waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

/// What is around the figures: where settings go beside the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The whole page, whose browser remembers settings.
    Page,
    /// A single figure in somebody else's post, which is told of them.
    Embed,
}

/// Which figure the reader is using.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// None so far.
    NotYet,
    /// The one with this id.
    Of(&'static str),
    /// What happens is about all of them: a URL, a reset of the whole page.
    All,
}

/// What the reader has set, shared by all figures. Copies are the same one.
#[derive(Clone, Copy)]
pub struct Store {
    /// What the page is built from.
    pub data: &'static Showdown,
    /// Every setting of the page.
    pub settings: &'static [Setting],
    /// What is around the figures.
    pub place: Place,
    /// What the reader has set.
    pub state: RwSignal<State>,
    /// What in the URL could not be used.
    pub problems: Memo<Vec<Problem>>,
    /// The usage that was read from the reader's files: never in the URL, and never kept.
    pub usage: RwSignal<Option<Arc<usage::Report>>>,
    /// What the memory says of itself.
    pub remembered: RwSignal<String>,
    used: RwSignal<Use>,
    /// The keys of the URL that the reader has changed on this visit: no others are remembered.
    touched: StoredValue<Vec<&'static str>>,
    /// The settings that the embedding page knows.
    told: StoredValue<String>,
    writing: StoredValue<Debounce, LocalStorage>,
}

impl Store {
    /// Everything at its default.
    pub fn new(figures: &[Figure], place: Place, data: &'static Showdown) -> Self {
        let settings: &'static [Setting] = Box::leak(settings(figures, data).into_boxed_slice());
        let state = RwSignal::new(State::read(settings, &[]));
        Self {
            data,
            settings,
            place,
            state,
            problems: Memo::new(move |_| state.with(|state| state.problems.clone())),
            usage: RwSignal::new(None),
            remembered: RwSignal::new(String::new()),
            used: RwSignal::new(Use::NotYet),
            touched: StoredValue::new(vec![]),
            told: StoredValue::new(String::new()),
            writing: StoredValue::new_local(Debounce::default()),
        }
    }

    /// The state is what the URL says. When the reader goes back to another place of the page, the place changes and what
    /// is set stays: the URL of that place follows.
    pub fn follow_address(self) {
        self.state.set(self.asked());
        address::had();
        address::on_travel(move || {
            // What the reader has just set counts more than a URL that does not have it yet.
            let is_written = self.writing.with_value(Debounce::finish);
            if is_written || !address::asks_anew() {
                return self.write_other();
            }
            self.uses(None);
            self.state.set(self.asked());
        });
    }

    /// Writes into the URL what is set, if that is something else than the URL asks for.
    fn write_other(self) {
        let asked = self.asked().values;
        if self.state.with_untracked(|state| state.values != asked) {
            self.write();
        }
    }

    /// What the URL asks for. Scenarios are the reader's own, and stay beside a URL that brings none.
    fn asked(self) -> State {
        let address = address::read();
        let mut state = State::read(self.settings, &address);
        if !address.iter().any(|(key, _)| Kept::is_key(key)) {
            state.values.kept = State::read(self.settings, &self.recall(SCENARIOS)).values.kept;
        }
        // So does a plan that is too long for a URL.
        if &*state.values.plan == KEPT {
            let mine = self.state.with_untracked(|state| state.values.plan.clone());
            let kept = || self.recall(SETTINGS).into_iter().find(|(key, _)| key == PLAN);
            state.values.plan = match fits_address(&mine) {
                false => mine,
                true => kept().map_or(KEPT.into(), |(_, plan)| plan.into()),
            };
        }
        state
    }

    /// What this browser remembers under a name, as in a URL.
    fn recall(self, name: &str) -> Vec<(String, String)> {
        match self.place {
            Place::Page => memory::recall(name),
            Place::Embed => vec![],
        }
    }

    /// The id of the figure that the reader is using.
    pub fn used(self) -> Option<&'static str> {
        match self.used.get_untracked() {
            Use::Of(figure) => Some(figure),
            Use::NotYet | Use::All => None,
        }
    }

    /// From now on the reader uses this figure; or what happens is about all of them.
    pub fn uses(self, figure: Option<&'static str>) {
        let now = figure.map_or(Use::All, Use::Of);
        if self.used.get_untracked() != now {
            self.used.set(now);
        }
    }

    /// Whether screen readers announce what a figure says: the figure in use, and no other that follows it.
    pub fn announces(self, figure: &str) -> bool {
        match self.used.get() {
            Use::NotYet => true,
            Use::Of(used) => used == figure,
            Use::All => false,
        }
    }

    /// The keys of the URL that the reader has changed on this visit.
    pub(super) fn touched(self) -> Vec<&'static str> {
        self.touched.get_value()
    }

    fn touch(self, key: &'static str) {
        self.touched.update_value(|all| {
            all.retain(|other| *other != key);
            all.push(key);
        });
    }

    /// The settings of a figure, in its order.
    pub fn settings_of(self, figure: &Figure) -> Vec<&'static Setting> {
        let own = (figure.settings)(self.data);
        own.iter().filter_map(|own| self.settings.iter().find(|setting| setting.key == own.key)).collect()
    }

    /// Whether a setting could not be taken from the URL: why.
    pub fn problem_of(self, key: &str) -> Option<String> {
        let found = |problems: &Vec<Problem>| problems.iter().find(|problem| problem.key == key).cloned();
        self.problems.with(found).map(|problem| problem.message)
    }

    /// How a value in the URL was read that could mean something else.
    pub fn note_of(self, key: &str) -> Option<String> {
        let found = |state: &State| state.notes.iter().find(|note| note.key == key).cloned();
        self.state.with(found).map(|note| note.message)
    }

    /// What the reader has set. What was wrong with these settings in the URL is settled.
    pub fn change<'a>(self, changes: impl IntoIterator<Item = (&'a str, u64)>) {
        let in_address = |key: &str| {
            let setting = self.settings.iter().find(|setting| setting.key == key);
            setting.map_or("", |setting| setting.address_key())
        };
        let changes: Vec<_> = changes.into_iter().collect();
        changes.iter().for_each(|(key, _)| self.touch(in_address(key)));
        self.state.update(|state| {
            for (key, value) in changes {
                state.values.set(key, value);
                // What shares a key in the URL is written with it.
                state.problems.retain(|problem| in_address(&problem.key) != in_address(key));
                state.notes.retain(|note| note.key != key);
            }
        });
        self.write_soon();
    }

    /// The reader's plan, as in a URL.
    pub fn change_plan(self, plan: Arc<str>) {
        self.touch(PLAN);
        self.state.update(|state| state.values.plan = plan);
        self.write_soon();
    }

    /// What the reader does with the scenarios.
    pub fn change_kept(self, change: impl FnOnce(&mut Vec<Kept>)) {
        self.state.update(|state| {
            change(&mut state.values.kept);
            state.problems.retain(|problem| !Kept::is_key(&problem.key));
        });
        if self.place == Place::Page {
            let scenarios = self.state.with_untracked(State::written_scenarios);
            memory::keep(SCENARIOS, &address::unparse(&scenarios));
        }
        self.write_soon();
    }

    /// Everything at its default, and nothing touched.
    pub(super) fn reset(self) {
        self.uses(None);
        self.state.set(State::read(self.settings, &[]));
        self.write();
    }

    /// The reader has changed nothing.
    pub(super) fn forget_touched(self) {
        self.touched.set_value(vec![]);
    }

    /// Settings for a URL.
    pub fn written(self) -> Vec<(&'static str, Option<String>)> {
        self.state.with_untracked(|state| state.written(self.settings.iter()))
    }

    /// Everything that is set, for a URL.
    pub fn whole(self) -> Vec<(&'static str, Option<String>)> {
        let mut written = self.written();
        self.state.with_untracked(|state| {
            written.push(state.written_plan());
            written.extend(state.written_scenarios());
        });
        written
    }

    /// What the embedding page asks for, as in a URL. It is told what the figure makes of that, whatever it knew.
    pub fn show(self, asked: &[(String, String)]) {
        self.told.set_value("?".to_owned());
        self.uses(None);
        self.state.set(State::read(self.settings, asked));
        self.write();
        self.tell();
    }

    /// Writes everything into the URL. It is of this version from then on, which needs no mark.
    pub fn write(self) {
        let mut written = self.written();
        self.state.with_untracked(|state| {
            written.push(state.written_plan());
            // A scenario that could not be used stays until scenarios are changed.
            if state.problems.iter().all(|problem| !Kept::is_key(&problem.key)) {
                written.extend(state.written_scenarios());
            }
        });
        written.push(("v", None));
        address::write(&written);
    }

    fn write_soon(self) {
        let write = move || {
            self.write();
            self.tell();
        };
        self.writing.with_value(|writing| writing.run(WRITE_AFTER, write));
    }

    /// The embedding page knows these settings.
    pub(super) fn told(self, settings: String) {
        self.told.set_value(settings);
    }

    /// Lets the browser remember what is set, or tells the embedding page.
    fn tell(self) {
        match self.place {
            Place::Page => memory::written(self),
            Place::Embed => {
                let query = embed::lead_back(self);
                if self.told.get_value() != query {
                    self.told.set_value(query.clone());
                    host::post("state", Some(("query", query.into())));
                }
            }
        }
    }
}
