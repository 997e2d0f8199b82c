//! What is brought to life where: on the page all figures, and of a figure that stands alone no more than it has there.

use super::figure::Face;
use super::{Store, dialog, host, keeper, memory, planner, player};
use crate::figures::{self, Figure, Problem, REGISTRY};
use std::rc::Rc;

/// What is brought to life on a page.
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

/// Figures that stand alone, each with what it has beyond the others.
macro_rules! alone {
    ($($figure:ident $(with $($skill:expr),+)?;)*) => {
        &[$(Program {
            figures: &[figures::$figure::FIGURE.alone()],
            skills: &[$($($skill),+)?],
            place: &host::Host,
        }),*]
    };
}

const ALONE: &[Program] = alone! {
    verify_loop;
    context_fit;
    test_a;
    repair_time;
    test_b;
    secops with player::start;
    ui_throughput;
    economics;
    calculator;
    orchestrate with planner::start;
};

const _: () = assert!(ALONE.len() == REGISTRY.len(), "every figure stands alone, too");

/// What is brought to life of a figure that stands alone.
pub fn alone(id: &str) -> Option<&'static Program> {
    ALONE.iter().find(|program| program.figures.iter().any(|figure| figure.id == id))
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
