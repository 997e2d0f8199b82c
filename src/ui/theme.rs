//! The switch between the themes: the system's, light, dark. The choice stands in the URL.

use super::radio::Radio;
use super::slot;
use crate::browser::{address, elements, theme};
use crate::charts::Theme;
use crate::figures::refused;
use leptos::ev;
use leptos::prelude::*;

/// The key in the URL.
const KEY: &str = "theme";
/// The slot of the switch.
const SLOT: &str = "bar-theme";

/// The switch as it is built: not usable yet.
pub fn built() -> impl IntoView {
    view! { <div class=SLOT><ThemeSwitch is_usable=false/></div> }
}

/// Puts the switch in the place of the one that was built.
pub fn start() {
    for slot in elements::all(&[".", SLOT].concat()) {
        slot::fill(&slot, || view! { <ThemeSwitch is_usable=true/> });
    }
}

/// The switch. One that is usable shows the page in the theme of the URL, and in the one that is chosen.
#[component]
fn ThemeSwitch(is_usable: bool) -> impl IntoView {
    let chosen = RwSignal::new(Theme::default());
    let problem = RwSignal::new(None::<String>);
    let show = move |theme: Theme, reason: Option<String>| {
        chosen.set(theme);
        problem.set(reason);
        if theme != theme::current() {
            theme::show(theme);
        }
    };
    let follow_url = move || match of_url() {
        Ok(theme) => show(theme, None),
        Err(reason) => show(Theme::default(), Some(reason)),
    };
    let write = move |theme: Theme| {
        let written = (theme != Theme::default()).then(|| theme.name().to_owned());
        address::write(&[(KEY, written)]);
    };
    let choose = move |theme: Theme| {
        show(theme, None);
        write(theme);
    };
    // Whoever goes back to another place of the page keeps the colours.
    let travel = move || {
        if address::asks_anew() {
            follow_url();
        } else if of_url() != Ok(chosen.get_untracked()) {
            write(chosen.get_untracked());
        }
    };
    if is_usable {
        follow_url();
        let travelled = window_event_listener(ev::popstate, move |_| travel());
        on_cleanup(move || travelled.remove());
    }
    let choices = Theme::ALL.map(|theme| {
        view! {
            <Radio
                name="theme"
                value=theme.name()
                label=theme.name()
                default=theme == Theme::default()
                chosen=Signal::derive(move || chosen.get() == theme)
                choose=Callback::new(move |()| choose(theme))
            />
        }
    });
    view! {
        <fieldset class="theme-switch choices" disabled=!is_usable>
            <legend class="sr-only">"Colours"</legend>
            {choices.collect_view()}
            <p class="problem" id="theme-problem" role="alert" hidden=move || problem.with(Option::is_none)>
                {move || problem.get()}
            </p>
        </fieldset>
    }
}

/// The theme that the URL asks for, or why the page has none of that name.
fn of_url() -> Result<Theme, String> {
    let asked = address::read().into_iter().find(|(key, _)| key == KEY);
    let Some((_, name)) = asked else { return Ok(Theme::default()) };
    Theme::from_name(&name).ok_or_else(|| {
        let reason = ["Known themes: ", &Theme::ALL.map(Theme::name).join(", "), "."].concat();
        refused(&name, &reason, Theme::default().name())
    })
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_built_switch_shows_the_default_and_can_not_be_used_yet() {
        let html = Owner::new().with(|| built().to_html().replace("<!>", ""));
        assert!(html.contains("<fieldset disabled class=\"theme-switch choices\">"), "{html}");
        assert!(html.contains("id=\"theme-problem\" role=\"alert\" hidden class=\"problem\"></p>"), "{html}");
        let checked: Vec<_> = html.split("<input ").filter(|input| input.contains(" checked")).collect();
        assert_eq!(checked.len(), 1, "{html}");
        assert!(checked[0].contains("value=\"auto\""), "{html}");
    }
}
