//! What there is to draw: figures as libraries take them, from the same data and by the same formulas as ours.

use serde_json::{Value, json};
use showdown::domain::Entry;
use showdown::domain::repair::{Crossing, Draft, crossing};
use showdown::domain::verification::Check;
use showdown::figures::Kind;

use crate::support::expected::{data, setting, values};

/// The number that a slider sets.
pub fn entry(id: &str, key: &str) -> Entry {
    match setting(id, key).kind {
        Kind::Number(entry) => entry,
        Kind::Choice(_) => panic!("{key} of {id} is no number"),
    }
}

/// Two axes, series, and for each place of the slider the columns of a table: first the axis from left to right, then a series
/// each.
pub fn figure(id: &str, entry: Entry, size: [f64; 2]) -> Value {
    let set = (0..=entry.places()).map(|place| entry.at(place));
    let (axes, series, steps): (_, _, Vec<Value>) = match id {
        "verify-loop" => (VERIFIED, verified(), set.map(verified_at).collect()),
        "repair-time" => (REPAIRED, repaired(), set.map(|repair| repaired_at(entry, repair)).collect()),
        _ => panic!("nobody has said how else to draw {id}"),
    };
    let [x, y] = axes.map(|(name, logarithmic)| json!({ "name": name, "logarithmic": logarithmic }));
    json!({ "size": size, "x": x, "y": y, "series": series, "steps": steps })
}

/// What each axis is called, and whether it is logarithmic.
type Axes = [(&'static str, bool); 2];

/// As the figures have them: one of each model, a strong one and a quiet one.
const MODELS: [&str; 2] = ["#b45309", "#0e7490"];
const STRONG: &str = "#111827";
const QUIET: &str = "#6b7280";

fn series(name: &str, colour: &str, kind: &str) -> Value {
    json!({ "name": name, "colour": colour, "dashed": kind == "dashes", "dots": kind == "dots" })
}

const VERIFIED: Axes = [("rounds of check and repair", false), ("errors left per 1,000 lines", false)];

/// Everything changes with the slider, the axis as well.
fn verified() -> Vec<Value> {
    let [a, b] = data().shorts().map(|name| format!("{name}, Test A"));
    vec![
        series("no check", QUIET, "dashes"),
        series("with it", STRONG, "line"),
        series(&a, MODELS[0], "line"),
        series(&b, MODELS[1], "line"),
    ]
}

fn verified_at(drafted: u64) -> Value {
    let values = values("verify-loop", &[]);
    let share = |key| values.of(key) as f64 / 10_000.0;
    let check = Check { caught: share("caught"), broken: share("broken") };
    let drafted = drafted as f64 / 100.0;
    let lines = f64::from(data().benchmark("test-a").expect("Test A").lines);
    let reported = [0, 1].map(|model| measured("errors", model) * 1_000.0 / lines);
    let rounds: Vec<u32> = (0..=values.of("rounds") as u32).collect();
    let column =
        |value: &dyn Fn(u32) -> f64| -> Vec<f64> { rounds.iter().map(|round| value(*round)).collect() };
    let y = [
        column(&|_| drafted),
        column(&|round| check.left(drafted, round)),
        column(&|_| reported[0]),
        column(&|_| reported[1]),
    ];
    json!({ "x": rounds, "y": y })
}

const REPAIRED: Axes = [("time to repair one error", true), ("time to safe code", true)];

/// Two lines that stay, and a point on each that moves.
fn repaired() -> Vec<Value> {
    let [a, b] = data().shorts();
    vec![
        series(a, MODELS[0], "line"),
        series(b, MODELS[1], "line"),
        series("the same", STRONG, "dots"),
        series(&format!("yours, {a}"), MODELS[0], "dots"),
        series(&format!("yours, {b}"), MODELS[1], "dots"),
    ]
}

fn repaired_at(entry: Entry, repair: u64) -> Value {
    let drafts = [0, 1].map(|model| Draft {
        generation: (measured("time", model) * 1_000.0).round() as u64,
        errors: measured("errors", model) as u64,
    });
    let same = match crossing(drafts) {
        Crossing::At { numerator, denominator } => {
            Some((numerator as f64 / denominator as f64).round() as u64)
        }
        Crossing::Never | Crossing::Same => None,
    };
    let mut x: Vec<u64> = (0..=entry.places()).map(|place| entry.at(place)).chain(same).collect();
    x.sort_unstable();
    x.dedup();
    let column = |model: usize, only: &dyn Fn(u64) -> bool| -> Vec<Option<u64>> {
        x.iter().map(|at| only(*at).then(|| drafts[model].until_safe(*at))).collect()
    };
    let y = [
        column(0, &|_| true),
        column(1, &|_| true),
        column(0, &|at| Some(at) == same),
        column(0, &|at| at == repair),
        column(1, &|at| at == repair),
    ];
    json!({ "x": x, "y": y })
}

/// What Test A measured of a model.
fn measured(measure: &str, model: usize) -> f64 {
    data().benchmark("test-a").and_then(|test| test.measure(measure)).expect("a measure").values[model].value
}
