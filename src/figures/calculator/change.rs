//! What would change the answer: the break-even of each input, its effect, and the cost along one input.

use super::axis::{Axis, Turns};
use super::month::{Month, Priced};
use super::report::Report;
use crate::charts::{Axis as Drawn, Curve, Lines, Mark, Row, Sample, Style, Swing, Table, Tornado};
use crate::data::{Listing, Showdown};
use crate::domain::threshold::Threshold;
use crate::domain::workload::Service;
use crate::domain::{Usd, format};
use crate::figures::shown::{Drag, Extra};
use crate::figures::{SliderTrack, Values, lesser};

/// The amount that is drawn and compared.
const COST: &str = "a month, until all tasks are finished";

/// The largest ratio drawn.
const MOST: f64 = 1_000.0;

/// The break-even along an input, as a sentence.
fn break_even(names: [&str; 2], month: &Priced, axis: Axis, turns: &Turns) -> String {
    let entry = axis.entry();
    let winner = |at: u64| axis.moved(month, at).until_all().and_then(lesser).map(|model| names[model]);
    let month_at = |at: u64| axis.moved(month, at).totals();
    let range = format!("from {} to {}", entry.text(entry.min), entry.text(entry.max));
    if turns.always {
        return format!("no effect. Both cost the same {range}.");
    }
    let at = |turn: &Threshold| {
        // Beside nothing at all “about” would say that it is where it is not.
        if matches!(turn, Threshold::Between(0)) {
            return format!("between {} and {}", entry.short(0), entry.short(1));
        }
        let about = if matches!(turn, Threshold::At(_)) { "at" } else { "at about" };
        format!("{about} {}", entry.text(turn.place().unwrap_or_default()))
    };
    let now = entry.text(axis.of(month));
    match &turns.places[..] {
        [] => match winner(entry.min) {
            _ if month_at(entry.min) == month_at(entry.max) => "no effect at your settings.".to_owned(),
            Some(name) => format!("no break-even. {name} is cheaper {range}."),
            None => "no break-even.".to_owned(),
        },
        [turn] => {
            let sides = match [winner(entry.min), winner(entry.max)] {
                [Some(below), Some(above)] => format!("Below it {below} is cheaper; above it, {above}."),
                [Some(below), None] => format!("Below it {below} is cheaper."),
                [None, Some(above)] => format!("Above it {above} is cheaper."),
                [None, None] => String::new(),
            };
            format!("break-even {} (yours: {now}). {sides}", at(turn))
        }
        [first, .., last] => {
            let middle = first.place().unwrap_or_default() / 2 + last.place().unwrap_or_default() / 2;
            let between = winner(middle).unwrap_or("neither");
            format!(
                "break-even {} and {} (yours: {now}). Only between them {between} is cheaper.",
                at(first),
                at(last)
            )
        }
    }
}

/// The answer for each service, and whether a service changes it.
fn services(data: &Showdown, month: &Month) -> (String, bool) {
    let names = data.shorts();
    let book = month.book(data);
    let has_price = |service: &Service| {
        let has = |listing: &Listing| listing.prices.has_variant_on(book.day(), &service.context());
        *service == Service::Standard || book.listings.iter().any(has)
    };
    let known: Vec<Service> = Service::ALL.into_iter().filter(has_price).collect();
    let at = |service: &Service| (service.name(), month.priced(data, *service).totals());
    let at: Vec<(&str, [Usd; 2])> = known.iter().map(at).collect();
    // A model without such a price is compared at its standard one.
    let lacking = || {
        let lacks = |(model, service): (usize, Service)| {
            let prices = &book.listings[model].prices;
            (known.contains(&service) && !prices.has_variant_on(book.day(), &service.context())).then(|| {
                format!(" {} has no {} price, so the standard rate applies.", names[model], service.name())
            })
        };
        let pairs = [Service::Batch, Service::Priority].map(|service| [(0, service), (1, service)]);
        pairs.concat().into_iter().filter_map(lacks).collect::<String>()
    };
    let standard = at.first().and_then(|(_, totals)| lesser(*totals));
    if at.iter().any(|(_, totals)| lesser(*totals) != standard) {
        let words = at.iter().map(|(name, totals)| {
            let [a, b] = totals.map(format::usd);
            match lesser(*totals) {
                Some(model) => format!("{} is cheaper at {name} ({a}, {b})", names[model]),
                None => format!("both cost the same at {name} ({a})"),
            }
        });
        return (format!("changes the answer: {}.{}", format::joined(words, ", "), lacking()), true);
    }
    let who = standard.map_or("Both cost the same", |model| names[model]);
    let cheaper = if standard.is_some() { " is cheaper" } else { "" };
    let words = match &at[..] {
        [_] => format!("no break-even. {who}{cheaper}. This book has no batch or priority prices."),
        at => {
            let names = at.iter().map(|(name, _)| *name);
            format!("no break-even. {who}{cheaper} at {}.{}", format::joined(names, " and "), lacking())
        }
    };
    (words, false)
}

/// What the tracks of the sliders are painted with: the cheaper model along each input.
pub(super) fn tracks(data: &Showdown, values: &Values) -> Vec<SliderTrack> {
    let month = Month::of(data, values);
    let priced = month.priced(data, month.service);
    let track = |axis: Axis| {
        let cheaper = |at: u64| axis.moved(&priced, at).until_all().and_then(lesser);
        Some(SliderTrack::new(axis.key(data, values)?, axis.entry(), &axis.turns(&priced).places, cheaper))
    };
    Axis::ALL.into_iter().filter_map(track).collect()
}

/// The sensitivity of the answer to each input.
pub(super) fn sensitivity(data: &Showdown, priced: &Priced, report: &Report<'_>) -> Extra {
    let names = data.shorts();
    let in_words = |totals: [Usd; 2]| match lesser(totals) {
        Some(model) => {
            format!("{} cheaper by {}", names[model], format::usd(totals[1 - model] - totals[model]))
        }
        None => "both the same".to_owned(),
    };
    // If one of them costs nothing there is no ratio; a thousand stands for it.
    let ratio = |totals: [Usd; 2]| {
        let [a, b] = totals.map(Usd::dollars);
        if a == b { 1.0 } else { (b / a).clamp(1.0 / MOST, MOST) }
    };
    let now = priced.totals();
    let mut rows: Vec<Swing> = vec![];
    let mut points = vec![];
    let mut turning = vec![];
    let mut crossing = 0;
    for axis in Axis::ALL {
        let turns = axis.turns(priced);
        let sentence = break_even(names, priced, axis, &turns);
        let ends = axis.swing(priced);
        let moved = ends.map(|end| axis.moved(priced, end).totals());
        let flips = moved.iter().any(|totals| lesser(*totals) != lesser(now));
        if flips {
            turning.push(axis.name(data));
        }
        // Inputs with a break-even come first.
        let crosses = !turns.places.is_empty();
        let at = if crosses { crossing } else { points.len() };
        crossing += usize::from(crosses);
        points.insert(at, (format::capital(&axis.name(data)), sentence));
        let swing = Swing {
            name: format::capital(&axis.name(data)),
            ends: ends.map(|end| axis.entry().short(end)),
            ratios: moved.map(ratio),
            says: moved.map(in_words),
            flips,
        };
        // The one that matters most comes first.
        let place = rows.iter().position(|other| other.reach() < swing.reach()).unwrap_or(rows.len());
        rows.insert(place, swing);
    }
    let (sentence, crosses) = services(data, report.month);
    points.insert(if crosses { 0 } else { points.len() }, ("Service".to_owned(), sentence));
    if crosses {
        turning.push("the service".to_owned());
    }
    // The price book matters more than any setting.
    let disagree = report.disagree();
    let books = if disagree { "changes the answer" } else { "same answer in each" };
    let at = if disagree { 0 } else { points.len() };
    points.insert(at, ("Price book".to_owned(), format!("{books}. {}", report.other_books(data))));
    if disagree {
        turning.insert(0, "the price book".to_owned());
    }
    let finding = match (report.cheaper(), &turning[..]) {
        (None, _) => "Both cost the same now, so any difference decides.".to_owned(),
        (Some(model), []) => {
            format!("{} stays cheaper when any single input moves as far as drawn here.", names[model])
        }
        (Some(model), [only]) => {
            format!("{} is cheaper now. Only one thing alone can change that: {only}.", names[model])
        }
        (Some(model), turning) => {
            format!(
                "{} is cheaper now. Each of these alone can change that: {}.",
                names[model],
                format::joined(turning, ", ")
            )
        }
    };
    let row = |swing: &Swing| {
        let flips = if swing.flips { "yes" } else { "no" };
        let ratio = |end: usize| format::significant(swing.ratios[end], 3);
        let cells = [0, 1].map(|end| format!("{}: {}× ({})", swing.ends[end], ratio(end), swing.says[end]));
        Row::new(swing.name.clone(), cells.into_iter().chain([flips.to_owned()]))
    };
    let table = Table {
        caption: format!(
            "{} cost as a multiple of {} cost ({COST}), with one input moved",
            names[1], names[0]
        ),
        head: ["Input", "Low", "High", "Changes the answer"].map(String::from).to_vec(),
        rows: rows.iter().map(row).collect(),
    };
    Extra {
        title: "What would change the answer?",
        remarks: vec![finding],
        points,
        picture: Some(Box::new(Tornado {
            name: format!("{} cost as a multiple of {} cost", names[1], names[0]),
            models: names.map(str::to_owned),
            now: ratio(now),
            rows,
        })),
        table: Some(table),
        ..Extra::default()
    }
}

/// The input along which the cost is drawn.
fn chosen(values: &Values) -> Axis {
    Axis::ALL.get(values.of("axis") as usize).copied().unwrap_or(Axis::OutputShare)
}

/// The cost along one input.
pub(super) fn curve(data: &Showdown, month: &Priced, values: &Values) -> Extra {
    let names = data.shorts();
    let axis = chosen(values);
    let entry = axis.entry();
    let now = axis.of(month);
    // The present value is exact: a rounded share could be off by a cent.
    let at = |place: u64| {
        let moved = if place == now { *month } else { axis.moved(month, place) };
        moved.totals()
    };
    let mut places = axis.places();
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
                at: (*place as f64, costs[model].dollars()),
                name: format!("{} {}", axis.name(data), entry.short(*place)),
                value: format::usd(costs[model]),
            })
            .collect(),
    };
    let mark = |place: u64| Mark {
        at: (place as f64, at(place)[0].dollars()),
        label: format!("tie at {}", entry.short(place)),
    };
    let row = |(place, costs): &(u64, [Usd; 2])| {
        let yours = if *place == now { ", yours" } else { "" };
        let winner = lesser(*costs).map_or("the same", |model| names[model]);
        let cells = costs.map(format::usd).into_iter().chain([winner.to_owned()]);
        Row::new(format!("{}{yours}", entry.short(*place)), cells)
    };
    let beyond = if (low..=high).contains(&now) { "" } else { ", off the chart" };
    // The drawing has them all; the table has those that matter, and some between.
    let in_table = costs.iter().enumerate().filter(|(index, (place, _))| {
        index % 4 == 0 || index + 1 == costs.len() || *place == now || turns.contains(place)
    });
    let set = |data: &Showdown, values: &Values, at: u64| chosen(values).changes(data, values, at);
    Extra {
        title: "Cost along one input",
        control: "axis",
        remarks: vec![format!(
            "{}: {}",
            format::capital(&axis.name(data)),
            break_even(names, month, axis, &turning)
        )],
        picture: Some(Box::new(Lines {
            x: axis.drawing(data),
            y: Drawn::dollars("cost a month", most.dollars()),
            curves: vec![curve(0), curve(1)],
            levels: vec![],
            marks: turns.iter().copied().map(mark).collect(),
            here: Some((now as f64, format!("yours: {}{beyond}", entry.short(now)))),
        })),
        drag: Some(Drag { entry, set }),
        table: Some(Table {
            caption: format!("Cost of {COST}, along one input: {}", axis.name(data)),
            head: vec![
                format::capital(&axis.name(data)),
                names[0].to_owned(),
                names[1].to_owned(),
                "Cheaper".to_owned(),
            ],
            rows: in_table.map(|(_, costs)| row(costs)).collect(),
        }),
        ..Extra::default()
    }
}
