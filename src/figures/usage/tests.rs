//! The figure with the sample and with files.

use super::*;
use std::sync::Arc;
use usage::Reader;

fn data() -> Showdown {
    Showdown::embedded().expect("the data are right")
}

fn read(data: &Showdown, text: &str) -> Values {
    let mut reader = Reader::new(&thresholds(data));
    reader.begin("file");
    reader.push(text.as_bytes());
    reader.end();
    let mut values = Values::defaults(&settings(data));
    values.usage = Some(Arc::new(reader.report()));
    values
}

/// A message on a day, with a prompt of one kind.
fn message(id: u32, day: &str, model: &str, input: u64, output: u64) -> String {
    format!(
        r#"{{"timestamp":"{day}T10:00:00Z","requestId":"r{id}","cwd":"/w/shop","message":{{"id":"m{id}","model":"{model}","usage":{{"input_tokens":{input},"output_tokens":{output}}}}}}}"#
    ) + "\n"
}

#[test]
fn the_sample_says_that_it_is_invented() {
    let shown = main(&data(), &Values::defaults(&settings(&data()))).expect("something to show");
    assert!(shown.title.starts_with("The sample’s tokens cost $"), "{}", shown.title);
    assert!(shown.notices[0].contains("invented sample"));
    assert!(shown.sentence.contains("invented sample"));
    assert_eq!(shown.table.rows.len(), 2, "a month and the total");
}

#[test]
fn files_are_priced_by_day_and_request_and_again_on_the_other_model() {
    let data = data();
    let (dear, cheap) = ("claude-opus-4-6", "gpt-5.3-codex");
    // $5 and $25 a million; before 13 March, long requests paid twice that for input.
    let text = message(1, "2026-11-02", dear, 1_000_000, 100_000)
        + &message(2, "2026-03-12", dear, 300_000, 0)
        + &message(3, "2026-03-13", dear, 300_000, 0)
        + &message(4, "2026-11-02", cheap, 1_000_000, 100_000)
        + &message(5, "2026-11-02", "other-1", 5_000, 7);
    let shown = main(&data, &read(&data, &text)).expect("something to show");
    let values: Vec<&str> = shown.cards.iter().map(|card| card.value.as_str()).collect();
    // 5 + 2.5, 3, 1.5, 1.75 + 1.4; all on the first, and all on the second.
    assert_eq!(values, ["$15.15", "$19.50", "$7.35"]);
    assert!(
        shown.notices.iter().any(|notice| notice.contains("no price for other-1 (5,007 tokens)")),
        "{:?}",
        shown.notices
    );
    let by_model = main(&data, &read(&data, &text).with("group", MODEL)).expect("something to show").table;
    let row = by_model.rows.iter().find(|row| row.head == "other-1").expect("a row");
    assert_eq!(row.cells[5..], ["no price", "$0.00", "$0.00"]);
    assert_eq!(by_model.rows.last().expect("a total").cells[5..], ["$15.15", "$19.50", "$7.35"]);
}

#[test]
fn models_without_any_price_are_priced_as_both() {
    let data = data();
    let shown = main(&data, &read(&data, &message(1, "2026-11-02", "other-1", 1_000_000, 0)))
        .expect("something to show");
    let values: Vec<&str> = shown.cards.iter().map(|card| card.value.as_str()).collect();
    assert_eq!(values, ["no price", "$5.00", "$1.75"]);
}

#[test]
fn aggregates_without_sizes_have_a_range_where_sizes_matter() {
    let data = data();
    let csv = "start_time_iso,num_model_requests,model,input_tokens,output_tokens\n2026-02-02,9,claude-opus-4-6,1000000,0\n";
    let shown = main(&data, &read(&data, csv)).expect("something to show");
    assert_eq!(shown.cards[0].value, "$5.00");
    assert!(shown.notices.iter().any(|notice| notice.contains("would be $10.00")), "{:?}", shown.notices);
}

#[test]
fn the_volumes_of_several_months_are_those_of_an_average_one() {
    let data = data();
    let text = message(1, "2026-10-02", "claude-opus-4-6", 3_000_000, 100_000)
        + &message(2, "2026-11-02", "claude-opus-4-6", 1_000_000, 300_000);
    let (settings, said) = volumes(&data, &read(&data, &text)).expect("volumes");
    assert_eq!(settings[1..3], [("in", 2_000_000), ("out", 200_000)]);
    assert_eq!(said, "The calculator now has 2M in and 200k out a month. The average of 2 months.");
    let (sample, _) = volumes(&data, &Values::defaults(&super::settings(&data))).expect("volumes");
    let of = |key: &str| sample.iter().find(|(name, _)| *name == key).map_or(0, |(_, value)| *value);
    assert!(of("cached") > 5_000 && of("written") > 0 && of("cached") + of("written") <= 10_000);
}
