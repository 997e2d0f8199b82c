//! What runs in `embed/repair-time.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::repair_time::FIGURE);
}
