//! Counts as cells, one cell per counted thing, so that the quantity is visible.

use super::{Anchor, Chart, Fill, LABEL, Layout, Pen, Point, Rect, Role};
use crate::domain::format;

/// One model's count.
#[derive(Debug, Clone, PartialEq)]
pub struct CellsRow {
    /// The name of the model.
    pub model: String,
    /// The count.
    pub count: u64,
    /// The count with its unit.
    pub label: String,
    /// The calculation.
    pub note: String,
}

/// Two counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The title: `Parallel streams for 1,000 pages an hour`.
    pub name: String,
    /// The unit, singular and plural.
    pub unit: [&'static str; 2],
    /// One count for each model.
    pub rows: [CellsRow; 2],
}

/// The size of a cell, and the distance to the next cell.
const CELL: (i32, i32) = (22, 56);
const STEP: (i32, i32) = (32, 70);
/// Maximum cells per count. For larger counts a cell represents several things, so the height stays
/// constant.
const MOST: u64 = 44;

impl Cells {
    const fn columns(layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => 22,
            Layout::Wide => 44,
        }
    }

    const fn row(layout: Layout) -> i32 {
        let lines = (MOST as i32 + Self::columns(layout) - 1) / Self::columns(layout);
        LABEL + 24 + lines * STEP.1 + 28
    }

    /// Things per cell: 1, 2, 5, 10 and so on, equal in both rows.
    fn each(&self) -> u64 {
        let most = self.rows[0].count.max(self.rows[1].count);
        let mut each = 1_u64;
        while most.div_ceil(each) > MOST {
            // 1, 2, 5, 10: double, except from 2 to 5.
            let leading = each / 10_u64.pow(each.ilog10());
            each = if leading == 2 { each / 2 * 5 } else { each * 2 };
        }
        each
    }

    /// The legend: things per cell.
    fn key(&self) -> String {
        let [one, many] = self.unit;
        format!("one cell = {}", format::count(self.each(), one, many))
    }
}

impl Chart for Cells {
    fn height(&self, layout: Layout) -> i32 {
        2 * Self::row(layout) + LABEL + 8
    }

    fn points(&self) -> Vec<Point> {
        let point = |(series, row): (usize, &CellsRow)| Point {
            series,
            of: row.model.clone(),
            name: self.name.clone(),
            value: row.label.clone(),
            note: row.note.clone(),
        };
        self.rows.iter().enumerate().map(point).collect()
    }

    fn describe(&self) -> String {
        let [a, b] = &self.rows;
        format!("{}, {}. {}: {}. {}: {}.", self.name, self.key(), a.model, a.label, b.model, b.label)
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let columns = Self::columns(layout);
        let each = self.each();
        let mut spots = vec![];
        for (model, row) in self.rows.iter().enumerate() {
            let role = Role::of_model(model);
            let top = model as i32 * Self::row(layout);
            pen.bold(&row.model, (0, top + LABEL / 2), LABEL, role, Anchor::Start);
            pen.bold(&row.label, (layout.width(), top + LABEL / 2), LABEL, role, Anchor::End);
            for cell in 0..row.count.div_ceil(each) as i32 {
                let (x, y) = (cell % columns * STEP.0, top + LABEL + 24 + cell / columns * STEP.1);
                let rect = Rect { x: x + 2, y, width: CELL.0, height: CELL.1 };
                let fill = if model == 0 { Fill::Solid(1.0) } else { Fill::Hatched(10) };
                pen.bar(rect, role, fill);
            }
            spots.push(Rect { x: 0, y: top, width: layout.width(), height: Self::row(layout) - 28 });
        }
        let bottom = 2 * Self::row(layout) + LABEL / 2;
        pen.text(&self.key(), (0, bottom), LABEL, Role::Muted, Anchor::Start);
        spots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(count: u64) -> u64 {
        let row = CellsRow { model: String::new(), count, label: String::new(), note: String::new() };
        Cells { name: String::new(), unit: ["", ""], rows: [CellsRow { count: 0, ..row.clone() }, row] }
            .each()
    }

    #[test]
    fn a_cell_stands_for_a_round_number_of_things_and_there_are_never_too_many() {
        for (count, expected) in [(0, 1), (44, 1), (45, 2), (89, 5), (221, 10), (441, 20), (100_000, 5_000)] {
            assert_eq!(each(count), expected, "{count}");
        }
        assert!(u64::MAX.div_ceil(each(u64::MAX)) <= MOST);
    }
}
