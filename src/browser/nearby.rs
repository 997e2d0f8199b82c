//! Whether something is near what the reader sees.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far from the edge of the window is still near.
const MARGIN: &str = "50%";

/// Calls back when an element comes near what is seen, or goes far from it. For as long as the page lives. A browser that
/// can't tell never calls: everything is near then.
pub fn watch(element: &Element, moved: impl Fn(bool) + 'static) {
    let moved = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        if let Some(entry) = entries.iter().last() {
            moved(entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(moved.as_ref().unchecked_ref(), &options);
    if let Ok(observer) = observer {
        observer.observe(element);
    }
    moved.forget();
}
