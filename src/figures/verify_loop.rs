//! Generate, check, repair: what a check behind the generator does to errors. A model, not a measurement.

use super::{Card, Figure, Logic, Setting, Shown, Values};
use crate::charts::{Axis, Curve, Lines, Row, Sample, Style, Table};
use crate::data::{Benchmark, Measure, Showdown};
use crate::domain::verification::Check;
use crate::domain::{Entry, Measure as In, Slider, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "verify-loop",
    kicker: |_| "Generate, check, repair: a model with your numbers".to_owned(),
    table_name: "The rounds as a table",
    sources: &["article"],
    formula: "Errors after n rounds = drafted × (1 − caught × (1 − broken))ⁿ: each round the check catches a share of the errors that are left, all of these are repaired, and a share of the repairs brings in a new one. Only the two counts of Test A are reported; everything else is an example to be changed.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

/// Hundredths of a percent in one.
const WHOLE: f64 = 10_000.0;
/// The most errors for each thousand lines: in hundredths.
const MOST_DRAFTED: u64 = 10_000;

/// The errors that the article counted, for each thousand lines, by model.
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
            "Errors drafted per 1,000 lines",
            "It begins at the higher count of Test A.",
            drafted,
            (most * 100.0).round() as u64,
        ),
        Setting::number("caught", "Share that the check catches", "", share, 0).assumed(data),
        Setting::number("broken", "Share of repairs that bring in a new error", "", share, 0).assumed(data),
        Setting::number("rounds", "Rounds of check and repair", "", rounds, 1).assumed(data),
    ]
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
        true => format!(
            "If a check catches {}, {after} leave about {} of {} errors per 1,000 lines",
            share("caught"),
            format::significant(left, 1),
            number(drafted)
        ),
        false => format!("Such a check changes nothing: {} errors per 1,000 lines stay", number(drafted)),
    };
    let card = |name: &str, rate: f64, best: bool| Card {
        working: vec![],
        model: None,
        name: name.to_owned(),
        value: number(rate),
        notes: vec![
            format!("errors per 1,000 lines after {after}"),
            format!("{} expected on {lines} lines", number(on_lines(rate))),
        ],
        best,
    };
    let fewer = match check.rounds_until(drafted, 1_000.0 / f64::from(benchmark.lines)) {
        Some(0) => format!("The draft has at most one error in {lines} lines already."),
        Some(needed) => {
            format!(
                "At most one error in {lines} lines is left after {}.",
                format::count(needed.into(), "round", "rounds")
            )
        }
        None => format!("It never gets down to one error in {lines} lines."),
    };
    let names = data.shorts();
    let claim = format!(
        "The article says that {} has such a check built in. That is its author’s claim, unconfirmed: no catch rate is on record. Test A’s counts are drawn for scale; they do not show that either model has a check.",
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
                name: "with it".to_owned(),
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
        cards: vec![card("With the check", left, left < drafted), card("Without it", drafted, false)],
        remarks: vec![remains, claim],
        sentence: format!(
            "A model, not a measurement. Of {} errors per 1,000 lines {} are left after {after} of a check that catches {}, when {} of repairs bring in a new error; without a check, all of them. Test A counted {} with {} and {} with {}.",
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
            caption: "Expected errors, round by round".to_owned(),
            head: vec![
                "State".to_owned(),
                "Per 1,000 lines, with the check".to_owned(),
                "Without".to_owned(),
                format!("On {lines} lines"),
            ],
            rows,
        },
    })
}
