//! What is typed and chosen in the rows of the editor.

use super::{Planner, quoted};
use crate::browser::elements;
use crate::domain::format;
use crate::domain::routing::{Assignment, Class};
use crate::figures::orchestrate::rows;
use crate::plan::{SHARE, clean_name};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// How long a reader must have stopped typing before what is wrong is said, in milliseconds.
const JUDGE_AFTER: u32 = 700;

impl Planner {
    /// What stands in a field of a row counts, if it can be read.
    pub(super) fn typed(&'static self, target: &Element, row: &HtmlElement, place: usize, done: bool) {
        let Some(key) = target.get_attribute("data-work") else { return };
        let Some(text) = value(target) else { return };
        let mut class = self.plan.borrow().classes[place].clone();
        let read = match key.as_str() {
            "class" => clean_name(&text).map(|name| class.name = name),
            "share" => SHARE.read(&text).map(|share| class.to = Assignment::Split(share)),
            "to" => {
                class.to = self.way(row, &text);
                Ok(())
            }
            _ => self.reader.set(&mut class, &key, &text),
        };
        match read {
            Ok(()) => {
                self.judging.cancel();
                problem(row, target, "");
                self.put(row, place, &key, &class);
                if done {
                    self.tidy(target, &key, &class);
                }
            }
            // On the way to `1.5k` lies `1.5`: nobody is corrected in the middle of a word.
            Err(error) if done => {
                self.judging.cancel();
                self.judge(target, row, &key, &error);
            }
            Err(error) => {
                let (target, row) = (target.clone(), row.clone());
                self.judging.run(JUDGE_AFTER, move || self.judge(&target, &row, &key, &error));
            }
        }
    }

    /// Takes over a class of a row, if it has changed.
    fn put(&self, row: &HtmlElement, place: usize, key: &str, class: &Class) {
        if *class == self.plan.borrow().classes[place] {
            return;
        }
        self.plan.borrow_mut().classes[place] = class.clone();
        self.touched.replace(Some((row.clone(), class.clone())));
        let part = [&elements::first(row, ".problem").map_or(String::new(), |line| line.id()), key].concat();
        self.changed(&["Changed: ", &quoted(&class.name), "."].concat(), &part);
    }

    /// Says what can't be read. What counts is what was there before, and not what its beginning would have meant.
    fn judge(&self, target: &Element, row: &HtmlElement, key: &str, error: &str) {
        let Some((_, place)) = self.row(row) else { return };
        let mut class = self.plan.borrow().classes[place].clone();
        if let Some(held) = &*self.held.borrow() {
            match self.reader.field(key) {
                Some(field) => (field.set)(&mut class, (field.of)(held)),
                None if key == "class" => class.name.clone_from(&held.name),
                None => class.to = held.to,
            }
        }
        self.put(row, place, key, &class);
        let held = self.held(key, place);
        problem(row, target, &[&named(target), ": ", error, " Still counting with ", &held, "."].concat());
    }

    /// What counts as long as a field can't be read.
    fn held(&self, key: &str, place: usize) -> String {
        let plan = self.plan.borrow();
        let class = &plan.classes[place];
        let field = self.reader.field(key);
        match (field, class.to) {
            (Some(field), _) => field.entry.short((field.of)(class)),
            (None, Assignment::Split(share)) if key == "share" => SHARE.short(share),
            _ => quoted(&class.name),
        }
    }

    /// Writes a number as it is written best.
    fn tidy(&self, target: &Element, key: &str, class: &Class) {
        let Some(input) = target.dyn_ref::<HtmlInputElement>() else { return };
        if let Some(field) = self.reader.field(key) {
            input.set_value(&field.entry.short((field.of)(class)));
        } else if let Assignment::Split(share) = class.to {
            input.set_value(&SHARE.short(share));
        }
    }

    /// The assignment that is chosen in a row, whose field for a share is there only for a split.
    fn way(&self, row: &HtmlElement, chosen: &str) -> Assignment {
        let share = elements::first(row, ".work-share");
        if let Some(share) = &share {
            share.set_hidden(chosen != rows::WAYS[2]);
        }
        let typed = share.and_then(|share| elements::first(&share, "input")).and_then(|input| value(&input));
        match rows::WAYS.iter().position(|way| *way == chosen) {
            Some(2) => {
                let share = typed.and_then(|typed| SHARE.read(&typed).ok()).unwrap_or(rows::EVEN);
                self.write_share(row, share);
                Assignment::Split(share)
            }
            Some(way @ (3 | 4)) => Assignment::Cascade(way - 3),
            way => Assignment::One(way.unwrap_or_default()),
        }
    }

    /// Shows the share that counts.
    pub(super) fn write_share(&self, row: &HtmlElement, share: u64) {
        if let Some(field) = elements::first(row, ".work-share input") {
            field.unchecked_ref::<HtmlInputElement>().set_value(&SHARE.short(share));
            problem(row, &field, "");
        }
    }

    /// The numbers of a class come when they are asked for.
    pub(super) fn unfold(&self, row: &HtmlElement, place: usize) {
        let Some(fields) = elements::first(row, ".work-fields:empty") else { return };
        let problem = elements::first(row, ".problem").map(|line| line.id()).unwrap_or_default();
        let names = self.face.store.data.shorts();
        let Some(class) = self.plan.borrow().classes.get(place).cloned() else { return };
        fields.set_inner_html(&rows::fields(&self.reader, &class, names, &problem));
    }
}

/// What stands in a field, whatever kind it is of.
pub(super) fn value(field: &Element) -> Option<String> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        Some(input.value())
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        Some(select.value())
    } else {
        field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
    }
}

/// Says what is wrong in a field, beside what is wrong in others of its row; or that nothing is.
fn problem(row: &HtmlElement, field: &Element, message: &str) {
    // Nothing is written that has not changed: what is written before the figure draws costs a layout of the page.
    if field.get_attribute("data-problem").unwrap_or_default() == message {
        return;
    }
    let (told, invalid) = (field.set_attribute("data-problem", message), !message.is_empty());
    let _ = told.and_then(|()| field.set_attribute("aria-invalid", if invalid { "true" } else { "false" }));
    let Some(line) = elements::first(row, ".problem") else { return };
    let all = elements::within(row, "[data-problem]");
    let all = format::joined(all.iter().filter_map(|field| field.get_attribute("data-problem")), " ");
    line.set_text_content(Some(all.trim()));
    line.set_hidden(all.trim().is_empty());
}

/// What a field is called.
fn named(field: &Element) -> String {
    let label = field.closest("label").ok().flatten().and_then(|label| label.first_element_child());
    let words = label.and_then(|label| label.text_content());
    words.or_else(|| field.get_attribute("aria-label")).unwrap_or_default()
}
