//! Exact money: amounts in whole pico-dollars, rates in whole micro-dollars per million tokens.
//!
//! A millionth of a micro-dollar is a pico-dollar. So **rate × tokens is a whole number of
//! pico-dollars**, without division or rounding:
//!
//! ```
//! use showdown::domain::{Tokens, UsdPerMillion};
//!
//! let rate: UsdPerMillion = "0.175".parse()?;
//! assert_eq!((rate * Tokens::new(1)).pico(), 175_000);
//! assert_eq!((rate * Tokens::new(1)).to_string(), "0.000000175");
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Mul, Neg, Sub},
    str::FromStr,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Error, Tokens,
    decimal::{self, Decimal, Misfit},
    error::Kind,
    from_text::{self, Text},
};

/// Decimals of [`Usd`], which counts pico-dollars.
pub(super) const USD_DECIMALS: usize = 12;
/// Decimals of [`UsdPerMillion`], which counts micro-dollars.
pub(super) const RATE_DECIMALS: usize = 6;

/// An exact amount of US dollars, in pico-dollars (10⁻¹² USD). It may be negative.
///
/// The range is ±1.7 × 10²⁶ dollars. Sums saturate at these bounds. The largest possible bill (`u64::MAX`
/// tokens at the highest rate) is seven orders of magnitude smaller.
///
/// `Display` and `FromStr` use plain decimals, exactly. For readers, see
/// [`format::usd`](super::format::usd).
///
/// ```
/// use showdown::domain::Usd;
///
/// let amount: Usd = "1.249995".parse()?;
/// assert_eq!(amount, Usd::from_pico(1_249_995_000_000));
/// assert_eq!((amount + amount - "0.5".parse()?).to_string(), "1.99999");
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(i128);

impl Usd {
    /// Zero dollars.
    pub const ZERO: Self = Self(0);

    /// An amount in pico-dollars.
    pub const fn from_pico(pico: i128) -> Self {
        Self(pico)
    }

    /// The amount in dollars, for the length of a bar. Inexact.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 1e12
    }

    /// An amount in cents.
    pub const fn from_cents(cents: u64) -> Self {
        Self(cents as i128 * 10_000_000_000)
    }

    /// The amount in pico-dollars.
    pub const fn pico(self) -> i128 {
        self.0
    }
}

impl Add for Usd {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Usd {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// A multiple of the amount, for example twelve months.
impl Mul<u64> for Usd {
    type Output = Self;
    fn mul(self, times: u64) -> Self {
        Self(self.0.saturating_mul(times.into()))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// The exact plain decimal, with no more digits than needed: `1.249995`, `-0.5`, `200`.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = decimal::split(self.0.unsigned_abs(), USD_DECIMALS, 0);
        write!(f, "{sign}{whole}{fraction}")
    }
}

/// Parses a decimal such as `1.249995`, `-0.5` or `1.75E-7`.
///
/// # Errors
///
/// Not a number, more than 12 decimals, or out of range.
impl FromStr for Usd {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        read(text, USD_DECIMALS as i64).map(Self)
    }
}

/// A rate: US dollars per million tokens, 0 to 1,000,000, with up to 6 decimals.
///
/// In JSON a rate is a decimal *string*, because most JSON libraries read numbers as floats.
///
/// ```
/// use showdown::domain::{Tokens, UsdPerMillion};
///
/// let rate: UsdPerMillion = "2.50".parse()?;
/// assert_eq!(rate.to_string(), "2.5");
/// assert_eq!((rate * Tokens::new(50_000_000)).to_string(), "125");
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UsdPerMillion(u64);

impl UsdPerMillion {
    /// Free of charge.
    pub const ZERO: Self = Self(0);
    /// The highest rate: one dollar per token. That is ten thousand times any list price, and low enough
    /// that no bill overflows.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// A rate in micro-dollars per million tokens. `None` above [`UsdPerMillion::MAX`].
    pub fn from_micro(micro: u64) -> Option<Self> {
        Some(Self(micro)).filter(|rate| *rate <= Self::MAX)
    }

    /// The rate in micro-dollars per million tokens.
    pub const fn micro(self) -> u64 {
        self.0
    }
}

/// The exact cost of a number of tokens. It never overflows.
impl Mul<Tokens> for UsdPerMillion {
    type Output = Usd;
    fn mul(self, tokens: Tokens) -> Usd {
        // At most 10^12 × 2^64 < 2^104.
        Usd(i128::from(self.0) * i128::from(tokens.count()))
    }
}

/// The exact plain decimal, with no more digits than needed: `0.175`, `5`.
impl fmt::Display for UsdPerMillion {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (whole, fraction) = decimal::split(self.0.into(), RATE_DECIMALS, 0);
        write!(f, "{whole}{fraction}")
    }
}

/// Parses a decimal such as `0.175`.
///
/// # Errors
///
/// Not a number, negative, more than 6 decimals, or more than [`UsdPerMillion::MAX`].
impl FromStr for UsdPerMillion {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let error = |kind: fn(String) -> Kind| Error::new(kind(text.to_owned()));
        let micro = read(text, RATE_DECIMALS as i64)?;
        if micro < 0 {
            return Err(error(Kind::RateNegative));
        }
        (u64::try_from(micro).ok()).and_then(Self::from_micro).ok_or_else(|| error(Kind::RateTooLarge))
    }
}

impl Text for UsdPerMillion {
    const EXPECTED: &'static str = "USD per million tokens as a decimal string such as \"0.175\", in quotes";
}

impl<'de> Deserialize<'de> for UsdPerMillion {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        from_text::deserialize(source)
    }
}

impl Serialize for UsdPerMillion {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        from_text::serialize(self, target)
    }
}

fn read(text: &str, decimals: i64) -> Result<i128, Error> {
    let owned = || text.to_owned();
    let decimal = Decimal::parse(text.trim()).ok_or_else(|| Error::new(Kind::NotMoney(owned())))?;
    decimal.in_units(decimals).map_err(|misfit| {
        Error::new(match misfit {
            Misfit::TooFine => Kind::TooFine { text: owned(), decimals },
            Misfit::TooLarge => Kind::MoneyTooLarge(owned()),
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shows_no_digit_too_many() {
        for (pico, text) in [
            (0, "0"),
            (1, "0.000000000001"),
            (-1, "-0.000000000001"),
            (200_000_000_000_000, "200"),
            (-1_249_995_000_000, "-1.249995"),
        ] {
            assert_eq!(Usd::from_pico(pico).to_string(), text);
        }
    }

    #[test]
    fn reads_trailing_zeros_and_exponents_as_the_same_amount() {
        for text in ["0.000000175", "1.75E-7", "0.00000017500000000000000000"] {
            assert_eq!(text.parse(), Ok(Usd::from_pico(175_000)), "{text}");
        }
    }

    #[test]
    fn the_largest_bill_is_exact() {
        let bill = UsdPerMillion::MAX * Tokens::new(u64::MAX);
        assert_eq!(bill.to_string(), u64::MAX.to_string());
        let surcharge: UsdPerMillion = "37.5".parse().unwrap();
        assert_eq!((surcharge * Tokens::new(u64::MAX)).to_string(), "691752902764108.1855625");
    }

    #[test]
    fn sums_stop_at_the_bound_instead_of_wrapping() {
        let most = Usd::from_pico(i128::MAX);
        assert_eq!(most + most, most);
        assert_eq!(most * 12, most);
        assert_eq!(-Usd::from_pico(i128::MIN), most);
    }

    #[test]
    fn refuses_rates_with_a_reason() {
        for (text, reason) in [
            ("", "not an amount"),
            ("abc", "not an amount"),
            ("1,5", "not an amount"),
            ("NaN", "not an amount"),
            ("-0.01", "negative"),
            ("0.0000001", "more than 6 decimals"),
            ("1000000.000001", "over $1,000,000"),
            ("1e400", "more dollars"),
        ] {
            let error = text.parse::<UsdPerMillion>().unwrap_err().to_string();
            assert!(error.contains(reason) && error.contains(text), "{error}");
        }
        assert_eq!(" 1000000 ".parse(), Ok(UsdPerMillion::MAX));
    }

    #[test]
    fn json_rates_are_strings() {
        let rate = serde_json::from_str::<UsdPerMillion>;
        assert_eq!(rate(r#""0.175""#).unwrap().micro(), 175_000);
        let error = rate("2.5").unwrap_err().to_string();
        assert!(error.contains("decimal string"), "{error}");
        let error = rate(r#""2.5000001""#).unwrap_err().to_string();
        assert!(error.contains("more than 6 decimals"), "{error}");
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn money_survives_its_own_text(pico: i128) {
            let amount = Usd::from_pico(pico);
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        }

        #[test]
        fn rates_survive_their_own_text(micro in 0..=UsdPerMillion::MAX.micro()) {
            let rate = UsdPerMillion::from_micro(micro).unwrap();
            prop_assert_eq!(rate.to_string().parse(), Ok(rate));
        }

        #[test]
        fn reading_is_total(text: String) {
            let _ = text.parse::<Usd>();
            let _ = text.parse::<UsdPerMillion>();
        }
    }
}
