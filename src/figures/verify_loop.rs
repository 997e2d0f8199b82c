//! Generate, check, repair: how a check after generation reduces errors. A model, not a measurement.

use super::{Card, Figure, Logic, Setting, Shown, Values};
use crate::charts::{Axis, Curve, Lines, Row, Sample, Style, Table};
use crate::data::{Benchmark, Measure, Showdown};
use crate::domain::verification::Check;
use crate::domain::{Entry, Measure as In, Slider, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "verify-loop",
    kicker: |_| "Generate, check, repair: a model with your numbers".to_owned(),
    table_name: "Table of rounds",
    sources: &["article"],
    formula: "Errors after n rounds = drafted × (1 − caught × (1 − broken))ⁿ. Each round, the check catches a share of the remaining errors. All of those are repaired, and a share of the repairs adds a new error. Only the two counts of Test A are reported. Everything else is an example to change.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// Hundredths of a percent in one.
const WHOLE: f64 = 10_000.0;
/// The maximum of drafted errors per 1,000 lines, in hundredths.
const MOST_DRAFTED: u64 = 10_000;

/// The errors that the original counted, per 1,000 lines, by model.
fn reported(data: &Showdown) -> Option<([f64; 2], &Benchmark)> {
    let benchmark = data.benchmark("test-a")?;
    let errors: &Measure = benchmark.measure("errors")?;
    let thousands = f64::from(benchmark.lines) / 1_000.0;
    Some(([0, 1].map(|model| errors.values[model].value / thousands), benchmark))
}

fn settings(data: &Showdown) -> Vec<Setting> {
    let most = reported(data).map_or(0.0, |([a, b], _)| a.max(b));
    let drafted = Entry {
        measure: In::Decimal(2, "errors per 1,000 lines"),
        min: 0,
        max: MOST_DRAFTED,
        slider: Slider::Stops(&[
            0, 1, 2, 5, 10, 20, 40, 60, 80, 100, 150, 200, 300, 400, 500, 700, 1_000, 1_500, 2_000, 3_000,
            5_000, 10_000,
        ]),
    };
    let share = Entry { measure: In::Percent, min: 0, max: 10_000, slider: Slider::Even(100) };
    let rounds = Entry { measure: In::Count("round", "rounds"), min: 1, max: 12, slider: Slider::Even(1) };
    vec![
        Setting::number(
            "drafted",
            "Drafted errors per 1,000 lines",
            "Defaults to the higher count of Test A.",
            drafted,
            (most * 100.0).round() as u64,
        ),
        Setting::number(
            "caught",
            "Errors the check catches",
            "Share of the remaining errors, in each round.",
            share,
            0,
        )
        .assumed(data),
        Setting::number("broken", "Repairs that add a new error", "Share of all repairs.", share, 0)
            .assumed(data),
        Setting::number(
            "rounds",
            "Rounds of check and repair",
            "Number of times that the code is checked and repaired.",
            rounds,
            1,
        )
        .assumed(data),
    ]
}

/// The share removed, where another one is left. Neither nothing nor everything, since both are something else.
fn removed(left: f64) -> String {
    let share = ((1.0 - left) * 1e6).round() as i128;
    match format::percent(share, 1_000_000).unwrap_or_default().as_str() {
        "0%" => "under 0.1%".to_owned(),
        "100%" if left > 0.0 => "over 99.9%".to_owned(),
        other => other.to_owned(),
    }
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let (reported, benchmark) = reported(data)?;
    let drafted = values.of("drafted") as f64 / 100.0;
    let [caught, broken] = ["caught", "broken"].map(|key| values.of(key) as f64 / WHOLE);
    let rounds = values.of("rounds") as u32;
    let check = Check { caught, broken };
    let left = check.left(drafted, rounds);
    let lines = format::grouped(benchmark.lines.into());
    let on_lines = |rate: f64| rate * f64::from(benchmark.lines) / 1_000.0;
    let share = |key: &str| format::percent(values.of(key).into(), 10_000).unwrap_or_default();
    let number = |value: f64| format::significant(value, 3);
    let after = format::count(rounds.into(), "round", "rounds");

    let title = match left < drafted {
        true => format!("The check removes {} of errors in {after}", removed(left / drafted)),
        false => format!("This check removes no errors: {} per 1,000 lines remain", number(drafted)),
    };
    let card = |name: &str, rate: f64, best: bool| Card {
        working: vec![],
        model: None,
        name: name.to_owned(),
        value: number(rate),
        notes: vec![
            format!("errors per 1,000 lines after {after}"),
            format!("about {} in {lines} lines", number(on_lines(rate))),
        ],
        best,
    };
    let fewer = match check.rounds_until(drafted, 1_000.0 / f64::from(benchmark.lines)) {
        Some(0) => format!("The draft already has at most one error in {lines} lines."),
        Some(needed) => {
            format!(
                "Getting to one error in {lines} lines takes {}.",
                format::count(needed.into(), "round", "rounds")
            )
        }
        None => format!("The count never drops to one error in {lines} lines."),
    };
    let names = data.shorts();
    let claim = format!(
        "The original says that {} has such a check built in. We found no confirmation, and no catch rate is given. Test A’s counts are drawn for scale. They do not show that either model has a check.",
        names[0]
    );
    let remains = format!(
        "Each round leaves {} of the errors: 1 − {} × (1 − {}). {fewer}",
        format::percent((check.remains() * 1e6).round() as i128, 1_000_000).unwrap_or_default(),
        share("caught"),
        share("broken"),
    );

    let samples = |value: &dyn Fn(u32) -> f64| {
        let sample = |round: u32| Sample {
            at: (round.into(), value(round)),
            name: if round == 0 { "draft".to_owned() } else { format!("round {round}") },
            value: format!("{} errors per 1,000 lines", number(value(round))),
        };
        (0..=rounds).map(sample).collect::<Vec<_>>()
    };
    let top = drafted.max(reported[0]).max(reported[1]).max(0.01);
    let tick = |share: f64| (top * share, number(top * share));
    let picture = Lines {
        x: Axis {
            name: "rounds of check and repair".to_owned(),
            logarithmic: false,
            ends: (0.0, rounds.into()),
            ticks: (0..=rounds).map(|round| (round.into(), round.to_string())).collect(),
        },
        y: Axis {
            name: "errors left per 1,000 lines".to_owned(),
            logarithmic: false,
            ends: (0.0, top),
            ticks: [0.0, 0.5, 1.0].map(tick).to_vec(),
        },
        curves: vec![
            Curve { name: "no check".to_owned(), style: Style::Quiet, samples: samples(&|_| drafted) },
            Curve {
                name: "with check".to_owned(),
                style: Style::Strong,
                samples: samples(&|round| check.left(drafted, round)),
            },
        ],
        levels: [0, 1]
            .map(|model| (reported[model], format!("{}, Test A", names[model]), Style::Model(model)))
            .to_vec(),
        marks: vec![],
        here: None,
    };
    let row = |round: u32| {
        let rate = check.left(drafted, round);
        let head = if round == 0 { "Draft".to_owned() } else { format!("After round {round}") };
        Row::new(head, [number(rate), number(drafted), number(on_lines(rate))])
    };
    let mut rows: Vec<Row> = (0..=rounds).map(row).collect();
    for model in [0, 1] {
        let head = format!("{}, Test A, reported", names[model]);
        rows.push(Row::new(
            head,
            [number(reported[model]), String::new(), number(on_lines(reported[model]))],
        ));
    }
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card("With the check", left, left < drafted), card("Without a check", drafted, false)],
        remarks: vec![remains, claim],
        sentence: format!(
            "A model, not a measurement. Out of {} errors per 1,000 lines, {} remain after {after}. The check catches {}, and {} of repairs add a new error. Test A counted {} for {} and {} for {}.",
            number(drafted),
            number(left),
            share("caught"),
            share("broken"),
            number(reported[0]),
            names[0],
            number(reported[1]),
            names[1],
        ),
        picture: Box::new(picture),
        table: Table {
            caption: "Expected errors by round".to_owned(),
            head: vec![
                "State".to_owned(),
                "Per 1,000 lines, with the check".to_owned(),
                "Per 1,000 lines, without".to_owned(),
                format!("In {lines} lines, with the check"),
            ],
            rows,
        },
    })
}
