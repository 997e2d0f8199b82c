//! Finding what the page was built with, and what the reader has taken hold of in it; making what is still missing.

use super::{root, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, NodeList};

/// The elements that a CSS selector names, in the page's order.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    listed(window().and_then(|window| window.document()?.query_selector_all(selector).ok()))
}

/// The same, within an element.
pub fn within(element: &Element, selector: &str) -> Vec<HtmlElement> {
    listed(element.query_selector_all(selector).ok())
}

/// The first of them.
pub fn first(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.query_selector(selector).ok()??.dyn_into().ok()
}

fn listed(list: Option<NodeList>) -> Vec<HtmlElement> {
    let Some(list) = list else { return vec![] };
    (0..list.length()).filter_map(|place| list.item(place)?.dyn_into().ok()).collect()
}

/// Makes an element that is nowhere yet.
pub fn make(name: &str) -> Option<Element> {
    window()?.document()?.create_element(name).ok()
}

/// The language of the page.
pub fn language() -> String {
    root().and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

/// Whether the reader works in a field, outside of an element.
pub fn is_working(outside: &Element) -> bool {
    let active = window().and_then(|window| window.document()?.active_element());
    active.is_some_and(|active| {
        active.matches("input, select, textarea, [role=img]").unwrap_or(false)
            && !outside.contains(Some(&active))
    })
}

/// Whether the reader has selected some text.
pub fn is_selecting() -> bool {
    let selection = window().and_then(|window| window.get_selection().ok()?);
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// The element of that id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}
