//! Finding what the page was built with.

use super::window;
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
