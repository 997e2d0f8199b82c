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

const MILLIONS: Entry = Entry { max: 1_000_000_000_000_000, min: 0, ..TOKENS };

#[test]
fn a_number_is_read_as_it_is_written_elsewhere() {
    for (entry, text, value) in [
        (TOKENS, "2,5M", 2_500_000),
        (TOKENS, "10,00,000", 1_000_000),
        (TOKENS, "５０Ｍ", 50_000_000),
        (TOKENS, "1'000'000", 1_000_000),
        (TOKENS, "2.5 million", 2_500_000),
        (TOKENS, "2.5 million tokens", 2_500_000),
        (TOKENS, "\u{200e}50M\u{200f}", 50_000_000),
        (PERCENT, "37,5%", 3_750),
        (PERCENT, "37,5\u{a0}%", 3_750),
        (PERCENT, "%37,5", 3_750),
        (PERCENT, "٣٧٫٥٪", 3_750),
        (PERCENT, "12 percent", 1_200),
        (DOLLARS, "80,50 $", 8_050),
        (DOLLARS, "US$ 80.5", 8_050),
        (DOLLARS, "80 USD", 8_000),
        (TIME, "1,5 min", 90_000),
        (RATE, "0,175", 175_000),
    ] {
        let read = entry.understand(text, Writing::Unknown).unwrap();
        assert_eq!((read.value, read.note), (value, None), "{text}");
    }
}

#[test]
fn what_has_two_meanings_is_read_by_the_rule_and_said_with_the_other_one() {
    let dollars = Entry { max: 100_000_000, ..DOLLARS };
    for (entry, text, value, said, instead) in [
        (MILLIONS, "50.000", 50_000, "Read as 50k, not as 50.", Some((50, "Use 50"))),
        (MILLIONS, "1,000", 1_000, "Read as 1k, not as 1.", Some((1, "Use 1"))),
        // Counts have no half tokens, so only one meaning is possible. The note appears anyway.
        (MILLIONS, "1.500", 1_500, "Read as 1.5k.", None),
        (MILLIONS, "2.500M", 2_500_000, "Read as 2.5M, not as 2.5B.", Some((2_500_000_000, "Use 2.5B"))),
        (dollars, "$1,000", 100_000, "Read as $1000, not as $1.", Some((100, "Use $1"))),
        (dollars, "5,000", 500_000, "Read as $5000, not as $5.", Some((500, "Use $5"))),
        (dollars, "1.234", 123_400, "Read as $1234.", None),
        (RATE, "2.500", 2_500_000, "Read as $2.5, not as $2500.", Some((2_500_000_000, "Use $2500"))),
        // One of the two meanings is out of range.
        (PERCENT, "12,500", 1_250, "Read as 12.5%.", None),
        (DOLLARS, "1,000", 100, "Read as $1.", None),
    ] {
        let read = entry.understand(text, Writing::Unknown).unwrap();
        let note = read.note.unwrap();
        let given = note.instead.as_ref().map(|(value, words)| (*value, words.as_str()));
        assert_eq!((read.value, note.said.as_str(), given), (value, said, instead), "{text}");
    }
}

#[test]
fn what_the_page_writes_itself_is_no_question() {
    for (entry, text) in [(MILLIONS, "1,234"), (MILLIONS, "1.234M"), (DECIMAL, "12.5")] {
        let note = entry.understand(text, Writing::Unknown).unwrap().note;
        assert_eq!(note.is_none(), text != "1.234M", "{text}: {note:?}");
    }
}

#[test]
fn where_the_decimal_mark_is_known_nothing_has_two_meanings() {
    for (writing, text, value) in [
        (Writing::Point, "12.000", 12),
        (Writing::Point, "12,000", 12_000),
        (Writing::Comma, "12.000", 12_000),
        (Writing::Comma, "12,000", 12),
    ] {
        let read = MILLIONS.understand(text, writing).unwrap();
        assert_eq!((read.value, read.note), (value, None), "{text}");
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
