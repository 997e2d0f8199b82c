//! Charts: their data and their drawing, without browser or files.
//!
//! A [`Chart`] first describes its points as text. Then it draws itself with a [`Pen`] on one of
//! plotters' backends: [`svg`] in the build, `canvas` in the browser. Both use the same coordinates, so
//! nothing moves when the canvas replaces the SVG.
//!
//! Coordinates are integers in half pixels, with x to the right and y down. A drawing is 360 px
//! ([`Layout::Narrow`]) or 720 px ([`Layout::Wide`]) wide, and the page scales it to its column.

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

/// The layout for a column width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// For phones: panels are stacked.
    Narrow,
    /// For wider columns: panels are side by side.
    Wide,
}

impl Layout {
    /// Every layout; the narrow one first.
    pub const ALL: [Self; 2] = [Self::Narrow, Self::Wide];

    /// The width of the drawing, in half pixels.
    pub const fn width(self) -> i32 {
        match self {
            Self::Narrow => 720,
            Self::Wide => 1440,
        }
    }

    /// The name in style sheets and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Wide => "wide",
        }
    }
}

/// A point: an element that the cursor can select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The index of its series.
    pub series: usize,
    /// The name of its series, usually a model.
    pub of: String,
    /// The name of the point, without the series.
    pub name: String,
    /// The value, with its unit.
    pub value: String,
    /// A remark, or empty.
    pub note: String,
}

/// A chart: one set of numbers as points, text alternative, and drawing.
pub trait Chart: Send + Sync {
    /// The width of the drawing, in half pixels.
    fn width(&self, layout: Layout) -> i32 {
        layout.width()
    }

    /// The height of the drawing, in half pixels.
    fn height(&self, layout: Layout) -> i32;

    /// All points, series by series.
    fn points(&self) -> Vec<Point>;

    /// The text alternative.
    fn describe(&self) -> String;

    /// The value of the horizontal axis at an x-coordinate in half pixels. `None` if the chart has no
    /// such axis.
    fn along(&self, _layout: Layout, _x: i32) -> Option<f64> {
        None
    }

    /// The value of the horizontal axis at a point. `None` if the chart has no such axis.
    fn along_at(&self, _point: usize) -> Option<f64> {
        None
    }

    /// Draws the chart. Returns one rectangle per point, in the order of [`Chart::points`].
    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect>;
}
