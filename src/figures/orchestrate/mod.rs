//! The control plane: which model gets which work, the cost of the mix, and the gateway configuration that runs it.

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
    kicker: |_| "The control plane: which model gets which work".to_owned(),
    table_name: "Table of classes",
    sources: &["article", "anthropic", "openai"],
    formula: "Cost of a class = tasks × tokens × rate. A split shares that between the models. A cascade runs all tasks on its first model and checks each one. Failures that the check catches run again on the other model. Expected failures = tasks × failure rate; in a cascade, those the check misses plus those that fail again. Repair = failures × your time per failure, at your hourly rate. Generation = output tokens ÷ tokens per second, in one stream. Every request is priced at the context size of its class, and nothing is cached. Sums are exact. The best plan takes the best option for each class, which is optimal because no class limits another.",
    settings,
    groups: &[
        Group { title: "Prices and people", from: "book", fold: true, starts: Some(book::starts) },
        Group { title: "View", from: "goal", fold: true, starts: None },
    ],
    further_controls: &["against", "budget"],
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

/// 0 means no limit.
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
            "Optimize for",
            "What the comparison plan minimizes. Ties go to the cheaper plan.",
            Goal::ALL
                .map(|goal| {
                    let label = match goal {
                        Goal::Cheapest => "cost",
                        Goal::Fastest => "generation time",
                        Goal::Fewest => "failures",
                    };
                    Choice::new(goal.name(), label)
                })
                .to_vec(),
        ),
        Setting::choice(
            "flow",
            "Line width",
            "Checking and repair are not drawn. They use no model tokens.",
            choice(&[("tokens", "tokens"), ("dollars", "dollars for tokens")]),
        ),
        Setting::choice(
            "against",
            "Vertical axis",
            "What the chart compares with cost.",
            choice(&[("time", "generation time"), ("failures", "expected failures")]),
        ),
        Setting::number(
            "budget",
            "30-day budget",
            "US dollars for both providers, split like the plan’s token cost. 0 means no limit. The gateway counts at its own price list.",
            BUDGET,
            0,
        ),
    ]);
    all
}

/// The plans of the data, as buttons.
///
/// # Errors
/// The plan, and what is wrong with it.
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

/// The plan of a text, to be changed, and what is wrong with that text.
pub fn plan(data: &Showdown, reader: &Reader, text: &Arc<str>) -> Option<(Plan, Option<String>)> {
    let (plan, problem) = month::read(data, reader, text)?;
    Some((Plan::clone(&plan), problem))
}

/// A plan as text; empty for the data's first plan.
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

/// The gateway's configuration for these values, and its problems. `None` while a class does not fit.
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
