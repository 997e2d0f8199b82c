//! Calendar days in UTC. Prices change at midnight UTC, so a day is the finest unit of time here.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Error,
    error::Kind,
    from_text::{self, Text},
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const MINUTES_A_DAY: i32 = 24 * 60;

/// A day of the Gregorian calendar, years 1 to 9999. It always exists.
///
/// ```
/// use showdown::domain::Date;
///
/// let date: Date = "2026-03-13".parse()?;
/// assert_eq!(date.long(), "13 March 2026");
/// assert!(date > "2026-03-12".parse()?);
/// assert!("2026-02-29".parse::<Date>().is_err());
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    // Field order matters: the derived order is chronological.
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// 1 January 1970, for rates that apply on every day.
    pub const EPOCH: Self = Self { year: 1970, month: 1, day: 1 };

    /// Creates a date. `None` if the day does not exist.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Year, month and day.
    pub const fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// For readers: `13 March 2026`.
    pub fn long(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).unwrap_or(&"");
        format!("{} {month} {}", self.day, self.year)
    }

    /// Parses the format of [`Date::long`].
    pub fn from_long(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (day, month, year) = (words.next()?, words.next()?, words.next()?);
        let month = MONTHS.iter().position(|name| *name == month)? + 1;
        let date = Self::new(year.parse().ok()?, month as u8, day.parse().ok()?)?;
        words.next().is_none().then_some(date)
    }

    fn next(self) -> Option<Self> {
        Self::new(self.year, self.month, self.day + 1)
            .or_else(|| Self::new(self.year, self.month + 1, 1))
            .or_else(|| Self::new(self.year + 1, 1, 1))
    }

    fn previous(self) -> Option<Self> {
        let (year, month) = match (self.month, self.day) {
            (_, 2..) => return Self::new(self.year, self.month, self.day - 1),
            (2.., _) => (self.year, self.month - 1),
            _ => (self.year - 1, 12),
        };
        Self::new(year, month, days_in(year, month))
    }

    fn read(text: &str) -> Option<Self> {
        let [year, month, day] = fields(text, '-', [4, 2, 2])?;
        Self::new(year, month.try_into().ok()?, day.try_into().ok()?)
    }
}

/// The number of days of a month; 0 if the month does not exist.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(if year.is_multiple_of(100) { 400 } else { 4 }) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Parses exactly `N` numbers with these digit counts, for example `2026-03-13` or `23:59:59`.
fn fields<const N: usize>(text: &str, separator: char, lengths: [usize; N]) -> Option<[u16; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        let is_digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_digits)?;
    }
    parts.next().is_none().then_some(numbers)
}

/// Formats as ISO 8601: `2026-03-13`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Parses ISO 8601: `2026-03-13`.
///
/// # Errors
///
/// Another format, or a day that does not exist.
impl FromStr for Date {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        Self::read(text).ok_or_else(|| Error::new(Kind::NotADate(text.to_owned())))
    }
}

impl Text for Date {
    const EXPECTED: &'static str = "a date as a string such as \"2026-03-13\"";
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        from_text::deserialize(source)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        from_text::serialize(self, target)
    }
}

/// The UTC day of an RFC 3339 timestamp: `2026-03-12T23:59:59Z`, `2026-03-13T01:30:00.5+02:00`.
///
/// Two extensions of the standard: a timestamp without an offset counts as UTC (as in the pricing engine
/// [genai-prices](https://pypi.org/project/genai-prices/)), and a plain date is that day.
///
/// # Errors
///
/// Another format, a time or offset that does not exist, or a UTC day outside the years 1 to 9999.
///
/// ```
/// use showdown::domain::parse_utc_date;
///
/// assert_eq!(parse_utc_date("2026-03-13T01:30:00+02:00")?, "2026-03-12".parse()?);
/// assert!(parse_utc_date("2026-03-12T24:00:00Z").is_err());
/// # Ok::<(), showdown::domain::Error>(())
/// ```
pub fn parse_utc_date(text: &str) -> Result<Date, Error> {
    read_utc_date(text).ok_or_else(|| Error::new(Kind::NotATimestamp(text.to_owned())))
}

fn read_utc_date(text: &str) -> Option<Date> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = Date::read(date)?;
    if rest.is_empty() {
        return Some(date);
    }
    let (clock, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
    // A leap second has the number 60.
    let [hours @ ..24, minutes @ ..60, ..=60] = fields(clock, ':', [2, 2, 2])? else {
        return None;
    };
    let offset = match rest.strip_prefix('.') {
        Some(rest) => {
            let offset = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            Some(offset).filter(|offset| offset.len() < rest.len())?
        }
        None => rest,
    };
    match minutes_of_day(hours, minutes) - read_offset(offset)? {
        ..0 => date.previous(),
        MINUTES_A_DAY.. => date.next(),
        _ => Some(date),
    }
}

/// The offset in minutes east of UTC: `Z`, `+02:00`, `-05:30`, or an empty text for UTC.
fn read_offset(text: &str) -> Option<i32> {
    let east = match text.as_bytes().first() {
        None => return Some(0),
        Some(b'Z' | b'z') => return (text.len() == 1).then_some(0),
        Some(b'+') => 1,
        Some(b'-') => -1,
        Some(_) => return None,
    };
    match fields(text.get(1..)?, ':', [2, 2])? {
        [hours @ ..24, minutes @ ..60] => Some(east * minutes_of_day(hours, minutes)),
        _ => None,
    }
}

fn minutes_of_day(hours: u16, minutes: u16) -> i32 {
    i32::from(hours) * 60 + i32::from(minutes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn knows_the_calendar() {
        for text in ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-04-30"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-00-01",
            "2026-13-01",
            "2026-01-00",
            "2026-01-32",
            "0000-01-01",
            "2026-1-1",
            "26-01-01",
            "2026/01/01",
            "2026-01-01 ",
            "2026-01-01-01",
            "+026-01-01",
            "２026-01-01",
            "10000-01-01",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_timestamp_belongs_to_its_utc_day() {
        for (text, day) in [
            ("2026-03-12T23:59:59Z", "2026-03-12"),
            ("2026-03-13T00:00:00Z", "2026-03-13"),
            ("2026-03-13", "2026-03-13"),
            ("2026-03-13T00:00:00", "2026-03-13"),
            ("2026-03-13 00:00:00.123456789z", "2026-03-13"),
            ("2026-03-13T01:59:59.999+02:00", "2026-03-12"),
            ("2026-03-13T02:00:00+02:00", "2026-03-13"),
            ("2026-03-12T18:29:59-05:30", "2026-03-12"),
            ("2026-03-12T18:30:00-05:30", "2026-03-13"),
            ("2026-03-01T00:00:00+00:01", "2026-02-28"),
            ("2024-03-01T00:00:00+00:01", "2024-02-29"),
            ("2026-01-01T00:00:00+23:59", "2025-12-31"),
            ("2026-12-31T23:59:60-00:01", "2027-01-01"),
            ("2024-02-28T23:30:00-01:00", "2024-02-29"),
        ] {
            assert_eq!(parse_utc_date(text), Ok(date(day)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_timestamp() {
        for text in [
            "",
            "yesterday",
            "2026-03-13T",
            "2026-03-13T00:00Z",
            "2026-03-13T24:00:00Z",
            "2026-03-13T23:60:00Z",
            "2026-03-13T23:59:61Z",
            "2026-03-13T00:00:00.Z",
            "2026-03-13T00:00:00+24:00",
            "2026-03-13T00:00:00+02",
            "2026-03-13T00:00:00+02:60",
            "2026-03-13T00:00:00ZZ",
            "2026-03-13T00:00:00 Z",
            "2026-02-30T00:00:00Z",
            "2026-03-13Z",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:00:00-01:00",
            "2026-03-13é00:00:00Z",
        ] {
            let error = parse_utc_date(text).unwrap_err().to_string();
            assert!(error.contains(&format!("“{text}”")), "{error}");
        }
    }

    #[test]
    fn json_dates_are_strings() {
        let read = serde_json::from_str::<Option<Date>>;
        assert_eq!(read(r#""2026-03-13""#).unwrap(), Some(date("2026-03-13")));
        assert_eq!(read("null").unwrap(), None);
        assert!(read("20260313").unwrap_err().to_string().contains("a date as a string"));
        assert!(read(r#""2026-13-13""#).unwrap_err().to_string().contains("2026-13-13"));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn reading_is_total(text: String, tail in "[-+T:.Z0-9é]{0,20}") {
            let _ = parse_utc_date(&text);
            let _ = parse_utc_date(&["2026-03-13", &tail].concat());
        }

        #[test]
        fn neighbours_are_neighbours(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=31) {
            if let Some(date) = Date::new(year, month, day) {
                prop_assert_eq!(date.to_string().parse(), Ok(date));
                if let Some(next) = date.next() {
                    prop_assert!(date < next);
                    prop_assert_eq!(next.previous(), Some(date));
                }
            }
        }
    }
}
