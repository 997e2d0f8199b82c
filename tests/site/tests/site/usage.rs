//! The reader’s own usage: a sample, files that are chosen, dropped or pasted, and the way to the calculator.

use serde_json::{Value, json};
use showdown::figures::usage::volumes;

use crate::support::expected::{data, setting, shown, values};
use crate::support::{Page, Site, Visit, quoted};

const ID: &str = "usage";
const TITLE: &str = "document.querySelector('#usage .figure-title').innerText";
const CARDS: &str = "[...document.querySelectorAll('#usage .bill strong')].map(e => e.innerText)";
const SAID: &str = "document.querySelector('.usage-files [role=status]').innerText";
/// The cells of the table's last row, which follow when the reader rests.
const LAST_ROW: &str =
    "[...[...document.querySelectorAll('#usage .frame > .numbers tr')].pop().cells].map(e => e.textContent)";
const PROBLEMS: &str =
    "[...document.querySelectorAll('.usage-files [role=alert] .problem')].map(e => e.innerText)";

/// Two messages of Claude Code: the first is written twice while it streams.
const LOG: &str = r#"{"type":"user","cwd":"/w/shop","timestamp":"2026-11-02T09:59:00Z","message":{"role":"user","content":"What is usage?"}}
{"type":"assistant","cwd":"/w/shop","timestamp":"2026-11-02T10:00:00Z","requestId":"r1","message":{"id":"m1","model":"claude-opus-4-6","usage":{"input_tokens":1000000,"output_tokens":5}}}
{"type":"assistant","cwd":"/w/shop","timestamp":"2026-11-02T10:00:09Z","requestId":"r1","message":{"id":"m1","model":"claude-opus-4-6","usage":{"input_tokens":1000000,"output_tokens":100000}}}
{"type":"assistant","cwd":"/w/shop","timestamp":"2026-11-03T10:00:00Z","requestId":"r2","message":{"id":"m2","model":"claude-opus-4-6","usage":{"cache_read_input_tokens":1000000,"output_tokens":0}}}
"#;

/// Gives the page files, as if they were chosen or dropped.
async fn give(page: &Page, way: &str, files: &[(&str, &str)]) {
    let files: Vec<String> =
        files.iter().map(|(name, text)| format!("new File([{}], {})", quoted(text), quoted(name))).collect();
    let give = match way {
        "chosen" => {
            "const field = document.querySelector('.usage-files input[type=file]'); field.files = data.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));"
        }
        _ => {
            "document.querySelector('.usage-files')
            .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));"
        }
    };
    let files = files.join(", ");
    page.run(&format!(
        "const data = new DataTransfer(); for (const file of [{files}]) data.items.add(file); {give}"
    ))
    .await;
}

#[tokio::test]
async fn a_sample_is_shown_until_files_are_read_and_says_so() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    assert_eq!(page.value::<String>(TITLE).await, shown(ID, &[]).title);
    assert!(page.text("#usage").await.contains("This is an invented sample."));
    assert!(page.text("#usage").await.contains("Nothing is uploaded"));
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn files_that_are_chosen_or_dropped_are_counted_priced_and_not_uploaded() {
    let site = Site::at_root();
    for way in ["chosen", "dropped"] {
        let page = Visit::to(&site).ready().await;
        let loaded = "performance.getEntriesByType('resource').length";
        let before = page.value::<usize>(loaded).await;
        give(&page, way, &[("a.jsonl", LOG), ("copy.jsonl", LOG)]).await;
        page.until_is(SAID, "Read: 2 files, 2 records (Claude Code log).".to_owned()).await;
        // $5 in, $25 out and $0.50 from the cache a million; on the other model $1.75, $14 and $0.175.
        page.until_is(CARDS, json!(["$8.00", "$8.00", "$3.33"])).await;
        page.until_is(TITLE, "Your tokens cost $8.00 on Claude, $3.33 on GPT".to_owned()).await;
        let total = ["Total", "1,000,000", "1,000,000", "0", "0", "100,000", "$8.00", "$8.00", "$3.33"];
        page.until_is(LAST_ROW, json!(total)).await;
        assert_eq!(page.value::<Value>(PROBLEMS).await, json!([]));
        assert_eq!(page.value::<String>("location.search").await, "");
        assert_eq!(page.value::<usize>(loaded).await, before);
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

#[tokio::test]
async fn what_can_not_be_read_is_named_with_its_place_and_changes_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    give(&page, "chosen", &[("<b>notes.txt", "Dear diary"), ("empty.jsonl", "")]).await;
    page.until_is(
        PROBLEMS,
        json!(["<b>notes.txt, line 1: the format is unknown.", "empty.jsonl, line 1: the file is empty."]),
    )
    .await;
    page.until_is(SAID, "No usage found in 2 files. The figure is unchanged.".to_owned()).await;
    assert_eq!(page.value::<String>(TITLE).await, shown(ID, &[]).title);
    // The rest of a log counts.
    let (head, _) = LOG.split_at(LOG.len() - 40);
    give(&page, "chosen", &[("cut.jsonl", head)]).await;
    page.until_is(PROBLEMS, json!(["cut.jsonl, line 4: the record is cut off."])).await;
    page.until_is(CARDS, json!(["$7.50", "$7.50", "$3.15"])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_volumes_of_the_sample_set_the_calculator_and_are_taken_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let (settings, said) = volumes(data(), &values(ID, &[])).expect("volumes");
    page.control_in(ID, "button", "Use these volumes in the calculator")
        .await
        .click()
        .await
        .expect("a click");
    page.until_is(SAID, said).await;
    for (key, value) in
        settings.into_iter().filter(|(key, _)| ["in", "out", "cached", "written"].contains(key))
    {
        let written = setting("calculator", key).kind.written(value);
        page.until_is(&format!("new URLSearchParams(location.search).get('{key}') ?? ''"), written).await;
    }
    page.control_in(ID, "button", "Undo").await.click().await.expect("a click");
    page.until_is("location.search", String::new()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}
