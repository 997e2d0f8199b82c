//! Stacked bars of money on one scale, with one or more bars per model.

use super::{Anchor, Chart, Fill, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// One part of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The name of the part.
    pub name: String,
    /// Its length in dollars, at least 0.
    pub value: f64,
    /// The value as text, with unit.
    pub label: String,
    /// The calculation.
    pub note: String,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct StackRow {
    /// The model: 0 or 1.
    pub of: usize,
    /// The name, usually the model's.
    pub model: String,
    /// A short name, for repeated announcements by screen readers.
    pub short: String,
    /// The total as text, with unit.
    pub total: String,
    /// The parts, starting at zero.
    pub parts: Vec<Part>,
}

/// Stacked bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// The title: `Monthly cost, at list prices`.
    pub name: String,
    /// The bars, from top to bottom.
    pub rows: Vec<StackRow>,
}

const NAME: i32 = 34;
const TOTAL: i32 = 44;
const BAR: i32 = 60;
const ROW: i32 = 190;
/// The maximum number of bars with labelled parts.
const MANY: usize = 2;
const NARROW_ROW: i32 = ROW - 10 - LABEL;
const AXIS: i32 = 56;
/// The widest tick label assumed.
const TICK: &str = "$1,000T";

impl Stack {
    fn longest(&self) -> f64 {
        let sum = |row: &StackRow| row.parts.iter().map(|part| part.value).sum::<f64>();
        self.rows.iter().map(sum).fold(0.0, f64::max)
    }

    fn row(&self) -> i32 {
        if self.rows.len() > MANY { NARROW_ROW } else { ROW }
    }

    fn floor(&self) -> i32 {
        self.rows.len() as i32 * self.row()
    }
}

impl Chart for Stack {
    fn height(&self, _: Layout) -> i32 {
        self.floor() + AXIS
    }

    fn points(&self) -> Vec<Point> {
        let point = |(series, row): (usize, &StackRow)| {
            let part = |part: &Part| Point {
                series,
                of: row.short.clone(),
                name: part.name.clone(),
                value: part.label.clone(),
                note: part.note.clone(),
            };
            row.parts.iter().map(part).collect::<Vec<_>>()
        };
        self.rows.iter().enumerate().flat_map(point).collect()
    }

    fn describe(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let parts = row.parts.iter().map(|part| format!("{} {}", part.name, part.label));
            format!("{} {}: {}.", row.model, row.total, format::joined(parts, ", "))
        });
        format!("Stacked bars. {}. {}", self.name, format::joined(rows, " "))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let width = layout.width();
        let longest = self.longest();
        let scale = RangedCoordf64::from(0.0..if longest > 0.0 { longest } else { 1.0 });
        let room = self.rows.iter().map(|row| text::width(&row.total, TOTAL) + 20).max().unwrap_or(0);
        let limits = (2, width - room);
        let floor = self.floor();

        let ticks = ((limits.1 - limits.0) / (text::width(TICK, LABEL) * 4 / 3)).clamp(2, 6) as usize;
        for tick in scale.key_points(if longest > 0.0 { ticks } else { 1 }) {
            let x = scale.map(&tick, limits);
            pen.line((x, 0), (x, floor), Role::Rule, 2);
            let anchor = if tick == 0.0 { Anchor::Start } else { Anchor::Middle };
            pen.text(
                &format::dollars_short(tick),
                (if tick == 0.0 { 0 } else { x }, floor + AXIS / 2 + 4),
                LABEL,
                Role::Muted,
                anchor,
            );
        }

        let mut spots = vec![];
        for (place, row) in self.rows.iter().enumerate() {
            let (model, role) = (row.of, Role::of_model(row.of));
            let top = place as i32 * self.row();
            let bar_top = top + NAME + 12;
            pen.bold(&row.model, (INDENT, top + NAME / 2), NAME, role, Anchor::Start);
            let mut before = 0.0;
            let mut places = vec![];
            for (place, part) in row.parts.iter().enumerate() {
                let left = scale.map(&before, limits);
                before += part.value;
                let rect = Rect::between((left, bar_top), (scale.map(&before, limits), bar_top + BAR));
                if rect.width > 0 {
                    pen.bar(rect, role, Fill::of_model(model, place));
                    // Hatched parts have outlines; gaps separate solid parts.
                    if place > 0 && model == 0 {
                        pen.ground(Rect { width: 3, ..rect });
                    }
                }
                places.push((left + INDENT, [&part.name, " ", &part.label].concat(), part.value));
                spots.push(rect);
            }
            let labels = if self.rows.len() <= MANY { labels(&places, width) } else { vec![] };
            for (x, label) in labels {
                pen.text(label, (x, bar_top + BAR + 10 + LABEL / 2), LABEL, Role::Muted, Anchor::Start);
            }
            let end = scale.map(&before, limits);
            pen.bold(&row.total, (end + 16, bar_top + BAR / 2), TOTAL, role, Anchor::Start);
        }
        pen.line((limits.0, 0), (limits.0, floor), Role::Ink, 2);
        spots
    }
}

/// Selects the labels that fit on one line of `width`, largest parts first, and their positions: below
/// their part, or as near as other labels allow. The table and the pointer provide every number.
fn labels(parts: &[(i32, String, f64)], width: i32) -> Vec<(i32, &str)> {
    let wide = |place: usize| text::width(&parts[place].1, LABEL) + LABEL;
    let mut chosen: Vec<usize> = vec![];
    let mut left: Vec<usize> = (0..parts.len()).collect();
    let mut room = width + LABEL - INDENT;
    while let Some(index) =
        (0..left.len()).reduce(|a, b| if parts[left[b]].2 > parts[left[a]].2 { b } else { a })
    {
        let place = left.remove(index);
        if wide(place) <= room {
            room -= wide(place);
            chosen.insert(chosen.partition_point(|other| *other < place), place);
        }
    }
    // Place labels from the right, so that the last ones fit; then move each one left toward its part.
    let mut latest = width + LABEL;
    let mut starts: Vec<i32> = chosen
        .iter()
        .rev()
        .map(|place| {
            latest = parts[*place].0.min(latest - wide(*place));
            latest
        })
        .collect();
    starts.reverse();
    let mut free = INDENT;
    let placed = chosen.into_iter().zip(starts).map(|(place, start)| {
        let start = start.max(free);
        free = start + wide(place);
        (start, parts[place].1.as_str())
    });
    placed.collect()
}
