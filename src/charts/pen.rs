//! The few strokes that our charts are made of, on any backend of plotters.

use super::{Palette, Role};
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{PathElement, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, ShapeStyle, TextStyle};

/// The size of labels: 12 px and more in the narrowest column that a layout is shown in.
pub const LABEL: i32 = 30;
/// Text keeps this distance from the line that it stands at.
pub const INDENT: i32 = 12;

/// What drawing on a backend gives, or the backend's error.
pub type Drawn<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A rectangle, in half pixels from the upper left corner of the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width, never negative.
    pub width: i32,
    /// Height, never negative.
    pub height: i32,
}

impl Rect {
    /// The rectangle between two corners.
    pub fn between((x0, y0): (i32, i32), (x1, y1): (i32, i32)) -> Self {
        Self { x: x0.min(x1), y: y0.min(y1), width: (x1 - x0).abs(), height: (y1 - y0).abs() }
    }

    /// The same rectangle, with `margin` more on each side.
    pub fn grown(self, margin: i32) -> Self {
        Self {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2 * margin,
            height: self.height + 2 * margin,
        }
    }

    /// The right edge.
    pub const fn right(self) -> i32 {
        self.x + self.width
    }

    /// The lower edge.
    pub const fn bottom(self) -> i32 {
        self.y + self.height
    }
}

/// How a bar is filled. Each model keeps its pattern everywhere, so colour is never alone in telling them apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fill {
    /// The first model: solid. `1.0` is full strength.
    Solid(f64),
    /// The second model: hatched, with a stroke every so many half pixels.
    Hatched(i32),
}

impl Fill {
    /// The pattern of a model's `part`: the first part is strong, the next ones are lighter.
    pub fn of_model(model: usize, part: usize) -> Self {
        match (model, part) {
            (0, 0) => Self::Solid(1.0),
            (0, _) => Self::Solid(0.5),
            (_, 0) => Self::Hatched(12),
            (_, _) => Self::Hatched(26),
        }
    }
}

/// Which point of a text its position names. Vertically it is always the middle: there, SVG and canvas agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// Draws on one area, with one palette and one typeface.
pub struct Pen<'a, DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    palette: &'a Palette,
    family: &'a str,
    /// What a font size is multiplied with, for backends that divide it by something.
    text_scale: f64,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// A pen for an area.
    pub fn new(area: DrawingArea<DB, Shift>, palette: &'a Palette, family: &'a str, text_scale: f64) -> Self {
        Self { area, palette, family, text_scale }
    }

    /// Finishes the drawing.
    ///
    /// # Errors
    /// Those of the backend, as for all strokes below.
    pub fn finish(&self) -> Drawn<DB> {
        self.area.present()
    }

    /// A line of text.
    pub fn text(&self, text: &str, at: (i32, i32), size: i32, role: Role, anchor: Anchor) -> Drawn<DB> {
        self.set(text, at, size, role, anchor, FontStyle::Normal)
    }

    /// A line of bold text.
    pub fn bold(&self, text: &str, at: (i32, i32), size: i32, role: Role, anchor: Anchor) -> Drawn<DB> {
        self.set(text, at, size, role, anchor, FontStyle::Bold)
    }

    fn set(
        &self,
        text: &str,
        at: (i32, i32),
        size: i32,
        role: Role,
        anchor: Anchor,
        weight: FontStyle,
    ) -> Drawn<DB> {
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let colour = self.palette.get(role);
        let font = FontDesc::new(FontFamily::Name(self.family), f64::from(size) * self.text_scale, weight);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(h_pos, VPos::Center));
        self.area.draw(&Text::new(text, at, style))
    }

    /// A straight line.
    pub fn line(&self, from: (i32, i32), to: (i32, i32), role: Role, stroke: u32) -> Drawn<DB> {
        self.area.draw(&PathElement::new(vec![from, to], self.stroke(role, stroke)))
    }

    /// A bar in a model's pattern.
    pub fn bar(&self, rect: Rect, role: Role, fill: Fill) -> Drawn<DB> {
        let corners = [(rect.x, rect.y), (rect.right(), rect.bottom())];
        match fill {
            Fill::Solid(strength) => {
                self.area.draw(&Rectangle::new(corners, self.palette.get(role).mix(strength).filled()))
            }
            Fill::Hatched(step) => {
                self.area.draw(&PathElement::new(hatch(rect, step), self.stroke(role, 4)))?;
                let frame = [
                    (rect.x, rect.y),
                    (rect.right(), rect.y),
                    (rect.right(), rect.bottom()),
                    (rect.x, rect.bottom()),
                    (rect.x, rect.y),
                ];
                self.area.draw(&PathElement::new(frame, self.stroke(role, 4)))
            }
        }
    }

    fn stroke(&self, role: Role, width: u32) -> ShapeStyle {
        self.palette.get(role).stroke_width(width)
    }
}

/// Diagonal strokes over a rectangle, as one path that runs back and forth: up one stroke, along the edge, down the
/// next. Where it passes a corner it goes through it, so that nothing leaves the rectangle.
fn hatch(rect: Rect, step: i32) -> Vec<(i32, i32)> {
    let Rect { x, y, width, height } = rect;
    let mut path = vec![];
    let (mut low, mut high) = ((x, y), (x, y));
    for (stroke, offset) in (step..width + height).step_by(step.max(1) as usize).enumerate() {
        // A stroke from the left or lower edge up to the upper or right one.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
