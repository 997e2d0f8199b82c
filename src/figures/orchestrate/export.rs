//! The plan as a gateway's configuration, explained and looked through.

use super::month::{Contender, Month};
use super::report;
use crate::domain::routing::Assignment;
use crate::domain::{Usd, format};
use crate::figures::Values;
use crate::figures::shown::{Action, Code, Extra};
use crate::plan::gateway::Gateway;
use crate::plan::tree::Tree;
use crate::plan::{CHECKS, lint};

/// The gateway for the reader's plan, or why there is none: a class that nobody can hold, by the prices in force or by what is
/// published.
fn gateway<'a>(month: &'a Month<'_>, values: &Values) -> Result<Gateway<'a>, String> {
    let gateway = month.gateway(Usd::from_cents(values.of("budget"))).ok_or("nobody publishes a window.")?;
    if month.sum(Contender::Yours).is_err() {
        return Err("a class does not fit, see above.".to_owned());
    }
    match gateway.misfits().into_iter().find(|(held, _)| !held) {
        Some((_, says)) => Err(says),
        None => Ok(gateway),
    }
}

/// The configuration, and what is wrong with it; nothing while a class does not fit.
pub(super) fn config(month: &Month<'_>, values: &Values) -> Option<(String, Vec<String>)> {
    let gateway = gateway(month, values).ok()?;
    let config = gateway.config();
    Some((config.yaml(), found(month, values, &gateway, &config)))
}

/// What the gateway would do wrong, and what of the plan will not work there.
fn found(month: &Month<'_>, values: &Values, gateway: &Gateway<'_>, config: &Tree) -> Vec<String> {
    let findings = lint(config, gateway.models.each_ref().map(|model| model.provider.as_str()));
    let mut found: Vec<String> =
        findings.iter().map(|finding| format!("{}: {}", finding.place, finding.says)).collect();
    found.extend(gateway.misfits().into_iter().map(|(_, says)| says));
    let budget = Usd::from_cents(values.of("budget"));
    if let Ok(sum) = month.sum(Contender::Yours) {
        let tokens = sum.tokens(0) + sum.tokens(1);
        if budget > Usd::ZERO && tokens > budget {
            found.push(format!(
                "The budget of {} is less than the {} that the plan’s tokens cost: it is used up before the 30 days are over.",
                format::usd(budget),
                format::usd(tokens),
            ));
        }
    }
    found
}

/// The configuration with what there is to know of it.
pub(super) fn extra(month: &Month<'_>, values: &Values) -> Extra {
    let mut extra = Extra { title: "Take it to a gateway", control: "budget", ..Extra::default() };
    let gateway = match gateway(month, values) {
        Ok(gateway) => gateway,
        Err(why) => {
            extra.remarks =
                vec![["There is no configuration: ", &why, " The plan can be saved all the same."].concat()];
            return extra;
        }
    };
    let config = gateway.config();
    let mut points: Vec<(String, String)> = vec![];
    let groups = gateway.groups();
    let first = groups.first().map_or("", String::as_str);
    points.push((
        "Groups".to_owned(),
        format!(
            "One for each class. A request names it as its model: “{first}” is {}.",
            report::name(&month.plan.classes[0])
        ),
    ));
    let said = |key: &str| config.get("router_settings").is_some_and(|router| router.get(key).is_some());
    let mut say = |about: &str, words: &str| points.push((about.to_owned(), words.to_owned()));
    let any = |is: fn(Assignment) -> bool| month.plan.classes.iter().any(|class| is(class.to.plainest()));
    if any(|to| matches!(to, Assignment::Split(_))) {
        say(
            "Weights",
            "A split is a group of two. Each request is drawn by weight, so shares hold over many requests, not over ten.",
        );
    }
    if any(|to| matches!(to, Assignment::Cascade(_))) {
        say(
            "Cascades",
            "The gateway can’t see whether an answer is right. Your check does, and sends what fails to the group that ends in “-again”.",
        );
    }
    say(
        "Parameters",
        "What a model refuses is left out of a request to it, without a word: temperature and stop sequences for some, seeds for others.",
    );
    if said("fallbacks") {
        say(
            "Fallbacks",
            "Where a provider fails, the other model takes over, if its window is large enough, at what that costs. In a split, retries find the other one.",
        );
    }
    if said("context_window_fallbacks") {
        say("Long prompts", "What is longer than a model’s window goes to the one with the larger window.");
    }
    if said("provider_budget_config") {
        say(
            "Budget",
            "For each provider, as the plan parts its tokens’ cost, a cent at least. Only chat completions count: what comes through /v1/responses or /v1/messages, as from Codex and Claude Code, spends past it, so set limits in your providers’ accounts as well. What is over goes to the other provider while its budget lasts, and is refused when both are used up, until the period ends. Spending is counted in the memory of one process.",
        );
    }
    say("Keys", "Named as environment variables, never written. The master key is what your clients send.");
    let found = found(month, values, &gateway, &config);
    points.push((
        "Checked".to_owned(),
        format!(
            "What such a gateway accepts without a word and does wrong. In this file: {}.",
            format::joined(&CHECKS, "; ")
        ),
    ));
    points.push((
        "Found".to_owned(),
        if found.is_empty() {
            "Nothing that will not work as planned.".to_owned()
        } else {
            format::joined(&found, " ")
        },
    ));
    extra.remarks = vec![if found.is_empty() {
        "A LiteLLM proxy loads this file and sends each class where your plan has it.".to_owned()
    } else {
        "A LiteLLM proxy loads this file, and something in it will not work as planned: see “Found”."
            .to_owned()
    }];
    extra.points = points;
    let yaml = config.yaml();
    let lines = yaml.lines().count() as u64;
    extra.code =
        Some(Code { name: format!("config.yaml, {}", format::count(lines, "line", "lines")), text: yaml });
    extra.actions = [(Action::CopyFile, "Copy config.yaml"), (Action::SaveFile, "Save config.yaml")]
        .map(|(action, words)| (action, words.to_owned()))
        .to_vec();
    extra
}
