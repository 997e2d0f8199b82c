//! A value that others follow: the page's state.
//!
//! Followers run once after everything that happens at a time, however often the value has changed in it. A library of
//! signals keeps a graph of who depends on whom; here one value is followed, for as long as the page lives, and the graph
//! would weigh a tenth of an embedded figure.

use crate::browser::timer;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

/// A value with those who follow it. Copies are the same one.
pub struct Signal<T: 'static>(&'static Shared<T>);

struct Shared<T> {
    value: RefCell<T>,
    followers: RefCell<Vec<Rc<dyn Fn()>>>,
    /// Whether they will run soon.
    told: Cell<bool>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Signal<T> {
    /// A value that lives as long as the page.
    pub(super) fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Shared {
            value: RefCell::new(value),
            followers: RefCell::default(),
            told: Cell::new(false),
        })))
    }

    /// The value. What holds it lets go of it before it changes the value.
    pub fn read(&self) -> Ref<'static, T> {
        self.0.value.borrow()
    }

    /// Changes the value, and tells those who follow.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
        if !self.0.told.replace(true) {
            timer::next(move || {
                self.0.told.set(false);
                // A follower may come while others run.
                let followers = self.0.followers.borrow().clone();
                followers.iter().for_each(|follower| follower());
            });
        }
    }

    /// Another value.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// From now on runs with every change; and now.
    pub(super) fn follow(self, follower: impl Fn() + 'static) {
        follower();
        self.0.followers.borrow_mut().push(Rc::new(follower));
    }
}
