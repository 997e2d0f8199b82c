//! The contents in the margin show where the reader is.

use crate::browser::window;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// From now on the link to the section being read is marked with `aria-current`. Nothing without a browser.
pub fn follow() {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let Ok(links) = document.query_selector_all(".contents a[href^='#']") else { return };
    let links: Vec<Element> =
        (0..links.length()).filter_map(|place| links.item(place)?.dyn_into().ok()).collect();
    let sections: Vec<Option<Element>> = links
        .iter()
        .map(|link| document.get_element_by_id(link.get_attribute("href")?.strip_prefix('#')?))
        .collect();
    let current = RefCell::new(None::<usize>);
    let watched = sections.clone();
    let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // The heading that came last into the upper part of the window, or the one before a heading that left below.
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            let Some(place) = watched.iter().position(|section| section.as_ref() == Some(&entry.target()))
            else {
                continue;
            };
            let below = entry.bounding_client_rect().top() > 0.0;
            let now = if entry.is_intersecting() {
                Some(place)
            } else if below && *current.borrow() == Some(place) {
                place.checked_sub(1)
            } else {
                continue;
            };
            if let Some(link) = current.borrow().and_then(|before| links.get(before)) {
                let _ = link.remove_attribute("aria-current");
            }
            if let Some(link) = now.and_then(|now| links.get(now)) {
                let _ = link.set_attribute("aria-current", "true");
            }
            *current.borrow_mut() = now;
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("0px 0px -66% 0px");
    if let Ok(observer) = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options) {
        sections.iter().flatten().for_each(|section| observer.observe(section));
    }
    seen.forget();
}
