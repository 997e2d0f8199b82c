//! The number of parallel streams for hourly work, and the effect of “40% more efficient”.
//!
//! > streams = ⌈pages per hour × tokens per page ÷ (3600 × tokens per second)⌉
//!
//! A stream generates one completion after another, without pauses.
//!
//! ```
//! use showdown::domain::{Tokens, throughput::{Efficiency, streams}};
//!
//! let page = Tokens::new(4_000);
//! assert_eq!(streams(1_000, page, 120), Some(10));
//! assert_eq!(streams(1_000, page, 450), Some(3));
//!
//! // 40% more efficient, in two readings:
//! assert_eq!(Efficiency::MorePages.output(page, 4_000), Tokens::new(2_858));
//! assert_eq!(Efficiency::FewerTokens.output(page, 4_000), Tokens::new(2_400));
//! ```

use super::Tokens;

/// 100% in hundredths of a percent.
const WHOLE: u128 = 10_000;

const SECONDS_AN_HOUR: u128 = 3600;

/// An interpretation of “more efficient” by a given percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Efficiency {
    /// No effect on output tokens.
    Nothing,
    /// More pages from the same tokens: a page takes tokens ÷ (1 + efficiency).
    MorePages,
    /// Fewer tokens for the same page: a page takes tokens × (1 − efficiency).
    FewerTokens,
}

impl Efficiency {
    /// Output tokens of a completion at an efficiency in hundredths of a percent (4000 is 40%), rounded
    /// up to a whole token.
    ///
    /// [`Efficiency::FewerTokens`] limits the efficiency to 100%, which means no tokens.
    pub fn output(self, tokens: Tokens, efficiency: u64) -> Tokens {
        let efficiency = u128::from(efficiency);
        let (part, whole) = match self {
            Self::Nothing => return tokens,
            Self::MorePages => (WHOLE, WHOLE + efficiency),
            Self::FewerTokens => (WHOLE.saturating_sub(efficiency), WHOLE),
        };
        Tokens::new(up(u128::from(tokens.count()) * part, whole))
    }
}

/// The minimum number of streams that generate `pages_an_hour` completions of `output_a_page` tokens, at
/// `tokens_per_second` per stream. `None` if the throughput is 0. Saturates at `u64::MAX`.
pub fn streams(pages_an_hour: u64, output_a_page: Tokens, tokens_per_second: u32) -> Option<u64> {
    if tokens_per_second == 0 {
        return None;
    }
    let wanted = u128::from(pages_an_hour) * u128::from(output_a_page.count());
    Some(up(wanted, SECONDS_AN_HOUR * u128::from(tokens_per_second)))
}

/// `value ÷ unit`, rounded up, at most `u64::MAX`. `unit` must not be 0.
fn up(value: u128, unit: u128) -> u64 {
    u64::try_from(value.div_ceil(unit)).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use Efficiency::{FewerTokens, MorePages, Nothing};

    fn output(meaning: Efficiency, tokens: u64, efficiency: u64) -> u64 {
        meaning.output(Tokens::new(tokens), efficiency).count()
    }

    #[test]
    fn streams_are_enough_for_the_hour() {
        let page = Tokens::new(4_000);
        assert_eq!([120, 450].map(|speed| streams(1_000, page, speed)), [Some(10), Some(3)]);
        assert_eq!([120, 450].map(|speed| streams(10_000, page, speed)), [Some(93), Some(25)]);
        // Exactly one hour of work, and one page more.
        assert_eq!(streams(3_600, Tokens::new(5), 5), Some(1));
        assert_eq!(streams(3_601, Tokens::new(5), 5), Some(2));
    }

    #[test]
    fn no_work_takes_no_stream_and_no_speed_does_no_work() {
        assert_eq!(streams(0, Tokens::new(4_000), 120), Some(0));
        assert_eq!(streams(1_000, Tokens::ZERO, 120), Some(0));
        assert_eq!(streams(1_000, Tokens::new(4_000), 0), None);
        assert_eq!(streams(0, Tokens::ZERO, 0), None);
    }

    #[test]
    fn streams_stop_at_the_bound_instead_of_wrapping() {
        assert_eq!(streams(u64::MAX, Tokens::new(u64::MAX), 1), Some(u64::MAX));
        assert_eq!(streams(u64::MAX, Tokens::new(3_600), 1), Some(u64::MAX));
        assert_eq!(streams(u64::MAX, Tokens::new(3_601), 1), Some(u64::MAX));
        assert_eq!(streams(u64::MAX, Tokens::new(1), 1), Some(u64::MAX.div_ceil(3_600)));
    }

    #[test]
    fn efficiency_has_three_meanings() {
        assert_eq!(
            [Nothing, MorePages, FewerTokens].map(|it| output(it, 7_000, 4_000)),
            [7_000, 5_000, 4_200]
        );
        assert_eq!([Nothing, MorePages, FewerTokens].map(|it| output(it, 7_000, 10_000)), [7_000, 3_500, 0]);
        assert_eq!([Nothing, MorePages, FewerTokens].map(|it| output(it, 7_000, 15_000)), [7_000, 2_800, 0]);
    }

    #[test]
    fn a_part_of_a_token_is_a_token() {
        assert_eq!([MorePages, FewerTokens].map(|it| output(it, 1, 1)), [1, 1]);
        assert_eq!([MorePages, FewerTokens].map(|it| output(it, 10, 2_500)), [8, 8]);
        assert_eq!([MorePages, FewerTokens].map(|it| output(it, 11, 2_500)), [9, 9]);
        // The highest possible efficiency leaves one token, or none.
        assert_eq!([MorePages, FewerTokens].map(|it| output(it, u64::MAX, u64::MAX)), [10_000, 0]);
        assert_eq!([MorePages, FewerTokens].map(|it| output(it, 5, u64::MAX)), [1, 0]);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn one_stream_fewer_would_not_do(pages: u64, tokens: u64, speed in 1u32.., small in 0u32..64) {
            let (pages, tokens) = (pages >> small, tokens >> (63 - small));
            let wanted = u128::from(pages) * u128::from(tokens);
            let done = |streams: u64| u128::from(streams) * u128::from(speed) * 3_600;
            let streams = streams(pages, Tokens::new(tokens), speed).unwrap();
            prop_assert!(done(streams) >= wanted);
            prop_assert!(streams == 0 || done(streams - 1) < wanted);
        }

        #[test]
        fn outputs_are_the_least_that_is_enough(tokens: u64, efficiency in 0u64..30_000) {
            for (meaning, divided_by, times) in [
                (MorePages, 10_000 + efficiency, 10_000),
                (FewerTokens, 10_000, 10_000 - efficiency.min(10_000)),
            ] {
                let enough = u128::from(tokens) * u128::from(times);
                let done = |output: u64| u128::from(output) * u128::from(divided_by);
                let output = output(meaning, tokens, efficiency);
                prop_assert!(done(output) >= enough);
                prop_assert!(output == 0 || done(output - 1) < enough);
            }
        }

        #[test]
        fn the_second_meaning_promises_more_than_the_first(tokens: u64, efficiency: u64) {
            prop_assert!(output(FewerTokens, tokens, efficiency) <= output(MorePages, tokens, efficiency));
            prop_assert!(output(MorePages, tokens, efficiency) <= tokens);
            prop_assert_eq!([Nothing, MorePages, FewerTokens].map(|it| output(it, tokens, 0)), [tokens; 3]);
        }
    }
}
