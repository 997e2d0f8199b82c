//! The shell around article and figures: rendered once, when the page is built; in the browser only the theme switch, the
//! contents and the figures come to life.

mod theme_switch;

#[cfg(feature = "ssr")]
mod article;
#[cfg(feature = "ssr")]
pub mod build;
#[cfg(feature = "ssr")]
mod ledger;
#[cfg(feature = "ssr")]
mod shell;

#[cfg(feature = "hydrate")]
pub use hydrate::hydrate;

#[cfg(feature = "hydrate")]
mod hydrate {
    use super::theme_switch::ThemeSwitch;
    use crate::browser::{elements, failure, menu, reading, screen};
    use crate::data::Showdown;
    use crate::figures::{self, Island};
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    /// Brings the built page to life, figure by figure. What can't be brought to life stays as it was built.
    pub fn hydrate() {
        failure::announce_panics();
        screen::prepare_for_print();
        let Ok(data) = Showdown::embedded() else { return failure::announce() };
        let data: &'static Showdown = Box::leak(Box::new(data));
        for switch in elements::all("[data-theme-switch]") {
            Island::new(|| view! { <ThemeSwitch/> }).hydrate(switch);
        }
        for figure in elements::all("[data-figure]") {
            let found = figure.get_attribute("data-figure").and_then(|id| figures::find(&id));
            let live = figure.query_selector(".figure-live").ok().flatten();
            if let (Some(found), Some(live)) = (found, live) {
                (found.view)(data).hydrate(live.unchecked_into());
            }
        }
        reading::mark_current(".contents a");
        menu::close_when_done(".menu");
    }
}
