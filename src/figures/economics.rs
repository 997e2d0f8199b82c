//! Price, window and speed side by side, in both books.

use super::setting::built;
use super::{Card, Figure, Shown, Values};
use crate::charts::{Bar, Multiples, Panel, Row, Table};
use crate::data::{Book, Showdown};
use crate::domain::{Context, Rates, Tokens, UsdPerMillion, Workload, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "economics",
    #[cfg(not(feature = "hydrate"))]
    kicker: |_| "Economics: two books side by side".to_owned(),
    table_name: built("The numbers as a table"),
    sources: &["article", "anthropic", "openai"],
    formula: built("Ratios are the first model’s number ÷ the second model’s."),
    settings: |_| vec![],
    show,
    settle: None,
    play: None,
};

fn rates(book: &Book, model: usize) -> Rates {
    book.listings[model].prices.rates_on(book.day(), &Context::STANDARD, Workload::DEFAULT_PROMPT)
}

/// One measure: its name, which direction is good, and for each book a number for each model, with its text.
struct Measured {
    name: &'static str,
    hint: &'static str,
    values: Vec<[(i128, String); 2]>,
}

impl Measured {
    /// The first model's number as a multiple of the second one's, in a book.
    fn ratio(&self, book: usize) -> Option<String> {
        let [a, b] = self.values.get(book)?;
        format::ratio(a.0, b.0)
    }
}

fn measures(data: &Showdown) -> Vec<Measured> {
    let price = |rate: UsdPerMillion| (i128::from(rate.micro()), format::rate(rate));
    let window = |tokens: Tokens| (i128::from(tokens.count()), tokens.short());
    let of_books = |value: &dyn Fn(&Book, usize) -> (i128, String)| {
        data.books.iter().map(|book| [value(book, 0), value(book, 1)]).collect()
    };
    let speed = |model: usize| {
        let speed = u64::from(data.models[model].output_tokens_per_second);
        (speed.into(), format!("{} tokens/s", format::grouped(speed)))
    };
    vec![
        Measured {
            name: "Input, per million tokens",
            hint: "less is better",
            values: of_books(&|book, model| price(rates(book, model).input)),
        },
        Measured {
            name: "Output, per million tokens",
            hint: "less is better",
            values: of_books(&|book, model| price(rates(book, model).output)),
        },
        Measured {
            name: "Context window",
            hint: "tokens, more is better",
            values: of_books(&|book, model| window(book.listings[model].context_window)),
        },
        // No list gives a speed: the article's stands alone.
        Measured {
            name: "Output speed",
            hint: "the article alone; more is better",
            values: vec![[speed(0), speed(1)]],
        },
    ]
}

fn show(data: &Showdown, _: &Values) -> Option<Shown> {
    let names = data.shorts();
    let measures = measures(data);
    let input = measures.first()?;
    let ratios =
        data.books.iter().enumerate().filter_map(|(place, book)| Some((place, book, input.ratio(place)?)));
    let ratios: Vec<_> = ratios.collect();
    let said: Vec<String> =
        ratios.iter().map(|(_, book, ratio)| format!("{ratio} {}", book.phrase)).collect();
    let title = format!("{}’s input price, in multiples of {}’s: {}", names[0], names[1], said.join(", "));
    let cards = ratios.iter().map(|(place, book, ratio)| {
        let [a, b] = &input.values[*place];
        let cheaper = usize::from(b.0 < a.0);
        Card {
            model: Some(cheaper),
            name: book.name.clone(),
            value: ratio.clone(),
            notes: vec![
                format!("{}’s input price ÷ {}’s", names[0], names[1]),
                if a.0 == b.0 {
                    "both cost the same".to_owned()
                } else {
                    format!("{} is cheaper", names[cheaper])
                },
            ],
            best: a.0 != b.0,
        }
    });
    let in_words = |(place, book): (usize, &Book)| {
        let parts = measures.iter().filter_map(|measure| {
            let ratio = measure.ratio(place)?;
            Some(format!("{} {ratio}", format::uncapital(measure.name.split(',').next().unwrap_or_default())))
        });
        format!(
            "{}, {} in multiples of {}: {}.",
            format::capital(&book.phrase),
            names[0],
            names[1],
            parts.collect::<Vec<_>>().join(", ")
        )
    };
    let words: Vec<String> = data.books.iter().enumerate().map(in_words).collect();
    let bars = |measure: &Measured| {
        let bar = |(book, [a, b]): (usize, &[(i128, String); 2])| {
            [a, b]
                .into_iter()
                .enumerate()
                .map(|(model, (value, label))| Bar {
                    model,
                    part: book,
                    name: format!("{}, {}", names[model], data.books[book].word()),
                    value: *value as f64,
                    label: label.clone(),
                    note: String::new(),
                })
                .collect::<Vec<_>>()
        };
        measure.values.iter().enumerate().flat_map(bar).collect()
    };
    let panel = |measure: &Measured| Panel {
        name: measure.name.to_owned(),
        hint: measure.hint.to_owned(),
        bars: bars(measure),
    };
    let mut head = vec!["Measure".to_owned()];
    for book in &data.books {
        head.extend(names.map(|name| format!("{name}, {}", book.word())));
        head.push(format!("Ratio, {}", book.word()));
    }
    let row = |measure: &Measured| {
        let cells = (0..data.books.len()).flat_map(|book| match measure.values.get(book) {
            Some([a, b]) => [a.1.clone(), b.1.clone(), measure.ratio(book).unwrap_or_default()],
            None => ["none given", "none given", ""].map(String::from),
        });
        Row::new(measure.name, cells)
    };
    Some(Shown {
        title,
        cards: cards.collect(),
        sentence: words.join(" "),
        remarks: words,
        picture: Box::new(Multiples { panels: measures.iter().map(panel).collect() }),
        table: Table {
            caption: "Price, window and speed".to_owned(),
            head,
            rows: measures.iter().map(row).collect(),
        },
    })
}
