//! Reading a file that the reader chooses. It stays on this machine.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlInputElement;

/// The largest file that is read, in bytes.
pub const LARGEST: f64 = 1_000_000.0;

/// Reads the text of the file that is chosen in a field, and gives it on; nothing where it can't be read. The field is
/// empty afterwards, so that the same file can be chosen again.
pub fn read(field: &HtmlInputElement, done: impl FnOnce(Option<String>) + 'static) {
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    if file.size() > LARGEST {
        field.set_value("");
        return done(None);
    }
    let promise: JsValue = file.text().into();
    field.set_value("");
    let read = Closure::once_into_js(move |text: JsValue| done(text.as_string()));
    if let Ok(then) = Reflect::get(&promise, &"then".into()) {
        // A file that has gone is no text.
        let _ = Function::from(then).call2(&promise, &read, &read);
    }
}
