//! Saving what was made on the page as a file.

use super::elements;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// Saves a text as a file of that name and media type.
pub fn text(name: &str, media_type: &str, content: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options) {
        save(name, &blob);
    }
}

/// Saves a canvas as a PNG picture.
pub fn picture(name: &str, canvas: &HtmlCanvasElement) {
    let name = name.to_owned();
    let made = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            save(&name, &blob);
        }
    });
    let _ = canvas.to_blob(made.unchecked_ref());
}

/// A canvas that is not on the page.
pub fn canvas() -> Option<HtmlCanvasElement> {
    elements::make("canvas")?.dyn_into().ok()
}

fn save(name: &str, blob: &Blob) {
    let (Some(link), Ok(url)) = (elements::make("a"), Url::create_object_url_with_blob(blob)) else { return };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser needs it until the download has begun.
    super::timer::later(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    });
}
