//! What can be set in the calculator, and what else changes when something is.

use super::month::{BY_MONTH, BY_REQUESTS, BY_TASKS, parts, total};
use crate::data::Showdown;
use crate::domain::workload::{Parts, Service, WHOLE};
use crate::domain::{Entry, Measure, Slider, Tokens, Workload, format};
use crate::figures::repair_time::{self, REPAIR};
use crate::figures::setting::{Choice, Setting, Values};
use crate::figures::{book, calculator::axis::Axis};

/// The slider runs from 1k to 100B; fields take less and more.
pub(super) const VOLUME: Entry = tokens(0, Slider::Between(1_000, 100_000_000_000));
/// A share of everything.
pub(super) const SHARE: Entry =
    Entry { measure: Measure::Percent, min: 0, max: WHOLE, slider: Slider::Even(100) };
/// A chance: at least a hundredth, so that something gets finished.
pub(super) const CHANCE: Entry = Entry { min: 100, ..SHARE };
/// What the second model needs of the first one's tokens: a tenth to ten times as many, by the slider.
pub(super) const RELATIVE: Entry =
    Entry { measure: Measure::Percent, min: 100, max: 1_000_000, slider: Slider::Between(1_000, 100_000) };

const MOST: u64 = Tokens::MAX_TYPED.count();
const MOST_TASKS: u64 = 1_000_000_000;

const fn tokens(min: u64, slider: Slider) -> Entry {
    Entry { measure: Measure::Count("token", "tokens"), min, max: MOST, slider }
}

/// A number of its model: `success-claude`.
pub(super) fn of_model(data: &Showdown, what: &str, model: usize) -> String {
    [what, "-", &data.models[model].id].concat()
}

/// The errors that Test A counted: where those that are left in a finished task begin.
fn counted(data: &Showdown, model: usize) -> u64 {
    let errors = || {
        let benchmark = data.benchmark("test-a")?;
        let errors = benchmark.measures.iter().find(|measure| measure.id == "errors")?;
        Some(errors.values[model].value.max(0.0) as u64)
    };
    errors().unwrap_or_default()
}

pub(super) fn settings(data: &Showdown) -> Vec<Setting> {
    let month = Workload::DEFAULT;
    let names = data.shorts();
    let count = |one, many, max, slider| Entry { measure: Measure::Count(one, many), min: 1, max, slider };
    let choice = |names: [(&str, &str); 3]| names.map(|(name, label)| Choice::new(name, label)).to_vec();
    let whole = Parts::of([month.input, month.output], month.prompt, 1);
    let mut all = book::settings(data);
    all.extend([
        Setting::choice(
            "by",
            "Volume as",
            "Another way to say the same: the total stays.",
            choice([
                ("month", "totals of a month"),
                ("requests", "requests"),
                ("tasks", "tasks"),
            ]),
        ),
        Setting::number(
            "in",
            "Input tokens a month",
            "Everything you send, for one attempt at each task: prompts, files, history. Cached tokens are part of it.",
            VOLUME,
            month.input.count(),
        )
        .only_if("by", [BY_MONTH]),
        Setting::number("out", "Output tokens a month", "Everything the model writes.", VOLUME, month.output.count())
            .only_if("by", [BY_MONTH]),
        Setting::number(
            "tasks",
            "Tasks a month",
            "Pieces of work that you would call finished.",
            count("task", "tasks", MOST_TASKS, Slider::Between(1, 1_000_000)),
            1,
        )
        .assumed(data),
        Setting::number(
            "per-task",
            "Requests per task",
            "For one attempt.",
            count("request", "requests", MOST, Slider::Between(1, 10_000)),
            1,
        )
        .assumed(data)
        .only_if("by", [BY_TASKS]),
        Setting::number(
            "requests",
            "Requests a month",
            "All of them, for one attempt at each task.",
            count("request", "requests", MOST, Slider::Between(1, 1_000_000_000)),
            whole.requests,
        )
        .only_if("by", [BY_REQUESTS]),
        Setting::number(
            "prompt",
            "Input tokens of one request",
            "They decide whether a request fits the window, and whether a long-context rate applies.",
            tokens(1, Slider::Between(100, 10_000_000)),
            month.prompt.count(),
        ),
        Setting::number(
            "answer",
            "Output tokens of one request",
            "What the model writes in answer to it.",
            tokens(0, Slider::Between(10, 1_000_000)),
            whole.answer.count(),
        )
        .only_if("by", [BY_REQUESTS, BY_TASKS]),
        Setting::number(
            "cached",
            "Input read from the cache",
            "Share of the input that was sent before and is read again at the cache’s rate.",
            SHARE,
            month.cached,
        ),
        Setting::number(
            "written",
            "Input written to the cache",
            "Share of the input, kept for five minutes. Anthropic charges for writing; OpenAI lists no price for it, so there it counts as plain input.",
            SHARE,
            month.written,
        ),
        Setting::choice(
            "service",
            "Service",
            "Batch answers within a day; priority goes first. Where a book has no such price, the standard one counts, and a line says so.",
            Service::ALL.map(|service| Choice::new(service.name(), service.name())).to_vec(),
        ),
        Setting::number(
            "relative",
            format!("Tokens that {} needs", names[1]),
            &format!("For the same work, of {}’s tokens. Nobody reports it: it begins at as many.", names[0]),
            RELATIVE,
            WHOLE,
        ),
    ]);
    let of_each = |what: &str, label: &str, help: &str, entry: Entry, default: &dyn Fn(usize) -> u64| {
        [0, 1].map(|model| {
            let key = of_model(data, what, model);
            Setting::number(&key, [names[model], ": ", label].concat(), help, entry, default(model))
        })
    };
    all.extend(of_each(
        "success",
        "chance that an attempt succeeds",
        "Nobody reports it: it begins at 100% for both, and leaves failures out until you set it.",
        CHANCE,
        &|_| WHOLE,
    ));
    all.extend([
        Setting::number(
            "attempts",
            "Attempts before one gives up",
            "It decides how many tasks get finished, not what a finished one costs.",
            Entry {
                measure: Measure::Count("attempt", "attempts"),
                min: 1,
                max: 10,
                slider: Slider::Even(1),
            },
            1,
        )
        .assumed(data),
        Setting::number(
            "failure",
            "Your time for each failed attempt",
            "To look into it and set it going again.",
            REPAIR,
            1,
        )
        .assumed(data),
    ]);
    all.extend(of_each(
        "errors",
        "errors left in a finished task",
        "It begins at Test A’s count, one author’s report about one large task. Set it to what you find.",
        Entry {
            measure: Measure::Count("error", "errors"),
            min: 0,
            max: 1_000,
            slider: Slider::Stops(ERRORS),
        },
        &|model| counted(data, model),
    ));
    all.extend(repair_time::settings(data));
    let axes = Axis::ALL.map(|axis| Choice::new(axis.word(), format::capital(&axis.name(data)))).to_vec();
    all.push(Setting::choice("axis", "Along which input", "", axes));
    all
}

const ERRORS: &[u64] = &[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200, 500, 1_000];

/// What else changes when a setting does: another way to give the volume keeps the total, and a part changes it.
pub(super) fn settle(before: &Values, key: &str, value: u64) -> Vec<(&'static str, u64)> {
    if key == "by" {
        let [input, output] = total(before);
        return taken_apart(before, value, [input, output]);
    }
    let after = before.clone().with(key, value);
    let is_part = match before.of("by") {
        BY_REQUESTS => ["requests", "prompt", "answer"].contains(&key),
        BY_TASKS => ["tasks", "per-task", "prompt", "answer"].contains(&key),
        _ => false,
    };
    if !is_part {
        return vec![];
    }
    let [input, output] = parts(&after).total();
    vec![("in", input.count()), ("out", output.count())]
}

/// A total, and the parts that it is shown as when the volume is given in that way.
pub(super) fn taken_apart(values: &Values, by: u64, total: [Tokens; 2]) -> Vec<(&'static str, u64)> {
    let mut changes = vec![("in", total[0].count()), ("out", total[1].count())];
    let tasks = values.of("tasks");
    let parts = Parts::of(total, Tokens::new(values.of("prompt")), if by == BY_TASKS { tasks } else { 1 });
    match by {
        BY_REQUESTS => changes.extend([("requests", parts.requests), ("answer", parts.answer.count())]),
        BY_TASKS => {
            changes.extend([("per-task", parts.requests / tasks.max(1)), ("answer", parts.answer.count())])
        }
        _ => {}
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn begin() -> Values {
        Values::defaults(&settings(&Showdown::embedded().expect("the data are right")))
    }

    /// What a reader sets, and what follows.
    fn set(values: &Values, key: &str, value: u64) -> Values {
        let changes = settle(values, key, value);
        let set = values.clone().with(key, value);
        changes.into_iter().fold(set, |values, (key, value)| values.with(key, value))
    }

    #[test]
    fn a_part_that_is_changed_changes_the_total() {
        let tasks = set(&begin(), "by", BY_TASKS);
        assert_eq!([tasks.of("tasks"), tasks.of("per-task"), tasks.of("answer")], [250, 10, 4_000]);
        let twice = set(&tasks, "tasks", 500);
        assert_eq!(total(&twice), [100_000_000, 20_000_000].map(Tokens::new));
        assert_eq!([twice.of("in"), twice.of("out")], [100_000_000, 20_000_000], "and the address agrees");
        let months = set(&begin(), "tasks", 500);
        assert_eq!(total(&months), total(&begin()), "as a total, it does not depend on the tasks");
    }

    #[test]
    fn a_link_that_names_parts_alone_means_their_product() {
        let values = begin().with("by", BY_REQUESTS).with("requests", 1_000).with("prompt", 3_000);
        assert_eq!(total(&values), [3_000_000, 4_000_000].map(Tokens::new));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn however_a_volume_is_given_switching_keeps_the_total(
            input in 0..=MOST, output in 0..=MOST, shift in 0..50_u32, prompt in 1..=1_000_000_u64,
            tasks in 1..=100_000_u64, ways in proptest::collection::vec(0..3_u64, 1..6),
        ) {
            let mut values = begin()
                .with("in", input >> shift)
                .with("out", output >> shift)
                .with("prompt", prompt)
                .with("tasks", tasks);
            let before = total(&values);
            for way in ways {
                values = set(&values, "by", way);
                prop_assert_eq!(total(&values), before, "as {}", way);
            }
        }
    }
}
