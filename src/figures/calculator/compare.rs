//! Scenarios that the reader keeps, side by side with what is set now.

use super::month::Month;
use super::report::Report;
use super::settings::settings;
use crate::charts::{Chart, Part, Row, Stack, StackRow, Table};
use crate::data::Showdown;
use crate::domain::{Usd, format};
use crate::figures::shown::Extra;
use crate::figures::{State, Values};

/// What a scenario comes to.
struct Scenario {
    name: String,
    book: String,
    volume: [String; 2],
    totals: [Usd; 2],
    tasks: [Usd; 2],
    cheaper: Option<usize>,
}

impl Scenario {
    fn new(name: &str, data: &Showdown, month: &Month) -> Option<Self> {
        let report = Report::new(data, month).ok()?;
        Some(Self {
            name: name.to_owned(),
            book: report.book().name.clone(),
            volume: [month.work.input, month.work.output].map(|tokens| tokens.short()),
            totals: [0, 1].map(|model| report.in_force()[model].total),
            tasks: [0, 1].map(|model| report.a_task(model)),
            cheaper: report.cheaper(),
        })
    }
}

/// The scenarios kept, and what is set now.
pub(super) fn scenarios(data: &Showdown, month: &Month, values: &Values) -> Extra {
    let names = data.shorts();
    let any = !values.kept.is_empty();
    // Making the settings takes time, and while a slider moves nothing may.
    let settings = if any { settings(data) } else { vec![] };
    let kept = values.kept.iter().filter_map(|kept| {
        let values = State::read_settings(&settings, &kept.settings).values;
        Scenario::new(&kept.name, data, &Month::of(data, &values))
    });
    let now = Scenario::new("Now", data, month);
    let all: Vec<Scenario> = now.into_iter().chain(kept).collect();
    let bars = |scenario: &Scenario| {
        let bar = |of: usize| {
            let name = format!("{}, {}", scenario.name, names[of]);
            let total = format::usd(scenario.totals[of]);
            let part = Part {
                name: "a month".to_owned(),
                value: scenario.totals[of].pico() as f64 / 1e12,
                label: total.clone(),
                note: String::new(),
            };
            StackRow { of, model: clipped(&name), short: name, total, parts: vec![part] }
        };
        [bar(0), bar(1)]
    };
    let row = |scenario: &Scenario| {
        let [input, output] = &scenario.volume;
        let cells = [
            scenario.book.clone(),
            format!("{input} in, {output} out"),
            format::usd(scenario.totals[0]),
            format::usd(scenario.totals[1]),
            format::usd_fine(scenario.tasks[0]),
            format::usd_fine(scenario.tasks[1]),
            scenario.cheaper.map_or("the same", |model| names[model]).to_owned(),
        ];
        Row::new(scenario.name.clone(), cells)
    };
    let picture = any.then(|| {
        let rows = all.iter().flat_map(bars).collect();
        Box::new(Stack { name: "A month’s cost, scenario by scenario".to_owned(), rows }) as Box<dyn Chart>
    });
    let mut head = vec!["Scenario".to_owned(), "Prices".to_owned(), "A month’s volume".to_owned()];
    head.extend(names.map(|name| format!("{name}, a month")));
    head.extend(names.map(|name| format!("{name}, a task")));
    head.push("Cheaper".to_owned());
    let remark = match all.get(1..) {
        Some(kept) if any => {
            let won = |model| kept.iter().filter(|scenario| scenario.cheaper == Some(model)).count() as u64;
            let of = |model: usize| format!("{} is cheaper in {}", names[model], won(model));
            format!(
                "Of {}, {}, {}.",
                format::count(kept.len() as u64, "scenario kept", "scenarios kept"),
                of(0),
                of(1)
            )
        }
        _ => "Nothing is kept yet. Keep what is set now, change it, and compare: up to four.".to_owned(),
    };
    let actions = values.kept.iter().zip(1..).flat_map(|(kept, place): (_, u64)| {
        [
            (format!("show-{place}"), format!("Show “{}”", kept.name)),
            (format!("drop-{place}"), format!("Remove “{}”", kept.name)),
        ]
    });
    Extra {
        title: "Scenarios side by side",
        control: "",
        remarks: vec![remark],
        points: vec![],
        picture,
        drag: None,
        table: any.then(|| Table {
            caption: "Scenarios".to_owned(),
            head,
            rows: all.iter().map(row).collect(),
        }),
        actions: actions.collect(),
    }
}

/// A name that fits beside a bar.
fn clipped(name: &str) -> String {
    const MOST: usize = 30;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => [&name[..end], "…"].concat(),
        None => name.to_owned(),
    }
}
