//! What the editor's buttons do: rows are moved, removed and added, all classes assigned.

use super::{Planner, quoted};
use crate::browser::elements;
use crate::domain::format;
use crate::domain::routing::{Assignment, Class};
use crate::figures::orchestrate::{self, rows};
use crate::plan::{Plan, rule};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlSelectElement, HtmlTextAreaElement};

impl Planner {
    /// Moves a row up or down, or removes it.
    pub(super) fn move_row(&self, deed: &str, row: &HtmlElement, place: usize) {
        let count = self.plan.borrow().classes.len();
        let (other, before) = match deed {
            "up" if place > 0 => (row.previous_element_sibling(), true),
            "down" if place + 1 < count => (row.next_element_sibling(), false),
            "remove" if count > 1 => return self.remove(row, place),
            _ => return,
        };
        let Some(other) = other else { return };
        let to = if before { place - 1 } else { place + 1 };
        self.plan.borrow_mut().classes.swap(place, to);
        self.arrange(|| {
            let _ = if before { other.before_with_node_1(row) } else { other.after_with_node_1(row) };
        });
        // A row that is moved loses the focus.
        if let Some(button) = elements::first(row, &["[data-row=", deed, "]"].concat()) {
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
        self.arrange(|| row.remove());
        if let Some(field) =
            next.and_then(|next| elements::within(&next, "[data-row=remove], textarea").pop())
        {
            let _ = field.focus();
        }
        self.changed(&["Removed: ", &quoted(&name), "."].concat(), "");
    }

    pub(super) fn act(&self, deed: &str, words: &str) {
        match deed {
            "add" => self.add(),
            "undo" => self.undo(),
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
                && let Some(share) = elements::first(row, ".work-share")
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
        self.plan.borrow_mut().classes.push(class);
        self.arrange(|| {
            let _ = self.list.insert_adjacent_html("beforeend", &row);
        });
        self.changed("Added: a class.", "");
        if let Some(name) = elements::within(&self.list, "textarea").pop() {
            let _ = name.focus();
            name.unchecked_ref::<HtmlTextAreaElement>().select();
        }
    }

    /// Says why something was not done.
    pub(super) fn refuse(&self, why: &str) {
        if let Some(line) = elements::first(&self.element, "#plan-paste-problem") {
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
