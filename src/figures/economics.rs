//! Price, window and speed side by side, in both books.

use super::{Card, Figure, Logic, Shown, Values};
use crate::charts::{Bar, Multiples, Panel, Row, Table};
use crate::data::{Book, Showdown, Status};
use crate::domain::{Context, Rates, Tokens, UsdPerMillion, Workload, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "economics",
    kicker: |_| "Economics: two books side by side".to_owned(),
    table_name: "Table of numbers",
    sources: &["article", "anthropic", "openai"],
    formula: "Ratios in the table: first model ÷ second model. In the text, the larger number comes first.",
    settings: |_| vec![],
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

fn rates(book: &Book, model: usize) -> Rates {
    book.listings[model].prices.rates_on(book.day(), &Context::STANDARD, Workload::DEFAULT.prompt)
}

/// One measure: its name, which direction is good, the words for a ratio, and each model's number in each book, with its
/// text. A book may not give it.
struct Measured {
    name: &'static str,
    hint: &'static str,
    says: [&'static str; 2],
    values: Vec<Option<[(i128, String); 2]>>,
}

impl Measured {
    /// The first model's number as a multiple of the second one's, in a book.
    fn ratio(&self, book: usize) -> Option<String> {
        let [a, b] = self.values.get(book)?.as_ref()?;
        format::ratio(a.0, b.0)
    }

    /// The model with the larger number, and its ratio to the other one. `None` if they are equal.
    fn larger(&self, book: usize) -> Option<(usize, String)> {
        let [a, b] = self.values.get(book)?.as_ref()?;
        let larger = usize::from(b.0 > a.0);
        let ratio = format::ratio(a.0.max(b.0), a.0.min(b.0))?;
        (a.0 != b.0).then_some((larger, ratio))
    }
}

/// A ratio within a sentence: `2.5 times`.
fn in_words(ratio: &str) -> String {
    ratio.replace('×', " times")
}

fn measures(data: &Showdown) -> Vec<Measured> {
    let price = |rate: UsdPerMillion| (i128::from(rate.micro()), format::rate(rate));
    let window = |tokens: Tokens| (i128::from(tokens.count()), tokens.short());
    let of_books = |value: &dyn Fn(&Book, usize) -> (i128, String)| {
        data.books.iter().map(|book| Some([value(book, 0), value(book, 1)])).collect()
    };
    let speed = |model: usize| {
        let speed = u64::from(data.models[model].output_tokens_per_second);
        (speed.into(), format!("{} tokens/s", format::grouped(speed)))
    };
    // The lists give no speeds.
    let speeds =
        data.books.iter().map(|book| (book.status == Status::Reported).then(|| [speed(0), speed(1)]));
    vec![
        Measured {
            name: "Input, per million tokens",
            hint: "less is better",
            says: ["costs", "as much for input"],
            values: of_books(&|book, model| price(rates(book, model).input)),
        },
        Measured {
            name: "Output, per million tokens",
            hint: "less is better",
            says: ["costs", "as much for output"],
            values: of_books(&|book, model| price(rates(book, model).output)),
        },
        Measured {
            name: "Context window",
            hint: "tokens, more is better",
            says: ["has", "as large a window"],
            values: of_books(&|book, model| window(book.listings[model].context_window)),
        },
        Measured {
            name: "Output speed",
            hint: "original only; more is better",
            says: ["writes", "as fast"],
            values: speeds.collect(),
        },
    ]
}

fn main(data: &Showdown, _: &Values) -> Option<Shown> {
    let names = data.shorts();
    let measures = measures(data);
    let input = measures.first()?;
    let costlier: Vec<Option<usize>> =
        (0..data.books.len()).map(|book| input.larger(book).map(|(model, _)| model)).collect();
    let agree = costlier.windows(2).all(|pair| pair[0] == pair[1]);
    let title = match costlier.first() {
        _ if !agree => "The price books disagree on which model is cheaper".to_owned(),
        Some(Some(costlier)) => format!("{} charges less for input in every price book", names[1 - costlier]),
        _ => "Both models charge the same for input in every price book".to_owned(),
    };
    let card = |(place, book): (usize, &Book)| {
        let (value, note) = match input.larger(place) {
            Some((larger, times)) => {
                (times, format!("{}’s input price ÷ {}’s", names[larger], names[1 - larger]))
            }
            None => ("1×".to_owned(), "both cost the same for input".to_owned()),
        };
        Card { model: None, name: book.name.clone(), value, notes: vec![note], best: true, working: vec![] }
    };
    let cards = data.books.iter().enumerate().map(card);
    let sentence = |(place, book): (usize, &Book)| {
        let parts = measures.iter().filter(|measure| measure.values[place].is_some()).map(|measure| {
            let [verb, rest] = measure.says;
            match measure.larger(place) {
                Some((larger, times)) => format!("{} {verb} {} {rest}", names[larger], in_words(&times)),
                None => format!("Both are equal in {}", format::uncapital(measure.name)),
            }
        });
        // A short sentence for each measure.
        let parts = format::joined(parts, ". ");
        format!("{}, {parts}.", format::capital(&book.phrase))
    };
    let words: Vec<String> = data.books.iter().enumerate().map(sentence).collect();
    let bars = |measure: &Measured| {
        let bar = |(book, pair): (usize, &Option<[(i128, String); 2]>)| {
            let [a, b] = pair.as_ref()?;
            let bars = [a, b]
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
                .collect::<Vec<_>>();
            Some(bars)
        };
        measure.values.iter().enumerate().filter_map(bar).flatten().collect()
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
        let cells = (0..data.books.len()).flat_map(|book| match &measure.values[book] {
            Some([a, b]) => [a.1.clone(), b.1.clone(), measure.ratio(book).unwrap_or_default()],
            None => ["not given", "not given", ""].map(String::from),
        });
        Row::new(measure.name, cells)
    };
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: cards.collect(),
        sentence: format::joined(&words, " "),
        remarks: vec![],
        picture: Box::new(Multiples { panels: measures.iter().map(panel).collect() }),
        table: Table {
            caption: "Price, window and speed".to_owned(),
            head,
            rows: measures.iter().map(row).collect(),
        },
    })
}
