//! The calculator: what a month's work costs on either model, in the price book that the reader chose.

mod report;

pub use report::Report;

use super::setting::built;
use super::{Card, Figure, Setting, Shown, Values};
use crate::data::Showdown;
use crate::domain::{Entry, Measure, Slider, Tokens, Workload, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "calculator",
    #[cfg(not(feature = "hydrate"))]
    kicker: |_| "Calculator".to_owned(),
    table_name: built("Show the working"),
    sources: &["article", "anthropic", "openai"],
    formula: built(
        "Cost = tokens × rate: standard service, nothing cached, prompts below any long-context tier. Generation = output tokens ÷ tokens per second, in one stream. A year is twelve such months.",
    ),
    settings,
    show,
    settle: None,
    play: None,
};

/// The slider runs from 1k to 100B; fields take less and more.
const VOLUME: Entry = Entry {
    measure: Measure::Count("token", "tokens"),
    min: 0,
    max: Tokens::MAX_TYPED.count(),
    slider: Slider::Between(1_000, 100_000_000_000),
};

/// A month's work, and whose prices are in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// The place of the price book among the data's books. The first is the default.
    pub book: usize,
    /// The month's volumes.
    pub work: Workload,
}

impl Month {
    fn of(values: &Values) -> Self {
        let [input, output] = ["in", "out"].map(|key| Tokens::new(values.of(key)));
        Self { book: values.of("book") as usize, work: Workload { input, output } }
    }
}

fn settings(data: &Showdown) -> Vec<Setting> {
    let Workload { input, output } = Workload::DEFAULT;
    vec![
        Setting::book(data),
        Setting::number(
            "in",
            "Input tokens a month",
            "Everything you send: prompts, files, history.",
            VOLUME,
            input.count(),
        ),
        Setting::number(
            "out",
            "Output tokens a month",
            "Everything the model writes.",
            VOLUME,
            output.count(),
        ),
    ]
}

fn show(data: &Showdown, values: &Values) -> Option<Shown> {
    let report = Report::new(data, Month::of(values)).ok()?;
    let card = |model: usize| Card {
        model: Some(model),
        name: data.models[model].name.clone(),
        value: format::usd(report.costs[model].total),
        notes: vec![
            "a month".to_owned(),
            format!("{} a year", format::usd(report.a_year(model))),
            report.generation(model, data),
        ],
        best: report.cheaper() == Some(model),
    };
    Some(Shown {
        title: report.title(data),
        cards: vec![card(0), card(1)],
        remarks: vec![report.verdict(data), report.other_books(data)],
        picture: Box::new(report.stack(data)),
        sentence: report.sentence(data),
        table: report.table(data),
    })
}
