//! What happens when the program can't go on: the page stays as it was built, and one quiet line says so.

use super::{elements, root, window};

/// From now on a panic is written to the console and told to the page. Without a browser panics stay what they are.
pub fn announce_panics() {
    if window().is_some() {
        std::panic::set_hook(Box::new(|panic| {
            web_sys::console::error_1(&panic.to_string().into());
            announce();
        }));
    }
}

/// Tells the page that its figures no longer answer: it then shows its line about it (`style/page.css`). `public/boot.js`
/// does the same when the program can't be loaded.
pub fn announce() {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-app", "failed");
    }
    for figure in elements::all("[data-ready]") {
        let _ = figure.remove_attribute("data-ready");
    }
}

/// Whether that was told.
pub fn announced() -> bool {
    root().is_some_and(|root| root.has_attribute("data-app"))
}
