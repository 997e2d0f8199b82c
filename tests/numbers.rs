//! Numbers as they are written in the thirty languages that most people use: each is read as it was meant, or the field
//! asks, or refuses it. Never is it off by a factor of a thousand without a word.

#[path = "../src/domain/cases.rs"]
mod cases;

use proptest::prelude::*;
use showdown::domain::{Entry, Measure, Slider, Writing};

/// A way to write numbers, by CLDR 48: where, its mark between groups, its decimal mark, how many digits a whole part needs
/// to be grouped, whether by lakh, and its digit 0.
struct Locale(&'static str, &'static str, &'static str, usize, bool, char);

const LOCALES: [Locale; 36] = [
    Locale("en", ",", ".", 4, false, '0'),
    Locale("zh", ",", ".", 4, false, '0'),
    Locale("hi", ",", ".", 4, true, '0'),
    Locale("en-IN", ",", ".", 4, true, '0'),
    Locale("es", ".", ",", 5, false, '0'),
    Locale("es-MX", ",", ".", 4, false, '0'),
    Locale("fr", "\u{202f}", ",", 4, false, '0'),
    Locale("ar-EG", "٬", "٫", 4, false, '٠'),
    Locale("ar", ",", ".", 4, false, '0'),
    Locale("bn", ",", ".", 4, true, '০'),
    Locale("pt-BR", ".", ",", 4, false, '0'),
    Locale("pt-PT", "\u{a0}", ",", 5, false, '0'),
    Locale("ru", "\u{a0}", ",", 4, false, '0'),
    Locale("ur", ",", ".", 4, false, '0'),
    Locale("id", ".", ",", 4, false, '0'),
    Locale("de", ".", ",", 4, false, '0'),
    Locale("de-CH", "’", ".", 4, false, '0'),
    Locale("de-AT", "\u{a0}", ",", 4, false, '0'),
    Locale("ja", ",", ".", 4, false, '0'),
    Locale("sw", ",", ".", 4, false, '0'),
    Locale("mr", ",", ".", 4, true, '०'),
    Locale("te", ",", ".", 4, true, '0'),
    Locale("tr", ".", ",", 4, false, '0'),
    Locale("ta", ",", ".", 4, true, '0'),
    Locale("vi", ".", ",", 4, false, '0'),
    Locale("ko", ",", ".", 4, false, '0'),
    Locale("it", ".", ",", 4, false, '0'),
    Locale("th", ",", ".", 4, false, '0'),
    Locale("pl", "\u{a0}", ",", 5, false, '0'),
    Locale("uk", "\u{a0}", ",", 4, false, '0'),
    Locale("fa", "٬", "٫", 4, false, '۰'),
    Locale("nl", ".", ",", 4, false, '0'),
    Locale("sv", "\u{a0}", ",", 4, false, '0'),
    Locale("my", ",", ".", 4, false, '၀'),
    Locale("el", ".", ",", 4, false, '0'),
    Locale("cs", "\u{a0}", ",", 4, false, '0'),
];

impl Locale {
    /// Ten-thousandths, written with so many decimals at least.
    fn written(&self, value: u64, decimals: usize, grouped: bool) -> String {
        let (whole, fraction) = ((value / 10_000).to_string(), format!("{:04}", value % 10_000));
        let fraction = &fraction[..fraction.trim_end_matches('0').len().max(decimals)];
        let mut text = String::new();
        let groups = grouped && whole.len() >= self.3;
        for (place, digit) in whole.chars().enumerate() {
            let left = whole.len() - place;
            let starts = if self.4 { left == 3 || left > 3 && left % 2 == 1 } else { left.is_multiple_of(3) };
            if place > 0 && groups && starts {
                text += self.1;
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text += self.2;
            text += fraction;
        }
        let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(self.5 as u32 + digit));
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    }
}

const DECIMAL: Entry = Entry {
    measure: Measure::Decimal(4, "tokens"),
    min: 0,
    max: 10_000_000_000_000_000_000,
    slider: Slider::Log,
};
const WHOLE: Entry = Entry {
    measure: Measure::Count("token", "tokens"),
    min: 0,
    max: 1_000_000_000_000_000,
    slider: Slider::Log,
};

/// Read right, asked, or refused.
fn is_right_or_asks(entry: &Entry, text: &str, meant: u64) -> Result<bool, String> {
    match entry.understand(text, Writing::Unknown) {
        Ok(read) if read.value == meant => Ok(true),
        Ok(read) => match read.note {
            Some(note) => match note.instead {
                Some((other, _)) if other != meant => Err(format!("{text}: neither of the two is {meant}")),
                _ => Ok(false),
            },
            None => Err(format!("{text}: read as {} without a word, not as {meant}", read.value)),
        },
        Err(_) => Ok(false),
    }
}

proptest! {
    #![proptest_config(cases::the_same_cases())]

    #[test]
    fn a_number_is_read_as_it_was_meant_wherever_it_was_written_or_the_field_asks(
        value in 0..=10_000_000_000_000_000_000_u64,
        smaller in 0..64_u32,
        decimals in 0..=4_usize,
        grouped: bool,
    ) {
        let value = value >> smaller;
        for locale in &LOCALES {
            // To a hundredth, a unit, a thousand: numbers as people type them.
            for step in [1, 100, 10_000, 10_000_000] {
                let value = value / step * step;
                let text = locale.written(value, decimals, grouped);
                let right = is_right_or_asks(&DECIMAL, &text, value);
                let right = right.map_err(|error| TestCaseError::fail(format!("{}: {error}", locale.0)))?;
                // What can't be taken for something else is read.
                let marks = text.matches(['.', ',']).count();
                prop_assert!(right || marks == 1, "{}: {text} is not read", locale.0);
                if value.is_multiple_of(10_000) {
                    let right = is_right_or_asks(&WHOLE, &text, value / 10_000);
                    right.map_err(|error| TestCaseError::fail(format!("{}: {error}", locale.0)))?;
                }
            }
        }
    }
}

#[test]
fn a_thousand_is_a_thousand_in_every_language_or_the_field_offers_it() {
    for locale in &LOCALES {
        for thousands in [1, 12, 50, 999, 1_000, 10_000_000] {
            let value = thousands * 1_000;
            let text = locale.written(value * 10_000, 0, true);
            assert_eq!(is_right_or_asks(&WHOLE, &text, value), Ok(true), "{}: {text}", locale.0);
        }
    }
}
