//! Test B: what each model delivered, against a checklist for production.

use super::{Card, Figure, Group, Logic, Setting, Shown, Values, lesser};
use crate::charts::{Cell, Matrix, MatrixRow, Row, Sign, Table};
use crate::data::{Checklist, Delivery, Showdown};
use crate::domain::{Entry, Measure, Slider, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "test-b",
    kicker: |data| {
        data.checklist("test-b").map_or(String::new(), |list| format!("{}, as reported", list.name))
    },
    table_name: "Table of the checklist",
    sources: &["article"],
    formula: "Coverage = weights of the items reported as delivered ÷ all weights. The checklist is this page’s. “Delivered” is as reported by the original. Where the original is silent, nothing is assumed.",
    settings,
    groups: &[Group { title: "Weigh the items", from: "", fold: true, starts: None }],
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// The default weight of an item: all are equal.
const EQUAL: u64 = 1;
const MOST: u64 = 5;

fn key(item: &str) -> String {
    ["w-", item].concat()
}

fn settings(data: &Showdown) -> Vec<Setting> {
    let weight =
        Entry { measure: Measure::Count("part", "parts"), min: 0, max: MOST, slider: Slider::Even(1) };
    let items = data.checklist("test-b").map_or(&[][..], |list| &list.items);
    let setting = |item: &crate::data::Item| {
        let help = "Your weight for this item. 0 leaves the item out.";
        Setting::number(&key(&item.id), &item.name, help, weight, EQUAL).compact()
    };
    items.iter().map(setting).collect()
}

/// The weights of what a model is reported to have delivered.
fn covered(list: &Checklist, model: usize, weight: &dyn Fn(usize) -> u64) -> u64 {
    let delivered = |place: &usize| list.items[*place].values[model].value == Delivery::Delivered;
    (0..list.items.len()).filter(delivered).map(weight).sum()
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let list = data.checklist("test-b")?;
    let names = data.shorts();
    let weight = |place: usize| values.of(&key(&list.items[place].id));
    let all: u64 = (0..list.items.len()).map(weight).sum();
    let weighted = [0, 1].map(|model| covered(list, model, &weight));
    let either = list
        .items
        .iter()
        .filter(|item| item.values.iter().any(|value| value.value == Delivery::Delivered))
        .count();
    let total = list.items.len();
    let share = |model: usize| format::percent(weighted[model].into(), all.into());
    let title = format!("Together both models delivered {either} of {total} production needs, as reported");
    let delivered = |model: usize| {
        let named = list.items.iter().filter(|item| item.values[model].value == Delivery::Delivered);
        format::joined(named.map(|item| format::uncapital(&item.name)), ", ")
    };
    let best = lesser(weighted).map(|model| 1 - model);
    let card = |model: usize| Card {
        working: vec![],
        model: Some(model),
        name: data.models[model].name.clone(),
        value: share(model).unwrap_or_else(|| "–".to_owned()),
        notes: vec!["of the checklist, by weight".to_owned(), delivered(model)],
        best: best == Some(model),
    };
    let uneven = (1..total).any(|place| weight(place) != weight(0));
    let by = if uneven { "By your weights" } else { "With equal weights" };
    let verdict = match (best, share(0), share(1)) {
        (_, None, _) | (_, _, None) => "All weights are 0. Give at least one item a weight.".to_owned(),
        (Some(best), Some(a), Some(b)) => {
            let shares = [a, b];
            format!(
                "{by}, {} covers more: {} of the checklist. {} covers {}.",
                names[best],
                shares[best],
                names[1 - best],
                shares[1 - best]
            )
        }
        (None, Some(a), _) => format!("{by}, both cover the same share: {a} of the checklist."),
    };
    let silent =
        list.items.iter().flat_map(|item| &item.values).filter(|value| value.value == Delivery::NotReported);
    let silence = format!(
        "“Not reported” does not mean “not delivered”. The original is silent on {} of {} cells.",
        silent.count(),
        2 * total
    );
    let cells = |item: &crate::data::Item| {
        [0, 1].map(|model| {
            let value = &item.values[model];
            Cell {
                sign: match value.value {
                    Delivery::Delivered => Sign::There,
                    Delivery::NotDelivered => Sign::Missing,
                    Delivery::NotReported => Sign::Unknown,
                },
                word: value.value.name().to_owned(),
                note: value.note.clone().unwrap_or_default(),
            }
        })
    };
    let rows = list.items.iter().enumerate().map(|(place, item)| MatrixRow {
        name: item.name.clone(),
        weight: if uneven { format!("×{}", weight(place)) } else { String::new() },
        counts: weight(place) > 0,
        cells: cells(item),
    });
    let row = |(place, item): (usize, &crate::data::Item)| {
        let [a, b] = cells(item).map(|cell| match cell.note.is_empty() {
            true => cell.word,
            false => format!("{} ({})", cell.word, cell.note),
        });
        Row::new(item.name.clone(), [a, b, weight(place).to_string()])
    };
    let mut table: Vec<Row> = list.items.iter().enumerate().map(row).collect();
    let shares = [0, 1].map(|model| share(model).unwrap_or_default());
    table.push(Row::total("Covered, by weight", shares.into_iter().chain([all.to_string()])));
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card(0), card(1)],
        sentence: format!(
            "Reported as delivered by {}: {}. By {}: {}.",
            names[0],
            delivered(0),
            names[1],
            delivered(1)
        ),
        remarks: vec![verdict, silence],
        picture: Box::new(Matrix { models: names.map(String::from), rows: rows.collect() }),
        table: Table {
            caption: list.name.clone(),
            head: vec!["Needed".to_owned(), names[0].to_owned(), names[1].to_owned(), "Weight".to_owned()],
            rows: table,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shares of both models, and the verdict, with these weights.
    fn said(changes: &[(&str, u64)]) -> ([String; 2], String) {
        let data = Showdown::embedded().expect("the data are right");
        let values = Values::defaults(&settings(&data));
        let values = changes.iter().fold(values, |values, (key, weight)| values.with(key, *weight));
        let shown = main(&data, &values).expect("it can be shown");
        ([0, 1].map(|model| shown.cards[model].value.clone()), shown.remarks[0].clone())
    }

    #[test]
    fn weights_decide_which_model_covers_more() {
        assert_eq!(said(&[]).0, ["11.1%", "22.2%"]);
        let (shares, verdict) = said(&[("w-specification", 5), ("w-manifests", 0)]);
        // 5 and 1 of the 12 that all weights make.
        assert_eq!(shares, ["41.7%", "8.3%"]);
        assert!(verdict.contains("Claude covers more"), "{verdict}");
        let (_, verdict) = said(&[("w-specification", 2)]);
        assert!(verdict.contains("both cover the same share: 20%"), "{verdict}");
    }

    #[test]
    fn with_all_weights_at_0_no_share_is_shown() {
        let data = Showdown::embedded().expect("the data are right");
        let keys: Vec<String> = settings(&data).into_iter().map(|setting| setting.key).collect();
        let none: Vec<(&str, u64)> = keys.iter().map(|key| (key.as_str(), 0)).collect();
        let (shares, verdict) = said(&none);
        assert_eq!(shares, ["–", "–"]);
        assert!(verdict.starts_with("All weights are 0"), "{verdict}");
    }

    #[test]
    fn what_is_not_reported_is_never_called_not_delivered() {
        let data = Showdown::embedded().expect("the data are right");
        let shown = main(&data, &Values::defaults(&settings(&data))).expect("it can be shown");
        let cells: Vec<&String> = shown.table.rows.iter().flat_map(|row| &row.cells[..2]).collect();
        assert!(cells.iter().all(|cell| !cell.starts_with("not delivered")), "{cells:?}");
        assert_eq!(cells.iter().filter(|cell| cell.starts_with("not reported")).count(), 15);
    }
}
