//! What can be set in the calculator.

use super::axis::Axis;
use super::inputs::{CHANCE, MOST, MOST_TASKS, RELATIVE, SHARE, VOLUME, counted, of_model, tokens};
use super::volume::{BY_MONTH, BY_REQUESTS, BY_TASKS};
use crate::data::Showdown;
use crate::domain::workload::{CacheLife, Parts, Service, WHOLE};
use crate::domain::{Entry, Measure, Slider, Workload, format};
use crate::figures::book;
use crate::figures::repair_time::{self, REPAIR};
use crate::figures::setting::{Choice, Setting};

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
        .only_if("by", &[BY_MONTH]),
        Setting::number("out", "Output tokens a month", "Everything the model writes.", VOLUME, month.output.count())
            .only_if("by", &[BY_MONTH]),
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
        .only_if("by", &[BY_TASKS]),
        Setting::number(
            "requests",
            "Requests a month",
            "All of them, for one attempt at each task.",
            count("request", "requests", MOST, Slider::Between(1, 1_000_000_000)),
            whole.requests,
        )
        .only_if("by", &[BY_REQUESTS]),
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
        .only_if("by", &[BY_REQUESTS, BY_TASKS]),
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
            "Share of the input that is kept there. Anthropic charges for writing; OpenAI lists no price for it, so there it counts as plain input.",
            SHARE,
            month.written,
        ),
        Setting::choice(
            "life",
            "Cache lifetime",
            "How long what is written stays in the cache. An hour costs more to write than five minutes; reading costs the same.",
            CacheLife::ALL
                .into_iter()
                .zip(["5 minutes", "1 hour"])
                .map(|(life, label)| Choice::new(life.name(), label))
                .collect(),
        ),
        Setting::choice(
            "service",
            "Service",
            "Batch answers within a day; priority goes first. Where a book has no such price, the standard one counts, and a line says so.",
            Service::ALL.map(|service| Choice::new(service.name(), service.name())).to_vec(),
        ),
        Setting::number(
            "relative",
            &format!("Tokens that {} needs", names[1]),
            &format!("For the same work, as a share of {}’s. 100% means equally many; nobody reports it.", names[0]),
            RELATIVE,
            WHOLE,
        ),
    ]);
    let of_each = |what: &str, label: &str, help: &str, entry: Entry, default: &dyn Fn(usize) -> u64| {
        [0, 1].map(|model| {
            let key = of_model(data, what, model);
            Setting::number(&key, &[names[model], ": ", label].concat(), help, entry, default(model))
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
            "Attempts before you give up",
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
        &|model| counted(data, model).unwrap_or_default(),
    ));
    all.extend(repair_time::settings(data));
    let axes = Axis::ALL.map(|axis| Choice::new(axis.word(), &format::capital(&axis.name(data)))).to_vec();
    all.push(Setting::choice(
        "axis",
        "Along which input",
        "It runs from left to right in the drawing.",
        axes,
    ));
    all
}

const ERRORS: &[u64] = &[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200, 500, 1_000];
