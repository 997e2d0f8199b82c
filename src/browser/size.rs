//! How large an element is.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// The height of an element, in CSS pixels.
pub fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Calls back whenever the size of an element has changed. For as long as the page lives.
pub fn watch(element: &Element, changed: impl FnMut() + 'static) {
    let resized = Closure::<dyn FnMut()>::new(changed);
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    resized.forget();
}
