//! The cost calculator: a month of the reader's work on each model, at the prices of any book; what would change the
//! answer; and scenarios side by side.

mod axis;
mod change;
mod compare;
mod inputs;
mod month;
mod report;
mod settings;
mod volume;

pub use month::Month;
pub use report::Report;

use super::{Card, Extra, Figure, Logic, Shown, Tracks, Values};
use super::{Group, Start, book};
use crate::data::Showdown;
use crate::domain::format;

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "calculator",
    kicker: |_| "Calculator".to_owned(),
    table_name: "Show the working",
    sources: &["article", "anthropic", "openai"],
    formula: "Cost = tokens × rate, by kind of token. Cost of a finished task = tokens of an attempt ÷ success rate + failed attempts × your time for each + errors × time per repair. Time costs your hourly rate. Attempts are independent. A month is the sum over all tasks, a year is twelve such months. Break-evens compare exact amounts and are found to the last digit of the input. Generation = output tokens of one attempt ÷ tokens per second, in one stream. Amounts of $1,000 or more are rounded to whole dollars, so rounded parts may not add up to their total. The working shows every digit.",
    settings: settings::settings,
    groups: &[
        Group { title: "Start from an example", from: "", fold: false, starts: Some(examples) },
        Group { title: "Prices", from: "book", fold: false, starts: Some(book::starts) },
        Group { title: "Volume", from: "by", fold: false, starts: None },
        Group { title: "Cache and service", from: "cached", fold: true, starts: None },
        Group { title: "Finished tasks", from: "relative", fold: true, starts: Some(test_a) },
    ],
    further_controls: &["axis"],
    keeps: true,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic {
    main,
    further: &[sensitivity, curve, |data, values| Some(compare::scenarios(data, values))],
    tracks: Some(Tracks { of: change::tracks, first: "cheaper" }),
    settle: Some(volume::settle),
    ..Logic::NONE
};

/// Test A's counts as errors left: one report, which must not decide by default.
fn test_a(data: &Showdown) -> Vec<Start> {
    let part = |model: usize| {
        let count = inputs::counted(data, model)?;
        Some([&inputs::of_model(data, "errors", model), "=", &count.to_string()].concat())
    };
    let Some(parts) = [part(0), part(1)].into_iter().collect::<Option<Vec<_>>>() else { return vec![] };
    vec![Start {
        name: "Use Test A’s counts".to_owned(),
        note: "Errors left per finished task, as one author reports them for one task.".to_owned(),
        address: format::joined(parts, "&"),
    }]
}

/// The data's examples.
fn examples(data: &Showdown) -> Vec<Start> {
    let start = |preset: &crate::data::Preset| {
        // Settings that an example does not name return to their defaults; the price book stays.
        let mine = settings::settings(data);
        let kept = |key: &str| ["book", "rates", "cache-rates", "service-rates", "axis"].contains(&key);
        let value = |setting: &super::Setting| {
            let named = preset.settings.iter().find(|named| named.key == setting.key);
            named.map_or_else(|| setting.kind.written(setting.default), |named| named.value.clone())
        };
        let parts = mine.iter().filter(|setting| !kept(setting.address_key()));
        let parts = parts.map(|setting| [&setting.key, "=", &value(setting)].concat());
        Start { name: preset.name.clone(), note: preset.because.clone(), address: format::joined(parts, "&") }
    };
    data.presets.iter().map(start).collect()
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let month = Month::of(data, values);
    let report = Report::new(data, &month).ok()?;
    let card = |model: usize| Card {
        model: Some(model),
        name: data.models[model].name.clone(),
        value: format::usd(report.in_force()[model].total),
        notes: [format!("a month, {}", report.book().phrase)]
            .into_iter()
            .chain(report.split(model))
            .chain([
                format!("{} a year", format::usd(report.a_year(model))),
                format!("{} per finished task", format::usd_fine(report.a_task(model))),
                report.generation(model, data),
            ])
            .collect(),
        best: report.cheaper() == Some(model),
        working: report.working(model, data),
    };
    Some(Shown {
        title: report.title(data),
        cards: vec![card(0), card(1)],
        remarks: vec![report.verdict(data), report.other_books(data)],
        notices: volume::notice(values).into_iter().chain(report.notices(data)).collect(),
        picture: Box::new(report.stack(data)),
        sentence: report.sentence(data),
        table: report.table(data),
        extras: vec![],
    })
}

fn sensitivity(data: &Showdown, values: &Values) -> Option<Extra> {
    let month = Month::of(data, values);
    let report = Report::new(data, &month).ok()?;
    Some(change::sensitivity(data, &month.priced(data, month.service), &report))
}

fn curve(data: &Showdown, values: &Values) -> Option<Extra> {
    let month = Month::of(data, values);
    Some(change::curve(data, &month.priced(data, month.service), values))
}
