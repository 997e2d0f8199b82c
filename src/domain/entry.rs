//! A number that a reader sets: its unit and range, how it is read, written and spoken, and its position on a slider.
//!
//! Every such number counts small steps of its unit (a token, a hundredth of a percent, a millisecond, a cent), so field,
//! URL and calculation agree exactly.
//!
//! ```
//! use showdown::domain::{Entry, Measure, Slider};
//!
//! let repair = Entry { measure: Measure::Time, min: 1_000, max: 3_600_000, slider: Slider::Log };
//! assert_eq!(repair.read("1.5 min"), Ok(90_000));
//! assert_eq!(repair.short(90_000), "90 s");
//! assert_eq!(repair.words(90_000), "90 seconds");
//! assert_eq!(repair.read("2 h").unwrap_err(), "2 h is too much. Enter at most 1 h.");
//! ```

use super::{
    Tokens,
    decimal::{self, Decimal},
    format::grouped,
};

/// What a number counts, and in which steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Things that are counted whole: one of them, many of them.
    Count(&'static str, &'static str),
    /// A number with so many decimals, of these: in steps of the last decimal.
    Decimal(usize, &'static str),
    /// A share, in hundredths of a percent.
    Percent,
    /// A time, in milliseconds.
    Time,
    /// US dollars, in cents.
    Dollars,
    /// US dollars, in millionths.
    Price,
    /// US dollars per million tokens, in millionths of a dollar.
    Rate,
    /// The same, or none at all: [`Entry::NO_RATE`], which must be the most that can be set.
    RateOrNone,
}

/// How a slider's places are spread over the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slider {
    /// Evenly, so many steps of the unit apart.
    Even(u64),
    /// By orders of magnitude, at numbers of two digits, over the whole range, which must not begin at 0.
    Log,
    /// The same, from and to these.
    Between(u64, u64),
    /// At these, in rising order.
    Stops(&'static [u64]),
}

/// A number that a reader sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it counts.
    pub measure: Measure,
    /// The minimum.
    pub min: u64,
    /// The maximum.
    pub max: u64,
    /// The slider.
    pub slider: Slider,
}

/// The places of a logarithmic slider in each power of ten: numbers of two digits, each about a thirtieth of the way
/// further. `round(10 × 10^(place ÷ 30))`.
const DECADE: [u64; 30] = [
    10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 25, 27, 29, 32, 34, 37, 40, 43, 46, 50, 54, 58, 63, 68,
    74, 79, 86, 93,
];

/// The word for a price that does not exist.
const NONE: &str = "none";

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
/// Units of time as they are written, first as we write them.
const TIMES: [(&str, u64); 7] = [
    ("h", HOUR),
    ("min", MINUTE),
    ("s", SECOND),
    ("hours", HOUR),
    ("hour", HOUR),
    ("m", MINUTE),
    ("sec", SECOND),
];

impl Entry {
    /// The highest rate that can be set: $10,000 per million tokens.
    pub const MAX_RATE: u64 = 10_000_000_000;
    /// Means that the price does not exist. (Not 0, which means free.)
    pub const NO_RATE: u64 = Self::MAX_RATE + 1;

    /// Reads what a reader typed.
    ///
    /// # Errors
    /// What is wrong and what to enter, for the reader.
    pub fn read(&self, text: &str) -> Result<u64, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("The field is empty. Enter {}.", self.example()));
        }
        if let Measure::Count(_, many) = self.measure {
            let tokens: Tokens = text.parse().map_err(|error: super::AmountError| error.about(many))?;
            return self.within(tokens.count());
        }
        if self.measure == Measure::RateOrNone && text.eq_ignore_ascii_case(NONE) {
            return Ok(Self::NO_RATE);
        }
        let value =
            self.plain(text).ok_or_else(|| format!("Not {}. Enter {}.", self.kind(), self.example()))?;
        self.within(value)
    }

    /// A number with decimals and, where the measure has one, its sign or unit.
    fn plain(&self, text: &str) -> Option<u64> {
        let (number, places, times) = match self.measure {
            Measure::Count(..) => (text, 0, 1),
            Measure::Decimal(places, _) => (text, places, 1),
            Measure::Percent => (text.strip_suffix('%').unwrap_or(text), 2, 1),
            Measure::Dollars => (text.strip_prefix('$').unwrap_or(text), 2, 1),
            Measure::Price | Measure::Rate | Measure::RateOrNone => {
                (text.strip_prefix('$').unwrap_or(text), 6, 1)
            }
            Measure::Time => {
                let lower = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let unit = text.get(lower.len()..)?.to_ascii_lowercase();
                let (_, length) =
                    TIMES.into_iter().find(|(name, _)| unit.is_empty() && *name == "s" || *name == unit)?;
                (lower, 3, length / SECOND)
            }
        };
        let decimal = Decimal::parse(number.trim())?;
        u64::try_from(decimal.in_units(places as i64).ok()?).ok()?.checked_mul(times)
    }

    fn within(&self, value: u64) -> Result<u64, String> {
        let most = self.most();
        match value {
            _ if value > most => {
                Err(format!("{} is too much. Enter at most {}.", self.text(value), self.text(most)))
            }
            _ if value < self.min => {
                Err(format!("{} is too little. Enter at least {}.", self.text(value), self.text(self.min)))
            }
            _ => Ok(value),
        }
    }

    /// What the field takes, for an error.
    fn kind(&self) -> &'static str {
        match self.measure {
            Measure::Count(..) | Measure::Decimal(..) => "a number",
            Measure::Percent => "a percentage",
            Measure::Time => "a time",
            Measure::Dollars | Measure::Price | Measure::Rate => "an amount in dollars",
            Measure::RateOrNone => "an amount in dollars or “none”",
        }
    }

    /// What to enter: `0% to 100%, for example 40%`.
    fn example(&self) -> String {
        let middle = self.at(self.places() / 2);
        [&self.span(), ", for example ", &self.short(middle)].concat()
    }

    /// Largest settable value, excluding the `NO_RATE` sentinel.
    fn most(&self) -> u64 {
        if self.measure == Measure::RateOrNone { Self::MAX_RATE } else { self.max }
    }

    /// The range: `0% to 100%`.
    fn span(&self) -> String {
        [&self.text(self.min), " to ", &self.text(self.most())].concat()
    }

    /// As [`Entry::short`], with digits in groups: `$10,000`. For sentences, not for fields.
    pub fn text(&self, value: u64) -> String {
        let short = self.short(value);
        let digits = |c: char| c.is_ascii_digit();
        let start = short.find(digits).unwrap_or(short.len());
        let (sign, rest) = short.split_at(start);
        let end = rest.find(|c| !digits(c)).unwrap_or(rest.len());
        let (whole, unit) = rest.split_at(end);
        match whole.parse() {
            Ok(number) if whole.len() > 3 => [sign, &grouped(number), unit].concat(),
            _ => short,
        }
    }

    /// The range, and accepted forms where they are not obvious: `0 to 1000T, such as 2.5M, 750k or 1e9.`
    pub fn hint(&self) -> String {
        let ways = match self.measure {
            Measure::Count(..) if self.max >= 1_000_000 => ", such as 2.5M, 750k or 1e9",
            Measure::Time => ", such as 90 s, 5 min or 2 h",
            Measure::RateOrNone => ", or “none” if the price does not exist",
            _ => "",
        };
        [&self.span(), ways, "."].concat()
    }

    /// Compact exact text that reads back as the same number: `4M`, `12.5`, `40%`, `5 min`, `$80`.
    pub fn short(&self, value: u64) -> String {
        let decimals = |places: usize| {
            let (whole, fraction) = decimal::split(value.into(), places, 0);
            format!("{}{fraction}", whole as u64)
        };
        match self.measure {
            Measure::Count(..) => Tokens::new(value).short(),
            Measure::Decimal(places, _) => decimals(places),
            Measure::Percent => decimals(2) + "%",
            Measure::Dollars => ["$", &decimals(2)].concat(),
            Measure::RateOrNone if value == Self::NO_RATE => NONE.to_owned(),
            Measure::Price | Measure::Rate | Measure::RateOrNone => ["$", &decimals(6)].concat(),
            Measure::Time => {
                let whole =
                    TIMES.into_iter().find(|(_, length)| value >= *length && value.is_multiple_of(*length));
                match whole {
                    Some((name, length)) => format!("{} {name}", value / length),
                    None => decimals(3) + " s",
                }
            }
        }
    }

    /// Spoken text: `4 million tokens`, `40 percent`, `5 minutes`, `80 dollars`.
    pub fn words(&self, value: u64) -> String {
        let short = self.short(value);
        match self.measure {
            Measure::Count(one, many) => {
                let noun = if value == 1 { one } else { many };
                [&Tokens::new(value).spoken(), " ", noun].concat()
            }
            Measure::Decimal(_, many) => [&short, " ", many].concat(),
            Measure::Percent => short.replace('%', " percent"),
            Measure::Dollars | Measure::Price => [short.trim_start_matches('$'), " dollars"].concat(),
            Measure::RateOrNone if value == Self::NO_RATE => "no price".to_owned(),
            Measure::Rate | Measure::RateOrNone => {
                [short.trim_start_matches('$'), " dollars per million tokens"].concat()
            }
            Measure::Time => match short.split_once(' ') {
                Some((number, unit)) => {
                    let word = match unit {
                        "h" => " hour",
                        "min" => " minute",
                        _ => " second",
                    };
                    [number, word, if number == "1" { "" } else { "s" }].concat()
                }
                None => short,
            },
        }
    }

    /// The numbers at the slider's ends.
    fn ends(&self) -> (u64, u64) {
        if let Slider::Between(low, high) = self.slider { (low, high) } else { (self.min, self.max) }
    }

    /// The slider's last place; the first is 0.
    pub fn places(&self) -> u32 {
        match self.slider {
            Slider::Even(step) => ((self.max - self.min) / step.max(1)) as u32,
            Slider::Log | Slider::Between(..) => {
                let (low, high) = self.ends();
                on_decades(high) - on_decades(low)
            }
            Slider::Stops(stops) => stops.len().saturating_sub(1) as u32,
        }
    }

    /// The place of a number on the slider, or the nearest one.
    pub fn place(&self, value: u64) -> u32 {
        let (low, high) = self.ends();
        let value = if value == Self::NO_RATE { low } else { value.clamp(low, high) };
        match self.slider {
            Slider::Even(step) => {
                let step = step.max(1);
                ((value - self.min + step / 2) / step) as u32
            }
            Slider::Log | Slider::Between(..) => on_decades(value) - on_decades(low),
            Slider::Stops(stops) => nearest(stops, value),
        }
    }

    /// The number at a place of the slider.
    pub fn at(&self, place: u32) -> u64 {
        let value = match self.slider {
            Slider::Even(step) => self.min + u64::from(place) * step,
            Slider::Log | Slider::Between(..) => {
                let place = (on_decades(self.ends().0) + place) as usize;
                let unit = 10_u64.pow((place / DECADE.len()) as u32);
                DECADE[place % DECADE.len()] * unit / 10
            }
            Slider::Stops(stops) => stops.get(place as usize).copied().unwrap_or(self.max),
        };
        value.clamp(self.min, self.max)
    }

    /// The slider's range in words, for its name: `from 1k to 100B`.
    pub fn range(&self) -> String {
        ["from ", &self.short(self.at(0)), " to ", &self.short(self.at(self.places()))].concat()
    }
}

/// The place among the decades of the nearest number that has one. 1 has the first.
fn on_decades(value: u64) -> u32 {
    let decade = value.max(1).ilog10();
    // Above the last number of a decade, the first one of the next may be nearer.
    let numbers: [u64; DECADE.len() + 1] =
        std::array::from_fn(|place| DECADE.get(place).copied().unwrap_or(100));
    let two_digits = match decade {
        0 => value.max(1) * 10,
        _ => value / 10_u64.pow(decade - 1),
    };
    decade * DECADE.len() as u32 + nearest(&numbers, two_digits)
}

/// The place of the number, of some in rising order, whose ratio to the value is smallest.
fn nearest(numbers: &[u64], value: u64) -> u32 {
    let above = numbers.partition_point(|number| *number < value).min(numbers.len().saturating_sub(1));
    let below = above.saturating_sub(1);
    let [low, high, value] = [numbers[below], numbers[above], value].map(u128::from);
    (if value * value < low * high { below } else { above }) as u32
}

/// A time of so many milliseconds in its two largest units: `18 s`, `5.5 s`, `20 min 18 s`, `2 h 14 min`, `11.6 days`.
pub fn time(milliseconds: u64) -> String {
    let seconds = decimal::round(milliseconds.into(), SECOND.into()) as u64;
    let two = |whole: u64, unit: &str, rest: u64, small: &str| match rest {
        0 => format!("{} {unit}", grouped(whole)),
        _ => format!("{} {unit} {rest} {small}", grouped(whole)),
    };
    match milliseconds {
        ..MINUTE if seconds < 60 => {
            let (whole, fraction) = decimal::split(decimal::round(milliseconds.into(), 100), 1, 0);
            format!("{}{fraction} s", whole as u64)
        }
        ..HOUR if seconds < 3_600 => two(seconds / 60, "min", seconds % 60, "s"),
        _ if milliseconds < 100 * HOUR => two(seconds / 3_600, "h", seconds % 3_600 / 60, "min"),
        _ => super::format::duration(seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTES: &[u64] = &[1_000, 30_000, 60_000, 300_000, 3_600_000];
    const ALL: [Entry; 8] = [
        Entry {
            measure: Measure::Count("token", "tokens"),
            min: 1_000,
            max: 100_000_000_000,
            slider: Slider::Log,
        },
        Entry { measure: Measure::Count("round", "rounds"), min: 0, max: 10, slider: Slider::Even(1) },
        Entry { measure: Measure::Decimal(1, "tokens a line"), min: 1, max: 1_000, slider: Slider::Log },
        Entry { measure: Measure::Percent, min: 0, max: 10_000, slider: Slider::Even(100) },
        Entry { measure: Measure::Time, min: 1_000, max: 3_600_000, slider: Slider::Stops(MINUTES) },
        Entry { measure: Measure::Dollars, min: 0, max: 50_000, slider: Slider::Even(500) },
        Entry { measure: Measure::Rate, min: 0, max: Entry::MAX_RATE, slider: RATES },
        Entry { measure: Measure::RateOrNone, min: 0, max: Entry::NO_RATE, slider: RATES },
    ];
    const RATES: Slider = Slider::Between(10_000, 100_000_000);
    const TOKENS: Entry = ALL[0];
    const ROUNDS: Entry = ALL[1];
    const DECIMAL: Entry = ALL[2];
    const PERCENT: Entry = ALL[3];
    const TIME: Entry = ALL[4];
    const DOLLARS: Entry = ALL[5];
    const RATE: Entry = ALL[6];
    const RATE_OR_NONE: Entry = ALL[7];

    #[test]
    fn a_number_is_read_in_the_ways_that_people_write_it() {
        for (entry, text, value) in [
            (TOKENS, "2.5M", 2_500_000),
            (ROUNDS, "3", 3),
            (DECIMAL, "12.5", 125),
            (PERCENT, "40", 4_000),
            (PERCENT, "2.5 %", 250),
            (TIME, "90", 90_000),
            (TIME, "5min", 300_000),
            (TIME, "0.5 h", 1_800_000),
            (TIME, "1 M", 60_000),
            (TIME, " 1.001 sec ", 1_001),
            (DOLLARS, "$80", 8_000),
            (DOLLARS, "0.5", 50),
            (RATE, "$2.5", 2_500_000),
            (RATE, "0.175", 175_000),
            (RATE_OR_NONE, "0", 0),
            (RATE_OR_NONE, "None", Entry::NO_RATE),
        ] {
            assert_eq!(entry.read(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn an_error_says_what_to_enter() {
        for (entry, text) in [
            (PERCENT, "abc"),
            (PERCENT, "-1"),
            (PERCENT, "40.001"),
            (TIME, "5 parsecs"),
            (TIME, "1e400"),
            (DOLLARS, "80 €"),
            (DECIMAL, ""),
            (PERCENT, "NaN"),
            (RATE, "none"),
            (RATE, "0.0000001"),
        ] {
            let error = entry.read(text).unwrap_err();
            let example = error.rsplit("for example ").next().unwrap().trim_end_matches('.');
            assert!(entry.read(example).is_ok(), "{text}: {error}");
        }
        assert!(ROUNDS.read("x").unwrap_err().contains("a number of rounds"));
        assert!(PERCENT.read("101").unwrap_err().contains("at most 100%"));
        assert!(TIME.read("0.9 s").unwrap_err().contains("at least 1 s"));
        for rate in ["10000.000001", "1e9"] {
            assert!(RATE_OR_NONE.read(rate).unwrap_err().contains("at most $10,000."));
        }
        assert!(TOKENS.read("10").unwrap_err().contains("at least 1k"));
    }

    #[test]
    fn a_number_is_spoken_in_words() {
        for (entry, value, words) in [
            (TOKENS, 50_000_000, "50 million tokens"),
            (ROUNDS, 1, "1 round"),
            (ROUNDS, 3, "3 rounds"),
            (DECIMAL, 125, "12.5 tokens a line"),
            (PERCENT, 250, "2.5 percent"),
            (TIME, 60_000, "1 minute"),
            (TIME, 90_000, "90 seconds"),
            (DOLLARS, 8_000, "80 dollars"),
            (RATE, 175_000, "0.175 dollars per million tokens"),
            (RATE_OR_NONE, Entry::NO_RATE, "no price"),
        ] {
            assert_eq!(entry.words(value), words);
        }
    }

    #[test]
    fn times_are_shown_in_their_two_largest_units() {
        for (milliseconds, text) in [
            (0, "0 s"),
            (5_500, "5.5 s"),
            (59_999, "1 min"),
            (1_218_000, "20 min 18 s"),
            (3_599_700, "1 h"),
            (8_058_000, "2 h 14 min"),
            (1_000_000_000, "11.6 days"),
        ] {
            assert_eq!(time(milliseconds), text, "{milliseconds}");
        }
    }

    #[test]
    fn every_place_of_a_slider_is_another_number_and_leads_back_to_itself() {
        for entry in ALL {
            let numbers: Vec<u64> = (0..=entry.places()).map(|place| entry.at(place)).collect();
            let (low, high) = entry.ends();
            assert_eq!([numbers[0], *numbers.last().unwrap()], [low, high], "{entry:?}");
            assert!(numbers.is_sorted(), "{entry:?}");
            for (place, number) in numbers.iter().enumerate().filter(|(_, number)| **number >= 10) {
                assert_eq!(entry.place(*number), place as u32, "{entry:?} {number}");
            }
        }
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn short_text_reads_back(which in 0..8_usize, share in 0..=1_000_000_u64) {
            let entry = ALL[which];
            let value = entry.min + ((entry.max - entry.min) as u128 * u128::from(share) / 1_000_000) as u64;
            prop_assert_eq!(entry.read(&entry.short(value)), Ok(value));
            prop_assert_eq!(entry.read(&entry.short(value).replace([' ', ','], "")), Ok(value));
        }

        #[test]
        fn reading_is_total(which in 0..8_usize, text in "\\PC*") {
            if let Ok(value) = ALL[which].read(&text) {
                prop_assert!((ALL[which].min..=ALL[which].max).contains(&value));
            }
        }
    }
}
