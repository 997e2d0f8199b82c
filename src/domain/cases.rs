//! How long property tests run, and what they draw. The tests in `tests/hostile` take this file as well.

use proptest::test_runner::{Config, RngSeed};

/// How many cases each property has to hold for, if `PROPTEST_CASES` names no other number.
const CASES: u32 = 256;
/// What they are drawn from, if `PROPTEST_RNG_SEED` names no other number.
const SEED: u64 = 2026;

/// Property tests draw the same cases every time, unless somebody asks for others: `cargo xtask test --long` does.
pub fn the_same_cases() -> Config {
    let asked = |variable: &str| std::env::var_os(variable).is_some();
    // What is asked for is in the defaults.
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if !asked("PROPTEST_CASES") {
        config.cases = CASES;
    }
    if !asked("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    config
}
