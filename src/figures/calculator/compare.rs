//! Kept scenarios, side by side with the current settings.

use super::month::Month;
use super::report::Report;
use super::settings::settings;
use crate::charts::{Chart, Part, Row, Stack, StackRow, Table};
use crate::data::Showdown;
use crate::domain::{Usd, format};
use crate::figures::shown::{Action, Extra};
use crate::figures::{Setting, State, Values};

/// The name of the current settings among the scenarios.
const NOW: &str = "Now";

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
        // What stands in for a price that there is not goes wherever the number goes.
        let marks = [0, 1]
            .into_iter()
            .filter_map(|model| Some([data.shorts()[model], ": ", &report.stand_in(model)?].concat()));
        let set = format::joined(set.chain(marks), ", ");
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
    // Two rows of one name could not be told apart.
    let is_taken = values.kept.iter().any(|kept| kept.name.trim().eq_ignore_ascii_case(NOW));
    let now = if is_taken { "Now, as set" } else { NOW };
    let now = Scenario::new(now, data, &settings, values).filter(|_| any);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Kept, find};

    #[test]
    fn a_rate_that_stands_in_is_marked_in_the_scenario_the_working_and_the_table() {
        let data = Showdown::embedded().expect("the data are right");
        let figure = find("calculator").expect("a calculator");
        let pairs = [("book", "list"), ("in", "10M"), ("out", "2M"), ("service", "priority")];
        let pairs: Vec<_> = pairs.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
        let mut values = State::read_settings(&(figure.settings)(&data), &pairs).values;
        let mark = "standard rate, no priority price";
        let shown = (crate::figures::calculator::LOGIC.main)(&data, &values).expect("something to show");
        assert!(shown.cards[0].working.iter().any(|line| line.ends_with(mark)), "{:?}", shown.cards[0]);
        assert!(shown.cards[1].working.iter().all(|line| !line.contains(mark)), "{:?}", shown.cards[1]);
        let line =
            shown.table.csv().lines().find(|line| line.starts_with("\"Claude, input")).map(str::to_owned);
        assert!(line.is_some_and(|line| line.contains(mark)), "{}", shown.table.csv());
        values.kept = vec![Kept::new("Before", pairs).expect("a scenario")];
        let table = scenarios(&data, &values).table.expect("a table");
        for row in &table.rows {
            assert!(row.cells[0].ends_with(&["Claude: ", mark].concat()), "{row:?}");
        }
    }

    #[test]
    fn a_scenario_that_is_called_now_is_not_mistaken_for_what_is_set() {
        let data = Showdown::embedded().expect("the data are right");
        let figure = find("calculator").expect("a calculator");
        let mut values = Values::defaults(&(figure.settings)(&data));
        values.kept = vec![Kept::new("now", vec![]).expect("a scenario")];
        let table = scenarios(&data, &values).table.expect("a table");
        let names: Vec<&str> = table.rows.iter().map(|row| row.head.as_str()).collect();
        assert_eq!(names, ["Now, as set", "now"]);
    }
}
