//! How many cases property tests run, and their seed. The tests in `tests/hostile` include this file too.

use proptest::test_runner::{Config, RngSeed};

/// Cases per property, unless `PROPTEST_CASES` is set.
const CASES: u32 = 256;
/// Random seed, unless `PROPTEST_RNG_SEED` is set.
const SEED: u64 = 2026;

/// Configures property tests to run the same cases every time. `cargo xtask test --long` overrides both
/// values.
pub fn the_same_cases() -> Config {
    let asked = |variable: &str| std::env::var_os(variable).is_some();
    // `Config::default` reads the environment variables.
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if !asked("PROPTEST_CASES") {
        config.cases = CASES;
    }
    if !asked("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(SEED);
    }
    config
}
