//! The error type of this module. It is opaque, so its causes can change; its text says what is wrong,
//! and where.

use std::fmt;

use super::Tokens;

/// Why an amount, a rate, a date, or a bill is invalid.
///
/// `Display` is one sentence for a reader. It quotes the invalid text or counts and, where useful, gives
/// a valid example. (Token counts that readers type have their own error, [`AmountError`].)
///
/// [`AmountError`]: super::AmountError
///
/// ```
/// use showdown::domain::{Date, UsdPerMillion};
///
/// let error = "1.2345678".parse::<UsdPerMillion>().unwrap_err();
/// assert_eq!(error.to_string(), "“1.2345678” has more than 6 decimals: write at most 6, for example 0.175");
/// let error = "2026-02-29".parse::<Date>().unwrap_err();
/// assert_eq!(error.to_string(), "“2026-02-29” is not a date: write year-month-day, for example 2026-03-13");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(Kind);

/// The causes. Private to this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NotMoney(String),
    TooFine { text: String, decimals: i64 },
    MoneyTooLarge(String),
    RateNegative(String),
    RateTooLarge(String),
    NotADate(String),
    NotATimestamp(String),
    NoPrices,
    Period,
    Tier,
    Variant,
    CachedOverInput { cached: u128, input: Tokens },
    OneHourOverWrites { one_hour: Tokens, writes: Tokens },
}

impl Error {
    pub(super) fn new(kind: Kind) -> Self {
        Self(kind)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.0 {
            Kind::NotMoney(text) => {
                write!(f, "“{text}” is not an amount of dollars: write digits, for example 2.50")
            }
            Kind::TooFine { text, decimals } => write!(
                f,
                "“{text}” has more than {decimals} decimals: write at most {decimals}, for example 0.175"
            ),
            Kind::MoneyTooLarge(text) => write!(f, "“{text}” is more dollars than can be counted"),
            Kind::RateNegative(text) => {
                write!(f, "“{text}” is negative: a price per million tokens is 0 or more, for example 2.50")
            }
            Kind::RateTooLarge(text) => write!(
                f,
                "“{text}” is over $1,000,000 per million tokens: write a smaller price, for example 2.50"
            ),
            Kind::NotADate(text) => {
                write!(f, "“{text}” is not a date: write year-month-day, for example 2026-03-13")
            }
            Kind::NotATimestamp(text) => {
                write!(f, "“{text}” is not a timestamp: write RFC 3339, for example 2026-03-12T23:59:59Z")
            }
            Kind::NoPrices => f.write_str("a price list needs at least one period in `prices`"),
            Kind::Period => f.write_str(
                "a period in `prices` needs `input` and `output`, and takes no `when` and no `over`",
            ),
            Kind::Tier => f.write_str("a `tier` needs `over`, and takes no `from`, no `when` and no `tier`"),
            Kind::Variant => f.write_str(
                "a variant needs a `when` with at least one entry, and takes no `over` and no `tier`",
            ),
            Kind::CachedOverInput { cached, input } => write!(
                f,
                "the input of {input} tokens includes what the cache read and wrote, yet those are {cached}"
            ),
            Kind::OneHourOverWrites { one_hour, writes } => write!(
                f,
                "the {writes} tokens written to the cache include the one-hour ones, yet those are {one_hour}"
            ),
        }
    }
}

impl std::error::Error for Error {}
