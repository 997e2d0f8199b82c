//! The editor of a plan: classes of work are changed, added, moved, removed and assigned; in `files`, loaded and saved.
//!
//! The plan travels like any setting: editor → store → figure → what each class costs, back in its row. The rows are the
//! reader's: they are made anew only where another plan has come from elsewhere.

mod files;
mod row;

use super::controls::Starts;
use super::text::said;
use crate::browser::timer;
use crate::domain::format;
use crate::domain::routing::{Class, Goal};
use crate::figures::KEPT;
use crate::figures::orchestrate::{self, By};
use crate::plan::{Plan, Reader, rule};
use crate::state::{FigureState, IN_BROWSER, Line, Place};
use files::Files;
use leptos::html;
use leptos::prelude::*;
use row::{Part, Row, RowView};
use std::sync::Arc;

/// How many changes can be taken back.
const MEMORY: usize = 100;
/// So many rows stand one below the other; more of them scroll.
const MANY: usize = 24;

/// What all classes can be assigned by, and what its button says.
const BY: [(By, &str); 4] = [
    (By::Rule, "By the original’s rule"),
    (By::Goal(Goal::Cheapest), "Minimize cost"),
    (By::Goal(Goal::Fastest), "Minimize time"),
    (By::Goal(Goal::Fewest), "Minimize failures"),
];

/// One step back: the plan before a change, and the field that was changed, if it was one: a field that is typed in is one
/// change.
type Step = (Arc<str>, Option<(usize, Part)>);

/// Which element of a row is to have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Name,
    Assignment,
    Up,
    Down,
    Remove,
}

/// The editor. Copies are the same one.
#[derive(Clone, Copy)]
struct Editor {
    state: FigureState,
    reader: &'static Reader,
    rows: RwSignal<Vec<Row>>,
    /// The plan as it is in the state.
    text: StoredValue<Arc<str>>,
    /// How many rows there have been: each has a number of its own.
    numbered: StoredValue<usize>,
    history: RwSignal<Vec<Step>>,
    /// What was done.
    said: RwSignal<String>,
    /// What is wrong with the plan of the URL.
    problem: RwSignal<String>,
    /// Why a plan was not taken, or a class not added.
    refused: RwSignal<String>,
    /// The row whose element is to have the focus, once rows have come, gone or moved.
    focus: RwSignal<Option<(usize, Focus)>>,
    /// What each class costs.
    costs: Memo<Vec<String>>,
    status: NodeRef<html::Span>,
    /// Whose the rows are: made in an effect, they would go when it runs again.
    owner: StoredValue<Owner>,
}

/// The editor of the figure's plan.
#[component]
pub fn Planner(state: FigureState) -> impl IntoView {
    Editor::new(state).map(Editor::view)
}

impl Editor {
    fn new(state: FigureState) -> Option<Self> {
        let data = state.store.data;
        let reader: &'static Reader = Box::leak(Box::new(Reader::of(data).ok()?));
        let text = state.values.read_untracked().plan.clone();
        let (plan, problem) = orchestrate::plan(data, reader, &text)?;
        let cost = |row: &crate::charts::Row| row.cells.get(orchestrate::COST).cloned().unwrap_or_default();
        let editor = Self {
            state,
            reader,
            rows: RwSignal::new(vec![]),
            text: StoredValue::new(text.clone()),
            numbered: StoredValue::new(0),
            history: RwSignal::new(vec![]),
            said: RwSignal::new(String::new()),
            problem: RwSignal::new(problem.map_or_else(String::new, |problem| unusable(&text, problem))),
            refused: RwSignal::new(String::new()),
            focus: RwSignal::new(None),
            costs: Memo::new(move |_| state.shown.read().table.rows.iter().map(cost).collect()),
            status: NodeRef::new(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        editor.load(plan);
        editor.follow();
        Some(editor)
    }

    fn view(self) -> impl IntoView {
        let Self { state, rows, history, problem, .. } = self;
        let starts = orchestrate::starts(state.store.data).unwrap_or_default();
        let by = BY.map(|(by, words)| {
            view! { <button type="button" on:click=move |_| self.assign(by, words)>{words}</button> }
        });
        let class = move || if rows.read().len() > MANY { "work-list many" } else { "work-list" };
        let files = (state.store.place == Place::Page).then(|| view! { <Files editor=self/> });
        view! {
            <fieldset class="planner" disabled=!IN_BROWSER>
                <legend class="planner-title">"Classes of work"</legend>
                <p class="help">
                    "Each class goes to one model, is split between both, or starts on one and retries failures on the other."
                </p>
                <Starts state=state line=Line::Planner starts=starts/>
                <ol class=class>
                    <For each=move || rows.get() key=|row| row.id children=move |row| view! { <RowView editor=self row=row/> }/>
                </ol>
                <p class="problem" role="alert" hidden=move || problem.read().is_empty()>{move || said(problem.get())}</p>
                <p class="planner-actions"><button type="button" on:click=move |_| self.add()>"Add a class"</button></p>
                <div class="planner-actions" role="group" aria-label="Assign all classes">
                    <span aria-hidden="true">"Assign all:"</span>
                    {by.into_iter().collect_view()}
                </div>
                <p class="undo planner-undo">
                    <span role="status" tabindex="-1" node_ref=self.status>{move || said(self.said.get())}</span>
                    " "
                    <button type="button" hidden=move || history.read().is_empty() on:click=move |_| self.undo()>"Undo"</button>
                </p>
                {files}
            </fieldset>
        }
    }

    /// Takes over a plan that has come from elsewhere.
    fn follow(self) {
        let plan = Memo::new(move |_| self.state.values.read().plan.clone());
        Effect::new(move |_| {
            let text = plan.get();
            if *text == *self.text.get_value() {
                return;
            }
            let Some((plan, problem)) = orchestrate::plan(self.state.store.data, self.reader, &text) else {
                return;
            };
            self.record(self.text.get_value(), None);
            self.text.set_value(text.clone());
            self.load(plan);
            self.problem.set(problem.map_or_else(String::new, |problem| unusable(&text, problem)));
        });
    }

    /// Shows a plan in rows of its own.
    fn load(self, plan: Plan) {
        let rows = plan.classes.into_iter().map(|class| self.row(class)).collect();
        self.rows.set(rows);
    }

    /// A row of its own number.
    fn row(self, class: Class) -> Row {
        let id = self.next();
        self.owner.get_value().with(|| Row::new(id, class))
    }

    fn next(self) -> usize {
        let number = self.numbered.get_value();
        self.numbered.set_value(number + 1);
        number
    }

    fn plan(self) -> Plan {
        let rows = self.rows.read_untracked();
        Plan { classes: rows.iter().map(|row| row.class.get_untracked()).collect() }
    }

    /// Where a row is; nothing if it has gone.
    fn place(self, id: usize) -> Option<usize> {
        self.rows.read_untracked().iter().position(|row| row.id == id)
    }

    /// Tells the store what the plan is now, and the reader what was done, who can take it back.
    fn changed(self, words: String, part: Option<(usize, Part)>) {
        let text = orchestrate::written(self.state.store.data, self.reader, &self.plan());
        self.record(self.text.get_value(), part);
        self.text.set_value(text.clone());
        self.problem.set(String::new());
        self.state.change_plan(text);
        self.said.set(words);
    }

    /// Keeps what the plan was.
    fn record(self, before: Arc<str>, part: Option<(usize, Part)>) {
        self.history.update(|history| {
            if part.is_none() || history.last().is_none_or(|(_, last)| *last != part) {
                history.push((before, part));
                if history.len() > MEMORY {
                    history.remove(0);
                }
            }
        });
    }

    /// The plan before the last change.
    fn undo(self) {
        let Some((text, _)) = self.history.try_update(Vec::pop).flatten() else { return };
        let Some((plan, _)) = orchestrate::plan(self.state.store.data, self.reader, &text) else { return };
        self.text.set_value(text.clone());
        self.load(plan);
        self.problem.set(String::new());
        self.state.change_plan(text);
        self.said.set("Undone.".to_owned());
        // A button that goes loses the focus.
        if self.history.read_untracked().is_empty()
            && let Some(line) = self.status.get_untracked()
        {
            let _ = line.focus();
        }
    }

    /// Moves a row up or down.
    fn shift(self, id: usize, focus: Focus) {
        let (Some(place), count) = (self.place(id), self.rows.read_untracked().len()) else { return };
        let to = match focus {
            Focus::Up if place > 0 => place - 1,
            Focus::Down if place + 1 < count => place + 1,
            _ => return,
        };
        self.rows.update(|rows| rows.swap(place, to));
        self.focus_on(id, focus);
        let name = quoted(&self.rows.read_untracked()[to].class.read_untracked().name);
        self.changed(format!("Moved: {name} is {} of {count}.", to + 1), None);
    }

    fn remove(self, id: usize) {
        let Some(place) = self.place(id).filter(|_| self.rows.read_untracked().len() > 1) else { return };
        let Some(row) = self.rows.try_update(|rows| rows.remove(place)) else { return };
        let (next, count) = {
            let rows = self.rows.read_untracked();
            (rows[place.min(rows.len() - 1)].id, rows.len())
        };
        // A plan has at least one class, which can't be removed.
        self.focus_on(next, if count == 1 { Focus::Name } else { Focus::Remove });
        self.changed(["Removed: ", &quoted(&row.class.read_untracked().name), "."].concat(), None);
    }

    fn add(self) {
        if self.rows.read_untracked().len() == Plan::MOST {
            return self.refused.set(format!("The maximum is {} classes.", Plan::MOST));
        }
        let class = Class { to: rule(self.reader.blank.part), ..self.reader.blank.clone() };
        let row = self.row(class);
        let id = row.id;
        self.rows.update(|rows| rows.push(row));
        self.changed("Class added.".to_owned(), None);
        self.focus_on(id, Focus::Name);
    }

    /// Assigns all classes.
    fn assign(self, by: By, words: &str) {
        let Some(plan) = orchestrate::reassigned(self.state.store.data, &self.state.now(), by) else {
            return;
        };
        for (row, class) in self.rows.get_untracked().iter().zip(plan.classes) {
            if row.class.read_untracked().to != class.to {
                row.class.update(|old| old.to = class.to);
            }
        }
        self.changed(["All classes: ", &format::uncapital(words), "."].concat(), None);
    }

    /// Moves the focus once the rows are where they belong.
    fn focus_on(self, id: usize, focus: Focus) {
        timer::soon(move || self.focus.set(Some((id, focus))));
    }
}

/// Says that the plan of the URL can't be used, and why.
fn unusable(text: &str, problem: String) -> String {
    let why = match text {
        KEPT => "it was too long for a link and is saved only in the browser that made it.".to_owned(),
        _ => problem,
    };
    format!("The plan in the URL is invalid: {why} Showing the default plan.")
}

/// A name among words.
fn quoted(name: &str) -> String {
    ["“", &format::clipped(name, 40), "”"].concat()
}
