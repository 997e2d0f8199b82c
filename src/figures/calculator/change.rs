//! What would change the answer: where it turns round along each input, how much each one matters, and the cost along one.

use super::axis::{Axis, Turns};
use super::month::{Month, Priced};
use super::report::Report;
use crate::charts::{Axis as Drawn, Curve, Lines, Mark, Row, Sample, Style, Swing, Table, Tornado};
use crate::data::Showdown;
use crate::domain::threshold::Threshold;
use crate::domain::workload::Service;
use crate::domain::{Usd, format};
use crate::figures::shown::{Drag, Extra};
use crate::figures::{Values, lesser};
use std::cmp::Ordering;

/// What is drawn and compared here.
const COST: &str = "a month, until all tasks are finished";

/// The largest ratio that is drawn.
const MOST: f64 = 1_000.0;

/// Who has less.
fn first_of(order: Ordering) -> Option<usize> {
    match order {
        Ordering::Less => Some(0),
        Ordering::Equal => None,
        Ordering::Greater => Some(1),
    }
}

/// Where the answer turns round along an input: a sentence with a number, or that it never does.
fn break_even(names: [&str; 2], month: &Priced, axis: Axis, turns: &Turns) -> String {
    let entry = axis.entry();
    let winner = |at: u64| first_of(axis.order(month, at)).map(|model| names[model]);
    let range = format!("from {} to {}", entry.short(entry.min), entry.short(entry.max));
    if turns.always {
        return format!("makes no difference: both cost the same {range}.");
    }
    let at = |turn: &Threshold| {
        let about = if matches!(turn, Threshold::At(_)) { "at" } else { "at about" };
        format!("{about} {}", entry.short(turn.place().unwrap_or_default()))
    };
    let now = entry.short(axis.of(month));
    match &turns.places[..] {
        [] => match winner(entry.min) {
            Some(name) => format!("never crosses: {name} is cheaper {range}."),
            None => "never crosses.".to_owned(),
        },
        [turn] => {
            let sides = [(entry.min, "below"), (entry.max, "above")];
            let sides = sides.iter().filter_map(|(end, side)| Some(format!("{side} it {}", winner(*end)?)));
            let sides = sides.collect::<Vec<_>>().join(", ");
            format!("both cost the same {} (yours: {now}); {sides} is cheaper.", at(turn))
        }
        [first, .., last] => {
            let middle = first.place().unwrap_or_default() / 2 + last.place().unwrap_or_default() / 2;
            let between = winner(middle).unwrap_or("neither");
            format!(
                "both cost the same {} and {} (yours: {now}); between them {between} is cheaper, beyond them it is not.",
                at(first),
                at(last)
            )
        }
    }
}

/// What each service would make of it.
fn services(data: &Showdown, month: &Month) -> String {
    let names = data.shorts();
    let at = Service::ALL.map(|service| {
        let totals = month.priced(data, service).totals();
        (service, lesser(totals), totals)
    });
    let [(_, standard, _), ..] = at;
    if at.iter().all(|(_, winner, _)| *winner == standard) {
        return match standard {
            Some(model) => {
                format!("never crosses: {} is cheaper at standard, batch and priority.", names[model])
            }
            None => "makes no difference: both cost the same at standard, batch and priority.".to_owned(),
        };
    }
    let words = at.map(|(service, winner, [a, b])| {
        let who = winner.map_or("both cost the same", |model| names[model]);
        format!("{} {who} ({} and {})", service.name(), format::usd(a), format::usd(b))
    });
    format!("changes the answer. Cheaper: {}.", words.join("; "))
}

/// What the answer depends on.
pub(super) fn sensitivity(data: &Showdown, month: &Month, report: &Report<'_>) -> Extra {
    let names = data.shorts();
    let in_words = |difference: Usd| match first_of(Usd::ZERO.cmp(&difference)) {
        Some(0) => format!("{} cheaper by {}", names[0], format::usd(difference)),
        Some(_) => format!("{} cheaper by {}", names[1], format::usd(Usd::ZERO - difference)),
        None => "both the same".to_owned(),
    };
    let priced = month.priced(data, month.service);
    let difference = |[a, b]: [Usd; 2]| b - a;
    let ratio = |totals: [Usd; 2]| {
        let [a, b] = totals.map(dollars);
        // Where one of them costs nothing there is no ratio; a thousand stands for it.
        if a == b { 1.0 } else { (b / a).clamp(1.0 / MOST, MOST) }
    };
    let now = difference(priced.totals());
    let mut rows: Vec<Swing> = vec![];
    let mut points = vec![];
    let mut turning = vec![];
    let mut crossing = 0;
    for axis in Axis::ALL {
        let turns = axis.turns(&priced);
        let sentence = break_even(names, &priced, axis, &turns);
        let ends = axis.swing(&priced);
        let moved = ends.map(|end| axis.moved(&priced, end).totals());
        let values = moved.map(difference);
        let side = |amount: Usd| amount.cmp(&Usd::ZERO);
        let flips = values.iter().any(|value| side(*value) != side(now));
        if flips {
            turning.push(axis.name(data));
        }
        // What can change the answer comes before what can't.
        let crosses = !turns.places.is_empty();
        let at = if crosses { crossing } else { points.len() };
        crossing += usize::from(crosses);
        points.insert(at, (format::capital(&axis.name(data)), sentence));
        let swing = Swing {
            name: format::capital(&axis.name(data)),
            ends: ends.map(|end| axis.entry().short(end)),
            ratios: moved.map(ratio),
            says: values.map(in_words),
            flips,
        };
        // The one that matters most comes first.
        let place = rows.iter().position(|other| other.reach() < swing.reach()).unwrap_or(rows.len());
        rows.insert(place, swing);
    }
    points.push(("Service".to_owned(), services(data, month)));
    let finding = match (report.cheaper(), &turning[..]) {
        (None, _) => "Both cost the same now, so anything that sets them apart decides.".to_owned(),
        (Some(model), []) => {
            format!("No input alone, moved by as much as drawn here, takes the lead from {}.", names[model])
        }
        (Some(model), turning) => {
            format!(
                "{} is cheaper now. Moved as far as drawn here, this alone would change it: {}.",
                names[model],
                turning.join(", or ")
            )
        }
    };
    let row = |swing: &Swing| {
        let flips = if swing.flips { "yes" } else { "no" };
        let cells = [0, 1].map(|end| format!("{}: {}", swing.ends[end], swing.says[end]));
        Row::new(swing.name.clone(), cells.into_iter().chain([flips.to_owned()]))
    };
    let table = Table {
        caption: format!("What moving one input does to the difference {COST}"),
        head: ["Input", "From", "To", "Changes the answer"].map(String::from).to_vec(),
        rows: rows.iter().map(row).collect(),
    };
    Extra {
        title: "What would change the answer?",
        control: "",
        remarks: vec![finding],
        points,
        picture: Some(Box::new(Tornado {
            name: format!("{}’s cost as a multiple of {}’s; now {}", names[1], names[0], in_words(now)),
            models: names.map(str::to_owned),
            now: ratio(priced.totals()),
            rows,
        })),
        drag: None,
        table: Some(table),
        actions: vec![],
    }
}

fn dollars(amount: Usd) -> f64 {
    amount.pico() as f64 / 1e12
}

/// The input along which the cost is drawn.
fn chosen(values: &Values) -> Axis {
    Axis::ALL.get(values.of("axis") as usize).copied().unwrap_or(Axis::OutputShare)
}

/// The cost along one input.
pub(super) fn curve(data: &Showdown, month: &Month, values: &Values) -> Extra {
    let names = data.shorts();
    let axis = chosen(values);
    let entry = axis.entry();
    let month = &month.priced(data, month.service);
    let now = axis.of(month);
    // What is set is not moved: a share, being rounded, could be off by a cent.
    let at = |place: u64| {
        let moved = if place == now { *month } else { axis.moved(month, place) };
        moved.totals()
    };
    let mut places = axis.places(month);
    let turning = axis.turns(month);
    let (low, high) = (places.first().copied().unwrap_or(0), places.last().copied().unwrap_or(0));
    let turns: Vec<u64> = turning
        .places
        .iter()
        .filter_map(|turn| turn.place())
        .filter(|turn| (low..=high).contains(turn))
        .collect();
    for place in turns.iter().copied().chain([now.clamp(low, high)]) {
        if let Err(free) = places.binary_search(&place) {
            places.insert(free, place);
        }
    }
    let costs: Vec<(u64, [Usd; 2])> = places.iter().map(|place| (*place, at(*place))).collect();
    let most = costs.iter().flat_map(|(_, costs)| costs).fold(Usd::ZERO, |most, cost| most.max(*cost));
    let curve = |model: usize| Curve {
        name: names[model].to_owned(),
        style: Style::Model(model),
        samples: costs
            .iter()
            .map(|(place, costs)| Sample {
                at: (*place as f64, dollars(costs[model])),
                name: format!("{} {}", axis.name(data), entry.short(*place)),
                value: format::usd(costs[model]),
            })
            .collect(),
    };
    let mark = |place: u64| Mark {
        at: (place as f64, dollars(at(place)[0])),
        label: format!("same at {}", entry.short(place)),
    };
    let row = |(place, costs): &(u64, [Usd; 2])| {
        let yours = if *place == now { ", yours" } else { "" };
        let winner = lesser(*costs).map_or("the same", |model| names[model]);
        let cells = costs.map(format::usd).into_iter().chain([winner.to_owned()]);
        Row::new(format!("{}{yours}", entry.short(*place)), cells)
    };
    // The drawing has them all; the table has those that matter, and some between.
    let in_table = costs.iter().enumerate().filter(|(index, (place, _))| {
        index % 4 == 0 || index + 1 == costs.len() || *place == now || turns.contains(place)
    });
    let drag: Drag = |data, values, at| {
        let axis = chosen(values);
        axis.changes(data, values, axis.dragged(at))
    };
    Extra {
        title: "The cost along one input",
        control: "axis",
        remarks: vec![format!(
            "{}: {}",
            format::capital(&axis.name(data)),
            break_even(names, month, axis, &turning)
        )],
        points: vec![],
        picture: Some(Box::new(Lines {
            x: axis.drawing(data, month),
            y: Drawn::dollars("cost a month", dollars(most)),
            curves: vec![curve(0), curve(1)],
            levels: vec![],
            marks: turns.iter().copied().map(mark).collect(),
            here: Some((now as f64, format!("yours: {}", entry.short(now)))),
        })),
        drag: Some(drag),
        table: Some(Table {
            caption: format!("Cost {COST}, along one input: {}", axis.name(data)),
            head: vec![
                format::capital(&axis.name(data)),
                names[0].to_owned(),
                names[1].to_owned(),
                "Cheaper".to_owned(),
            ],
            rows: in_table.map(|(_, costs)| row(costs)).collect(),
        }),
        actions: vec![],
    }
}
