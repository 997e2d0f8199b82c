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
mod contents;
#[cfg(feature = "hydrate")]
pub use hydrate::hydrate;

#[cfg(feature = "hydrate")]
mod hydrate {
    use super::{contents, theme_switch::ThemeSwitch};
    use crate::browser::{failure, screen, window};
    use crate::data::Showdown;
    use crate::figures;
    use gloo::events::EventListener;
    use leptos::mount::hydrate_from;
    use leptos::prelude::*;
    use wasm_bindgen::JsCast;

    /// Brings the built page to life, figure by figure. What can't be brought to life stays as it was built.
    pub fn hydrate() {
        failure::announce_panics();
        screen::prepare_for_print();
        let Ok(data) = Showdown::embedded() else { return failure::announce() };
        let data: &'static Showdown = Box::leak(Box::new(data));
        for switch in elements("[data-theme-switch]") {
            hydrate_from(switch, || view! { <ThemeSwitch/> }).forget();
        }
        for figure in elements("[data-figure]") {
            let found = figure.get_attribute("data-figure").and_then(|id| figures::find(&id));
            let live = figure.query_selector(".figure-live").ok().flatten();
            if let (Some(found), Some(live)) = (found, live) {
                (found.view)(data).hydrate(live.unchecked_into());
            }
        }
        contents::follow();
        for menu in elements(".menu") {
            close_when_done(menu);
        }
    }

    /// A menu is closed by following one of its links, and by Escape.
    fn close_when_done(menu: web_sys::HtmlElement) {
        for event in ["click", "keydown"] {
            let open = menu.clone();
            let listener = EventListener::new(&menu, event, move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                let followed =
                    event.type_() == "click" && target.is_some_and(|target| target.tag_name() == "A");
                let escaped =
                    event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
                if followed || escaped {
                    let _ = open.remove_attribute("open");
                }
            });
            listener.forget();
        }
    }

    fn elements(selector: &str) -> Vec<web_sys::HtmlElement> {
        let Some(list) = window().and_then(|window| window.document()?.query_selector_all(selector).ok())
        else {
            return vec![];
        };
        (0..list.length()).filter_map(|place| list.item(place)?.dyn_into().ok()).collect()
    }
}
