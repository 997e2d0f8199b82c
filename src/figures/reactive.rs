//! The few reactive things that figures are made of, each with one type.
//!
//! Leptos compiles a signal, an effect and a dynamic attribute anew for every closure and every type. Here closures are boxed
//! first, and what changes on the page is text or a flag: that keeps a figure at a few kilobytes.

use leptos::prelude::*;
use std::sync::Arc;

/// Something computed from the reader's settings, whenever it is asked for. Asked for within an effect, it makes the effect
/// run again when it changes.
pub type Computed<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// Text that changes.
pub fn text(compute: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    boxed_text(Arc::new(compute))
}

fn boxed_text(compute: Computed<String>) -> Signal<String> {
    Signal::derive(move || compute())
}

/// A yes or no that changes.
pub fn flag(compute: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    boxed_flag(Arc::new(compute))
}

fn boxed_flag(compute: Computed<bool>) -> Signal<bool> {
    Signal::derive(move || compute())
}

/// What is to be done in the browser, now and whenever something that it reads has changed. Natively it is never done.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}
