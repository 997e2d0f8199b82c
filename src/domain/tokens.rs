//! Token counts, and parsing the counts that people type: `2.5M`, `750k`, `1e9`, `1,000,000`.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign},
    str::FromStr,
};

use serde::{Deserialize, Serialize};

use super::{
    Writing,
    decimal::{self, Decimal, Misfit},
    format::grouped,
    numeral,
};

/// A number of tokens, 0 to `u64::MAX`.
///
/// Parses what readers type (see [`FromStr`](#impl-FromStr-for-Tokens)). Formats as
/// [short](Tokens::short) text for URLs and fields, [in words](Tokens::words) for screen readers, and in
/// full as `Display`.
///
/// ```
/// use showdown::domain::Tokens;
///
/// let tokens: Tokens = "2.5M".parse()?;
/// assert_eq!(tokens, Tokens::new(2_500_000));
/// assert_eq!(tokens.short(), "2.5M");
/// assert_eq!(tokens.words(), "2.5 million tokens");
/// assert_eq!(tokens.to_string(), "2,500,000");
/// # Ok::<(), showdown::domain::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Tokens(u64);

/// The units of [`Tokens::short`] and [`Tokens::words`]: power of ten, suffix, word. Largest first.
const UNITS: [(usize, &str, &str); 4] =
    [(12, "T", "trillion"), (9, "B", "billion"), (6, "M", "million"), (3, "k", "thousand")];

impl Tokens {
    /// No tokens.
    pub const ZERO: Self = Self(0);
    /// The largest count that a reader can type: a thousand trillion, 10¹⁵. (A count itself may be
    /// larger.)
    pub const MAX_TYPED: Self = Self(1_000_000_000_000_000);

    /// A count of tokens.
    pub const fn new(count: u64) -> Self {
        Self(count)
    }

    /// The plain number.
    pub const fn count(self) -> u64 {
        self.0
    }

    /// The difference. `None` if `other` is larger.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// Compact text that parses back to the same count (up to [`Tokens::MAX_TYPED`]): `50M`, `20.5k`.
    /// Counts for which a unit with three decimals would be longer or inexact have all digits:
    /// `1,234,567`.
    pub fn short(self) -> String {
        let plain = grouped(self.0);
        match self.in_unit() {
            Some((number, suffix, _)) if number.len() < plain.len() => [&number, suffix].concat(),
            _ => plain,
        }
    }

    /// Spoken text: `50 million tokens`, `1.2 thousand tokens`, `1,234,567 tokens`, `1 token`.
    pub fn words(self) -> String {
        self.spoken() + if self.0 == 1 { " token" } else { " tokens" }
    }

    /// Like [`Tokens::words`], without the noun: `50 million`, `1,234,567`.
    pub fn spoken(self) -> String {
        match self.in_unit() {
            Some((number, _, word)) => [&number, " ", word].concat(),
            None => grouped(self.0),
        }
    }

    /// The count in its largest unit, if three decimals represent it exactly.
    fn in_unit(self) -> Option<(String, &'static str, &'static str)> {
        let of_unit = |&&(power, ..): &&(usize, _, _)| self.0 >= 10u64.pow(power as u32);
        let (power, suffix, word) = *UNITS.iter().find(of_unit)?;
        let (whole, fraction) = decimal::split(self.0.into(), power, 0);
        // A decimal point and three decimals.
        (fraction.len() <= 4).then(|| (format!("{}{fraction}", whole as u64), suffix, word))
    }
}

/// Saturates at `u64::MAX`, which is eighteen thousand times [`Tokens::MAX_TYPED`].
impl Add for Tokens {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Tokens {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Tokens {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::ZERO, Add::add)
    }
}

/// All digits, in groups of three: `1,234,567`.
impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&grouped(self.0))
    }
}

/// Parses what readers type, exactly: `50000000`, `1,000,000`, `1_000_000`, `1 000 000`, `2.5M`, `2,5M`,
/// `750k`, `10 M`, `2.5 million`, `2B` or `2G`, `1T`, `1e9`. Case and surrounding spaces do not matter.
/// Ambiguous numbers follow the rule of [`Writing::Unknown`](super::Writing). Fractions are accepted if
/// the result is whole.
impl FromStr for Tokens {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = numeral::plain(text);
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let (number, power) = numeral::scaled(&text).ok_or(AmountError::NotANumber)?;
        let meaning = numeral::meaning(number).ok_or(AmountError::NotANumber)?;
        let (first, second) = meaning.ordered(Writing::Unknown, power == 0);
        let other = || second.and_then(|second| Self::exactly(&second, power).ok());
        Self::exactly(&first, power).or_else(|error| other().ok_or(error))
    }
}

impl Tokens {
    /// A plain number times a power of ten.
    pub(super) fn exactly(number: &str, power: u32) -> Result<Self, AmountError> {
        // `1,0000` is more likely a mistyped group than a count with four decimals.
        let fraction = number.split(['e', 'E']).next().and_then(|number| number.split_once('.'));
        if power == 0 && fraction.is_some_and(|(_, fraction)| fraction.len() > 3) {
            return Err(AmountError::NotANumber);
        }
        let decimal = Decimal::parse(number).ok_or(AmountError::NotANumber)?;
        if decimal.is_negative() {
            return Err(AmountError::Negative);
        }
        let count = decimal.in_units(power.into()).map_err(|misfit| match misfit {
            Misfit::TooFine => AmountError::NotWhole,
            Misfit::TooLarge => AmountError::TooLarge,
        })?;
        (u64::try_from(count).ok().map(Self))
            .filter(|tokens| *tokens <= Self::MAX_TYPED)
            .ok_or(AmountError::TooLarge)
    }
}

/// Why a text is not a token count. `Display` is written for the reader who typed it.
///
/// ```
/// use showdown::domain::{AmountError, Tokens};
///
/// assert_eq!("-5".parse::<Tokens>(), Err(AmountError::Negative));
/// assert_eq!(
///     AmountError::Negative.to_string(),
///     "A number of tokens can’t be negative. Enter 0 or more, for example 2.5M."
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AmountError {
    /// Empty or blank.
    Empty,
    /// Below zero.
    Negative,
    /// Not a decimal number with at most one known suffix.
    NotANumber,
    /// A fraction of a token.
    NotWhole,
    /// More than [`Tokens::MAX_TYPED`].
    TooLarge,
}

impl AmountError {
    /// The message for another unit, given in the plural: `tokens`, `pages`.
    pub fn about(self, many: &str) -> String {
        match self {
            Self::Empty => format!("The field is empty. Enter a number of {many}, for example 2.5M."),
            Self::Negative => {
                format!("A number of {many} can’t be negative. Enter 0 or more, for example 2.5M.")
            }
            Self::NotANumber => format!(
                "Not a number of {many}. Enter digits, optionally with k, M, B or T, for example 2.5M, 750k \
                 or 1,000,000."
            ),
            Self::NotWhole => {
                format!("Not a whole number of {many}. Enter fewer decimals, for example 2.5M or 1.234k.")
            }
            Self::TooLarge => format!("More than 1,000T {many} is too much. Enter less, for example 10B."),
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.about("tokens"))
    }
}

impl std::error::Error for AmountError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_readers_type() {
        for (text, count) in [
            ("0", 0),
            ("-0", 0),
            ("1", 1),
            ("+5", 5),
            ("2.5M", 2_500_000),
            (".5m", 500_000),
            ("2.M", 2_000_000),
            ("750k", 750_000),
            ("750K", 750_000),
            ("1e9", 1_000_000_000),
            ("2.5E6", 2_500_000),
            ("10e-1", 1),
            ("1_000_000", 1_000_000),
            ("1,000,000", 1_000_000),
            ("1 000 000", 1_000_000),
            ("1\u{202f}000\u{202f}000", 1_000_000),
            ("1,234.5k", 1_234_500),
            ("  10 M ", 10_000_000),
            ("\u{a0}10\u{a0}M\u{a0}", 10_000_000),
            ("2B", 2_000_000_000),
            ("2g", 2_000_000_000),
            ("1T", 1_000_000_000_000),
            ("1.0000000M", 1_000_000),
            ("１２", 12),
            ("2,5M", 2_500_000),
            ("1.000.000", 1_000_000),
            ("1.000,000", 1_000),
            ("10,00,000", 1_000_000),
            ("1'000'000", 1_000_000),
            ("2.5 million", 2_500_000),
            ("3 lakh", 300_000),
            ("50.000", 50_000),
            ("1.500k", 1_500),
            ("1e15", Tokens::MAX_TYPED.count()),
            ("1000T", Tokens::MAX_TYPED.count()),
        ] {
            assert_eq!(text.parse(), Ok(Tokens::new(count)), "{text:?}");
        }
    }

    #[test]
    fn refuses_the_rest_with_a_reason() {
        use AmountError::{Empty, Negative, NotANumber, NotWhole, TooLarge};
        for (text, error) in [
            ("", Empty),
            (" \u{a0} ", Empty),
            ("-5", Negative),
            ("\u{2212}5M", Negative),
            ("-1,000", Negative),
            ("-abc", NotANumber),
            ("abc", NotANumber),
            ("NaN", NotANumber),
            ("inf", NotANumber),
            ("0x10", NotANumber),
            ("M", NotANumber),
            ("5 kM", NotANumber),
            ("5MM", NotANumber),
            ("1e3k", NotANumber),
            ("1,5", NotWhole),
            ("1,0000", NotANumber),
            ("1,000_000", NotANumber),
            (",000", NotANumber),
            ("1.5 5", NotANumber),
            ("1.0000.000", NotANumber),
            ("2.5 zillion", NotANumber),
            ("1e-3", NotWhole),
            ("0.5", NotWhole),
            ("1.2345k", NotWhole),
            ("1e400", TooLarge),
            ("1e99999999999999999999", TooLarge),
            ("1000.000000000001T", TooLarge),
        ] {
            assert_eq!(text.parse::<Tokens>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn every_reason_gives_an_example() {
        use AmountError::{Empty, Negative, NotANumber, NotWhole, TooLarge};
        for error in [Empty, Negative, NotANumber, NotWhole, TooLarge] {
            let text = error.to_string();
            let example = text.split("for example ").nth(1).and_then(|rest| rest.split([' ', ',']).next());
            let example = example.unwrap().trim_end_matches('.');
            assert!(example.parse::<Tokens>().is_ok(), "{text}");
        }
    }

    #[test]
    fn writes_short_and_in_words() {
        for (count, short, words) in [
            (0, "0", "0 tokens"),
            (1, "1", "1 token"),
            (999, "999", "999 tokens"),
            (1_000, "1k", "1 thousand tokens"),
            (1_200, "1.2k", "1.2 thousand tokens"),
            (1_234, "1,234", "1.234 thousand tokens"),
            (12_340, "12.34k", "12.34 thousand tokens"),
            (20_000, "20k", "20 thousand tokens"),
            (750_000, "750k", "750 thousand tokens"),
            (999_999, "999,999", "999.999 thousand tokens"),
            (1_234_500, "1,234,500", "1,234,500 tokens"),
            (1_234_567, "1,234,567", "1,234,567 tokens"),
            (2_500_000, "2.5M", "2.5 million tokens"),
            (50_000_000, "50M", "50 million tokens"),
            (1_001_000_000, "1.001B", "1.001 billion tokens"),
            (1_000_000_000_000_000, "1000T", "1000 trillion tokens"),
        ] {
            let tokens = Tokens::new(count);
            assert_eq!((tokens.short().as_str(), tokens.words().as_str()), (short, words));
        }
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn reading_is_total(text: String) {
            let _ = text.parse::<Tokens>();
        }

        #[test]
        fn reading_near_misses_is_total(text in "[-+−0-9.,_ eEkMG\u{a0}１x]{0,12}") {
            let _ = text.parse::<Tokens>();
        }

        #[test]
        fn short_text_reads_back(count in 0..=Tokens::MAX_TYPED.count(), zeros in 0u32..15) {
            for count in [count, count / 10u64.pow(zeros) * 10u64.pow(zeros), count >> (zeros * 3)] {
                let tokens = Tokens::new(count);
                prop_assert_eq!(tokens.short().parse(), Ok(tokens));
            }
        }
    }
}
