//! A plan as the configuration of a LiteLLM proxy: a group of deployments for each class. Requests name the group.
//!
//! | in the plan | in the configuration |
//! |---|---|
//! | one model does it | a group of one deployment |
//! | both do | a group of two, with weights |
//! | a cascade | a group for the first model, and a second one, named `…-again`, for failures of the check |
//! | a request has a parameter that one model refuses, such as `temperature` | `drop_params`: it is left out |
//! | a provider fails | `fallbacks`: the other model, where its window is large enough. In a split, retries reach the other model |
//! | a prompt is too long | `context_window_fallbacks`: the model with the larger window |
//!
//! Keys are never in it: `os.environ/…` names the variables that hold them.

use super::tree::{Tree, plain};
use super::{Plan, Reader};
use crate::domain::routing::{Assignment, Class};
use crate::domain::workload::WHOLE;
use crate::domain::{Misfit, Usd, Window, format};

/// A model, by the names that the gateway uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Its name for people.
    pub name: String,
    /// The provider, as price catalogues and the gateway call it: `anthropic`.
    pub provider: String,
    /// Its id there.
    pub id: String,
    /// The context window and its limits.
    pub window: Window,
}

impl Served {
    /// The limit that the largest request of a class exceeds, if any.
    fn misfit(&self, class: &Class) -> Option<Misfit> {
        self.window.misfit_of_context(class.context, class.output)
    }
}

/// The input of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway<'a> {
    /// Ids and fields.
    pub reader: &'a Reader,
    /// The classes and their assignments.
    pub plan: &'a Plan,
    /// Both models.
    pub models: [Served; 2],
    /// The most that may be spent with each provider in 30 days, if there is a limit.
    pub budgets: Option<[Usd; 2]>,
}

/// The suffix of groups for failures of a check.
const AGAIN: &str = "-again";
/// The longest name of a group, in characters.
const LONGEST: usize = 40;
/// The file’s note on parameters that one model takes and another refuses. Without `drop_params` such a request fails, or goes
/// to the model that takes it, and shares do not hold.
const DROPPED: &str =
    "drop_params: a parameter that a model refuses is silently left out of a request to it.";
/// The period of a budget. The gateway has no calendar month.
const PERIOD: &str = "30d";

impl Gateway<'_> {
    /// The group names of the classes, in order: the name in plain letters, and a number where two would be equal.
    pub fn groups(&self) -> Vec<String> {
        // In order, to be looked up.
        let mut taken: Vec<String> = vec![];
        let take = |taken: &mut Vec<String>, name: String| {
            let at = taken.partition_point(|other| *other < name);
            taken.insert(at, name);
        };
        self.reader.ids.iter().for_each(|id| take(&mut taken, id.clone()));
        let mut all = vec![];
        for (place, class) in self.plan.classes.iter().enumerate() {
            let mut words = String::new();
            for character in class.name.chars().flat_map(char::to_lowercase) {
                match character {
                    _ if words.len() == LONGEST => break,
                    'a'..='z' | '0'..='9' => words.push(character),
                    _ if words.is_empty() || words.ends_with('-') => {}
                    _ => words.push('-'),
                }
            }
            let words = words.trim_end_matches('-');
            let first = if words.is_empty() { format!("class-{}", place + 1) } else { words.to_owned() };
            let numbered = (2..).map(|number: u32| format!("{first}-{number}"));
            let free = |name: &String| {
                [name, &[name, AGAIN].concat()].iter().all(|name| taken.binary_search(name).is_err())
            };
            let name = [first.clone()].into_iter().chain(numbered).find(free).unwrap_or_default();
            take(&mut taken, name.clone());
            take(&mut taken, [&name, AGAIN].concat());
            all.push(name);
        }
        all
    }

    fn model(&self, model: usize) -> String {
        [&self.models[model].provider, "/", &self.models[model].id].concat()
    }

    fn key(&self, model: usize) -> Tree {
        Tree::text(
            ["os.environ/", &self.models[model].provider.to_ascii_uppercase().replace('-', "_"), "_API_KEY"]
                .concat(),
        )
    }

    /// A deployment: one model in one group, with a weight if it shares the group.
    fn deployment(&self, group: &str, model: usize, weight: Option<u64>, about: Option<&Class>) -> Tree {
        let mut params = vec![("model", Tree::text(self.model(model))), ("api_key", self.key(model))];
        params.push(("drop_params", Tree::plain(true)));
        params.extend(weight.map(|weight| ("weight", Tree::plain(weight))));
        let mut info = vec![("id", Tree::text([group, "-", &self.reader.ids[model]].concat()))];
        // Behind other words: alone, a name that begins with `os.environ/` would be replaced by that variable.
        info.extend(
            about.map(|class| ("description", Tree::text(["Class of work: ", &class.name].concat()))),
        );
        Tree::map([
            ("model_name", Tree::text(group)),
            ("litellm_params", Tree::map(params)),
            ("model_info", Tree::map(info)),
        ])
    }

    /// The configuration. It includes classes that do not fit their model, so check [`Gateway::misfits`] first.
    pub fn config(&self) -> Tree {
        let mut list = vec![];
        let (mut fallbacks, mut too_long) = (vec![], vec![]);
        // Which models are used in some group, and which in one of their own.
        let (mut used, mut alone) = ([false; 2], [false; 2]);
        let ids = &self.reader.ids;
        // A prompt is compared with what a model takes, before it is sent.
        let windows = [0, 1].map(|model: usize| self.models[model].window.input);
        let leads = |from: &str, to: &str| Tree::map([(from, Tree::List(vec![Tree::text(to)]))]);
        for (group, class) in self.groups().iter().zip(&self.plan.classes) {
            let says = |words: String| [&plain(&format::clipped(&class.name, 60)), ": ", &words].concat();
            let name = |model: usize| self.models[model].name.as_str();
            let holds = |model: usize| self.models[model].misfit(class).is_none();
            for model in [0, 1] {
                used[model] |= class.to.needs(model);
            }
            let mut put =
                |remark: String, deployment: Tree| list.push(Tree::Remark(remark, Box::new(deployment)));
            match class.to.plainest() {
                Assignment::One(model) => {
                    put(
                        says(["all to ", name(model), "."].concat()),
                        self.deployment(group, model, None, Some(class)),
                    );
                    let other = 1 - model;
                    if holds(other) {
                        fallbacks.push(leads(group, &ids[other]));
                        alone[other] = true;
                    }
                    if windows[other] > windows[model] {
                        too_long.push(leads(group, &ids[other]));
                        alone[other] = true;
                    }
                }
                Assignment::Split(share) => {
                    let weights = lowest([share, WHOLE - share]);
                    for model in [0, 1] {
                        let weight = weights[model];
                        let all = weights[0] + weights[1];
                        put(
                            says(format!("{weight} of {all} requests to {}.", name(model))),
                            self.deployment(group, model, Some(weight), Some(class)),
                        );
                    }
                    if windows[0] != windows[1] {
                        let larger = usize::from(windows[1] > windows[0]);
                        too_long.push(leads(group, &ids[larger]));
                        alone[larger] = true;
                    }
                }
                Assignment::Cascade(first) => {
                    let (second, again) = (1 - first, [group, AGAIN].concat());
                    put(
                        says(["first to ", name(first), "."].concat()),
                        self.deployment(group, first, None, Some(class)),
                    );
                    put(
                        says(["failures of your check go to ", name(second), "."].concat()),
                        self.deployment(&again, second, None, Some(class)),
                    );
                    fallbacks.push(leads(group, &again));
                    if windows[second] > windows[first] {
                        too_long.push(leads(group, &again));
                    }
                }
            }
        }
        for model in [0, 1].into_iter().filter(|model| alone[*model]) {
            let remark = format!("{} alone: target of fallbacks.", self.models[model].name);
            list.push(Tree::Remark(remark, Box::new(self.deployment(&ids[model], model, None, None))));
        }
        let mut settings = vec![
            (
                "routing_strategy",
                Tree::Remark("The strategy that honours weights.".into(), Box::new(Tree::text("simple-shuffle"))),
            ),
            ("num_retries", Tree::plain(2)),
            (
                "enable_pre_call_checks",
                Tree::Remark(
                    "Compares each prompt with the model’s input limit, as the gateway has it on record, before sending.".into(),
                    Box::new(Tree::plain(true)),
                ),
            ),
        ];
        let mut lead = |key, remark: &str, all: Vec<Tree>| {
            if !all.is_empty() {
                settings.push((key, Tree::Remark(remark.into(), Box::new(Tree::List(all)))));
            }
        };
        lead("fallbacks", "The target of requests that still fail after retries.", fallbacks);
        lead("context_window_fallbacks", "The target of prompts that are too long.", too_long);
        if let Some(budgets) = self.budgets {
            let budget = |model: usize| {
                let limit = Tree::plain(budgets[model].to_string());
                let budget = Tree::map([("budget_limit", limit), ("time_period", Tree::text(PERIOD))]);
                (self.models[model].provider.as_str(), budget)
            };
            let counted = |model: &usize| budgets[*model] > Usd::ZERO && (used[*model] || alone[*model]);
            let all = Tree::map([0, 1].into_iter().filter(counted).map(budget));
            let remark = "US dollars in 30 days, counted at the gateway’s own price list. Past its limit, requests go to the other provider. When both are used up, requests are refused. Only chat completions count: requests to /v1/responses (Codex) or /v1/messages (Claude Code) are neither counted nor refused. Set limits in your providers’ accounts as well.";
            settings.push(("provider_budget_config", Tree::Remark(remark.into(), Box::new(all))));
        }
        Tree::map([
            ("model_list", Tree::Remark(DROPPED.into(), Box::new(Tree::List(list)))),
            ("router_settings", Tree::map(settings)),
            ("general_settings", Tree::map([("master_key", Tree::text("os.environ/LITELLM_MASTER_KEY"))])),
        ])
    }

    /// Classes that need more context than their model has in the published list: whether the other model holds them, and the
    /// effect in words.
    pub fn misfits(&self) -> Vec<(bool, String)> {
        let misfit = |class: &Class| {
            let misfit = |model: usize| self.models[model].misfit(class);
            let small =
                [0, 1].into_iter().find(|model| class.to.needs(*model) && misfit(*model).is_some())?;
            let name = &self.models[small].name;
            let other = &self.models[1 - small].name;
            let about = plain(&format::clipped(&class.name, 60));
            let needs = class.context.short();
            let limit = match misfit(small)? {
                Misfit::Window(limit) => limit.short(),
                Misfit::Input(limit) => [&limit.short(), " of input"].concat(),
                Misfit::Output(limit) => [&limit.short(), " of output"].concat(),
            };
            let says = format!("{about} needs {needs} tokens of context, but {name} is listed with {limit}.");
            Some(match misfit(1 - small).is_none() {
                true => (true, format!("{says} The gateway then sends it to {other}, at its price.")),
                false => (false, format!("{says} {other} is too small as well.")),
            })
        };
        self.plan.classes.iter().filter_map(misfit).collect()
    }
}

/// The smallest whole numbers in the same proportion.
fn lowest([a, b]: [u64; 2]) -> [u64; 2] {
    let (mut divisor, mut rest) = (a, b);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    [a, b].map(|part| part / divisor.max(1))
}
