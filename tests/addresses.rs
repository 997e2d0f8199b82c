//! Addresses that somebody may have sent, and what they mean for ever: those of version 1.
//!
//! A line here is never changed. Where a later version gives something another meaning, addresses without `v`, or with `v=1`,
//! must still come out as they stand here.

use showdown::data::Showdown;
use showdown::domain::Tokens;
use showdown::domain::routing::{Assignment, Part};
use showdown::figures::{self, State, VERSION};
use showdown::plan::Reader;

/// An address, and the values that it sets.
type Meaning = (&'static [(&'static str, &'static str)], &'static [(&'static str, u64)]);

const VERSION_1: &[Meaning] = &[
    (
        &[],
        &[
            ("book", 0),
            ("in", 50_000_000),
            ("out", 10_000_000),
            ("cached", 0),
            ("written", 0),
            ("prompt", 20_000),
            ("service", 0),
        ],
    ),
    (&[("book", "article")], &[("book", 1)]),
    (
        &[("book", "custom")],
        &[
            ("book", 2),
            ("rates-1", 2_500_000),
            ("rates-2", 7_500_000),
            ("rates-3", 4_000_000),
            ("rates-4", 12_000_000),
        ],
    ),
    (&[("in", "2.5M"), ("out", "750k")], &[("in", 2_500_000), ("out", 750_000)]),
    (&[("in", "1e9"), ("out", "1_000_000")], &[("in", 1_000_000_000), ("out", 1_000_000)]),
    (
        &[("cached", "80"), ("written", "5"), ("prompt", "200001")],
        &[("cached", 8_000), ("written", 500), ("prompt", 200_001)],
    ),
    (&[("service", "batch")], &[("service", 1)]),
    (
        &[("goal", "fewest"), ("flow", "dollars"), ("against", "failures"), ("budget", "500")],
        &[("goal", 2), ("flow", 1), ("against", 1), ("budget", 50_000)],
    ),
    (&[("goal", "fastest"), ("against", "time")], &[("goal", 1), ("against", 0)]),
    (&[("service", "priority")], &[("service", 2)]),
    (
        &[("rates", "3,15,1.75,14")],
        &[("rates-1", 3_000_000), ("rates-2", 15_000_000), ("rates-3", 1_750_000), ("rates-4", 14_000_000)],
    ),
    (&[("wage", "80"), ("repair", "90s")], &[("wage", 8_000), ("repair", 90_000)]),
    (&[("wage", "$80")], &[("wage", 8_000)]),
    (&[("caught", "90%"), ("rounds", "3")], &[("caught", 9_000), ("rounds", 3)]),
    (
        &[("by", "requests"), ("requests", "100k"), ("prompt", "3k"), ("answer", "400")],
        &[("by", 1), ("requests", 100_000), ("prompt", 3_000), ("answer", 400)],
    ),
    (
        &[("by", "tasks"), ("tasks", "400"), ("per-task", "40")],
        &[("by", 2), ("tasks", 400), ("per-task", 40)],
    ),
    (
        &[("relative", "62.5"), ("success-claude", "80"), ("success-gpt", "52%"), ("attempts", "5")],
        &[("relative", 6_250), ("success-claude", 8_000), ("success-gpt", 5_200), ("attempts", 5)],
    ),
    (
        &[("failure", "10min"), ("errors-claude", "1"), ("errors-gpt", "0"), ("axis", "wage")],
        &[("failure", 600_000), ("errors-claude", 1), ("errors-gpt", 0), ("axis", 6)],
    ),
    (
        &[("cache-rates", "0.5,6.25,0.175,none"), ("service-rates", "50,100,100,200")],
        &[
            ("cache-rates-1", 500_000),
            ("cache-rates-4", 10_000_000_001),
            ("service-rates-1", 5_000),
            ("service-rates-4", 20_000),
        ],
    ),
    (&[("v", "1"), ("in", "1k")], &[("in", 1_000)]),
];

#[test]
fn addresses_of_version_1_mean_what_they_meant() {
    let data = Showdown::embedded().expect("the data are right");
    let settings = figures::settings(figures::REGISTRY, &data);
    for (address, means) in VERSION_1 {
        let pairs: Vec<(String, String)> =
            address.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect();
        let state = State::read(&settings, &pairs);
        assert_eq!(state.problems, [], "{address:?}");
        for (key, value) in *means {
            assert_eq!(state.values.of(key), *value, "{key} of {address:?}");
        }
    }
    assert_eq!(VERSION, 1, "a new version needs a list of its own, and this one must still hold");

    let kept = [("keep-1".to_owned(), "A%3B b;in:2.5M;book:list".to_owned())];
    let state = State::read(&settings, &kept);
    assert_eq!(state.values.kept[0].name, "A; b");
    let inner = State::read_settings(&settings, &state.values.kept[0].settings);
    assert_eq!([inner.values.of("in"), inner.values.of("book")], [2_500_000, 0]);
}

#[test]
fn a_plan_means_for_ever_what_it_meant() {
    let data = Showdown::embedded().expect("the data are right");
    let reader = Reader::of(&data).expect("the data are right");
    let text = "UI%2A %5F%25_s_200_30k_12k_25k_15min_10_33.33_90_0.02_gpt.claude*A_f_1_0_0_0_0s_0_0_0_0_claude.70*B_s_1_0_0_0_0s_0_0_0_0_gpt";
    let plan = reader.read_address(text).expect("a plan");
    let class = &plan.classes[0];
    assert_eq!((class.name.as_str(), class.part, class.tasks), ("UI* _%", Part::Surface, 200));
    assert_eq!([class.input, class.output, class.context].map(Tokens::count), [30_000, 12_000, 25_000]);
    assert_eq!(
        (class.repair, class.fails, class.caught, class.check),
        (900_000, [1_000, 3_333], 9_000, 20_000)
    );
    let to: Vec<Assignment> = plan.classes.iter().map(|class| class.to).collect();
    assert_eq!(to, [Assignment::Cascade(1), Assignment::Split(7_000), Assignment::One(1)]);
    assert_eq!(plan.classes[1].part, Part::Foundation);
}
