//! The only room that touches the browser: one capability a file.
//!
//! Each says what it does where there is no browser, which is the case while the page is built.

pub mod address;
pub mod elements;
pub mod failure;
pub mod menu;
pub mod reading;
pub mod screen;
pub mod theme;
pub mod timer;

use web_sys::{Element, Window};

/// The browser's window; none while the page is built.
pub fn window() -> Option<Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

/// The page's root element, `<html>`; none while the page is built.
pub fn root() -> Option<Element> {
    window()?.document()?.document_element()
}
