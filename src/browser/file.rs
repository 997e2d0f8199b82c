//! Reading files that the reader chooses or drops. They stay on this machine.

use js_sys::{ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DragEvent, File, FileList, HtmlInputElement};

/// The largest file that is read at once, in bytes.
pub const LARGEST: f64 = 1_000_000.0;

/// Reads the bytes of the file that is chosen in a field, and gives it on; nothing where it can't be read. The field is
/// empty afterwards, so that the same file can be chosen again.
pub fn read(field: &HtmlInputElement, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Some(file) = chosen(field).into_iter().next() else { return };
    if file.size() > LARGEST {
        return done(None);
    }
    bytes(&file, Box::new(done));
}

/// The files that are chosen in a field, which is empty afterwards.
pub fn chosen(field: &HtmlInputElement) -> Vec<File> {
    let files = listed(field.files());
    field.set_value("");
    files
}

/// The files that are dropped.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    let of = |value: &JsValue, key: &str| Reflect::get(value, &key.into()).ok();
    let files = of(event, "dataTransfer").and_then(|data| of(&data, "files"));
    listed(files.and_then(|files| files.dyn_into().ok()))
}

/// Reads a piece of a file, from one byte to before another, and gives it on; nothing where it can't be read.
pub fn piece(file: &File, from: f64, to: f64, done: impl FnOnce(Option<Vec<u8>>) + 'static) {
    match file.slice_with_f64_and_f64(from, to) {
        Ok(blob) => bytes(&blob, Box::new(done)),
        Err(_) => done(None),
    }
}

fn listed(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else { return vec![] };
    (0..files.length()).filter_map(|place| files.get(place)).collect()
}

fn bytes(blob: &Blob, done: Box<dyn FnOnce(Option<Vec<u8>>)>) {
    let promise: JsValue = blob.array_buffer().into();
    let read = Closure::once_into_js(move |read: JsValue| {
        let buffer = read.dyn_ref::<ArrayBuffer>();
        done(buffer.map(|buffer| Uint8Array::new(buffer).to_vec()));
    });
    if let Ok(then) = Reflect::get(&promise, &"then".into()) {
        // A file that has gone gives an error, which is no buffer.
        let _ = Function::from(then).call2(&promise, &read, &read);
    }
}
