//! What runs in `embed/ui-throughput.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::alone(&showdown::figures::ui_throughput::FIGURE);
}
