//! What runs in `embed/ui-throughput.html`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::live::alone(&showdown::live::program::UI_THROUGHPUT);
}
