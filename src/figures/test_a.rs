//! Test A: time, errors and performance side by side, each on its own scale.

use super::{Figure, Logic, Shown, Values};
use crate::charts::{Bar, Multiples, Panel, Row, Table};
use crate::data::{Benchmark, Better, Measure, Showdown};
use crate::domain::{format, quantity};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "test-a",
    kicker: |data| {
        data.benchmark("test-a").map_or(String::new(), |benchmark| format!("{}, as reported", benchmark.name))
    },
    table_name: "Table of numbers",
    sources: &["article"],
    formula: "",
    settings: |_| vec![],
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, ..Logic::NONE };

fn main(data: &Showdown, _: &Values) -> Option<Shown> {
    let benchmark = data.benchmark("test-a")?;
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title: title(data, benchmark),
        cards: vec![],
        remarks: vec![],
        picture: Box::new(multiples(data, benchmark)),
        sentence: sentence(data, benchmark),
        table: table(data, benchmark),
    })
}

fn multiples(data: &Showdown, benchmark: &Benchmark) -> Multiples {
    let panel = |measure: &Measure| Panel {
        name: measure.name.clone(),
        hint: match measure.better {
            Better::Lower => "less is better".into(),
            Better::Higher => "more is better".into(),
        },
        bars: vec![0, 1]
            .into_iter()
            .map(|model| Bar {
                model,
                part: 0,
                name: data.models[model].short.clone(),
                value: measure.values[model].value,
                label: amount(measure, model),
                note: measure.values[model].note.clone().unwrap_or_default(),
            })
            .collect(),
    };
    Multiples { panels: benchmark.measures.iter().map(panel).collect() }
}

/// A measured value with its unit.
fn amount(measure: &Measure, model: usize) -> String {
    quantity(measure.values[model].value, measure.unit)
}

/// The model with fewer errors, and how its time compares.
fn title(data: &Showdown, benchmark: &Benchmark) -> String {
    let (Some(errors), Some(time)) = (benchmark.measure("errors"), benchmark.measure("time")) else {
        return benchmark.name.clone();
    };
    let (names, value) = (data.shorts(), |measure: &Measure, model: usize| measure.values[model].value);
    let best = usize::from(value(errors, 1) < value(errors, 0));
    let other = 1 - best;
    let [few, many] = [best, other].map(|model| value(errors, model) as u64);
    let left = if few == many {
        format!("Both left {}", format::count(few, "memory-safety error", "memory-safety errors"))
    } else {
        let fewer = format::count(many - few, "fewer memory-safety error", "fewer memory-safety errors");
        format!("{} left {fewer}", names[best])
    };
    let (own, others) = (value(time, best), value(time, other));
    let times =
        |a: f64, b: f64| format::ratio((a * 1000.0) as i128, (b * 1000.0) as i128).unwrap_or_default();
    match own.total_cmp(&others) {
        _ if own <= 0.0 || others <= 0.0 => left,
        std::cmp::Ordering::Greater => format!("{left}, but took {} as long", times(own, others)),
        std::cmp::Ordering::Less => format!("{left}, and was {} as fast", times(others, own)),
        std::cmp::Ordering::Equal => format!("{left}, in the same time"),
    }
}

/// All values of the drawing, one sentence per model.
fn sentence(data: &Showdown, benchmark: &Benchmark) -> String {
    let model = |model: usize| {
        let parts = benchmark
            .measures
            .iter()
            .map(|measure| format!("{} {}", format::uncapital(&measure.name), amount(measure, model)));
        format!("{}: {}.", data.models[model].name, format::joined(parts, ", "))
    };
    format!(
        "As reported, on {} lines of code. {} {}",
        format::grouped(benchmark.lines.into()),
        model(0),
        model(1)
    )
}

fn table(data: &Showdown, benchmark: &Benchmark) -> Table {
    let cell = |measure: &Measure, model: usize| match &measure.values[model].note {
        Some(note) => format!("{} ({note})", amount(measure, model)),
        None => amount(measure, model),
    };
    let row = |measure: &Measure| Row::new(measure.name.clone(), [0, 1].map(|model| cell(measure, model)));
    Table {
        caption: benchmark.name.clone(),
        head: vec!["Measure".into(), data.models[0].name.clone(), data.models[1].name.clone()],
        rows: benchmark.measures.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Unit;

    fn data_with(edit: impl Fn(&mut Showdown)) -> Showdown {
        let mut data = Showdown::embedded().expect("the data are right");
        edit(&mut data);
        data
    }

    fn title_of(errors: [f64; 2], time: [f64; 2]) -> String {
        let data = data_with(|data| {
            for measure in &mut data.benchmarks[0].measures {
                let values = match measure.unit {
                    Unit::Errors => errors,
                    Unit::Seconds => time,
                    _ => continue,
                };
                for (value, new) in measure.values.iter_mut().zip(values) {
                    value.value = new;
                }
            }
        });
        title(&data, &data.benchmarks[0])
    }

    #[test]
    fn the_title_states_what_was_found_whatever_that_is() {
        assert_eq!(
            title_of([0.0, 4.0], [42.0, 18.0]),
            "Claude left 4 fewer memory-safety errors, but took 2.3× as long"
        );
        assert_eq!(
            title_of([3.0, 1.0], [42.0, 21.0]),
            "GPT left 2 fewer memory-safety errors, and was 2× as fast"
        );
        assert_eq!(title_of([2.0, 2.0], [18.0, 18.0]), "Both left 2 memory-safety errors, in the same time");
        assert_eq!(title_of([0.0, 4.0], [42.0, 0.0]), "Claude left 4 fewer memory-safety errors");
    }
}
