//! The page that a figure is embedded in: it is told how high the figure is and what is set in it, and may set that and
//! the theme. And the links back to the article, in the same state.

use super::Store;
use crate::browser::{address, elements, host, size, theme};
use crate::charts::Theme;
use crate::figures::marked;
use std::cell::Cell;
use web_sys::HtmlElement;

/// Begins to talk with the embedding page about a figure that is interactive now, and is as high as `element`.
pub fn start(store: Store, element: &HtmlElement) {
    store.told(lead_back(store));
    host::listen(move |kind, text| match kind {
        "theme" => {
            if let Some(asked) = Theme::from_name(text).filter(|asked| *asked != theme::current()) {
                theme::show(asked);
            }
        }
        "state" => store.show(&address::parse(text)),
        _ => {}
    });
    let (measured, posted) = (element.clone(), Cell::new(0.0));
    let post = move || {
        // Whole pixels: a frame that is a fraction too low would scroll.
        let height = size::height(&measured).ceil();
        if posted.replace(height) != height {
            host::post("size", Some(("height", height.into())));
        }
    };
    // Before it says that it is ready: so it is shown at its height. A browser need not lay out what nobody sees.
    post();
    host::post("ready", None);
    size::watch(element, post);
}

/// Lets the links to the article lead to the same state; gives its settings as in a URL. Those links are built with the
/// page around the figure (`page::embed`): `data-back` is the figure's anchor, `data-with` what the link asks for there.
pub(super) fn lead_back(store: Store) -> String {
    let written = store.whole();
    for link in elements::all("a[data-back]") {
        let anchor = link.get_attribute("data-back").unwrap_or_default();
        let mut asked = marked(&written);
        let with = link.get_attribute("data-with").unwrap_or_default();
        if !with.is_empty() {
            asked.push((&with, Some(anchor.clone())));
        }
        let _ = link.set_attribute("href", &address::link(&asked, &anchor));
    }
    address::unparse(&written)
}
