//! The figures: one file (or folder) each, and one row each in [`REGISTRY`].
//!
//! A figure is a function from the data to a view. It renders twice: once natively, into the page, and once in the browser,
//! on top of what it finds there. Both must be the same, so whatever only a browser knows (address, size, theme) comes in
//! afterwards, in effects.
//!
//! A setting travels one way: control → state → domain → chart, sentence and table → address.

mod amount;
mod calculator;
mod frame;
mod island;
pub(crate) mod problem;
pub(crate) mod reactive;
mod surface;
mod table;
mod test_a;
pub(crate) mod text;

use crate::data::Showdown;

pub use calculator::{Report, State};
pub use island::Island;

/// One figure.
#[derive(Debug)]
pub struct Figure {
    /// Its id: the anchor on the page, and the name of everything that is made from it.
    pub id: &'static str,
    /// What it looks like, and what it does.
    pub view: fn(&'static Showdown) -> Island,
    /// The ids of the sources that its numbers come from.
    pub sources: &'static [&'static str],
    /// How the numbers come about that no source gives; empty if all are given.
    pub formula: &'static str,
}

/// Every figure there is, in the article's order.
pub const REGISTRY: &[Figure] = &[
    Figure { id: "test-a", view: test_a::view, sources: &["article"], formula: "" },
    Figure {
        id: "calculator",
        view: calculator::view,
        sources: &["article", "anthropic", "openai"],
        formula: "Cost = tokens × rate: standard service, nothing cached, prompts below any long-context tier. Generation = output tokens ÷ tokens per second, in one stream. A year is twelve such months.",
    },
];

/// The figure of that id.
pub fn find(id: &str) -> Option<&'static Figure> {
    REGISTRY.iter().find(|figure| figure.id == id)
}
