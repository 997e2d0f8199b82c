//! What all figures have in common: a title that states the finding, the drawing, the controls, the sentence that says
//! what is shown now, and the table. Sources stand below, and are never touched again (`page/article.rs`).

use super::surface::Surface;
use super::table::TableView;
use crate::browser::timer::Debounce;
use crate::charts::{Picture, Table};
use leptos::prelude::*;

/// How long a sentence waits before it changes, in milliseconds: while a slider moves, a screen reader is left in peace.
const SPEAK_AFTER: u32 = 250;

/// A figure's frame.
#[component]
pub fn Frame(
    /// The figure's id.
    id: &'static str,
    /// Where it belongs: `Test A`.
    kicker: String,
    /// The finding.
    #[prop(into)]
    title: Signal<String>,
    /// What to draw.
    #[prop(into)]
    picture: Signal<Picture>,
    /// What each model is called.
    models: [String; 2],
    /// What stands between title and drawing, such as a verdict.
    #[prop(optional, into)]
    verdict: Option<AnyView>,
    /// What the reader can set.
    #[prop(optional, into)]
    controls: Option<AnyView>,
    /// What is shown now, in a sentence.
    #[prop(into)]
    sentence: Signal<String>,
    /// What the table is called.
    table_name: &'static str,
    /// The same numbers.
    #[prop(into)]
    table: Signal<Table>,
) -> impl IntoView {
    let frame = NodeRef::<leptos::html::Div>::new();
    let ready = RwSignal::new(false);
    let on_ready = move || {
        ready.set(true);
        // Once everything that follows from the address has reached the page.
        set_timeout(
            move || {
                if let Some(figure) =
                    frame.get_untracked().and_then(|frame| frame.closest("[data-figure]").ok()?)
                {
                    let _ = figure.set_attribute("data-ready", "");
                }
            },
            std::time::Duration::ZERO,
        );
    };

    view! {
        <div class="frame" node_ref=frame>
            <p class="kicker">{kicker}</p>
            <p class="figure-title" id=format!("{id}-title")>{move || title.get()}</p>
            {controls.map(|controls| view! {
                <fieldset class="controls" disabled=move || !ready.get()>
                    <legend class="sr-only">"Your numbers"</legend>
                    {controls}
                </fieldset>
            })}
            {verdict}
            <Surface picture=picture models=models on_ready=on_ready/>
            <p class="sentence" aria-live="polite">{patient(sentence)}</p>
            <details class="numbers">
                <summary>{table_name}</summary>
                <TableView table=table/>
            </details>
        </div>
    }
}

/// The same text, but only once it has stopped changing.
fn patient(text: Signal<String>) -> impl Fn() -> String + Clone {
    let settled = RwSignal::new(text.get_untracked());
    let debounce = StoredValue::new_local(Debounce::default());
    Effect::new(move |_| {
        let text = text.get();
        if *settled.read_untracked() != text {
            debounce.with_value(|debounce| debounce.run(SPEAK_AFTER, move || settled.set(text)));
        }
    });
    move || settled.get()
}
