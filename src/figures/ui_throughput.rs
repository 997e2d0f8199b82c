//! Landing pages an hour: the streams they need, and their cost.

use super::{Card, Choice, Figure, Logic, Setting, Shown, Values, book, lesser};
use crate::charts::{Cells, CellsRow, Row, Table};
use crate::data::{Book, Showdown};
use crate::domain::throughput::{Efficiency, streams};
use crate::domain::{Context, Entry, Measure, Slider, Tokens, Usage, Usd, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "ui-throughput",
    kicker: |_| "Interfaces in bulk: streams and cost".to_owned(),
    table_name: "Table of streams and cost",
    sources: &["article", "anthropic", "openai"],
    formula: "Streams = pages an hour × output tokens per page ÷ (tokens per second × 3,600), rounded up. Cost per page = input and output tokens at the rates of the selected price book, standard service, nothing cached. Cost per hour = pages × cost per page. Speeds are the original’s in every book.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// The model that the original calls more efficient.
const EFFICIENT: usize = 1;
/// Volumes that are always shown.
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
        Setting::number("pages", "Pages an hour", "Landing pages generated per hour.", pages, ALWAYS[0])
            .assumed(data),
        Setting::number("page-in", "Input tokens per page", "Prompt for one page.", tokens, 1).assumed(data),
        Setting::number("page-out", "Output tokens per page", "Generated code of one page.", tokens, 1)
            .assumed(data),
        Setting::number(
            "efficiency",
            &format!("{name} efficiency gain"),
            "Defaults to the original’s figure. The original does not say what was measured.",
            percent,
            (claimed * 100.0).round() as u64,
        ),
        Setting::choice(
            "means",
            "Meaning of the gain",
            "The higher speed counts in every case.",
            vec![
                Choice::new("pages", "more pages from the same tokens"),
                Choice::new("tokens", "fewer tokens per page"),
                Choice::new("speed", "speed only"),
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
    let title = format!(
        "{} {} {} from {}, {} from {}",
        format::capital(&volume(pages)),
        if pages == 1 { "needs" } else { "need" },
        count(counts[0]),
        names[0],
        format::grouped(counts[1]),
        names[1],
    );
    let card = |model: usize| {
        let speed = format::grouped(data.models[model].output_tokens_per_second.into());
        let always = ALWAYS.into_iter().filter(|other| *other != pages);
        let always = always.filter_map(|other| {
            Some(format!("{} for {}", format::grouped(needed(model, other)?), volume(other)))
        });
        let money = format!("{} an hour, {} a page", format::usd(hour[model]), format::usd_fine(page[model]));
        let how = format!("at {speed} tokens/s and {} tokens a page", output[model]);
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
            "{}, {} costs less: {} an hour against {} for {}.",
            format::capital(&book.phrase),
            names[cheap],
            format::usd(hour[cheap]),
            format::usd(hour[1 - cheap]),
            names[1 - cheap]
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
            Some(format!("{words}, {} {}", names[EFFICIENT], count(number)))
        })
        .collect();
    let claimed = format::percent((data.claimed("ui-efficiency")? * 100.0).round() as i128, 10_000)?;
    let whose = match percent == claimed {
        true => format!("“{claimed} more efficient” is one author’s figure, with no unit"),
        false => format!("{percent} is your figure. The original’s is {claimed}, with no unit"),
    };
    let reading = format!("{whose}. Other readings: {}.", format::joined(&other_readings, "; "));
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
        pair("Output tokens per page".to_owned(), output.map(|tokens| tokens.to_string())),
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
    rows.push(pair("Cost per page".to_owned(), page.map(format::usd_exact)));
    rows.push(pair(format!("Cost per hour, {} pages", format::grouped(pages)), hour.map(format::usd_exact)));
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card(0), card(1)],
        sentence: format!(
            "{}: {} with {} at {} output tokens a page, {} with {} at {}.",
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_prose_quotes_the_cost_of_a_page_that_the_figure_shows() {
        let data = Showdown::embedded().expect("the data are right");
        let books = data.books.iter().position(|book| book.id == "article").expect("a book");
        let values = Values::defaults(&settings(&data)).with("book", books as u64);
        let shown = main(&data, &values).expect("shown").cards;
        for (card, model) in shown.iter().zip(&data.models) {
            let quoted = data.quote(&format!("{{{{page.article.{}}}}} a page", model.id)).expect("a price");
            assert!(card.notes.iter().any(|note| note.ends_with(&quoted)), "{quoted}: {:?}", card.notes);
        }
    }
}
