//! What the browser keeps for the reader from one visit to the next: texts under names, on this machine alone.
//!
//! Not in a figure that stands alone in somebody else's post, whose author decides what it shows; and not where the browser
//! forbids it, as it does in a sandbox: then nothing is kept, and nothing is said.

use super::{root, window};
use web_sys::Storage;

fn storage() -> Option<Storage> {
    if root()?.has_attribute("data-home") {
        return None;
    }
    window()?.local_storage().ok()?
}

/// Whether anything can be kept.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.length().is_ok())
}

/// What is kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps a text under a name, in place of the one before; an empty one leaves nothing.
pub fn write(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // A full storage keeps what it has.
        let _ = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
    }
}
