//! The reader's own usage: logs and exports, counted, priced at list prices, and priced again as the other model. Until files
//! are read there is an invented sample.

mod price;
mod sample;
mod volumes;

use super::setting::{Choice, Setting};
use super::shown::{Card, Shown};
use super::{Figure, Logic, Values};
use crate::charts::{Part, Row, Stack, StackRow, Table};
use crate::data::Showdown;
use crate::domain::{LineKind, Tokens, Usd, format};
use price::Priced;
pub use price::{thresholds, to_tokens};
use std::collections::BTreeMap;
use usage::Report;
pub use volumes::volumes;

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "usage",
    kicker: |_| "Your own usage, priced".to_owned(),
    table_name: "Table of tokens and costs",
    sources: &["anthropic", "openai"],
    formula: "Every record is priced at the list price of its day in UTC, by kind of token, exactly. Where a file gives the size of a request, that size decides its long-context rate. “All on” prices the same tokens as if the one model had used them. It leaves out that models count tokens differently and write answers of different length.",
    settings,
    reads: true,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// What the rows of the table are: the places of the choices.
const MONTH: u64 = 0;
const DAY: u64 = 1;
const MODEL: u64 = 2;

fn settings(_: &Showdown) -> Vec<Setting> {
    let choices = [("month", "month"), ("day", "day"), ("model", "model"), ("project", "project")];
    vec![Setting::choice(
        "group",
        "Table rows",
        "How the table sums up the tokens.",
        choices.map(|(name, label)| Choice::new(name, label)).to_vec(),
    )]
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let (report, is_sample) = match &values.usage {
        Some(report) => (report.clone(), false),
        None => (sample::report(data)?.into(), true),
    };
    let priced = Priced::new(data, &report)?;
    let names = data.shorts();
    Some(Shown {
        title: title(names, &priced, is_sample),
        cards: cards(names, &priced),
        remarks: remarks(names, &priced),
        notices: notices(names, &priced, is_sample),
        picture: Box::new(stack(data, &priced)),
        sentence: sentence(names, &priced, is_sample),
        table: table(names, &priced, &report, values.of("group")),
        extras: vec![],
    })
}

fn title(names: [&str; 2], priced: &Priced, is_sample: bool) -> String {
    let [a, b] = priced.on.map(format::usd);
    let whose = if is_sample { "The sample’s tokens" } else { "Your tokens" };
    format!("{whose} cost {a} on {}, {b} on {}", names[0], names[1])
}

fn cards(names: [&str; 2], priced: &Priced) -> Vec<Card> {
    let used = Card {
        model: None,
        name: "As used".to_owned(),
        value: priced.used.map_or("no price".to_owned(), format::usd),
        notes: vec![format!("{} tokens, at list prices", to_tokens(priced.tokens.all()).short())],
        best: false,
        working: vec![],
    };
    let on = |model: usize| Card {
        model: Some(model),
        name: format!("All on {}", names[model]),
        value: format::usd(priced.on[model]),
        notes: vec!["the same tokens".to_owned()],
        best: priced.on[model] < priced.on[1 - model],
        working: priced.parts[model]
            .iter()
            .map(|(kind, tokens, amount)| {
                format!("{}: {} tokens, {}", kind.name(), tokens.short(), format::usd(*amount))
            })
            .collect(),
    };
    vec![used, on(0), on(1)]
}

/// The finding: how much the same tokens cost on the other model.
fn remarks(names: [&str; 2], priced: &Priced) -> Vec<String> {
    let [a, b] = priced.on;
    let (costly, cheap) = if a >= b { (0, 1) } else { (1, 0) };
    let ratio = format::ratio(priced.on[costly].pico(), priced.on[cheap].pico());
    vec![match ratio {
        _ if a == b => "The same tokens cost the same on both models.".to_owned(),
        Some(ratio) => format!(
            "The same tokens cost {} as much on {} as on {}.",
            ratio.replace('×', " times"),
            names[costly],
            names[cheap]
        ),
        None => format!("The same tokens cost {} on {}.", format::usd(priced.on[costly]), names[costly]),
    }]
}

fn notices(names: [&str; 2], priced: &Priced, is_sample: bool) -> Vec<String> {
    let mut notices = vec![];
    if is_sample {
        notices.push("This is an invented sample. Choose your own files to replace it.".to_owned());
    }
    let unpriced: Vec<String> =
        priced.unpriced.iter().map(|(model, tokens)| unpriced(model, *tokens)).collect();
    if !unpriced.is_empty() {
        let left_out = match priced.used {
            Some(_) => "The amounts leave these tokens out.",
            None => "The amounts for both models include these tokens.",
        };
        notices.push(format!("This page has no price for {}. {left_out}", format::joined(&unpriced, ", ")));
    }
    if priced.most > priced.used.unwrap_or_default() {
        notices.push(format!(
            "Some files give no request sizes. If every request were a long one, the amount as used would be {}.",
            format::usd(priced.most)
        ));
    }
    for (model, name) in names.iter().enumerate() {
        for (kind, as_kind, tokens) in &priced.stand_ins[model] {
            notices.push(format!(
                "{name} has no price for {}. {} tokens are billed in full as {}.",
                kind.name(),
                to_tokens(*tokens).short(),
                as_kind.name()
            ));
        }
    }
    if priced.standard > 0 {
        notices.push(format!(
            "{} tokens were not processed as standard and have no such price. The standard rate applies.",
            to_tokens(priced.standard).short()
        ));
    }
    notices
}

/// The most of a name that is shown, in characters.
const LONGEST_NAME: usize = 40;

fn unpriced(model: &str, tokens: u64) -> String {
    format!("{} ({} tokens)", format::clipped(model, LONGEST_NAME), to_tokens(tokens).short())
}

fn sentence(names: [&str; 2], priced: &Priced, is_sample: bool) -> String {
    let whose = if is_sample { "In this invented sample" } else { "In your files" };
    let used = match priced.used {
        Some(used) => {
            format!("{} cost {} as used", to_tokens(priced.tokens.all()).words(), format::usd(used))
        }
        None => format!("{} have no price as used", to_tokens(priced.tokens.all()).words()),
    };
    let [a, b] = priced.on.map(format::usd);
    format!("{whose}, {used}. The same tokens cost {a} on {} and {b} on {}.", names[0], names[1])
}

fn stack(data: &Showdown, priced: &Priced) -> Stack {
    let row = |of: usize| {
        let model = &data.models[of];
        let part = |(kind, tokens, amount): &(LineKind, Tokens, Usd)| Part {
            name: kind.name().to_owned(),
            value: amount.dollars(),
            label: format::usd(*amount),
            note: format!("{} tokens", tokens.short()),
        };
        StackRow {
            of,
            model: model.name.clone(),
            short: model.short.clone(),
            total: format::usd(priced.on[of]),
            parts: priced.parts[of].iter().map(part).collect(),
        }
    };
    Stack { name: "Cost of the same tokens, at list prices".to_owned(), rows: vec![row(0), row(1)] }
}

/// One row of the table before it is text.
#[derive(Default)]
struct Sum {
    tokens: usage::Tokens,
    used: Option<Usd>,
    on: [Usd; 2],
}

fn table(names: [&str; 2], priced: &Priced, report: &Report, group: u64) -> Table {
    let mut sums: BTreeMap<String, Sum> = BTreeMap::new();
    let mut total = Sum { used: priced.used, on: priced.on, ..Sum::default() };
    for (row, line) in report.rows.iter().zip(&priced.lines) {
        let head = match group {
            MONTH => row.day.to_string().chars().take(7).collect(),
            DAY => row.day.to_string(),
            MODEL => format::clipped(&row.model, LONGEST_NAME),
            _ if row.project.is_empty() => "no project".to_owned(),
            _ => format::clipped(&row.project, LONGEST_NAME),
        };
        let sum = sums.entry(head).or_default();
        sum.tokens += row.tokens;
        total.tokens += row.tokens;
        if let Some(used) = line.used {
            sum.used = Some(sum.used.unwrap_or_default() + used);
        }
        for (model, on) in line.on.iter().enumerate() {
            sum.on[model] += *on;
        }
    }
    let cells = |sum: &Sum| {
        let tokens = sum.tokens;
        let counts =
            [tokens.input, tokens.cache_read, tokens.cache_write_5m, tokens.cache_write_1h, tokens.output];
        let amounts = [
            sum.used.map_or("no price".to_owned(), format::usd),
            format::usd(sum.on[0]),
            format::usd(sum.on[1]),
        ];
        counts.map(format::grouped).into_iter().chain(amounts).collect::<Vec<_>>()
    };
    let mut rows: Vec<Row> = sums.iter().map(|(head, sum)| Row::new(head.clone(), cells(sum))).collect();
    rows.push(Row::total("Total", cells(&total)));
    let first = ["Month", "Day", "Model", "Project"].get(group as usize).copied().unwrap_or_default();
    let mut head = vec![first.to_owned()];
    head.extend(LineKind::ALL.map(|kind| format::capital(kind.name())));
    head.push("As used".to_owned());
    head.extend(names.map(|name| format!("All on {name}")));
    Table { caption: "Tokens and costs".to_owned(), head, rows }
}

#[cfg(test)]
mod tests;
