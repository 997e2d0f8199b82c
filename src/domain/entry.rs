//! A number that a reader sets: its unit and range, how it is parsed, formatted and spoken, and its
//! slider position.
//!
//! Every value is an integer count of small steps of its unit (a token, a hundredth of a percent, a
//! millisecond, a cent), so field, URL, and calculation agree exactly.
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
    AmountError, Tokens, Writing,
    decimal::{self, Decimal},
    format::grouped,
    numeral,
};

/// The unit of a number, and its step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A whole count. The fields are the singular and plural noun.
    Count(&'static str, &'static str),
    /// A number with a fixed count of decimals and a plural noun. The step is the last decimal.
    Decimal(usize, &'static str),
    /// A share in hundredths of a percent.
    Percent,
    /// A duration in milliseconds.
    Time,
    /// US dollars in cents.
    Dollars,
    /// US dollars in micro-dollars.
    Price,
    /// US dollars per million tokens, in micro-dollars.
    Rate,
    /// Like [`Measure::Rate`], or no rate: [`Entry::NO_RATE`], which must be the maximum.
    RateOrNone,
}

/// How slider positions are spread over the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slider {
    /// Linear, with this many steps of the unit between positions.
    Even(u64),
    /// Logarithmic, over the whole range, at numbers of two significant digits. The minimum must be above
    /// 0.
    Log,
    /// Logarithmic, between these two values.
    Between(u64, u64),
    /// At exactly these values, in ascending order.
    Stops(&'static [u64]),
}

/// A number that a reader sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The unit.
    pub measure: Measure,
    /// The minimum, in steps of the unit.
    pub min: u64,
    /// The maximum, in steps of the unit.
    pub max: u64,
    /// The slider scale.
    pub slider: Slider,
}

/// A parsed number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The value in effect.
    pub value: u64,
    /// A note for the reader, if the text has two meanings.
    pub note: Option<Note>,
}

/// How an ambiguous text was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A sentence for the reader: `Read as 50k, not as 50.`
    pub said: String,
    /// The alternative value and its button label. `None` if only one of the two meanings is in range.
    pub instead: Option<(u64, String)>,
}

/// The positions of a logarithmic slider in one decade: `round(10 × 10^(place ÷ 30))`, two digits each.
const DECADE: [u64; 30] = [
    10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 23, 25, 27, 29, 32, 34, 37, 40, 43, 46, 50, 54, 58, 63, 68,
    74, 79, 86, 93,
];

/// The word for a price that does not exist.
const NONE: &str = "none";

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
/// Time units as written. The preferred spelling of each comes first.
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
    /// The highest settable rate: $10,000 per million tokens, in micro-dollars.
    pub const MAX_RATE: u64 = 10_000_000_000;
    /// Sentinel for a price that does not exist. (0 means free.)
    pub const NO_RATE: u64 = Self::MAX_RATE + 1;

    /// Parses what a reader typed. Ambiguous numbers follow the rule of [`Writing::Unknown`]; fields call
    /// [`Entry::understand`] instead, to tell the reader how the number was read.
    ///
    /// # Errors
    /// A sentence for the reader: what is wrong, and what to enter.
    pub fn read(&self, text: &str) -> Result<u64, String> {
        self.read_as(text, Writing::Unknown)
    }

    /// Like [`Entry::read`], for a known decimal mark.
    ///
    /// # Errors
    /// As [`Entry::read`].
    pub fn read_as(&self, text: &str, writing: Writing) -> Result<u64, String> {
        self.understand(text, writing).map(|understood| understood.value)
    }

    /// Parses what a reader typed, with a note if the text has two meanings.
    ///
    /// ```
    /// use showdown::domain::{Entry, Measure, Slider, Writing};
    ///
    /// let measure = Measure::Count("task", "tasks");
    /// let tasks = Entry { measure, min: 1, max: 1_000_000, slider: Slider::Log };
    /// let read = tasks.understand("50.000", Writing::Unknown)?;
    /// let note = read.note.expect("two meanings");
    /// assert_eq!((read.value, note.said.as_str()), (50_000, "Read as 50k, not as 50."));
    /// assert_eq!(note.instead, Some((50, "Use 50".to_owned())));
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// As [`Entry::read`].
    pub fn understand(&self, text: &str, writing: Writing) -> Result<Understood, String> {
        let plain = numeral::plain(text);
        if plain.is_empty() {
            return Err(format!("The field is empty. Enter {}.", self.example()));
        }
        if self.measure == Measure::RateOrNone && plain.eq_ignore_ascii_case(NONE) {
            return Ok(Understood { value: Self::NO_RATE, note: None });
        }
        let no_number = || match self.measure {
            Measure::Count(_, many) => AmountError::NotANumber.about(many),
            _ => format!("Not {}. Enter {}.", self.kind(), self.example()),
        };
        let (number, times, power) = self.bare(&plain).ok_or_else(no_number)?;
        let meaning = numeral::meaning(number).ok_or_else(no_number)?;
        // With a suffix such as `k` or `M`, a whole count may have decimals.
        let whole = matches!(self.measure, Measure::Count(..)) && power == 0;
        let (first, second) = meaning.ordered(writing, whole);
        let value = |number: &str| self.exact(number, times, power).and_then(|value| self.within(value));
        let Some(second) = second else {
            return Ok(Understood { value: value(&first)?, note: None });
        };
        let (value, other) = match (value(&first), value(&second)) {
            (Ok(value), other) => (value, other.ok()),
            (Err(_), Ok(value)) => (value, None),
            (Err(error), Err(_)) => return Err(error),
        };
        // Text that the page writes itself needs no note, unless it has another meaning in range.
        let is_own = other.is_none() && self.short(value) == text;
        Ok(Understood { value, note: (!is_own).then(|| self.note(value, other)) })
    }

    fn note(&self, value: u64, other: Option<u64>) -> Note {
        // Omit group separators: they are the ambiguous part.
        let clear = |value| self.short(value).replace(',', "");
        match other {
            Some(other) => Note {
                said: ["Read as ", &clear(value), ", not as ", &clear(other), "."].concat(),
                instead: Some((other, ["Use ", &clear(other)].concat())),
            },
            None => Note { said: ["Read as ", &clear(value), "."].concat(), instead: None },
        }
    }

    /// A plain text without sign or unit: the number, its factor, and its power of ten.
    fn bare<'a>(&self, text: &'a str) -> Option<(&'a str, u64, u32)> {
        match self.measure {
            Measure::Count(one, many) => {
                let noun = [many, one].into_iter().find_map(|noun| suffixless(text, noun));
                let (number, power) = numeral::scaled(noun.unwrap_or(text))?;
                Some((number, 1, power))
            }
            Measure::Decimal(..) => {
                let (number, power) = numeral::scaled(text)?;
                Some((number, 1, power))
            }
            Measure::Percent => {
                let signs = ["%", "percent", "per cent"];
                let bare = signs.into_iter().find_map(|sign| suffixless(text, sign)).unwrap_or(text);
                // Turkish and Basque put the percent sign first.
                Some((bare.strip_prefix('%').unwrap_or(bare).trim(), 1, 0))
            }
            Measure::Dollars | Measure::Price | Measure::Rate | Measure::RateOrNone => {
                let signs = ["$", "usd", "us$", "dollars", "dollar"];
                let before =
                    ["$", "US$", "USD"].into_iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim);
                let after = signs.into_iter().find_map(|sign| suffixless(text, sign));
                let (number, power) = numeral::scaled(before.or(after).unwrap_or(text))?;
                Some((number, 1, power))
            }
            Measure::Time => {
                let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let unit = text.get(number.len()..)?.to_ascii_lowercase();
                let (_, length) =
                    TIMES.into_iter().find(|(name, _)| unit.is_empty() && *name == "s" || *name == unit)?;
                Some((number.trim(), length / SECOND, 0))
            }
        }
    }

    /// Converts a number to steps of the measure.
    fn exact(&self, number: &str, times: u64, power: u32) -> Result<u64, String> {
        let unusable = || format!("Not {}. Enter {}.", self.kind(), self.example());
        let places = match self.measure {
            Measure::Count(_, many) => {
                let tokens = Tokens::exactly(number, power).map_err(|error| error.about(many))?;
                return Ok(tokens.count());
            }
            Measure::Decimal(places, _) => places,
            Measure::Percent | Measure::Dollars => 2,
            Measure::Price | Measure::Rate | Measure::RateOrNone => 6,
            Measure::Time => 3,
        };
        let decimal = Decimal::parse(number).ok_or_else(unusable)?;
        let value = decimal.in_units(places as i64 + i64::from(power)).ok();
        let value = value.and_then(|value| u64::try_from(value).ok()?.checked_mul(times));
        value.ok_or_else(unusable)
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

    /// The expected kind of value, for an error.
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

    /// Like [`Entry::short`], with digit groups: `$10,000`. For sentences, not for fields.
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

    /// The range, and accepted forms that are not obvious: `0 to 1000T, such as 2.5M, 750k or 1e9.`
    pub fn hint(&self) -> String {
        let ways = match self.measure {
            Measure::Count(..) if self.max >= 1_000_000 => ", such as 2.5M, 750k or 1e9",
            Measure::Time => ", such as 90 s, 5 min or 2 h",
            Measure::RateOrNone => ", or “none” if the price does not exist",
            _ => "",
        };
        [&self.span(), ways, "."].concat()
    }

    /// The exact number without its unit, as programs write it: `4000000`, `12.5`, `40`. Times are in
    /// seconds.
    pub fn bare_number(&self, value: u64) -> String {
        let places = match self.measure {
            Measure::Count(..) => 0,
            Measure::Decimal(places, _) => places,
            Measure::Percent | Measure::Dollars => 2,
            Measure::Time => 3,
            Measure::RateOrNone if value == Self::NO_RATE => return NONE.to_owned(),
            Measure::Price | Measure::Rate | Measure::RateOrNone => 6,
        };
        let (whole, fraction) = decimal::split(value.into(), places, 0);
        format!("{}{fraction}", whole as u64)
    }

    /// The unit of [`Entry::bare_number`], where the number alone does not reveal it.
    pub const fn bare_unit(&self) -> &'static str {
        match self.measure {
            Measure::Count(..) | Measure::Decimal(..) => "",
            Measure::Percent => "%",
            Measure::Time => "s",
            Measure::Dollars | Measure::Price => "USD",
            Measure::Rate | Measure::RateOrNone => "USD per 1M",
        }
    }

    /// Compact text that parses back to the same value: `4M`, `12.5`, `40%`, `5 min`, `$80`.
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

    /// The values at both ends of the slider.
    fn ends(&self) -> (u64, u64) {
        if let Slider::Between(low, high) = self.slider { (low, high) } else { (self.min, self.max) }
    }

    /// The last slider position; the first is 0.
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

    /// The slider position nearest to a value.
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

    /// The value at a slider position.
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

    /// The slider range in words, for its accessible name: `from 1k to 100B`.
    pub fn range(&self) -> String {
        ["from ", &self.short(self.at(0)), " to ", &self.short(self.at(self.places()))].concat()
    }
}

/// Removes a suffix, ignoring case. `None` if the text does not end with it.
fn suffixless<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    end.eq_ignore_ascii_case(word).then(|| rest.trim_end())
}

/// The nearest position of a value on the logarithmic scale. Position 0 is the value 1.
fn on_decades(value: u64) -> u32 {
    let decade = value.max(1).ilog10();
    // Above the last number of a decade, the first number of the next decade may be nearer.
    let numbers: [u64; DECADE.len() + 1] =
        std::array::from_fn(|place| DECADE.get(place).copied().unwrap_or(100));
    let two_digits = match decade {
        0 => value.max(1) * 10,
        _ => value / 10_u64.pow(decade - 1),
    };
    decade * DECADE.len() as u32 + nearest(&numbers, two_digits)
}

/// The index of the number with the smallest ratio to the value. `numbers` is in ascending order.
fn nearest(numbers: &[u64], value: u64) -> u32 {
    let above = numbers.partition_point(|number| *number < value).min(numbers.len().saturating_sub(1));
    let below = above.saturating_sub(1);
    let [low, high, value] = [numbers[below], numbers[above], value].map(u128::from);
    (if value * value < low * high { below } else { above }) as u32
}

/// Milliseconds in the two largest units: `18 s`, `5.5 s`, `20 min 18 s`, `2 h 14 min`, `11.6 days`.
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
mod tests;
