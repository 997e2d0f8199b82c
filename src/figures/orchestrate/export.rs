//! The plan as a gateway configuration, explained and checked.

use super::month::{Contender, Month};
use super::report;
use crate::domain::routing::Assignment;
use crate::domain::{Usd, format};
use crate::figures::Values;
use crate::figures::shown::{Action, Code, Extra};
use crate::plan::gateway::Gateway;
use crate::plan::tree::Tree;
use crate::plan::{CHECKS, lint};

/// The gateway for the reader's plan, or why there is none: a class that fits no window, by the book in force or by the
/// published list.
fn gateway<'a>(month: &'a Month<'_>, values: &Values) -> Result<Gateway<'a>, String> {
    let gateway = month.gateway(Usd::from_cents(values.of("budget"))).ok_or("no book publishes a window.")?;
    if month.sum(Contender::Yours).is_err() {
        return Err("a class does not fit (see above).".to_owned());
    }
    match gateway.misfits().into_iter().find(|(held, _)| !held) {
        Some((_, says)) => Err(says),
        None => Ok(gateway),
    }
}

/// The configuration, and its problems. `None` while a class does not fit.
pub(super) fn config(month: &Month<'_>, values: &Values) -> Option<(String, Vec<String>)> {
    let gateway = gateway(month, values).ok()?;
    let config = gateway.config();
    Some((config.yaml(), found(month, values, &gateway, &config)))
}

/// Settings that the gateway mishandles, and parts of the plan that will not work there.
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
                "The budget of {} is below the plan’s token cost of {}. It runs out before the 30 days end.",
                format::usd(budget),
                format::usd(tokens),
            ));
        }
    }
    found
}

/// The configuration, with notes.
pub(super) fn extra(month: &Month<'_>, values: &Values) -> Extra {
    let mut extra = Extra { title: "Export to a gateway", control: "budget", ..Extra::default() };
    let gateway = match gateway(month, values) {
        Ok(gateway) => gateway,
        Err(why) => {
            extra.remarks = vec![["No configuration: ", &why, " You can still save the plan."].concat()];
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
            "Each class has a group. A request names the group as its model: “{first}” is {}.",
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
            "The gateway cannot tell whether an answer is right. Your check can, and sends failures to the group that ends in “-again”.",
        );
    }
    say(
        "Parameters",
        "Parameters that a model refuses are silently left out of a request to it: temperature and stop sequences for some, seeds for others.",
    );
    if said("fallbacks") {
        say(
            "Fallbacks",
            "If a provider fails, the other model takes over at its own price, if its window is large enough. In a split, retries reach it.",
        );
    }
    if said("context_window_fallbacks") {
        say(
            "Long prompts",
            "A prompt longer than a model’s window goes to the model with the larger window.",
        );
    }
    if said("provider_budget_config") {
        say(
            "Budget",
            "Split like the plan’s token cost, at least one cent per provider. Only chat completions count. Requests to /v1/responses (Codex) or /v1/messages (Claude Code) are neither counted nor refused, so set limits in your providers’ accounts as well. Past its limit, requests go to the other provider. When both are used up, requests are refused until the period ends. Spending is counted in the memory of one process.",
        );
    }
    say("Keys", "The file names environment variables and holds no keys. Clients send the master key.");
    let found = found(month, values, &gateway, &config);
    points.push((
        "Checked".to_owned(),
        format!(
            "Settings LiteLLM accepts silently but mishandles. Rules: {}.",
            format::joined(&CHECKS, "; ")
        ),
    ));
    points.push((
        "Found".to_owned(),
        if found.is_empty() { "No problems found.".to_owned() } else { format::joined(&found, " ") },
    ));
    extra.remarks = vec![if found.is_empty() {
        "A LiteLLM proxy loads this file and routes each class as your plan says.".to_owned()
    } else {
        "A LiteLLM proxy loads this file, but part of it will not work as planned. See “Found”.".to_owned()
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
