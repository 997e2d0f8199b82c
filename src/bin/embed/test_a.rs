//! What runs in `embed/test-a.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::test_a::FIGURE);
}
