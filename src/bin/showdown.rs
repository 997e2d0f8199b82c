//! The program in the browser. The page's loader starts it, so it needs no `main`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::app::start();
}
