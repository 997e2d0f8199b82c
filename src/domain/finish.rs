//! What it costs until tasks are finished: attempts that fail, repairs, and the time of people.
//!
//! A task is attempted until an attempt succeeds, or until one gives up. Attempts are independent, and each succeeds with the
//! same chance *p*. A failed one costs its tokens and the time of whoever looks into it; a finished task costs the repair of
//! the errors that are left in it.
//!
//! > a finished task = tokens of an attempt ÷ p + (1 − p) ÷ p × time per failure + errors × time per repair
//!
//! When one gives up does not stand in it: what is spent on tasks that stay unfinished is in proportion to what is spent on
//! those that do not.
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

/// Milliseconds in an hour.
const MILLISECONDS_AN_HOUR: i128 = 3_600_000;

/// How tasks are finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// Tasks that are begun, 1 or more (up to 10⁹ the arithmetic is exact).
    pub tasks: u64,
    /// The chance that an attempt succeeds, in hundredths of a percent: 1 to [`WHOLE`].
    pub success: u64,
    /// After how many attempts one gives up: 1 or more.
    pub attempts: u64,
    /// Time of a person for each failed attempt, in milliseconds.
    pub failure: u64,
    /// Errors left in a finished task.
    pub errors: u64,
    /// Time of a person to repair one of them, in milliseconds.
    pub repair: u64,
    /// What an hour of that person costs, in cents.
    pub wage: u64,
}

/// What a month comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What is expected to be paid for tokens, all attempts included. Rounded to the pico-dollar at each attempt.
    pub tokens: Usd,
    /// What the time of people is expected to cost, rounded likewise.
    pub people: Usd,
    /// The share of the tasks that get finished, in millionths, rounded down: nothing is called finished that is not.
    pub finished: u64,
}

impl Outcome {
    /// Tokens and people.
    pub fn total(&self) -> Usd {
        self.tokens + self.people
    }
}

impl Finish {
    /// One task, finished at the first attempt, with nothing to repair.
    pub const PLAIN: Self =
        Self { tasks: 1, success: WHOLE, attempts: 1, failure: 0, errors: 0, repair: 0, wage: 0 };

    /// What a month is expected to come to, if one attempt at each task costs `first` in tokens.
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

    /// What it costs until all tasks are finished, exactly: [`Finish::tasks`] times a finished task.
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

    /// So much time for each task, in pico-dollars times milliseconds an hour.
    fn people(&self, milliseconds: u64) -> i128 {
        [self.tasks, milliseconds]
            .into_iter()
            .fold(Usd::from_cents(self.wage).pico(), |product, factor| product.saturating_mul(factor.into()))
    }
}

/// One, finely divided: for shares of tasks.
const FINE: i128 = 1_000_000_000_000_000_000;

/// So many hundredths of a percent of an amount, rounded half away from zero.
fn part(amount: i128, hundredths: u64) -> i128 {
    let (whole, rest) = (amount / i128::from(WHOLE), amount % i128::from(WHOLE));
    let rest = rest * i128::from(hundredths);
    let half = i128::from(WHOLE) / 2 * rest.signum();
    whole * i128::from(hundredths) + (rest + half) / i128::from(WHOLE)
}

/// An amount that is not rounded at all: for comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Exact {
    /// In pico-dollars times milliseconds an hour.
    whole: i128,
    /// What is left, `rest ÷ of` of such a unit.
    rest: u64,
    of: u64,
}

impl Exact {
    /// In dollars, rounded to the pico-dollar, half up.
    pub fn amount(&self) -> Usd {
        self.each(1)
    }

    /// One of so many equal parts, in dollars, rounded to the pico-dollar, half up.
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
        // $100 an hour; ten minutes a failure, six a repair: 100 × 0.2 × $16.67, 100 × 2 × $10.
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
        // A failure: 20 of them at $16.66…; repairs of the 80 that got finished.
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
            // total ÷ finished = until all. Finished is rounded down to a millionth, so that much may be missing.
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
