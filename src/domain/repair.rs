//! Time until a draft is safe, for example a quick draft with errors against a slow one without.
//!
//! > until safe = generation + errors × time to repair one
//!
//! Over the repair time, each draft is a straight line. Two lines meet once, never, or everywhere; the
//! intersection is kept as an exact fraction.
//!
//! ```
//! use showdown::domain::repair::{Crossing, Draft, crossing};
//!
//! let slow = Draft { generation: 42_000, errors: 0 };
//! let quick = Draft { generation: 18_000, errors: 4 };
//! assert_eq!(crossing([slow, quick]), Crossing::At { numerator: 6_000, denominator: 1 });
//! assert!(quick.until_safe(5_999) < slow.until_safe(5_999));
//! assert!(quick.until_safe(6_001) > slow.until_safe(6_001));
//! ```

/// A draft: how long a model takes to generate it, and how many errors it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Generation time in milliseconds.
    pub generation: u64,
    /// Number of errors to repair.
    pub errors: u64,
}

impl Draft {
    /// Milliseconds until every error is repaired, at `repair` milliseconds per error. Saturates at
    /// `u64::MAX`.
    pub fn until_safe(self, repair: u64) -> u64 {
        self.generation.saturating_add(self.errors.saturating_mul(repair))
    }
}

/// The repair time at which two drafts become safe at the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crossing {
    /// No such repair time: one draft always finishes first. (The lines may intersect below zero.)
    Never,
    /// Every repair time: both drafts have equal generation times and errors.
    Same,
    /// Exactly one repair time: a fraction in lowest terms, in milliseconds per error. It is 0/1 if the
    /// generation times are equal.
    At {
        /// At least 0.
        numerator: u64,
        /// At least 1.
        denominator: u64,
    },
}

/// The exact repair time at which two drafts tie. Their order does not matter.
pub fn crossing([a, b]: [Draft; 2]) -> Crossing {
    let time = a.generation.abs_diff(b.generation);
    let errors = a.errors.abs_diff(b.errors);
    match (time, errors) {
        (0, 0) => Crossing::Same,
        (_, 0) => Crossing::Never,
        // The draft that is generated first also has fewer errors, so it always leads.
        (1.., _) if (a.generation < b.generation) == (a.errors < b.errors) => Crossing::Never,
        _ => {
            let divisor = greatest_common_divisor(time, errors);
            Crossing::At { numerator: time / divisor, denominator: errors / divisor }
        }
    }
}

/// Euclid's algorithm. The result is 0 only if both numbers are 0.
fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use super::*;

    const fn draft(generation: u64, errors: u64) -> Draft {
        Draft { generation, errors }
    }

    const fn at(numerator: u64, denominator: u64) -> Crossing {
        Crossing::At { numerator, denominator }
    }

    /// Small and large drafts, so that lines also meet near zero, run parallel, or coincide.
    fn any_draft() -> impl Strategy<Value = Draft> {
        (any::<u64>(), 0u32..64, any::<u64>(), 0u32..64)
            .prop_map(|(time, small, errors, few)| draft(time >> small, errors >> few))
    }

    fn two_drafts() -> impl Strategy<Value = [Draft; 2]> {
        let few = || (0u64..4, 0u64..4).prop_map(|(time, errors)| draft(time, errors));
        prop_oneof![[any_draft(), any_draft()], [few(), few()]]
    }

    /// Compares both totals at a repair time in milliseconds, without saturation.
    fn order([a, b]: [Draft; 2], repair: u128) -> Ordering {
        let total = |draft: Draft| u128::from(draft.generation) + u128::from(draft.errors) * repair;
        total(a).cmp(&total(b))
    }

    #[test]
    fn every_error_adds_its_repair() {
        assert_eq!(draft(18_000, 4).until_safe(0), 18_000);
        assert_eq!(draft(18_000, 4).until_safe(6_000), 42_000);
        assert_eq!(draft(42_000, 0).until_safe(u64::MAX), 42_000);
        assert_eq!(draft(1, 3).until_safe(u64::MAX), u64::MAX);
        assert_eq!(draft(u64::MAX, 1).until_safe(1), u64::MAX);
    }

    #[test]
    fn drafts_cross_where_the_time_saved_is_spent_on_repairs() {
        assert_eq!(crossing([draft(42_000, 0), draft(18_000, 4)]), at(6_000, 1));
        assert_eq!(crossing([draft(10, 1), draft(0, 5)]), at(5, 2));
        assert_eq!(crossing([draft(0, 7), draft(1, 4)]), at(1, 3));
    }

    #[test]
    fn drafts_written_in_the_same_time_cross_at_zero() {
        assert_eq!(crossing([draft(5, 3), draft(5, 9)]), at(0, 1));
        assert_eq!(crossing([draft(5, 9), draft(5, 3)]), at(0, 1));
    }

    #[test]
    fn a_draft_that_is_ahead_in_time_and_errors_stays_ahead() {
        assert_eq!(crossing([draft(1, 1), draft(2, 2)]), Crossing::Never);
        assert_eq!(crossing([draft(1, 3), draft(2, 3)]), Crossing::Never);
    }

    #[test]
    fn drafts_alike_take_the_same_at_every_repair_time() {
        assert_eq!(crossing([draft(4, 2), draft(4, 2)]), Crossing::Same);
        assert_eq!(crossing([draft(0, 0), draft(0, 0)]), Crossing::Same);
    }

    #[test]
    fn the_largest_numbers_are_exact() {
        assert_eq!(crossing([draft(u64::MAX, 0), draft(0, u64::MAX)]), at(1, 1));
        assert_eq!(crossing([draft(u64::MAX, 0), draft(0, 1)]), at(u64::MAX, 1));
        assert_eq!(crossing([draft(1, 0), draft(0, u64::MAX)]), at(1, u64::MAX));
        assert_eq!(crossing([draft(u64::MAX, u64::MAX), draft(0, 0)]), Crossing::Never);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn a_crossing_parts_the_repair_times_at_which_one_is_sooner(drafts in two_drafts()) {
            match crossing(drafts) {
                Crossing::At { numerator, denominator } => {
                    // Insert the fraction and multiply by its denominator. The sum can need one bit more
                    // than `u128` has.
                    let [a, b] = drafts.map(|draft| {
                        let generation = u128::from(draft.generation) * u128::from(denominator);
                        generation.overflowing_add(u128::from(draft.errors) * u128::from(numerator))
                    });
                    prop_assert_eq!(a, b);
                    prop_assert_eq!(greatest_common_divisor(numerator, denominator), 1);

                    let above = order(drafts, u128::from(numerator / denominator) + 1);
                    prop_assert_ne!(above, Ordering::Equal);
                    match u128::from(numerator.div_ceil(denominator)).checked_sub(1) {
                        Some(below) => prop_assert_eq!(order(drafts, below), above.reverse()),
                        None => prop_assert_eq!(order(drafts, 0), Ordering::Equal),
                    }
                }
                Crossing::Same => prop_assert_eq!(drafts[0], drafts[1]),
                Crossing::Never => {
                    prop_assert_ne!(order(drafts, 0), Ordering::Equal);
                    prop_assert_eq!(order(drafts, 0), order(drafts, u64::MAX.into()));
                }
            }
        }

        #[test]
        fn the_order_of_drafts_does_not_matter([a, b] in two_drafts()) {
            prop_assert_eq!(crossing([a, b]), crossing([b, a]));
        }
    }
}
