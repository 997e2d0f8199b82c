//! A figure's numbers as a table, folded away.

use crate::figures::Shown;
use crate::state::FigureState;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::HtmlDetailsElement;

/// The table at a place of the figure: its own at 0, then those of its further parts. While it is folded it follows only
/// when the reader rests.
#[component]
pub fn Numbers(state: FigureState, place: usize, name: &'static str) -> impl IntoView {
    let open = RwSignal::new(false);
    let shown = move || if open.get() { state.shown.get() } else { state.rested.get() };
    let table = move |shown: &Arc<Shown>| shown.table_at(place).map(|table| table.html());
    let html = Memo::new(move |_| table(&shown()));
    view! {
        <details
            class="numbers"
            hidden=move || html.read().is_none()
            on:toggle=move |event| open.set(event_target::<HtmlDetailsElement>(&event).open())
        >
            <summary>{name}</summary>
            <div inner_html=move || html.get().unwrap_or_default()></div>
        </details>
    }
}
