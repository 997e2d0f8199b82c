//! Reading JSON: the browser has a reader already.

use crate::plan::tree::Tree;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

/// How deep values may lie in one another.
const DEEPEST: usize = 16;

/// Reads a text.
///
/// # Errors
/// What is wrong and where, as the browser says it.
pub fn parse(text: &str) -> Result<Tree, String> {
    let said = |error: JsValue| {
        error.dyn_into::<js_sys::Error>().map_or(String::new(), |error| String::from(error.message()))
    };
    let value = JSON::parse(text).map_err(|error| ["Invalid JSON: ", &said(error), "."].concat())?;
    Ok(tree(&value, DEEPEST))
}

fn tree(value: &JsValue, deepest: usize) -> Tree {
    if let Some(text) = value.as_string() {
        Tree::Text(text)
    } else if deepest == 0 {
        Tree::plain("null")
    } else if let Some(list) = value.dyn_ref::<Array>() {
        Tree::List(list.iter().map(|part| tree(&part, deepest - 1)).collect())
    } else if let Some(map) = value.dyn_ref::<Object>() {
        let entry = |entry: JsValue| {
            let entry = Array::from(&entry);
            (entry.get(0).as_string().unwrap_or_default(), tree(&entry.get(1), deepest - 1))
        };
        Tree::Map(Object::entries(map).iter().map(entry).collect())
    } else {
        // A number, `true`, `false` or `null`.
        Tree::plain(JSON::stringify(value).map_or(String::new(), String::from))
    }
}
