//! The five-step agent and its gate: the cost of one disclosure, and how often a wrong patch is submitted.

use super::{Card, Choice, Figure, Logic, Scene, Setting, Shown, Values, book};
use crate::charts::{Pipeline, Row, Stage, Table};
use crate::data::{self, Book, Showdown};
use crate::domain::agent::{Agent, Chance, Dice, Expected, Step};
use crate::domain::entry::time;
use crate::domain::{Context, Entry, Measure, Slider, Tokens, Usage, Usd, format};

/// The figure.
pub const FIGURE: Figure = Figure {
    id: "secops",
    kicker: |data| {
        data.agent("secops")
            .map_or(String::new(), |agent| format!("{}: a model with your numbers", agent.name))
    },
    table_name: "Table of steps",
    sources: &["article", "anthropic", "openai"],
    formula: "A failed step is noticed and repeated: expected attempts = 1 ÷ success rate. A wrong patch is noticed only if the gate catches it. With success rate p, a patch passes with chance q = p + (1 − p) × (1 − gate). It takes 1 ÷ q attempts, and is wrong with chance (1 − p) × (1 − gate) ÷ q. Cost = expected attempts × tokens × rate. Time = expected attempts × output tokens ÷ tokens per second. The gate is free and raises no false alarms. The unit tests are a step like any other and catch no wrong patches. The steps come from the original. All numbers except prices and speeds are examples, equal for both models.",
    settings,
    plays: true,
    ..Figure::BASE
};

/// What it shows.
pub static LOGIC: Logic = Logic { main, play: Some(play), ..Logic::NONE };

/// A key of a step: `patch-in`.
fn key(step: &data::AgentStep, what: &str) -> String {
    [&step.id, "-", what].concat()
}

fn settings(data: &Showdown) -> Vec<Setting> {
    let Some(agent) = data.agent("secops") else { return vec![] };
    let share = |min| Entry { measure: Measure::Percent, min, max: 10_000, slider: Slider::Even(100) };
    let tokens =
        Entry { measure: Measure::Count("token", "tokens"), min: 1, max: 100_000_000, slider: Slider::Log };
    let names = data.shorts();
    let steps = agent.steps.iter().map(|step| Choice::new(&step.id, &step.short)).collect();
    let mut all = book::settings(data);
    all.extend([
        Setting::number("gate", "Wrong patches the gate catches", "Share of all wrong patches.", share(0), 0)
            .assumed(data),
        Setting::choice(
            "step",
            "Step",
            "Shows the numbers of this step. All are examples, the same for both models.",
            steps,
        ),
    ]);
    for (step, place) in agent.steps.iter().zip(0..) {
        let only = |setting: Setting| setting.assumed(data).only_if("step", &[place]);
        let number = |what: &str, label: String, entry| {
            Setting::number(&key(step, what), &label, "", entry, entry.min)
        };
        all.push(only(number("in", format!("{}: input tokens", step.short), tokens)).compact());
        all.push(only(number("out", format!("{}: output tokens", step.short), tokens)).compact());
        for (model, name) in data.models.iter().zip(names) {
            let label = format!("{}: {name} success rate", step.short);
            all.push(only(number(&model.id, label, share(100))).compact());
        }
        let models = data.models.iter().map(|model| Choice::new(&model.id, &model.short)).collect();
        all.push(only(Setting::choice(
            &key(step, "by"),
            &format!("{}: model in your mix", step.short),
            "",
            models,
        )));
    }
    all
}

/// The agent with a model for each step.
fn plan(
    data: &Showdown,
    book: &Book,
    values: &Values,
    by: &dyn Fn(&data::AgentStep) -> usize,
) -> Option<Agent> {
    let agent = data.agent("secops")?;
    let step = |step: &data::AgentStep| {
        let model = by(step).min(1);
        let (input, output) = (values.of(&key(step, "in")), values.of(&key(step, "out")));
        let usage = Usage { input: Tokens::new(input), output: Tokens::new(output), ..Usage::default() };
        let cost = book.listings[model].prices.cost(&usage, book.day(), &Context::STANDARD).ok()?.total;
        let speed = u64::from(data.models[model].output_tokens_per_second);
        let time = output.saturating_mul(1_000).checked_div(speed)?;
        Some(Step { cost, time, chance: Chance::new(values.of(&key(step, &data.models[model].id))) })
    };
    let steps = agent.steps.iter().map(step).collect::<Option<Vec<_>>>()?;
    let gated = agent.steps.iter().position(|step| step.id == agent.gate_after)?;
    Some(Agent { steps, gated, gate: Chance::new(values.of("gate")) })
}

/// The model of a step in the reader's mix.
fn mixed(values: &Values, step: &data::AgentStep) -> usize {
    values.of(&key(step, "by")) as usize
}

/// An expected amount, rounded to a millionth of a dollar: a mean, not a bill.
fn to_micro(amount: Usd) -> Usd {
    const PICO: i128 = 1_000_000;
    Usd::from_pico((amount.pico() + PICO / 2) / PICO * PICO)
}

/// A chance in percent, to three digits: `0.99%`.
fn chance(share: f64) -> String {
    format::significant(share * 100.0, 3) + "%"
}

fn main(data: &Showdown, values: &Values) -> Option<Shown> {
    let agent = data.agent("secops")?;
    let book = &*book::in_force(data, values)?;
    let names = data.shorts();
    let expected = |by: &dyn Fn(&data::AgentStep) -> usize| plan(data, book, values, by)?.expected();
    let mix_plan = plan(data, book, values, &|step| mixed(values, step))?;
    let mix = mix_plan.expected()?;
    let plans: [(String, Option<usize>, Expected); 3] = [
        (format!("{} only", names[0]), Some(0), expected(&|_| 0)?),
        (format!("{} only", names[1]), Some(1), expected(&|_| 1)?),
        ("Your mix".to_owned(), None, mix.clone()),
    ];
    let cheapest = plans.iter().map(|(.., plan)| plan.cost).min()?;
    let card = |(name, model, plan): &(String, Option<usize>, Expected)| Card {
        working: vec![],
        model: *model,
        name: name.clone(),
        value: format::usd_fine(plan.cost),
        notes: vec![
            "per disclosure".to_owned(),
            format!("{} of generation", time(plan.time)),
            format!("{} of submitted patches are wrong", chance(plan.wrong)),
        ],
        best: plan.cost == cheapest,
    };
    // All attempts at one step.
    let costs_of = |place: usize| {
        let gated = if place == mix_plan.gated { 0 } else { 1 };
        let alone = Agent { steps: vec![mix_plan.steps[place]], gated, gate: mix_plan.gate };
        Some(alone.expected()?.cost)
    };
    let stage = |(place, step): (usize, &data::AgentStep)| {
        let model = mixed(values, step).min(1);
        let one = &mix_plan.steps[place];
        Stage {
            name: step.short.clone(),
            model,
            by: names[model].to_owned(),
            attempts: format::significant(mix.attempts[place], 3),
            value: costs_of(place).map_or_else(String::new, format::usd_fine),
            note: format!(
                "{}: {} in, {} out, {} success rate",
                step.name,
                Tokens::new(values.of(&key(step, "in"))),
                Tokens::new(values.of(&key(step, "out"))),
                chance(one.chance.share()),
            ),
        }
    };
    let gate = format::percent(values.of("gate").into(), 10_000).unwrap_or_default();
    let ungated = Agent { gate: Chance::NEVER, ..mix_plan.clone() }.expected()?;
    let title = if chance(mix.wrong) == chance(ungated.wrong) {
        format!("The gate changes nothing: {} of submitted patches are wrong", chance(mix.wrong))
    } else {
        format!("The gate cuts wrong patches from {} to {}", chance(ungated.wrong), chance(mix.wrong))
    };
    let plan_cost = |place: usize| format::usd_fine(plans[place].2.cost);
    let costs = format!(
        "{}, one disclosure costs {} with {} only, {} with {} only and {} with your mix.",
        format::capital(&book.phrase),
        plan_cost(0),
        names[0],
        plan_cost(1),
        names[1],
        plan_cost(2),
    );
    let verdict = format!(
        "The gate catches {gate} of wrong patches. Of the patches your mix submits, {} are wrong. Without the gate, {} are.",
        chance(mix.wrong),
        chance(ungated.wrong)
    );
    let place = agent.steps.iter().position(|step| step.id == agent.gate_after)?;
    let mut rows: Vec<Row> = vec![];
    for (place, step) in agent.steps.iter().enumerate() {
        let model = mixed(values, step).min(1);
        rows.push(Row::new(
            step.name.clone(),
            [
                names[model].to_owned(),
                Tokens::new(values.of(&key(step, "in"))).to_string(),
                Tokens::new(values.of(&key(step, "out"))).to_string(),
                chance(mix_plan.steps[place].chance.share()),
                format::significant(mix.attempts[place], 3),
                format::usd_exact(mix_plan.steps[place].cost),
                time(mix_plan.steps[place].time),
            ],
        ));
    }
    for (name, _, plan) in &plans {
        let attempts = format::significant(plan.attempts.iter().sum(), 3);
        let wrong = format!("{} wrong", chance(plan.wrong));
        let cells = [
            String::new(),
            String::new(),
            String::new(),
            wrong,
            attempts,
            format::usd_exact(to_micro(plan.cost)),
            time(plan.time),
        ];
        rows.push(Row::total(format!("{name}, one disclosure"), cells));
    }
    Some(Shown {
        extras: vec![],
        notices: vec![],
        title,
        cards: plans.iter().map(card).collect(),
        sentence: format!(
            "A model, not a measurement. Your mix takes {} of generation and {} attempts across all steps.",
            time(mix.time),
            format::significant(mix.attempts.iter().sum(), 3),
        ),
        remarks: vec![costs, verdict],
        picture: Box::new(Pipeline {
            stages: agent.steps.iter().enumerate().map(stage).collect(),
            gate_after: place,
            gate: format!("gate catches {gate}"),
            active: values.of("step") as usize,
        }),
        table: Table {
            caption: format!("{}, {}: your mix by step, and all plans", agent.name, book.phrase),
            head: [
                "Step",
                "Model",
                "Input tokens",
                "Output tokens",
                "Success rate",
                "Expected attempts",
                "Cost per attempt",
                "Time per attempt",
            ]
            .map(String::from)
            .to_vec(),
            rows,
        },
    })
}

/// The number of attempts per step that are shown one by one.
const SHOWN: u32 = 3;

fn play(data: &Showdown, values: &Values, run: u64) -> Vec<Scene> {
    let scenes = || {
        let agent = data.agent("secops")?;
        let book = &*book::in_force(data, values)?;
        let plan = plan(data, book, values, &|step| mixed(values, step))?;
        let outcome = plan.run(&mut Dice::new(run))?;
        let mut scenes = vec![];
        for (place, (step, attempts)) in agent.steps.iter().zip(outcome.attempts).enumerate() {
            let failed = if place == plan.gated { "wrong, caught by the gate" } else { "failed, retried" };
            let mut scene = |says: String| {
                scenes.push(Scene {
                    change: ("step", place as u64),
                    says: format!("Run {run}. {}: {says}", step.short),
                })
            };
            for attempt in 1..attempts.min(SHOWN) {
                scene(format!("attempt {attempt} {failed}."));
            }
            if attempts > SHOWN {
                scene(format!("attempts {SHOWN} to {} {failed}.", attempts - 1));
            }
            match (place == plan.gated, outcome.wrong) {
                (true, true) => scene(format!("attempt {attempts} wrong, missed by the gate.")),
                (true, false) => scene(format!("attempt {attempts} right, passed the gate.")),
                _ => scene(format!("attempt {attempts} succeeded.")),
            }
        }
        let end = if outcome.wrong {
            "The pull request contains a wrong patch."
        } else {
            "The pull request contains a correct patch."
        };
        if let Some(last) = scenes.last_mut() {
            last.says.extend([" ", end]);
        }
        Some(scenes)
    };
    scenes().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures;

    fn data() -> &'static Showdown {
        Box::leak(Box::new(Showdown::embedded().expect("the data are right")))
    }

    #[test]
    fn a_run_visits_all_steps_in_order_and_reports_its_result() {
        let data = data();
        let values = Values::defaults(&(FIGURE.settings)(data));
        for run in 1..40 {
            let scenes = play(data, &values, run);
            let steps: Vec<u64> = scenes.iter().map(|scene| scene.change.1).collect();
            assert!(steps.is_sorted() && steps[0] == 0 && steps.ends_with(&[4]), "{steps:?}");
            assert!(scenes.last().expect("a scene").says.contains("The pull request contains a "));
        }
        assert_eq!(play(data, &values, 7), play(data, &values, 7));
    }

    #[test]
    fn without_a_gate_more_wrong_patches_are_submitted_and_a_perfect_gate_passes_none() {
        let data = data();
        let defaults = Values::defaults(&(FIGURE.settings)(data));
        let wrong = |gate: u64| {
            main(data, &defaults.clone().with("gate", gate)).expect("shown").cards[2].notes[2].clone()
        };
        assert_eq!(wrong(10_000), "0% of submitted patches are wrong");
        assert_eq!(wrong(0), "20% of submitted patches are wrong");
    }

    #[test]
    fn a_mix_of_one_model_equals_the_plan_of_that_model() {
        let data = data();
        let defaults = Values::defaults(&(FIGURE.settings)(data));
        for model in [0, 1] {
            let agent = data.agent("secops").expect("an agent");
            let values = agent
                .steps
                .iter()
                .fold(defaults.clone(), |values, step| values.with(&key(step, "by"), model));
            let cards = main(data, &values).expect("shown").cards;
            assert_eq!(cards[2].value, cards[model as usize].value);
        }
        assert!(figures::find("secops").is_some());
    }
}
