//! Reported quantities: a number with its unit, as readers see it.

use super::{Tokens, decimal::split, format::grouped};
use serde::{Deserialize, Serialize};

/// The unit of a reported number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Time in seconds.
    Seconds,
    /// A count of errors.
    Errors,
    /// A share in percent.
    Percent,
    /// A change in percent. Its sign is always shown.
    Change,
    /// A count of tokens.
    Tokens,
    /// A count of anything else.
    Count,
}

/// Formats a reported number with its unit: `42 s`, `−2%`, `4 million` (tokens), `5,000`. Shows at most
/// six decimals.
///
/// ```
/// use showdown::domain::{Unit, quantity};
///
/// assert_eq!(quantity(-2.0, Unit::Change), "−2%");
/// assert_eq!(quantity(1.0, Unit::Change), "+1%");
/// assert_eq!(quantity(99.999, Unit::Percent), "99.999%");
/// assert_eq!(quantity(42.0, Unit::Seconds), "42 s");
/// assert_eq!(quantity(4e6, Unit::Tokens), "4 million");
/// ```
pub fn quantity(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds => number(value) + " s",
        Unit::Percent => number(value) + "%",
        Unit::Change if value > 0.0 => ["+", &number(value), "%"].concat(),
        Unit::Change => number(value) + "%",
        Unit::Errors | Unit::Count => number(value),
        Unit::Tokens if value >= 1e6 => Tokens::new(value as u64).spoken(),
        Unit::Tokens => Tokens::new(value as u64).short(),
    }
}

/// Formats a number with a true minus sign. Whole numbers get digit groups of three.
fn number(value: f64) -> String {
    // Count millionths: formatting floats would add their formatter to the program.
    let (whole, fraction) = split((value.abs() * 1e6).round() as u128, 6, 0);
    let digits = grouped(whole as u64) + &fraction;
    if value < 0.0 { format!("−{digits}") } else { digits }
}
