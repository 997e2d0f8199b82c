//! Reading a file that the reader chooses. It stays on this machine.

use js_sys::{ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

/// The largest file that is read, in bytes.
pub const LARGEST: f64 = 1_000_000.0;

/// Reads the bytes of the file that is chosen in a field, and gives it on; nothing where it can't be read. The field is
/// empty afterwards, so that the same file can be chosen again.
pub fn read(field: &HtmlInputElement, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    if file.size() > LARGEST {
        field.set_value("");
        return done(None);
    }
    let promise: JsValue = file.array_buffer().into();
    field.set_value("");
    let read = Closure::once_into_js(move |read: JsValue| {
        let buffer = read.dyn_ref::<ArrayBuffer>();
        done(buffer.map(|buffer| Uint8Array::new(buffer).to_vec()));
    });
    if let Ok(then) = Reflect::get(&promise, &"then".into()) {
        // A file that has gone gives an error, which is no buffer.
        let _ = Function::from(then).call2(&promise, &read, &read);
    }
}
