//! The switch between the themes: the system's, light, dark. The choice stands in the address.

use crate::browser::theme::Theme;
use crate::browser::{address, theme};
use crate::figures::reactive::{effect, flag};
use leptos::prelude::*;

/// The switch.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(Theme::default());
    effect(move || chosen.set(theme::current()));
    let choose = move |choice: Theme| {
        chosen.set(choice);
        theme::show(choice);
        address::write(&[("theme", (choice != Theme::default()).then(|| choice.name().to_owned()))]);
    };
    let choices = Theme::ALL.map(|choice| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="theme"
                    value=choice.name()
                    checked=choice == Theme::default()
                    prop:checked=flag(move || chosen.get() == choice)
                    on:change=move |_| choose(choice)
                />
                <span>{choice.name()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="theme-switch choices">
            <legend class="sr-only">"Colours"</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
}
