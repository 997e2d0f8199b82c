//! Routing: classes of work, their assignment to two models, and the results of a month.
//!
//! A class is assigned to one model, split between both, or run as a cascade: one model attempts every
//! task, a check examines each result, and rejected tasks go to the other model. With failure rates *f*
//! and the share *d* of failures that the check detects, a cascade
//!
//! > runs *f₁ d* of the tasks a second time, and leaves a share of *f₁ (1 − d) + f₁ d f₂* failed.
//!
//! A person repairs each failed task. Nothing is rounded: the units of amounts are small enough that
//! every share of every class is a whole number. Comparisons are exact too, so the best plan is truly the
//! best.
//!
//! ```
//! use showdown::domain::routing::{Assignment, Bill, Class, Goal, Terms, best, candidates};
//!
//! let class = Class { tasks: 100, fails: [1_000, 2_000], caught: 10_000, ..Class::default() };
//! let bill = Bill { tokens: ["40".parse()?, "10".parse()?], fits: [true; 2] };
//! let terms = Terms { speeds: [120, 450], wage: 0 };
//!
//! // GPT first, and its 20 failures again by Claude: $10 + 0.2 × $40, and 2 of them still fail.
//! let cascade = Assignment::Cascade(1).totals(&class, &bill, &terms);
//! let cascade = cascade.expect("both windows are large enough");
//! assert_eq!(cascade.cost(), "18".parse()?);
//! assert_eq!(cascade.failures(), 2.0);
//! let (to, _) = best(&candidates(&class, &bill, &terms), Goal::Cheapest).expect("one fits");
//! assert_eq!(to, Assignment::One(1));
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use std::cmp::Ordering;
use std::ops::AddAssign;

use super::workload::WHOLE;
use super::{Tokens, Usd};

/// Maximum tasks of a class per month. With [`MOST_TOKENS`] and 200 classes, all sums stay far below 128
/// bits.
pub const MOST_TASKS: u64 = 10_000_000;
/// Maximum input tokens of a task, and maximum output tokens.
pub const MOST_TOKENS: u64 = 100_000_000;

/// The unit for shares of runs: 1 ÷ [`WHOLE`]².
const RUNS: i128 = (WHOLE * WHOLE) as i128;
/// The unit for shares of failures: 1 ÷ [`WHOLE`]³.
const FAILURES: i128 = RUNS * WHOLE as i128;
/// The unit of money: this fraction of a pico-dollar. It divides shares of runs, and the cost of
/// failures: a share of failures × milliseconds × cents per hour is [`PEOPLE`] of these units.
const MONEY: i128 = 18 * RUNS;
const PEOPLE: i128 = 5;

/// The part of a system that work belongs to. The original's rule assigns models by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// Logic, security, consensus: for the first model.
    #[default]
    Foundation,
    /// UI, integrations, content: for the second model.
    Surface,
}

/// A class of work: a number of similar tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// The name that the reader gives it: any text.
    pub name: String,
    /// The part of the system it belongs to.
    pub part: Part,
    /// Tasks per month, at most [`MOST_TASKS`].
    pub tasks: u64,
    /// Prompt tokens per task, at most [`MOST_TOKENS`].
    pub input: Tokens,
    /// Completion tokens per task, at most [`MOST_TOKENS`].
    pub output: Tokens,
    /// Tokens in the largest request. They must fit the model's window, and decide the long-context tier.
    pub context: Tokens,
    /// A person's time to repair a failed task, in milliseconds.
    pub repair: u64,
    /// Failure rate on each model, in hundredths of a percent.
    pub fails: [u64; 2],
    /// Share of failures that a check detects, in hundredths of a percent.
    pub caught: u64,
    /// Cost of checking one task, in micro-dollars.
    pub check: u64,
    /// The assignment.
    pub to: Assignment,
}

impl Default for Class {
    /// One task without tokens that never fails.
    fn default() -> Self {
        Self {
            name: String::new(),
            part: Part::Foundation,
            tasks: 1,
            input: Tokens::ZERO,
            output: Tokens::ZERO,
            context: Tokens::ZERO,
            repair: 0,
            fails: [0; 2],
            caught: 0,
            check: 0,
            to: Assignment::One(0),
        }
    }
}

/// How a class is assigned. Models are 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignment {
    /// This model does all tasks.
    One(usize),
    /// Both models: the first one does this share of the tasks, in hundredths of a percent.
    Split(u64),
    /// This model first, the other one for results that a check rejects.
    Cascade(usize),
}

/// The monthly token cost of a class on each model, if the model does all of it, and whether the model's
/// window fits its requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Token cost on each model.
    pub tokens: [Usd; 2],
    /// Whether a request fits each model's window.
    pub fits: [bool; 2],
}

/// Parameters shared by all classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Output tokens per second of each model, at least 1.
    pub speeds: [u32; 2],
    /// Hourly cost of the person who repairs failures, in cents.
    pub wage: u64,
}

/// The exact results of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Token cost of each model, in units of 1 ÷ [`MONEY`] pico-dollars.
    tokens: [i128; 2],
    /// Cost of checks, in the same unit.
    checks: i128,
    /// Cost of people's time, in the same unit.
    people: i128,
    /// Generation time, in seconds ÷ [`RUNS`] ÷ [`Totals::pace`].
    generation: i128,
    /// The product of both speeds, or 0 for empty totals.
    pace: i128,
    /// Failed tasks, in units of 1 ÷ [`FAILURES`].
    failures: i128,
    /// People's time, in milliseconds ÷ [`FAILURES`].
    repair: i128,
    /// Input and output tokens of each model, in units of 1 ÷ [`RUNS`].
    volume: [i128; 2],
}

impl Totals {
    /// Cost of the month: tokens, checks, and people's time, rounded to the pico-dollar.
    pub fn cost(&self) -> Usd {
        money(self.cost_exactly())
    }

    fn cost_exactly(&self) -> i128 {
        self.tokens[0] + self.tokens[1] + self.checks + self.people
    }

    /// Token cost of a model.
    pub fn tokens(&self, model: usize) -> Usd {
        money(self.tokens[model])
    }

    /// Cost of all checks.
    pub fn checks(&self) -> Usd {
        money(self.checks)
    }

    /// Cost of people's time for repairs.
    pub fn people(&self) -> Usd {
        money(self.people)
    }

    /// Expected number of failed tasks, after checks.
    pub fn failures(&self) -> f64 {
        self.failures as f64 / FAILURES as f64
    }

    /// Repair time in seconds, rounded.
    pub fn repair(&self) -> u64 {
        rounded(self.repair, 1_000 * FAILURES)
    }

    /// Generation time of all output in one stream, in seconds, rounded.
    pub fn generation(&self) -> u64 {
        rounded(self.generation, RUNS * self.pace.max(1))
    }

    /// Input and output tokens of a model, rounded.
    pub fn volume(&self, model: usize) -> Tokens {
        Tokens::new(rounded(self.volume[model], RUNS))
    }

    /// The values to compare for a goal, most important first. Lower is better.
    fn by(&self, goal: Goal) -> [i128; 3] {
        let [cost, time, failures] = [self.cost_exactly(), self.generation, self.failures];
        match goal {
            Goal::Cheapest => [cost, failures, time],
            Goal::Fastest => [time, cost, failures],
            Goal::Fewest => [failures, cost, time],
        }
    }

    /// Orders two totals by a goal: less is better. Cost, failures, and time break ties.
    ///
    /// Both must have the same [`Terms`].
    pub fn compare(&self, other: &Self, goal: Goal) -> Ordering {
        self.by(goal).cmp(&other.by(goal))
    }
}

/// Both must have the same [`Terms`].
impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        for model in [0, 1] {
            self.tokens[model] += other.tokens[model];
            self.volume[model] += other.volume[model];
        }
        self.checks += other.checks;
        self.people += other.people;
        self.generation += other.generation;
        self.failures += other.failures;
        self.repair += other.repair;
        self.pace = self.pace.max(other.pace);
    }
}

fn money(units: i128) -> Usd {
    Usd::from_pico((units + MONEY / 2).div_euclid(MONEY))
}

fn rounded(units: i128, of: i128) -> u64 {
    u64::try_from((units + of / 2) / of).unwrap_or(u64::MAX)
}

impl Assignment {
    /// Every assignment that can be optimal, simplest first. (A split is never better than both of its
    /// models.)
    pub const CANDIDATES: [Self; 4] = [Self::One(0), Self::One(1), Self::Cascade(0), Self::Cascade(1)];

    /// The simplest equivalent: a split that leaves one model without tasks becomes [`Assignment::One`].
    pub const fn plainest(self) -> Self {
        match self {
            Self::Split(WHOLE) => Self::One(0),
            Self::Split(0) => Self::One(1),
            other => other,
        }
    }

    /// Whether a model takes part.
    pub fn needs(self, model: usize) -> bool {
        match self {
            Self::One(only) => only == model,
            Self::Split(share) => [share, WHOLE.saturating_sub(share)][model] > 0,
            Self::Cascade(_) => true,
        }
    }

    /// The monthly totals of a class with this assignment. `None` if a participating model's window is
    /// too small.
    pub fn totals(self, class: &Class, bill: &Bill, terms: &Terms) -> Option<Totals> {
        if [0, 1].into_iter().any(|model| self.needs(model) && !bill.fits[model]) {
            return None;
        }
        let whole = i128::from(WHOLE);
        let fails = class.fails.map(|share| i128::from(share.min(WHOLE)));
        let caught = i128::from(class.caught.min(WHOLE));
        let (mut runs, mut checked) = ([0; 2], 0);
        let failed = match self {
            Self::One(model) => {
                runs[model] = RUNS;
                fails[model] * RUNS
            }
            Self::Split(share) => {
                let share = i128::from(share.min(WHOLE));
                runs = [share * whole, (whole - share) * whole];
                fails[0] * runs[0] + fails[1] * runs[1]
            }
            Self::Cascade(first) => {
                let again = fails[first] * caught;
                runs[first] = RUNS;
                runs[1 - first] = again;
                checked = 1;
                fails[first] * (whole - caught) * whole + again * fails[1 - first]
            }
        };
        let tasks = i128::from(class.tasks);
        let failures = failed * tasks;
        let paces = [1, 0].map(|other| i128::from(terms.speeds[other].max(1)));
        let each = i128::from(class.input.count() + class.output.count());
        let of_runs = |amount: &dyn Fn(usize) -> i128| amount(0) * runs[0] + amount(1) * runs[1];
        Some(Totals {
            tokens: [0, 1].map(|model| bill.tokens[model].pico() * runs[model] * (MONEY / RUNS)),
            checks: checked * tasks * i128::from(class.check) * 1_000_000 * MONEY,
            people: failures * i128::from(class.repair) * i128::from(terms.wage) * PEOPLE,
            generation: tasks * i128::from(class.output.count()) * of_runs(&|model| paces[model]),
            pace: paces[0] * paces[1],
            failures,
            repair: failures * i128::from(class.repair),
            volume: runs.map(|share| share * tasks * each),
        })
    }
}

/// The objective of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Lowest cost.
    #[default]
    Cheapest,
    /// Shortest generation time.
    Fastest,
    /// Fewest expected failures.
    Fewest,
}

impl Goal {
    /// Every goal.
    pub const ALL: [Self; 3] = [Self::Cheapest, Self::Fastest, Self::Fewest];

    /// Its name in the URL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cheapest => "cheapest",
            Self::Fastest => "fastest",
            Self::Fewest => "fewest",
        }
    }
}

/// The totals of a class with each of [`Assignment::CANDIDATES`]. `None` where a window is too small.
pub type Candidates = [Option<Totals>; 4];

/// The totals of a class with each candidate.
pub fn candidates(class: &Class, bill: &Bill, terms: &Terms) -> Candidates {
    Assignment::CANDIDATES.map(|to| to.totals(class, bill, terms))
}

/// The best assignment of a class for a goal; the simplest one in a tie. `None` if the class fits no
/// window.
///
/// Cost, time, and failures of a plan are sums over its classes, and classes do not restrict each other.
/// So the best plan is the best assignment of each class.
pub fn best(candidates: &Candidates, goal: Goal) -> Option<(Assignment, Totals)> {
    let options =
        Assignment::CANDIDATES.into_iter().zip(candidates).filter_map(|(to, totals)| Some((to, (*totals)?)));
    options.reduce(|best, other| if other.1.compare(&best.1, goal).is_lt() { other } else { best })
}

/// The second axis of the frontier, beside cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// Expected failures.
    #[default]
    Failures,
    /// Generation time.
    Time,
}

impl Against {
    fn of(self, totals: &Totals) -> i128 {
        match self {
            Self::Failures => totals.failures,
            Self::Time => totals.generation,
        }
    }
}

/// The frontier of plans, from the cheapest plan to the plan with the least of the other quantity. Each
/// corner is a plan, and every plan, with or without splits, is on or above the line through the corners.
///
/// `None` if a class fits no window.
pub fn frontier(classes: &[Candidates], against: Against) -> Option<Vec<Totals>> {
    /// A step from one assignment of a class to a more expensive one with less of the other quantity.
    struct Step {
        from: Totals,
        to: Totals,
        dearer: u128,
        less: u128,
    }
    let mut steps: Vec<Step> = vec![];
    let mut corner = Totals::default();
    for options in classes {
        let at = |totals: &Totals| (totals.cost_exactly(), against.of(totals));
        let options = || options.iter().flatten();
        let mut here = *options().min_by_key(|totals| at(totals))?;
        corner += here;
        loop {
            let (cost, other) = at(&here);
            let next = options()
                .filter(|totals| against.of(totals) < other)
                .map(|totals| Step {
                    from: here,
                    to: *totals,
                    dearer: (at(totals).0 - cost).unsigned_abs(),
                    less: (other - at(totals).1).unsigned_abs(),
                })
                .max_by(|a, b| compare_ratios((a.less, a.dearer), (b.less, b.dearer)));
            let Some(step) = next else { break };
            here = step.to;
            steps.push(step);
        }
    }
    // Steepest steps first, so that the line is convex.
    steps.sort_unstable_by(|a, b| compare_ratios((b.less, b.dearer), (a.less, a.dearer)));
    let mut corners = vec![corner];
    for step in steps {
        corner = corner.moved(&step.from, &step.to);
        corners.push(corner);
    }
    Some(corners)
}

impl Totals {
    /// These totals with one class's totals replaced.
    fn moved(mut self, from: &Self, to: &Self) -> Self {
        let negative = Self {
            tokens: from.tokens.map(|amount| -amount),
            volume: from.volume.map(|amount| -amount),
            checks: -from.checks,
            people: -from.people,
            generation: -from.generation,
            failures: -from.failures,
            repair: -from.repair,
            pace: from.pace,
        };
        self += negative;
        self += *to;
        self
    }
}

/// Compares `a ÷ b` with `c ÷ d` without multiplying, which could overflow 128 bits: compares whole
/// parts, then the reciprocals of the remainders. A denominator of 0 means infinity.
fn compare_ratios((mut a, mut b): (u128, u128), (mut c, mut d): (u128, u128)) -> Ordering {
    let mut turned = false;
    loop {
        let order = match (b, d) {
            (0, 0) => return Ordering::Equal,
            (0, _) => Ordering::Greater,
            (_, 0) => Ordering::Less,
            _ => (a / b).cmp(&(c / d)),
        };
        if order.is_ne() {
            return if turned { order.reverse() } else { order };
        }
        (a, b, c, d) = (b, a % b, d, c % d);
        turned = !turned;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn usd(text: &str) -> Usd {
        text.parse().unwrap()
    }

    const TERMS: Terms = Terms { speeds: [120, 450], wage: 9_000 };

    #[test]
    fn one_model_costs_its_tokens_and_the_time_of_its_failures() {
        let class = Class {
            tasks: 200,
            input: Tokens::new(1_000),
            output: Tokens::new(600),
            repair: 600_000,
            fails: [500, 2_000],
            ..Class::default()
        };
        let bill = Bill { tokens: [usd("40"), usd("10.000000000001")], fits: [true; 2] };
        let [a, b] = [0, 1].map(|model| Assignment::One(model).totals(&class, &bill, &TERMS).unwrap());
        // 10 failures of 10 minutes at $90 per hour.
        assert_eq!((a.cost(), a.people(), a.failures(), a.repair()), (usd("190"), usd("150"), 10.0, 6_000));
        assert_eq!((b.tokens(1), b.failures()), (usd("10.000000000001"), 40.0));
        assert_eq!([a.generation(), b.generation()], [1_000, 267], "120,000 tokens at 120 and 450 a second");
        assert_eq!(a.volume(0), Tokens::new(320_000));
        let half = Assignment::Split(5_000).totals(&class, &bill, &TERMS).unwrap();
        assert_eq!((half.tokens(0), half.failures()), (usd("20"), 25.0));
        assert_eq!(half.tokens(1), usd("5.000000000001"), "half of a pico-dollar is rounded up");
    }

    #[test]
    fn a_cascade_pays_for_checks_and_for_what_they_find() {
        let class = Class {
            tasks: 1_000,
            output: Tokens::new(450),
            repair: 60_000,
            fails: [1_000, 2_000],
            caught: 9_000,
            check: 2_500,
            ..Class::default()
        };
        let bill = Bill { tokens: [usd("100"), usd("10")], fits: [true; 2] };
        let totals = Assignment::Cascade(1).totals(&class, &bill, &TERMS).unwrap();
        // 200 fail; the check detects 180, of which 18 fail again.
        assert_eq!(totals.failures(), 38.0);
        assert_eq!([totals.tokens(0), totals.tokens(1), totals.checks()], [usd("18"), usd("10"), usd("2.5")]);
        assert_eq!(totals.people(), usd("57"));
        assert_eq!(totals.generation(), 1_675, "1,000 s, and 180 × 450 tokens at 120 a second");
    }

    #[test]
    fn who_cannot_hold_a_class_does_none_of_it() {
        let class = Class::default();
        let bill = Bill { tokens: [usd("5"), usd("1")], fits: [true, false] };
        let fits = |to: Assignment| to.totals(&class, &bill, &TERMS).is_some();
        assert!(fits(Assignment::One(0)) && fits(Assignment::Split(WHOLE)));
        assert!(
            !fits(Assignment::One(1)) && !fits(Assignment::Split(9_999)) && !fits(Assignment::Cascade(0))
        );
        assert_eq!(best(&candidates(&class, &bill, &TERMS), Goal::Cheapest).unwrap().0, Assignment::One(0));
        let nobody = Bill { fits: [false; 2], ..bill };
        assert_eq!(best(&candidates(&class, &nobody, &TERMS), Goal::Cheapest), None);
        assert_eq!(frontier(&[[None; 4]], Against::Time), None);
    }

    prop_compose! {
        fn any_class()(
            tasks in 1..=MOST_TASKS, tokens in (0..=MOST_TOKENS, 0..=MOST_TOKENS), repair in 0..=28_800_000_u64,
            fails in (0..=WHOLE, 0..=WHOLE), caught in 0..=WHOLE, check in 0..=1_000_000_u64,
        ) -> Class {
            let (input, output) = (Tokens::new(tokens.0), Tokens::new(tokens.1));
            Class { tasks, input, output, repair, fails: fails.into(), caught, check, ..Class::default() }
        }
    }

    prop_compose! {
        /// Small numbers, so that plans often tie.
        fn close_class()(
            tasks in 1..=3_u64, output in 0..=3_u64, repair in 0..=2_u64, fails in (0..=4_u64, 0..=4_u64),
            caught in 0..=2_u64, check in 0..=2_u64,
        ) -> Class {
            Class {
                tasks,
                output: Tokens::new(output),
                repair: repair * 1_000,
                fails: [fails.0 * 2_500, fails.1 * 2_500],
                caught: caught * 5_000,
                check,
                ..Class::default()
            }
        }
    }

    fn bills(amounts: impl Strategy<Value = i128> + Clone) -> impl Strategy<Value = Bill> {
        (
            amounts.clone(),
            amounts,
            prop::sample::select(vec![[true, true], [true, true], [true, false], [false, true]]),
        )
            .prop_map(|(a, b, fits)| Bill { tokens: [a, b].map(Usd::from_pico), fits })
    }

    fn plans() -> impl Strategy<Value = Vec<(Class, Bill)>> {
        let far = (any_class(), bills(0..=200_000_000_000_000_000_000_000_000_i128));
        let close = (close_class(), bills((0..=3_i128).prop_map(|dollars| dollars * 1_000_000)));
        prop_oneof![prop::collection::vec(far, 1..=3), prop::collection::vec(close, 1..=3)]
    }

    /// The totals of every plan, with splits in fifths.
    fn all_plans(classes: &[(Class, Bill)], terms: &Terms) -> Vec<Totals> {
        let options: Vec<Assignment> = Assignment::CANDIDATES
            .into_iter()
            .chain((0..=5).map(|fifth| Assignment::Split(fifth * 2_000)))
            .collect();
        classes.iter().fold(vec![Totals::default()], |plans, (class, bill)| {
            let ways: Vec<Totals> = options.iter().filter_map(|to| to.totals(class, bill, terms)).collect();
            plans
                .iter()
                .flat_map(|plan| {
                    ways.iter().map(|way| {
                        let mut plan = *plan;
                        plan += *way;
                        plan
                    })
                })
                .collect()
        })
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn no_plan_is_better_than_the_best(classes in plans(), wage in 0..=100_000_u64) {
            let terms = Terms { wage, ..TERMS };
            let all = all_plans(&classes, &terms);
            for goal in Goal::ALL {
                let mut sum = Totals::default();
                for (class, bill) in &classes {
                    sum += best(&candidates(class, bill, &terms), goal).unwrap().1;
                }
                let least = all.iter().map(|plan| plan.by(goal)).min().unwrap();
                prop_assert_eq!(sum.by(goal), least, "{:?}", goal);
            }
        }

        #[test]
        fn no_plan_lies_below_the_frontier_and_each_corner_is_one(classes in plans(), wage in 0..=100_000_u64) {
            let terms = Terms { wage, ..TERMS };
            let all = all_plans(&classes, &terms);
            let options: Vec<Candidates> = classes.iter().map(|(class, bill)| candidates(class, bill, &terms)).collect();
            for against in [Against::Failures, Against::Time] {
                let corners = frontier(&options, against).unwrap();
                for corner in &corners {
                    prop_assert!(all.contains(corner), "{corner:?} is no plan");
                }
                for pair in corners.windows(2) {
                    let [here, next] = [pair[0], pair[1]].map(|totals| (totals.cost_exactly(), against.of(&totals)));
                    prop_assert!(next.0 >= here.0 && next.1 < here.1);
                    // Above the line through both corners: no ratio of `less` to `dearer` exceeds the
                    // line's.
                    let line = ((here.1 - next.1).unsigned_abs(), (next.0 - here.0).unsigned_abs());
                    for plan in &all {
                        let (cost, other) = (plan.cost_exactly(), against.of(plan));
                        if cost >= here.0 && other < here.1 {
                            let slope = ((here.1 - other).unsigned_abs(), (cost - here.0).unsigned_abs());
                            prop_assert!(compare_ratios(slope, line).is_le());
                        }
                    }
                }
                let least = all.iter().map(|plan| against.of(plan)).min();
                prop_assert_eq!(corners.last().map(|corner| against.of(corner)), least);
                let cheapest = all.iter().map(|plan| (plan.cost_exactly(), against.of(plan))).min();
                prop_assert_eq!(corners.first().map(|corner| (corner.cost_exactly(), against.of(corner))), cheapest);
            }
        }

        #[test]
        fn ratios_are_compared_as_fractions_are(a in 0..=u128::MAX, b in 1..=u128::MAX, c in 0..=u128::MAX, d in 1..=u128::MAX,
            small in (0..50_u128, 0..50_u128, 0..50_u128, 0..50_u128)) {
            prop_assert_eq!(compare_ratios((a, b), (a, b)), Ordering::Equal);
            prop_assert_eq!(compare_ratios((a, b), (c, d)), compare_ratios((c, d), (a, b)).reverse());
            let (a, b, c, d) = small;
            if b + d > 0 && (b > 0 || a > 0) && (d > 0 || c > 0) {
                prop_assert_eq!(compare_ratios((a, b), (c, d)), (a * d).cmp(&(c * b)));
            }
        }
    }

    #[test]
    fn two_hundred_of_the_largest_classes_still_add_up() {
        let class = Class {
            tasks: MOST_TASKS,
            input: Tokens::new(MOST_TOKENS),
            output: Tokens::new(MOST_TOKENS),
            repair: 28_800_000,
            fails: [WHOLE; 2],
            caught: WHOLE,
            check: 100_000_000,
            ..Class::default()
        };
        // $10,000 per million tokens, input and output.
        let most = Usd::from_pico(2 * i128::from(MOST_TASKS) * i128::from(MOST_TOKENS) * 10_000_000_000);
        let bill = Bill { tokens: [most; 2], fits: [true; 2] };
        let one = Assignment::Cascade(0)
            .totals(&class, &bill, &Terms { speeds: [u32::MAX; 2], wage: 100_000 })
            .unwrap();
        let mut sum = Totals::default();
        (0..200).for_each(|_| sum += one);
        assert_eq!(Some(sum.cost_exactly()), one.cost_exactly().checked_mul(200));
        // Both models do every task, each check is $100, and each failure takes 8 hours at $1,000.
        let tasks = i128::from(MOST_TASKS);
        let expected = 2 * most.pico() + tasks * (100 + 8_000) * 1_000_000_000_000;
        assert_eq!(one.cost().pico(), expected);
        assert_eq!(sum.cost().pico(), 200 * expected);
        assert_eq!(sum.failures(), 200.0 * MOST_TASKS as f64);
    }
}
