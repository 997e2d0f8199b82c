//! The cost of finished tasks: failed attempts, repairs, and people's time.
//!
//! A task is attempted until an attempt succeeds or the limit of attempts is reached. Attempts are
//! independent and succeed with the same probability *p*. A failed attempt costs its tokens and the time
//! of the person who reviews it. A finished task also costs the repair of its remaining errors.
//!
//! > cost of a finished task = tokens of an attempt ÷ p + (1 − p) ÷ p × time per failure + errors × time
//! > per repair
//!
//! The limit of attempts does not appear in this formula: the share of the cost spent on unfinished tasks
//! is proportional to the share of unfinished tasks.
//!
//! ```
//! use showdown::domain::Usd;
//! use showdown::domain::finish::Finish;
//!
//! // 100 tasks, half of the attempts succeed, a failure takes 6 minutes of $50 an hour.
//! let finish = Finish { tasks: 100, success: 5_000, failure: 360_000, wage: 5_000, ..Finish::PLAIN };
//! let tokens: Usd = "200".parse()?; // for one attempt at each
//! assert_eq!(finish.until_all(tokens).amount(), "900".parse()?); // 200 ÷ ½, and 100 failures of $5
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use std::cmp::Ordering;

use super::{Usd, workload::WHOLE};

/// Milliseconds per hour.
const MILLISECONDS_AN_HOUR: i128 = 3_600_000;

/// How tasks are finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// Number of tasks, at least 1. The arithmetic is exact up to 10⁹.
    pub tasks: u64,
    /// Probability that an attempt succeeds, in hundredths of a percent: 1 to [`WHOLE`].
    pub success: u64,
    /// Maximum attempts per task, at least 1.
    pub attempts: u64,
    /// A person's time per failed attempt, in milliseconds.
    pub failure: u64,
    /// Errors that remain in a finished task.
    pub errors: u64,
    /// A person's time to repair one error, in milliseconds.
    pub repair: u64,
    /// Hourly cost of that person, in cents.
    pub wage: u64,
}

/// The expected results of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Expected token cost of all attempts, rounded to the pico-dollar at each attempt.
    pub tokens: Usd,
    /// Expected cost of people's time, rounded likewise.
    pub people: Usd,
    /// Share of finished tasks in millionths, rounded down: 100% means that every task is finished.
    pub finished: u64,
}

impl Outcome {
    /// Tokens plus people's time.
    pub fn total(&self) -> Usd {
        self.tokens + self.people
    }
}

impl Finish {
    /// One task that succeeds at its first attempt and needs no repair.
    pub const PLAIN: Self =
        Self { tasks: 1, success: WHOLE, attempts: 1, failure: 0, errors: 0, repair: 0, wage: 0 };

    /// The expected results of a month, if one attempt at every task costs `first` in tokens.
    pub fn month(&self, first: Usd) -> Outcome {
        let failing = |amount: i128| part(amount, WHOLE - self.success.min(WHOLE));
        let hours = |milliseconds: u64| self.people(milliseconds) / MILLISECONDS_AN_HOUR;
        let (mut attempted, mut failed) = (first.pico(), hours(self.failure));
        let (mut begun, mut repaired) = (FINE, hours(self.repair).saturating_mul(self.errors.into()));
        let all_repaired = repaired;
        let (mut tokens, mut people) = (0, 0);
        for _ in 0..self.attempts.max(1) {
            tokens += attempted;
            attempted = failing(attempted);
            failed = failing(failed);
            people += failed;
            begun = failing(begun);
            repaired = failing(repaired);
        }
        Outcome {
            tokens: Usd::from_pico(tokens),
            people: Usd::from_pico(people + all_repaired - repaired),
            finished: ((FINE - begun) / (FINE / 1_000_000)) as u64,
        }
    }

    /// The exact expected cost until all tasks are finished: [`Finish::tasks`] times the cost of a
    /// finished task.
    pub fn until_all(&self, first: Usd) -> Exact {
        let success = i128::from(self.success.clamp(1, WHOLE));
        let whole = i128::from(WHOLE);
        let attempts = first.pico().saturating_mul(MILLISECONDS_AN_HOUR).saturating_mul(whole);
        let failures = (whole - success).saturating_mul(self.people(self.failure));
        let repairs = i128::from(self.errors).saturating_mul(self.people(self.repair));
        let divided = attempts.saturating_add(failures);
        Exact {
            whole: (divided / success).saturating_add(repairs),
            rest: (divided % success) as u64,
            of: success as u64,
        }
    }

    /// Cost of this time per task, for all tasks, in pico-dollars × milliseconds per hour.
    fn people(&self, milliseconds: u64) -> i128 {
        [self.tasks, milliseconds]
            .into_iter()
            .fold(Usd::from_cents(self.wage).pico(), |product, factor| product.saturating_mul(factor.into()))
    }
}

/// Fixed-point 1 for shares of tasks: 10¹⁸.
const FINE: i128 = 1_000_000_000_000_000_000;

/// A share of an amount, in hundredths of a percent, rounded half away from zero.
fn part(amount: i128, hundredths: u64) -> i128 {
    let (whole, rest) = (amount / i128::from(WHOLE), amount % i128::from(WHOLE));
    let rest = rest * i128::from(hundredths);
    let half = i128::from(WHOLE) / 2 * rest.signum();
    whole * i128::from(hundredths) + (rest + half) / i128::from(WHOLE)
}

/// An unrounded amount, for exact comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    /// Whole units of pico-dollars × milliseconds per hour.
    whole: i128,
    /// The fraction of a unit: `rest ÷ of`.
    rest: u64,
    of: u64,
}

impl Exact {
    /// The amount in dollars, rounded half up to the pico-dollar.
    pub fn amount(&self) -> Usd {
        self.each(1)
    }

    /// One of `parts` equal parts, in dollars, rounded half up to the pico-dollar.
    pub fn each(&self, parts: u64) -> Usd {
        let unit = MILLISECONDS_AN_HOUR * i128::from(parts.max(1));
        Usd::from_pico(self.whole.saturating_add(unit / 2).div_euclid(unit))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let rests = [(self, other), (other, self)].map(|(a, b)| u128::from(a.rest) * u128::from(b.of));
        self.whole.cmp(&other.whole).then(rests[0].cmp(&rests[1]))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(text: &str) -> Usd {
        text.parse().unwrap()
    }

    #[test]
    fn without_failures_a_month_costs_its_tokens_to_the_last_digit() {
        for tasks in [1, 3, 250] {
            let finish = Finish { tasks, attempts: 5, ..Finish::PLAIN };
            let outcome = finish.month(usd("200.000000000001"));
            assert_eq!(outcome.total(), usd("200.000000000001"));
            assert_eq!(outcome.finished, 1_000_000);
            assert_eq!(finish.until_all(usd("200.000000000001")).amount(), outcome.total());
        }
    }

    #[test]
    fn failures_cost_tokens_and_time_and_errors_cost_repairs() {
        // $100 per hour, ten minutes per failure, six per repair: 100 × 0.2 × $16.67, 100 × 2 × $10.
        let finish = Finish {
            tasks: 100,
            success: 8_000,
            attempts: 1,
            failure: 600_000,
            errors: 2,
            repair: 360_000,
            wage: 10_000,
        };
        let once = finish.month(usd("50"));
        assert_eq!(once.tokens, usd("50"));
        assert_eq!(once.finished, 800_000);
        // 20 failures at $16.66… each, and repairs of the 80 finished tasks.
        assert_eq!(once.people, usd("1933.333333333333"));
        let twice = Finish { attempts: 2, ..finish }.month(usd("50"));
        assert_eq!(twice.tokens, usd("60"));
        assert_eq!(twice.finished, 960_000);
        // 50 ÷ 0.8 + 0.25 × 100 × $16.66… + $2,000
        assert_eq!(finish.until_all(usd("50")).amount(), usd("2479.166666666667"));
    }

    #[test]
    fn amounts_that_differ_by_less_than_can_be_shown_are_still_in_order() {
        let thirds = |success| Finish { success, ..Finish::PLAIN }.until_all(Usd::from_pico(1));
        assert!(thirds(3_333) > thirds(3_334));
        assert_eq!(thirds(3_333), thirds(3_333));
        assert_eq!(thirds(5_000), Finish::PLAIN.until_all(Usd::from_pico(2)));
    }

    prop_compose! {
        fn any_finish()(
            tasks in 1..=1_000_000_000_u64, success in 1..=WHOLE, attempts in 1..=10_u64,
            failure in 0..=28_800_000_u64, errors in 0..=1_000_u64, repair in 0..=28_800_000_u64, wage in 0..=100_000_u64,
        ) -> Finish {
            Finish { tasks, success, attempts, failure, errors, repair, wage }
        }
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn when_one_gives_up_does_not_change_what_a_finished_task_costs(finish in any_finish(), first in 0..=1_000_000_000_i128) {
            let first = Usd::from_pico(first * 1_000_000_000_000);
            let outcome = finish.month(first);
            // total ÷ finished = cost until all are finished. `finished` is rounded down to a millionth,
            // so allow for that.
            let share = outcome.finished as f64 / 1e6;
            let [month, all] = [outcome.total(), finish.until_all(first).amount()].map(|usd| usd.pico() as f64);
            prop_assert!((month - all * share).abs() <= all * 1.1e-6 + 1e6, "{} {} {}", month, all, share);
        }

        #[test]
        fn nothing_that_gets_worse_makes_it_cheaper(finish in any_finish(), first in 0..=1_000_000_000_i128, more in 1..=1_000_u64) {
            let first = Usd::from_pico(first * 1_000_000_000_000);
            let now = finish.until_all(first);
            for worse in [
                Finish { failure: finish.failure + more, ..finish },
                Finish { errors: finish.errors + more, ..finish },
                Finish { repair: finish.repair + more, ..finish },
                Finish { wage: finish.wage + more, ..finish },
                Finish { success: finish.success.saturating_sub(more).max(1), ..finish },
            ] {
                prop_assert!(worse.until_all(first) >= now, "{:?}", worse);
            }
            prop_assert!(finish.until_all(first + Usd::from_pico(1)) > now);
        }

        #[test]
        fn attempts_only_add(finish in any_finish(), first in 0..=1_000_000_000_i128) {
            let first = Usd::from_pico(first * 1_000_000_000_000);
            let more = Finish { attempts: finish.attempts + 1, ..finish };
            prop_assert!(more.month(first).tokens >= finish.month(first).tokens);
            prop_assert!(more.month(first).finished >= finish.month(first).finished);
        }
    }
}
