//! Numbers as readers see them: integer arithmetic, rounded once, half away from zero.
//!
//! ```
//! use showdown::domain::format;
//!
//! assert_eq!(format::usd("227.5".parse()?), "$227.50");
//! assert_eq!(format::rate("0.175".parse()?), "$0.175");
//! assert_eq!(format::ratio(320, 200).as_deref(), Some("1.6×"));
//! assert_eq!(format::duration(83_333), "23.1 hours");
//! # Ok::<(), showdown::domain::Error>(())
//! ```

use super::{
    Usd, UsdPerMillion,
    decimal::{round, split},
    money::{RATE_DECIMALS, USD_DECIMALS},
};

const PICO_A_DOLLAR: u128 = 10u128.pow(USD_DECIMALS as u32);
const PICO_A_CENT: u128 = PICO_A_DOLLAR / 100;

/// Dollars: cents below $1,000 (`$227.50`), whole dollars from $1,000 (`$1,250`), a true minus sign
/// (`−$5.00`), and three significant digits below a cent (`$0.000525`).
///
/// A non-zero amount never looks like zero.
pub fn usd(amount: Usd) -> String {
    let magnitude = amount.pico().unsigned_abs();
    let cents = round(magnitude, PICO_A_CENT);
    let digits = if (1..PICO_A_CENT).contains(&magnitude) {
        below_a_cent(magnitude)
    } else if cents < 100_000 {
        format!("{}.{:02}", cents as u64 / 100, cents as u64 % 100)
    } else {
        group(round(magnitude, PICO_A_DOLLAR))
    };
    [minus(amount.pico()), "$", &digits].concat()
}

/// Three significant digits of an amount below a cent.
fn below_a_cent(pico: u128) -> String {
    significant(pico as f64 / PICO_A_DOLLAR as f64, 3)
}

/// Dollars of a small price: like [`usd`], with three significant digits below ten cents: `$0.0123`.
pub fn usd_fine(amount: Usd) -> String {
    match amount.pico() {
        1..100_000_000_000 => ["$", &significant(amount.pico() as f64 / PICO_A_DOLLAR as f64, 3)].concat(),
        _ => usd(amount),
    }
}

/// A computed number with `digits` significant digits and no exponent: `0.152`, `12.3`, `1,230`, `0`. A
/// non-zero number never looks like zero. Not for money.
pub fn significant(value: f64, digits: i32) -> String {
    if !value.is_finite() || value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs();
    let wanted = 10_f64.powi(digits - 1);
    let Some(decimals) = (0..=18).find(|decimals| magnitude * 10_f64.powi(*decimals) >= wanted) else {
        return "under 10⁻¹⁵".to_owned();
    };
    let scaled = (magnitude * 10_f64.powi(decimals)).round() as u128;
    let (whole, fraction) = split(scaled, decimals as usize, 0);
    [if value < 0.0 { "−" } else { "" }, &group(whole), &fraction].concat()
}

/// Dollars, exactly, with at least two decimals: `$1,249.995`, `$0.50`, `−$0.000000175`.
pub fn usd_exact(amount: Usd) -> String {
    let (whole, fraction) = split(amount.pico().unsigned_abs(), USD_DECIMALS, 2);
    [minus(amount.pico()), "$", &group(whole), &fraction].concat()
}

/// Dollars that result from a division: to a millionth, with at least two decimals. `≈` marks rounding:
/// `≈ $2,479.166667`, `$0.50`. Below a thousandth of a dollar, three significant digits: `≈ $0.00000213`.
pub fn usd_near(amount: Usd) -> String {
    const PICO_A_MILLIONTH: u128 = 1_000_000;
    let magnitude = amount.pico().unsigned_abs();
    if magnitude < 1_000 * PICO_A_MILLIONTH && !magnitude.is_multiple_of(PICO_A_MILLIONTH) {
        let digits = below_a_cent(magnitude);
        let is_exact = magnitude < 1_000 || magnitude.is_multiple_of(10_u128.pow(magnitude.ilog10() - 2));
        return [if is_exact { "" } else { "≈ " }, minus(amount.pico()), "$", &digits].concat();
    }
    let (whole, fraction) = split(round(magnitude, PICO_A_MILLIONTH), USD_DECIMALS - 6, 2);
    let mark = if magnitude.is_multiple_of(PICO_A_MILLIONTH) { "" } else { "≈ " };
    [mark, minus(amount.pico()), "$", &group(whole), &fraction].concat()
}

/// A rate in dollars per million tokens, with at least two decimals: `$2.50`, `$0.175`.
pub fn rate(rate: UsdPerMillion) -> String {
    let (whole, fraction) = split(rate.micro().into(), RATE_DECIMALS, 2);
    ["$", &group(whole), &fraction].concat()
}

/// The quotient `a ÷ b`: `0.43×`, `2.3×`, `2×`, `12×`. `None` unless `a` ≥ 0 and `b` > 0.
pub fn ratio(a: i128, b: i128) -> Option<String> {
    // Compute each precision from the ratio: rounding twice would turn 2.245 into 2.3.
    let [whole, tenths, hundredths] = [1, 10, 100].map(|scale| scaled(a, b, scale));
    Some(match (tenths?, hundredths?) {
        (_, ..100) => decimals(hundredths?, 2) + "×",
        (..100, _) => trimmed_tenths(tenths?) + "×",
        _ => decimals(whole?, 0) + "×",
    })
}

/// A part of a whole, to a tenth of a percent: `62.5%`, `50%`. `None` unless `part` ≥ 0 and `whole` > 0.
pub fn percent(part: i128, whole: i128) -> Option<String> {
    Some(trimmed_tenths(scaled(part, whole, 1_000)?) + "%")
}

/// A duration in seconds, as text: `42 s`, `9 min`, `6.2 hours`, from 100 hours `11.6 days`, and from
/// 1,000 days `2.8 years` (of 365 days).
pub fn duration(seconds: u64) -> String {
    let seconds = u128::from(seconds);
    let (minutes, tenths_of_hour) = (round(seconds, 60), round(seconds, 360));
    let in_words = |tenths, one, many| {
        let unit = if tenths == 10 { one } else { many };
        trimmed_tenths(tenths) + unit
    };
    match (seconds, minutes, tenths_of_hour) {
        (..60, ..) => format!("{} s", seconds as u64),
        (_, ..60, _) => format!("{} min", minutes as u64),
        (.., ..1_000) => in_words(tenths_of_hour, " hour", " hours"),
        _ if seconds < 86_400_000 => in_words(round(seconds, 8_640), " day", " days"),
        _ => in_words(round(seconds, 3_153_600), " year", " years"),
    }
}

/// Dollars for axis ticks, which are round numbers: `$0`, `$0.20`, `$150`, `$1.5k`, `$20M`. Precision: a
/// billionth of a dollar, from $1 a hundredth of the unit, and three significant digits below a
/// millionth.
pub fn dollars_short(amount: f64) -> String {
    if amount > 0.0 && amount < 1e-6 {
        return ["$", &significant(amount, 3)].concat();
    }
    ["$", &shortened(amount, 2)].concat()
}

/// An amount in its largest unit, to a hundredth of the unit: `0`, `150`, `1.5k`, `44.05M`.
pub fn short(amount: f64) -> String {
    shortened(amount, 0)
}

/// Like [`short`], with at least `below_one` decimals below 1.
fn shortened(amount: f64, below_one: usize) -> String {
    const UNITS: [(f64, &str); 4] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")];
    let (unit, suffix) = UNITS.into_iter().find(|(unit, _)| amount >= *unit).unwrap_or((1.0, ""));
    let (places, at_least) = match amount {
        ..=0.0 => (0, 0),
        ..1.0 => (9, below_one),
        _ => (2, 0),
    };
    let value = (amount / unit * 10_f64.powi(places as i32)).round().max(0.0) as u128;
    let (whole, fraction) = split(value, places, at_least);
    [&group(whole), &fraction, suffix].concat()
}

/// Digits in groups of three: `1,000,000`.
pub fn grouped(number: u64) -> String {
    group(number.into())
}

/// A number with its noun: `1 error`, `1,000 errors`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Texts joined by a separator: `a, b`.
pub fn joined(texts: impl IntoIterator<Item: AsRef<str>>, between: &str) -> String {
    let mut all = String::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 {
            all.push_str(between);
        }
        all.push_str(text.as_ref());
    }
    all
}

/// A text of at most `most` characters. A longer text is cut and ends in `…`.
pub fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)) {
        Some(kept) => [kept, "…"].concat(),
        None => text.to_owned(),
    }
}

/// Capitalizes the first letter, for the start of a sentence. ASCII only.
pub fn capital(text: &str) -> String {
    with_first(text, str::to_ascii_uppercase)
}

/// Lowercases the first letter, for the middle of a sentence. ASCII only.
pub fn uncapital(text: &str) -> String {
    with_first(text, str::to_ascii_lowercase)
}

fn with_first(text: &str, change: fn(&str) -> String) -> String {
    match text.split_at_checked(1) {
        Some((first, rest)) => change(first) + rest,
        None => text.to_owned(),
    }
}

fn minus(number: i128) -> &'static str {
    if number < 0 { "−" } else { "" }
}

/// Avoids the standard formatting of 128-bit numbers, which adds more code than this function.
fn group(number: u128) -> String {
    match number {
        ..1_000 => (number as u64).to_string(),
        _ => format!("{},{:03}", group(number / 1_000), (number % 1_000) as u64),
    }
}

/// `a ÷ b × scale`, rounded.
fn scaled(a: i128, b: i128, scale: u128) -> Option<u128> {
    let (a, b) = (u128::try_from(a).ok()?, u128::try_from(b).ok().filter(|b| *b > 0)?);
    Some(round(a.checked_mul(scale)?, b))
}

/// Formats an integer of `10^-places`, with every decimal.
fn decimals(value: u128, places: usize) -> String {
    let (whole, fraction) = split(value, places, places);
    group(whole) + &fraction
}

/// Formats an integer of tenths, without `.0`.
fn trimmed_tenths(value: u128) -> String {
    let (whole, fraction) = split(value, 1, 0);
    group(whole) + &fraction
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn money(text: &str) -> Usd {
        text.parse().unwrap()
    }

    #[test]
    fn dollars() {
        for (amount, text) in [
            ("0", "$0.00"),
            ("0.000000000001", "$0.000000000001"),
            ("0.000525", "$0.000525"),
            ("0.004999999999", "$0.005"),
            ("0.0075", "$0.0075"),
            ("-0.004", "−$0.004"),
            ("0.01", "$0.01"),
            ("-0.015", "−$0.02"),
            ("200", "$200.00"),
            ("227.5", "$227.50"),
            ("-5", "−$5.00"),
            ("1.045", "$1.05"),
            ("999.994", "$999.99"),
            ("999.995", "$1,000"),
            ("1249.5", "$1,250"),
            ("1249.499999", "$1,249"),
            ("-1249.5", "−$1,250"),
            ("1234567890", "$1,234,567,890"),
        ] {
            assert_eq!(usd(money(amount)), text, "{amount}");
        }
    }

    #[test]
    fn divided_dollars_are_marked_where_they_are_rounded_and_never_look_like_nothing() {
        for (amount, text) in [
            ("0", "$0.00"),
            ("0.5", "$0.50"),
            ("2479.1666666666", "≈ $2,479.166667"),
            ("0.0000021", "$0.0000021"),
            ("0.000002123", "≈ $0.00000212"),
            ("0.0000000001", "$0.0000000001"),
            ("0.000525", "$0.000525"),
        ] {
            assert_eq!(usd_near(money(amount)), text);
        }
    }

    #[test]
    fn small_prices_keep_three_digits() {
        for (amount, text) in [
            ("0", "$0.00"),
            ("0.0000001234", "$0.000000123"),
            ("0.0123", "$0.0123"),
            ("0.09999", "$0.1"),
            ("0.1", "$0.10"),
            ("12.345", "$12.35"),
        ] {
            assert_eq!(usd_fine(money(amount)), text);
        }
    }

    #[test]
    fn computed_numbers_keep_the_digits_that_count() {
        for (value, text) in [
            (0.0, "0"),
            (0.8, "0.8"),
            (0.152_049, "0.152"),
            (0.000_104_98, "0.000105"),
            (12.345, "12.3"),
            (1234.5, "1,235"),
            (99.96, "100"),
            (-2.5, "−2.5"),
            (1e-40, "under 10⁻¹⁵"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(significant(value, 3), text, "{value}");
        }
    }

    #[test]
    fn exact_dollars() {
        for (amount, text) in
            [("0", "$0.00"), ("0.5", "$0.50"), ("1249.995", "$1,249.995"), ("-0.000000175", "−$0.000000175")]
        {
            assert_eq!(usd_exact(money(amount)), text);
        }
    }

    #[test]
    fn rates() {
        for (text, shown) in [("2.5", "$2.50"), ("0.175", "$0.175"), ("5", "$5.00"), ("1000", "$1,000.00")] {
            assert_eq!(rate(text.parse().unwrap()), shown);
        }
    }

    #[test]
    fn ratios() {
        for (a, b, text) in [
            (0, 1, "0.00×"),
            (3, 7, "0.43×"),
            (994, 1_000, "0.99×"),
            (995, 1_000, "1×"),
            (500, 500, "1×"),
            (23, 10, "2.3×"),
            (225, 100, "2.3×"),
            (2_245, 1_000, "2.2×"),
            (994, 100, "9.9×"),
            (995, 100, "10×"),
            (115, 10, "12×"),
            (12_345, 1, "12,345×"),
        ] {
            assert_eq!(ratio(a, b).as_deref(), Some(text), "{a}/{b}");
        }
        assert_eq!([ratio(1, 0), ratio(-1, 1), ratio(1, -1), ratio(i128::MAX, 1)], [const { None }; 4]);
    }

    #[test]
    fn percents() {
        for (part, whole, text) in
            [(0, 3, "0%"), (1, 2, "50%"), (5, 8, "62.5%"), (2, 3, "66.7%"), (3, 2, "150%"), (12, 1, "1,200%")]
        {
            assert_eq!(percent(part, whole).as_deref(), Some(text));
        }
        assert_eq!(percent(1, 0), None);
    }

    #[test]
    fn ticks_are_short_and_never_two_alike() {
        for (amount, text) in [
            (0.0, "$0"),
            (0.0001, "$0.0001"),
            (0.000_000_000_25, "$0.00000000025"),
            (0.2, "$0.20"),
            (1.0, "$1"),
            (2.5, "$2.5"),
            (150.0, "$150"),
            (1500.0, "$1.5k"),
            (2e7, "$20M"),
            (1.5e10, "$15B"),
            (1e15, "$1,000T"),
        ] {
            assert_eq!(dollars_short(amount), text);
        }
    }

    #[test]
    fn durations() {
        for (seconds, text) in [
            (0, "0 s"),
            (42, "42 s"),
            (59, "59 s"),
            (60, "1 min"),
            (540, "9 min"),
            (3_569, "59 min"),
            (3_570, "1 hour"),
            (3_779, "1 hour"),
            (3_780, "1.1 hours"),
            (22_222, "6.2 hours"),
            (83_333, "23.1 hours"),
            (359_819, "99.9 hours"),
            (359_820, "4.2 days"),
            (1_000_000, "11.6 days"),
            (86_399_999, "1,000 days"),
            (86_400_000, "2.7 years"),
            (864_000_000, "27.4 years"),
        ] {
            assert_eq!(duration(seconds), text, "{seconds}");
        }
        assert_eq!(duration(u64::MAX), "584,942,417,355.1 years");
    }

    #[test]
    fn counts() {
        assert_eq!(grouped(1_000_000), "1,000,000");
        assert_eq!([0, 12, 123, 1_234].map(grouped), ["0", "12", "123", "1,234"]);
        assert_eq!(count(1, "error", "errors"), "1 error");
        assert_eq!(count(1_000, "error", "errors"), "1,000 errors");
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn exact_dollars_read_back(pico: i128) {
            let amount = Usd::from_pico(pico);
            let plain = usd_exact(amount).replace(['$', ','], "");
            prop_assert_eq!(plain.parse(), Ok(amount));
        }

        #[test]
        fn shown_dollars_are_at_most_half_a_unit_off(pico in -5_000_000_000_000_000i128..5_000_000_000_000_000) {
            let amount = Usd::from_pico(pico);
            let shown: Result<Usd, _> = usd(amount).replace(['$', ','], "").parse();
            if let Ok(shown) = shown {
                prop_assert_eq!(shown == Usd::ZERO, amount == Usd::ZERO);
                let unit = if shown.pico().unsigned_abs() < 1_000 * PICO_A_DOLLAR { PICO_A_CENT } else { PICO_A_DOLLAR };
                prop_assert!((shown - amount).pico().unsigned_abs() <= unit / 2);
            }
        }

        #[test]
        fn nothing_overflows(pico: i128, other: i128, seconds: u64) {
            let _ = (usd(Usd::from_pico(pico)), ratio(pico, other), percent(pico, other), duration(seconds));
        }
    }
}
