//! The editor of a plan: classes of work are changed, added, moved, removed, assigned, loaded and saved.
//!
//! The plan travels like any setting: editor → store → figure → what each class costs, back in its row. The rows are the
//! reader's: they are written again only where another plan has come from elsewhere.

use super::figure::Face;
use crate::browser::timer::Debounce;
use crate::browser::{download, elements, file, json};
use crate::domain::format;
use crate::domain::routing::{Assignment, Class};
use crate::domain::workload::WHOLE;
use crate::figures::orchestrate::{self, rows};
use crate::figures::{KEPT, Shown, Values};
use crate::plan::{FIELDS, Plan, Reader, SHARE, clean_name, csv, json as plan_json, rule};
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

/// How long a reader must have stopped typing before what is wrong is said, in milliseconds.
const JUDGE_AFTER: u32 = 700;
/// How many changes can be taken back.
const MEMORY: usize = 100;
/// So many rows stand one below the other; more of them scroll.
const MANY: usize = 24;

/// The editor.
pub(super) struct Planner {
    face: Rc<Face>,
    element: HtmlElement,
    list: HtmlElement,
    reader: Reader,
    plan: RefCell<Plan>,
    /// The plan as it stands in the state.
    text: RefCell<Arc<str>>,
    /// How many rows there have been: each has ids of its own.
    numbered: Cell<usize>,
    /// What each row says that its class costs.
    costs: RefCell<Vec<(HtmlElement, String)>>,
    /// The plans before, the last one at the end, each with what was changed then: one field that is typed in is one change.
    history: RefCell<Vec<(Arc<str>, String)>>,
    /// The class in whose row the reader is, as it was when they came there.
    held: RefCell<Option<Class>>,
    /// The row that was changed last, with its class: its summary follows when the figure has drawn.
    touched: RefCell<Option<(HtmlElement, Class)>>,
    judging: Debounce,
}

impl Planner {
    /// Takes hold of the figure's editor, if it has one.
    pub fn start(face: &Rc<Face>) -> Option<Rc<Self>> {
        let element = face.find(".planner").filter(|_| face.figure.plans)?;
        let list = face.find(".work-list")?;
        let reader = Reader::of(face.store.data).ok()?;
        let (plan, _) = orchestrate::plan(face.store.data, &reader, &"".into())?;
        let planner = Rc::new(Self {
            numbered: Cell::new(plan.classes.len()),
            face: face.clone(),
            element,
            list,
            reader,
            plan: RefCell::new(plan),
            text: RefCell::new("".into()),
            costs: RefCell::default(),
            history: RefCell::default(),
            held: RefCell::default(),
            touched: RefCell::default(),
            judging: Debounce::default(),
        });
        planner.listen();
        planner.listen_to_enter();
        planner.recount();
        Some(planner)
    }

    fn listen(self: &Rc<Self>) {
        let on = |name: &'static str, act: fn(&Rc<Self>, &Element)| {
            let planner = self.clone();
            // Unfolding is told to the part itself alone, and to whoever listens on the way down.
            let options = EventListenerOptions::run_in_capture_phase();
            EventListener::new_with_options(&self.element, name, options, move |event| {
                if let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
                    act(&planner, &target);
                }
            })
            .forget();
        };
        on("input", |planner, target| {
            if let Some((row, place)) = planner.row(target) {
                planner.typed(target, &row, place, false);
            }
        });
        on("focusin", |planner, target| {
            let class =
                planner.row(target).and_then(|(_, place)| planner.plan.borrow().classes.get(place).cloned());
            planner.held.replace(class);
        });
        on("focusout", |planner, target| {
            if let Some((row, place)) = planner.row(target) {
                planner.typed(target, &row, place, true);
            }
        });
        on("toggle", |planner, target| {
            if let Some((row, place)) = planner.row(target) {
                planner.unfold(&row, place);
            }
        });
        on("change", |planner, target| {
            if let Some(field) = target.dyn_ref::<HtmlInputElement>().filter(|field| field.type_() == "file")
            {
                let planner = planner.clone();
                file::read(field, move |text| match text {
                    // What is not UTF-8 has lost letters by now.
                    Some(text) if text.contains('\u{fffd}') => {
                        let line = text.lines().take_while(|line| !line.contains('\u{fffd}')).count() + 1;
                        planner.refuse(&format!("Line {line}: this is not UTF-8. Save the file as “CSV UTF-8”. Your plan is as it was."));
                    }
                    Some(text) => planner.take(&text),
                    None => planner.refuse("This file can’t be read, or it is larger than a megabyte."),
                });
            }
        });
        on("click", |planner, target| {
            let Ok(Some(button)) = target.closest("[data-row], [data-plan]") else { return };
            if let (Some(deed), Some((row, place))) = (button.get_attribute("data-row"), planner.row(&button))
            {
                planner.move_row(&deed, &row, place);
            } else if let Some(deed) = button.get_attribute("data-plan") {
                planner.act(&deed, &button.text_content().unwrap_or_default());
            }
        });
    }

    /// Enter confirms a name, which may have several lines all the same: with Shift, or pasted.
    fn listen_to_enter(self: &Rc<Self>) {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&self.list, "keydown", options, |event| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
            let Some((name, key)) = target.zip(event.dyn_ref::<KeyboardEvent>()) else { return };
            if key.key() == "Enter" && !key.shift_key() && !key.is_composing() {
                event.prevent_default();
                if let Some(next) = name.next_element_sibling() {
                    let _ = next.unchecked_into::<HtmlElement>().focus();
                }
            }
        })
        .forget();
    }

    /// The row in which an element lies, and its place.
    fn row(&self, element: &Element) -> Option<(HtmlElement, usize)> {
        let row = element.closest(".work").ok()??;
        let mut place = 0;
        let mut before = row.previous_element_sibling();
        while let Some(other) = before {
            place += 1;
            before = other.previous_element_sibling();
        }
        Some((row.dyn_into().ok()?, place))
    }

    /// Takes over the state's plan, and writes what each class costs.
    pub fn update(&self, values: &Values, shown: &Shown) {
        if *values.plan != **self.text.borrow() {
            let read = orchestrate::plan(self.face.store.data, &self.reader, &values.plan);
            let Some((plan, problem)) = read else { return };
            let before = self.text.replace(values.plan.clone());
            if self.face.started.get() {
                self.record(before, String::new());
            }
            self.plan.replace(plan);
            self.write_rows();
            let problem = problem.map(|problem| match &*values.plan {
                KEPT => {
                    "it was too long for a link, and is kept in the browser in which it was made.".to_owned()
                }
                _ => problem,
            });
            let problem = problem.map_or(String::new(), |problem| {
                [
                    "The plan in the address can’t be used: ",
                    &problem,
                    " Showing the plan that the page begins with.",
                ]
                .concat()
            });
            self.tell(&problem);
        }
        if let Some((row, class)) = self.touched.take() {
            if let Some(summary) = elements::within(&row, ".work-more > summary").pop() {
                summary.set_text_content(Some(&rows::summary(&class)));
            }
            if let Some(head) = elements::within(&row, ".work-head").pop() {
                let _ = head.set_attribute("aria-label", &class.name);
            }
            for (deed, words) in rows::DEEDS {
                if let Some(button) = elements::within(&row, &["[data-row=", deed, "]"].concat()).pop() {
                    let _ = button.set_attribute("aria-label", &[words, &class.name].concat());
                }
            }
        }
        for (place, (output, said)) in self.costs.borrow_mut().iter_mut().enumerate() {
            let cost = shown.table.rows.get(place).and_then(|row| row.cells.get(orchestrate::COST));
            if let Some(cost) = cost.filter(|cost| *cost != said) {
                output.set_text_content(Some(cost));
                said.clone_from(cost);
            }
        }
    }

    /// Says what is wrong with the plan of the address.
    fn tell(&self, problem: &str) {
        if let Some(line) = elements::within(&self.element, ".work-list + .problem").pop() {
            line.set_text_content(Some(problem));
            line.set_hidden(problem.is_empty());
        }
    }

    fn write_rows(&self) {
        let names = self.face.store.data.shorts();
        let rows = self
            .plan
            .borrow()
            .classes
            .iter()
            .map(|class| rows::row(class, names, self.next(), ""))
            .collect::<String>();
        self.list.set_inner_html(&rows);
        self.recount();
    }

    fn next(&self) -> usize {
        let number = self.numbered.get();
        self.numbered.set(number + 1);
        number
    }

    /// Finds what each row says, after rows have come, gone or moved.
    fn recount(&self) {
        let outputs = elements::within(&self.list, ".work-cost");
        let said = |output: HtmlElement| {
            let text = output.text_content().unwrap_or_default();
            (output, text)
        };
        self.costs.replace(outputs.into_iter().map(said).collect());
        // Many of them scroll in a place of their own.
        let _ = self.list.class_list().toggle_with_force("many", self.plan.borrow().classes.len() > MANY);
        // A plan has at least one class.
        for button in elements::within(&self.list, "[data-row=remove]") {
            button.set_hidden(self.plan.borrow().classes.len() == 1);
        }
    }

    /// Tells the store what the plan is now, and the reader what was done, who can take it back. `part` is what was changed.
    fn changed(&self, words: &str, part: &str) {
        let text = orchestrate::written(self.face.store.data, &self.reader, &self.plan.borrow());
        let before = self.text.replace(text.clone());
        self.record(before, part.to_owned());
        self.tell("");
        self.face.change_plan(text);
        self.status(words);
    }

    /// Keeps what the plan was.
    fn record(&self, before: Arc<str>, part: String) {
        let mut history = self.history.borrow_mut();
        if part.is_empty() || history.last().is_none_or(|(_, last)| *last != part) {
            history.push((before, part));
            if history.len() > MEMORY {
                history.remove(0);
            }
        }
    }

    /// Says what was done, and offers to take it back if that can be done.
    fn status(&self, words: &str) {
        if let Some(line) = self.face.find(".planner-undo [role=status]")
            && line.text_content().as_deref() != Some(words)
        {
            line.set_text_content(Some(words));
        }
        if let Some(button) = self.face.find(".planner-undo button") {
            button.set_hidden(self.history.borrow().is_empty());
        }
    }

    /// The plan before the last change.
    fn undo(&self) {
        let Some((text, _)) = self.history.borrow_mut().pop() else { return };
        let Some((plan, _)) = orchestrate::plan(self.face.store.data, &self.reader, &text) else { return };
        self.plan.replace(plan);
        self.text.replace(text.clone());
        self.write_rows();
        self.tell("");
        self.face.change_plan(text);
        self.status("Undone.");
        // A button that goes loses the focus.
        if self.history.borrow().is_empty()
            && let Some(line) = self.face.find(".planner-undo [role=status]")
        {
            let _ = line.focus();
        }
    }

    /// What stands in a field of a row counts, if it can be read.
    fn typed(self: &Rc<Self>, target: &Element, row: &HtmlElement, place: usize, done: bool) {
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
                let (planner, target, row) = (self.clone(), target.clone(), row.clone());
                self.judging.run(JUDGE_AFTER, move || planner.judge(&target, &row, &key, &error));
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
        let part =
            [&elements::within(row, ".problem").pop().map_or(String::new(), |line| line.id()), key].concat();
        self.changed(&["Changed: ", &quoted(&class.name), "."].concat(), &part);
    }

    /// Says what can't be read. What counts is what was there before, and not what its beginning would have meant.
    fn judge(&self, target: &Element, row: &HtmlElement, key: &str, error: &str) {
        let Some((_, place)) = self.row(row) else { return };
        let mut class = self.plan.borrow().classes[place].clone();
        if let Some(held) = &*self.held.borrow() {
            match FIELDS.iter().find(|field| self.reader.key(field) == key) {
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
        let field = FIELDS.iter().find(|field| self.reader.key(field) == key);
        match (field, class.to) {
            (Some(field), _) => field.entry.short((field.of)(class)),
            (None, Assignment::Split(share)) if key == "share" => SHARE.short(share),
            _ => quoted(&class.name),
        }
    }

    /// Writes a number as it is written best.
    fn tidy(&self, target: &Element, key: &str, class: &Class) {
        let Some(input) = target.dyn_ref::<HtmlInputElement>() else { return };
        if let Some(field) = FIELDS.iter().find(|field| self.reader.key(field) == key) {
            input.set_value(&field.entry.short((field.of)(class)));
        } else if let Assignment::Split(share) = class.to {
            input.set_value(&SHARE.short(share));
        }
    }

    /// The assignment that is chosen in a row, whose field for a share is there only for a split.
    fn way(&self, row: &HtmlElement, chosen: &str) -> Assignment {
        let share = elements::within(row, ".work-share").pop();
        if let Some(share) = &share {
            share.set_hidden(chosen != rows::WAYS[2]);
        }
        let typed = share.and_then(|share| value(elements::within(&share, "input").first()?));
        match rows::WAYS.iter().position(|way| *way == chosen) {
            Some(2) => {
                let share = typed.and_then(|typed| SHARE.read(&typed).ok()).unwrap_or(WHOLE / 2);
                self.write_share(row, share);
                Assignment::Split(share)
            }
            Some(way @ (3 | 4)) => Assignment::Cascade(way - 3),
            way => Assignment::One(way.unwrap_or_default()),
        }
    }

    /// Shows the share that counts.
    fn write_share(&self, row: &HtmlElement, share: u64) {
        if let Some(field) = elements::within(row, ".work-share input").pop() {
            field.unchecked_ref::<HtmlInputElement>().set_value(&SHARE.short(share));
            problem(row, &field, "");
        }
    }

    /// The numbers of a class come when they are asked for.
    fn unfold(&self, row: &HtmlElement, place: usize) {
        let Some(fields) = elements::within(row, ".work-fields:empty").pop() else { return };
        let problem = elements::within(row, ".problem").pop().map(|line| line.id()).unwrap_or_default();
        let names = self.face.store.data.shorts();
        let Some(class) = self.plan.borrow().classes.get(place).cloned() else { return };
        fields.set_inner_html(&rows::fields(&self.reader, &class, names, &problem));
    }

    /// Moves a row up or down, or removes it.
    fn move_row(&self, deed: &str, row: &HtmlElement, place: usize) {
        let count = self.plan.borrow().classes.len();
        let (other, before) = match deed {
            "up" if place > 0 => (row.previous_element_sibling(), true),
            "down" if place + 1 < count => (row.next_element_sibling(), false),
            "remove" if count > 1 => return self.remove(row, place),
            _ => return,
        };
        let Some(other) = other else { return };
        let put = if before { other.before_with_node_1(row) } else { other.after_with_node_1(row) };
        if put.is_err() {
            return;
        }
        let to = if before { place - 1 } else { place + 1 };
        self.plan.borrow_mut().classes.swap(place, to);
        self.recount();
        // A row that is moved loses the focus.
        if let Some(button) = elements::within(row, &["[data-row=", deed, "]"].concat()).pop() {
            let _ = button.focus();
        }
        let name = quoted(&self.plan.borrow().classes[to].name);
        self.changed(
            &["Moved: ", &name, " is ", &(to + 1).to_string(), " of ", &count.to_string(), "."].concat(),
            "",
        );
    }

    fn remove(&self, row: &HtmlElement, place: usize) {
        let name = self.plan.borrow_mut().classes.remove(place).name;
        let next = row.next_element_sibling().or(row.previous_element_sibling());
        row.remove();
        self.recount();
        if let Some(field) =
            next.and_then(|next| elements::within(&next, "[data-row=remove], textarea").pop())
        {
            let _ = field.focus();
        }
        self.changed(&["Removed: ", &quoted(&name), "."].concat(), "");
    }

    fn act(&self, deed: &str, words: &str) {
        match deed {
            "add" => self.add(),
            "undo" => self.undo(),
            "csv" => download::text(
                "showdown-plan.csv",
                "text/csv",
                &csv::write(&self.reader, &self.plan.borrow()),
            ),
            "json" => {
                let text = plan_json::write(&self.reader, &self.plan.borrow());
                download::text("showdown-plan.json", "application/json", &text);
            }
            "paste" => {
                let pasted = elements::within(&self.element, "#plan-paste").pop();
                let text = pasted.and_then(|field| value(&field)).unwrap_or_default();
                self.take(&text);
            }
            by => {
                let Some(plan) = orchestrate::reassigned(self.face.store.data, &self.face.values(), by)
                else {
                    return;
                };
                self.plan.replace(plan);
                self.write_ways();
                self.changed(&["All classes: ", &format::uncapital(words), "."].concat(), "");
            }
        }
    }

    /// Shows in each row who does its class now.
    fn write_ways(&self) {
        let rows = elements::within(&self.list, "select[data-work=to]");
        for (class, select) in self.plan.borrow().classes.iter().zip(rows) {
            let way = rows::WAYS[rows::way(class.to)];
            select.unchecked_ref::<HtmlSelectElement>().set_value(way);
            if let Some(row) = select.closest(".work").ok().flatten()
                && let Some(row) = row.dyn_ref::<HtmlElement>()
                && let Some(share) = elements::within(row, ".work-share").pop()
            {
                share.set_hidden(way != rows::WAYS[2]);
                if let Assignment::Split(share) = class.to {
                    self.write_share(row, share);
                }
            }
        }
    }

    fn add(&self) {
        if self.plan.borrow().classes.len() == Plan::MOST {
            return self.refuse(&format!("A plan has at most {} classes.", Plan::MOST));
        }
        let class = Class { to: rule(self.reader.blank.part), ..self.reader.blank.clone() };
        let row = rows::row(&class, self.face.store.data.shorts(), self.next(), "");
        let _ = self.list.insert_adjacent_html("beforeend", &row);
        self.plan.borrow_mut().classes.push(class);
        self.recount();
        self.changed("Added: a class.", "");
        if let Some(name) = elements::within(&self.list, "textarea").pop() {
            let _ = name.focus();
            name.unchecked_ref::<HtmlTextAreaElement>().select();
        }
    }

    /// Reads a plan that was pasted or loaded. What can't be read changes nothing.
    fn take(&self, text: &str) {
        let read = match text.trim_start().starts_with(['{', '[']) {
            true => json::parse(text).and_then(|tree| plan_json::read(&self.reader, &tree)),
            false => csv::read(&self.reader, text),
        };
        match read {
            Ok(plan) => {
                let count = plan.classes.len() as u64;
                self.plan.replace(plan);
                self.write_rows();
                self.refuse("");
                self.changed(&[&format::count(count, "class", "classes"), " loaded."].concat(), "");
            }
            Err(error) => self.refuse(&[&error, " Your plan is as it was."].concat()),
        }
    }

    /// Says why something was not done.
    fn refuse(&self, why: &str) {
        if let Some(line) = elements::within(&self.element, "#plan-paste-problem").pop() {
            line.set_text_content(Some(why));
            line.set_hidden(why.is_empty());
            if !why.is_empty()
                && let Ok(Some(folded)) = line.closest("details")
            {
                let _ = folded.set_attribute("open", "");
            }
        }
    }
}

/// What stands in a field, whatever kind it is of.
fn value(field: &Element) -> Option<String> {
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
    let Some(line) = elements::within(row, ".problem").pop() else { return };
    let all = elements::within(row, "[data-problem]");
    let all: Vec<String> = all.iter().filter_map(|field| field.get_attribute("data-problem")).collect();
    let all = all.join(" ");
    line.set_text_content(Some(all.trim()));
    line.set_hidden(all.trim().is_empty());
}

/// What a field is called.
fn named(field: &Element) -> String {
    let label = field.closest("label").ok().flatten().and_then(|label| label.first_element_child());
    let words = label.and_then(|label| label.text_content());
    words.or_else(|| field.get_attribute("aria-label")).unwrap_or_default()
}

/// A name among words.
fn quoted(name: &str) -> String {
    ["“", &format::clipped(name, 40), "”"].concat()
}
