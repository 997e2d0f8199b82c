//! One figure: it follows the reader's settings, and writes what has changed into its elements.

use super::controls::Controls;
use super::program::Skill;
use super::surface::Surface;
use super::{Store, menu, store};
use crate::browser::timer::{self, Debounce};
use crate::browser::{elements, failure};
use crate::figures::{Code, Extra, Figure, Setting, Shown, State, Values};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use web_sys::HtmlElement;

/// How long a sentence waits before it changes, in milliseconds: while a slider moves, a screen reader is left in peace.
const SPEAK_AFTER: u32 = 250;
/// How long a figure waits to follow another one, in milliseconds.
const FOLLOW_AFTER: u32 = 100;

/// A figure on the page.
pub(super) struct Face {
    /// What it is.
    pub figure: &'static Figure,
    /// The page's state.
    pub store: Store,
    /// Its element.
    pub element: HtmlElement,
    /// Its own settings.
    pub settings: Vec<&'static Setting>,
    /// What was set before several settings were set at once: the way back.
    before: RefCell<Option<Values>>,
    /// Whether that is happening now: any other change takes the way back away.
    at_once: Cell<bool>,
    /// What it shows now.
    pub shown: RefCell<Rc<Shown>>,
    /// What was set when it showed that.
    pub current: RefCell<Values>,
    /// What it has beyond other figures.
    pub skills: OnceCell<Vec<Rc<dyn Skill>>>,
    /// Whether it follows the reader already.
    pub started: Cell<bool>,
    speaking: Debounce,
}

/// Brings a figure to life in the element in which it was built. Nothing where the data have nothing to show.
pub fn start(figure: &'static Figure, store: Store, element: &HtmlElement) {
    let settings = store.settings_of(figure);
    let values = Values::new(settings.iter().map(|setting| (setting.key.clone(), setting.default)));
    let Some(shown) = figure.show(store.data, &values) else { return };
    let face = Rc::new(Face {
        figure,
        store,
        element: element.clone(),
        settings,
        shown: RefCell::new(Rc::new(shown)),
        current: RefCell::new(values),
        skills: OnceCell::new(),
        before: RefCell::default(),
        at_once: Cell::new(false),
        speaking: Debounce::default(),
        started: Cell::new(false),
    });
    let controls = Controls::start(&face);
    let surfaces = Surface::start_all(&face);
    menu::start(&face);
    let skills = store.program.skills.iter().filter_map(|start| start(&face)).collect();
    let _ = face.skills.set(skills);
    let living: &'static Living = Box::leak(Box::new(Living { face, controls, surfaces }));
    let later = Debounce::default();
    store.state.follow(move || {
        let face = &living.face;
        // The figure that the reader is using answers at once; others with the same setting, once that rests.
        if face.started.get() && store::used().is_some_and(|used| used != face.figure.id) {
            later.run(FOLLOW_AFTER, move || follow(living));
        } else {
            follow(living);
        }
    });
}

/// A figure with everything that makes it interactive.
struct Living {
    face: Rc<Face>,
    controls: Controls,
    surfaces: Vec<Surface>,
}

/// Takes over the page's state: draws and writes what has changed.
fn follow(Living { face, controls, surfaces }: &Living) {
    let before = face.update();
    let changed = before.is_some();
    // After a failure nothing is promised any more: what stands there stays.
    if failure::announced() {
        return;
    }
    let first = !face.started.get();
    // Drawings come first: after anything else is written the browser would lay out the page before it can set a font.
    // But to begin with, what is written may fail, and then the figure stays as it was built.
    // All of them are drawn before any of them says so, for the same reason.
    let paint = || {
        surfaces.iter().for_each(Surface::paint);
        surfaces.iter().for_each(Surface::tell);
    };
    if changed && !first {
        paint();
    }
    let problems = &face.store.state.read().problems;
    let at_once = face.at_once.take();
    if changed && !at_once {
        face.forget();
    }
    controls.update(&face.current.borrow(), problems, at_once);
    face.skills.get().into_iter().flatten().for_each(|skill| skill.update(problems));
    if failure::announced() {
        return;
    }
    if first {
        paint();
    }
    if let Some(before) = before {
        face.write(&before);
    }
    face.started.set(true);
    if first {
        for part in elements::within(&face.element, "fieldset") {
            let _ = part.remove_attribute("disabled");
        }
        let _ = face.element.set_attribute("data-ready", "");
    }
}

impl Face {
    /// The first element within the figure that a selector names.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        elements::first(&self.element, selector)
    }

    /// What is set now: it may be ahead of what the figure shows.
    pub fn values(&self) -> Values {
        self.store.values(self.figure, &self.settings)
    }

    /// What the reader has set, and what follows from it for other settings of the figure.
    pub fn change(&self, key: &'static str, value: u64) {
        let mut changes = vec![(key, value)];
        if let Some(settle) = self.figure.settle {
            changes.extend(settle(&self.values(), key, value));
        }
        self.set(changes);
    }

    /// Settings of this figure, which is the one that the reader is using.
    pub fn set<'a>(&self, changes: impl IntoIterator<Item = (&'a str, u64)>) {
        store::uses(Some(self.figure.id));
        self.store.change(changes);
    }

    /// Several settings at once, with a way back.
    pub fn change_all(&self, changes: Vec<(&str, u64)>) {
        self.hold();
        self.set(changes);
        self.offer_undo(true);
    }

    /// Another plan.
    pub fn change_plan(&self, plan: Arc<str>) {
        store::uses(Some(self.figure.id));
        self.store.change_plan(plan);
    }

    /// Another plan, with a way back.
    pub fn replace_plan(&self, plan: Arc<str>) {
        self.hold();
        self.change_plan(plan);
        self.offer_undo(true);
    }

    /// Keeps what is set now as the way back.
    fn hold(&self) {
        self.forget();
        self.before.replace(Some(self.values()));
        self.at_once.set(true);
    }

    /// What was set before that.
    pub fn undo(&self) {
        if let Some(before) = self.before.take() {
            self.at_once.set(true);
            self.set(before.iter());
            if self.figure.plans {
                self.store.change_plan(before.plan);
            }
        }
        // The button that was pressed goes.
        let said = elements::within(&self.element, ".undo [role=status]:not(:empty)").pop();
        self.offer_undo(false);
        if let Some(said) = said {
            said.set_text_content(Some("Undone."));
            let _ = said.focus();
        } else if let Some(menu) = self.find(".share summary") {
            let _ = menu.focus();
        }
    }

    /// There is no way back any more.
    pub fn forget(&self) {
        if self.before.take().is_some() {
            self.offer_undo(false);
        }
    }

    fn offer_undo(&self, offered: bool) {
        for button in elements::within(&self.element, "[data-deed=undo]") {
            button.set_hidden(!offered);
        }
        if !offered {
            for line in elements::within(&self.element, ".undo [role=status]") {
                line.set_text_content(None);
            }
        }
    }

    /// The figure's own settings that an address names, with their values there.
    pub fn named(&self, address: &[(String, String)]) -> Vec<(&'static str, u64)> {
        let read = State::read_settings(self.store.settings, address).values;
        let named = |setting: &&&'static Setting| address.iter().any(|(key, _)| key == setting.address_key());
        let own = self.settings.iter().filter(named);
        own.map(|setting| (setting.key.as_str(), read.of(&setting.key))).collect()
    }

    /// Says what was done with a file, beside it.
    pub fn say_beside(&self, words: &str) {
        if let Some(status) = self.find(".actions:not(:empty) + .action-status") {
            status.set_text_content(Some(words));
        }
    }

    /// What it shows, for an address.
    pub fn written(&self) -> Vec<(&'static str, Option<String>)> {
        let state = self.store.state.read();
        let mut written = state.written(self.settings.iter().copied());
        if self.figure.keeps {
            written.extend(state.written_scenarios());
        }
        if self.figure.plans {
            written.push(state.written_plan());
        }
        written
    }

    /// Takes over the reader's settings; if anything follows from them, gives what was shown before.
    fn update(&self) -> Option<Rc<Shown>> {
        let values = self.store.values(self.figure, &self.settings);
        if values == *self.current.borrow() {
            return None;
        }
        // What can't be shown is not taken: the figure stays whole.
        let shown = self.figure.show(self.store.data, &values);
        self.current.replace(values);
        shown.map(|shown| self.shown.replace(Rc::new(shown)))
    }

    /// Writes everything but the drawings. What has not changed is left alone: the browser would lay it out again.
    fn write(&self, before: &Shown) {
        let shown = self.shown.borrow().clone();
        if let Some(title) = self.find(".figure-title")
            && shown.title != before.title
        {
            title.set_text_content(Some(&shown.title));
        }
        if let Some(verdict) = self.find(".verdict")
            && (&shown.cards, &shown.remarks, &shown.notices)
                != (&before.cards, &before.remarks, &before.notices)
        {
            // Elements stay where only their texts change: the browser has less to do.
            if shown.has_shape_of(before) {
                let texts = shown.verdict_texts().into_iter().zip(before.verdict_texts());
                for ((text, before), element) in texts.zip(elements::within(&verdict, Shown::TEXTS)) {
                    if text != before {
                        element.set_text_content(Some(text));
                    }
                }
            } else {
                put(&verdict, &shown.verdict_html());
            }
        }
        let further = elements::within(&self.element, ".extra");
        for ((extra, before), part) in shown.extras.iter().zip(&before.extras).zip(&further) {
            if (&extra.remarks, &extra.points) != (&before.remarks, &before.points) {
                write_part(part, ".extra-words", &extra.remarks_html());
            }
            if extra.actions != before.actions {
                write_part(part, ".actions", &extra.actions_html());
            }
        }
        // A sentence waits until nothing has changed for a while, and so do tables that are folded away.
        let parts = elements::within(&self.element, ".numbers").into_iter().enumerate();
        let (open, folded): (Vec<_>, Vec<_>) = parts.partition(|(_, part)| part.has_attribute("open"));
        write_tables(&open, &shown);
        let sentence = self.find(".sentence");
        let late = self.figure.late.zip(further.last().cloned());
        let (data, values) = (self.store.data, self.current.borrow().clone());
        let rest = move || {
            write_tables(&folded, &shown);
            if let Some(sentence) = &sentence {
                sentence.set_text_content(Some(&shown.sentence));
            }
            // In a task of its own: it takes as long as everything else.
            if let Some((late, part)) = late.clone() {
                let values = values.clone();
                timer::soon(move || write_late(&part, late(data, &values)));
            }
        };
        if self.started.get() { self.speaking.run(SPEAK_AFTER, rest) } else { rest() }
    }
}

/// Writes what comes late.
fn write_late(part: &HtmlElement, extra: Option<Extra>) {
    let Some(extra) = extra else { return };
    write_part(part, ".extra-words", &extra.remarks_html());
    write_part(part, ".actions", &extra.actions_html());
    write_code(part, extra.code.as_ref());
}

/// Writes markup into a place of a further part.
fn write_part(part: &HtmlElement, place: &str, html: &str) {
    if let Some(place) = elements::first(part, place) {
        place.set_inner_html(html);
    }
}

/// Writes a file into its place; one that is not there hides it.
fn write_code(part: &HtmlElement, code: Option<&Code>) {
    let Some(place) = elements::first(part, ".code") else { return };
    place.set_hidden(code.is_none());
    for (selector, text) in code.iter().flat_map(|code| [("summary", &code.name), ("pre", &code.text)]) {
        if let Some(part) = elements::first(&place, selector) {
            part.set_text_content(Some(text));
        }
    }
}

/// Writes tables into their places, of which each has a number. One that is not there hides its place.
fn write_tables(parts: &[(usize, HtmlElement)], shown: &Shown) {
    for (place, part) in parts {
        let table = shown.table_at(*place);
        part.set_hidden(table.is_none());
        let inner = elements::first(part, "div");
        if let (Some(inner), Some(table)) = (inner, table) {
            inner.set_inner_html(&table.html());
        }
    }
}

/// Writes markup; what was open in the old one is open in the new one.
fn put(place: &HtmlElement, html: &str) {
    let open: Vec<bool> =
        elements::within(place, "details").iter().map(|part| part.has_attribute("open")).collect();
    place.set_inner_html(html);
    for (part, open) in elements::within(place, "details").iter().zip(open) {
        let _ = part.toggle_attribute_with_force("open", open);
    }
}
