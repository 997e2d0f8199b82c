//! The calculator: what a month's work costs on either model, in the price book that the reader chose.

mod report;
mod state;

pub use report::Report;
pub use state::{Problem, State};

use super::amount::AmountField;
use super::frame::{Content, Frame};
use super::island::Island;
use super::problem::ProblemLine;
use super::reactive::{effect, flag, text};
use crate::browser::{address, timer::Debounce};
use crate::charts::Picture;
use crate::data::Showdown;
use crate::domain::format;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// How long the address waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

/// The figure.
pub fn view(data: &'static Showdown) -> Island {
    Island::new(move || {
        // An error is never seen: the build checks that the defaults can be priced.
        Report::new(data, State::default()).ok().map(|start| view! { <Frame content=content(data, start)/> })
    })
}

fn content(data: &'static Showdown, start: Report) -> Content {
    let report = RwSignal::new(start);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let store = Store { data, report, problems };
    let (writing, mut written) = (Debounce::default(), false);
    let debounce = writing.clone();
    effect(move || {
        let state = report.read().state;
        if std::mem::replace(&mut written, true) {
            debounce.run(WRITE_AFTER, move || address::write(&state.settings(data)));
        }
    });
    Content {
        id: "calculator",
        kicker: "Calculator".to_owned(),
        title: text(move || report.read().title(data)),
        controls: Some(Island::new(move || controls(store))),
        verdict: Some(Island::new(move || verdict(store))),
        picture: Arc::new(move || Picture::Stack(report.read().stack(data))),
        models: data.shorts().map(String::from),
        sentence: text(move || report.read().sentence(data)),
        table_name: "Show the working",
        table: Arc::new(move || report.read().table(data)),
        start: Rc::new(move || {
            // What the reader has just set counts more than an address that does not have it yet.
            if writing.finish() {
                return;
            }
            let (state, found) = State::read(data, &address::read());
            store.set(state);
            problems.set(found);
        }),
    }
}

/// What the parts of the figure share.
#[derive(Clone, Copy)]
struct Store {
    data: &'static Showdown,
    report: RwSignal<Report>,
    problems: RwSignal<Vec<Problem>>,
}

impl Store {
    /// The one way in: a state that can't be priced is not taken.
    fn set(self, state: State) {
        if state != self.report.read_untracked().state
            && let Ok(new) = Report::new(self.data, state)
        {
            self.report.set(new);
        }
    }

    /// What the reader has set: the rest stays, and what was wrong with this setting in the address is settled.
    fn change(self, key: &'static str, change: impl FnOnce(&mut State)) {
        let mut state = self.report.read_untracked().state;
        change(&mut state);
        self.set(state);
        let settled = |problem: &Problem| problem.key == key;
        if self.problems.read_untracked().iter().any(settled) {
            self.problems.update(|problems| problems.retain(|problem| !settled(problem)));
            // The address still has what could not be used: it is written even if the state is the same.
            self.report.notify();
        }
    }

    /// What is wrong with a setting in the address; empty if nothing is.
    fn problem(self, key: &'static str) -> Signal<String> {
        text(move || {
            let problems = self.problems.read();
            problems
                .iter()
                .find(|problem| problem.key == key)
                .map_or_else(String::new, |problem| problem.message.clone())
        })
    }
}

fn controls(store: Store) -> impl IntoView {
    let Store { data, report, .. } = store;
    let books = data.books.iter().enumerate().map(|(place, book)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="book"
                    value=book.id.clone()
                    checked=place == State::default().book
                    prop:checked=flag(move || report.read().state.book == place)
                    on:change=move |_| store.change("book", |state| state.book = place)
                />
                <span>{book.name.clone()}</span>
            </label>
        }
    });
    view! {
        <div class="field field-wide" role="radiogroup" aria-labelledby="calculator-book" aria-describedby="calculator-book-help calculator-book-problem">
            <p class="label" id="calculator-book">"Whose prices"</p>
            <div class="choices">{books.collect_view()}</div>
            <p class="help" id="calculator-book-help">{text(move || data.books[report.read().state.book].note(data))}</p>
            <ProblemLine id="calculator-book-problem" problem=store.problem("book")/>
        </div>
        <AmountField
            id="calculator-in"
            label="Input tokens a month"
            help="Everything you send: prompts, files, history."
            value=Arc::new(move || report.read().state.work.input)
            problem=store.problem("in")
            on_change=Callback::new(move |tokens| store.change("in", |state| state.work.input = tokens))
        />
        <AmountField
            id="calculator-out"
            label="Output tokens a month"
            help="Everything the model writes."
            value=Arc::new(move || report.read().state.work.output)
            problem=store.problem("out")
            on_change=Callback::new(move |tokens| store.change("out", |state| state.work.output = tokens))
        />
    }
}

fn verdict(store: Store) -> impl IntoView {
    let Store { data, report, .. } = store;
    // A long amount is set smaller, and both alike.
    let length = move || match report.read().longest_bill() {
        ..=8 => "",
        9..=11 => " long",
        _ => " longest",
    };
    let bill = move |model: usize| {
        let cheaper = move || report.read().cheaper() == Some(model);
        let class = text(move || {
            let price = if cheaper() { "bill cheaper" } else { "bill" };
            [price, length()].concat()
        });
        view! {
            <div class=class data-model=model.to_string()>
                <p class="bill-model"><span class=["key key-a", "key key-b"][model]></span>{data.models[model].name.clone()}</p>
                <p class="bill-month"><strong>{text(move || format::usd(report.read().costs[model].total))}</strong></p>
                <p class="bill-more">"a month"</p>
                <p class="bill-more">{text(move || format!("{} a year", format::usd(report.read().a_year(model))))}</p>
                <p class="bill-more">
                    {text(move || report.read().generation(model, data))}
                </p>
            </div>
        }
    };
    view! {
        <div class="verdict">
            <div class="bills">{bill(0)}{bill(1)}</div>
            <p class="verdict-line">{text(move || report.read().verdict(data))}</p>
            <p class="verdict-other">{text(move || report.read().other_books(data))}</p>
        </div>
    }
}
