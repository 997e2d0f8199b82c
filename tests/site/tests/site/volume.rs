//! The calculator: one's own prices, a volume in other words, examples, caches and services.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::expected::{self, data, shown};
use crate::support::{Page, Site, Visit, field};

/// The month's bills, as the calculator shows them large.
pub const BILLS: &str =
    "[...document.querySelectorAll('#calculator [data-model] strong')].map(e => e.innerText)";
/// The settings in the address, in its order.
pub const ADDRESS: &str = "[...new URLSearchParams(location.search)]";
/// What is to be known before relying on the amounts.
const NOTICES: &str = "[...document.querySelectorAll('#calculator .notice')].map(e => e.innerText)";

/// The bills that the calculator must show with these settings.
pub fn bills(address: &[(&str, &str)]) -> serde_json::Value {
    json!(shown("calculator", address).cards.iter().map(|card| card.value.clone()).collect::<Vec<_>>())
}

/// Types instead of what stands in a field of the calculator.
pub async fn type_into(page: &Page, field: &str, text: &str) {
    let field = page.control_in("calculator", "textbox", field).await;
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys(text).await.expect("keys");
}

/// Clicks on a control of the calculator, in the middle of the window: at its upper edge lies the page's bar.
pub async fn click(page: &Page, role: &str, name: &str) {
    let control = page.control_in("calculator", role, name).await;
    let element = control.to_json().expect("an element");
    let script = "arguments[0].scrollIntoView({ block: 'center' })";
    control.handle().execute(script, vec![element]).await.expect("a place in the window");
    control.click().await.expect("a click");
}

/// What stands in a field of the calculator.
pub async fn value_of(page: &Page, key: &str) -> String {
    page.value(&format!("document.getElementById('calculator-{key}').value")).await
}

#[tokio::test]
async fn ones_own_prices_begin_at_a_book_are_changed_one_by_one_and_stand_in_the_address() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    click(&page, "button", "Edit a copy of list prices").await;
    page.until_is(BILLS, json!(["$500.00", "$227.50"])).await;
    assert_eq!(value_of(&page, "rates-1").await, "$5");
    assert_eq!(value_of(&page, "cache-rates-4").await, "none");
    type_into(&page, "GPT: output", "50").await;
    // 50M × $1.75 + 10M × $50
    page.until_is(BILLS, json!(["$500.00", "$587.50"])).await;
    let address = json!([
        ["book", "custom"],
        ["rates", "5,25,1.75,50"],
        ["cache-rates", "0.5,6.25,0.175,none"],
        ["service-rates", "50,100,100,200"]
    ]);
    page.until_is(ADDRESS, address).await;
    page.reload().await;
    page.ready().await;
    page.until_is(BILLS, json!(["$500.00", "$587.50"])).await;
    // Figures that count money have them too.
    let same =
        [("book", "custom"), ("rates-2", "25"), ("rates-1", "5"), ("rates-3", "1.75"), ("rates-4", "50")];
    let title = "document.querySelector('#secops .figure-title').innerText";
    page.until_is(title, shown("secops", &same).title).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn rates_in_an_address_are_used_and_what_is_wrong_with_one_is_named_below_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=custom&rates=1,2,3,x").ready().await;
    page.until_is(BILLS, json!(["$70.00", "$270.00"])).await;
    let problem = page.text("#calculator-rates-4-problem").await;
    assert!(problem.contains("“x”") && problem.contains("$12"), "{problem}");
    page.go(&site.url("?book=custom&rates=1,2")).await;
    page.ready().await;
    let problem = page.text("#calculator-rates-1-problem").await;
    assert!(problem.contains("4 prices"), "{problem}");
}

#[tokio::test]
async fn the_book_in_force_stands_beside_the_result_and_books_that_disagree_say_so_with_both_numbers() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for book in &data().books {
        click(&page, "radio", &book.name).await;
        let notes = "[...document.querySelectorAll('#calculator .bill-more')].map(e => e.innerText)";
        let phrase = format!("a month, {}", book.phrase);
        page.until(
            "both amounts name it",
            &format!("{notes}.filter(note => note === {phrase:?}).length === 2"),
        )
        .await;
        let other = data().books.iter().find(|other| other.id != book.id).expect("another book");
        let words = page.texts("#calculator .verdict-other").await.concat();
        for amount in expected::totals(&other.id, expected::MONTH) {
            assert!(words.contains(&amount), "{amount} in {words}");
        }
        assert!(words.contains("the other way round"), "{words}");
    }
}

#[tokio::test]
async fn nothing_that_has_no_price_is_free_and_a_line_says_so() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=article&cached=80").ready().await;
    // The article has no cache price: the same bill as without.
    page.until_is(BILLS, json!(["$200.00", "$320.00"])).await;
    let notices: Vec<String> = page.value(NOTICES).await;
    assert_eq!(
        notices.iter().filter(|line| line.contains("no price for cache read")).count(),
        2,
        "{notices:?}"
    );
    assert!(notices[0].contains("40M tokens are billed in full"), "{notices:?}");
    // The list has one for both; nobody but Anthropic has one for writing.
    page.go(&site.url("?book=list&cached=80&written=10&service=batch")).await;
    page.ready().await;
    page.until_is(
        BILLS,
        bills(&[("book", "list"), ("cached", "80"), ("written", "10"), ("service", "batch")]),
    )
    .await;
    let notices = page.value::<Vec<String>>(NOTICES).await;
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(
        notices[0].contains("GPT has no price for cache write") && notices[0].contains("5M"),
        "{notices:?}"
    );
    assert!(notices[1].contains("GPT has no batch price"), "{notices:?}");
    // More than everything can't be cached.
    page.go(&site.url("?cached=80&written=40")).await;
    page.ready().await;
    page.until("it is said", &format!("{NOTICES}.join(' ').includes('at most 20% can be written')")).await;
}

#[tokio::test]
async fn a_prompt_that_fits_no_window_or_once_was_dearer_is_named() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&prompt=500k").ready().await;
    let notices: Vec<String> = page.value(NOTICES).await;
    assert!(
        notices.iter().any(|line| line.contains("does not fit GPT, which takes 272k tokens of input")),
        "{notices:?}"
    );
    assert!(
        notices.iter().any(|line| line.contains("Until 13 March 2026") && line.contains("200k")),
        "{notices:?}"
    );
    page.go(&site.url("?book=list&prompt=200k")).await;
    page.ready().await;
    page.until_is(NOTICES, json!([])).await;
}

#[tokio::test]
async fn another_way_to_give_the_volume_keeps_the_total_and_its_parts_change_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=1M&out=250k&prompt=300k").ready().await;
    let before = bills(&[("in", "1M"), ("out", "250k")]);
    page.until_is(BILLS, before.clone()).await;
    click(&page, "radio", "requests").await;
    page.until_is("document.getElementById('calculator-requests').value", "3".to_owned()).await;
    click(&page, "radio", "tasks").await;
    page.until("the field is there", "document.getElementById('calculator-per-task').checkVisibility()")
        .await;
    click(&page, "radio", "monthly totals").await;
    page.until_is(BILLS, before.clone()).await;
    assert_eq!([value_of(&page, "in").await, value_of(&page, "out").await], ["1M", "250k"]);

    // A thousand requests of 300k in, and what is left of the answer.
    click(&page, "radio", "requests").await;
    type_into(&page, "Output tokens per request", "1k").await;
    type_into(&page, "Requests a month", "1000").await;
    page.until_is(BILLS, bills(&[("in", "300M"), ("out", "1M")])).await;
    // And the link says the same.
    page.until("the address follows", "new URLSearchParams(location.search).get('requests') === '1k'").await;
    page.reload().await;
    page.ready().await;
    page.until_is(BILLS, bills(&[("in", "300M"), ("out", "1M")])).await;
    click(&page, "radio", "monthly totals").await;
    page.until_is("document.getElementById('calculator-in').value", "300M".to_owned()).await;
}

#[tokio::test]
async fn an_example_is_set_by_one_click_explained_and_taken_back_by_another() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=7M&book=article").ready().await;
    let before = bills(&[("in", "7M"), ("book", "article")]);
    page.until_is(BILLS, before.clone()).await;
    let presets = expected::file()["presets"].as_array().expect("presets");
    assert_eq!(presets.len(), 5);
    for preset in presets {
        let name = preset["name"].as_str().expect("a name");
        click(&page, "button", name).await;
        let settings = preset["settings"].as_array().expect("settings");
        let mut address: Vec<(&str, &str)> = settings
            .iter()
            .map(|setting| {
                (setting["key"].as_str().expect("a key"), setting["value"].as_str().expect("a value"))
            })
            .collect();
        address.push(("book", "article"));
        page.until_is(BILLS, bills(&address)).await;
        let said = page.text("#calculator .starts + .undo [role=status]:not(:empty)").await;
        assert!(said.contains(preset["because"].as_str().expect("a reason")), "{said}");
        // What it sets is not left folded away.
        for (key, _) in &address {
            let seen = format!("{}.checkVisibility()", field("calculator", key));
            let default = expected::setting("calculator", key).default;
            if expected::values("calculator", &address).of(key) != default {
                assert!(page.value::<bool>(&seen).await, "{key} of {name} is to be seen");
            }
        }
        page.click("#calculator .starts + .undo:has([role=status]:not(:empty)) button").await;
        page.until_is(BILLS, before.clone()).await;
    }
    // In whichever order: writing waits, and what is taken back soon enough was never written.
    page.until_is(&format!("{ADDRESS}.sort()"), json!([["book", "article"], ["in", "7M"]])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn an_amount_opens_to_its_working_and_stays_open_while_it_changes() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&in=1234567&wage=80&errors-gpt=4").ready().await;
    let lines = "#calculator .working[data-model='1'] li";
    assert_eq!(page.visible(lines).await, 0);
    page.click("#calculator .working[data-model='1'] summary").await;
    page.until("it is open", "document.querySelector('#calculator .working[data-model=\"1\"]').open").await;
    let working = page.texts(lines).await;
    assert_eq!(working[0], "input: 1,234,567 × $1.75 per million = $2.16049225");
    assert!(
        working.iter().any(|line| line.starts_with(
            "people’s time, repairs: 250 tasks × 4 errors × 5 min × $80.00 an hour ≈ $6,666.666667"
        )),
        "{working:?}"
    );
    assert!(
        working.last().expect("a source").contains("OpenAI’s price list, 22 November 2026"),
        "{working:?}"
    );
    type_into(&page, "Input tokens a month", "2M").await;
    page.until_is(
        &format!("document.querySelector(\"{lines}\").innerText"),
        "input: 2,000,000 × $1.75 per million = $3.50".to_owned(),
    )
    .await;
    assert!(page.visible(lines).await > 0, "it is still open");
}

#[tokio::test]
async fn parts_that_are_rounded_or_make_too_much_say_what_counts() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=1M").ready().await;
    click(&page, "radio", "tasks").await;
    page.until(
        "it is said",
        &format!("{NOTICES}.join(' ').includes('Still using 1M in and 10M out a month')"),
    )
    .await;
    page.until_is(BILLS, bills(&[("in", "1M")])).await;
    // Typed again as it was, a part leaves the total alone.
    type_into(&page, "Requests per task", "1").await;
    page.settled().await;
    assert_eq!(page.value::<serde_json::Value>(BILLS).await, bills(&[("in", "1M")]));
    page.go(&site.url("?by=requests&requests=1000T&prompt=1000")).await;
    page.ready().await;
    page.until("it is said", &format!("{NOTICES}.join(' ').includes('too large to count')")).await;
}

#[tokio::test]
async fn what_can_not_be_used_leaves_what_was_there_and_not_what_its_beginning_would_mean() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&page, "Input tokens a month", "2.5.1M").await;
    let problem = "document.getElementById('calculator-in-problem').innerText";
    page.until("it is explained", &format!("{problem}.includes('Using 50M')")).await;
    page.until_is(BILLS, bills(&[])).await;
    page.until_is(ADDRESS, json!([])).await;
    assert_eq!(value_of(&page, "in").await, "2.5.1M", "what was typed is not touched");
}

#[tokio::test]
async fn errors_that_one_report_counted_do_not_decide_unnoticed() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?wage=50&errors-gpt=4").ready().await;
    let notices: Vec<String> = page.value(NOTICES).await;
    // 250 tasks × 4 errors × 5 minutes at $50
    assert!(
        notices.iter().any(|line| line.starts_with("$4,167 of GPT’s amount")
            && line.contains("one author’s report of one task")),
        "{notices:?}"
    );
    let notes: String =
        page.value("document.querySelector('#calculator .detail[data-model=\"1\"]').innerText").await;
    assert!(notes.contains("$227.50 for tokens, $4,167 for people’s time"), "{notes}");
    page.go(&site.url("?wage=50&errors-gpt=3")).await;
    page.ready().await;
    page.until_is(NOTICES, json!([])).await;
}

#[tokio::test]
async fn ones_own_batch_price_is_a_share_of_the_standard_one() {
    let site = Site::at_root();
    let page = Visit::to(&site)
        .at("?book=custom&rates=4,20,2,10&service-rates=50,100,100,200&service=batch")
        .ready()
        .await;
    // Half of 50M × $4 + 10M × $20; GPT has none.
    page.until_is(BILLS, json!(["$200.00", "$200.00"])).await;
    let notices: Vec<String> = page.value(NOTICES).await;
    assert!(notices.iter().any(|line| line.contains("GPT has no batch price")), "{notices:?}");
    click(&page, "radio", "priority").await;
    page.until_is(BILLS, json!(["$400.00", "$400.00"])).await;
}
