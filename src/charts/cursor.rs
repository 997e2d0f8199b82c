//! Going from point to point with the keyboard or the pointer.

use super::{Point, Rect};

/// A step that a reader can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the point before, in the same series.
    Previous,
    /// To the next point, in the same series.
    Next,
    /// To the same point of the other series.
    OtherSeries,
    /// To the first point of the series.
    First,
    /// To the last point of the series.
    Last,
}

impl Step {
    /// The step that a key stands for, by its name in keyboard events.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Previous,
            "ArrowRight" => Self::Next,
            "ArrowUp" | "ArrowDown" => Self::OtherSeries,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }

    /// Where the step leads. Without a point to start from, to the first point, or to the last one for [`Step::Last`].
    /// At an end it stays.
    pub fn from(self, at: Option<usize>, points: &[Point]) -> Option<usize> {
        let length = points.iter().filter(|point| point.series == 0).count();
        if length == 0 {
            return None;
        }
        let Some(at) = at.filter(|at| *at < points.len()) else {
            return Some(if self == Self::Last { length - 1 } else { 0 });
        };
        let (series, place) = (at / length, at % length);
        let place = match self {
            Self::Previous => place.saturating_sub(1),
            Self::Next => (place + 1).min(length - 1),
            Self::OtherSeries => place,
            Self::First => 0,
            Self::Last => length - 1,
        };
        let series = if self == Self::OtherSeries { 1 - series.min(1) } else { series };
        Some((series * length + place).min(points.len() - 1))
    }
}

/// The point under a position, if there is one: the spot that contains it, or the nearest one within `reach`.
pub fn hit(spots: &[Rect], (x, y): (i32, i32), reach: i32) -> Option<usize> {
    let distance = |spot: &Rect| {
        let dx = (spot.x - x).max(x - spot.right()).max(0);
        let dy = (spot.y - y).max(y - spot.bottom()).max(0);
        dx.max(dy)
    };
    let (place, spot) = spots.iter().enumerate().min_by_key(|(_, spot)| distance(spot))?;
    (distance(spot) <= reach).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<Point> {
        let point = |series, name: &str| Point {
            series,
            name: name.into(),
            value: String::new(),
            note: String::new(),
        };
        vec![point(0, "time"), point(0, "errors"), point(1, "time"), point(1, "errors")]
    }

    #[test]
    fn every_point_can_be_reached_by_keyboard_and_the_ends_hold() {
        let points = points();
        let walk = |keys: &[&str]| {
            keys.iter().fold(None, |at, key| Step::from_key(key).expect("a known key").from(at, &points))
        };
        assert_eq!(walk(&["ArrowRight"]), Some(0));
        assert_eq!(walk(&["ArrowRight", "ArrowRight"]), Some(1));
        assert_eq!(walk(&["ArrowRight", "ArrowRight", "ArrowRight"]), Some(1));
        assert_eq!(walk(&["Home", "ArrowDown"]), Some(2));
        assert_eq!(walk(&["Home", "ArrowDown", "End"]), Some(3));
        assert_eq!(walk(&["End", "ArrowDown", "ArrowUp"]), Some(1));
        assert_eq!(walk(&["End", "ArrowDown", "Home", "ArrowLeft"]), Some(2));
    }

    #[test]
    fn a_chart_without_points_has_no_cursor() {
        assert_eq!(Step::Next.from(Some(3), &[]), None);
    }

    #[test]
    fn the_pointer_finds_a_point_that_is_too_small_to_hit() {
        let thin = Rect { x: 100, y: 100, width: 0, height: 40 };
        let wide = Rect { x: 200, y: 100, width: 400, height: 40 };
        assert_eq!(hit(&[thin, wide], (110, 120), 24), Some(0));
        assert_eq!(hit(&[thin, wide], (300, 120), 24), Some(1));
        assert_eq!(hit(&[thin, wide], (50, 120), 24), None);
        assert_eq!(hit(&[], (0, 0), 24), None);
    }
}
