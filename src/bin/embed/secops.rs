//! What runs in `embed/secops.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::secops::FIGURE);
}
