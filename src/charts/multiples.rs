//! Small multiples: one panel per measure, each with its own scale, and a bar per value.
//!
//! Bars start at a visible zero line. Negative bars extend to the left; a zero is a mark on the line.

use super::{Anchor, Chart, Fill, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// One value in a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The model: 0 or 1.
    pub model: usize,
    /// The index of the bar among the model's bars in this panel. The first is drawn strong, the others
    /// lighter.
    pub part: usize,
    /// The name of the bar.
    pub name: String,
    /// The value, in the panel's unit.
    pub value: f64,
    /// The value with its unit, as shown.
    pub label: String,
    /// A remark, or empty.
    pub note: String,
}

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The measure.
    pub name: String,
    /// A reading hint: `less is better`.
    pub hint: String,
    /// The values.
    pub bars: Vec<Bar>,
}

/// Panels side by side, or stacked on a phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// The panels. Their bars have the same names in the same order; bars may be missing at the end.
    pub panels: Vec<Panel>,
}

const TITLE: i32 = 34;
const HEAD: i32 = 104;
const FOOT: i32 = 20;
const GUTTER: i32 = 64;
/// The width of the mark for a zero value.
const ZERO_MARK: i32 = 8;

impl Multiples {
    /// The maximum number of bars in a panel.
    fn most(&self) -> i32 {
        self.panels.iter().map(|panel| panel.bars.len()).max().unwrap_or_default() as i32
    }

    /// The height of a bar with its name, and the text size of its value. Both are smaller if there are
    /// many bars.
    fn row(&self) -> (i32, i32) {
        if self.most() > 2 { (104, 40) } else { (136, 52) }
    }

    /// The top of each row of panels, and the bottom of the last row.
    fn tops(&self, layout: Layout) -> Vec<i32> {
        let mut tops = vec![0];
        for panels in self.panels.chunks(self.columns(layout) as usize) {
            let most = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or_default() as i32;
            let top = tops.last().copied().unwrap_or_default();
            tops.push(top + HEAD + most * self.row().0 + FOOT + GUTTER / 2);
        }
        tops
    }

    /// The number of panels side by side.
    fn columns(&self, layout: Layout) -> i32 {
        match (layout, self.panels.len()) {
            (Layout::Narrow, _) | (_, 0) => 1,
            (Layout::Wide, 4) => 2,
            (Layout::Wide, count) => count as i32,
        }
    }

    fn draw_panel(&self, pen: &Pen<'_>, panel: &Panel, (x, y): (i32, i32), width: i32) -> Vec<Rect> {
        pen.bold(&panel.name, (x, y + TITLE / 2), TITLE, Role::Ink, Anchor::Start);
        pen.text(&panel.hint, (x, y + TITLE + LABEL * 3 / 4), LABEL, Role::Muted, Anchor::Start);

        let (row, size) = self.row();
        let thick = row * 2 / 7;
        // Reserve space for the widest label on either side of the bars.
        let room =
            |bars: &[&Bar]| bars.iter().map(|bar| text::width(&bar.label, size) + 18).max().unwrap_or(0);
        let (negative, positive): (Vec<&Bar>, Vec<&Bar>) = panel.bars.iter().partition(|bar| bar.value < 0.0);
        let low = negative.iter().fold(0.0_f64, |low, bar| low.min(bar.value));
        let high = positive.iter().fold(0.0_f64, |high, bar| high.max(bar.value));
        let scale = RangedCoordf64::from(low..if high > low { high } else { low + 1.0 });
        let limits = (x + room(&negative), x + width - room(&positive));
        let at = |value: f64| scale.map(&value, limits);
        let zero = at(0.0);

        let mut rows = vec![];
        for (place, bar) in panel.bars.iter().enumerate() {
            let top = y + HEAD + place as i32 * row;
            rows.push(Rect { x, y: top, width, height: row });
            let middle = top + LABEL + 16 + thick / 2;
            // Put the name right of the zero line, or left of it if it does not fit.
            let fits = zero + INDENT + text::width(&bar.name, LABEL) <= x + width;
            let (name_x, side) =
                if fits { (zero + INDENT, Anchor::Start) } else { (zero - INDENT, Anchor::End) };
            pen.text(&bar.name, (name_x, top + LABEL / 2), LABEL, Role::Muted, side);
            let rect = Rect::between((zero, middle - thick / 2), (at(bar.value), middle + thick / 2));
            let role = Role::of_model(bar.model);
            let (label_x, anchor) =
                if bar.value < 0.0 { (rect.x - 14, Anchor::End) } else { (rect.right() + 14, Anchor::Start) };
            if rect.width < ZERO_MARK {
                let mark = Rect { x: zero - ZERO_MARK / 2, width: ZERO_MARK, ..rect };
                pen.bar(mark, role, Fill::Solid(1.0));
            } else {
                pen.bar(rect, role, Fill::of_model(bar.model, bar.part));
            }
            pen.bold(&bar.label, (label_x, middle), size, role, anchor);
        }
        let end = y + HEAD + panel.bars.len() as i32 * row - 8;
        pen.line((zero, y + HEAD + LABEL + 8), (zero, end), Role::Ink, 2);
        rows
    }
}

impl Chart for Multiples {
    fn height(&self, layout: Layout) -> i32 {
        self.tops(layout).last().copied().unwrap_or_default() - GUTTER / 2
    }

    fn points(&self) -> Vec<Point> {
        let point = |(place, panel): (usize, &Panel)| {
            let bar = panel.bars.get(place)?;
            let (of, name) = (bar.name.clone(), panel.name.clone());
            Some(Point { series: place, of, name, value: bar.label.clone(), note: bar.note.clone() })
        };
        let series = |place| self.panels.iter().filter_map(move |panel| point((place, panel)));
        (0..self.most() as usize).flat_map(series).collect()
    }

    fn describe(&self) -> String {
        let panels = self.panels.iter().map(|panel| {
            let bars = panel.bars.iter().map(|bar| [&bar.name, " ", &bar.label].concat());
            format!("{}: {}.", panel.name, format::joined(bars, ", "))
        });
        format!("Bar charts, one for each measure. {}", format::joined(panels, " "))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let columns = self.columns(layout);
        let width = (layout.width() - (columns - 1) * GUTTER) / columns;
        let tops = self.tops(layout);
        let mut spots = vec![vec![]; self.most() as usize];
        for (place, panel) in self.panels.iter().enumerate() {
            let (column, row) = (place as i32 % columns, place / columns as usize);
            let origin = (column * (width + GUTTER), tops[row]);
            for (series, spot) in self.draw_panel(pen, panel, origin, width).into_iter().enumerate() {
                spots[series].push(spot);
            }
        }
        spots.concat()
    }
}
