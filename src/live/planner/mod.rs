//! The editor of a plan: classes of work are changed, added, moved, removed, assigned; in `files`, loaded and saved.
//!
//! The plan travels like any setting: editor → store → figure → what each class costs, back in its row. The rows are the
//! reader's: they are written again only where another plan has come from elsewhere.

mod deeds;
pub(super) mod files;
mod typing;

use super::figure::Face;
use super::program::Skill;
use crate::browser::timer::Debounce;
use crate::browser::{elements, events};
use crate::domain::format;
use crate::domain::routing::Class;
use crate::figures::orchestrate::{self, rows};
use crate::figures::{KEPT, Problem, Shown};
use crate::plan::{Plan, Reader};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

/// How many changes can be taken back.
const MEMORY: usize = 100;
/// So many rows stand one below the other; more of them scroll.
const MANY: usize = 24;

/// The editor. It lives as long as the page.
struct Planner {
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
    /// Whether rows come, go or move just now: a field that goes loses the focus, and what stood in it counts for nothing.
    arranging: Cell<bool>,
}

/// Takes hold of the figure's editor, if it has one.
pub(super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    Some(Rc::new(Planner::start(face)?))
}

impl Skill for &'static Planner {
    /// Takes over the state's plan, and writes what each class costs.
    fn update(&self, _problems: &[Problem]) {
        self.follow(&self.face.current.borrow().plan, &self.face.shown.borrow());
    }
}

impl Planner {
    fn start(face: &Rc<Face>) -> Option<&'static Self> {
        let element = face.find(".planner")?;
        let list = face.find(".work-list")?;
        let reader = Reader::of(face.store.data).ok()?;
        let (plan, _) = orchestrate::plan(face.store.data, &reader, &"".into())?;
        let planner: &'static Self = Box::leak(Box::new(Self {
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
            arranging: Cell::new(false),
        }));
        planner.listen();
        planner.listen_to_enter();
        planner.recount();
        Some(planner)
    }

    fn listen(&'static self) {
        let on = |name: &'static str, act: fn(&'static Self, &Element)| {
            // Unfolding is told to the part itself alone, and to whoever listens on the way down.
            events::on_way_down(&self.element, name, move |event| {
                let target = events::target::<Element>(event);
                if let Some(target) = target.filter(|_| !self.arranging.get()) {
                    act(self, &target);
                }
            });
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
    fn listen_to_enter(&self) {
        events::answer(&self.list, "keydown", |event| {
            let target = events::target::<HtmlTextAreaElement>(event);
            let Some((name, key)) = target.zip(event.dyn_ref::<KeyboardEvent>()) else { return };
            if key.key() == "Enter" && !key.shift_key() && !key.is_composing() {
                event.prevent_default();
                if let Some(next) = name.next_element_sibling() {
                    let _ = next.unchecked_into::<HtmlElement>().focus();
                }
            }
        });
    }

    /// The row in which an element lies, and its place. Nothing if that row has gone.
    fn row(&self, element: &Element) -> Option<(HtmlElement, usize)> {
        let row = element.closest(".work").ok()??;
        row.parent_element().filter(|list| **list == **self.list)?;
        let mut place = 0;
        let mut before = row.previous_element_sibling();
        while let Some(other) = before {
            place += 1;
            before = other.previous_element_sibling();
        }
        Some((row.dyn_into().ok()?, place))
    }

    /// Takes over this plan, and writes what each class costs.
    fn follow(&self, text: &Arc<str>, shown: &Shown) {
        if **text != **self.text.borrow() {
            let read = orchestrate::plan(self.face.store.data, &self.reader, text);
            let Some((plan, problem)) = read else { return };
            let before = self.text.replace(text.clone());
            if self.face.started.get() {
                self.record(before, String::new());
            }
            self.plan.replace(plan);
            self.write_rows();
            let problem = problem.map(|problem| match &**text {
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
            if let Some(summary) = elements::first(&row, ".work-more > summary") {
                summary.set_text_content(Some(&rows::summary(&class)));
            }
            if let Some(head) = elements::first(&row, ".work-head") {
                let _ = head.set_attribute("aria-label", &class.name);
            }
            for (deed, words) in rows::DEEDS {
                if let Some(button) = elements::first(&row, &["[data-row=", deed, "]"].concat()) {
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
        if let Some(line) = elements::first(&self.element, ".work-list + .problem") {
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
        self.arrange(|| self.list.set_inner_html(&rows));
    }

    /// Lets rows come, go or move.
    fn arrange(&self, act: impl FnOnce()) {
        self.judging.cancel();
        self.arranging.set(true);
        act();
        self.arranging.set(false);
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
}

/// A name among words.
fn quoted(name: &str) -> String {
    ["“", &format::clipped(name, 40), "”"].concat()
}
