//! The switch between the themes: the system's, light, dark. The choice stands in the address.

use crate::browser::address;
use crate::browser::theme::{self, Theme};
use crate::figures::problem::{ProblemLine, refused};
use crate::figures::reactive::{effect, flag};
use leptos::prelude::*;

/// The key in the address.
const KEY: &str = "theme";

/// The switch.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(Theme::default());
    let problem = RwSignal::new(String::new());
    let read = move || {
        let asked = address::read().into_iter().find(|(key, _)| key == KEY);
        let (theme, wrong) = match asked {
            None => (Theme::default(), String::new()),
            Some((_, name)) => match Theme::from_name(&name) {
                Some(theme) => (theme, String::new()),
                None => {
                    let known = Theme::ALL.map(Theme::name).join(", ");
                    let reason = format!("Known themes: {known}.");
                    (Theme::default(), refused(&name, &reason, Theme::default().name()))
                }
            },
        };
        problem.set(wrong);
        chosen.set(theme);
        if theme != theme::current() {
            theme::show(theme);
        }
    };
    let ready = RwSignal::new(false);
    effect(move || {
        read();
        ready.set(true);
    });
    address::on_travel(read);
    let choose = move |choice: Theme| {
        problem.set(String::new());
        chosen.set(choice);
        theme::show(choice);
        address::write(&[(KEY, (choice != Theme::default()).then(|| choice.name().to_owned()))]);
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
        <fieldset class="theme-switch choices" disabled=flag(move || !ready.get())>
            <legend class="sr-only">"Colours"</legend>
            {choices.into_iter().collect_view()}
            <ProblemLine id="theme-problem" problem=problem.into()/>
        </fieldset>
    }
}
