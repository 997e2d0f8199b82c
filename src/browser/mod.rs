//! The only room that touches the browser: one capability a file.

pub mod address;
pub mod audio;
pub mod clipboard;
pub mod download;
pub mod elements;
pub mod events;
pub mod failure;
pub mod file;
pub mod host;
pub mod json;
pub mod memory;
pub mod menu;
pub mod nearby;
pub mod reading;
pub mod screen;
pub mod size;
pub mod speech;
pub mod theme;
pub mod timer;

use web_sys::{Element, Window};

/// The browser's window.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's root element, `<html>`.
pub fn root() -> Option<Element> {
    window()?.document()?.document_element()
}
