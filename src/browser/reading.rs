//! Where on the page the reader is.

use super::{elements, events, window};
use std::cell::Cell;
use web_sys::Element;

/// From now on, of the links that the selector names, the one to the section being read has `aria-current`: the last one
/// whose heading is in the upper third of the window, or above it.
pub fn mark_current(selector: &str) {
    let Some(window) = window() else { return };
    let Some(document) = window.document() else { return };
    let pairs: Vec<(Element, Element)> = elements::all(selector)
        .into_iter()
        .filter_map(|link| {
            let section = document.get_element_by_id(link.get_attribute("href")?.strip_prefix('#')?)?;
            Some((link.into(), section))
        })
        .collect();
    let current = Cell::new(None);
    let height = window.clone();
    let mark = move || {
        let height = height.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let passed =
            |(_, section): &(Element, Element)| section.get_bounding_client_rect().top() < height / 3.0;
        let now = pairs.iter().rposition(passed);
        let before = current.replace(now);
        if before != now {
            if let Some((link, _)) = before.and_then(|place| pairs.get(place)) {
                let _ = link.remove_attribute("aria-current");
            }
            if let Some((link, _)) = now.and_then(|place| pairs.get(place)) {
                let _ = link.set_attribute("aria-current", "true");
            }
        }
    };
    mark();
    events::on(&window, "scroll", move |_| mark());
}
