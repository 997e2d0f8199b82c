//! Exact decimal text, parsed and formatted without floats. Money, rates, and token counts use it.

use std::num::IntErrorKind;

/// A decimal number: `±digits × 10^power`.
///
/// `digits` has no zeros at either end (zero is the empty text), so a negative power means a fraction.
pub(super) struct Decimal {
    negative: bool,
    digits: String,
    power: i64,
}

/// Why a [`Decimal`] is not an integer of the requested unit.
#[derive(Debug, PartialEq)]
pub(super) enum Misfit {
    /// It has more decimals than the unit.
    TooFine,
    /// It exceeds 128 bits.
    TooLarge,
}

impl Decimal {
    /// Parses `[+-]digits[.digits][e[+-]digits]`, ASCII digits only. The true minus sign (U+2212) counts
    /// as `-`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let kept = all.trim_end_matches('0');
        Some(Self {
            negative,
            digits: kept.trim_start_matches('0').to_owned(),
            power: exponent + (all.len() - kept.len()) as i64 - fraction.len() as i64,
        })
    }

    /// Whether the number is below zero (`-0` is not).
    pub(super) fn is_negative(&self) -> bool {
        self.negative && !self.digits.is_empty()
    }

    /// The number in units of `10^-places`: 12 places for pico-dollars.
    pub(super) fn in_units(&self, places: i64) -> Result<i128, Misfit> {
        if self.digits.is_empty() {
            return Ok(0);
        }
        let power = self.power + places;
        if power < 0 {
            return Err(Misfit::TooFine);
        }
        // This ends at 128 bits, however many zeros there are, because the first digit is not 0.
        let zeros = (0..power).map(|_| b'0');
        let magnitude =
            self.digits.bytes().chain(zeros).try_fold(0_u128, |number, digit| {
                number.checked_mul(10)?.checked_add(u128::from(digit - b'0'))
            });
        let signed = magnitude.and_then(|magnitude| match self.negative {
            true => 0i128.checked_sub_unsigned(magnitude),
            false => i128::try_from(magnitude).ok(),
        });
        signed.ok_or(Misfit::TooLarge)
    }
}

/// Clamps exponents to 32 bits: numbers with larger exponents are out of range anyway.
fn parse_exponent(text: &str) -> Option<i64> {
    match text.parse::<i32>() {
        Ok(exponent) => Some(exponent.into()),
        Err(error) => match error.kind() {
            IntErrorKind::PosOverflow => Some(i32::MAX.into()),
            IntErrorKind::NegOverflow => Some(i32::MIN.into()),
            _ => None,
        },
    }
}

/// Splits `value × 10^-places` into its whole part and its fraction (`".175"`, or empty) with at least
/// `at_least` decimals. `places` is at most 19.
pub(super) fn split(value: u128, places: usize, at_least: usize) -> (u128, String) {
    let unit = u128::from(10_u64.pow(places as u32));
    let digits = format!("{:0places$}", (value % unit) as u64);
    let length = digits.trim_end_matches('0').len().max(at_least);
    let fraction = match digits.get(..length) {
        Some(decimals) if length > 0 => [".", decimals].concat(),
        _ => String::new(),
    };
    (value / unit, fraction)
}

/// `value ÷ unit`, rounded to the nearest integer, half up. `unit` must not be 0.
pub(super) fn round(value: u128, unit: u128) -> u128 {
    value / unit + u128::from(value % unit >= unit.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, places: i64) -> Option<Result<i128, Misfit>> {
        Decimal::parse(text).map(|decimal| decimal.in_units(places))
    }

    #[test]
    fn reads_plain_and_scientific_decimals() {
        for (text, value) in [
            ("0", 0),
            ("-0", 0),
            ("000.000e999999999999", 0),
            ("1", 1_000_000),
            ("+1.5", 1_500_000),
            ("-1.5", -1_500_000),
            ("\u{2212}.5", -500_000),
            ("2.", 2_000_000),
            ("0.000001000", 1),
            ("1E-6", 1),
            ("100e-8", 1),
            ("1e+3", 1_000_000_000),
        ] {
            assert_eq!(read(text, 6), Some(Ok(value)), "{text}");
        }
    }

    #[test]
    fn says_which_way_a_number_does_not_fit() {
        assert_eq!(read("0.0000001", 6), Some(Err(Misfit::TooFine)));
        assert_eq!(read("1e-99999999999", 6), Some(Err(Misfit::TooFine)));
        assert_eq!(read("1e400", 6), Some(Err(Misfit::TooLarge)));
        assert_eq!(read("1e99999999999", 6), Some(Err(Misfit::TooLarge)));
        let (most, least) = (i128::MAX.to_string(), i128::MIN.to_string());
        assert_eq!(read(&most, 0), Some(Ok(i128::MAX)));
        assert_eq!(read(&least, 0), Some(Ok(i128::MIN)));
        assert_eq!(read(&most, 1), Some(Err(Misfit::TooLarge)));
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", ".", "-", "e5", "1e", "1e-", "1e5e5", "1.2.3", "--1", "0x10", "NaN", "inf", "１２", " 1",
            "1 ",
        ] {
            assert!(Decimal::parse(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn rounds_half_up() {
        assert_eq!([14, 15, 16, 20].map(|value| round(value, 10)), [1, 2, 2, 2]);
        assert_eq!([3, 4].map(|value| round(value, 7)), [0, 1]);
    }
}
