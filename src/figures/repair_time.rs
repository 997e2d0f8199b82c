//! Test A again: time to safe code, against the time per repair.

use super::{Card, Figure, Logic, Setting, Shown, SliderTrack, Tracks, Values, lesser};
use crate::charts::{Axis, Curve, Lines, Mark, Row, Sample, Style, Table};
use crate::data::Showdown;
use crate::domain::entry::time;
use crate::domain::repair::{Crossing, Draft, crossing};
use crate::domain::threshold::threshold;
use crate::domain::{Entry, Measure, Slider, Usd, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "repair-time",
    kicker: |_| "Test A again: time to safe code".to_owned(),
    table_name: "Table of times",
    sources: &["article"],
    formula: "Time to safe code = generation + errors × time per repair. Break-even = difference in generation ÷ difference in errors. Money = the whole time × your hourly rate, waiting included. All errors count as equally hard, finding them costs nothing, and a count of 0 is taken as final.",
    settings,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, tracks: Some(Tracks { of: tracks, first: "first" }), ..Logic::NONE };

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
/// Round times, from a second to a working day.
const STOPS: &[u64] = &[
    SECOND,
    2 * SECOND,
    3 * SECOND,
    4 * SECOND,
    5 * SECOND,
    6 * SECOND,
    8 * SECOND,
    10 * SECOND,
    15 * SECOND,
    20 * SECOND,
    30 * SECOND,
    45 * SECOND,
    MINUTE,
    90 * SECOND,
    2 * MINUTE,
    3 * MINUTE,
    4 * MINUTE,
    5 * MINUTE,
    6 * MINUTE,
    8 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    45 * MINUTE,
    HOUR,
    90 * MINUTE,
    2 * HOUR,
    3 * HOUR,
    4 * HOUR,
    6 * HOUR,
    8 * HOUR,
];
/// The labels of the axes.
pub(super) const X_TICKS: [u64; 6] = [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 8 * HOUR];
const Y_TICKS: [u64; 8] =
    [SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 10 * HOUR, 100 * HOUR, 1_000 * HOUR];
const MILLISECONDS_AN_HOUR: i128 = HOUR as i128;

fn drafts(data: &Showdown) -> Option<[Draft; 2]> {
    let benchmark = data.benchmark("test-a")?;
    let value = |id: &str, model: usize| Some(benchmark.measure(id)?.values[model].value);
    let draft = |model| {
        let generation = (value("time", model)? * SECOND as f64).round() as u64;
        Some(Draft { generation, errors: value("errors", model)? as u64 })
    };
    Some([draft(0)?, draft(1)?])
}

/// From a second to a working day.
pub(super) const REPAIR: Entry = Entry {
    measure: Measure::Time,
    min: STOPS[0],
    max: STOPS[STOPS.len() - 1],
    slider: Slider::Stops(STOPS),
};
/// The hourly rate of a person.
pub(super) const WAGE: Entry =
    Entry { measure: Measure::Dollars, min: 0, max: 100_000, slider: Slider::Even(500) };

/// Time per repair and hourly rate. Other figures share both.
pub(super) fn settings(data: &Showdown) -> Vec<Setting> {
    vec![
        Setting::number("repair", "Time per repair", "Time to fix one error.", REPAIR, MINUTE).assumed(data),
        Setting::number("wage", "Hourly rate", "US dollars per hour of the person who repairs.", WAGE, 0)
            .assumed(data),
    ]
}

/// A time in the title: `6 seconds`, and `1 min 30 s` where it has two units.
fn in_words(milliseconds: u64) -> String {
    let short = time(milliseconds);
    match short.strip_suffix(" s") {
        Some("1") => "1 second".to_owned(),
        Some(seconds) if !seconds.contains(' ') => format!("{seconds} seconds"),
        _ => short,
    }
}

/// How long repairs may take for either model to be first.
fn tracks(data: &Showdown, _: &Values) -> Vec<SliderTrack> {
    let Some(drafts) = drafts(data) else { return vec![] };
    let safe = |repair: u64| drafts.map(|draft| draft.until_safe(repair));
    let turn = threshold(REPAIR.min, REPAIR.max, |repair| {
        let [a, b] = safe(repair);
        a.cmp(&b)
    });
    vec![SliderTrack::new("repair".to_owned(), REPAIR, &[turn], |repair| lesser(safe(repair)))]
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let drafts = drafts(data)?;
    let names = data.shorts();
    let (repair, wage) = (values.of("repair"), values.of("wage"));
    let totals = drafts.map(|draft| draft.until_safe(repair));
    let first = lesser(totals);
    let money =
        |total: u64| Usd::from_pico(i128::from(total) * Usd::from_cents(wage).pico() / MILLISECONDS_AN_HOUR);
    let one = time(repair);
    let crossing = crossing(drafts);
    let at = match crossing {
        Crossing::At { numerator, denominator } if numerator > 0 => {
            Some(numerator as f64 / denominator as f64)
        }
        _ => None,
    };
    // Beyond the crossing the one with fewer errors is faster.
    let careful = usize::from(drafts[1].errors < drafts[0].errors);
    let title = match (at, crossing) {
        (Some(at), _) => format!(
            "{} reaches safe code first unless each fix takes under {}",
            names[careful],
            in_words(at.round() as u64)
        ),
        (None, Crossing::Same) => {
            "Both reach safe code at the same time, however long a fix takes".to_owned()
        }
        (None, _) => {
            let faster = usize::from(drafts[1].until_safe(HOUR) < drafts[0].until_safe(HOUR));
            format!("{} reaches safe code first, however long a fix takes", names[faster])
        }
    };
    let repairs = |draft: Draft| format::count(draft.errors, "repair", "repairs");
    let card = |model: usize| {
        let draft = drafts[model];
        let mut notes = vec![format!("{} to generate + {} of {one}", time(draft.generation), repairs(draft))];
        if wage > 0 {
            notes.push(format!(
                "{} at {} an hour",
                format::usd(money(totals[model])),
                format::usd(Usd::from_cents(wage))
            ));
        }
        Card {
            working: vec![],
            model: Some(model),
            name: data.models[model].name.clone(),
            value: time(totals[model]),
            notes,
            best: first == Some(model),
        }
    };
    let verdict = match first {
        Some(model) => {
            let saved = totals[1 - model] - totals[model];
            let worth =
                if wage > 0 { format!(", worth {}", format::usd(money(saved))) } else { String::new() };
            format!("At {one} per repair, {} reaches safe code {} earlier{worth}.", names[model], time(saved))
        }
        None => format!("At {one} per repair, both reach safe code at the same time."),
    };
    let crosses = match at {
        Some(at) => {
            let exact = time(at.round() as u64);
            let [a, b] = [careful, 1 - careful].map(|model| drafts[model]);
            format!(
                "Break-even at {exact}: ({} − {}) ÷ ({} − {}).",
                time(a.generation),
                time(b.generation),
                b.errors,
                a.errors
            )
        }
        None => "No break-even.".to_owned(),
    };

    let sample = |draft: Draft, repair: u64| Sample {
        at: (repair as f64, draft.until_safe(repair) as f64),
        name: format!("{} per repair", time(repair)),
        value: time(draft.until_safe(repair)),
    };
    let curve = |model: usize| Curve {
        name: names[model].to_owned(),
        style: Style::Model(model),
        samples: STOPS.iter().map(|repair| sample(drafts[model], *repair)).collect(),
    };
    let all = drafts.iter().flat_map(|draft| [STOPS[0], 8 * HOUR].map(|repair| draft.until_safe(repair)));
    let (low, high) = all.fold((u64::MAX, 0), |(low, high), total| (low.min(total), high.max(total)));
    let low = Y_TICKS.into_iter().rfind(|tick| *tick <= low).unwrap_or(Y_TICKS[0]);
    let high = Y_TICKS.into_iter().find(|tick| *tick >= high).unwrap_or(high);
    let ticks = |ticks: &[u64], low, high| {
        let inside = ticks.iter().filter(|tick| (low..=high).contains(*tick));
        inside
            .map(|tick| {
                (
                    *tick as f64,
                    Entry { measure: Measure::Time, min: 0, max: 0, slider: Slider::Log }.short(*tick),
                )
            })
            .collect()
    };
    let inside = |at: &f64| (STOPS[0] as f64..=8.0 * HOUR as f64).contains(at);
    let mark = |at: f64| {
        let total = drafts[careful].until_safe(at.round() as u64);
        Mark { at: (at, total as f64), label: format!("break-even {}", time(at.round() as u64)) }
    };
    let mut places = X_TICKS.to_vec();
    for place in at.filter(inside).map(|at| at.round() as u64).into_iter().chain([repair]) {
        if let Err(free) = places.binary_search(&place) {
            places.insert(free, place);
        }
    }
    let row = |place: &u64| {
        let safe = [0, 1].map(|model| drafts[model].until_safe(*place));
        let winner = lesser(safe).map_or("the same", |model| names[model]);
        let head = if *place == repair { format!("{}, yours", time(*place)) } else { time(*place) };
        let mut cells = vec![time(safe[0]), time(safe[1]), winner.to_owned()];
        if wage > 0 {
            cells.extend(safe.map(|total| format::usd(money(total))));
        }
        Row::new(head, cells)
    };
    let mut head =
        vec!["Time per repair".to_owned(), names[0].to_owned(), names[1].to_owned(), "Safe first".to_owned()];
    if wage > 0 {
        head.extend(names.map(|name| format!("{name}, cost")));
    }
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: vec![card(0), card(1)],
        sentence: format!(
            "Time to safe code at {one} per repair: {} {}, {} {}.",
            names[0],
            time(totals[0]),
            names[1],
            time(totals[1]),
        ),
        remarks: vec![verdict, crosses],
        picture: Box::new(Lines {
            x: Axis {
                name: "time per repair".to_owned(),
                logarithmic: true,
                ends: (STOPS[0] as f64, 8.0 * HOUR as f64),
                ticks: ticks(&X_TICKS, STOPS[0], 8 * HOUR),
            },
            y: Axis {
                name: "time to safe code".to_owned(),
                logarithmic: true,
                ends: (low as f64, high as f64),
                ticks: ticks(&Y_TICKS, low, high),
            },
            curves: vec![curve(0), curve(1)],
            levels: vec![],
            marks: at.filter(inside).map(mark).into_iter().collect(),
            here: Some((repair as f64, format!("yours: {one}"))),
        }),
        table: Table {
            caption: "Time to safe code".to_owned(),
            head,
            rows: places.iter().map(row).collect(),
        },
    })
}
