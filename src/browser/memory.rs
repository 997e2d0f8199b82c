//! What the browser keeps for the reader from one visit to the next: texts under names, on this machine alone.
//!
//! Not in a figure that stands alone in somebody else's post, whose author decides what it shows; and not where the browser
//! forbids it, as it does in a sandbox: then nothing is kept, and nothing is said.

use super::{root, window};
use web_sys::{Storage, Url};

fn storage() -> Option<Storage> {
    if root()?.has_attribute("data-home") {
        return None;
    }
    window()?.local_storage().ok()?
}

/// The key under which a name is kept: several builds on one origin, each in a folder of its own, share the storage and
/// nothing in it. At the root it is the name itself.
pub fn key(name: &str) -> String {
    let base = window().and_then(|window| window.document()?.base_uri().ok()?);
    let path = base.and_then(|base| Url::new(&base).ok()).map(|url| url.pathname()).unwrap_or_default();
    match path.rsplit_once('/') {
        Some((folder, _)) if !folder.is_empty() => [name, " ", folder, "/"].concat(),
        _ => name.to_owned(),
    }
}

/// Whether anything can be kept.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.length().is_ok())
}

/// What is kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok()?
}

/// Keeps a text under a name, in place of the one before; an empty one leaves nothing.
pub fn write(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let key = key(name);
        // A full storage keeps what it has.
        let _ = if text.is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, text) };
    }
}
