//! Charts: their model and their drawing, without a browser and without a file.
//!
//! A chart is a model first ([`Chart`]): the points that it shows, in words. Then it draws itself with a [`Pen`] on one of
//! plotters' backends: [`svg`] when the page is built, `canvas` in the browser.
//! Both use the same coordinates, so the picture does not move when the one replaces the other.
//!
//! Coordinates are integers, x to the right and y down, in half pixels of a drawing that is 360 px ([`Layout::Narrow`])
//! or 720 px ([`Layout::Wide`]) wide and that the page scales to its column.

mod cells;
pub mod cursor;
mod flow;
mod frontier;
mod lines;
mod matrix;
mod multiples;
mod pen;
mod pipeline;
mod plate;
mod ruler;
pub mod spreadsheet;
mod stack;
mod table;
pub mod text;
mod theme;
mod tornado;

#[cfg(feature = "ui")]
pub mod canvas;
mod sheet;
pub mod svg;

pub use cells::{Cells, CellsRow};
pub use flow::{Flow, Source};
pub use frontier::{Frontier, Place};
pub use lines::{Axis, Curve, Lines, Mark, Sample, Style};
pub use matrix::{Cell, Matrix, MatrixRow, Sign};
pub use multiples::{Bar, Multiples, Panel};
pub use pen::{Anchor, Fill, INDENT, LABEL, Pen, Rect};
pub use pipeline::{Pipeline, Stage};
pub use plate::Plate;
pub use ruler::{Ruler, RulerRow};
pub use sheet::Failed;
pub use stack::{Part, Stack, StackRow};
pub use table::{Row, Table};
pub use theme::{Palette, Role, Theme};
pub use tornado::{Swing, Tornado};

/// The width of the column.
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
    /// Which series it belongs to, from 0 on.
    pub series: usize,
    /// The name of the series, usually a model's.
    pub of: String,
    /// The name of the point, without that of the series.
    pub name: String,
    /// Its value, with its unit.
    pub value: String,
    /// A remark, or nothing.
    pub note: String,
}

/// A chart: the same numbers as points, as a description, and as a drawing.
pub trait Chart: Send + Sync {
    /// The width of the drawing, in half pixels.
    fn width(&self, layout: Layout) -> i32 {
        layout.width()
    }

    /// The height of the drawing, in half pixels.
    fn height(&self, layout: Layout) -> i32;

    /// Everything that a reader can point at, series by series.
    fn points(&self) -> Vec<Point>;

    /// The text alternative.
    fn describe(&self) -> String;

    /// The value of the axis from left to right at that place of the drawing; nothing where there is no such axis.
    fn along(&self, _layout: Layout, _x: i32) -> Option<f64> {
        None
    }

    /// The value of that axis at a point; nothing where there is no such axis.
    fn along_at(&self, _point: usize) -> Option<f64> {
        None
    }

    /// Draws the chart and tells where each of [`Chart::points`] has come to lie.
    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect>;
}
