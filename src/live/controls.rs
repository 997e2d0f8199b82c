//! The controls of a figure: choices, and numbers with a field to type them into and a slider.
//!
//! Field and slider stay in step, but a field that is being typed in is never written to. What can't be read is explained
//! below it and changes nothing.

use super::figure::Face;
use crate::browser::timer::Debounce;
use crate::browser::{address, elements, events};
use crate::figures::{Kind, Problem, Setting, Values};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// How long a reader must have stopped typing before what is wrong is said, in milliseconds.
const JUDGE_AFTER: u32 = 700;

/// The controls of a figure. They live as long as the page, as those do who listen to them.
pub(super) struct Controls(Vec<&'static Control>);

/// One setting's control.
struct Control {
    setting: &'static Setting,
    element: HtmlElement,
    /// The text field and the slider, or the radio buttons.
    inputs: Vec<HtmlInputElement>,
    /// The value that it shows.
    value: Cell<u64>,
    /// Whether it is to be seen.
    there: Cell<bool>,
    /// Whether somebody is typing in its field.
    typing: Cell<bool>,
    /// What counted before they began.
    held: Cell<u64>,
    /// What is wrong with what is typed; empty if nothing is.
    typed_problem: RefCell<String>,
    /// What was wrong in the address; empty if nothing was.
    problem: RefCell<String>,
    judging: Debounce,
}

impl Controls {
    /// Takes hold of the figure's controls.
    pub fn start(face: &Rc<Face>) -> Self {
        let control = |setting: &&'static Setting| {
            let element = face.find(&["[data-key=", &setting.key, "]"].concat())?;
            let inputs =
                elements::within(&element, "input").into_iter().map(JsCast::unchecked_into).collect();
            let control: &'static Control = Box::leak(Box::new(Control {
                setting,
                inputs,
                value: Cell::new(setting.default),
                there: Cell::new(!element.hidden()),
                typing: Cell::new(false),
                held: Cell::new(setting.default),
                typed_problem: RefCell::default(),
                problem: RefCell::default(),
                judging: Debounce::default(),
                element,
            }));
            control.listen(face);
            Some(control)
        };
        Self(face.settings.iter().filter_map(control).collect())
    }

    /// Shows these values, and what was wrong in the address. Where several were set at once, nobody is typing any more.
    pub fn update(&self, values: &Values, problems: &[Problem], at_once: bool) {
        for control in &self.0 {
            let key = &control.setting.key;
            // Whatever has not changed is left alone: a page has a hundred controls.
            let there = control.setting.is_there(values);
            if control.there.replace(there) != there {
                control.element.set_hidden(!there);
            }
            if at_once {
                control.settle();
            }
            control.show(values.of(key));
            if at_once {
                control.tidy();
                control.say();
            }
            let problem = problems.iter().find(|problem| problem.key == *key);
            let problem = problem.map_or("", |problem| &problem.message);
            if *control.problem.borrow() != problem {
                control.problem.replace(problem.to_owned());
                control.say();
            }
        }
    }
}

impl Control {
    fn listen(&'static self, face: &Rc<Face>) {
        let following = face.clone();
        events::on(&self.element, "input", move |event| self.on_input(event, &following));
        // Leaving the field tidies what was understood, and leaves alone what was not.
        events::on(&self.element, "focusout", move |_| {
            self.judging.finish();
            self.typing.set(false);
            if self.typed_problem.borrow().is_empty() {
                self.tidy();
            }
        });
        // Whoever goes back in the history has done with typing.
        address::on_travel(move || {
            self.judging.cancel();
            self.settle();
            self.tidy();
            self.say();
        });
    }

    fn on_input(&'static self, event: &Event, face: &Rc<Face>) {
        let input = events::target::<HtmlInputElement>(event);
        let Some(input) = input else { return };
        let place = self.inputs.iter().position(|other| *other == input).unwrap_or_default();
        match &self.setting.kind {
            Kind::Choice(_) => face.change(&self.setting.key, place as u64),
            Kind::Number(entry) if place > 0 => {
                self.settle();
                let place = input.value().parse().unwrap_or_default();
                face.change(&self.setting.key, entry.at(place));
                self.tidy();
            }
            Kind::Number(entry) => {
                if !self.typing.replace(true) {
                    self.held.set(self.value.get());
                }
                match entry.read(&input.value()) {
                    Ok(value) => {
                        self.judging.cancel();
                        self.typed_problem.take();
                        // A part that is typed again as it was leaves the total alone.
                        if value != self.value.get() {
                            face.change(&self.setting.key, value);
                        }
                    }
                    // On the way to `1.5k` lies `1.5`: nobody is corrected in the middle of a word. But what can't be used
                    // in the end leaves what was there before, and not what its beginning would have meant.
                    Err(error) => {
                        let face = face.clone();
                        self.judging.run(JUDGE_AFTER, move || {
                            let held = self.held.get();
                            // It is shown already, but for what is being typed: the figure's answer must not tidy that away.
                            if self.value.replace(held) != held {
                                self.move_slider(held);
                                face.change(&self.setting.key, held);
                            }
                            let held = self.setting.kind.shown(held);
                            self.typed_problem
                                .replace([&error, " Still counting with ", &held, "."].concat());
                            self.say();
                        });
                    }
                }
            }
        }
        self.say();
    }

    /// Nobody is typing, and nothing that was typed is wrong.
    fn settle(&self) {
        self.judging.cancel();
        self.typing.set(false);
        self.typed_problem.take();
    }

    /// Writes the value into the field, as it is written best.
    fn tidy(&self) {
        if let (Kind::Number(entry), Some(field)) = (&self.setting.kind, self.inputs.first()) {
            field.set_value(&entry.short(self.value.get()));
        }
    }

    /// Shows a value: everywhere but in a field that is being typed in.
    fn show(&self, value: u64) {
        if self.value.replace(value) == value {
            return;
        }
        // What has been set is not left folded away.
        if value != self.setting.default
            && let Ok(Some(group)) = self.element.closest("details.group")
        {
            let _ = group.set_attribute("open", "");
        }
        match &self.setting.kind {
            Kind::Choice(choices) => {
                if let Some(chosen) = self.inputs.get(value as usize) {
                    chosen.set_checked(true);
                }
                let help = elements::first(&self.element, ".help");
                // Help that does not change stands in the page as built.
                if let (Some(help), true) = (help, choices.iter().any(|choice| !choice.note.is_empty())) {
                    help.set_text_content(Some(&self.setting.help_at(value)));
                }
            }
            Kind::Number(_) => {
                if !self.typing.get() {
                    // A value from elsewhere takes the place of what could not be read.
                    if self.typed_problem.take() != "" {
                        self.say();
                    }
                    self.tidy();
                }
                self.move_slider(value);
            }
        }
    }

    fn move_slider(&self, value: u64) {
        if let (Kind::Number(entry), Some(slider)) = (&self.setting.kind, self.inputs.get(1)) {
            slider.set_value_as_number(entry.place(value).into());
            let _ = slider.set_attribute("aria-valuetext", &entry.words(value));
        }
    }

    /// Says what is wrong, or takes back what was said.
    fn say(&self) {
        let typed = self.typed_problem.borrow();
        let problem = self.problem.borrow();
        let message = if typed.is_empty() { &problem } else { &typed };
        let Some(line) = elements::first(&self.element, ".problem") else { return };
        if line.text_content().as_deref() != Some(message.as_str()) {
            line.set_text_content(Some(message));
            line.set_hidden(message.is_empty());
        }
        if let (Kind::Number(_), Some(field)) = (&self.setting.kind, self.inputs.first()) {
            let _ = field.set_attribute("aria-invalid", if typed.is_empty() { "false" } else { "true" });
        }
    }
}
