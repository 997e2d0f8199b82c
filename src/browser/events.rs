//! Listening to what happens on the page, for as long as it lives.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// How it is listened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// To whatever happens, without a say in what the browser makes of it: so it need not wait.
    Passive,
    /// The same, but on the way down, before those within hear of it.
    Capture,
    /// The same as the first, but once.
    Once,
    /// With a say: what the browser would do can be prevented.
    Active,
}

/// Calls back whenever such an event happens to a target, or within it.
pub fn on(target: &EventTarget, event: &str, heard: impl FnMut(&Event) + 'static) {
    listen(target, event, Way::Passive, Box::new(heard));
}

/// The same, before anything within the target hears of it: also of what is told to one element alone.
pub fn on_way_down(target: &EventTarget, event: &str, heard: impl FnMut(&Event) + 'static) {
    listen(target, event, Way::Capture, Box::new(heard));
}

/// The same, the next time only.
pub fn once(target: &EventTarget, event: &str, heard: impl FnMut(&Event) + 'static) {
    listen(target, event, Way::Once, Box::new(heard));
}

/// The same, with a say: what the browser would do can be prevented.
pub fn answer(target: &EventTarget, event: &str, heard: impl FnMut(&Event) + 'static) {
    listen(target, event, Way::Active, Box::new(heard));
}

/// Where it happened, if that is such an element.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// One for all of them: what is made for each callback is no more than its box.
fn listen(target: &EventTarget, event: &str, way: Way, heard: Box<dyn FnMut(&Event)>) {
    let options = AddEventListenerOptions::new();
    options.set_capture(way == Way::Capture);
    options.set_once(way == Way::Once);
    options.set_passive(way != Way::Active);
    let heard = Closure::wrap(heard);
    let callback = heard.as_ref().unchecked_ref();
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, callback, &options);
    heard.forget();
}
