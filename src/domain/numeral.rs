//! Numbers as people write them: one parser for fields, URLs, and tables.
//!
//! The parser accepts decimal commas and points, groups of three digits and of lakh (`10,00,000`),
//! apostrophes, every kind of space, digits of other scripts, and direction marks. It returns plain text
//! that [`Decimal`](super::decimal::Decimal) reads exactly.
//!
//! A single comma or point that follows one to three digits and precedes exactly three has two meanings:
//! `50.000` is fifty in English and fifty thousand in German. [`Meaning::Two`] holds both, and
//! [`Writing`] decides which comes first. Every other number has one meaning or none:
//!
//! | written | meaning |
//! |---|---|
//! | `1.234.567`, `1,234,567`, `10,00,000`, `1’234’567`, `1 234 567` | groups |
//! | `1.234,5`, `1,234.5`, `1 234,567` | the last separator is the decimal mark |
//! | `2,5`, `0,175`, `1234.567`, `.5` | decimals, because groups never look like this |

/// The decimal mark in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// Unknown. The page's own style is tried first: a decimal point, and commas between groups. In a
    /// whole count a point separates groups, because a count has no decimals.
    #[default]
    Unknown,
    /// The point, as in program output.
    Point,
    /// The comma.
    Comma,
}

/// The possible meanings of a number, each in ASCII digits with at most one decimal point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// One meaning, and the decimal mark if the number reveals it.
    One(String, Writing),
    /// Two meanings: the separator (`mark`) groups digits, or is the decimal mark.
    Two { grouped: String, decimal: String, mark: char },
}

impl Meaning {
    /// The meanings in the order to try; the first valid one counts. `whole` is true for values without
    /// decimals.
    pub(super) fn ordered(self, writing: Writing, whole: bool) -> (String, Option<String>) {
        match self {
            Self::One(text, _) => (text, None),
            Self::Two { grouped, decimal, mark } => match (writing, mark) {
                (Writing::Point, '.') | (Writing::Comma, ',') => (decimal, None),
                (Writing::Point | Writing::Comma, _) => (grouped, None),
                (Writing::Unknown, '.') if !whole => (decimal, Some(grouped)),
                (Writing::Unknown, _) => (grouped, Some(decimal)),
            },
        }
    }
}

/// The zero digit of other scripts: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil,
/// Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer.
const ZEROS: [u32; 14] =
    [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0];

/// Reduces a text to plain characters: removes invisible ones, replaces lookalikes with ASCII, and keeps
/// one kind of space, apostrophe, and minus sign.
pub(super) fn plain(text: &str) -> String {
    let plain = text.chars().filter_map(|character| {
        Some(match character {
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => return None,
            '\u{2060}'..='\u{2069}' | '\u{feff}' => return None,
            // Full-width forms have a constant offset from ASCII.
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xFEE0)?,
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' | '\u{b4}' | '`' => '\'',
            '\u{2212}' | '\u{2013}' | '\u{fe63}' | '\u{2010}' | '\u{2011}' => '-',
            '\u{fe50}' => ',',
            '\u{fe52}' => '.',
            '\u{66a}' | '\u{fe6a}' => '%',
            _ if character.is_whitespace() => ' ',
            _ => {
                let digit = |zero: &u32| (character as u32).checked_sub(*zero).filter(|digit| *digit < 10);
                let digit = ZEROS.iter().find_map(digit).and_then(|digit| char::from_digit(digit, 10));
                digit.unwrap_or(character)
            }
        })
    });
    plain.collect::<String>().trim().to_owned()
}

/// The meaning of a [`plain`] number: `[+-]`, digits with separators, and an exponent. `None` if the text
/// is not a number.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    let signless = text.trim_start_matches(['+', '-']);
    let (sign, rest) = text.split_at_checked(text.len() - signless.len())?;
    let (number, exponent) = rest.split_at_checked(rest.find(['e', 'E']).unwrap_or(rest.len()))?;
    let all = |number: String| [sign, &number, exponent].concat();
    let one = |number: String, writing| Some(Meaning::One(all(number), writing));
    let marks: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    // Arabic separators are unambiguous.
    let decimal = number.rfind(['.', ',', '٫']).filter(|place| {
        let mark = number.get(*place..).and_then(|rest| rest.chars().next());
        mark == Some('٫') || {
            let alike = marks.iter().filter(|other| Some(**other) == mark).count();
            alike == 1 && !marks.contains(&'٫')
        }
    });
    let Some(place) = decimal else {
        // Groups only, no decimals.
        let writing = match marks.first() {
            Some(',') => Writing::Point,
            Some('.') => Writing::Comma,
            _ => Writing::Unknown,
        };
        return one(ungrouped(number)?, writing);
    };
    let (whole, fraction) = number.split_at_checked(place)?;
    let mark = fraction.chars().next()?;
    let fraction = fraction.get(mark.len_utf8()..)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole = match whole {
        // A lone separator is not a number, and `,000` may have lost its first group.
        "" if fraction.is_empty() || mark == ',' && fraction.len() == 3 => return None,
        "" => String::new(),
        _ => ungrouped(whole)?,
    };
    let decimal = [&whole, ".", fraction].concat();
    let writing = if mark == '.' { Writing::Point } else { Writing::Comma };
    let may_be_a_group = mark != '٫' && marks.len() == 1 && (1..=3).contains(&whole.len());
    if may_be_a_group && fraction.len() == 3 && !whole.starts_with('0') {
        return Some(Meaning::Two { grouped: all([&whole, fraction].concat()), decimal: all(decimal), mark });
    }
    one(decimal, if mark == '٫' { Writing::Unknown } else { writing })
}

/// Digits without group separators. Groups have three digits, or two before the last three (lakh). `None`
/// if group lengths or separators are inconsistent.
fn ungrouped(number: &str) -> Option<String> {
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let Some(mark) = number.chars().find(|c| !c.is_ascii_digit()) else {
        return is_digits(number).then(|| number.to_owned());
    };
    if ![',', '.', '\'', ' ', '_', '٬'].contains(&mark) {
        return None;
    }
    let groups: Vec<&str> = number.split(mark).collect();
    let [first, middle @ .., last] = &groups[..] else { return None };
    let in_threes = (1..=3).contains(&first.len()) && middle.iter().all(|group| group.len() == 3);
    // Lakh groups are never separated by points.
    let in_lakh =
        (1..=2).contains(&first.len()) && middle.iter().all(|group| group.len() == 2) && mark != '.';
    let sound = last.len() == 3 && (in_threes || in_lakh) && groups.iter().all(|group| is_digits(group));
    sound.then(|| groups.concat())
}

/// The decimal mark that a text with one number reveals: `2,5 %`, `$1,000.00`.
pub fn evidence(text: &str) -> Writing {
    let text = plain(text);
    let is_inner = |c: char| c.is_ascii_digit() || [',', '.', '٫'].contains(&c);
    match meaning(text.trim_matches(|c| !is_inner(c))) {
        Some(Meaning::One(_, writing)) => writing,
        _ => Writing::Unknown,
    }
}

/// Suffixes of numbers, each with its power of ten.
const POWERS: [(&str, u32); 27] = [
    ("k", 3),
    ("m", 6),
    ("b", 9),
    ("g", 9),
    ("t", 12),
    ("thousand", 3),
    ("million", 6),
    ("millions", 6),
    ("billion", 9),
    ("billions", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("tsd", 3),
    ("mn", 6),
    ("mio", 6),
    ("mrd", 9),
    ("bn", 9),
    ("tn", 12),
    ("lakh", 5),
    ("lakhs", 5),
    ("crore", 7),
    ("crores", 7),
    ("cr", 7),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
];

/// Splits a [`plain`] text into its number and its power of ten: `2.5 million` is `2.5` and 6. `None` for
/// an unknown suffix, or for a suffix after an exponent.
pub(super) fn scaled(text: &str) -> Option<(&str, u32)> {
    let end = text.rfind(|c: char| c.is_ascii_digit() || ['.', ',', '٫'].contains(&c))?;
    let (number, word) = text.split_at_checked(end + text.get(end..)?.chars().next()?.len_utf8())?;
    let word = word.trim().trim_end_matches('.');
    let power = match word {
        "" => 0,
        _ => POWERS.into_iter().find(|(known, _)| word.eq_ignore_ascii_case(known))?.1,
    };
    (power == 0 || !number.contains(['e', 'E'])).then_some((number, power))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<String> {
        match meaning(&plain(text)) {
            Some(Meaning::One(number, _)) => Some(number),
            _ => None,
        }
    }

    #[test]
    fn numbers_with_one_meaning_are_read_in_every_writing() {
        for (text, number) in [
            ("0", "0"),
            ("50000000", "50000000"),
            ("1,234,567", "1234567"),
            ("1.234.567", "1234567"),
            ("10,00,000", "1000000"),
            ("1’234’567", "1234567"),
            ("1'234.5", "1234.5"),
            ("1\u{202f}234\u{202f}567", "1234567"),
            ("1\u{a0}234,567", "1234.567"),
            ("1_000_000", "1000000"),
            ("1.234,5", "1234.5"),
            ("1,234.567", "1234.567"),
            ("12,34,567.891", "1234567.891"),
            ("2,5", "2.5"),
            ("0,175", "0.175"),
            ("1234,567", "1234.567"),
            (".5", ".5"),
            ("2.", "2."),
            ("５０", "50"),
            ("٣٬٤٥٦٫٧", "3456.7"),
            ("۱۲۳", "123"),
            ("१२,३४,५६७", "1234567"),
            ("\u{200e}50\u{200f}", "50"),
            ("-1,5e6", "-1.5e6"),
            ("\u{2212}5", "-5"),
        ] {
            assert_eq!(one(text).as_deref(), Some(number), "{text:?}");
        }
    }

    #[test]
    fn numbers_with_two_meanings_are_known_as_such() {
        for (text, grouped, decimal) in [
            ("50.000", "50000", "50.000"),
            ("1,000", "1000", "1.000"),
            ("-123.456", "-123456", "-123.456"),
            ("1.000e3", "1000e3", "1.000e3"),
        ] {
            let Some(Meaning::Two { grouped: first, decimal: second, .. }) = meaning(text) else {
                panic!("{text} has one meaning");
            };
            assert_eq!((first.as_str(), second.as_str()), (grouped, decimal));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            ".",
            ",",
            "-",
            "1.2.3",
            "1,23,4",
            "1,000_000",
            ",000,000",
            ",000",
            "1.5 5",
            "1 5",
            "1.23.456",
            "1..5",
            "1,,000",
            "1.234,5,6",
            "1'23",
            "x",
            "5'",
        ] {
            assert_eq!(meaning(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_decimal_mark_is_told_from_what_has_one_meaning() {
        for (text, writing) in [
            ("2,5%", Writing::Comma),
            ("1.234.567", Writing::Comma),
            ("$1,000.00", Writing::Point),
            ("0.02", Writing::Point),
            ("1,234,567", Writing::Point),
            ("12.000", Writing::Unknown),
            ("12", Writing::Unknown),
            ("15 min", Writing::Unknown),
            ("", Writing::Unknown),
        ] {
            assert_eq!(evidence(text), writing, "{text:?}");
        }
    }
}
