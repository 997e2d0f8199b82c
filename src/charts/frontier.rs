//! Plans in a plane: cost from left to right, another quantity to minimize from bottom to top, and the
//! frontier below which no plan exists.
//!
//! Numbers identify plans, with a legend below the plane, because plans may coincide.

use super::{Anchor, Axis, Chart, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The name.
    pub name: String,
    /// The position on both axes.
    pub at: (f64, f64),
    /// The position as text.
    pub says: [String; 2],
    /// The index of the model that sets its color, if any.
    pub model: Option<usize>,
    /// Whether it is the reader's plan.
    pub own: bool,
}

/// Plans and the frontier.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontier {
    /// The horizontal axis.
    pub x: Axis,
    /// The vertical axis.
    pub y: Axis,
    /// The plans.
    pub places: Vec<Place>,
    /// The corners of the frontier, from left to right.
    pub edge: Vec<(f64, f64)>,
}

const HEAD: i32 = 60;
const PLANE: i32 = 480;
const FOOT: i32 = 110;
/// The height of a legend line.
const LINE: i32 = 44;
/// Half the size of a marker.
const MARK: i32 = 11;
const EDGE: &str = "best possible plans";

impl Frontier {
    /// Groups of markers so close together that they share one label, by index.
    fn heaps(at: &[(i32, i32)]) -> Vec<Vec<usize>> {
        let mut heaps: Vec<Vec<usize>> = vec![];
        for (number, (x, y)) in at.iter().enumerate() {
            let near = |other: &usize| {
                let (other_x, other_y) = at[*other];
                (x - other_x).abs() < 3 * LABEL && (y - other_y).abs() < 2 * LABEL
            };
            match heaps.iter_mut().find(|heap| heap.iter().any(near)) {
                Some(heap) => heap.push(number),
                None => heaps.push(vec![number]),
            }
        }
        heaps
    }
}

impl Chart for Frontier {
    fn height(&self, layout: Layout) -> i32 {
        let lines = match layout {
            Layout::Narrow => 2 * self.places.len(),
            Layout::Wide => self.places.len(),
        };
        HEAD + PLANE + FOOT + LINE * lines as i32
    }

    fn points(&self) -> Vec<Point> {
        let point = |(series, place): (usize, &Place)| Point {
            series,
            of: place.name.clone(),
            name: place.says[0].clone(),
            value: place.says[1].clone(),
            note: String::new(),
        };
        self.places.iter().enumerate().map(point).collect()
    }

    fn describe(&self) -> String {
        let places =
            self.places.iter().map(|place| format!("{}: {}, {}.", place.name, place.says[0], place.says[1]));
        let places = format::joined(places, " ");
        format!(
            "Plans by {} and {}. {places} A line joins the best possible plans.",
            self.x.name, self.y.name
        )
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let width = layout.width();
        let ticks = self.y.ticks.iter().map(|(_, label)| text::width(label, LABEL)).max().unwrap_or_default();
        let (left, right, floor) = (ticks + 18, width - 3 * LABEL, HEAD + PLANE);
        let at = |(x, y): (f64, f64)| {
            let across = self.x.share(x) * f64::from(right - left);
            let up = self.y.share(y) * f64::from(PLANE - HEAD);
            (left + across.round() as i32, floor - up.round() as i32)
        };
        pen.text(&self.y.name, (0, LABEL / 2), LABEL, Role::Muted, Anchor::Start);
        self.y.levels(pen, (left, right), &|value| at((0.0, value)).1);
        self.x.ticks_below(pen, width, floor, &|value| at((value, 0.0)).0);
        pen.text(&self.x.name, (right, floor + 66), LABEL, Role::Muted, Anchor::End);
        pen.line((left, floor), (right, floor), Role::Ink, 2);

        let edge: Vec<_> = self.edge.iter().map(|corner| at(*corner)).collect();
        if let (Some((first, _)), Some((_, last))) = (edge.first(), edge.last()) {
            let mut line = vec![(*first, HEAD)];
            line.extend(&edge);
            line.push((right, *last));
            pen.path(line, Role::Muted, 3);
            let below = (*first).max(left + INDENT) + INDENT;
            if floor - last > 2 * LABEL && below + text::width(EDGE, LABEL) < right {
                pen.text(EDGE, (right, last + LABEL), LABEL, Role::Muted, Anchor::End);
            }
        }
        let spots: Vec<_> = self.places.iter().map(|place| at(place.at)).collect();
        for (place, spot) in self.places.iter().zip(&spots) {
            let role = place.model.map_or(Role::Strong, Role::of_model);
            pen.ground(Rect::around(*spot, MARK + 3));
            pen.outline(Rect::around(*spot, MARK), role, if place.own { 8 } else { 4 });
        }
        for heap in Self::heaps(&spots) {
            let numbers = heap.iter().map(|number| (number + 1).to_string());
            let words = format::joined(numbers, " ");
            let (x, y) = spots[heap[0]];
            let highest = heap.iter().map(|number| spots[*number].1).min().unwrap_or(y);
            let half = text::width(&words, LABEL) / 2;
            let middle = x.clamp(left + half, (width - half).max(left + half));
            pen.clear(&words, (middle, highest - MARK - 24), LABEL, Anchor::Middle);
            pen.bold(&words, (middle, highest - MARK - 24), LABEL, Role::Strong, Anchor::Middle);
        }
        let mut y = floor + FOOT + LINE / 2;
        for (place, number) in self.places.iter().zip(1..) {
            let role = place.model.map_or(Role::Strong, Role::of_model);
            let says = format::joined(&place.says, ", ");
            pen.bold(&format!("{number}"), (0, y), LABEL, Role::Strong, Anchor::Start);
            if place.own {
                pen.bold(&place.name, (2 * LABEL, y), LABEL, role, Anchor::Start);
            } else {
                pen.text(&place.name, (2 * LABEL, y), LABEL, role, Anchor::Start);
            }
            if layout == Layout::Narrow {
                y += LINE - 6;
                let says = text::fit(&says, LABEL, width - 2 * LABEL);
                pen.text(&says, (2 * LABEL, y), LABEL, Role::Ink, Anchor::Start);
                y += 6;
            } else {
                pen.text(&says, (width, y), LABEL, Role::Ink, Anchor::End);
            }
            y += LINE;
        }
        spots.into_iter().map(|spot| Rect::around(spot, MARK + 6)).collect()
    }
}
