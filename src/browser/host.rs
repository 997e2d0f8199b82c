//! The page that this one is framed in, on another site as a rule: messages to it, and from it.
//!
//! `{ns: "showdown-embed", v: 1, type, …}`, as `docs/embedding.md` has them. Whatever else comes, or comes from anybody but
//! the page around, is left alone. Where nothing is framed nothing is posted and nothing comes.

use super::{events, window};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// Whose messages these are.
const NAMESPACE: &str = "showdown-embed";
/// Which version of them.
const VERSION: f64 = 1.0;

/// The page around this one.
fn host() -> Option<Window> {
    let window = window()?;
    window.parent().ok()?.filter(|parent| *parent != window)
}

/// Posts a message of that type, with what it says, if it says more than that.
pub fn post(kind: &str, field: Option<(&str, JsValue)>) {
    let Some(host) = host() else { return };
    let message = Object::new();
    let head = [("ns", NAMESPACE.into()), ("v", VERSION.into()), ("type", kind.into())];
    for (name, value) in head.into_iter().chain(field) {
        let _ = Reflect::set(&message, &name.into(), &value);
    }
    // To whoever it is: it says nothing that the figure does not show.
    let _ = host.post_message(&message, "*");
}

/// Calls back with the type and the text of each message from the page around. For as long as the page lives.
pub fn listen(heard: impl Fn(&str, &str) + 'static) {
    let (Some(window), Some(host)) = (window(), host()) else { return };
    events::on(&window, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        // Windows of other sites can be compared, and little else.
        let from_host = event.source().is_some_and(|source| *source == *AsRef::<JsValue>::as_ref(&host));
        let message = event.data();
        let field = |name: &str| Reflect::get(&message, &name.into()).unwrap_or_default();
        if !from_host || !message.is_object() || field("ns") != NAMESPACE || field("v") != VERSION {
            return;
        }
        let Some(kind) = field("type").as_string() else { return };
        let part = if kind == "state" { "query" } else { &kind };
        if let Some(text) = field(part).as_string() {
            heard(&kind, &text);
        }
    });
}
