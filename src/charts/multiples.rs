//! Small multiples: one panel for each measure, each on its own scale, both models in each.
//!
//! Bars start at zero, which is drawn; a negative value points to the left of it, and a zero is a mark on it.

use super::{Anchor, Chart, Drawn, Fill, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::DrawingBackend;

/// One model's value in a panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The value, in the panel's unit.
    pub value: f64,
    /// The value with its unit, as shown.
    pub label: String,
    /// A remark, or nothing.
    pub note: String,
}

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What is measured.
    pub name: String,
    /// How to read it: `lower is better`.
    pub hint: String,
    /// One bar for each model.
    pub bars: [Bar; 2],
}

/// Panels beside each other, or below each other on a phone.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// What each model is called.
    pub models: [String; 2],
    /// The measures.
    pub panels: Vec<Panel>,
}

const TITLE: i32 = 34;
const VALUE: i32 = 52;
const BAR: i32 = 40;
const HEAD: i32 = 104;
const ROW: i32 = 136;
const FOOT: i32 = 20;
const GUTTER: i32 = 64;
/// A zero has no length: it is shown by a mark of this width on the line of zero.
const ZERO_MARK: i32 = 8;

impl Multiples {
    const PANEL_HEIGHT: i32 = HEAD + 2 * ROW + FOOT;

    fn draw_panel<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        panel: &Panel,
        (x, y): (i32, i32),
        width: i32,
    ) -> Drawn<DB, [Rect; 2]> {
        pen.bold(&panel.name, (x, y + TITLE / 2), TITLE, Role::Ink, Anchor::Start)?;
        pen.text(&panel.hint, (x, y + TITLE + LABEL * 3 / 4), LABEL, Role::Muted, Anchor::Start)?;

        // Room for the widest label beyond the bars on either side.
        let room =
            |bars: &[&Bar]| bars.iter().map(|bar| text::width(&bar.label, VALUE) + 18).max().unwrap_or(0);
        let (negative, positive): (Vec<&Bar>, Vec<&Bar>) = panel.bars.iter().partition(|bar| bar.value < 0.0);
        let low = negative.iter().fold(0.0_f64, |low, bar| low.min(bar.value));
        let high = positive.iter().fold(0.0_f64, |high, bar| high.max(bar.value));
        let scale = RangedCoordf64::from(low..if high > low { high } else { low + 1.0 });
        let limits = (x + room(&negative), x + width - room(&positive));
        let at = |value: f64| scale.map(&value, limits);
        let zero = at(0.0);

        let mut rows = [Rect { x, y, width, height: ROW }; 2];
        for (model, bar) in panel.bars.iter().enumerate() {
            let top = y + HEAD + model as i32 * ROW;
            rows[model].y = top;
            let middle = top + LABEL + 12 + BAR / 2 + 6;
            // The name stands right of zero, or left of it where there is no room.
            let name = &self.models[model];
            let fits = zero + INDENT + text::width(name, LABEL) <= x + width;
            let (name_x, side) =
                if fits { (zero + INDENT, Anchor::Start) } else { (zero - INDENT, Anchor::End) };
            pen.text(name, (name_x, top + LABEL / 2), LABEL, Role::Muted, side)?;
            let rect = Rect::between((zero, middle - BAR / 2), (at(bar.value), middle + BAR / 2));
            let role = Role::of_model(model);
            let (label_x, anchor) =
                if bar.value < 0.0 { (rect.x - 14, Anchor::End) } else { (rect.right() + 14, Anchor::Start) };
            if rect.width < ZERO_MARK {
                let mark = Rect { x: zero - ZERO_MARK / 2, width: ZERO_MARK, ..rect };
                pen.bar(mark, role, Fill::Solid(1.0))?;
            } else {
                pen.bar(rect, role, Fill::of_model(model, 0))?;
            }
            pen.bold(&bar.label, (label_x, middle), VALUE, role, anchor)?;
        }
        pen.line((zero, y + HEAD + LABEL + 8), (zero, y + HEAD + 2 * ROW - 8), Role::Ink, 2)?;
        Ok(rows)
    }
}

impl Chart for Multiples {
    fn height(&self, layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => self.panels.len() as i32 * (Self::PANEL_HEIGHT + GUTTER / 2) - GUTTER / 2,
            Layout::Wide => Self::PANEL_HEIGHT,
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |series: usize| {
            self.panels.iter().map(move |panel| {
                let bar = &panel.bars[series];
                Point { series, name: panel.name.clone(), value: bar.label.clone(), note: bar.note.clone() }
            })
        };
        point(0).chain(point(1)).collect()
    }

    fn describe(&self) -> String {
        let [a, b] = &self.models;
        let panels = self.panels.iter().map(|panel| {
            format!("{}: {a} {}, {b} {}.", panel.name, panel.bars[0].label, panel.bars[1].label)
        });
        format!("Bar charts, one for each measure. {}", panels.collect::<Vec<_>>().join(" "))
    }

    fn draw<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>, layout: Layout) -> Drawn<DB, Vec<Rect>> {
        let count = self.panels.len().max(1) as i32;
        let width = match layout {
            Layout::Narrow => layout.width(),
            Layout::Wide => (layout.width() - (count - 1) * GUTTER) / count,
        };
        let mut spots = [vec![], vec![]];
        for (place, panel) in self.panels.iter().enumerate() {
            let place = place as i32;
            let origin = match layout {
                Layout::Narrow => (0, place * (Self::PANEL_HEIGHT + GUTTER / 2)),
                Layout::Wide => (place * (width + GUTTER), 0),
            };
            for (series, spot) in self.draw_panel(pen, panel, origin, width)?.into_iter().enumerate() {
                spots[series].push(spot);
            }
        }
        Ok(spots.concat())
    }
}
