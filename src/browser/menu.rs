//! Menus made of `<details>`: they open by themselves, and here they learn to close.

use super::{elements, events};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// From now on each menu that the selector names is closed by following one of its links, and by Escape.
pub fn close_when_done(selector: &str) {
    for menu in elements::all(selector) {
        let open = menu.clone();
        events::on(&menu, "keydown", move |event| close_by_escape(&open, event));
        let open = menu.clone();
        events::on(&menu, "click", move |event| {
            if events::target::<Element>(event).is_some_and(|target| target.tag_name() == "A") {
                let _ = open.remove_attribute("open");
            }
        });
    }
}

/// Closes a menu if the key is Escape, and gives the focus to its summary.
pub fn close_by_escape(menu: &Element, event: &Event) {
    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
        let _ = menu.remove_attribute("open");
        if let Some(summary) = elements::first(menu, "summary") {
            let _ = summary.focus();
        }
    }
}
