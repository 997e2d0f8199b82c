//! The month's volume in any of its forms, and what else changes with the form or a part.

use crate::domain::Tokens;
use crate::domain::workload::Parts;
use crate::figures::Values;

/// The volume is given as the totals of a month.
pub(super) const BY_MONTH: u64 = 0;
/// As requests of so many tokens.
pub(super) const BY_REQUESTS: u64 = 1;
/// As tasks of so many requests.
pub(super) const BY_TASKS: u64 = 2;

/// The parts as set.
pub(super) fn parts(values: &Values) -> Parts {
    let [prompt, answer] = ["prompt", "answer"].map(|key| Tokens::new(values.of(key)));
    let requests = match values.of("by") {
        BY_TASKS => values.of("tasks").saturating_mul(values.of("per-task")),
        _ => values.of("requests"),
    };
    Parts { requests, prompt, answer }
}

/// The month's input and output, in any form.
pub(super) fn total(values: &Values) -> [Tokens; 2] {
    let total = ["in", "out"].map(|key| Tokens::new(values.of(key)));
    match values.of("by") {
        BY_REQUESTS => parts(values).hold(total, 1),
        BY_TASKS => parts(values).hold(total, values.of("tasks")),
        _ => total,
    }
}

/// The total of the parts, if the volume is given by parts, and whether it is in use.
pub(super) fn notice(values: &Values) -> Option<String> {
    let [made, counts] = [parts(values).total(), total(values)];
    let words = |[input, output]: [Tokens; 2]| format!("{} in and {} out", input.short(), output.short());
    let capped = made.contains(&Tokens::MAX_TYPED);
    match values.of("by") {
        BY_MONTH => None,
        _ if capped => Some(format!("The total is too large to count. Using {}.", words(counts))),
        _ if made == counts => Some(format!("Total: {} a month.", words(counts))),
        _ => Some(format!(
            "Still using {} a month. The rounded parts would give {}. Change one to use them.",
            words(counts),
            words(made)
        )),
    }
}

/// Further changes: another form keeps the total, another part changes it.
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

/// A total, and its parts in that form.
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
    use super::super::inputs::MOST;
    use super::super::settings::settings;
    use super::*;
    use crate::data::Showdown;
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
