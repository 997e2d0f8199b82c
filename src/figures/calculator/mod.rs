//! The calculator: what a month's work costs on either model, in the price book that the reader chose.

mod report;
mod state;

pub use report::Report;
pub use state::{Problem, State};

use super::amount::AmountField;
use super::frame::Frame;
use crate::browser::{address, timer::Debounce};
use crate::charts::Picture;
use crate::data::Showdown;
use crate::domain::{Tokens, format};
use leptos::prelude::*;

/// How long the address waits before it is written, in milliseconds: browsers limit how often it may change.
const WRITE_AFTER: u32 = 200;

/// The figure.
pub fn view(data: &'static Showdown) -> AnyView {
    match Report::new(data, State::default()) {
        Ok(report) => view! { <Calculator data=data start=report/> }.into_any(),
        // Never seen: the build checks that the defaults can be priced.
        Err(error) => error.to_string().into_any(),
    }
}

#[component]
fn Calculator(data: &'static Showdown, start: Report) -> impl IntoView {
    let report = RwSignal::new(start);
    let problems = RwSignal::new(Vec::<Problem>::new());

    // The one way in: a state that can't be priced is not taken.
    let set = move |state: State| {
        if state != report.read_untracked().state
            && let Ok(new) = Report::new(data, state)
        {
            report.set(new);
        }
    };
    Effect::new(move |_| {
        let (state, found) = State::read(data, &address::read());
        set(state);
        problems.set(found);
    });
    let debounce = StoredValue::new_local(Debounce::default());
    Effect::new(move |before: Option<()>| {
        let state = report.read().state;
        if before.is_some() {
            debounce.with_value(|debounce| {
                debounce.run(WRITE_AFTER, move || address::write(&state.settings(data)))
            });
        }
    });

    let problem = move |key: &'static str| {
        Signal::derive(move || {
            let problems = problems.read();
            problems.iter().find(|problem| problem.key == key).map(|problem| problem.message.clone())
        })
    };
    let forget =
        move |key: &'static str| problems.update(|problems| problems.retain(|problem| problem.key != key));
    let update = move |change: &dyn Fn(&mut State)| {
        let mut state = report.read_untracked().state;
        change(&mut state);
        set(state);
    };

    let books = data.books.iter().enumerate().map(|(place, book)| {
        let choose = move |_| {
            forget("book");
            update(&|state| state.book = place);
        };
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="book"
                    value=book.id.clone()
                    checked=place == State::default().book
                    prop:checked=move || report.read().state.book == place
                    on:change=choose
                />
                <span>{book.name.clone()}</span>
            </label>
        }
    });
    let book_note = move || data.books[report.read().state.book].note(data);
    let controls = view! {
        <div class="field field-wide" role="radiogroup" aria-labelledby="calculator-book">
            <p class="label" id="calculator-book">"Whose prices"</p>
            <div class="choices">{books.collect_view()}</div>
            <p class="help">{book_note}</p>
            <p class="problem" role="alert">{problem("book")}</p>
        </div>
        <AmountField
            id="calculator-in"
            label="Input tokens a month"
            help="Everything you send: prompts, files, history."
            value=Signal::derive(move || report.read().state.work.input)
            problem=problem("in")
            on_change=move |tokens: Tokens| {
                forget("in");
                update(&|state| state.work.input = tokens);
            }
        />
        <AmountField
            id="calculator-out"
            label="Output tokens a month"
            help="Everything the model writes."
            value=Signal::derive(move || report.read().state.work.output)
            problem=problem("out")
            on_change=move |tokens: Tokens| {
                forget("out");
                update(&|state| state.work.output = tokens);
            }
        />
    };

    let column = move |model: usize| {
        let class = move || if report.read().cheaper() == Some(model) { "bill cheaper" } else { "bill" };
        let report = move || report.get();
        view! {
            <div class=class data-model=model.to_string()>
                <p class="bill-model"><span class=["key key-a", "key key-b"][model]></span>{data.models[model].name.clone()}</p>
                <p class="bill-month"><strong>{move || format::usd(report().costs[model].total)}</strong>" a month"</p>
                <p class="bill-more">
                    {move || format!("{} a year", format::usd(report().a_year(model)))}<br/>
                    {move || format!("{} to generate", format::duration(report().seconds(model, data)))}
                </p>
            </div>
        }
    };
    let verdict = view! {
        <div class="verdict">
            <div class="bills">{column(0)}{column(1)}</div>
            <p class="verdict-line">{move || report.read().verdict(data)}</p>
            <p class="verdict-other">{move || report.read().other_books(data)}</p>
        </div>
    };

    view! {
        <Frame
            id="calculator"
            kicker="Calculator".to_owned()
            title=Signal::derive(move || report.read().title(data))
            picture=Memo::new(move |_| Picture::Stack(report.read().stack(data)))
            models=data.shorts().map(String::from)
            verdict=verdict.into_any()
            controls=controls.into_any()
            sentence=Signal::derive(move || report.read().sentence(data))
            table_name="Show the working"
            table=Memo::new(move |_| report.read().table(data))
        />
    }
}
