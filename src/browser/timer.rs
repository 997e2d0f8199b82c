//! Doing something a little later, once.
//!
//! Without a browser there is no later: nothing is done.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;

/// Runs the last of several calls, when no further one has come for a while. Dropping it cancels.
#[derive(Default)]
pub struct Debounce(RefCell<Option<Timeout>>);

impl Debounce {
    /// Runs `action` in so many milliseconds, unless another call comes first.
    pub fn run(&self, milliseconds: u32, action: impl FnOnce() + 'static) {
        if super::window().is_some() {
            // Dropping the pending one cancels it.
            *self.0.borrow_mut() = Some(Timeout::new(milliseconds, action));
        }
    }
}

/// Runs `action` after everything that is already to be done.
pub fn soon(action: impl FnOnce() + 'static) {
    if super::window().is_some() {
        Timeout::new(0, action).forget();
    }
}
