//! An agent that repeats each step until it succeeds, with a gate after one step.
//!
//! A failed step is always noticed and repeated, with one exception: a wrong result of the *gated* step
//! is noticed only if the gate catches it. Otherwise it passes as correct. With *p* the probability that
//! an attempt is correct, and *g* the probability that the gate catches a wrong result:
//!
//! > passes = p + (1 − p) × (1 − g)
//! >
//! > attempts = 1 ÷ passes
//! >
//! > wrong = (1 − p) × (1 − g) ÷ passes
//!
//! A step without a gate has *g* = 1, so attempts = 1 ÷ p. The gate rejects no correct result, costs
//! nothing, and takes no time. Attempts are independent.
//!
//! ```
//! use showdown::domain::agent::{Agent, Chance, Step};
//!
//! let write = Step { cost: "0.41".parse()?, time: 8_200, chance: Chance::new(8_000) };
//! let publish = Step { cost: "0.10".parse()?, time: 1_000, chance: Chance::new(5_000) };
//! let agent = Agent { steps: vec![write, publish], gated: 0, gate: Chance::new(9_000) };
//!
//! let expected = agent.expected().expect("steps that can be done");
//! assert_eq!(expected.attempts, [1.0 / 0.82, 2.0]); // 0.82 = 0.8 + 0.2 × 0.1
//! assert_eq!(expected.cost.to_string(), "0.7"); // 0.41 ÷ 0.82 + 0.10 × 2
//! assert_eq!(expected.time, 12_000);
//! assert_eq!(expected.wrong, 0.02 / 0.82);
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use super::{Usd, decimal::round};

/// A probability in hundredths of a percent, 0 to 10,000.
///
/// ```
/// use showdown::domain::agent::Chance;
///
/// assert_eq!(Chance::new(99_50).share(), 0.995);
/// assert_eq!(Chance::new(1_000_000), Chance::ALWAYS);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chance(u32);

/// Probability 1, in hundredths of a percent.
const WHOLE: u32 = 10_000;

/// Probability 1 for a product of two chances, in units of 10⁻⁸.
const WHOLE_SQUARED: u64 = (WHOLE as u64).pow(2);

impl Chance {
    /// A certain event.
    pub const ALWAYS: Self = Self(WHOLE);
    /// An impossible event.
    pub const NEVER: Self = Self(0);

    /// A chance in hundredths of a percent, at most 10,000 ([`Chance::ALWAYS`]).
    pub const fn new(hundredths: u64) -> Self {
        if hundredths < WHOLE as u64 { Self(hundredths as u32) } else { Self::ALWAYS }
    }

    /// The chance as a share, 0 to 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / f64::from(WHOLE)
    }

    /// The chance of the opposite event.
    const fn not(self) -> Self {
        Self(WHOLE - self.0)
    }

    /// The chance that two independent events both happen, in units of 10⁻⁸.
    const fn and(self, other: Self) -> u64 {
        self.0 as u64 * other.0 as u64
    }
}

/// A step of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Cost of one attempt.
    pub cost: Usd,
    /// Duration of one attempt, in milliseconds.
    pub time: u64,
    /// Chance that one attempt succeeds.
    pub chance: Chance,
}

/// Steps in sequence, and a gate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The index of the step with the gate. An index without a step means that there is no gate.
    pub gated: usize,
    /// Chance that the gate catches a wrong result.
    pub gate: Chance,
}

/// The expected values of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// Attempts of each step, at least 1.
    pub attempts: Vec<f64>,
    /// Cost of all attempts. Each step is rounded once, half away from zero, to a whole pico-dollar;
    /// otherwise exact. Saturates at the bounds of [`Usd`].
    pub cost: Usd,
    /// Duration of all attempts, in milliseconds. Each step is rounded once, half up. Saturates at
    /// `u64::MAX`.
    pub time: u64,
    /// Share of wrong results among those that pass the gate, 0 to 1. 0 without a gate.
    pub wrong: f64,
}

/// The result of one simulated run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Attempts of each step, at least 1.
    pub attempts: Vec<u32>,
    /// Whether a wrong result passed the gate.
    pub wrong: bool,
}

impl Agent {
    /// The expected values of a run. `None` if a step can never succeed.
    pub fn expected(&self) -> Option<Expected> {
        let mut expected =
            Expected { attempts: Vec::with_capacity(self.steps.len()), cost: Usd::ZERO, time: 0, wrong: 0.0 };
        for (index, step) in self.steps.iter().enumerate() {
            let (passes, wrong) = self.passes(index, step)?;
            expected.attempts.push(WHOLE_SQUARED as f64 / passes as f64);

            let pico = i128::try_from(over_chance(step.cost.pico().unsigned_abs(), passes));
            let cost = Usd::from_pico(pico.unwrap_or(i128::MAX));
            expected.cost += if step.cost < Usd::ZERO { -cost } else { cost };
            let time = u64::try_from(over_chance(step.time.into(), passes));
            expected.time = expected.time.saturating_add(time.unwrap_or(u64::MAX));
            // Only the gated step lets wrong results pass.
            expected.wrong += wrong as f64 / passes as f64;
        }
        Some(expected)
    }

    /// Simulates one run. `None` if a step can never succeed. The running time is proportional to the
    /// number of attempts: 10,000 on average for a step with the lowest chance.
    pub fn run(&self, dice: &mut Dice) -> Option<Run> {
        let mut run = Run { attempts: Vec::with_capacity(self.steps.len()), wrong: false };
        for (index, step) in self.steps.iter().enumerate() {
            self.passes(index, step)?;
            let mut attempts = 1;
            while !dice.rolls(step.chance) {
                if !dice.rolls(self.gate_behind(index)) {
                    run.wrong = true;
                    break;
                }
                attempts += 1;
            }
            run.attempts.push(attempts);
        }
        Some(run)
    }

    /// Chance that a wrong result of a step is noticed.
    fn gate_behind(&self, index: usize) -> Chance {
        if index == self.gated { self.gate } else { Chance::ALWAYS }
    }

    /// Chances that an attempt's result passes, and that it passes and is wrong, in units of 10⁻⁸. `None`
    /// if no result can pass.
    fn passes(&self, index: usize, step: &Step) -> Option<(u64, u64)> {
        let wrong = step.chance.not().and(self.gate_behind(index).not());
        let passes = step.chance.and(Chance::ALWAYS) + wrong;
        (passes > 0).then_some((passes, wrong))
    }
}

/// `value` divided by a chance in units of 10⁻⁸ (1 to 10⁸), rounded half up. Saturates at `u128::MAX`.
fn over_chance(value: u128, chance: u64) -> u128 {
    let (chance, whole) = (u128::from(chance), u128::from(WHOLE_SQUARED));
    // The largest cost times 10⁸ would overflow. Split into quotient and remainder, only results out of
    // range do.
    (value / chance).saturating_mul(whole).saturating_add(round(value % chance * whole, chance))
}

/// Deterministic random numbers, the same on every machine: SplitMix64, from [Steele, Lea and
/// Flood](https://doi.org/10.1145/2660193.2660195), in the version that [Vigna
/// published](https://prng.di.unimi.it/splitmix64.c).
///
/// ```
/// use showdown::domain::agent::{Chance, Dice};
///
/// let rolls = |seed| {
///     let mut dice = Dice::new(seed);
///     [(); 64].map(|()| dice.rolls(Chance::new(5_000)))
/// };
/// assert_eq!(rolls(1), rolls(1));
/// assert_ne!(rolls(1), rolls(2));
/// ```
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Creates a generator. Any seed works.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Draws once: whether an event with this chance happens.
    pub fn rolls(&mut self, chance: Chance) -> bool {
        // 2⁶⁴ is not a multiple of 10,000, so some numbers are too likely by one part in 10¹⁵.
        self.next() % u64::from(WHOLE) < u64::from(chance.0)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Tokens, UsdPerMillion};

    fn step(pico: i128, time: u64, chance: u64) -> Step {
        Step { cost: Usd::from_pico(pico), time, chance: Chance::new(chance) }
    }

    /// An agent whose steps have these chances, cost nothing, and take no time.
    fn agent(chances: &[u64], gated: usize, gate: u64) -> Agent {
        let steps = chances.iter().map(|&chance| step(0, 0, chance)).collect();
        Agent { steps, gated, gate: Chance::new(gate) }
    }

    /// One step with a gate.
    fn gated(step: Step, gate: u64) -> Agent {
        Agent { steps: vec![step], gated: 0, gate: Chance::new(gate) }
    }

    /// One step without a gate.
    fn alone(step: Step) -> Agent {
        Agent { steps: vec![step], gated: 1, gate: Chance::NEVER }
    }

    #[test]
    fn chances_stay_within_never_and_always() {
        assert_eq!(Chance::new(0), Chance::NEVER);
        assert_eq!(Chance::new(9_999).share(), 0.9999);
        assert!(Chance::new(9_999) < Chance::ALWAYS);
        for hundredths in [10_000, 10_001, 1 << 32, u64::MAX] {
            assert_eq!(Chance::new(hundredths), Chance::ALWAYS);
        }
        assert_eq!([Chance::NEVER, Chance::ALWAYS].map(Chance::share), [0.0, 1.0]);
    }

    #[test]
    fn a_step_is_repeated_until_it_succeeds() {
        let expected = agent(&[10_000, 5_000, 2_500, 1], 9, 0).expected().unwrap();
        assert_eq!(expected.attempts, [1.0, 2.0, 4.0, 10_000.0]);
        assert_eq!(expected.wrong, 0.0);
    }

    #[test]
    fn a_gate_lets_pass_what_it_does_not_catch() {
        // 0.5 + 0.5 × 0.5 passes, and a third of that is wrong.
        let expected = agent(&[5_000, 5_000, 5_000], 1, 5_000).expected().unwrap();
        assert_eq!(expected.attempts, [2.0, 1.0 / 0.75, 2.0]);
        assert_eq!(expected.wrong, 0.25 / 0.75);
    }

    #[test]
    fn a_gate_that_catches_nothing_passes_the_first_attempt() {
        for chance in [0, 1, 5_000, 10_000] {
            let expected = agent(&[chance], 0, 0).expected().unwrap();
            assert_eq!(expected.attempts, [1.0]);
            assert_eq!(expected.wrong, Chance::new(chance).not().share());
        }
    }

    #[test]
    fn what_never_succeeds_never_ends() {
        let mut dice = Dice::new(1);
        for (agent, ends) in [
            (agent(&[10_000, 0], 0, 5_000), false),
            (agent(&[0], 1, 0), false),
            (agent(&[0], 0, 10_000), false),
            (agent(&[0], 0, 9_999), true),
            (agent(&[1], 0, 10_000), true),
            (agent(&[], 0, 10_000), true),
        ] {
            assert_eq!(agent.expected().is_some(), ends, "{agent:?}");
            assert_eq!(agent.run(&mut dice).is_some(), ends, "{agent:?}");
        }
    }

    #[test]
    fn an_agent_with_nothing_to_do_needs_nothing() {
        let nothing = Expected { attempts: vec![], cost: Usd::ZERO, time: 0, wrong: 0.0 };
        assert_eq!(agent(&[], 0, 0).expected(), Some(nothing));
    }

    #[test]
    fn costs_and_times_are_those_of_all_attempts() {
        let steps = vec![step(7, 3, 5_000), step(100, 10, 2_500), step(1, 1, 10_000)];
        let expected = Agent { steps, gated: 9, gate: Chance::NEVER }.expected().unwrap();
        assert_eq!(expected.cost, Usd::from_pico(14 + 400 + 1));
        assert_eq!(expected.time, 6 + 40 + 1);
    }

    #[test]
    fn each_step_is_rounded_once_and_half_away_from_zero() {
        // At 80%, one success takes 1.25 attempts.
        for (one, all) in [(2, 3), (-2, -3), (1, 1), (-1, -1), (3, 4), (-3, -4), (6, 8)] {
            assert_eq!(alone(step(one, 0, 8_000)).expected().unwrap().cost.pico(), all, "{one}");
        }
        assert_eq!([1, 2, 3].map(|time| alone(step(0, time, 8_000)).expected().unwrap().time), [1, 3, 4]);
        // Two steps of 2.5 round to 3 + 3.
        let twice = Agent { steps: vec![step(2, 2, 8_000); 2], gated: 9, gate: Chance::NEVER };
        let expected = twice.expected().unwrap();
        assert_eq!((expected.cost.pico(), expected.time), (6, 6));
    }

    #[test]
    fn the_largest_bill_is_exact_even_ten_thousand_times() {
        let bill = UsdPerMillion::MAX * Tokens::new(u64::MAX);
        for (chance, times) in [(5_000, 2), (1, 10_000)] {
            let expected =
                alone(Step { cost: bill, time: 0, chance: Chance::new(chance) }).expected().unwrap();
            assert_eq!(expected.cost, bill * times);
        }
    }

    #[test]
    fn sums_stop_at_the_bound_instead_of_wrapping() {
        let most = gated(step(i128::MAX, u64::MAX, 0), 9_999).expected().unwrap();
        assert_eq!((most.cost.pico(), most.time), (i128::MAX, u64::MAX));
        let least = gated(step(i128::MIN, 0, 0), 9_999).expected().unwrap();
        assert_eq!(least.cost.pico(), -i128::MAX);
        // A cost whose lowest 128 bits alone would look plausible.
        let much = gated(step(10_000 << 110, 0, 0), 9_999).expected().unwrap();
        assert_eq!(much.cost.pico(), i128::MAX);
        let steps = vec![step(i128::MAX, u64::MAX, 10_000); 2];
        let twice = Agent { steps, gated: 9, gate: Chance::NEVER }.expected().unwrap();
        assert_eq!((twice.cost.pico(), twice.time), (i128::MAX, u64::MAX));
    }

    #[test]
    fn dice_are_splitmix64() {
        let mut dice = Dice::new(1_234_567);
        for number in [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ] {
            assert_eq!(dice.next(), number);
        }
    }

    #[test]
    fn what_is_certain_is_not_left_to_the_dice() {
        let mut dice = Dice::new(7);
        for _ in 0..100_000 {
            assert!(dice.rolls(Chance::ALWAYS));
            assert!(!dice.rolls(Chance::NEVER));
        }
    }

    /// The means of many runs are within four standard errors of the expected values.
    fn agrees_with_its_runs(agent: &Agent, runs: u32) {
        let expected = agent.expected().unwrap();
        let mut dice = Dice::new(2026);
        let mut attempts = vec![0u64; agent.steps.len()];
        let mut wrong = 0u32;
        for _ in 0..runs {
            let run = agent.run(&mut dice).unwrap();
            for (sum, attempts) in attempts.iter_mut().zip(run.attempts) {
                *sum += u64::from(attempts);
            }
            wrong += u32::from(run.wrong);
        }

        let runs = f64::from(runs);
        let agrees = |mean: f64, expected: f64, variance: f64| {
            let near = 4.0 * (variance / runs).sqrt() + 1e-12;
            assert!((mean - expected).abs() <= near, "{mean}, expected {expected} ± {near}, of {agent:?}");
        };
        for (sum, expected) in attempts.into_iter().zip(&expected.attempts) {
            // The number of attempts until one passes has a geometric distribution.
            agrees(sum as f64 / runs, *expected, expected * (expected - 1.0));
        }
        agrees(f64::from(wrong) / runs, expected.wrong, expected.wrong * (1.0 - expected.wrong));
    }

    #[test]
    fn runs_agree_with_what_is_expected() {
        for agent in [
            agent(&[9_500, 8_000, 9_900], 1, 9_000),
            agent(&[6_000, 3_000], 0, 7_500),
            agent(&[2_000, 9_999], 0, 1_000),
            agent(&[7_000, 500], 0, 9_900),
            agent(&[5_000, 4_000], 2, 5_000),
            agent(&[0], 0, 5_000),
            agent(&[0, 10_000], 0, 0),
            agent(&[2_500], 0, 0),
            agent(&[2_500], 0, 10_000),
            agent(&[10_000, 10_000], 1, 5_000),
        ] {
            agrees_with_its_runs(&agent, 200_000);
        }
    }

    #[test]
    fn runs_of_little_chance_agree_with_what_is_expected() {
        agrees_with_its_runs(&agent(&[1], 0, 10_000), 1_000);
        agrees_with_its_runs(&agent(&[1], 0, 9_999), 1_000);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn a_better_gate_never_lets_more_errors_pass(
            chance in 0u64..=10_000, gates in [0u64..=10_000, 0u64..=10_000],
        ) {
            let [worse, better] = [gates[0].min(gates[1]), gates[0].max(gates[1])];
            let [worse, better] = [worse, better].map(|gate| agent(&[chance], 0, gate).expected());
            // A gate that lets nothing pass lets no error pass.
            let Some(better) = better else { return Ok(()) };
            prop_assert!(better.wrong <= worse.unwrap().wrong);
        }

        #[test]
        fn nothing_wrong_passes_a_gate_that_catches_all(chances in [1u64..=10_000, 1u64..=10_000]) {
            let [with, without] = [0, 2].map(|gated| agent(&chances, gated, 10_000).expected().unwrap());
            prop_assert_eq!(with.wrong, 0.0);
            prop_assert_eq!(with, without);
        }

        #[test]
        fn shares_are_shares_and_every_step_is_attempted(
            chances in [1u64..=10_000, 1u64..=10_000], gated in 0usize..3, gate in 0u64..=10_000, seed: u64,
        ) {
            let agent = agent(&chances, gated, gate);
            let expected = agent.expected().unwrap();
            prop_assert!((0.0..=1.0).contains(&expected.wrong));
            prop_assert!(expected.attempts.len() == 2 && expected.attempts.iter().all(|&it| it >= 1.0));
            let run = agent.run(&mut Dice::new(seed)).unwrap();
            prop_assert!(run.attempts.len() == 2 && run.attempts.iter().all(|&it| it >= 1));
            prop_assert!(!run.wrong || expected.wrong > 0.0);
            prop_assert_eq!(agent.run(&mut Dice::new(seed)), Some(run));
        }

        #[test]
        fn costs_and_times_are_nearest_to_the_fraction(
            pico: i64, time in 0u64..=u64::MAX >> 28, chance in 0u64..=10_000, gate in 0u64..10_000,
        ) {
            let expected = gated(step(pico.into(), time, chance), gate).expected().unwrap();
            // Multiplied by the denominator: passes × cost = 10⁸ × pico, within half a pico-dollar.
            let passes = i128::from(chance * 10_000 + (10_000 - chance) * (10_000 - gate));
            let [one_time, all_time] = [time, expected.time].map(i128::from);
            for (one, all) in [(pico.into(), expected.cost.pico()), (one_time, all_time)] {
                let exact = 10_000 * 10_000 * one;
                prop_assert!((2 * (all * passes - exact)).abs() <= passes);
            }
        }
    }
}
