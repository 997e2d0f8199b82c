//! Line charts with marked points: intersections, and the reader's value.

use super::{Anchor, Chart, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The measured quantity, with its unit.
    pub name: String,
    /// Whether the scale is logarithmic. Both ends must then be above 0.
    pub logarithmic: bool,
    /// The values at both ends.
    pub ends: (f64, f64),
    /// The tick labels, in ascending order.
    pub ticks: Vec<(f64, String)>,
}

impl Axis {
    /// A dollar axis from 0 to `most`, with ticks at round numbers.
    pub fn dollars(name: impl Into<String>, most: f64) -> Self {
        Self::around(name, (0.0, most), format::dollars_short)
    }

    /// A linear axis that covers this range, with ticks at round numbers.
    pub fn around(name: impl Into<String>, (least, most): (f64, f64), label: fn(f64) -> String) -> Self {
        let most = if most > least { most } else { least + 1.0 };
        let ticks = RangedCoordf64::from(least..most).key_points(5);
        let ticks = ticks.into_iter().map(|tick| (tick, label(tick))).collect();
        Self { name: name.into(), logarithmic: false, ends: (least, most), ticks }
    }

    /// Draws gridlines across the plot, with their labels on the left.
    pub(super) fn levels(&self, pen: &Pen<'_>, (left, right): (i32, i32), at: &dyn Fn(f64) -> i32) {
        for (value, label) in &self.ticks {
            pen.line((left, at(*value)), (right, at(*value)), Role::Rule, 2);
            pen.text(label, (left - 18, at(*value)), LABEL, Role::Muted, Anchor::End);
        }
    }

    /// Draws tick labels below the plot. Omits labels that would collide or leave the drawing.
    pub(super) fn ticks_below(&self, pen: &Pen<'_>, width: i32, floor: i32, at: &dyn Fn(f64) -> i32) {
        let mut free = i32::MIN;
        for (value, label) in &self.ticks {
            let half = (text::width(label, LABEL) + 1) / 2;
            let middle = at(*value).clamp(half, (width - half).max(half));
            pen.line((at(*value), floor), (at(*value), floor + 10), Role::Rule, 2);
            if middle - half >= free {
                pen.text(label, (middle, floor + 30), LABEL, Role::Muted, Anchor::Middle);
                free = middle + half + LABEL / 2;
            }
        }
    }

    /// The value at a share of the axis length.
    fn at(&self, share: f64) -> f64 {
        let share = share.clamp(0.0, 1.0);
        let (low, high) = self.ends;
        if self.logarithmic { low * ((high / low).ln() * share).exp() } else { low + (high - low) * share }
    }

    /// The position of a value on the axis, 0 to 1, clamped.
    pub(super) fn share(&self, value: f64) -> f64 {
        let scale = |value: f64| if self.logarithmic { value.max(f64::MIN_POSITIVE).ln() } else { value };
        let (low, high) = (scale(self.ends.0), scale(self.ends.1));
        if high > low { ((scale(value) - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// The style of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The color and pattern of a model: 0 or 1.
    Model(usize),
    /// Prominent and solid.
    Strong,
    /// Subdued and dashed.
    Quiet,
}

impl Style {
    const fn role(self) -> Role {
        match self {
            Self::Model(model) => Role::of_model(model),
            Self::Strong => Role::Strong,
            Self::Quiet => Role::Muted,
        }
    }
}

/// One point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The position.
    pub at: (f64, f64),
    /// The horizontal value as text.
    pub name: String,
    /// The vertical value as text, with unit.
    pub value: String,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The name, shown at its right end.
    pub name: String,
    /// The style.
    pub style: Style,
    /// Its points, in axis order.
    pub samples: Vec<Sample>,
}

/// A marked point.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The position.
    pub at: (f64, f64),
    /// The name.
    pub label: String,
}

/// Lines on two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The lines.
    pub curves: Vec<Curve>,
    /// Reference values, drawn as horizontal lines.
    pub levels: Vec<(f64, String, Style)>,
    /// The marked points.
    pub marks: Vec<Mark>,
    /// The reader's value on the horizontal axis, with its label.
    pub here: Option<(f64, String)>,
}

/// The space above the plot: the name of the vertical axis, and below it the reader's label.
const HEAD: i32 = 100;
/// The space below the plot: ticks, and the name of the axis.
const FOOT: i32 = 96;
/// The minimum distance of texts at the right edge.
const LEADING: i32 = 38;
/// Half the width of a point's pointer target.
const SPOT: i32 = 10;

impl Lines {
    /// The left and right edges of the plot.
    fn sides(&self, layout: Layout) -> (i32, i32) {
        let widest = |texts: &mut dyn Iterator<Item = &str>| texts.map(|text| text::width(text, LABEL)).max();
        let left = widest(&mut self.y.ticks.iter().map(|(_, label)| label.as_str())).unwrap_or(0) + 18;
        let right = widest(&mut self.ends().iter().map(|(_, name, _)| *name)).unwrap_or(0) + 24;
        (left, layout.width() - right)
    }

    /// The labels at the right edge: value, text, and style.
    fn ends(&self) -> Vec<(f64, &str, Style)> {
        let curves = self.curves.iter().filter_map(|curve| {
            curve.samples.last().map(|last| (last.at.1, curve.name.as_str(), curve.style))
        });
        let levels = self.levels.iter().map(|(value, name, style)| (*value, name.as_str(), *style));
        curves.chain(levels).collect()
    }
}

impl Chart for Lines {
    fn height(&self, layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => 640,
            Layout::Wide => 700,
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |(series, curve): (usize, &Curve)| {
            let of = curve.name.clone();
            let point = move |sample: &Sample| Point {
                series,
                of: of.clone(),
                name: sample.name.clone(),
                value: sample.value.clone(),
                note: String::new(),
            };
            curve.samples.iter().map(point).collect::<Vec<_>>()
        };
        self.curves.iter().enumerate().flat_map(point).collect()
    }

    fn describe(&self) -> String {
        let curves = self.curves.iter().filter_map(|curve| {
            let (first, last) = (curve.samples.first()?, curve.samples.last()?);
            Some(format!(
                "{}: {} at {}, {} at {}.",
                curve.name, first.value, first.name, last.value, last.name
            ))
        });
        let marks = self.marks.iter().map(|mark| format!("Marked: {}.", mark.label));
        let here = self.here.iter().map(|(_, label)| format!("Marked: {label}."));
        let levels = self.levels.iter();
        let levels = levels
            .map(|(value, name, _)| format!("For comparison, {name}: {}.", format::significant(*value, 3)));
        let all = curves.chain(levels).chain(marks).chain(here);
        format!("Line chart, {} over {}. {}", self.y.name, self.x.name, format::joined(all, " "))
    }

    fn along_at(&self, point: usize) -> Option<f64> {
        self.curves.iter().flat_map(|curve| &curve.samples).nth(point).map(|sample| sample.at.0)
    }

    fn along(&self, layout: Layout, x: i32) -> Option<f64> {
        let (left, right) = self.sides(layout);
        Some(self.x.at(f64::from(x - left) / f64::from((right - left).max(1))))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let (width, height) = (layout.width(), self.height(layout));
        let ends = self.ends();
        let (left, right) = self.sides(layout);
        let (top, floor) = (HEAD, height - FOOT);
        let x = |value: f64| left + (self.x.share(value) * f64::from(right - left)).round() as i32;
        let y = |value: f64| floor - (self.y.share(value) * f64::from(floor - top)).round() as i32;

        pen.text(&self.y.name, (0, LABEL / 2), LABEL, Role::Muted, Anchor::Start);
        self.y.levels(pen, (left, right), &y);
        self.x.ticks_below(pen, width, floor, &x);
        pen.text(&self.x.name, (width, height - LABEL / 2), LABEL, Role::Muted, Anchor::End);
        pen.line((left, floor), (right, floor), Role::Ink, 2);

        for (value, _, style) in &self.levels {
            pen.dashes(&[(left, y(*value)), (right, y(*value))], 5.0, style.role(), 3);
        }
        if let Some((value, label)) = &self.here {
            let half = (text::width(label, LABEL) + 1) / 2;
            pen.line((x(*value), top), (x(*value), floor), Role::Strong, 2);
            let middle = x(*value).clamp(half, (width - half).max(half));
            pen.bold(label, (middle, top - 34), LABEL, Role::Strong, Anchor::Middle);
        }
        let mut spots = vec![];
        for curve in &self.curves {
            let points: Vec<_> =
                curve.samples.iter().map(|sample| (x(sample.at.0), y(sample.at.1))).collect();
            spots.extend(points.iter().map(|point| Rect::around(*point, SPOT)));
            match curve.style {
                Style::Model(model) => pen.curve(points, model, 6),
                Style::Strong => pen.path(points, Role::Strong, 6),
                Style::Quiet => pen.dashes(&points, 12.0, Role::Muted, 4),
            }
        }
        for mark in &self.marks {
            let (at_x, at_y) = (x(mark.at.0), y(mark.at.1));
            pen.ground(Rect::around((at_x, at_y), 11));
            pen.outline(Rect::around((at_x, at_y), 11), Role::Strong, 4);
            let wide = text::width(&mark.label, LABEL);
            let fits = at_x + 24 + wide <= right;
            let (from, side) = if fits { (at_x + 24, Anchor::Start) } else { (at_x - 24, Anchor::End) };
            let under = if at_y + 60 <= floor { at_y + 34 } else { at_y - 34 };
            pen.clear(&mark.label, (from, under), LABEL, side);
            pen.text(&mark.label, (from, under), LABEL, Role::Strong, side);
        }

        // Push the names at the right edge apart, downward; where space runs out, back upward.
        let mut places: Vec<(i32, &str, Style)> = vec![];
        for (value, name, style) in ends {
            let at = places.partition_point(|(other, ..)| *other <= y(value));
            places.insert(at, (y(value), name, style));
        }
        let mut lowest = top;
        for (at, ..) in &mut places {
            *at = lowest.max(*at);
            lowest = *at + LEADING;
        }
        let mut highest = floor;
        for (at, ..) in places.iter_mut().rev() {
            *at = highest.min(*at);
            highest = *at - LEADING;
        }
        for (at, name, style) in places {
            pen.bold(name, (right + INDENT, at), LABEL, style.role(), Anchor::Start);
        }
        spots
    }
}
