//! How high an element is.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// The height of an element, in CSS pixels.
pub fn of(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Calls back with the height of an element whenever its size has changed. For as long as the page lives.
pub fn watch(element: &Element, changed: impl Fn(f64) + 'static) {
    let watched = element.clone();
    let resized = Closure::<dyn FnMut()>::new(move || changed(of(&watched)));
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    resized.forget();
}
