//! Reading a text that may exceed a context window: the number of requests, and their cost.
//!
//! The text is sent as full windows, plus one request for the rest:
//!
//! > requests = ⌈tokens ÷ window⌉
//!
//! Each request is priced by its own prompt. The cost covers input only: no answer, no overlap between
//! the parts, and no window space reserved for output. A real run costs more.
//!
//! ```
//! use showdown::domain::{Date, PriceList, Rates, Tokens, reading::Reading};
//!
//! let prices = PriceList::flat(Rates::new("2.50".parse()?, "7.50".parse()?));
//! let reading = Reading::new(Tokens::new(450_000), Tokens::new(200_000), &prices, Date::EPOCH);
//! let reading = reading.expect("a window with room in it");
//! assert_eq!(reading.requests, 3);
//! assert_eq!(reading.cost.to_string(), "1.125");
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use super::{Context, Date, PriceList, Tokens, Usd};

/// The requests and the cost of reading a text once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Number of requests: 0 for an empty text.
    pub requests: u64,
    /// Exact input cost of all requests.
    pub cost: Usd,
    /// Whether any request pays a long-context rate.
    pub long_context: bool,
}

impl Reading {
    /// Computes the requests that send `tokens` through a window of `window` tokens, at the standard
    /// prices of a UTC day. `None` if `window` is 0.
    pub fn new(tokens: Tokens, window: Tokens, prices: &PriceList, day: Date) -> Option<Self> {
        let windows = tokens.count().checked_div(window.count())?;
        let rest = Tokens::new(tokens.count() % window.count());
        let in_windows = tokens.checked_sub(rest)?;

        let rate = |prompt| prices.rates_on(day, &Context::STANDARD, prompt).input;
        let [smallest, full, last] = [Tokens::ZERO, window, rest].map(rate);
        Some(Self {
            // A rest implies a window of at least two tokens, so the sum cannot overflow.
            requests: windows + u64::from(rest > Tokens::ZERO),
            // All full windows pay the same rate, so no loop is needed.
            cost: full * in_windows + last * rest,
            long_context: last != smallest || (windows > 0 && full != smallest),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Rates, Usage, UsdPerMillion};

    /// $1 per million tokens, and $2 for prompts over 100 tokens.
    fn tiered() -> PriceList {
        let prices = r#"[{"input": "1", "output": "9", "tier": {"over": 100, "input": "2", "output": "9"}}]"#;
        PriceList::new(serde_json::from_str(prices).unwrap(), vec![]).unwrap()
    }

    /// Requests, cost in units of one token at $1 per million, and whether a long-context rate applies.
    fn read(tokens: u64, window: u64) -> Option<(u64, i128, bool)> {
        let reading = Reading::new(Tokens::new(tokens), Tokens::new(window), &tiered(), Date::EPOCH)?;
        Some((reading.requests, reading.cost.pico() / 1_000_000, reading.long_context))
    }

    #[test]
    fn a_text_takes_full_windows_and_one_request_for_the_rest() {
        assert_eq!(read(0, 40), Some((0, 0, false)));
        assert_eq!(read(39, 40), Some((1, 39, false)));
        assert_eq!(read(40, 40), Some((1, 40, false)));
        assert_eq!(read(41, 40), Some((2, 41, false)));
        assert_eq!(read(80, 40), Some((2, 80, false)));
    }

    #[test]
    fn each_request_is_priced_by_its_own_prompt() {
        // The same text in windows below the threshold, above it, and above it with a rest below it.
        assert_eq!(read(300, 100), Some((3, 300, false)));
        assert_eq!(read(300, 150), Some((2, 600, true)));
        assert_eq!(read(300, 200), Some((2, 2 * 200 + 100, true)));
        // One request, smaller than its window.
        assert_eq!(read(100, 1_000), Some((1, 100, false)));
        assert_eq!(read(101, 1_000), Some((1, 202, true)));
    }

    #[test]
    fn an_empty_text_pays_for_no_long_context_however_large_the_window() {
        assert_eq!(read(0, 1_000), Some((0, 0, false)));
    }

    #[test]
    fn a_tier_that_leaves_the_input_rate_alone_is_no_surcharge() {
        let prices = r#"[{"input": "1", "output": "9", "tier": {"over": 100, "output": "18"}}]"#;
        let prices = PriceList::new(serde_json::from_str(prices).unwrap(), vec![]).unwrap();
        let reading = Reading::new(Tokens::new(500), Tokens::new(200), &prices, Date::EPOCH).unwrap();
        assert!(!reading.long_context);
    }

    #[test]
    fn prices_are_those_of_the_day() {
        let prices =
            r#"[{"input": "1", "output": "1"}, {"from": "2026-03-01", "input": "3", "output": "1"}]"#;
        let prices = PriceList::new(serde_json::from_str(prices).unwrap(), vec![]).unwrap();
        let cost = |day: &str| {
            Reading::new(Tokens::new(50), Tokens::new(20), &prices, day.parse().unwrap()).unwrap().cost.pico()
        };
        assert_eq!([cost("2026-02-28"), cost("2026-03-01")], [50_000_000, 150_000_000]);
    }

    #[test]
    fn no_window_reads_nothing() {
        assert_eq!(read(5, 0), None);
        assert_eq!(read(0, 0), None);
    }

    #[test]
    fn the_largest_text_is_exact_through_the_smallest_window() {
        let most = PriceList::flat(Rates::new(UsdPerMillion::MAX, UsdPerMillion::ZERO));
        for (window, requests) in [(1, u64::MAX), (2, 1 << 63), (u64::MAX, 1)] {
            let reading =
                Reading::new(Tokens::new(u64::MAX), Tokens::new(window), &most, Date::EPOCH).unwrap();
            assert_eq!(reading.requests, requests);
            assert_eq!(reading.cost.to_string(), u64::MAX.to_string());
        }
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn a_reading_is_the_sum_of_its_requests(tokens in 0u64..2_000, window in 1u64..400) {
            let prices = tiered();
            let small = prices.rates_on(Date::EPOCH, &Context::STANDARD, Tokens::ZERO).input;
            let mut sum = Reading { requests: 0, cost: Usd::ZERO, long_context: false };
            let mut unread = tokens;
            while unread > 0 {
                let input = Tokens::new(unread.min(window));
                let usage = Usage { input, ..Usage::default() };
                let cost = prices.cost(&usage, Date::EPOCH, &Context::STANDARD).unwrap();
                sum.requests += 1;
                sum.cost += cost.total;
                sum.long_context |= cost.total != small * input;
                unread -= input.count();
            }
            let whole = Reading::new(Tokens::new(tokens), Tokens::new(window), &prices, Date::EPOCH);
            prop_assert_eq!(whole, Some(sum));
        }
    }
}
