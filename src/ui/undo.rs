//! A line that says what was done to several settings at once, with the button that takes it back.

use super::text::said;
use crate::state::{FigureState, Line};
use leptos::html;
use leptos::prelude::*;

/// The words of one line of a figure, and whether its button is offered.
#[component]
pub fn UndoLine(state: FigureState, line: Line) -> impl IntoView {
    let words = move || state.said.with(|(at, words)| said(if *at == line { words.as_str() } else { "" }));
    let status = NodeRef::<html::Span>::new();
    focus_when_asked(state, line, move || status.get_untracked().map(|element| drop(element.focus())));
    view! {
        <p class="undo">
            <span role="status" tabindex="-1" node_ref=status>{words}</span>
            " "
            <UndoButton state=state/>
        </p>
    }
}

/// The button that takes back the last change of several settings, while there is one.
#[component]
pub fn UndoButton(state: FigureState) -> impl IntoView {
    view! {
        <button type="button" hidden=move || state.before.read().is_none() on:click=move |_| state.undo()>
            "Undo"
        </button>
    }
}

/// Moves the focus to a line's element when the figure asks for it.
pub fn focus_when_asked(state: FigureState, line: Line, focus: impl Fn() -> Option<()> + 'static) {
    Effect::new(move |_| {
        if state.focus.get() == Some(line) {
            state.focus.set(None);
            focus();
        }
    });
}
