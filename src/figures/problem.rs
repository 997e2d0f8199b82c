//! What is wrong with a setting, said below its control.

use super::reactive::flag;
use leptos::prelude::*;

/// The line below a control that says what is wrong; not there while nothing is.
#[component]
pub fn ProblemLine(
    /// An id that is free on the page.
    #[prop(into)]
    id: String,
    /// What is wrong; empty if nothing is.
    problem: Signal<String>,
) -> impl IntoView {
    view! { <p class="problem" id=id role="alert" hidden=flag(move || problem.read().is_empty())>{problem}</p> }
}

/// Says that a value in the address was not used, why, and what is shown instead.
pub fn refused(value: &str, reason: &str, shown: &str) -> String {
    match value.trim() {
        "" => format!("The address has an empty value here. Shown: {shown}."),
        value => format!("“{}” in the address was not used. {reason} Shown: {shown}.", clipped(value)),
    }
}

/// A text that is not known to be short, short enough to be shown.
fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
