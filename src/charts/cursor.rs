//! Moves a data cursor from point to point, by keyboard or pointer.

use super::{Point, Rect};

/// A movement of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the previous point of the series.
    Previous,
    /// To the next point of the series.
    Next,
    /// To the same place in the previous series. The first series wraps around to the last.
    SeriesBefore,
    /// To the same place in the next series. The last series wraps around to the first.
    SeriesAfter,
    /// To the first point of the series.
    First,
    /// To the last point of the series.
    Last,
}

impl Step {
    /// The step of a key, by the key's name in keyboard events.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Self::Previous,
            "ArrowRight" => Self::Next,
            "ArrowUp" => Self::SeriesBefore,
            "ArrowDown" => Self::SeriesAfter,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }

    /// The target of the step, as a point index. Without a current point: the first point, or for
    /// [`Step::Last`] the last point of the first series. Steps stop at both ends of a series. In a
    /// shorter series the target is its last point. `None` if there are no points.
    pub fn from(self, at: Option<usize>, points: &[Point]) -> Option<usize> {
        let ends: Vec<usize> = (0..points.len())
            .filter(|place| points.get(place + 1).is_none_or(|next| next.series != points[*place].series))
            .collect();
        let start = |series: usize| if series == 0 { 0 } else { ends[series - 1] + 1 };
        let Some(at) = at.filter(|at| *at < points.len()) else {
            return ends.first().map(|end| if self == Self::Last { *end } else { 0 });
        };
        let (count, series) = (ends.len(), ends.iter().position(|end| at <= *end)?);
        let (first, last) = (start(series), ends[series]);
        let other = |series: usize| (start(series) + at - first).min(ends[series]);
        Some(match self {
            Self::Previous => at.max(first + 1) - 1,
            Self::Next => (at + 1).min(last),
            // A single series has no series before it.
            Self::SeriesBefore if count == 1 => at.max(first + 1) - 1,
            Self::SeriesAfter if count == 1 => (at + 1).min(last),
            Self::SeriesBefore => other((series + count - 1) % count),
            Self::SeriesAfter => other((series + 1) % count),
            Self::First => first,
            Self::Last => last,
        })
    }
}

/// The point at a position: the point whose rectangle contains it, or the nearest one within `reach` half
/// pixels. If several rectangles contain it, the one with the nearest center. `None` if no point is near.
pub fn hit(spots: &[Rect], (x, y): (i32, i32), reach: i32) -> Option<usize> {
    let distance = |spot: &Rect| {
        let dx = (spot.x - x).max(x - spot.right()).max(0);
        let dy = (spot.y - y).max(y - spot.bottom()).max(0);
        dx.max(dy)
    };
    let from_middle = |spot: &Rect| {
        let (dx, dy) = (spot.x + spot.width / 2 - x, spot.y + spot.height / 2 - y);
        dx * dx + dy * dy
    };
    let (place, spot) =
        spots.iter().enumerate().min_by_key(|(_, spot)| (distance(spot), from_middle(spot)))?;
    (distance(spot) <= reach).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> Vec<Point> {
        let point = |series, name: &str| Point {
            series,
            of: String::new(),
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
    fn series_of_any_number_and_length_are_walked_through_in_a_circle() {
        let mut points = points();
        points.push(Point { series: 2, ..points[0].clone() });
        let walk = |keys: &[Step]| keys.iter().fold(None, |at, step| step.from(at, &points));
        use Step::{First, Last, SeriesAfter, SeriesBefore};
        assert_eq!(walk(&[First, SeriesBefore]), Some(4));
        assert_eq!(walk(&[Last, SeriesBefore]), Some(4));
        assert_eq!(walk(&[Last, SeriesAfter, SeriesAfter]), Some(4));
        assert_eq!(walk(&[First, SeriesAfter, SeriesAfter, SeriesAfter]), Some(0));
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

    #[test]
    fn of_points_that_lie_close_the_pointer_finds_the_one_at_its_tip() {
        let spots = [100, 112, 124].map(|x| Rect::around((x, 50), 10));
        for (place, x) in [100, 112, 124].into_iter().enumerate() {
            assert_eq!(hit(&spots, (x, 50), 24), Some(place));
        }
    }
}
