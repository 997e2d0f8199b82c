//! Any of our charts, for whoever shows charts without caring which.

use super::{Chart, Drawn, Layout, Multiples, Pen, Point, Rect, Stack};
use plotters::prelude::DrawingBackend;

/// A chart of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// Small multiples.
    Multiples(Multiples),
    /// Stacked bars.
    Stack(Stack),
}

impl Chart for Picture {
    fn height(&self, layout: Layout) -> i32 {
        match self {
            Self::Multiples(chart) => chart.height(layout),
            Self::Stack(chart) => chart.height(layout),
        }
    }

    fn points(&self) -> Vec<Point> {
        match self {
            Self::Multiples(chart) => chart.points(),
            Self::Stack(chart) => chart.points(),
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::Multiples(chart) => chart.describe(),
            Self::Stack(chart) => chart.describe(),
        }
    }

    fn draw<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>, layout: Layout) -> Drawn<DB, Vec<Rect>> {
        match self {
            Self::Multiples(chart) => chart.draw(pen, layout),
            Self::Stack(chart) => chart.draw(pen, layout),
        }
    }
}
