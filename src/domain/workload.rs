//! A month of work, its year, and how long a model takes to write it.

use super::{Tokens, Usage, Usd, decimal::round};

/// What one uses in a month.
///
/// ```
/// use showdown::domain::{Workload, workload};
///
/// let month = Workload::DEFAULT;
/// assert_eq!(month.input.short(), "50M");
/// assert_eq!(workload::generation_time(month.output, 120), Some(83_333));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Prompt tokens a month, cached ones included.
    pub input: Tokens,
    /// Completion tokens a month.
    pub output: Tokens,
}

impl Workload {
    /// The month that the page opens with: 50M in, 10M out. Public, as `in` and `out` in the page's address:
    /// links that leave them out mean these.
    pub const DEFAULT: Self = Self { input: Tokens::new(50_000_000), output: Tokens::new(10_000_000) };

    /// The input of one request that the page opens with: 20k. Public, as `prompt` in the page's address.
    pub const DEFAULT_PROMPT: Tokens = Tokens::new(20_000);

    /// The month as a usage with nothing cached.
    pub fn usage(self) -> Usage {
        Usage { input: self.input, output: self.output, ..Usage::default() }
    }
}

impl Default for Workload {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Seconds to generate a completion in one stream, rounded to the nearest; nothing at no throughput.
pub fn generation_time(output: Tokens, tokens_per_second: u32) -> Option<u64> {
    if tokens_per_second == 0 {
        return None;
    }
    u64::try_from(round(output.count().into(), tokens_per_second.into())).ok()
}

/// Twelve times a month's cost.
pub fn per_year(a_month: Usd) -> Usd {
    a_month * 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generation_takes_output_over_throughput() {
        let time = |output, rate| generation_time(Tokens::new(output), rate);
        assert_eq!(time(10_000_000, 120), Some(83_333));
        assert_eq!(time(10_000_000, 450), Some(22_222));
        assert_eq!(time(3, 2), Some(2));
        assert_eq!(time(0, 2), Some(0));
        assert_eq!(time(u64::MAX, 1), Some(u64::MAX));
        assert_eq!(time(1, 0), None);
    }

    #[test]
    fn a_year_is_twelve_months() {
        assert_eq!(per_year(Usd::from_pico(-5)), Usd::from_pico(-60));
    }
}
