//! The page's state: one signal that every figure follows, read from the address and written to it.

use super::program::Program;
use super::signal::Signal;
use crate::browser::{address, elements, timer::Debounce};
use crate::data::Showdown;
use crate::figures::{Figure, KEPT, Kept, PLAN, Setting, State, Values, fits_address, settings};
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

/// How long the address waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

/// What settings are kept as, from one visit to the next.
pub(super) const SETTINGS: &str = "showdown";
/// What scenarios are kept as: apart, so that a link's settings do not take their place.
pub(super) const SCENARIOS: &str = "showdown-scenarios";

thread_local! {
    /// What is still to be written into the address.
    static WRITING: OnceCell<Debounce> = const { OnceCell::new() };
    /// The keys of the address that the reader has changed on this visit: no others are kept.
    static TOUCHED: RefCell<Vec<&'static str>> = const { RefCell::new(vec![]) };
    /// The id of the figure that the reader is using.
    static USED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// The keys of the address that the reader has changed on this visit.
pub(super) fn touched() -> Vec<&'static str> {
    TOUCHED.with(|touched| touched.borrow().clone())
}

/// The reader has changed nothing.
pub(super) fn untouched() {
    TOUCHED.with(RefCell::take);
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
    /// What the program is made of.
    pub(super) program: &'static Program,
    /// What the page is built from.
    pub data: &'static Showdown,
    /// Every setting of the page.
    pub settings: &'static [Setting],
    /// What the reader has set.
    pub state: Signal<State>,
}

impl Store {
    /// Everything as it begins.
    pub(super) fn new(program: &'static Program, data: &'static Showdown) -> Self {
        let settings: &'static [Setting] = Box::leak(settings(program.figures, data).into_boxed_slice());
        let state = Signal::new(State::read(settings, &[]));
        Self { program, data, settings, state }
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
            state.values.kept = State::read(self.settings, &self.program.place.recall(SCENARIOS)).values.kept;
        }
        // So does a plan that is too long for an address.
        if &*state.values.plan == KEPT {
            let mine = self.state.read().values.plan.clone();
            let kept = || self.program.place.recall(SETTINGS).into_iter().find(|(key, _)| key == PLAN);
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
        let all = &self.state.read().values;
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
        let scenarios = address::unparse(&self.state.read().written_scenarios());
        self.program.place.keep(SCENARIOS, &scenarios);
        self.write_soon();
    }

    /// Settings for an address.
    pub(super) fn written(self) -> Vec<(&'static str, Option<String>)> {
        self.state.read().written(self.settings.iter())
    }

    /// Everything that is set, for an address.
    pub(super) fn whole(self) -> Vec<(&'static str, Option<String>)> {
        let mut written = self.written();
        let state = self.state.read();
        written.push(state.written_plan());
        written.extend(state.written_scenarios());
        written
    }

    /// What somebody else asks for, as in an address.
    pub(super) fn show(self, asked: &[(String, String)]) {
        uses(None);
        self.state.set(State::read(self.settings, asked));
        self.tell_version();
        self.write();
        self.program.place.written(self);
    }

    /// Writes everything into the address. It is of this version from then on, which needs no mark.
    pub(super) fn write(self) {
        let mut written = self.written();
        let state = self.state.read();
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
            self.program.place.written(self);
        });
    }

    /// Says so where the address is of another version than is understood here.
    pub(super) fn tell_version(self) {
        let state = self.state.read();
        let problem = state.problems.iter().find(|problem| problem.key == "v");
        for line in elements::all("#address-problem") {
            line.set_text_content(problem.map(|problem| problem.message.as_str()));
            line.set_hidden(problem.is_none());
        }
    }
}
