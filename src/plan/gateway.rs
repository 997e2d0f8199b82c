//! A plan as the configuration of a LiteLLM proxy: a group of deployments for each class, to which its requests are sent by
//! name.
//!
//! | in the plan | in the configuration |
//! |---|---|
//! | one model does it | a group of one deployment |
//! | both do | a group of two, with weights |
//! | a cascade | a group for the first model, and one more, named `…-again`, for what the check finds |
//! | a request has what one model refuses, such as `temperature` | `drop_params`: it is left out |
//! | a provider fails | `fallbacks`: the other model, where its window is large enough. In a split each is there for the other by retries |
//! | a prompt is too long | `context_window_fallbacks`: the model with the larger window |
//!
//! Keys are never in it: `os.environ/…` names the variables that hold them.

use super::tree::{Tree, plain};
use super::{Plan, Reader};
use crate::domain::routing::{Assignment, Class};
use crate::domain::workload::WHOLE;
use crate::domain::{Misfit, Usd, Window, format};

/// A model as the gateway calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Its name for people.
    pub name: String,
    /// The provider, as price catalogues and the gateway call it: `anthropic`.
    pub provider: String,
    /// Its id there.
    pub id: String,
    /// How many tokens a request may hold.
    pub window: Window,
}

impl Served {
    /// Why it can't take the largest request of a class, if it can't.
    fn misfit(&self, class: &Class) -> Option<Misfit> {
        self.window.misfit_of_context(class.context, class.output)
    }
}

/// What the configuration is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway<'a> {
    /// Ids and fields.
    pub reader: &'a Reader,
    /// The classes, and who does them.
    pub plan: &'a Plan,
    /// Both models.
    pub models: [Served; 2],
    /// The most that may be spent with each provider in 30 days, if there is a limit.
    pub budgets: Option<[Usd; 2]>,
}

/// What groups are called that hold what a check has found.
const AGAIN: &str = "-again";
/// The longest name of a group, in characters.
const LONGEST: usize = 40;
/// What the file says of requests that one model takes and another refuses. Without `drop_params` such a request fails, or
/// goes to the model that takes it, and shares do not hold.
const DROPPED: &str =
    "drop_params: a parameter that a model refuses is left out of a request to it, without a word.";
/// How long a budget lasts: there is no calendar month among the periods.
const PERIOD: &str = "30d";

impl Gateway<'_> {
    /// What each class's group is called, in their order: its name in plain letters, and a number where two would be alike.
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

    /// The configuration. A class that its model can't hold is in it like any other, so look at [`Gateway::misfits`] first.
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
                        says(["all by ", name(model), "."].concat()),
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
                            says(format!("{weight} of {all} requests by {}.", name(model))),
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
                        says(["first by ", name(first), "."].concat()),
                        self.deployment(group, first, None, Some(class)),
                    );
                    put(
                        says(["what your check finds wrong goes to ", name(second), "."].concat()),
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
            let remark = format!("{} alone: where fallbacks lead.", self.models[model].name);
            list.push(Tree::Remark(remark, Box::new(self.deployment(&ids[model], model, None, None))));
        }
        let mut settings = vec![
            (
                "routing_strategy",
                Tree::Remark("The one that honours weights.".into(), Box::new(Tree::text("simple-shuffle"))),
            ),
            ("num_retries", Tree::plain(2)),
            (
                "enable_pre_call_checks",
                Tree::Remark(
                    "Compares each prompt with what the model takes before it is sent, by the gateway’s own record.".into(),
                    Box::new(Tree::plain(true)),
                ),
            ),
        ];
        let mut lead = |key, remark: &str, all: Vec<Tree>| {
            if !all.is_empty() {
                settings.push((key, Tree::Remark(remark.into(), Box::new(Tree::List(all)))));
            }
        };
        lead("fallbacks", "Where a request goes that still fails after the retries.", fallbacks);
        lead("context_window_fallbacks", "Where a prompt goes that is too long.", too_long);
        if let Some(budgets) = self.budgets {
            let budget = |model: usize| {
                let limit = Tree::plain(budgets[model].to_string());
                let budget = Tree::map([("budget_limit", limit), ("time_period", Tree::text(PERIOD))]);
                (self.models[model].provider.as_str(), budget)
            };
            let counted = |model: &usize| budgets[*model] > Usd::ZERO && (used[*model] || alone[*model]);
            let all = Tree::map([0, 1].into_iter().filter(counted).map(budget));
            let remark = "US dollars in 30 days, counted at the gateway’s own price list. What is over goes to the other provider, and is refused when both are used up. Only chat completions count: what comes through /v1/responses or /v1/messages, as from Codex and Claude Code, spends past this. Set limits in your providers’ accounts as well.";
            settings.push(("provider_budget_config", Tree::Remark(remark.into(), Box::new(all))));
        }
        Tree::map([
            ("model_list", Tree::Remark(DROPPED.into(), Box::new(Tree::List(list)))),
            ("router_settings", Tree::map(settings)),
            ("general_settings", Tree::map([("master_key", Tree::text("os.environ/LITELLM_MASTER_KEY"))])),
        ])
    }

    /// Classes that need more context than a model that has to do with them is published to have: whether the other one holds
    /// them, and what that means, in words.
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
                Misfit::Window(limit) => ["hold ", &limit.short()].concat(),
                Misfit::Input(limit) => ["take ", &limit.short(), " of input"].concat(),
                Misfit::Output(limit) => ["write ", &limit.short()].concat(),
            };
            let says =
                format!("{about} needs {needs} tokens of context, and {name} is published to {limit}.");
            Some(match misfit(1 - small).is_none() {
                true => (true, format!("{says} The gateway sends it to {other} then, at what that costs.")),
                false => (false, format!("{says} {other} does not hold it either.")),
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
