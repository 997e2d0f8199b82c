//! What runs in `embed/economics.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::economics::FIGURE);
}
