//! What is said below a figure whose part of the program could not be loaded.

use leptos::prelude::*;

/// The words, and the button that tries again.
#[component]
pub fn NotLoadedLine(
    /// Tries again.
    again: UnsyncCallback<()>,
) -> impl IntoView {
    view! {
        <p class="problem" role="alert">
            "The controls did not load. The numbers are complete without them. "
            <button type="button" on:click=move |_| again.run(())>"Try again"</button>
        </p>
    }
}
