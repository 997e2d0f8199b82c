//! What all figures have in common: a title that states the finding, the drawing, the controls, the sentence that says
//! what is shown now, and the table. Sources stand below, and are never touched again (`page/shell.rs`).

use super::island::{Island, Place};
use super::reactive::{Computed, effect, flag, text};
use super::surface::Surface;
use super::table;
use crate::browser::address;
use crate::browser::timer::{self, Debounce};
use crate::charts::{Picture, Table};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// How long a sentence waits before it changes, in milliseconds: while a slider moves, a screen reader is left in peace.
const SPEAK_AFTER: u32 = 250;

/// What a figure puts into its frame.
pub struct Content {
    /// The figure's id.
    pub id: &'static str,
    /// Where it belongs: `Test A`.
    pub kicker: String,
    /// The finding.
    pub title: Signal<String>,
    /// What the reader can set.
    pub controls: Option<Island>,
    /// What stands between controls and drawing.
    pub verdict: Option<Island>,
    /// What to draw.
    pub picture: Computed<Picture>,
    /// What each model is called.
    pub models: [String; 2],
    /// What is shown now, in a sentence.
    pub sentence: Signal<String>,
    /// What the table is called.
    pub table_name: &'static str,
    /// The same numbers.
    pub table: Computed<Table>,
    /// What to do in the browser once everything has been brought to life as it was built, and whenever the reader has
    /// travelled through the history: read the address.
    pub start: Rc<dyn Fn()>,
}

/// A figure's frame.
#[component]
pub fn Frame(
    /// What to frame.
    content: Content,
) -> impl IntoView {
    let Content { id, kicker, title, controls, verdict, picture, models, sentence, table_name, table, start } =
        content;
    let frame = NodeRef::<leptos::html::Div>::new();
    let ready = RwSignal::new(false);
    let started = Rc::new(Cell::new(false));
    let settled = patient(sentence, started.clone());
    let on_ready = move || {
        ready.set(true);
        let started = started.clone();
        // Once everything that follows from the address has reached the page.
        timer::soon(move || {
            started.set(true);
            let figure = frame.get_untracked().and_then(|frame| frame.closest("[data-figure]").ok()?);
            figure.map(|figure| figure.set_attribute("data-ready", ""));
        });
    };
    let controls = controls.map(|controls| {
        view! {
            <fieldset class="controls" disabled=flag(move || !ready.get())>
                <legend class="sr-only">"Your numbers"</legend>
                <Place island=controls/>
            </fieldset>
        }
    });

    let view = view! {
        <div class="frame" node_ref=frame>
            <p class="kicker">{kicker}</p>
            <h3 class="figure-title" id=format!("{id}-title")>{title}</h3>
            {controls}
            {verdict.map(|verdict| view! { <Place island=verdict/> })}
            <Surface picture=picture models=models on_ready=Box::new(on_ready)/>
            <p class="sentence" aria-live="polite">{settled}</p>
            <details class="numbers">
                <summary>{table_name}</summary>
                <div inner_html=text(move || table::html(&table()))></div>
            </details>
        </div>
    };
    // Effects run in the order in which they were made: this one after those of the view, islands included.
    effect({
        let start = start.clone();
        move || start()
    });
    address::on_travel(move || start());
    view
}

/// The same text; but once the reader has `started` to use the figure, only when it has stopped changing.
fn patient(text: Signal<String>, started: Rc<Cell<bool>>) -> Signal<String> {
    let settled = RwSignal::new(text.get_untracked());
    let debounce = Debounce::default();
    effect(move || {
        let text = text.get();
        if !started.get() {
            settled.set(text);
        } else if settled.get_untracked() != text {
            debounce.run(SPEAK_AFTER, move || settled.set(text));
        }
    });
    settled.into()
}
