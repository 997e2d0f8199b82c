//! What to draw, and how to draw it, without a browser and without a file.
//!
//! A chart is a model first ([`Chart`]): the points that it shows, in words, and a table of the same numbers. Then it
//! draws itself with a [`Pen`] on any of plotters' backends: [`svg`] when the page is built, [`canvas`] in the browser.
//! Both use the same coordinates, so the picture does not move when the one replaces the other.
//!
//! Coordinates are integers, x to the right and y down, in half pixels of a drawing that is 360 px ([`Layout::Narrow`])
//! or 720 px ([`Layout::Wide`]) wide and that the page scales to its column.

pub mod cursor;
mod multiples;
mod pen;
mod picture;
mod stack;
mod table;
pub mod text;
mod theme;

#[cfg(feature = "_ui")]
pub mod canvas;
#[cfg(feature = "ssr")]
pub mod svg;

pub use multiples::{Bar, Multiples, Panel};
pub use pen::{Anchor, Drawn, Fill, INDENT, LABEL, Pen, Rect};
pub use picture::Picture;
pub use stack::{Part, Stack, StackRow};
pub use table::{Row, Table};
pub use theme::{Palette, Role};

use plotters::prelude::DrawingBackend;

/// How wide the drawing's column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A phone: parts stand below each other.
    Narrow,
    /// Anything wider: parts stand beside each other.
    Wide,
}

impl Layout {
    /// Both, the narrow one first.
    pub const ALL: [Self; 2] = [Self::Narrow, Self::Wide];

    /// The width of the drawing, in half pixels.
    pub const fn width(self) -> i32 {
        match self {
            Self::Narrow => 720,
            Self::Wide => 1440,
        }
    }

    /// The word for it in style sheets and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }
}

/// One thing that a reader can point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Which of the two models it belongs to: 0 or 1.
    pub series: usize,
    /// What it is, without the model's name.
    pub name: String,
    /// Its value, with its unit.
    pub value: String,
    /// A remark, or nothing.
    pub note: String,
}

/// A chart: the same numbers as points, as a description, and as a drawing.
pub trait Chart {
    /// The height of the drawing, in half pixels.
    fn height(&self, layout: Layout) -> i32;

    /// Everything that a reader can point at. Both series have the same number of points, in the same order, and the
    /// first series comes first.
    fn points(&self) -> Vec<Point>;

    /// What the chart shows, for those who can't see it.
    fn describe(&self) -> String;

    /// Draws the chart and tells where each of [`Chart::points`] has come to lie.
    ///
    /// # Errors
    /// Only those of the backend.
    fn draw<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>, layout: Layout) -> Drawn<DB, Vec<Rect>>;
}
