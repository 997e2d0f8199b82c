//! What strangers may send: what people do send, with something in it put wrong; and what nobody ever would.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use showdown::data::Showdown;
use showdown::figures::{Kept, Kind, PLAN, REGISTRY, Setting, Values, orchestrate, settings};
use showdown::plan::Reader;

/// The data, as shipped.
pub static DATA: LazyLock<Showdown> = LazyLock::new(|| Showdown::embedded().unwrap());
/// Everything that can be set.
pub static SETTINGS: LazyLock<Vec<Setting>> = LazyLock::new(|| settings(REGISTRY, &DATA));
/// Who reads plans.
pub static READER: LazyLock<Reader> = LazyLock::new(|| Reader::of(&DATA).unwrap());

/// The data's file.
pub const FILE: &str = include_str!("../../public/data/showdown.json");

/// What is put into texts: what parts them, ends them, turns them round, and what is no number, or too much of one.
const BITS: &[&str] = &[
    "\0",
    "\u{1}",
    "\t",
    "\n",
    "\r\n",
    "\u{b}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "e\u{301}",
    "🦀",
    "👩\u{200d}👩\u{200d}👧",
    "\u{301}\u{301}\u{301}",
    "ﷺ",
    "İ",
    "ß",
    "\"",
    "'",
    "`",
    "\\",
    "<",
    ">",
    "&",
    "&amp;",
    "&#0;",
    "<script>pwned=1</script>",
    "\"><img src=x onerror=pwned=1>",
    "</svg>",
    "]]>",
    "<!--",
    "{{original.year}}",
    "${1}",
    "%",
    "%00",
    "%3B",
    "%5F",
    "%2A",
    "%25",
    "%zz",
    "%F0%9F",
    "+",
    "&in=1",
    "#",
    "?",
    "=",
    ";",
    ":",
    ",",
    ".",
    "_",
    "*",
    "|",
    "~",
    "-",
    "\u{2212}",
    " ",
    "0",
    "00",
    "1",
    "9",
    "99999999999999999999",
    "1e9",
    "e",
    "E400",
    "e-400",
    "e99999999999",
    "1e308",
    "0x10",
    "NaN",
    "inf",
    "Infinity",
    "-1",
    "-0",
    "1_000",
    "1,000",
    "1 000",
    "1.5",
    "..",
    "١٢٣",
    "１２３",
    "½",
    "k",
    "M",
    "T",
    "min",
    "h",
    "$",
    "none",
    "null",
    "true",
    "[]",
    "{}",
    "undefined",
    "__proto__",
    "constructor",
    "os.environ/HOME",
    "=1+1",
    "@SUM(1)",
    "kept",
];

/// One of those, a letter, or many of the same.
fn bit() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(BITS).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => (select(BITS), 2..300_usize).prop_map(|(bit, times)| bit.repeat(times)),
    ]
}

/// A text in which a few places are put wrong: something is put in, left out, or there twice.
fn edited(text: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let edit = (any::<Index>(), 0..12_usize, prop_oneof![2 => bit().prop_map(Some), 1 => Just(None)]);
    (text, vec(edit, 0..5)).prop_map(|(text, edits)| {
        edits.into_iter().fold(text, |text, (from, length, bit)| {
            let letters: Vec<char> = text.chars().collect();
            let from = from.index(letters.len() + 1);
            let to = (from + length).min(letters.len());
            let part = String::from_iter(&letters[from..to]);
            let put = bit.unwrap_or_else(|| part.repeat(2));
            [&String::from_iter(&letters[..from]), put.as_str(), &String::from_iter(&letters[to..])].concat()
        })
    })
}

/// Such examples, put wrong or as they are; or any text.
pub fn like(examples: impl IntoIterator<Item = impl Into<String>>) -> BoxedStrategy<String> {
    let examples: Vec<String> = examples.into_iter().map(Into::into).collect();
    prop_oneof![8 => edited(select(examples)), 1 => vec(bit(), 0..6).prop_map(|bits| bits.concat()), 1 => any::<String>()].boxed()
}

/// Amounts of every measure.
pub fn amounts() -> BoxedStrategy<String> {
    like([
        "0",
        "1",
        "2.5M",
        "750k",
        "1e9",
        "1,000,000",
        "1_000_000",
        "1 000 000",
        "1000T",
        "40%",
        "62.5",
        "$80",
        "0.000001",
        "90s",
        "5 min",
        "2 h",
        "8h",
        "none",
        "10000",
        "170141183460469231731687303715884105727",
        "-1",
        "18446744073709551616",
        "3",
    ])
}

/// Days and times.
pub fn days() -> BoxedStrategy<String> {
    like([
        "2026-03-13",
        "2024-02-29",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:60Z",
        "2026-03-13 01:02:03.5-05:30",
    ])
}

/// A setting's values as they may stand in an address: its ends, and beyond.
fn values_of(setting: &Setting) -> Vec<String> {
    match &setting.kind {
        Kind::Choice(choices) => choices.iter().map(|choice| choice.name.clone()).collect(),
        Kind::Number(entry) => [entry.min, entry.max, setting.default, entry.at(entry.places() / 2)]
            .map(|value| setting.kind.written(value))
            .into_iter()
            .chain([(entry.max + 1).to_string(), entry.min.wrapping_sub(1).to_string()])
            .collect(),
    }
}

/// Plans as they may stand in an address.
pub fn plans_in_addresses() -> BoxedStrategy<String> {
    let mut examples: Vec<String> =
        DATA.work.plans.iter().map(|plan| READER.address(&READER.given(plan).unwrap())).collect();
    examples.extend(
        [
            "A_f_1_0_0_0_0s_0_0_0_0_claude",
            "A_s_10M_100M_100M_100M_8h_100_100_100_100_gpt.claude*A_f_1_0_0_0_0_0_0_0_0_claude.70",
            "kept",
            "",
        ]
        .map(str::to_owned),
    );
    like(examples)
}

/// Scenarios as they may stand in an address.
fn scenarios() -> BoxedStrategy<String> {
    like(["Now;in:2M;book:list", "A%3B b;in:2.5M", "é;wage:80;repair:90s;rates:1,2,3,4", "x"])
}

/// An address, decoded: settings of the page as a rule, sometimes more than once, and what belongs to others.
pub fn addresses() -> impl Strategy<Value = Vec<(String, String)>> {
    let own = any::<Index>().prop_flat_map(|place| {
        let key = place.get(&SETTINGS).address_key().to_owned();
        let parts: Vec<&Setting> = SETTINGS.iter().filter(|setting| setting.address_key() == key).collect();
        // What shares a key is joined.
        let width = parts.iter().map(|part| values_of(part).len()).min().unwrap_or_default();
        let joined =
            |at: usize| parts.iter().map(|part| values_of(part)[at].clone()).collect::<Vec<_>>().join(",");
        (Just(key), like((0..width).map(joined)))
    });
    let pair = prop_oneof![
        8 => own,
        2 => (Just(PLAN.to_owned()), plans_in_addresses()),
        2 => ((0..Kept::MOST).prop_map(|place| Kept::key(place).to_owned()), scenarios()),
        1 => (like(["v", "theme", "embed", "keep-5", "utm_source", "rates-1", "in "]), like(["1", "2", "dark", "calculator"])),
    ];
    vec(pair, 0..8)
}

/// A plan as a table: with the columns' names or without, and rows that fit them or not.
pub fn tables() -> BoxedStrategy<String> {
    let examples = [
        "class,part,tasks,input,output,context,repair,fails-claude,fails-gpt,caught,check,to\r\nUI,surface,200,30k,12k,25k,15 min,10%,20%,90%,$0.02,gpt then claude\r\n",
        "\u{feff}tasks\tclass\r\n\r\n20\tUI; all of it\r\n",
        "class;tasks;to\n\"a;b\"\"\nc\";1,000;gpt 30%\nd;;\n",
        "class\nA\nB\nC",
        "class,tasks\n\"A\nB\",1\n",
    ];
    let cells = vec(
        vec(
            prop_oneof![
                select(vec!["class", "tasks", "to", "A", "1", "gpt", ""]).prop_map(str::to_owned),
                bit()
            ],
            0..5,
        ),
        0..5,
    );
    let rows = (cells, select(vec![",", ";", "\t"]))
        .prop_map(|(rows, sign)| rows.iter().map(|cells| cells.join(sign) + "\n").collect::<String>());
    prop_oneof![4 => like(examples), 1 => rows].boxed()
}

/// Values that stand where others are expected.
fn odd_values() -> impl Strategy<Value = Value> {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    let numbers = [
        json!(0),
        json!(-0.0),
        json!(-1),
        json!(1.5),
        json!(1e308),
        json!(-1e308),
        json!(5e-324),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(u32::MAX),
    ];
    prop_oneof![
        3 => select(numbers.to_vec()),
        2 => select(vec![Value::Null, json!(true), json!([]), json!({}), json!({"class": "A"}), deep]),
        3 => like(["", "0", "claude", "article", "2.5", "2026-03-13", "$80"]).prop_map(Value::from),
    ]
}

/// The paths of everything in a value.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    let parts: Vec<(String, &Value)> = match value {
        Value::Object(fields) => {
            fields.iter().map(|(key, part)| (key.replace('~', "~0").replace('/', "~1"), part)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(place, part)| (place.to_string(), part)).collect()
        }
        _ => vec![],
    };
    for (key, part) in parts {
        let path = format!("{path}/{key}");
        paths(part, &path, found);
        found.push(path);
    }
}

/// JSON in which a few values are others, left out, there twice, or under another key.
pub fn altered(shipped: Value) -> impl Strategy<Value = Value> {
    let change = (any::<Index>(), 0..8_usize, odd_values());
    (Just(shipped), vec(change, 1..4)).prop_map(|(mut value, changes)| {
        for (place, kind, odd) in changes {
            let mut found = vec![];
            paths(&value, "", &mut found);
            // Most of it is words. Numbers have their turn as well.
            if kind > 4 {
                found.retain(|path| value.pointer(path).is_some_and(Value::is_number));
            }
            if found.is_empty() {
                continue;
            }
            let path = place.get(&found);
            let (parent, key) = path.rsplit_once('/').unwrap();
            match (value.pointer_mut(parent).unwrap(), kind) {
                (Value::Object(fields), 0) => drop(fields.remove(key)),
                (Value::Object(fields), 1) => drop(fields.insert(odd.to_string(), odd)),
                (Value::Array(items), 0) => drop(items.remove(key.parse().unwrap())),
                (Value::Array(items), 1) => items.push(items[key.parse::<usize>().unwrap()].clone()),
                (within, _) => *within.pointer_mut(&format!("/{key}")).unwrap() = odd,
            }
        }
        value
    })
}

/// A plan as JSON, altered; and the same as text, put wrong.
pub fn plans_as_json() -> BoxedStrategy<String> {
    let plan = json!({ "format": "showdown-plan", "version": 1, "classes": [
        { "class": "UI", "part": "surface", "tasks": 200, "input": "30k", "output": "12k", "context": "25k", "repair": "15 min",
          "fails-claude": "10%", "fails-gpt": "33.33%", "caught": "90%", "check": "$0.02", "to": "gpt then claude" },
        { "class": "Kernel", "to": "claude 70%" },
    ]});
    let texts = like([plan.to_string()]);
    prop_oneof![3 => altered(plan).prop_map(|value| value.to_string()), 1 => texts].boxed()
}

/// Configurations of a gateway, altered.
pub fn configurations() -> impl Strategy<Value = Value> {
    let mut values = Values::defaults(&(orchestrate::FIGURE.settings)(&DATA)).with("budget", 50_000);
    values.plan =
        "A_f_1_1_1_1_1s_1_1_1_1_claude.gpt*B_f_1_1_1_1_1s_1_1_1_1_claude.70*C_f_1_1_1_1_1s_1_1_1_1_gpt"
            .into();
    let (config, _) = orchestrate::config(&DATA, &values).unwrap();
    altered(serde_norway::from_str(&config).unwrap())
}

/// The data's file, altered; and as text, put wrong.
pub fn files() -> BoxedStrategy<String> {
    let shipped: Value = serde_json::from_str(FILE).unwrap();
    prop_oneof![3 => altered(shipped).prop_map(|value| format!("{value:#}")), 1 => edited(Just(FILE.to_owned()))].boxed()
}
