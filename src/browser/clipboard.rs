//! Copying text.

use super::window;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Copies a text, and tells whether that was allowed.
pub fn copy(text: &str, done: impl Fn(bool) + Clone + 'static) {
    let Some(window) = window() else { return };
    // A page that is not served securely has no clipboard at all, and calling it would be a fault.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return done(false);
    }
    let refused = done.clone();
    let copied = Closure::once_into_js(move |_: JsValue| done(true));
    let refused = Closure::once_into_js(move |_: JsValue| refused(false));
    let promise: JsValue = window.navigator().clipboard().write_text(text).into();
    if let Ok(then) = js_sys::Reflect::get(&promise, &"then".into()) {
        let _ = js_sys::Function::from(then).call2(&promise, &copied, &refused);
    }
}
