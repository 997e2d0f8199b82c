//! What runs in `embed/context-fit.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::context_fit::FIGURE);
}
