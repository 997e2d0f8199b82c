//! The value at which a comparison flips: the break-even on any axis of discrete steps.
//!
//! An axis is a range of integers (cents, milliseconds, hundredths of a percent). If the order of two
//! costs changes at most once along the axis, bisection finds the change from exact comparisons alone. So
//! no axis needs a formula of its own that could disagree with other displayed numbers, and nothing is
//! rounded.
//!
//! ```
//! use showdown::domain::threshold::{Threshold, threshold};
//!
//! // 42 seconds against 18 and a repair of four errors: the order turns at 6.
//! assert_eq!(threshold(0, 100, |repair| (18 + 4 * repair).cmp(&42)), Threshold::At(6));
//! assert_eq!(threshold(0, 100, |repair| (19 + 4 * repair).cmp(&42)), Threshold::Between(5));
//! assert_eq!(threshold(7, 100, |repair| (18 + 4 * repair).cmp(&42)), Threshold::Never);
//! ```

use std::cmp::Ordering;

/// The position of a flip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// No flip on the axis.
    Never,
    /// Both costs are equal on the whole axis.
    Always,
    /// Both costs are equal at this value.
    At(u64),
    /// The flip is between this value and the next one.
    Between(u64),
}

impl Threshold {
    /// The value at or just before the flip, if there is a flip.
    pub const fn place(self) -> Option<u64> {
        match self {
            Self::At(place) | Self::Between(place) => Some(place),
            Self::Never | Self::Always => None,
        }
    }
}

/// Finds the flip between `low` and `high`, both included. The order must not change more than once.
pub fn threshold(low: u64, high: u64, order: impl Fn(u64) -> Ordering) -> Threshold {
    let (first, last) = (order(low), order(high));
    match (first, last) {
        (Ordering::Equal, Ordering::Equal) => return Threshold::Always,
        (Ordering::Equal, _) => return Threshold::At(low),
        (_, Ordering::Equal) => return Threshold::At(high),
        _ if first == last => return Threshold::Never,
        _ => {}
    }
    let (mut below, mut above) = (low, high);
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        match order(middle) {
            Ordering::Equal => return Threshold::At(middle),
            found if found == first => below = middle,
            _ => above = middle,
        }
    }
    Threshold::Between(below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_count_and_equality_everywhere_is_no_turn() {
        assert_eq!(threshold(3, 9, |n| n.cmp(&3)), Threshold::At(3));
        assert_eq!(threshold(3, 9, |n| n.cmp(&9)), Threshold::At(9));
        assert_eq!(threshold(3, 9, |_| Ordering::Equal), Threshold::Always);
        assert_eq!(threshold(3, 9, |n| n.cmp(&10)), Threshold::Never);
        assert_eq!(threshold(3, 3, |n| n.cmp(&3)), Threshold::Always);
        assert_eq!(threshold(0, u64::MAX, |n| n.cmp(&(u64::MAX - 1))), Threshold::At(u64::MAX - 1));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn the_order_on_either_side_is_another_one(
            (low, high) in (0_u64..1_000, 1_000_u64..100_000),
            (a, b, slope) in (-1_000_000_i64..1_000_000, -1_000_000_i64..1_000_000, -1_000_i64..1_000),
        ) {
            let order = |n: u64| (a + slope * n as i64).cmp(&b);
            match threshold(low, high, order) {
                Threshold::At(place) => prop_assert_eq!(order(place), Ordering::Equal),
                Threshold::Between(place) => {
                    prop_assert_eq!(order(place), order(place + 1).reverse());
                    prop_assert_ne!(order(place), Ordering::Equal);
                }
                Threshold::Never => prop_assert_eq!(order(low), order(high)),
                Threshold::Always => prop_assert_eq!(slope, 0),
            }
        }
    }
}
