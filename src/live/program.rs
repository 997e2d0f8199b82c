//! What a program is made of. The page has one for all figures; a figure that stands alone has one with no more than it
//! needs: what is not named here is not in it.

use super::figure::Face;
use super::{Store, dialog, host, keeper, memory, planner, player};
use crate::figures::{self, Figure, Problem, REGISTRY};
use std::rc::Rc;

/// What a program brings to life.
pub struct Program {
    /// Its figures.
    pub(super) figures: &'static [Figure],
    /// What some of its figures have beyond the others.
    pub(super) skills: &'static [Start],
    /// What stands around its figures.
    pub(super) place: &'static dyn Place,
}

/// The page: every figure there is.
pub const PAGE: Program = Program {
    figures: REGISTRY,
    skills: &[player::start, keeper::start, planner::files::start, memory::start, dialog::start],
    place: &memory::Browser,
};

/// A figure that stands alone.
macro_rules! alone {
    ($($program:ident: $figure:ident $(with $($skill:expr),+)?;)*) => {$(
        #[doc = concat!("The figure of `", stringify!($figure), "`, alone.")]
        pub const $program: Program = Program {
            figures: &[figures::$figure::FIGURE.alone()],
            skills: &[$($($skill),+)?],
            place: &host::Host,
        };
    )*};
}

alone! {
    VERIFY_LOOP: verify_loop;
    CONTEXT_FIT: context_fit;
    TEST_A: test_a;
    REPAIR_TIME: repair_time;
    TEST_B: test_b;
    SECOPS: secops with player::start;
    UI_THROUGHPUT: ui_throughput;
    ECONOMICS: economics;
    CALCULATOR: calculator;
    ORCHESTRATE: orchestrate with planner::start;
}

/// Takes hold of what it brings to life in a figure; nothing where the figure has no such part.
pub(super) type Start = fn(&Rc<Face>) -> Option<Rc<dyn Skill>>;

/// A part that only some figures have.
pub(super) trait Skill {
    /// The figure shows something new, and these settings of the address could not be used.
    fn update(&self, _problems: &[Problem]) {}

    /// Does what a button asks for; tells whether the button was its own.
    fn act(&self, _deed: &str) -> bool {
        false
    }
}

/// What stands around the figures: it may remember, and be told.
pub(super) trait Place: Sync {
    /// What was kept under a name, as in an address.
    fn recall(&self, _name: &str) -> Vec<(String, String)> {
        vec![]
    }

    /// Keeps something under a name: settings as in an address.
    fn keep(&self, _name: &str, _settings: &str) {}

    /// What the reader has set has been written into the address.
    fn written(&self, _store: Store) {}
}
