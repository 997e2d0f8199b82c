//! What runs in `embed/verify-loop.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::live::alone(&showdown::live::program::VERIFY_LOOP);
}
