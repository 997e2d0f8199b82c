//! The post that a figure stands in, on somebody else's page: it is told how high the figure is and what is set in it, and
//! may set that and the theme. And the way back to the article, in the same state.

use super::menu::marked;
use super::program::Place;
use super::store::Store;
use crate::browser::{address, elements, host, size, theme};
use crate::charts::Theme;
use std::cell::{Cell, RefCell};
use web_sys::HtmlElement;

thread_local! {
    /// The settings that the host knows.
    static TOLD: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Somebody else's page. It keeps nothing for the reader, and neither does the figure's own site there: its author decides
/// what the figure begins with.
pub(super) struct Host;

impl Place for Host {
    fn written(&self, store: Store) {
        let query = lead_back(store);
        let known = TOLD.with(|told| told.replace(query.clone()) == query);
        if !known {
            host::post("state", Some(("query", query.into())));
        }
    }
}

/// Begins to talk with the host: about a figure that has come to life, and is as high as `element`.
pub(super) fn start(store: Store, element: &HtmlElement) {
    TOLD.set(lead_back(store));
    host::listen(move |kind, text| match kind {
        "theme" => {
            if let Some(asked) = Theme::from_name(text).filter(|asked| *asked != theme::current()) {
                theme::show(asked);
            }
        }
        "state" => {
            // It is told what the figure makes of that, even if it makes nothing of it.
            TOLD.set("?".to_owned());
            store.show(&address::parse(text));
        }
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

/// Lets the links to the article lead to the same state; gives its settings as in an address.
fn lead_back(store: Store) -> String {
    let written = store.whole();
    for link in elements::all("a[data-back]") {
        let anchor = link.get_attribute("data-back").unwrap_or_default();
        let mut asked = marked(&written);
        // Such a link asks for something to be done there with the figure.
        let with = link.get_attribute("data-with").unwrap_or_default();
        if !with.is_empty() {
            asked.push((&with, Some(anchor.clone())));
        }
        let _ = link.set_attribute("href", &address::link(&asked, &anchor));
    }
    address::unparse(&written)
}
