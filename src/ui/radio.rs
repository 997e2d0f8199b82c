//! A radio button with its label: one value of several.

use leptos::prelude::*;

/// A radio button of the group `name`.
#[component]
pub fn Radio(
    /// The group that it belongs to.
    #[prop(into)]
    name: String,
    /// Its value in the markup.
    #[prop(into)]
    value: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// Whether it is chosen in the built page.
    default: bool,
    /// Whether it is chosen now.
    chosen: Signal<bool>,
    /// Runs when a reader chooses it.
    choose: Callback<()>,
    /// The id of the element that describes it.
    #[prop(optional)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="radio"
                name=name
                value=value
                checked=default
                prop:checked=chosen
                on:input=move |_| choose.run(())
                aria-describedby=described_by
            />
            <span>{label}</span>
        </label>
    }
}
