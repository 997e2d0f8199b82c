//! A sensitivity chart: one bar per input, from the cost ratio (second model ÷ first model) at the
//! input's low end to the ratio at its high end.
//!
//! The scale is logarithmic. Right of 1× the first model is cheaper, left of 1× the second one. A bar
//! that crosses 1× changes the result and is highlighted.

use super::{Anchor, Chart, Fill, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;

/// One input and the effect of varying it.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// The input.
    pub name: String,
    /// The input's values at both ends, as text with unit.
    pub ends: [String; 2],
    /// The second model's cost ÷ the first model's cost at both ends, above 0.
    pub ratios: [f64; 2],
    /// The meaning of both ratios, as text.
    pub says: [String; 2],
    /// Whether varying the input changes which model is cheaper.
    pub flips: bool,
}

impl Swing {
    /// The largest ratio drawn.
    pub fn reach(&self) -> f64 {
        (self.ratios[0].ln() - self.ratios[1].ln()).abs()
    }
}

/// The inputs; the one with the largest effect first.
#[derive(Debug, Clone, PartialEq)]
pub struct Tornado {
    /// The name of the ratio: `GPT cost as a multiple of Claude cost`.
    pub name: String,
    /// The models' short names.
    pub models: [String; 2],
    /// The current ratio.
    pub now: f64,
    /// The inputs.
    pub rows: Vec<Swing>,
}

const HEAD: i32 = 132;
const BAR: i32 = 28;
const FOOT: i32 = 104;
const FLIPS: &str = "changes the answer";
const NOW: &str = "now";
/// The label of an input without effect.
const STILL: &str = "no change";
/// Marks inputs that change the result, where their text does not fit.
const SIGN: &str = "⇄ ";
/// Half the width of a pointer target.
const SPOT: i32 = 16;
/// Possible ticks of the axis: ratios, as numerator and denominator.
const TICKS: [(i128, i128); 13] = [
    (1, 1_000),
    (1, 100),
    (1, 20),
    (1, 10),
    (1, 5),
    (1, 2),
    (1, 1),
    (2, 1),
    (5, 1),
    (10, 1),
    (20, 1),
    (100, 1),
    (1_000, 1),
];

impl Tornado {
    /// The logarithms of both ends of the axis. The axis includes 1×, and covers at least ½× to 2×.
    fn range(&self) -> (f64, f64) {
        let all = self.rows.iter().flat_map(|row| row.ratios).chain([self.now]).map(f64::ln);
        let (low, high) =
            all.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let more = (2.0 * std::f64::consts::LN_2 - (high - low)).max(0.0) / 2.0;
        (low - more, high + more)
    }

    /// The height of a row. On a phone the name is above its bar, otherwise beside it.
    const fn row(layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => 96,
            Layout::Wide => 76,
        }
    }
}

impl Chart for Tornado {
    fn height(&self, layout: Layout) -> i32 {
        HEAD + self.rows.len() as i32 * Self::row(layout) + FOOT
    }

    fn points(&self) -> Vec<Point> {
        let point = |(series, row): (usize, &Swing)| {
            [0, 1].map(|end| Point {
                series,
                of: row.name.clone(),
                name: row.ends[end].clone(),
                value: row.says[end].clone(),
                note: if row.flips { FLIPS.to_owned() } else { String::new() },
            })
        };
        self.rows.iter().enumerate().flat_map(point).collect()
    }

    fn describe(&self) -> String {
        // Describe the largest effect, and the inputs that change the result. The table has the others.
        let told = self.rows.iter().enumerate().filter(|(place, row)| *place == 0 || row.flips);
        let rows = told.map(|(_, row)| {
            let flips = if row.flips { ", which changes the answer" } else { "" };
            let ([low, high], [at_low, at_high]) = (&row.ends, &row.says);
            format!("{}: {at_low} at {low}, {at_high} at {high}{flips}.", row.name)
        });
        let rows = format::joined(rows, " ");
        format!("Bar chart of {} inputs. {}. {rows}", self.rows.len(), self.name)
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let (width, row_height, wide) = (layout.width(), Self::row(layout), layout == Layout::Wide);
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|words| text::width(words, LABEL)).max().unwrap_or_default()
        };
        let room = widest(&mut self.rows.iter().flat_map(|row| &row.ends).map(String::as_str)) + INDENT;
        let names = self.rows.iter().map(|row| row.name.as_str());
        let column = if wide { widest(&mut names.chain([FLIPS])) + 2 * INDENT } else { 0 };
        let (left, right) = (column + room, width - room);
        let (low, high) = self.range();
        let at =
            |ratio: f64| left + ((ratio.ln() - low) / (high - low) * f64::from(right - left)).round() as i32;
        let (one, now) = (at(1.0), at(self.now));
        let floor = HEAD + self.rows.len() as i32 * row_height;

        let [a, b] = &self.models;
        let cheaper = [format!("← {b} cheaper"), format!("{a} cheaper →")];
        pen.bold(&cheaper[0], (column, LABEL / 2), LABEL, Role::of_model(1), Anchor::Start);
        pen.bold(&cheaper[1], (width, LABEL / 2), LABEL, Role::of_model(0), Anchor::End);
        pen.text(&self.name, (width, floor + FOOT - LABEL / 2), LABEL, Role::Muted, Anchor::End);
        if !wide && self.rows.iter().any(|row| row.flips) {
            pen.text(&[SIGN, FLIPS].concat(), (width, 3 * LABEL / 2 + 8), LABEL, Role::Muted, Anchor::End);
        }
        let mut free = i32::MIN;
        for (over, under) in TICKS {
            let x = at(over as f64 / under as f64);
            let label = format::ratio(over, under).unwrap_or_default();
            let half = (text::width(&label, LABEL) + 1) / 2;
            if (left..=right).contains(&x) && x - half >= free {
                pen.line((x, HEAD - 16), (x, floor), Role::Rule, 2);
                pen.text(&label, (x, floor + LABEL + 2), LABEL, Role::Muted, Anchor::Middle);
                free = x + half + LABEL / 2;
            }
        }
        pen.line((one, HEAD - 16), (one, floor), Role::Ink, 3);
        pen.dashes(&[(now, HEAD - 16), (now, floor)], 8.0, Role::Strong, 3);
        pen.text(NOW, (now, HEAD - 36), LABEL, Role::Strong, Anchor::Middle);

        let mut spots = vec![];
        for (place, row) in self.rows.iter().enumerate() {
            let top = HEAD + place as i32 * row_height;
            let middle = if wide { top + row_height / 2 } else { top + LABEL + 12 + BAR / 2 };
            let role = if row.flips { Role::Strong } else { Role::Ink };
            match (wide, row.flips) {
                (true, false) => pen.text(&row.name, (0, middle), LABEL, role, Anchor::Start),
                (true, true) => {
                    pen.bold(&row.name, (0, middle - LABEL / 2 - 1), LABEL, role, Anchor::Start);
                    pen.text(FLIPS, (0, middle + LABEL / 2 + 1), LABEL, Role::Muted, Anchor::Start);
                }
                (false, flips) => {
                    let line = if flips { [SIGN, &row.name].concat() } else { row.name.clone() };
                    pen.clear(&line, (0, top + LABEL / 2), LABEL, Anchor::Start);
                    if flips {
                        pen.bold(&line, (0, top + LABEL / 2), LABEL, role, Anchor::Start);
                    } else {
                        pen.text(&line, (0, top + LABEL / 2), LABEL, role, Anchor::Start);
                    }
                }
            }
            let ends = row.ratios.map(at);
            let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
            for (model, (from, to)) in [(1, (from, to.min(one))), (0, (from.max(one), to))] {
                if to > from {
                    let rect = Rect::between((from, middle - BAR / 2), (to, middle + BAR / 2));
                    pen.bar(rect, Role::of_model(model), Fill::of_model(model, 0));
                }
            }
            if from == to {
                pen.line((from, middle - BAR / 2), (from, middle + BAR / 2), Role::Muted, 4);
                let (x, side) = if from + INDENT + text::width(STILL, LABEL) <= width {
                    (from + INDENT, Anchor::Start)
                } else {
                    (from - INDENT, Anchor::End)
                };
                pen.clear(STILL, (x, middle), LABEL, side);
                pen.text(STILL, (x, middle), LABEL, Role::Muted, side);
            } else {
                for (end, label) in ends.into_iter().zip(&row.ends) {
                    let (x, side) =
                        if end == from { (from - INDENT, Anchor::End) } else { (to + INDENT, Anchor::Start) };
                    pen.clear(label, (x, middle), LABEL, side);
                    pen.text(label, (x, middle), LABEL, Role::Muted, side);
                }
            }
            spots.extend(ends.map(|end| Rect::around((end, middle), SPOT)));
        }
        spots
    }
}
