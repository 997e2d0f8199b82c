//! Doing something a little later, once.

use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Something to do. In a box before anything else is done with it: what follows is compiled once.
type Action = Box<dyn FnOnce()>;

/// Runs the last of several calls, when no further one has come for a while. Clones share what is pending.
#[derive(Clone, Default)]
pub struct Debounce {
    pending: Rc<RefCell<Option<Action>>>,
    timeout: Rc<RefCell<Option<Timeout>>>,
}

impl Debounce {
    /// Runs `action` in so many milliseconds, unless another call comes first.
    pub fn run(&self, milliseconds: u32, action: impl FnOnce() + 'static) {
        self.hold(milliseconds, Box::new(action));
    }

    fn hold(&self, milliseconds: u32, action: Action) {
        if super::window().is_none() {
            return;
        }
        *self.pending.borrow_mut() = Some(action);
        let waiting = self.clone();
        let finish: Action = Box::new(move || {
            waiting.finish();
        });
        // Dropping the timeout before cancels it.
        *self.timeout.borrow_mut() = Some(Timeout::new(milliseconds, finish));
    }

    /// Forgets what is pending.
    pub fn cancel(&self) {
        self.pending.take();
    }

    /// Runs what is pending now; tells whether anything was.
    pub fn finish(&self) -> bool {
        let action = self.pending.take();
        action.map(|action| action()).is_some()
    }
}

/// Runs `action` after everything that is already to be done.
pub fn soon(action: impl FnOnce() + 'static) {
    later(0, action);
}

/// Runs `action` in so many milliseconds.
pub fn later(milliseconds: u32, action: impl FnOnce() + 'static) {
    fn wait(milliseconds: u32, action: Action) {
        if super::window().is_some() {
            Timeout::new(milliseconds, action).forget();
        }
    }
    wait(milliseconds, Box::new(action));
}

/// Runs `action` as soon as what happens now is over, before anything else that the browser has to do.
pub fn next(action: impl FnOnce() + 'static) {
    fn queue(action: Action) {
        if let Some(window) = super::window() {
            window.queue_microtask(Closure::once_into_js(action).unchecked_ref());
        }
    }
    queue(Box::new(action));
}

/// Lets everything go first that is already to be done.
pub async fn pause() {
    gloo::timers::future::TimeoutFuture::new(0).await;
}

/// Milliseconds on the browser's clock.
pub fn now() -> f64 {
    js_sys::Date::now()
}
