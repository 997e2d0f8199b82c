//! The day of a record, in UTC: list prices change at midnight UTC.

use std::fmt;

/// A day in UTC.
///
/// ```
/// use usage::Day;
///
/// assert_eq!(Day::read("2026-11-02T23:30:00-05:00").map(|day| day.to_string()).as_deref(), Some("2026-11-03"));
/// assert_eq!(Day::read("1793620800"), Day::read("2026-11-02"));
/// assert_eq!(Day::read("2026-02-30"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Days since 1 January 1970.
    number: i32,
}

impl Day {
    /// Reads an ISO date or timestamp, with `T` or a space and with or without an offset; or seconds or
    /// milliseconds since 1970.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() > 8 {
            return Self::from_seconds(text.parse().ok()?);
        }
        let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
        let mut parts = date.split(['-', '/']).map(str::parse::<i32>);
        // A month alone is its first day.
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next().unwrap_or(Ok(1)));
        let (year, month, day) = (year.ok()?, month.ok()?, day.ok()?);
        let day = Self::of(year, month, day)?;
        Some(Self { number: day.number + shift(time) })
    }

    /// From seconds since 1970; very large numbers are milliseconds.
    pub fn from_seconds(seconds: u64) -> Option<Self> {
        let seconds = if seconds > 100_000_000_000 { seconds / 1000 } else { seconds };
        let number = i32::try_from(seconds / 86_400).ok()?;
        (number < 200 * 366).then_some(Self { number })
    }

    /// Year, month, and day.
    pub fn parts(self) -> (u16, u8, u8) {
        // Days of the 400-year cycle that begins in March: Howard Hinnant, “chrono-Compatible Low-Level
        // Date Algorithms”.
        let days = self.number + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        ((year + era * 400 + i32::from(month <= 2)) as u16, month as u8, day as u8)
    }

    /// The day of a calendar, 1970 to 2169.
    fn of(year: i32, month: i32, day: i32) -> Option<Self> {
        if !(1970..2170).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let (shifted, of_march) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
        let (era, of_era) = (of_march.div_euclid(400), of_march.rem_euclid(400));
        let of_year = (153 * shifted + 2) / 5 + day - 1;
        let number = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        let found = Self { number };
        (found.parts() == (year as u16, month as u8, day as u8)).then_some(found)
    }
}

/// By how many days the offset of a time such as `T23:30:00.5-05:00` moves it: -1, 0, or 1.
fn shift(time: &str) -> i32 {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i32>().ok());
    let Some(place) = time.rfind(['+', '-']) else { return 0 };
    let (clock, offset) = time.split_at(place);
    let (Some(hours), Some(minutes)) = (number(clock.get(1..3)), number(clock.get(4..6))) else { return 0 };
    let digits = offset[1..].replace(':', "");
    let Some(away) = number(digits.get(..2)) else { return 0 };
    let away = away * 60 + number(digits.get(2..4)).unwrap_or(0);
    let away = if offset.starts_with('-') { -away } else { away };
    (hours * 60 + minutes - away).div_euclid(1_440).clamp(-1, 1)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_from_what_tools_write() {
        for (text, day) in [
            ("2026-11-02", "2026-11-02"),
            ("2026/11/02", "2026-11-02"),
            ("2026-11", "2026-11-01"),
            ("2024-02-29T12:00:00Z", "2024-02-29"),
            ("2026-11-02 00:30:00+02:00", "2026-11-01"),
            ("2026-12-31T23:00:00.123-0200", "2027-01-01"),
            ("1793620800000", "2026-11-02"),
            ("0", "no day"),
            ("2026-13-01", "no day"),
            ("yesterday", "no day"),
            ("", "no day"),
            ("2026-11-ü2", "no day"),
        ] {
            let read = Day::read(text).map_or("no day".to_owned(), |day| day.to_string());
            assert_eq!(read, day, "{text}");
        }
    }

    #[test]
    fn every_day_reads_back() {
        for number in 0..73_000 {
            let day = Day { number };
            assert_eq!(Day::read(&day.to_string()), Some(day));
        }
    }
}
