//! The pricing core against an independent engine, against cases worked out by hand, and against properties
//! that any bill must have.

#![allow(clippy::unwrap_used)]

use std::{fs, path::PathBuf, process::Command};

use proptest::{prelude::*, test_runner::RngSeed};
use serde::Deserialize;
use serde_json::{Value, json};
use showdown::data::Showdown;
use showdown::domain::{Context, Cost, LineKind, PriceList, Tokens, Usage, Usd, parse_utc_date};

const ANTHROPIC: &str = "claude-opus-4-6";
const OPENAI: &str = "gpt-5.3-codex";

fn list(id: &str) -> PriceList {
    let data = Showdown::embedded().unwrap();
    let book = data.books.into_iter().find(|book| book.id == "list").unwrap();
    book.listings.into_iter().find(|listing| listing.id == id).unwrap().prices
}

fn usage([input, read, write, write_1h, output]: [u64; 5]) -> Usage {
    Usage {
        input: Tokens::new(input),
        cache_read: Tokens::new(read),
        cache_write: Tokens::new(write),
        cache_write_1h: Tokens::new(write_1h),
        output: Tokens::new(output),
    }
}

fn context(entries: &[(&str, &str)]) -> Context {
    entries.iter().fold(Context::STANDARD, |context, (key, value)| context.with(*key, *value))
}

fn cost(id: &str, at: &str, entries: &[(&str, &str)], counts: [u64; 5]) -> Cost {
    let date = parse_utc_date(at).unwrap();
    list(id).cost(&usage(counts), date, &context(entries)).unwrap()
}

#[track_caller]
fn assert_total(cost: &Cost, total: &str) {
    assert_eq!(cost.total.to_string(), total);
}

#[test]
fn agrees_with_the_engine_on_every_vector() {
    let file: Value = serde_json::from_str(include_str!("data/cost-vectors.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 400);
    for (index, vector) in vectors.iter().enumerate() {
        let count = |key| vector["usage"][key].as_u64().unwrap_or(0);
        let counts = [
            count("input_tokens"),
            count("cache_read_tokens"),
            count("cache_write_tokens"),
            count("cache_write_1h_tokens"),
            count("output_tokens"),
        ];
        let context = Context::deserialize(&vector["context"]).unwrap();
        let date = parse_utc_date(vector["at"].as_str().unwrap()).unwrap();
        let cost = list(vector["model"].as_str().unwrap()).cost(&usage(counts), date, &context).unwrap();
        for (field, got) in
            [("input_usd", cost.input), ("output_usd", cost.output), ("total_usd", cost.total)]
        {
            let expected: Usd = vector["expect"][field].as_str().unwrap().parse().unwrap();
            assert_eq!(got, expected, "row {}: {field} of {vector}", index + 1);
        }
    }
}

#[test]
fn the_long_context_surcharge_is_strictly_over_200k_and_ended_on_2026_03_13() {
    for (at, input, total) in [
        ("2026-03-12T23:59:59Z", 200_000, "1.25"),
        ("2026-03-12T23:59:59Z", 200_001, "2.37501"),
        ("2026-03-13T00:00:00Z", 200_001, "1.250005"),
        ("2026-03-13T01:00:00+02:00", 200_001, "2.37501"),
    ] {
        assert_total(&cost(ANTHROPIC, at, &[], [input, 0, 0, 0, 10_000]), total);
    }
}

#[test]
fn cached_tokens_count_towards_the_threshold() {
    let cached = [200_001, 200_001, 0, 0, 0];
    assert_total(&cost(ANTHROPIC, "2026-03-12", &[], cached), "0.200001");
    assert_total(&cost(ANTHROPIC, "2026-03-13", &[], cached), "0.1000005");
    // Each rate of the tier counts: 150,000 × $10, 60,000 × $1 and 1,000 × $37.50 per million.
    assert_total(&cost(ANTHROPIC, "2026-03-01", &[], [210_000, 60_000, 0, 0, 1_000]), "1.5975");
}

#[test]
fn batch_is_half_price_from_2026_10_14() {
    let batch = [("processing", "batch")];
    for (at, total) in [("2026-10-13T23:59:59Z", "30"), ("2026-10-14T00:00:00Z", "15")] {
        assert_total(&cost(ANTHROPIC, at, &batch, [1_000_000, 0, 0, 0, 1_000_000]), total);
    }
}

#[test]
fn a_model_with_no_batch_price_charges_the_standard_one_and_says_so() {
    let batch = [("processing", "batch")];
    assert_total(&cost(OPENAI, "2026-11-22", &batch, [1_000_000, 0, 0, 0, 0]), "1.75");
    assert!(!list(OPENAI).has_variant_on(parse_utc_date("2026-11-22").unwrap(), &context(&batch)));
    assert!(list(ANTHROPIC).has_variant_on(parse_utc_date("2026-11-22").unwrap(), &context(&batch)));
}

#[test]
fn priority_doubles_from_2026_10_12() {
    let priority = [("service_tier", "priority"), ("processing", "batch")];
    for (at, total) in [("2026-10-11T23:59:59Z", "15.75"), ("2026-10-12T00:00:00Z", "31.5")] {
        assert_total(&cost(OPENAI, at, &priority, [1_000_000, 0, 0, 0, 1_000_000]), total);
    }
}

#[test]
fn one_hour_writes_are_part_of_the_writes_and_cost_more() {
    let cost = cost(ANTHROPIC, "2026-11-22", &[], [1_000_000, 500_000, 300_000, 100_000, 0]);
    let lines: Vec<_> = (cost.lines.iter())
        .map(|line| (line.kind, line.tokens.short(), line.rate.to_string(), line.amount.to_string()))
        .collect();
    let line = |kind, tokens: &str, rate: &str, amount: &str| {
        (kind, tokens.to_owned(), rate.to_owned(), amount.to_owned())
    };
    assert_eq!(
        lines,
        [
            line(LineKind::Input, "200k", "5", "1"),
            line(LineKind::CacheRead, "500k", "0.5", "0.25"),
            line(LineKind::CacheWrite5m, "200k", "6.25", "1.25"),
            line(LineKind::CacheWrite1h, "100k", "10", "1"),
            line(LineKind::Output, "0", "25", "0"),
        ]
    );
    assert_total(&cost, "3.5");
}

#[test]
fn writes_that_have_no_price_are_charged_as_input_and_reported() {
    let cost = cost(OPENAI, "2026-11-22", &[], [1_000_000, 200_000, 300_000, 100_000, 0]);
    assert_total(&cost, "1.435");
    let reported: Vec<_> = cost.unpriced.iter().map(|part| (part.kind, part.tokens.count())).collect();
    assert_eq!(reported, [(LineKind::CacheWrite5m, 200_000), (LineKind::CacheWrite1h, 100_000)]);
}

#[test]
fn a_hundred_requests_of_50k_are_small_ones_and_not_one_of_5m() {
    let (opus, february) = (list(ANTHROPIC), parse_utc_date("2026-02-20").unwrap());
    let month = usage([5_000_000, 0, 0, 0, 200_000]);
    let requests = opus.cost_of_volume(&month, Tokens::new(50_000), february, &Context::STANDARD);
    assert_total(&requests.unwrap(), "30");
    assert_total(&opus.cost(&month, february, &Context::STANDARD).unwrap(), "57.5");
}

#[test]
fn the_default_month_costs_what_the_contract_says_at_list_prices() {
    use showdown::domain::Workload;
    for (id, total) in [(ANTHROPIC, "500"), (OPENAI, "227.5")] {
        let month = Workload::DEFAULT.usage();
        let date = parse_utc_date("2026-11-22").unwrap();
        let cost = list(id).cost_of_volume(&month, Workload::DEFAULT.prompt, date, &Context::STANDARD);
        assert_total(&cost.unwrap(), total);
    }
}

/// Counts that nest as they should, in any size.
fn any_counts() -> impl Strategy<Value = [u64; 5]> {
    let count = || prop_oneof![0..1_000u64, 0..400_000u64, 0..u64::MAX / 8];
    [count(), count(), count(), count(), count()].prop_map(|[plain, read, write_5m, write_1h, output]| {
        [plain + read + write_5m + write_1h, read, write_5m + write_1h, write_1h, output]
    })
}

fn any_request()
-> impl Strategy<Value = (&'static str, &'static str, &'static [(&'static str, &'static str)])> {
    (
        prop_oneof![Just(ANTHROPIC), Just(OPENAI)],
        prop_oneof![Just("2026-02-20"), Just("2026-03-13"), Just("2026-10-12"), Just("2026-11-22")],
        prop_oneof![
            Just(&[] as &[_]),
            Just(&[("processing", "batch")] as &[_]),
            Just(&[("service_tier", "priority"), ("processing", "batch")] as &[_]),
        ],
    )
}

proptest! {
    // The same cases every time.
    #![proptest_config(ProptestConfig {
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn more_tokens_of_any_kind_never_cost_less(
        (id, at, entries) in any_request(),
        counts in any_counts(),
        more in 0..u64::MAX / 8,
    ) {
        // Which counts grow when a token of a kind is added: what it is part of grows with it.
        for parts in [&[0][..], &[0, 1], &[0, 2], &[0, 2, 3], &[4]] {
            let mut larger = counts;
            parts.iter().for_each(|&part| larger[part] += more);
            prop_assert!(cost(id, at, entries, counts).total <= cost(id, at, entries, larger).total);
        }
    }

    #[test]
    fn a_workload_costs_what_its_parts_cost_where_there_is_no_tier(
        (id, _, entries) in any_request(),
        one in any_counts(),
        other in any_counts(),
    ) {
        let both = std::array::from_fn(|part| one[part] + other[part]);
        let [one, other, both] = [one, other, both].map(|counts| cost(id, "2026-11-22", entries, counts));
        prop_assert_eq!(one.input + other.input, both.input);
        prop_assert_eq!(one.output + other.output, both.output);
        prop_assert_eq!(one.total + other.total, both.total);
    }

    #[test]
    fn a_bill_is_the_sum_of_its_lines_and_no_token_is_in_two(
        (id, at, entries) in any_request(),
        counts in any_counts(),
    ) {
        let rates = list(id).rates_on(parse_utc_date(at).unwrap(), &context(entries), Tokens::new(counts[0]));
        prop_assert_eq!(rates.total(&usage(counts)), rates.cost(&usage(counts)).map(|cost| cost.total));
        let cost = cost(id, at, entries, counts);
        prop_assert_eq!(cost.lines.iter().map(|line| line.amount).sum::<Usd>(), cost.total);
        prop_assert_eq!(cost.input + cost.output, cost.total);
        prop_assert!(cost.lines.iter().all(|line| line.rate * line.tokens == line.amount));
        let tokens: u128 = cost.lines.iter().map(|line| u128::from(line.tokens.count())).sum();
        prop_assert_eq!(tokens, u128::from(counts[0]) + u128::from(counts[4]));
    }

    #[test]
    fn the_volume_of_one_request_costs_the_same_as_that_request(
        (id, at, entries) in any_request(),
        counts in any_counts(),
    ) {
        let (list, date, usage) = (list(id), parse_utc_date(at).unwrap(), usage(counts));
        prop_assert_eq!(
            list.cost(&usage, date, &context(entries)),
            list.cost_of_volume(&usage, usage.input, date, &context(entries))
        );
    }
}

/// Replays a file with the `oracle` program: its exit code, what it printed, and its errors.
fn oracle(name: &str, content: &str) -> (Option<i32>, String, String) {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, content).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_oracle")).arg(file).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

#[test]
fn the_oracle_agrees_with_the_whole_file() {
    let (code, out, _) = oracle("all.json", include_str!("data/cost-vectors.json"));
    assert_eq!((code, out.as_str()), (Some(0), "400 of 400 agree\n"));
}

#[test]
fn the_oracle_names_the_row_of_every_disagreement() {
    let row = |changes: Value| {
        let mut row = json!({
            "provider": "anthropic", "model": ANTHROPIC, "at": "2026-11-22T09:00:00Z", "context": {},
            "usage": {"input_tokens": 1_000_000, "output_tokens": 0},
            "expect": {"input_usd": "5.000", "output_usd": "0E-7", "total_usd": "5"},
        });
        for (key, value) in changes.as_object().unwrap() {
            row[key] = value.clone();
        }
        row
    };
    let cached_over_input = json!({"input_tokens": 1, "cache_read_tokens": 2});
    let cases = [
        (row(json!({})), None),
        (row(json!({"expect": {"total_usd": 5}})), None),
        (row(json!({"expect": {"error": "…"}, "usage": cached_over_input})), None),
        (row(json!({"expect": {"error": "…"}})), Some("error: expected an error, got a total of 5")),
        (row(json!({"expect": {"input_usd": "5.000001"}})), Some("input_usd: expected 5.000001, got 5")),
        (row(json!({"expect": {"total_usd": "five"}})), Some("total_usd: expected five, got 5")),
        (row(json!({"expect": {"total_eur": "5"}})), Some("expect.total_eur: expected an amount")),
        (row(json!({"expect": {}})), Some("expect: expected an object of amounts, got {}")),
        (row(json!({"provider": "acme"})), Some("provider: expected one of anthropic, openai, got acme")),
        (row(json!({"model": OPENAI})), Some("model: expected one of claude-opus-4-6, got gpt-5.3-codex")),
        (row(json!({"model": 5})), Some("model: expected a string, got 5")),
        (row(json!({"at": "yesterday"})), Some("at: expected an RFC 3339 timestamp, got “yesterday”")),
        (row(json!({"at": null})), Some("at: expected a string, got null")),
        (row(json!({"context": {"processing": 1}})), Some("context: expected an object of strings")),
        (row(json!({"usage": {"tokens": 1}})), Some("usage.tokens: expected a usage key")),
        (row(json!({"usage": {"input_tokens": -5}})), Some("usage.input_tokens: expected a whole count")),
        (row(json!({"usage": {"input_tokens": 0.5}})), Some("usage.input_tokens: expected a whole count")),
        (row(json!({"usage": {"input_tokens": 1e30}})), Some("usage.input_tokens: expected a whole count")),
        (row(json!({"usage": {"cache_read_tokens": 5}})), Some("usage.input_tokens: expected a count")),
        (row(json!({"usage": cached_over_input})), Some("usage: expected a cost, got the input of 1 tokens")),
        (row(json!({"usage": {"input_tokens": u64::MAX}})), Some("got 92233720368547.758075")),
        (json!(5), Some("expect: expected an object of amounts, got nothing")),
    ];
    let vectors: Vec<_> = cases.iter().map(|(row, _)| row).collect();
    let (code, out, _) = oracle("rows.json", &json!({ "vectors": vectors }).to_string());
    for (index, (row, disagreement)) in cases.iter().enumerate() {
        let name = format!("row {} (", index + 1);
        let mut lines = out.lines().filter(|line| line.starts_with(&name));
        match disagreement {
            Some(text) => assert!(lines.next().is_some_and(|line| line.contains(text)), "{row}: {out}"),
            None => assert_eq!(lines.next(), None),
        }
    }
    assert_eq!((code, out.lines().last()), (Some(1), Some("3 of 22 agree")));
    assert!(out.contains("row 10 (anthropic/gpt-5.3-codex at 2026-11-22T09:00:00Z): model: "));
}

#[test]
fn the_oracle_refuses_a_file_that_it_cannot_replay() {
    for (name, content) in [
        ("empty.json", ""),
        ("broken.json", r#"{"vectors": ["#),
        ("list.json", "[]"),
        ("none.json", r#"{"vectors": []}"#),
    ] {
        let (code, out, err) = oracle(name, content);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.starts_with("error: ") && err.contains(&format!("{name}: ")), "{err}");
    }
    let missing = Command::new(env!("CARGO_BIN_EXE_oracle")).arg("no such file").output().unwrap();
    assert!(String::from_utf8(missing.stderr).unwrap().starts_with("error: no such file: "));
}
