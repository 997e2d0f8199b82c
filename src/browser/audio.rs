//! A recording that the page has, and the keys and the lock screen of the device that go with it.

use super::{elements, window};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAudioElement, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// What `web-sys` has only as unstable: <https://developer.mozilla.org/docs/Web/API/MediaSession>.
    type Session;
    #[wasm_bindgen(method, setter)]
    fn set_metadata(this: &Session, metadata: &Metadata);
    #[wasm_bindgen(method, setter)]
    fn set_playback_state(this: &Session, state: &str);
    #[wasm_bindgen(method, catch, js_name = setActionHandler)]
    fn set_action_handler(this: &Session, action: &str, handler: &Function) -> Result<(), JsValue>;

    #[wasm_bindgen(js_name = MediaMetadata)]
    type Metadata;
    #[wasm_bindgen(constructor, js_class = "MediaMetadata")]
    fn new(what: &Object) -> Metadata;
}

/// The recording in an element, if there is one.
pub fn find(element: &HtmlElement) -> Option<HtmlAudioElement> {
    elements::first(element, "audio")?.dyn_into().ok()
}

/// Plays it, and tells if the browser refuses. Not if it is stopped before it begins.
pub fn play(audio: &HtmlAudioElement, refused: Box<dyn FnOnce()>) {
    let Ok(promise) = audio.play() else { return refused() };
    let told = Closure::once(move |error: JsValue| {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        if name.as_deref() != Some("AbortError") {
            refused();
        }
    });
    let _ = promise.catch(&told);
    // Nobody tells when the promise is kept: a few bytes for each time that it plays.
    told.forget();
}

fn session() -> Option<Session> {
    let there = Reflect::get(&window()?.navigator(), &"mediaSession".into()).ok()?;
    there.is_object().then(|| there.unchecked_into())
}

/// Tells the device what is being played: names as the device shows them, and the address of a square picture.
pub fn announce(title: &str, artist: &str, album: &str, artwork: &str) {
    let Some(session) = session() else { return };
    let picture = Object::new();
    let what = Object::new();
    let set = |object: &Object, name: &str, value: &JsValue| {
        let _ = Reflect::set(object, &name.into(), value);
    };
    for (name, value) in [("src", artwork), ("sizes", "512x512"), ("type", "image/png")] {
        set(&picture, name, &value.into());
    }
    for (name, value) in [("title", title), ("artist", artist), ("album", album)] {
        set(&what, name, &value.into());
    }
    set(&what, "artwork", &Array::of1(&picture));
    session.set_metadata(&Metadata::new(&what));
}

/// Tells the device whether it is being played: `playing`, `paused`, `none`.
pub fn tell_state(state: &str) {
    if let Some(session) = session() {
        session.set_playback_state(state);
    }
}

/// Calls back when a key of the device, or its lock screen, asks for something; with the second that is asked for, if one is.
pub fn on_action(action: &str, asked: impl FnMut(Option<f64>) + 'static) {
    let Some(session) = session() else { return };
    let mut asked = asked;
    let handler = Closure::wrap(Box::new(move |details: JsValue| {
        asked(Reflect::get(&details, &"seekTime".into()).ok().and_then(|time| time.as_f64()));
    }) as Box<dyn FnMut(JsValue)>);
    // A browser that does not know an action has no key for it.
    let _ = session.set_action_handler(action, handler.as_ref().unchecked_ref());
    handler.forget();
}
