//! Finding what the page was built with.

use super::window;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The elements that a CSS selector names, in the page's order. None without a browser.
pub fn all(selector: &str) -> Vec<HtmlElement> {
    let list = window().and_then(|window| window.document()?.query_selector_all(selector).ok());
    let Some(list) = list else { return vec![] };
    (0..list.length()).filter_map(|place| list.item(place)?.dyn_into().ok()).collect()
}
