//! All forms of a plan preserve every class, with any name.

use super::gateway::{Gateway, Served};
use super::tree::Tree;
use super::*;
use crate::domain::workload::WHOLE;
use crate::domain::{Tokens, Usd, Window};
use proptest::prelude::*;

/// A reader of the two models that the page compares.
pub(super) fn reader() -> Reader {
    let blank = Class {
        name: "New class".into(),
        part: Part::Surface,
        tasks: 100,
        input: Tokens::new(10_000),
        output: Tokens::new(2_000),
        context: Tokens::new(12_000),
        repair: 900_000,
        fails: [1_000; 2],
        caught: 9_000,
        check: 10_000,
        to: Assignment::One(1),
    };
    Reader { ids: ["claude", "gpt"].map(str::to_owned), blank }
}

const PROVIDERS: [&str; 2] = ["anthropic", "openai"];

fn models() -> [Served; 2] {
    let served = |name: &str, provider: &str, id: &str, window| Served {
        name: name.into(),
        provider: provider.into(),
        id: id.into(),
        window,
    };
    let codex =
        Window { all: Tokens::new(400_000), input: Tokens::new(272_000), output: Tokens::new(128_000) };
    [
        served("Claude Opus 4.6", "anthropic", "claude-opus-4-6", Window::whole(Tokens::new(1_000_000))),
        served("GPT-5.3-Codex", "openai", "gpt-5.3-codex", codex),
    ]
}

fn read_json(text: &str) -> Result<Plan, String> {
    json::read(&reader(), &Tree::from(serde_json::from_str::<serde_json::Value>(text).expect("it is JSON")))
}

/// Names as people should never choose them.
fn names() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "a \"quoted\" name",
        "it’s 'single'",
        "key: value",
        "# no comment",
        "a\nb",
        "a\r\nb",
        "\r",
        "- list",
        "🦀 crab",
        "👩‍👩‍👧‍👦",
        "{}",
        "[]",
        "&anchor",
        "*alias",
        "!tag",
        "% directive",
        "@at",
        "`tick`",
        "null",
        "true",
        "~",
        "1e9",
        "0x1f",
        "|",
        ">",
        "<script>alert(1)</script>",
        "</pre><img src=x onerror=alert(1)>",
        "a;b,c\td",
        "=1+1",
        "%41%2A_%5F*",
        "a_b*c%25",
        "os.environ/HOME",
        "\u{202e}evil",
        "\u{85}\u{2028}\u{2029}",
        "\u{feff}bom",
        "\u{0}nul",
        "\\",
        "\\\"",
        "\u{7f}",
        "\u{ffff}",
        "---",
        "...",
        "? key",
        "a: b: c",
        " led and trailed ",
        "ÄÖÜ",
        "e\u{301}",
    ]);
    let any = prop::collection::vec(any::<char>(), 1..=200).prop_map(String::from_iter);
    let long = prop::sample::select(vec!["x", "é", "🦀", "\"", "\n"])
        .prop_map(|text| ["a", &text.repeat(199)].concat());
    prop_oneof![3 => nasty.prop_map(str::to_owned), 3 => any, 1 => long]
        .prop_filter_map("a name is not blank", |name| clean_name(&name).ok())
}

prop_compose! {
    fn classes()(
        name in names(), seeds in prop::array::uniform9(any::<u64>()), surface in any::<bool>(),
        to in prop_oneof![
            (0..2_usize).prop_map(Assignment::One),
            (0..=WHOLE).prop_map(Assignment::Split),
            (0..2_usize).prop_map(Assignment::Cascade),
        ],
    ) -> Class {
        let mut class = Class { name, part: if surface { Part::Surface } else { Part::Foundation }, to, ..Class::default() };
        for (field, seed) in FIELDS.iter().zip(seeds) {
            (field.set)(&mut class, field.entry.min + seed % (field.entry.max - field.entry.min + 1));
        }
        class
    }
}

fn plans() -> impl Strategy<Value = Plan> {
    prop::collection::vec(classes(), 1..6).prop_map(|classes| Plan { classes })
}

fn gateway<'a>(reader: &'a Reader, plan: &'a Plan) -> Gateway<'a> {
    Gateway { reader, plan, models: models(), budgets: None }
}

proptest! {
    #![proptest_config(crate::domain::the_same_cases())]

    #[test]
    fn a_plan_survives_every_form(plan in plans()) {
        let reader = reader();
        prop_assert_eq!(reader.read_address(&reader.address(&plan)), Ok(plan.clone()));
        prop_assert_eq!(csv::read(&reader, &csv::write(&reader, &plan)), Ok(plan.clone()));
        prop_assert_eq!(read_json(&json::write(&reader, &plan)), Ok(plan));
    }

    #[test]
    fn names_survive_the_configuration_and_stay_names(plan in plans(), budget in any::<bool>()) {
        let reader = reader();
        let budgets = budget.then_some([Usd::from_cents(12_345), Usd::from_cents(1)]);
        let gateway = Gateway { budgets, ..gateway(&reader, &plan) };
        let config = gateway.config();
        prop_assert_eq!(lint(&config, PROVIDERS), vec![]);
        let yaml = config.yaml();
        let read: serde_json::Value = serde_norway::from_str(&yaml).expect("it is YAML");
        // Another reader finds what was written, and nothing else.
        let written: serde_json::Value = serde_json::from_str(&config.json()).expect("it is JSON");
        prop_assert_eq!(&read, &written);
        let groups = gateway.groups();
        for (group, class) in groups.iter().zip(&plan.classes) {
            let list = read["model_list"].as_array().expect("a list");
            let own: Vec<_> = list.iter().filter(|deployment| deployment["model_name"] == group.as_str()).collect();
            prop_assert!(!own.is_empty() && own.len() <= 2);
            for deployment in own {
                prop_assert_eq!(&deployment["model_info"]["description"], &format!("Class of work: {}", class.name));
            }
            prop_assert!(group.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
        }
        let mut unique = groups.clone();
        unique.sort();
        unique.dedup();
        prop_assert_eq!(unique.len(), groups.len());
    }

    #[test]
    fn reading_is_total(text in "\\PC*", lines in prop::collection::vec("[a-z\",;\t\r\n0-9%.*_ -]{0,20}", 0..6)) {
        let reader = reader();
        let text = ["class,tasks\n", &text, &lines.concat()].concat();
        let _ = csv::read(&reader, &text);
        let _ = csv::read(&reader, &lines.concat());
        let _ = reader.read_address(&text);
        let _ = reader.read_address(&lines.concat());
    }
}

#[test]
fn the_article_s_rule_goes_by_the_part_alone() {
    assert_eq!([Part::Foundation, Part::Surface].map(rule), [Assignment::One(0), Assignment::One(1)]);
}

#[test]
fn a_configuration_does_what_the_plan_says() {
    let reader = reader();
    let class = |name: &str, context, to| Class {
        name: name.into(),
        context: Tokens::new(context),
        to,
        ..reader.blank.clone()
    };
    let plan = Plan {
        classes: vec![
            class("Architecture", 250_000, Assignment::One(0)),
            class("UI", 20_000, Assignment::Split(3_000)),
            class("UI", 20_000, Assignment::Cascade(1)),
            class("GPT", 900_000, Assignment::One(0)),
            class("Scripts", 1_000, Assignment::Split(0)),
        ],
    };
    let gateway = gateway(&reader, &plan);
    assert_eq!(gateway.groups(), ["architecture", "ui", "ui-2", "gpt-2", "scripts"]);
    let config = gateway.config();
    snapbox::assert_data_eq!(config.yaml(), snapbox::file!["../../tests/data/gateway.yaml"].raw());
    assert_eq!(gateway.misfits(), vec![]);
    let plan = Plan { classes: vec![class("Whole\nkernel", 4_000_000, Assignment::One(0))] };
    let misfits = Gateway { plan: &plan, ..gateway }.misfits();
    let says = "Whole kernel needs 4M tokens of context, but Claude Opus 4.6 is listed with 1M. GPT-5.3-Codex is too small as well.";
    assert_eq!(misfits, [(false, says.to_owned())]);
    let plan = Plan { classes: vec![class("Repository", 900_000, Assignment::One(1))] };
    let misfits = Gateway { plan: &plan, models: models(), reader: &reader, budgets: None }.misfits();
    assert!(
        misfits[0].0 && misfits[0].1.ends_with("The gateway then sends it to Claude Opus 4.6, at its price."),
        "{misfits:?}"
    );
}

#[test]
fn a_class_whose_input_a_model_does_not_take_is_told_and_no_fallback_leads_there() {
    let reader = reader();
    let class = |to| Class {
        name: "Long".into(),
        context: Tokens::new(300_000),
        input: Tokens::new(300_000),
        to,
        ..reader.blank.clone()
    };
    let plan = Plan { classes: vec![class(Assignment::Split(3_000))] };
    let misfits = gateway(&reader, &plan).misfits();
    let says = "Long needs 300k tokens of context, but GPT-5.3-Codex is listed with 272k of input. The gateway then sends it to Claude Opus 4.6, at its price.";
    assert_eq!(misfits, [(true, says.to_owned())]);
    let plan = Plan { classes: vec![class(Assignment::One(0))] };
    let config = gateway(&reader, &plan).config();
    assert_eq!(gateway(&reader, &plan).misfits(), []);
    assert!(!config.yaml().contains("fallbacks:"), "{}", config.yaml());
}

/// The configuration of a split, with one thing put wrong.
fn broken(path: &[&str], value: Option<Tree>) -> Vec<String> {
    fn put(tree: &mut Tree, path: &[&str], value: Option<Tree>) {
        while let Tree::Remark(_, of) = tree {
            *tree = (**of).clone();
        }
        match (tree, path) {
            (Tree::Map(entries), [key]) => {
                entries.retain(|(other, _)| other != key);
                entries.extend(value.map(|value| ((*key).to_owned(), value)));
            }
            (Tree::Map(entries), [key, rest @ ..]) => {
                put(&mut entries.iter_mut().find(|(other, _)| other == key).expect("there").1, rest, value);
            }
            (Tree::List(list), [number, rest @ ..]) => {
                put(&mut list[number.parse::<usize>().expect("a number")], rest, value)
            }
            _ => panic!("no such place"),
        }
    }
    let reader = reader();
    let plan = Plan { classes: vec![Class { to: Assignment::Split(3_000), ..reader.blank.clone() }] };
    let budgets = Some([Usd::from_cents(100); 2]);
    let mut config = Gateway { budgets, ..gateway(&reader, &plan) }.config();
    assert_eq!(lint(&config, PROVIDERS), vec![]);
    put(&mut config, path, value);
    lint(&config, PROVIDERS)
        .into_iter()
        .map(|finding| format!("{}: {}", finding.place, finding.says))
        .collect()
}

#[test]
fn settings_that_a_gateway_mishandles_silently_are_found() {
    let text = |text: &str| Some(Tree::text(text));
    let fallback =
        |from: &str, to: &str| Some(Tree::List(vec![Tree::map([(from, Tree::List(vec![Tree::text(to)]))])]));
    let params = ["model_list", "0", "litellm_params"];
    let param = |key| [params[0], params[1], params[2], key];
    let router = |key| ["router_settings", key];
    let budget = |key| ["router_settings", "provider_budget_config", "openai", key];
    let cases: Vec<(Vec<&str>, Option<Tree>, &str)> = vec![
        (
            param("weight").into(),
            text("lots"),
            "weight: The weight is not a number above zero, so every request to this group fails",
        ),
        (param("weight").into(), Some(Tree::plain(0)), "weight: The weight is 0"),
        (param("drop_params").into(), None, "drop_params: The value is not `true`"),
        (param("weight").into(), None, "it gets no requests"),
        (param("wieght").into(), Some(Tree::plain(3)), "litellm_params.wieght: Unknown setting"),
        (param("model").into(), text("claude-opus-4-6"), "model: The provider is missing"),
        (param("api_key").into(), text("sk-123"), "api_key: The key is not read from the environment"),
        (vec!["model_list", "0", "model_name"], None, "The deployment has no `model_name`"),
        (
            vec!["model_list", "0", "model_info", "id"],
            text("new-class-gpt"),
            "Another deployment has the same id",
        ),
        (
            vec!["model_list", "0", "model_info", "description"],
            text("os.environ/HOME"),
            "value of an environment variable",
        ),
        (param("model").into(), text("antropic/claude-opus-4-6"), "model: Unknown provider"),
        (
            vec!["model_list", "0", "model_info", "max_input_token"],
            Some(Tree::plain(1)),
            "max_input_token: Unknown setting",
        ),
        (
            vec!["general_settings", "master_key"],
            text("sk-1234"),
            "master_key: The key is not read from the environment",
        ),
        (vec!["general_settings", "master_kye"], text("os.environ/KEY"), "master_kye: Unknown setting"),
        (vec!["model_list"], Some(Tree::List(vec![])), "The list is empty"),
        (vec!["router_setings"], Some(Tree::Map(vec![])), "router_setings: Unknown setting"),
        (router("routing_strategy").into(), text("least-busy"), "Only `simple-shuffle` honours weights"),
        (router("fallbacks").into(), text("claude"), "fallbacks: The value must be a list"),
        (router("fallbacks").into(), fallback("new-class", "nobody"), "There is no group `nobody`"),
        (
            router("fallbacks").into(),
            fallback("nobody", "claude"),
            "There is no group `nobody`, so the fallback is never used",
        ),
        (router("fallbacks").into(), fallback("new-class", "new-class"), "The group falls back to itself"),
        (
            router("fallbacks").into(),
            Some(Tree::List(vec![text("claude").expect("a text")])),
            "one group with a list",
        ),
        (
            router("context_window_fallbacks").into(),
            fallback("new-class", "nobody"),
            "context_window_fallbacks[0]: There is no group",
        ),
        (budget("budget_limit").into(), text("ten"), "The limit must be a number"),
        (budget("time_period").into(), text("1 month"), "The period must be"),
        (
            vec!["router_settings", "provider_budget_config", "azure"],
            Some(Tree::Map(vec![])),
            "No deployment uses this provider",
        ),
    ];
    for (path, value, says) in cases {
        let found = broken(&path, value);
        assert!(found.iter().any(|line| line.contains(says)), "{path:?}: {found:?}");
    }
}

#[test]
fn a_plan_as_json_says_what_is_wrong_with_another() {
    let error = |text: &str| read_json(text).expect_err("wrong");
    assert!(error("[]").contains("The JSON has no"));
    assert!(error(r#"{"format": "showdown-plan", "version": 2}"#).contains("Unknown plan version"));
    assert!(error(r#"{"format": "showdown-plan", "version": 1}"#).contains("no list “classes”"));
    let of = |classes: &str| {
        error(&format!(r#"{{"format": "showdown-plan", "version": 1, "classes": [{classes}]}}"#))
    };
    assert_eq!(of(""), "The plan has no classes. Add at least one.");
    assert_eq!(
        of(r#"{"class": "A"}, {"class": "B", "tasks": -1}"#).split(':').next(),
        Some("Class 2, tasks")
    );
    assert_eq!(of(r#"{"class": "A", "tasks": [1]}"#), "Class 1, tasks: must be a number or a string.");
    assert_eq!(of("7"), "Class 1 must be an object with keys and values.");
}
