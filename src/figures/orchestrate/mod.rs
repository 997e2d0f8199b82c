//! The control plane: who gets which work, what the mix costs, and the gateway that does it.

mod drawings;
mod export;
mod month;
mod report;
mod tables;

use super::setting::{Choice, Setting};
use super::setting::{Group, Start};
use super::shown::{Card, Extra, Shown};
use super::state::{PLAN, is_plain};
use super::{Figure, Logic, Values, book, repair_time};
use crate::data::Showdown;
use crate::domain::routing::Goal;
use crate::domain::{Entry, Measure, Slider};
use crate::plan::{Plan, Reader};
use month::{Contender, Month};
use report::Report;
use std::sync::Arc;
pub use tables::COST;

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "orchestrate",
    kicker: |_| "The control plane: who gets which work".to_owned(),
    table_name: "Class by class",
    sources: &["article", "anthropic", "openai"],
    formula: "A class costs its tasks × tokens × rate. A split is that in shares. A cascade runs all tasks on its first model and pays for a check of each; failures × share that the check finds run again on the other model. Expected failures are tasks × failure rate; in a cascade, what the check misses and what fails again. Failures × your time for each is repair, which costs your hourly rate. Generation = output tokens ÷ tokens per second, in one stream. Every request counts as long as the context that its class needs, and nothing is cached. Sums are exact; the cheapest, fastest and least failing plans are the best of each class, which is the best of all, since no class limits another.",
    settings,
    groups: &[
        Group { title: "Prices and people", from: "book", fold: false, starts: Some(book::starts) },
        Group { title: "What to look at", from: "goal", fold: false, starts: None },
    ],
    plans: true,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic {
    main,
    further: &[frontier],
    late: Some(|data, values| Some(export::extra(&Month::of(data, values)?, values))),
    ..Logic::NONE
};

/// Nothing is no limit.
const BUDGET: Entry = Entry {
    measure: Measure::Dollars,
    min: 0,
    max: 100_000_000,
    slider: Slider::Between(1_000, 100_000_000),
};

fn settings(data: &Showdown) -> Vec<Setting> {
    let choice = |all: &[(&str, &str)]| all.iter().map(|(name, label)| Choice::new(name, label)).collect();
    let mut all = book::settings(data);
    all.extend(repair_time::settings(data).into_iter().filter(|setting| setting.key == "wage"));
    all.extend([
        Setting::choice(
            "goal",
            "Best means",
            "What the plan called best is best at. Of equals, the cheaper one.",
            Goal::ALL
                .map(|goal| Choice::new(goal.name(), if goal == Goal::Fewest { "fewest failures" } else { goal.name() }))
                .to_vec(),
        ),
        Setting::choice(
            "flow",
            "Widths show",
            "Checks and people are nobody’s tokens.",
            choice(&[("tokens", "tokens"), ("dollars", "dollars for tokens")]),
        ),
        Setting::choice(
            "against",
            "Cost against",
            "",
            choice(&[("time", "time to generate"), ("failures", "expected failures")]),
        ),
        Setting::number(
            "budget",
            "Budget for 30 days",
            "US dollars for both providers together, parted as the plan’s tokens are; 0 is no limit. The gateway counts at its own price list.",
            BUDGET,
            0,
        ),
    ]);
    all
}

/// The data's plans to begin with.
///
/// # Errors
/// Which plan, and what is wrong with it.
pub fn starts(data: &Showdown) -> Result<Vec<Start>, String> {
    let reader = Reader::of(data)?;
    let first = data.work.plans.first().map(|plan| plan.id.as_str());
    let start = |plan: &crate::data::GivenPlan| {
        let read = reader.given(plan).map_err(|error| format!("`{}`, {error}", plan.id))?;
        let address = if Some(plan.id.as_str()) == first { String::new() } else { reader.address(&read) };
        Ok(Start {
            name: plan.name.clone(),
            note: plan.because.clone(),
            address: [PLAN, "=", &percent_encoded(&address)].concat(),
        })
    };
    data.work.plans.iter().map(start).collect()
}

/// A text for the query of an address.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The plan that a text stands for, to be changed; and what is wrong with that text.
pub fn plan(data: &Showdown, reader: &Reader, text: &Arc<str>) -> Option<(Plan, Option<String>)> {
    let (plan, problem) = month::read(data, reader, text)?;
    Some((Plan::clone(&plan), problem))
}

/// The text that stands for a plan: empty for the data's own.
pub fn written(data: &Showdown, reader: &Reader, plan: &Plan) -> Arc<str> {
    if month::read(data, reader, &"".into()).is_some_and(|(first, _)| *first == *plan) {
        return "".into();
    }
    let text: Arc<str> = reader.address(plan).into();
    month::known(reader, &text, plan);
    text
}

/// What all classes can be assigned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The article's rule.
    Rule,
    /// A goal that the plan is to serve best.
    Goal(Goal),
}

/// The plan in which each class goes where a goal or the rule sends it. What fits no window stays where it is, and the rule
/// asks for no windows.
pub fn reassigned(data: &Showdown, values: &Values, by: By) -> Option<Plan> {
    let (contender, goal) = match by {
        By::Rule => (Contender::Rule, None),
        By::Goal(goal) => (Contender::Best, Goal::ALL.iter().position(|other| *other == goal)),
    };
    let values = values.clone().with("goal", goal.unwrap_or_default() as u64);
    let month = Month::of(data, &values)?;
    let mut plan = Plan::clone(&month.plan);
    for (place, class) in plan.classes.iter_mut().enumerate() {
        class.to = month.assigned(contender, place).unwrap_or(class.to);
    }
    Some(plan)
}

/// The gateway's configuration for these values, and what will not work there as planned; nothing while a class does not fit.
pub fn config(data: &Showdown, values: &Values) -> Option<(String, Vec<String>)> {
    export::config(&Month::of(data, values)?, values)
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let month = Month::of(data, values)?;
    let report = Report::new(&month);
    let cards = Contender::ALL.into_iter().map(|contender| report.card(contender)).collect::<Vec<Card>>();
    Some(Shown {
        title: report.title(),
        cards,
        remarks: vec![report.verdict(), report.optimum(), report.other_books(values)],
        notices: report.notices(values),
        picture: Box::new(report.flow(values.of("flow") == 1)),
        sentence: report.sentence(),
        table: report.classes(),
        extras: vec![],
    })
}

fn frontier(data: &Showdown, values: &Values) -> Option<Extra> {
    Some(Report::new(&Month::of(data, values)?).frontier(values.of("against") == 0))
}
