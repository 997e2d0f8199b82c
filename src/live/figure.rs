//! One figure: it follows the reader's settings, and writes what has changed into its elements.

use super::controls::Controls;
use super::surface::Surface;
use super::{Store, menu, player};
use crate::browser::timer::Debounce;
use crate::browser::{elements, failure};
use crate::figures::{Figure, Setting, Shown, Values};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlElement;

/// How long a sentence waits before it changes, in milliseconds: while a slider moves, a screen reader is left in peace.
const SPEAK_AFTER: u32 = 250;

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
    /// What it shows now.
    pub shown: RefCell<Rc<Shown>>,
    values: RefCell<Values>,
    /// Whether it follows the reader already.
    pub started: Cell<bool>,
    speaking: Debounce,
}

/// Brings a figure to life in the element in which it was built. Nothing where the data have nothing to show.
pub fn start(figure: &'static Figure, store: Store, element: &HtmlElement) {
    let settings = store.settings_of(figure);
    let values = Values::new(settings.iter().map(|setting| (setting.key.clone(), setting.default)));
    let Some(shown) = (figure.show)(store.data, &values) else { return };
    let face = Rc::new(Face {
        figure,
        store,
        element: element.clone(),
        settings,
        shown: RefCell::new(Rc::new(shown)),
        values: RefCell::new(values),
        speaking: Debounce::default(),
        started: Cell::new(false),
    });
    let controls = Controls::start(&face);
    let surface = Surface::start(&face);
    menu::start(&face);
    player::start(&face);
    let following = face.clone();
    Effect::new(move |_| {
        store.state.track();
        let problems = &store.state.read_untracked().problems;
        let changed = following.update();
        controls.update(&following.values.borrow(), problems);
        // After a failure nothing is promised any more: what stands there stays.
        if failure::announced() {
            return;
        }
        if changed {
            following.write();
            surface.paint();
        }
        if !following.started.replace(true) {
            surface.paint();
            for part in elements::within(&following.element, "fieldset") {
                let _ = part.remove_attribute("disabled");
            }
            let _ = following.element.set_attribute("data-ready", "");
        }
    });
}

impl Face {
    /// The first element within the figure that a selector names.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        elements::within(&self.element, selector).into_iter().next()
    }

    /// The values that it shows.
    pub fn values(&self) -> Values {
        self.values.borrow().clone()
    }

    /// What the reader has set, and what follows from it for other settings of the figure.
    pub fn change(&self, key: &'static str, value: u64) {
        let mut changes = vec![(key, value)];
        if let Some(settle) = self.figure.settle {
            changes.extend(settle(&self.values.borrow(), key, value));
        }
        self.store.change(&changes);
    }

    /// Takes over the reader's settings; tells whether anything follows from them.
    fn update(&self) -> bool {
        let values = self.store.values(&self.settings);
        if values == *self.values.borrow() {
            return false;
        }
        // What can't be shown is not taken: the figure stays whole.
        let shown = (self.figure.show)(self.store.data, &values);
        self.values.replace(values);
        shown.map(|shown| self.shown.replace(Rc::new(shown))).is_some()
    }

    /// Writes everything but the drawing.
    fn write(&self) {
        let shown = self.shown.borrow().clone();
        if let Some(title) = self.find(".figure-title") {
            title.set_text_content(Some(&shown.title));
        }
        if let Some(verdict) = self.find(".verdict") {
            verdict.set_inner_html(&shown.verdict_html());
        }
        if let Some(table) = self.find(".numbers > div") {
            table.set_inner_html(&shown.table.html());
        }
        let Some(sentence) = self.find(".sentence") else { return };
        if self.started.get() {
            self.speaking.run(SPEAK_AFTER, move || sentence.set_text_content(Some(&shown.sentence)));
        } else {
            sentence.set_text_content(Some(&shown.sentence));
        }
    }
}
