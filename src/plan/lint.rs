//! Settings that a gateway accepts silently but mishandles.
//!
//! LiteLLM's router rejects unknown strategies, providers and arguments when code constructs it. The proxy makes it lenient: it
//! drops deployments that it can't use and ignores unknown settings. The lint finds both in the exported configuration, and
//! mistakes that fail only when a request comes.

use super::tree::Tree;

/// The rules, in words.
pub const CHECKS: [&str; 9] = [
    "every deployment has a group and a model of a known provider",
    "no setting is misspelled",
    "weights are above zero, and all deployments of a group have one or none has",
    "every deployment drops parameters that its model refuses",
    "keys, and only keys, come from the environment",
    "fallbacks are lists that lead from existing groups to other existing groups",
    "no two deployments share an id",
    "the routing strategy honours weights",
    "budgets are above zero, for providers in use, in valid periods",
];

/// A setting that the gateway would mishandle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: `model_list[2].litellm_params.weight`.
    pub place: String,
    /// What is wrong, and its effect.
    pub says: String,
}

/// Settings that the export uses and the gateway knows.
const PARAMS: [&str; 4] = ["model", "api_key", "drop_params", "weight"];
const INFO: [&str; 2] = ["id", "description"];
const GENERAL: [&str; 1] = ["master_key"];
const DEPLOYMENT: [&str; 3] = ["model_name", "litellm_params", "model_info"];
const TOP: [&str; 3] = ["model_list", "router_settings", "general_settings"];
const ROUTER: [&str; 6] = [
    "routing_strategy",
    "num_retries",
    "enable_pre_call_checks",
    "fallbacks",
    "context_window_fallbacks",
    "provider_budget_config",
];
const ENVIRONMENT: &str = "os.environ/";

/// Checks a configuration for models of these providers.
pub fn lint(config: &Tree, known: [&str; 2]) -> Vec<Finding> {
    let mut lint = Lint { findings: vec![] };
    lint.known("", config, &TOP);
    lint.environment("", config);
    let deployments = config.get("model_list").and_then(Tree::as_list).unwrap_or_default();
    if deployments.is_empty() {
        lint.say("model_list", "The list is empty, so every request is refused.");
    }
    let group = |deployment: &Tree| {
        deployment.get("model_name").and_then(Tree::as_text).unwrap_or_default().to_owned()
    };
    let names: Vec<String> = deployments.iter().map(group).collect();
    let groups = in_order(names.iter().map(String::as_str));
    let weight = |deployment: &Tree| {
        deployment.get("litellm_params").and_then(|params| params.get("weight")).is_some()
    };
    let with_weight = deployments.iter().zip(&names).filter(|(own, _)| weight(own));
    let weighted = in_order(with_weight.map(|(_, name)| name.as_str()));
    let (mut ids, mut providers): (Vec<&str>, Vec<&str>) = (vec![], vec![]);
    for (number, deployment) in deployments.iter().enumerate() {
        let place = format!("model_list[{number}]");
        lint.known(&place, deployment, &DEPLOYMENT);
        if names[number].is_empty() {
            lint.say(&place, "The deployment has no `model_name`, so no request can reach it.");
        }
        let params = [&place, ".litellm_params"].concat();
        let own = deployment.get("litellm_params");
        lint.known(&params, own.unwrap_or(&Tree::Map(vec![])), &PARAMS);
        let text = |key: &str| own.and_then(|own| own.get(key)).and_then(Tree::as_text);
        match text("model").and_then(|model| model.split_once('/')) {
            Some((provider, _)) if known.contains(&provider) => providers.push(provider),
            Some(_) => lint
                .say(&[&params, ".model"].concat(), "Unknown provider. The proxy would drop the deployment."),
            None => lint.say(
                &[&params, ".model"].concat(),
                "The provider is missing. Write `openai/…`, for example.",
            ),
        }
        lint.key(&[&params, ".api_key"].concat(), text("api_key"));
        if !matches!(own.and_then(|own| own.get("drop_params")), Some(Tree::Plain(given)) if given == "true")
        {
            lint.say(
                &[&params, ".drop_params"].concat(),
                "The value is not `true`. Requests with a parameter that this model refuses fail or go to another model.",
            );
        }
        if let Some(given) = own.and_then(|own| own.get("weight")) {
            match given {
                Tree::Plain(number) if is_above_zero(number) => {}
                Tree::Plain(number) if number.parse::<u64>() == Ok(0) => lint.say(
                    &[&params, ".weight"].concat(),
                    "The weight is 0, so the deployment gets no requests, or all get equally many.",
                ),
                _ => lint.say(
                    &[&params, ".weight"].concat(),
                    "The weight is not a number above zero, so every request to this group fails.",
                ),
            }
        }
        if !weight(deployment) && weighted.binary_search(&names[number].as_str()).is_ok() {
            lint.say(
                &params,
                "Other deployments of the group have a weight and this one has none, so it gets no requests.",
            );
        }
        let info = deployment.get("model_info");
        lint.known(&[&place, ".model_info"].concat(), info.unwrap_or(&Tree::Map(vec![])), &INFO);
        if let Some(id) = info.and_then(|info| info.get("id")).and_then(Tree::as_text) {
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
            } else {
                lint.say(
                    &[&place, ".model_info.id"].concat(),
                    "Another deployment has the same id, so one replaces the other.",
                );
            }
        }
    }
    if let Some(router) = config.get("router_settings") {
        lint.known("router_settings", router, &ROUTER);
        for key in ["fallbacks", "context_window_fallbacks"] {
            if let Some(fallbacks) = router.get(key) {
                lint.fallbacks(&["router_settings.", key].concat(), fallbacks, &groups);
            }
        }
        let strategy = router.get("routing_strategy").and_then(Tree::as_text).unwrap_or("simple-shuffle");
        if strategy != "simple-shuffle" && deployments.iter().any(weight) {
            lint.say("router_settings.routing_strategy", "Only `simple-shuffle` honours weights.");
        }
        for (provider, budget) in
            router.get("provider_budget_config").and_then(Tree::as_map).unwrap_or_default()
        {
            lint.budget(provider, budget, &providers);
        }
    }
    if let Some(general) = config.get("general_settings") {
        lint.known("general_settings", general, &GENERAL);
        lint.key("general_settings.master_key", general.get("master_key").and_then(Tree::as_text));
    }
    lint.findings
}

/// Names in order, each once, to be looked up.
fn in_order<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut all: Vec<&str> = vec![];
    for name in names {
        if let Err(at) = all.binary_search(&name) {
            all.insert(at, name);
        }
    }
    all
}

/// Whether a number, as it is written plainly, is above zero.
fn is_above_zero(number: &str) -> bool {
    number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.bytes().filter(|byte| *byte == b'.').count() < 2
        && number.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

struct Lint {
    findings: Vec<Finding>,
}

impl Lint {
    fn say(&mut self, place: &str, says: &str) {
        self.findings.push(Finding { place: place.to_owned(), says: says.to_owned() });
    }

    /// A key must name a variable.
    fn key(&mut self, place: &str, key: Option<&str>) {
        if !key.is_some_and(|key| key.starts_with(ENVIRONMENT)) {
            self.say(place, "The key is not read from the environment. Write `os.environ/…`.");
        }
    }

    /// The gateway ignores settings with other names.
    fn known(&mut self, place: &str, map: &Tree, known: &[&str]) {
        for (key, _) in map.as_map().unwrap_or_default() {
            if !known.contains(&key.as_str()) {
                let place = if place.is_empty() { key.clone() } else { [place, ".", key].concat() };
                self.say(&place, "Unknown setting. The gateway would ignore it silently.");
            }
        }
    }

    /// The gateway replaces every text with that prefix by the value of a variable.
    fn environment(&mut self, place: &str, tree: &Tree) {
        match tree.bare() {
            Tree::Text(text) => {
                let key = place.ends_with("api_key") || place.ends_with("master_key");
                if text.starts_with(ENVIRONMENT) && !key {
                    self.say(
                        place,
                        "The gateway would replace this text with the value of an environment variable.",
                    );
                }
            }
            Tree::List(list) => {
                for (number, part) in list.iter().enumerate() {
                    self.environment(&format!("{place}[{number}]"), part);
                }
            }
            Tree::Map(entries) => {
                for (key, value) in entries {
                    let dot = if place.is_empty() { "" } else { "." };
                    self.environment(&[place, dot, key].concat(), value);
                }
            }
            _ => {}
        }
    }

    fn fallbacks(&mut self, place: &str, fallbacks: &Tree, groups: &[&str]) {
        let Some(list) = fallbacks.as_list() else {
            return self
                .say(place, "The value must be a list. The gateway would read its letters as fallbacks.");
        };
        for (number, fallback) in list.iter().enumerate() {
            let place = format!("{place}[{number}]");
            let Some([(from, to)]) = fallback.as_map() else {
                self.say(&place, "The entry must be one group with a list.");
                continue;
            };
            if groups.binary_search(&from.as_str()).is_err() {
                self.say(&place, &format!("There is no group `{from}`, so the fallback is never used."));
            }
            let Some(to) = to.as_list() else {
                self.say(&place, "The targets must be a list.");
                continue;
            };
            for target in to.iter().map(|target| target.as_text().unwrap_or_default()) {
                if target == from {
                    self.say(&place, "The group falls back to itself.");
                } else if groups.binary_search(&target).is_err() {
                    self.say(&place, &format!("There is no group `{target}`, so the request still fails."));
                }
            }
        }
    }

    fn budget(&mut self, provider: &str, budget: &Tree, providers: &[&str]) {
        let place = ["router_settings.provider_budget_config.", provider].concat();
        self.known(&place, budget, &["budget_limit", "time_period"]);
        if !providers.contains(&provider) {
            self.say(&place, "No deployment uses this provider, so the budget has no effect.");
        }
        let limit = budget.get("budget_limit");
        if !matches!(limit, Some(Tree::Plain(limit)) if is_above_zero(limit)) {
            self.say(&place, "The limit must be a number above zero.");
        }
        let period = budget.get("time_period").and_then(Tree::as_text).unwrap_or_default();
        let number = period.trim_end_matches(|unit: char| unit.is_ascii_lowercase());
        let unit = &period[number.len()..];
        if number.parse::<u32>().is_err() || !["s", "m", "h", "d", "w", "mo"].contains(&unit) {
            self.say(&place, "The period must be a number with s, m, h, d, w or mo.");
        }
    }
}
