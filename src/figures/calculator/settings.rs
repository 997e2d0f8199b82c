//! The settings of the calculator.

use super::axis::Axis;
use super::inputs::{CHANCE, MOST, MOST_TASKS, RELATIVE, SHARE, VOLUME, of_model, tokens};
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
            "Enter volume as",
            "Switching converts your numbers. The monthly total stays the same.",
            choice([
                ("month", "monthly totals"),
                ("requests", "requests"),
                ("tasks", "tasks"),
            ]),
        ),
        Setting::number(
            "in",
            "Input tokens a month",
            "Everything you send for one attempt at each task: prompts, files, history, cached tokens.",
            VOLUME,
            month.input.count(),
        )
        .only_if("by", &[BY_MONTH]),
        Setting::number("out", "Output tokens a month", "Everything the model writes in reply.", VOLUME, month.output.count())
            .only_if("by", &[BY_MONTH]),
        Setting::number(
            "tasks",
            "Tasks a month",
            "Finished pieces of work, as you count them.",
            count("task", "tasks", MOST_TASKS, Slider::Between(1, 1_000_000)),
            1,
        )
        .assumed(data),
        Setting::number(
            "per-task",
            "Requests per task",
            "Requests for one attempt at a task.",
            count("request", "requests", MOST, Slider::Between(1, 10_000)),
            1,
        )
        .assumed(data)
        .only_if("by", &[BY_TASKS]),
        Setting::number(
            "requests",
            "Requests a month",
            "Requests for one attempt at each task.",
            count("request", "requests", MOST, Slider::Between(1, 1_000_000_000)),
            whole.requests,
        )
        .only_if("by", &[BY_REQUESTS]),
        Setting::number(
            "prompt",
            "Input tokens per request",
            "Decides whether a request fits the window and whether a long-context rate applies.",
            tokens(1, Slider::Between(100, 10_000_000)),
            month.prompt.count(),
        ),
        Setting::number(
            "answer",
            "Output tokens per request",
            "Tokens the model writes in reply to one request.",
            tokens(0, Slider::Between(10, 1_000_000)),
            whole.answer.count(),
        )
        .only_if("by", &[BY_REQUESTS, BY_TASKS]),
        Setting::number(
            "cached",
            "Input read from the cache",
            "Share of the input billed at the cache-read rate.",
            SHARE,
            month.cached,
        ),
        Setting::number(
            "written",
            "Input written to the cache",
            "Share of the input written to the cache. A model without a cache-write price bills it as plain input.",
            SHARE,
            month.written,
        ),
        Setting::choice(
            "life",
            "Cache lifetime",
            "How long written tokens stay in the cache. Writing for one hour costs more than for five minutes. Reading costs the same.",
            CacheLife::ALL
                .into_iter()
                .zip(["5 minutes", "1 hour"])
                .map(|(life, label)| Choice::new(life.name(), label))
                .collect(),
        ),
        Setting::choice(
            "service",
            "Service",
            "Batch answers within a day, priority answers first. Without a price for it, the standard rate applies and a note says so.",
            Service::ALL.map(|service| Choice::new(service.name(), service.name())).to_vec(),
        ),
        Setting::number(
            "relative",
            &format!("{} tokens for the same work", names[1]),
            &format!("Percent of {}’s tokens. 100% means equal. No source reports it.", names[0]),
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
        "success rate per attempt",
        "Defaults to 100%, which leaves failures out. No source reports a rate.",
        CHANCE,
        &|_| WHOLE,
    ));
    all.extend([
        Setting::number(
            "attempts",
            "Attempts before you give up",
            "Decides how many tasks get finished, not the cost of a finished one.",
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
            "Your time per failed attempt",
            "Time to investigate and restart.",
            REPAIR,
            1,
        )
        .assumed(data),
    ]);
    all.extend(of_each(
        "errors",
        "errors left per finished task",
        "Defaults to 0. Enter the number you find in your own work.",
        Entry {
            measure: Measure::Count("error", "errors"),
            min: 0,
            max: 1_000,
            slider: Slider::Stops(ERRORS),
        },
        &|_| 0,
    ));
    all.extend(repair_time::settings(data));
    let axes = Axis::ALL.map(|axis| Choice::new(axis.word(), &format::capital(&axis.name(data)))).to_vec();
    all.push(Setting::choice("axis", "Horizontal axis", "The input that varies from left to right.", axes));
    all
}

const ERRORS: &[u64] = &[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50, 100, 200, 500, 1_000];
