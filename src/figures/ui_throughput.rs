//! Landing pages an hour: how many streams that takes, and what it costs.

use super::{Card, Choice, Figure, Logic, Setting, Shown, Values, book, lesser};
use crate::charts::{Cells, CellsRow, Row, Table};
use crate::data::{Book, Showdown};
use crate::domain::throughput::{Efficiency, streams};
use crate::domain::{Context, Entry, Measure, Slider, Tokens, Usage, Usd, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "ui-throughput",
    kicker: |_| "Interfaces in bulk: streams and cost".to_owned(),
    table_name: "Streams and cost as a table",
    sources: &["article", "anthropic", "openai"],
    formula: "Streams = pages an hour × output tokens per page ÷ (tokens per second × 3,600), rounded up. Cost of a page = its input and output tokens at the rates of the book in force, standard service, nothing cached; an hour costs as much as its pages. Speeds are the article’s, in either book.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// The model that the article calls more efficient here.
const EFFICIENT: usize = 1;
/// Volumes that are always given.
const ALWAYS: [u64; 2] = [1_000, 10_000];
const MEANINGS: [Efficiency; 3] = [Efficiency::MorePages, Efficiency::FewerTokens, Efficiency::Nothing];

fn settings(data: &Showdown) -> Vec<Setting> {
    let pages = Entry {
        measure: Measure::Count("page an hour", "pages an hour"),
        min: 1,
        max: 1_000_000,
        slider: Slider::Log,
    };
    let tokens =
        Entry { measure: Measure::Count("token", "tokens"), min: 1, max: 1_000_000, slider: Slider::Log };
    let percent = Entry { measure: Measure::Percent, min: 0, max: 9_500, slider: Slider::Even(500) };
    let claimed = data.claimed("ui-efficiency").unwrap_or_default();
    let name = &data.models[EFFICIENT].short;
    let mut all = book::settings(data);
    all.extend([
        Setting::number("pages", "Pages an hour", "", pages, ALWAYS[0]).assumed(data),
        Setting::number("page-in", "Input tokens per page", "", tokens, 1).assumed(data),
        Setting::number("page-out", "Output tokens per page", "", tokens, 1).assumed(data),
        Setting::number(
            "efficiency",
            &format!("How much more efficient {name} is"),
            "It begins at the article’s figure. What was measured is not on record.",
            percent,
            (claimed * 100.0).round() as u64,
        ),
        Setting::choice(
            "means",
            "What that could mean",
            "Its higher speed counts in any case.",
            vec![
                Choice::new("pages", "more pages from the same tokens"),
                Choice::new("tokens", "fewer tokens for each page"),
                Choice::new("speed", "nothing beyond the speeds"),
            ],
        ),
    ]);
    all
}

/// The output tokens of a page, by model.
fn output(values: &Values, meaning: Efficiency) -> [Tokens; 2] {
    let plain = Tokens::new(values.of("page-out"));
    [0, 1]
        .map(|model| if model == EFFICIENT { meaning.output(plain, values.of("efficiency")) } else { plain })
}

fn page_cost(book: &Book, model: usize, values: &Values, output: Tokens) -> Option<Usd> {
    let usage = Usage { input: Tokens::new(values.of("page-in")), output, ..Usage::default() };
    Some(book.listings[model].prices.cost(&usage, book.day(), &Context::STANDARD).ok()?.total)
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let book = &*book::in_force(data, values)?;
    let meaning = *MEANINGS.get(values.of("means") as usize)?;
    let pages = values.of("pages");
    let names = data.shorts();
    let output = output(values, meaning);
    let needed =
        |model: usize, pages: u64| streams(pages, output[model], data.models[model].output_tokens_per_second);
    let page = [page_cost(book, 0, values, output[0])?, page_cost(book, 1, values, output[1])?];
    let hour = page.map(|cost| cost * pages);
    let counts = [needed(0, pages)?, needed(1, pages)?];
    let count = |number: u64| format::count(number, "stream", "streams");
    let volume = |pages: u64| format::count(pages, "page an hour", "pages an hour");
    let both = |pages: u64| Some([needed(0, pages)?, needed(1, pages)?].map(format::grouped));

    let percent = format::percent(values.of("efficiency").into(), 10_000).unwrap_or_default();
    let mut title = format!(
        "{} {} {} {} and {} {}",
        format::capital(&volume(pages)),
        if pages == 1 { "takes" } else { "take" },
        names[0],
        count(counts[0]),
        names[1],
        format::grouped(counts[1]),
    );
    if let Some(other) = ALWAYS.into_iter().rfind(|other| *other != pages) {
        let [a, b] = both(other)?;
        title += &format!(", {} take {a} and {b}", format::grouped(other));
    }
    if meaning != Efficiency::Nothing {
        title += &format!(", if {} is {percent} more efficient", names[EFFICIENT]);
    }
    let card = |model: usize| {
        let speed = format::grouped(data.models[model].output_tokens_per_second.into());
        let always = ALWAYS.into_iter().filter(|other| *other != pages);
        let always = always.filter_map(|other| {
            Some(format!("{} for {}", format::grouped(needed(model, other)?), volume(other)))
        });
        let money = format!("{} an hour, {} a page", format::usd(hour[model]), format::usd_fine(page[model]));
        let how = format!("of {speed} tokens/s, {} tokens a page", output[model]);
        Card {
            working: vec![],
            model: Some(model),
            name: data.models[model].name.clone(),
            value: count(counts[model]),
            notes: [how].into_iter().chain(always).chain([money]).collect(),
            best: counts[model] < counts[1 - model],
        }
    };
    let cheap = match lesser(hour) {
        None => format!("{}, both cost the same.", format::capital(&book.phrase)),
        Some(cheap) => format!(
            "{}, {} is cheaper: {} an hour, {} {}.",
            format::capital(&book.phrase),
            names[cheap],
            format::usd(hour[cheap]),
            names[1 - cheap],
            format::usd(hour[1 - cheap])
        ),
    };
    let other_readings = MEANINGS
        .iter()
        .zip(["as more pages", "as fewer tokens", "as speed alone"])
        .filter(|(other, _)| **other != meaning);
    let other_readings: Vec<String> = other_readings
        .filter_map(|(other, words)| {
            let tokens = self::output(values, *other)[EFFICIENT];
            let number = streams(pages, tokens, data.models[EFFICIENT].output_tokens_per_second)?;
            Some(format!("{words}, {}", count(number)))
        })
        .collect();
    let claimed = format::percent((data.claimed("ui-efficiency")? * 100.0).round() as i128, 10_000)?;
    let whose = match percent == claimed {
        true => format!("“{claimed} more efficient” is one author’s figure"),
        false => format!("{percent} is your figure; the article’s {claimed} is one author’s"),
    };
    let reading = format!("{whose}. It could be read otherwise: {}.", format::joined(&other_readings, "; "));
    let row = |model: usize| CellsRow {
        model: data.models[model].name.clone(),
        count: counts[model],
        label: count(counts[model]),
        note: format!(
            "{} tokens a page at {} tokens/s",
            output[model], data.models[model].output_tokens_per_second
        ),
    };
    let pair = |head: String, cells: [String; 2]| Row::new(head, cells);
    let mut rows = vec![
        pair("Output tokens a page".to_owned(), output.map(|tokens| tokens.to_string())),
        pair(
            "Speed, tokens/s".to_owned(),
            [0, 1].map(|model| format::grouped(data.models[model].output_tokens_per_second.into())),
        ),
    ];
    let mut volumes = vec![pages];
    volumes.extend(ALWAYS.into_iter().filter(|other| *other != pages));
    for other in volumes {
        rows.push(pair(format!("Streams for {}", volume(other)), both(other)?));
    }
    rows.push(pair("Cost of a page".to_owned(), page.map(format::usd_exact)));
    rows.push(pair(
        format!("Cost of an hour, {} pages", format::grouped(pages)),
        hour.map(format::usd_exact),
    ));
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card(0), card(1)],
        sentence: format!(
            "{} need {} with {}, at {} output tokens a page, and {} with {}, at {}. {cheap}",
            format::capital(&volume(pages)),
            count(counts[0]),
            names[0],
            output[0],
            count(counts[1]),
            names[1],
            output[1],
        ),
        remarks: vec![cheap, reading],
        picture: Box::new(Cells {
            name: format!("Parallel streams for {}", volume(pages)),
            unit: ["stream", "streams"],
            rows: [row(0), row(1)],
        }),
        table: Table {
            caption: format!("{}, {}", format::capital(&volume(pages)), book.phrase),
            head: vec!["Measure".to_owned(), names[0].to_owned(), names[1].to_owned()],
            rows,
        },
    })
}
