//! What happens in the browser: the built page comes to life.
//!
//! The page is there already, with every figure at its defaults. Nothing is rendered a second time: each part takes hold
//! of its elements, listens, and writes what has changed. A setting travels one way: control → [`Store`] → figure →
//! drawing, sentence and table; and from the store to the address. What a figure shows is decided in `figures`, with no
//! browser; here it only gets there.

mod controls;
mod figure;
mod keeper;
mod menu;
mod planner;
mod player;
mod store;
mod surface;
mod theme_switch;

pub use figure::start;
pub use store::Store;

use crate::browser::{address, elements, failure, menu as disclosure, reading, screen, timer};
use crate::data::Showdown;
use crate::figures;
use leptos::prelude::*;

/// Brings the built page to life, figure by figure. What can't be brought to life stays as it was built.
pub fn page() {
    failure::announce_panics();
    screen::prepare_for_print();
    let Ok(data) = Showdown::embedded() else { return failure::announce() };
    theme_switch::start();
    reading::mark_current(".contents a");
    disclosure::close_when_done(".menu, .share");
    let store = prepare(Box::leak(Box::new(data)));
    store.follow_address();
    store.remember();
    store::tell_memory();
    store.tell_version();
    address::on_travel(move || store.tell_version());
    // One after the other, each in a task of its own: the page stays quick to answer meanwhile.
    for element in elements::all("[data-figure]") {
        let found = element.get_attribute("data-figure").and_then(|id| figures::find(&id));
        if let Some(found) = found {
            timer::soon(move || {
                if !failure::announced() {
                    start(found, store, &element);
                }
            });
        }
    }
}

/// What figures share. To be called once.
pub fn prepare(data: &'static Showdown) -> Store {
    // Effects need somebody to run them, and an owner that lives as long as the page.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    Store::new(data)
}
