//! What fits in which context window, and what one reading costs.

use super::{Card, Choice, Figure, Logic, Setting, Shown, Values, book};
use crate::charts::{Axis, Row, Ruler, RulerRow, Table};
use crate::data::{Book, Showdown};
use crate::domain::reading::Reading;
use crate::domain::{Entry, Measure, Slider, Tokens, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "context-fit",
    kicker: |_| "Context windows: what fits".to_owned(),
    table_name: "Table of windows",
    sources: &["article", "anthropic", "openai"],
    formula: "Windows = tokens ÷ the input limit of a window, rounded up. One reading = the input tokens of the full windows and of the rest. Each request pays the rate for its own size, long-context tier included. Input only: no room for an answer, no overlap between windows. Tokens = lines × tokens per line, or megabytes of 1,000,000 bytes ÷ bytes per token.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, settle: Some(settle), ..Logic::NONE };

/// Units of the size, as places of the choice.
const LINES: u64 = 1;
const MEGABYTES: u64 = 2;
/// The ends of the scale, in tokens.
const LEAST: u64 = 10_000;
const MOST: u64 = 100_000_000;
const TICKS: [u64; 5] = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
const BYTES_A_MEGABYTE: u128 = 1_000_000;

fn settings(data: &Showdown) -> Vec<Setting> {
    let units = vec![
        Choice::new("tokens", "tokens"),
        Choice::new("lines", "lines of code"),
        Choice::new("mb", "megabytes"),
    ];
    let size =
        Entry { measure: Measure::Count("unit", "units"), min: 1, max: 1_000_000_000, slider: Slider::Log };
    let per_line =
        Entry { measure: Measure::Decimal(1, "tokens a line"), min: 10, max: 1_000, slider: Slider::Even(5) };
    let per_token =
        Entry { measure: Measure::Decimal(1, "bytes a token"), min: 10, max: 100, slider: Slider::Even(1) };
    let kernel = data.claimed("kernel-tokens").unwrap_or_default() as u64;
    vec![
        book::choice(data),
        Setting::choice("unit", "Unit", "Switching converts the size.", units),
        Setting::number(
            "size",
            "Size of the text",
            "Defaults to the codebase of the author’s trial.",
            size,
            kernel,
        ),
        Setting::number("per-line", "Tokens per line", "", per_line, 100)
            .assumed(data)
            .only_if("unit", &[LINES]),
        Setting::number("per-token", "Bytes per token", "", per_token, 40)
            .assumed(data)
            .only_if("unit", &[MEGABYTES]),
    ]
}

/// The tokens in a size that is counted in that unit, rounded to the nearest.
fn tokens(values: &Values, unit: u64, size: u64) -> u64 {
    let size = u128::from(size);
    let tokens = match unit {
        // Both rates have one decimal.
        LINES => size * u128::from(values.of("per-line")) / 10,
        MEGABYTES => size * BYTES_A_MEGABYTE * 10 / u128::from(values.of("per-token").max(1)),
        _ => size,
    };
    u64::try_from(tokens).unwrap_or(u64::MAX)
}

/// Another unit keeps what must be read, as nearly as its own numbers allow.
fn settle(before: &Values, key: &str, unit: u64) -> Vec<(&'static str, u64)> {
    if key != "unit" {
        return vec![];
    }
    let tokens = u128::from(tokens(before, before.of("unit"), before.of("size")));
    let size = match unit {
        LINES => tokens * 10 / u128::from(before.of("per-line").max(1)),
        MEGABYTES => tokens * u128::from(before.of("per-token")) / 10 / BYTES_A_MEGABYTE,
        _ => tokens,
    };
    vec![("size", u64::try_from(size).unwrap_or(u64::MAX).clamp(1, 1_000_000_000))]
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let unit = values.of("unit");
    let wanted = Tokens::new(tokens(values, unit, values.of("size")));
    let words = wanted.words();
    let short = rounded(wanted);
    let size = match unit {
        LINES => format!("{} lines ({words})", Tokens::new(values.of("size")).short()),
        MEGABYTES => format!("{} MB ({words})", Tokens::new(values.of("size")).short()),
        _ => words.clone(),
    };
    let read = |book: &Book, model: usize| {
        let listing = &book.listings[model];
        Reading::new(wanted, listing.window().input, &listing.prices, book.day())
    };
    let names = data.shorts();
    let mut rows = vec![];
    let mut marks = vec![];
    let mut fits = vec![];
    for book in &data.books {
        for model in [0, 1] {
            let reading = read(book, model)?;
            let window = book.listings[model].window();
            let name = format!("{}, {}", names[model], book.word());
            let good = reading.requests <= 1;
            if good {
                fits.push(name.clone());
            }
            let verdict = if good { "fits".to_owned() } else { windows(reading.requests) };
            let source = data.source(&book.listings[model].source).map_or("", |source| &source.short);
            rows.push(Row::new(
                name.clone(),
                [
                    window.all.to_string(),
                    window.input.to_string(),
                    verdict.clone(),
                    format::usd(reading.cost),
                    source.to_owned(),
                ],
            ));
            let label = match window.input < window.all {
                true => [&window.input.short(), " of ", &window.all.short()].concat(),
                false => window.all.short(),
            };
            marks.push(RulerRow { model, name, value: window.input.count() as f64, label, verdict, good });
        }
    }
    let subject = if wanted.count() == 1 { "1 token fits".to_owned() } else { format!("{short} tokens fit") };
    let of = spelled(marks.len());
    let title = match fits.len() {
        0 => format!("{subject} none of the {of} windows"),
        all if all == marks.len() => format!("{subject} every window"),
        1 => format!("{subject} only one of {of} windows: {}", fits[0]),
        some => format!("{subject} {} of {of} windows", spelled(some)),
    };

    // A reader’s own prices have no windows, so those of the last book apply.
    let book = data.books.get(values.of("book") as usize).or(data.books.first())?;
    let readings = [read(book, 0)?, read(book, 1)?];
    let card = |model: usize| {
        let (reading, listing) = (&readings[model], &book.listings[model]);
        let how = match reading.requests {
            ..=1 => format!("fits: {short} of {} tokens", listing.window().input.short()),
            _ => format!("requests of at most {} tokens", listing.window().input.short()),
        };
        let tier = reading.long_context.then(|| "long-context rate applies".to_owned());
        let cost = format!("{} to read it once", format::usd(reading.cost));
        Card {
            working: vec![],
            model: Some(model),
            name: data.models[model].name.clone(),
            value: windows(reading.requests),
            notes: [how, cost].into_iter().chain(tier).collect(),
            best: reading.requests < readings[1 - model].requests,
        }
    };
    let costs = [0, 1].map(|model| format::usd(readings[model].cost));
    let verdict = format!(
        "{}, one reading costs {} with {} and {} with {}.",
        format::capital(&book.phrase),
        costs[0],
        names[0],
        costs[1],
        names[1]
    );
    let kernel = data.claimed("kernel-tokens");
    let axis = Axis {
        name: "context window".to_owned(),
        logarithmic: true,
        ends: (LEAST as f64, MOST as f64),
        ticks: TICKS.map(|tokens| (tokens as f64, Tokens::new(tokens).short())).to_vec(),
    };
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card(0), card(1)],
        sentence: format!(
            "{} {size}. {}, {} needs {} and {} needs {}.",
            match fits.len() {
                0 => "No window holds".to_owned(),
                1 => format!("Only one window ({}) holds", fits[0]),
                _ => format!("These windows hold it ({}):", format::joined(&fits, "; ")),
            },
            format::capital(&book.phrase),
            names[0],
            windows(readings[0].requests),
            names[1],
            windows(readings[1].requests),
        ),
        remarks: vec![
            verdict,
            "Input only: no room for an answer beyond what a model reserves, no overlap between windows."
                .to_owned(),
        ],
        picture: Box::new(Ruler {
            axis,
            rows: marks,
            here: (wanted.count() as f64, format!("yours: {short}")),
            landmark: kernel.map(|tokens| {
                (tokens, format!("the original’s kernel trial: {}", Tokens::new(tokens as u64).short()))
            }),
        }),
        table: Table {
            caption: format!("{words} in every window, each priced by its own book"),
            head: ["Window", "Tokens", "Input limit", "Windows needed", "Cost of one reading", "Source"]
                .map(String::from)
                .to_vec(),
            rows,
        },
    })
}

/// A small count as a word, so that a title has few numbers.
fn spelled(count: usize) -> String {
    let words = ["none", "one", "two", "three", "four"];
    words.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn windows(count: u64) -> String {
    format::count(count, "window", "windows")
}

/// A number of tokens for a title: exact where it is short, else to three digits.
fn rounded(tokens: Tokens) -> String {
    let exact = tokens.short();
    if exact.len() <= 6 {
        return exact;
    }
    let unit = 10_u64.pow(tokens.count().max(1).ilog10().saturating_sub(2));
    Tokens::new((tokens.count() + unit / 2) / unit * unit).short()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(changes: &[(&str, u64)]) -> Values {
        let data = Showdown::embedded().expect("the data are right");
        let values = Values::defaults(&settings(&data));
        changes.iter().fold(values, |values, (key, value)| values.with(key, *value))
    }

    #[test]
    fn a_reading_in_a_long_context_tier_costs_what_the_tier_says_and_says_so() {
        let mut data = Showdown::embedded().expect("the data are right");
        // The day before the tier of the list ended: over 200k tokens a request costs twice as much.
        data.books[0].on = "2026-03-12".parse().ok();
        let shown =
            |size: u64| main(&data, &values(&[("book", 0), ("size", size)])).expect("it can be shown");
        let [below, above] = [200_000, 200_001].map(shown);
        assert!(below.cards[0].notes[1].starts_with("$1.00 to read"), "{:?}", below.cards[0]);
        assert_eq!(below.cards[0].notes.len(), 2);
        assert!(above.cards[0].notes[1].starts_with("$2.00 to read"), "{:?}", above.cards[0]);
        assert!(above.cards[0].notes[2].contains("long-context"), "{:?}", above.cards[0]);
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn another_unit_keeps_the_tokens_to_within_one_of_its_own(size in 1..=1_000_000_000_u64, from in 0..3_u64, to in 0..3_u64) {
            let before = values(&[("unit", from), ("size", size)]);
            let [(key, new)] = settle(&before, "unit", to)[..] else { panic!("a size") };
            prop_assert_eq!(key, "size");
            let (was, is) = (tokens(&before, from, size), tokens(&before, to, new));
            let one = tokens(&before, to, 1).max(1);
            let most = tokens(&before, to, 1_000_000_000);
            prop_assert!(was.min(most).abs_diff(is) <= one, "{was} {is}");
        }
    }
}
