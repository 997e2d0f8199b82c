//! Menus made of `<details>`: they open by themselves, and here they learn to close.

use super::{elements, events};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// From now on each menu that the selector names is closed by following one of its links, and by Escape.
pub fn close_when_done(selector: &str) {
    for menu in elements::all(selector) {
        for event in ["click", "keydown"] {
            let open = menu.clone();
            events::on(&menu, event, move |event| {
                let target = events::target::<Element>(event);
                let followed =
                    event.type_() == "click" && target.is_some_and(|target| target.tag_name() == "A");
                let escaped = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
                if followed || escaped {
                    let _ = open.remove_attribute("open");
                    let summary = open.query_selector("summary").ok().flatten();
                    if let (true, Some(summary)) =
                        (escaped, summary.and_then(|found| found.dyn_into::<HtmlElement>().ok()))
                    {
                        let _ = summary.focus();
                    }
                }
            });
        }
    }
}
