//! Sizes as lines on one logarithmic scale, with the reader's own size across all of them.
//!
//! A logarithmic scale has no zero, so these are not bars: only the end of a line has meaning.

use super::{Anchor, Axis, Chart, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;

/// One size.
#[derive(Debug, Clone, PartialEq)]
pub struct RulerRow {
    /// The model: 0 or 1.
    pub model: usize,
    /// The name.
    pub name: String,
    /// The value on the axis.
    pub value: f64,
    /// The value as text, with unit.
    pub label: String,
    /// The verdict for the reader's size: `fits`.
    pub verdict: String,
    /// Whether the verdict is favorable.
    pub good: bool,
}

/// Sizes on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// The horizontal axis, which is logarithmic.
    pub axis: Axis,
    /// The sizes.
    pub rows: Vec<RulerRow>,
    /// The reader's own size, with its label.
    pub here: (f64, String),
    /// A size for comparison, if any, with its label.
    pub landmark: Option<(f64, String)>,
}

const HEAD: i32 = 56;
const ROW: i32 = 104;
const FOOT: i32 = 108;
/// Half the size of the square at the end of a line.
const CAP: i32 = 14;

impl Chart for Ruler {
    fn height(&self, _: Layout) -> i32 {
        HEAD + self.rows.len() as i32 * ROW + FOOT
    }

    fn points(&self) -> Vec<Point> {
        let point = |row: &RulerRow| Point {
            series: 0,
            of: row.name.clone(),
            name: self.axis.name.clone(),
            value: row.label.clone(),
            note: row.verdict.clone(),
        };
        self.rows.iter().map(point).collect()
    }

    fn describe(&self) -> String {
        let rows = self.rows.iter().map(|row| format!("{}: {}, {}.", row.name, row.label, row.verdict));
        let landmark = self.landmark.iter().map(|(_, label)| format!("For comparison: {label}."));
        let all = rows.chain(landmark);
        format!("Sizes on a logarithmic scale, compared with {}. {}", self.here.1, format::joined(all, " "))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let width = layout.width();
        let room = self.rows.iter().map(|row| text::width(&row.label, LABEL)).max().unwrap_or(0) + 40;
        let x = |value: f64| (self.axis.share(value) * f64::from(width - room)).round() as i32;
        let floor = HEAD + self.rows.len() as i32 * ROW;

        let mut free = i32::MIN;
        for (value, label) in &self.axis.ticks {
            let half = (text::width(label, LABEL) + 1) / 2;
            let middle = x(*value).max(half);
            pen.line((x(*value), HEAD), (x(*value), floor), Role::Rule, 2);
            if middle - half >= free {
                pen.text(label, (middle, floor + 26), LABEL, Role::Muted, Anchor::Middle);
                free = middle + half + LABEL / 2;
            }
        }
        let (here, label) = &self.here;
        let half = (text::width(label, LABEL) + 1) / 2;
        let middle = x(*here).clamp(half, (width - half).max(half));
        pen.bold(label, (middle, LABEL / 2), LABEL, Role::Strong, Anchor::Middle);
        pen.line((x(*here), LABEL + 8), (x(*here), floor), Role::Strong, 3);
        let mut spots = vec![];
        for (place, row) in self.rows.iter().enumerate() {
            let top = HEAD + place as i32 * ROW;
            let (end, y) = (x(row.value), top + 70);
            let role = Role::of_model(row.model);
            pen.clear(&row.name, (0, top + 24), LABEL, Anchor::Start);
            pen.text(&row.name, (0, top + 24), LABEL, Role::Ink, Anchor::Start);
            let strength = if row.good { Role::Strong } else { Role::Muted };
            pen.clear(&row.verdict, (width, top + 24), LABEL, Anchor::End);
            pen.bold(&row.verdict, (width, top + 24), LABEL, strength, Anchor::End);
            pen.curve(vec![(0, y), (end - CAP, y)], row.model, 6);
            pen.bar(Rect::around((end, y), CAP), role, super::Fill::of_model(row.model, 0));
            pen.clear(&row.label, (end + CAP + 12, y), LABEL, Anchor::Start);
            pen.bold(&row.label, (end + CAP + 12, y), LABEL, role, Anchor::Start);
            spots.push(Rect { x: 0, y: top, width, height: ROW });
        }
        if let Some((value, label)) = &self.landmark {
            let half = (text::width(label, LABEL) + 1) / 2;
            let middle = x(*value).clamp(half, (width - half).max(half));
            pen.head((x(*value), floor + 44), (0, -1), Role::Ink);
            pen.text(label, (middle, floor + 80), LABEL, Role::Ink, Anchor::Middle);
        }
        spots
    }
}
