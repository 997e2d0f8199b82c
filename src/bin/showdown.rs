//! What runs in the browser. Started by the page's loader: without the runtime that goes before a `main`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::start();
}
