//! What the browser keeps of the reader's settings from one visit to the next: one text, on this machine alone.
//!
//! Not in a figure that stands alone in somebody else's post, whose author decides what it shows; and not where the browser
//! forbids it, as it does in a sandbox: then nothing is kept, and nothing is said.

use super::{root, window};
use web_sys::Storage;

/// The name that the text is kept under.
const NAME: &str = "showdown";

fn storage() -> Option<Storage> {
    if root()?.has_attribute("data-home") {
        return None;
    }
    window()?.local_storage().ok()?
}

/// Whether anything can be kept.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.get_item(NAME).is_ok())
}

/// What is kept.
pub fn read() -> Option<String> {
    storage()?.get_item(NAME).ok()?
}

/// Keeps a text in place of the one before; an empty one leaves nothing.
pub fn write(text: &str) {
    if let Some(storage) = storage() {
        // A full storage keeps what it has.
        let _ = if text.is_empty() { storage.remove_item(NAME) } else { storage.set_item(NAME, text) };
    }
}
