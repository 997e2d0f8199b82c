//! The plan as a gateway's configuration, explained and looked through.

use super::month::{Contender, Month};
use super::report;
use crate::domain::{Usd, format};
use crate::figures::Values;
use crate::figures::shown::{Code, Extra};
use crate::plan::gateway::Gateway;
use crate::plan::{CHECKS, lint};

fn gateway<'a>(month: &'a Month<'_>, values: &Values) -> Option<Gateway<'a>> {
    month.sum(Contender::Yours).ok()?;
    month.gateway(Usd::from_cents(values.of("budget")))
}

/// The configuration; nothing while a class does not fit.
pub(super) fn config(month: &Month<'_>, values: &Values) -> Option<String> {
    Some(gateway(month, values)?.config().yaml())
}

pub(super) fn extra(month: &Month<'_>, values: &Values) -> Extra {
    let mut extra = Extra { title: "Take it to a gateway", control: "budget", ..Extra::default() };
    let Some(gateway) = gateway(month, values) else {
        extra.remarks = vec![
            "There is no configuration: a class does not fit, see above. The plan can be saved all the same."
                .to_owned(),
        ];
        return extra;
    };
    let config = gateway.config();
    let mut points: Vec<(String, String)> = vec![];
    let groups = gateway.groups();
    let first = groups.first().map_or("", String::as_str);
    points.push((
        "Groups".to_owned(),
        format!(
            "One for each class. A request names it as its model: `{first}` is {}.",
            report::name(&month.plan.classes[0])
        ),
    ));
    let said = |key: &str| config.get("router_settings").is_some_and(|router| router.get(key).is_some());
    let mut say = |about: &str, words: &str| points.push((about.to_owned(), words.to_owned()));
    let deployments = config.get("model_list").and_then(|list| list.as_list()).unwrap_or_default();
    if deployments
        .iter()
        .any(|deployment| deployment.get("litellm_params").is_some_and(|own| own.get("weight").is_some()))
    {
        say(
            "Weights",
            "A split is a group of two. Each request is drawn by weight, so shares hold over many requests, not over ten.",
        );
    }
    if groups.iter().any(|group| {
        deployments.iter().any(|own| {
            own.get("model_name").and_then(|name| name.as_text()) == Some(&[group, "-again"].concat())
        })
    }) {
        say(
            "Cascades",
            "The gateway can’t see whether an answer is right. Your check does, and sends what fails to the group that ends in `-again`.",
        );
    }
    if said("fallbacks") {
        say(
            "Fallbacks",
            "Where a provider fails, the other model takes over, if its window is large enough. That costs what the other one costs.",
        );
    }
    if said("context_window_fallbacks") {
        say("Long prompts", "What is longer than a model’s window goes to the one with the larger window.");
    }
    if said("provider_budget_config") {
        say(
            "Budget",
            "For each provider, as the plan parts its tokens’ cost. What is over is refused until the period ends.",
        );
    }
    say("Keys", "Named as environment variables, never written. The master key is what your clients send.");
    let findings = lint(&config);
    let mut found: Vec<String> =
        findings.iter().map(|finding| format!("{}: {}", finding.place, finding.says)).collect();
    let misfits = gateway.misfits();
    found.extend(misfits.iter().map(|misfit| {
        [misfit, " The gateway accepts the configuration all the same, and such a request fails."].concat()
    }));
    let budget = Usd::from_cents(values.of("budget"));
    if let Ok(sum) = month.sum(Contender::Yours) {
        let tokens = sum.tokens(0) + sum.tokens(1);
        if budget > Usd::ZERO && tokens > budget {
            found.push(format!(
                "The budget of {} is less than the {} that the plan’s tokens cost: the gateway will refuse requests before the 30 days are over.",
                format::usd(budget),
                format::usd(tokens),
            ));
        }
    }
    points.push((
        "Looked for".to_owned(),
        format!("What this gateway accepts without a word and does wrong: {}.", CHECKS.join("; ")),
    ));
    points.push((
        "Found".to_owned(),
        if found.is_empty() { "Nothing of that.".to_owned() } else { found.join(" ") },
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
    extra.actions = [("copy-config", "Copy config.yaml"), ("save-config", "Save config.yaml")]
        .map(|(deed, words)| (deed.to_owned(), words.to_owned()))
        .to_vec();
    extra
}
