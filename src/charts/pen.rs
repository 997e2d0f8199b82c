//! The drawing primitives of all charts, on any plotters backend.

use super::sheet::{Failed, Sheet};
use super::{Palette, Role, text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The text size of labels: at least 12 px in the narrowest column of a layout.
pub const LABEL: i32 = 30;
/// The distance of a text from its line.
pub const INDENT: i32 = 12;

/// The opacity of a solid band, so that bands below it remain visible.
const BAND: f64 = 0.55;
/// The distance between the lines of a hatched band.
const BAND_STEP: i32 = 9;

/// A rectangle, in half pixels from the top left corner of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// The left edge.
    pub x: i32,
    /// The top edge.
    pub y: i32,
    /// The width, at least 0.
    pub width: i32,
    /// The height, at least 0.
    pub height: i32,
}

impl Rect {
    /// The rectangle between two opposite corners.
    pub fn between((x0, y0): (i32, i32), (x1, y1): (i32, i32)) -> Self {
        Self { x: x0.min(x1), y: y0.min(y1), width: (x1 - x0).abs(), height: (y1 - y0).abs() }
    }

    /// The rectangle, extended by `margin` on each side.
    pub fn grown(self, margin: i32) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2 * margin,
            height: self.height + 2 * margin,
        }
    }

    /// A square around a point.
    pub const fn around((x, y): (i32, i32), half: i32) -> Self {
        Self { x: x - half, y: y - half, width: 2 * half, height: 2 * half }
    }

    /// The corners; the first one is repeated at the end.
    fn corners(self) -> [(i32, i32); 5] {
        let Self { x, y, .. } = self;
        [(x, y), (self.right(), y), (self.right(), self.bottom()), (x, self.bottom()), (x, y)]
    }

    /// The right edge.
    pub const fn right(self) -> i32 {
        self.x + self.width
    }

    /// The bottom edge.
    pub const fn bottom(self) -> i32 {
        self.y + self.height
    }
}

/// The fill of a bar. Each model has one pattern everywhere, so that color is never the only difference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// Solid, for the first model, with this opacity.
    Solid(f64),
    /// Hatched, for the second model, with this distance between strokes in half pixels.
    Hatched(i32),
}

impl Fill {
    /// The pattern of a model's bar. Part 0 is strong, later parts are lighter.
    pub fn of_model(model: usize, part: usize) -> Self {
        match (model, part) {
            (0, 0) => Self::Solid(1.0),
            (0, _) => Self::Solid(0.5),
            (_, 0) => Self::Hatched(12),
            (_, _) => Self::Hatched(26),
        }
    }
}

/// The horizontal anchor of a text. The vertical anchor is always the middle, where SVG and canvas agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text starts at the position.
    Start,
    /// The text is centered at the position.
    Middle,
    /// The text ends at the position.
    End,
}

/// Draws on one sheet, with one palette and one font. `finish` reports errors.
pub struct Pen<'a> {
    sheet: Rc<RefCell<Sheet<'a>>>,
    palette: &'a Palette,
    family: &'a str,
    /// The origin of the drawing on the sheet.
    origin: (i32, i32),
    /// Whether every stroke so far succeeded.
    sound: Rc<Cell<bool>>,
}

impl<'a> Pen<'a> {
    /// Creates a pen for a sheet.
    pub(super) fn new(sheet: Sheet<'a>, palette: &'a Palette, family: &'a str) -> Self {
        let sound = Rc::new(Cell::new(true));
        Self { sheet: Rc::new(RefCell::new(sheet)), palette, family, origin: (0, 0), sound }
    }

    /// A pen with its origin moved right and down.
    pub fn moved(&self, (x, y): (i32, i32)) -> Self {
        let origin = (self.origin.0 + x, self.origin.1 + y);
        Self { sheet: self.sheet.clone(), sound: self.sound.clone(), origin, ..*self }
    }

    /// Converts drawing coordinates to sheet coordinates, clamped.
    fn place(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let (width, height) = self.sheet.borrow().size;
        ((self.origin.0 + x).clamp(0, width as i32), (self.origin.1 + y).clamp(0, height as i32))
    }

    /// Reports whether every stroke succeeded.
    ///
    /// # Errors
    /// If a stroke failed.
    pub(super) fn finish(&self) -> Result<(), Failed> {
        if self.sound.get() { Ok(()) } else { Err(Failed) }
    }

    fn put<E>(&self, put: impl FnOnce(&mut Sheet<'a>) -> Result<(), E>) {
        if put(&mut self.sheet.borrow_mut()).is_err() {
            self.sound.set(false);
        }
    }

    /// Draws a line of text.
    pub fn text(&self, text: &str, at: (i32, i32), size: i32, role: Role, anchor: Anchor) {
        self.set(text, at, size, role, anchor, FontStyle::Normal)
    }

    /// Draws a line of bold text.
    pub fn bold(&self, text: &str, at: (i32, i32), size: i32, role: Role, anchor: Anchor) {
        self.set(text, at, size, role, anchor, FontStyle::Bold)
    }

    fn set(&self, text: &str, at: (i32, i32), size: i32, role: Role, anchor: Anchor, weight: FontStyle) {
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = self.palette.get(role);
        let font = FontDesc::new(FontFamily::Name(self.family), f64::from(size), weight);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(h_pos, VPos::Center));
        let at = self.place(at);
        self.put(|sheet| sheet.draw_text(text, &style, at));
    }

    /// Draws a straight line.
    pub fn line(&self, from: (i32, i32), to: (i32, i32), role: Role, stroke: u32) {
        self.path(vec![from, to], role, stroke)
    }

    /// Draws a polyline.
    pub fn path(&self, points: Vec<(i32, i32)>, role: Role, stroke: u32) {
        self.strokes(&points, self.palette.get(role).stroke_width(stroke));
    }

    /// Draws a dashed polyline.
    pub fn dashes(&self, points: &[(i32, i32)], dash: f64, role: Role, stroke: u32) {
        for piece in dashed(points, dash) {
            self.path(piece, role, stroke);
        }
    }

    /// Draws a polyline in a model's pattern: solid for the first model, dashed for the second.
    pub fn curve(&self, points: Vec<(i32, i32)>, model: usize, stroke: u32) {
        match model {
            0 => self.path(points, Role::of_model(model), stroke),
            _ => self.dashes(&points, 18.0, Role::of_model(model), stroke),
        }
    }

    /// Draws a band of this width along points, in a model's pattern: solid for the first model, parallel
    /// lines for the second.
    pub fn band(&self, points: &[(i32, i32)], width: i32, model: usize) {
        let role = Role::of_model(model);
        if model == 0 {
            return self.strokes(points, self.palette.get(role).mix(BAND).stroke_width(width.max(2) as u32));
        }
        let lines = (width / BAND_STEP).max(1);
        for line in 0..=lines {
            let offset = if width < BAND_STEP { 0 } else { width * line / lines - width / 2 };
            self.path(points.iter().map(|(x, y)| (*x, y + offset)).collect(), role, 3);
        }
    }

    /// Draws an arrowhead with its tip at a point. Each component of the direction is -1, 0, or 1.
    pub fn head(&self, (x, y): (i32, i32), (dx, dy): (i32, i32), role: Role) {
        let back = (x - 14 * dx, y - 14 * dy);
        let sides = [(back.0 - 10 * dy, back.1 - 10 * dx), (x, y), (back.0 + 10 * dy, back.1 + 10 * dx)];
        self.path(sides.to_vec(), role, 3)
    }

    /// Fills a rectangle with the background.
    pub fn ground(&self, rect: Rect) {
        self.bar(rect, Role::Panel, Fill::Solid(1.0))
    }

    /// Clears the background of a text, so that no line crosses it.
    pub fn clear(&self, words: &str, (x, y): (i32, i32), size: i32, anchor: Anchor) {
        let width = text::width(words, size);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2,
            Anchor::End => x - width,
        };
        self.ground(Rect { x: left - 6, y: y - size / 2, width: width + 12, height: size });
    }

    /// Draws the outline of a rectangle.
    pub fn outline(&self, rect: Rect, role: Role, stroke: u32) {
        self.path(rect.corners().to_vec(), role, stroke)
    }

    /// Draws a bar in a model's pattern.
    pub fn bar(&self, rect: Rect, role: Role, fill: Fill) {
        match fill {
            Fill::Solid(strength) => {
                let (from, to) = (self.place((rect.x, rect.y)), self.place((rect.right(), rect.bottom())));
                let colour = self.palette.get(role).mix(strength);
                self.put(|sheet| sheet.draw_rect(from, to, &colour, true));
            }
            Fill::Hatched(step) => {
                self.path(hatch(rect, step), role, 4);
                self.outline(rect, role, 4)
            }
        }
    }

    fn strokes(&self, points: &[(i32, i32)], style: ShapeStyle) {
        let points: Vec<_> = points.iter().map(|point| self.place(*point)).collect();
        self.put(|sheet| sheet.draw_path(points, &style));
    }
}

/// Diagonal strokes across a rectangle, as one path that runs back and forth: up one stroke, along the
/// edge, down the next. At a corner the path follows both edges, so it never leaves the rectangle.
fn hatch(rect: Rect, step: i32) -> Vec<(i32, i32)> {
    let Rect { x, y, width, height } = rect;
    let mut path = vec![];
    let (mut low, mut high) = ((x, y), (x, y));
    for (stroke, offset) in (step..width + height).step_by(step.max(1) as usize).enumerate() {
        // A stroke runs from the left or bottom edge up to the top or right edge.
        let next_low = if offset <= height { (x, y + offset) } else { (x + offset - height, y + height) };
        let next_high = if offset <= width { (x + offset, y) } else { (x + width, y + offset - width) };
        if stroke % 2 == 0 {
            if low.0 == x && next_low.0 > x {
                path.push((x, y + height));
            }
            path.extend([next_low, next_high]);
        } else {
            if high.1 == y && next_high.1 > y {
                path.push((x + width, y));
            }
            path.extend([next_high, next_low]);
        }
        (low, high) = (next_low, next_high);
    }
    path
}

/// Splits a polyline into dashes, with gaps as long as the dashes.
fn dashed(points: &[(i32, i32)], dash: f64) -> Vec<Vec<(i32, i32)>> {
    let mut pieces = vec![];
    let (mut piece, mut left) = (vec![], dash);
    let mut drawing = true;
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        let length = ((x1 - x0).powi(2) + (y1 - y0).powi(2)).sqrt();
        let at = |along: f64| {
            let share = if length > 0.0 { along / length } else { 1.0 };
            ((x0 + (x1 - x0) * share).round() as i32, (y0 + (y1 - y0) * share).round() as i32)
        };
        let mut along = 0.0;
        if drawing && piece.is_empty() {
            piece.push(pair[0]);
        }
        while length - along > left {
            along += left;
            left = dash;
            piece.push(at(along));
            if drawing {
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![at(along)];
            }
            drawing = !drawing;
        }
        left -= length - along;
        if drawing {
            piece.push(pair[1]);
        }
    }
    if drawing && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dashes_are_as_long_as_gaps_and_turn_corners() {
        assert_eq!(
            dashed(&[(0, 0), (50, 0)], 10.0),
            [[(0, 0), (10, 0)], [(20, 0), (30, 0)], [(40, 0), (50, 0)]]
        );
        assert_eq!(
            dashed(&[(0, 0), (5, 0), (5, 20)], 10.0),
            [vec![(0, 0), (5, 0), (5, 5)], vec![(5, 15), (5, 20)]]
        );
        assert!(dashed(&[(0, 0)], 10.0).is_empty());
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn hatching_stays_inside_its_bar(width in 0..900_i32, height in 0..200_i32, step in 1..40_i32) {
            let rect = Rect { x: 10, y: 20, width, height };
            for (x, y) in hatch(rect, step) {
                prop_assert!((rect.x..=rect.right()).contains(&x) && (rect.y..=rect.bottom()).contains(&y));
            }
        }

        #[test]
        fn hatching_only_runs_diagonally_or_along_the_edge(width in 1..900_i32, height in 1..200_i32, step in 1..40_i32) {
            let rect = Rect { x: 0, y: 0, width, height };
            for pair in hatch(rect, step).windows(2) {
                let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
                let along = (x0 == x1 && (x0 == 0 || x0 == width)) || (y0 == y1 && (y0 == 0 || y0 == height));
                prop_assert!(along || x0 + y0 == x1 + y1, "{pair:?}");
            }
        }
    }
}
