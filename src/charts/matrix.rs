//! A checklist: what each model delivered, item by item.

use super::{Anchor, Chart, Fill, LABEL, Layout, Pen, Point, Rect, Role};
use crate::domain::format;

/// The symbol of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Delivered.
    There,
    /// Not delivered.
    Missing,
    /// Unknown.
    Unknown,
}

/// One model's result for an item.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The symbol.
    pub sign: Sign,
    /// The result as text.
    pub word: String,
    /// A remark, or empty.
    pub note: String,
}

/// One requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// The name.
    pub name: String,
    /// The weight, in a few characters. Empty if all weights are equal.
    pub weight: String,
    /// Whether the item counts.
    pub counts: bool,
    /// One cell per model.
    pub cells: [Cell; 2],
}

/// Requirements and results.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// The names of the models.
    pub models: [String; 2],
    /// The requirements.
    pub rows: Vec<MatrixRow>,
}

const HEAD: i32 = 56;
/// Half the size of a symbol.
const SIGN: i32 = 14;

impl Matrix {
    const fn row(layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => 112,
            Layout::Wide => 64,
        }
    }

    /// The left edge of a model's cells.
    const fn column(layout: Layout, model: usize) -> i32 {
        match (layout, model) {
            (Layout::Narrow, 0) => 0,
            (Layout::Narrow, _) => 360,
            (Layout::Wide, 0) => 800,
            (Layout::Wide, _) => 1130,
        }
    }
}

impl Chart for Matrix {
    fn height(&self, layout: Layout) -> i32 {
        HEAD + self.rows.len() as i32 * Self::row(layout)
    }

    fn points(&self) -> Vec<Point> {
        let point = |model: usize| {
            self.rows.iter().map(move |row| Point {
                series: model,
                of: self.models[model].clone(),
                name: row.name.clone(),
                value: row.cells[model].word.clone(),
                note: row.cells[model].note.clone(),
            })
        };
        point(0).chain(point(1)).collect()
    }

    fn describe(&self) -> String {
        let [a, b] = &self.models;
        let rows = self.rows.iter().map(|row| {
            [&row.name, " ", &row.weight].concat().trim_end().to_owned()
                + &format!(": {a} {}, {b} {}.", row.cells[0].word, row.cells[1].word)
        });
        format!("Checklist. {}", format::joined(rows, " "))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let (width, height) = (layout.width(), Self::row(layout));
        let narrow = layout == Layout::Narrow;
        for (model, name) in self.models.iter().enumerate() {
            let x = Self::column(layout, model);
            pen.bold(name, (x, 22), LABEL, Role::of_model(model), Anchor::Start);
        }
        let mut spots = [vec![], vec![]];
        for (place, row) in self.rows.iter().enumerate() {
            let top = HEAD + place as i32 * height;
            pen.line((0, top), (width, top), Role::Rule, 2);
            let ink = if row.counts { Role::Ink } else { Role::Muted };
            pen.text(&row.name, (0, top + 32), LABEL, ink, Anchor::Start);
            let weight = if narrow { (width, top + 80) } else { (Self::column(layout, 0) - 40, top + 32) };
            pen.text(&row.weight, weight, LABEL, Role::Muted, Anchor::End);
            for (model, cell) in row.cells.iter().enumerate() {
                let (x, y) = (Self::column(layout, model), if narrow { top + 80 } else { top + 32 });
                let sign = Rect::around((x + SIGN + 2, y), SIGN);
                let role = Role::of_model(model);
                match cell.sign {
                    Sign::There => pen.bar(sign, role, Fill::of_model(model, 0)),
                    Sign::Missing => {
                        pen.line((sign.x, sign.y), (sign.right(), sign.bottom()), Role::Ink, 4);
                        pen.line((sign.x, sign.bottom()), (sign.right(), sign.y), Role::Ink, 4);
                    }
                    Sign::Unknown => pen.line((sign.x, y), (sign.right(), y), Role::Muted, 4),
                }
                let known = cell.sign != Sign::Unknown && row.counts;
                let ink = if known { Role::Strong } else { Role::Muted };
                pen.text(&cell.word, (sign.right() + 18, y), LABEL, ink, Anchor::Start);
                let (from, to) = (x, if model == 0 { Self::column(layout, 1) - 20 } else { width });
                spots[model].push(Rect::between((from, y - 26), (to, y + 26)));
            }
        }
        spots.concat()
    }
}
