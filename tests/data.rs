//! `showdown.json`: sound by its schema and by the build, refused by both when broken, and the only place in which a
//! number stands.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use showdown::data::Showdown;
use showdown::domain::{Usd, Workload};
use showdown::figures::{Month, Report};

const DATA: &str = include_str!("../public/data/showdown.json");
const SCHEMA: &str = include_str!("../public/data/showdown.schema.json");

/// The schema, with formats such as dates checked, as editors do.
struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn new() -> Self {
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("schema", serde_json::from_str(SCHEMA).unwrap()).unwrap();
        let mut schemas = Schemas::new();
        let index = compiler.compile("schema", &mut schemas).unwrap();
        Self(schemas, index)
    }

    fn check(&self, data: &Value) -> Result<(), String> {
        self.0.validate(data, self.1).map_err(|error| error.to_string())
    }
}

/// The shipped file with one edit, and the line of the edit.
fn edited(find: &str, replace: &str) -> (String, usize) {
    let place = DATA.find(find).unwrap_or_else(|| panic!("showdown.json has no `{find}`"));
    (DATA.replacen(find, replace, 1), DATA[..place].lines().count())
}

#[test]
fn the_shipped_file_is_what_its_schema_says() {
    Schema::new().check(&serde_json::from_str(DATA).unwrap()).unwrap();
    Showdown::parse(DATA).unwrap();
}

/// What is broken: the text in the file, what it becomes, and how the build's message begins. `LINE` is the edit's line.
/// `NEXT` is the one below: what an object lacks is only known after its end, when the reader has gone on.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str)] = &[
    // Shape.
    (r#""format": 1,"#, "", "line "),
    (r#""format": 1,"#, r#""format": 2,"#, "field `format`: only 1 is known, found 2"),
    (r#""category": "#, r#""categorie": "#, "line LINE, field `page.categorie`: unknown field `categorie`"),
    (r#""year": 2025"#, r#""year": "2025""#, "line LINE, field `original.year`: invalid type: string \"2025\""),
    (r#""status": "reported""#, r#""status": "rumoured""#, "line LINE, field `sources[0].status`: unknown variant `rumoured`"),
    (r#", "speed_source": "article" }"#, " }", "line LINE, field `models[0]`: missing field `speed_source`"),
    (r#""output_tokens_per_second": 120"#, r#""output_tokens_per_second": 0"#, "field `models[0].output_tokens_per_second`: must be above 0"),
    (r#""context_window": 10000000"#, r#""context_window": "10M""#, "line LINE, field `books[1].listings[0].context_window`: invalid type: string \"10M\""),
    (r#""context_window": 10000000"#, r#""context_window": 0"#, "field `books[1].listings[0].context_window`: must be above 0"),
    (r#""unit": "seconds""#, r#""unit": "minutes""#, "line LINE, field `benchmarks[0].measures[0].unit`: unknown variant `minutes`"),
    (r#""better": "lower""#, r#""better": "less""#, "line LINE, field `benchmarks[0].measures[0].better`: unknown variant `less`"),
    (r#""lines": 5000"#, r#""lines": 0"#, "field `benchmarks[0].lines`: must be above 0"),
    (r#""value": 42"#, r#""value": -42"#, "field `benchmarks[0].measures[0].values[0].value`: must be from 0 to 1000000000000, found -42"),
    (r#""value": 42"#, r#""value": 1e13"#, "field `benchmarks[0].measures[0].values[0].value`: must be from 0 to 1000000000000, found 10000000000000"),
    (r#""value": -2"#, r#""value": -1e13"#, "field `benchmarks[0].measures[2].values[0].value`: must be from -1000000000000"),
    (r#""value": 4,"#, r#""value": 4.5,"#, "field `benchmarks[0].measures[1].values[1].value`: errors are counted whole, found 4.5"),
    (r#""says": ""#, r#""value": 5, "says": ""#, "field `claims[0]`: `value` and `unit` go together"),
    // Money.
    (r#""input": "2.5", "output": "7.5""#, r#""input": 2.5, "output": "7.5""#, "line LINE, field `books[1].listings[0].prices[0].input`: invalid type: floating point `2.5`"),
    (r#""input": "2.5", "output": "7.5""#, r#""input": "-2.5", "output": "7.5""#, "line LINE, field `books[1].listings[0].prices[0].input`: “-2.5” is negative"),
    (r#""input": "2.5", "output": "7.5""#, r#""input": "2.1234567", "output": "7.5""#, "line LINE, field `books[1].listings[0].prices[0].input`: “2.1234567” has more than 6 decimals"),
    (r#", "output": "7.5""#, "", "line LINE, field `books[1].listings[0].prices[0]`: a period in `prices` needs `input` and `output`"),
    (r#"[{ "from": null, "input": "2.5", "output": "7.5" }]"#, "[]", "line "),
    (r#""over": 200000, "#, "", "line NEXT, field `books[0].listings[0].prices[0].tier`: a `tier` needs `over`"),
    (r#""when": { "processing": "batch" }, "#, "", "line NEXT, field `books[0].listings[0].variants[0]`: a variant needs a `when`"),
    // Lists, agents, assumptions.
    (r#""value": "delivered""#, r#""value": "done""#, "line LINE, field `checklists[0].items[0].values[0].value`: unknown variant `done`"),
    (r#", "short": "Clone" }"#, " }", "line LINE, field `agents[0].steps[0]`: missing field `short`"),
    (r#", "because": "Example. The original reports no catch rate." }"#, " }", "line LINE, field `assumptions[2]`: missing field `because`"),
    // Days.
    (r#""read_on": "2026-11-22""#, r#""read_on": "22 November""#, "line LINE, field `sources[1].read_on`: “22 November” is not a date"),
    (r#""from": "2026-03-13""#, r#""from": "2026-02-30""#, "line LINE, field `books[0].listings[0].prices[1].from`: “2026-02-30” is not a date"),
    (r#""on": "2026-11-22","#, "", "field `books[0].on`: needed"),
];

#[test]
fn a_broken_file_is_refused_by_the_schema_and_by_the_build_which_names_line_field_and_reason() {
    let schema = Schema::new();
    let mut wrong = vec![];
    for (find, replace, begins) in BROKEN {
        let (text, line) = edited(find, replace);
        let begins = begins.replace("LINE", &line.to_string()).replace("NEXT", &(line + 1).to_string());
        match Showdown::parse(&text) {
            Ok(_) => wrong.push(format!("{find} → {replace}: the build takes it")),
            Err(error) if error.to_string().starts_with(&begins) => {}
            Err(error) => {
                wrong.push(format!("{find} → {replace}:\n  expected {begins}…\n  found    {error}"))
            }
        }
        if schema.check(&serde_json::from_str(&text).unwrap()).is_ok() {
            wrong.push(format!("{find} → {replace}: the schema takes it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// References: a schema can't follow them, the build does.
#[rustfmt::skip]
const LOST: &[(&str, &str, &str)] = &[
    (r#""speed_source": "article""#, r#""speed_source": "rumour""#, "field `models[0].speed_source`: no source is called `rumour`"),
    (r#""source": "article", "provider""#, r#""source": "rumour", "provider""#, "field `books[1].listings[0].source`: no source is called `rumour`"),
    (r#""id": "anthropic","#, r#""id": "article","#, "field `sources`: `article` is used twice"),
    (r#"{ "model": "claude", "value": 42 }"#, r#"{ "model": "gpt", "value": 42 }"#, "field `benchmarks[0].measures[0].values[0].model`: expected `claude`"),
    (r#""says": ""#, r#""says": "{{original.month}} "#, "field `claims[0].says`: `{{original.month}}` names nothing"),
    (r#""says": ""#, r#""says": "{{original.year "#, "field `claims[0].says`: `{{` without `}}`"),
    (r#""gate_after": "patch""#, r#""gate_after": "path""#, "field `agents[0].gate_after`: no step is called `path`"),
    (r#""id": "specification", "name""#, r#""id": "checked", "name""#, "field `checklists[0].items`: `checked` is used twice"),
    (r#""key": "per-token""#, r#""key": "per-line""#, "field `assumptions`: `per-line` is used twice"),
    (r#""says": ""#, r#""model": "gemini", "says": ""#, "field `claims[0].model`: no model is called `gemini`"),
];

#[test]
fn a_reference_that_leads_nowhere_is_refused_by_the_build_alone() {
    let schema = Schema::new();
    for (find, replace, begins) in LOST {
        let (text, _) = edited(find, replace);
        let error = Showdown::parse(&text).unwrap_err().to_string();
        assert!(error.starts_with(begins), "{find} → {replace}:\n  expected {begins}…\n  found    {error}");
        schema.check(&serde_json::from_str(&text).unwrap()).unwrap();
    }
}

#[test]
fn a_file_that_is_not_json_is_refused_with_its_line() {
    let error = Showdown::parse("{\n  \"format\": 1,\n}").unwrap_err().to_string();
    assert!(error.starts_with("line 3, field "), "{error}");
    let half = &DATA[..DATA.find("\"books\"").unwrap()];
    let error = Showdown::parse(half).unwrap_err().to_string();
    assert!(error.starts_with(&format!("line {}, field ", half.lines().count())), "{error}");
}

/// Every value in a file, by its path and by its kind: the path without places in lists.
fn paths(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    let kind: Vec<_> = path.split('/').map(|word| word.parse::<usize>().map_or(word, |_| "0")).collect();
    found.push((path.to_owned(), kind.join("/")));
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| paths(value, &format!("{path}/{key}"), found))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| paths(item, &format!("{path}/{place}"), found));
        }
        _ => {}
    }
}

#[test]
fn what_an_editor_finds_no_fault_with_the_build_takes_unless_a_reference_is_lost() {
    let schema = Schema::new();
    let shipped: Value = serde_json::from_str(DATA).unwrap();
    let (mut found, mut seen) = (vec![], BTreeSet::new());
    paths(&shipped, "", &mut found);
    let mut apart = vec![];
    for (path, kind) in found.into_iter().skip(1).filter(|(_, kind)| seen.insert(kind.clone())) {
        let changes =
            [None, Some(json!(null)), Some(json!(1.5)), Some(json!(0)), Some(json!("x")), Some(json!([]))];
        for change in changes {
            let mut data = shipped.clone();
            match &change {
                Some(value) => *data.pointer_mut(&path).unwrap() = value.clone(),
                None => {
                    let (parent, key) = path.rsplit_once('/').unwrap();
                    match data.pointer_mut(parent).unwrap() {
                        Value::Object(fields) => drop(fields.remove(key)),
                        Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                        _ => unreachable!("only lists and objects have parts"),
                    }
                }
            }
            if schema.check(&data).is_ok()
                && let Err(error) = Showdown::parse(&data.to_string())
                && !is_about_a_reference(&error.to_string())
            {
                let change = change.map_or("left out".to_owned(), |value| value.to_string());
                apart.push(format!("{kind} {change}: {error}"));
            }
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
}

fn is_about_a_reference(error: &str) -> bool {
    ["names nothing", "is called", "is used twice", "in the order of"]
        .iter()
        .any(|words| error.contains(words))
}

/// The place of the original's price book.
const ORIGINAL: usize = 1;

/// The original's prices with another input price for the first model.
fn with_input_price(rate: &str) -> Showdown {
    Showdown::parse(
        &edited(r#""input": "2.5", "output": "7.5""#, &format!(r#""input": "{rate}", "output": "7.5""#)).0,
    )
    .unwrap()
}

#[test]
fn one_price_edited_in_the_file_is_another_price_everywhere() {
    let (before, after) = (Showdown::parse(DATA).unwrap(), with_input_price("3.25"));
    let month = Month { book: ORIGINAL, ..Month::default() };
    let [was, is] = [&before, &after].map(|data| Report::new(data, &month).unwrap());

    // In the prose.
    let prose = "{{article.claude.input}} in, {{article.claude.month}} a month";
    assert_eq!(before.quote(prose).unwrap(), "$2.50 in, $200.00 a month");
    assert_eq!(after.quote(prose).unwrap(), "$3.25 in, $237.50 a month");

    // On the bill: 50M tokens at $0.75 more a million.
    assert_eq!(is.bills[ORIGINAL][0].total - was.bills[ORIGINAL][0].total, "37.5".parse::<Usd>().unwrap());
    assert_eq!(is.bills[ORIGINAL][1], was.bills[ORIGINAL][1]);
    assert_eq!(is.bills[..ORIGINAL], was.bills[..ORIGINAL]);

    // In the table, which shows the working.
    let [was_table, is_table] = [was.table(&before), is.table(&after)];
    let input = &is_table.rows[0].cells;
    assert_eq!(input[..3], ["50,000,000", "$3.25", "$162.50"]);
    assert_eq!(was_table.rows[0].cells[1], "$2.50");
    let total = is_table.rows.iter().find(|row| row.total).unwrap();
    assert!(total.cells.contains(&"$237.50".to_owned()), "{total:?}");

    // In the drawing.
    let row = &is.stack(&after).rows[0];
    assert_eq!((row.parts[0].value, row.parts[0].label.as_str()), (162.5, "$162.50"));
    assert_eq!(row.total, "$237.50");

    // In the sentence.
    assert!(is.sentence(&after).contains("$237.50 with Claude"), "{}", is.sentence(&after));
}

#[test]
fn a_price_that_turns_the_finding_turns_the_title() {
    let title = |rate: &str| {
        let data = with_input_price(rate);
        Report::new(&data, &Month::default()).unwrap().title(&data)
    };
    let [article, list] = ["at the original’s prices", "at list prices"];
    for (rate, says) in [
        ("2.5", [&*format!("GPT is cheaper {list}"), &format!("Claude {article}")]),
        ("4.9", [&format!("GPT is cheaper {list}"), &format!("a tie {article}")]),
        ("5", ["gpt is cheaper", "in either price book"]),
    ] {
        let title = title(rate);
        let lower = title.to_lowercase();
        assert!(says.iter().all(|words| lower.contains(&words.to_lowercase())), "at {rate}: {title}");
    }
}

#[test]
fn the_page_opens_with_the_month_that_the_contract_names() {
    assert_eq!(Month::default().work, Workload::DEFAULT);
    let data = Showdown::parse(DATA).unwrap();
    let month = Month::default();
    let bills = Report::new(&data, &month).unwrap().bills;
    let totals: Vec<_> = bills.into_iter().map(|bills| bills.map(|bill| bill.total)).collect();
    assert_eq!(totals, [["500", "227.5"], ["200", "320"]].map(|pair| pair.map(|usd| usd.parse().unwrap())));
}
