//! Kept scenarios, side by side with the current settings.

use super::month::Month;
use super::report::Report;
use super::settings::settings;
use crate::charts::{Chart, Part, Row, Stack, StackRow, Table};
use crate::data::Showdown;
use crate::domain::{Usd, format};
use crate::figures::shown::{Action, Extra};
use crate::figures::{Setting, State, Values};

/// The result of a scenario.
struct Scenario {
    name: String,
    set: String,
    totals: [Usd; 2],
    tasks: [Usd; 2],
    cheaper: Option<usize>,
}

impl Scenario {
    fn new(name: &str, data: &Showdown, settings: &[Setting], values: &Values) -> Option<Self> {
        let month = Month::of(data, values);
        let report = Report::new(data, &month).ok()?;
        // Settings that differ from their defaults identify a scenario.
        let set = settings.iter().filter(|setting| {
            values.of(&setting.key) != setting.default && setting.is_there(values) && setting.key != "axis"
        });
        // By key: only the built page has the labels.
        let set =
            set.map(|setting| [&setting.key, " ", &setting.kind.shown(values.of(&setting.key))].concat());
        let set = format::joined(set, ", ");
        Some(Self {
            name: name.to_owned(),
            set: if set.is_empty() { "defaults".to_owned() } else { set },
            totals: [0, 1].map(|model| report.in_force()[model].total),
            tasks: [0, 1].map(|model| report.a_task(model)),
            cheaper: report.cheaper(),
        })
    }
}

/// The kept scenarios, and the current settings.
pub(super) fn scenarios(data: &Showdown, values: &Values) -> Extra {
    let names = data.shorts();
    let any = !values.kept.is_empty();
    // Making the settings takes time, and while a slider moves nothing may.
    let settings = if any { settings(data) } else { vec![] };
    let kept = values.kept.iter().filter_map(|kept| {
        let values = State::read_settings(&settings, &kept.settings).values;
        Scenario::new(&kept.name, data, &settings, &values)
    });
    let now = Scenario::new("Now", data, &settings, values).filter(|_| any);
    let all: Vec<Scenario> = now.into_iter().chain(kept).collect();
    let bars = |scenario: &Scenario| {
        let bar = |of: usize| {
            let name = format!("{}, {}", scenario.name, names[of]);
            let total = format::usd(scenario.totals[of]);
            let part = Part {
                name: "a month".to_owned(),
                value: scenario.totals[of].dollars(),
                label: total.clone(),
                note: String::new(),
            };
            // A name that fits above its bar; whose it is must be seen.
            let model = format!("{}, {}", format::clipped(&scenario.name, 22), names[of]);
            StackRow { of, model, short: name, total, parts: vec![part] }
        };
        [bar(0), bar(1)]
    };
    let row = |scenario: &Scenario| {
        let cells = [
            scenario.set.clone(),
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
        Box::new(Stack { name: "Monthly cost by scenario".to_owned(), rows }) as Box<dyn Chart>
    });
    let mut head = vec!["Scenario".to_owned(), "Settings".to_owned()];
    head.extend(names.map(|name| format!("{name}, a month")));
    head.extend(names.map(|name| format!("{name}, a task")));
    head.push("Cheaper".to_owned());
    let remark = match values.kept.len() as u64 {
        0 => {
            "No scenarios yet. Keep the current settings, change them and compare. Up to four fit.".to_owned()
        }
        kept => format!("{} beside the current settings.", format::count(kept, "scenario", "scenarios")),
    };
    let actions = values.kept.iter().enumerate().flat_map(|(place, kept)| {
        [
            (Action::ShowScenario(place), format!("Show “{}”", kept.name)),
            (Action::RemoveScenario(place), format!("Remove “{}”", kept.name)),
        ]
    });
    Extra {
        title: "Scenarios side by side",
        remarks: vec![remark],
        picture,
        table: any.then(|| Table {
            caption: "Scenarios".to_owned(),
            head,
            rows: all.iter().map(row).collect(),
        }),
        actions: actions.collect(),
        ..Extra::default()
    }
}
