//! How a check after generation reduces errors, round by round: expected values of a simple model.
//!
//! In each round the check catches a share of the errors, every caught error is repaired, and a share of
//! the repairs introduces one new error. Of E errors, E × caught are removed and E × caught × broken are
//! added:
//!
//! > left after n rounds = drafted × (1 − caught × (1 − broken))ⁿ
//!
//! ```
//! use showdown::domain::verification::Check;
//!
//! let check = Check { caught: 0.5, broken: 0.0 };
//! assert_eq!(check.left(8.0, 3), 1.0);
//! assert_eq!(check.rounds_until(8.0, 1.0), Some(3));
//! assert_eq!(Check { caught: 0.0, broken: 0.0 }.rounds_until(8.0, 1.0), None);
//! ```

/// One round of checking and repairing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Check {
    /// Share of the present errors that a round catches, 0 to 1.
    pub caught: f64,
    /// Share of the repairs that introduce one new error, 0 to 1.
    pub broken: f64,
}

/// Upper bound on the number of rounds.
const MOST_ROUNDS: u32 = 1_000;

impl Check {
    /// Share of the errors present after one round, 0 to 1.
    pub fn remains(self) -> f64 {
        1.0 - self.caught * (1.0 - self.broken)
    }

    /// Expected errors after `rounds` rounds, from `drafted` errors (0 or more).
    pub fn left(self, drafted: f64, rounds: u32) -> f64 {
        // Multiply repeatedly: `powi` may give different digits on different machines.
        (0..rounds).fold(drafted, |left, _| left * self.remains())
    }

    /// The first round after which at most `most` of `drafted` errors are [`left`](Self::left): 0 if
    /// `drafted` is already low enough, `None` if 1,000 rounds do not suffice.
    pub fn rounds_until(self, drafted: f64, most: f64) -> Option<u32> {
        let mut left = drafted;
        (0..=MOST_ROUNDS).find(|_| {
            let enough = left <= most;
            left *= self.remains();
            enough
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share() -> impl Strategy<Value = f64> {
        (0..=100_u32).prop_map(|percent| f64::from(percent) / 100.0)
    }

    #[test]
    fn a_perfect_check_ends_it_a_useless_one_and_useless_repairs_change_nothing() {
        assert_eq!(Check { caught: 1.0, broken: 0.0 }.left(4.0, 1), 0.0);
        assert_eq!(Check { caught: 0.0, broken: 0.3 }.left(4.0, 9), 4.0);
        assert_eq!(Check { caught: 0.7, broken: 1.0 }.left(4.0, 9), 4.0);
        assert_eq!(Check { caught: 0.7, broken: 1.0 }.rounds_until(4.0, 3.9), None);
        assert_eq!(Check { caught: 0.7, broken: 1.0 }.rounds_until(4.0, 4.0), Some(0));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn it_is_what_counting_error_by_error_gives(caught in share(), broken in share(), drafted in 0.0..1e4, rounds in 0..12_u32) {
            let mut errors = drafted;
            for _ in 0..rounds {
                let repaired = errors * caught;
                errors = errors - repaired + repaired * broken;
            }
            let left = Check { caught, broken }.left(drafted, rounds);
            prop_assert!((left - errors).abs() <= drafted * 1e-9, "{left} {errors}");
        }

        #[test]
        fn more_is_never_left_by_a_better_check_or_another_round(caught in share(), broken in share(), rounds in 0..12_u32) {
            let left = |caught, broken, rounds| Check { caught, broken }.left(1.0, rounds);
            let now = left(caught, broken, rounds);
            prop_assert!(left(caught, broken, rounds + 1) <= now);
            prop_assert!(left((caught + 0.1).min(1.0), broken, rounds) <= now + 1e-12);
            prop_assert!(left(caught, (broken - 0.1).max(0.0), rounds) <= now + 1e-12);
        }

        #[test]
        fn the_round_found_is_the_first(caught in share(), broken in share(), most in 0.001..1.0) {
            let check = Check { caught, broken };
            if let Some(rounds) = check.rounds_until(1.0, most) {
                prop_assert!(check.left(1.0, rounds) <= most);
                prop_assert!(rounds == 0 || check.left(1.0, rounds - 1) > most);
            } else {
                prop_assert!(check.left(1.0, MOST_ROUNDS) > most);
            }
        }
    }
}
