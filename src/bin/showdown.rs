//! What runs in the browser, on the page and in every figure that stands alone. Started by `public/boot.js`: without the
//! runtime that goes before a `main`.

#![no_main]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(start)]
fn start() {
    showdown::live::run();
}
