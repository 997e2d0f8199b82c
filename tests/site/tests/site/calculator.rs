//! The calculator: what a reader sets, what follows, and the address that remembers it.

use serde_json::{Value, json};
use showdown::domain::{Workload, format};
use thirtyfour::prelude::*;

use crate::support::expected::{self, MONTH, data, totals, work};
use crate::support::{Page, Site, Visit, quoted};

/// A setting in the address, or nothing.
fn setting(key: &str) -> String {
    format!("new URLSearchParams(location.search).get({})", quoted(key))
}

/// The month's bills, as the calculator shows them large.
const BILLS: &str = "[...document.querySelectorAll('#calculator [data-model] strong')].map(e => e.innerText)";

/// The fields that are marked as wrong.
const WRONG: &str = "[...document.querySelectorAll('#calculator [aria-invalid=true]')].map(e => e.id)";

/// Everything that the calculator says, to people and to their screen readers.
const WORDS: &str = "[
    document.getElementById('calculator').textContent,
    ...[...document.querySelectorAll('#calculator *')].flatMap(e =>
        ['aria-label', 'aria-valuetext', 'value'].map(name => e.getAttribute(name) ?? '')),
].join(' ')";

/// What is said below a control, and whether it is marked as wrong: what `aria-describedby` leads to.
async fn problem_of(field: &WebElement) -> (String, bool) {
    let script = "
        const ids = arguments[0].getAttribute('aria-describedby').split(' ');
        const problem = document.getElementById(ids.at(-1));
        return [problem.checkVisibility() ? problem.innerText.trim() : '', arguments[0].getAttribute('aria-invalid') === 'true'];";
    let element = field.to_json().expect("an element");
    let answer = field.handle().execute(script, vec![element]).await.expect("a description");
    answer.convert().expect("a text and a flag")
}

async fn value_of(control: &WebElement) -> String {
    control.value().await.expect("an answer").unwrap_or_default()
}

/// Types instead of what stands in a field.
async fn type_into(field: &WebElement, text: &str) {
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys(text).await.expect("keys");
}

async fn input(page: &Page) -> WebElement {
    page.control("textbox", "Input tokens a month").await
}

async fn output(page: &Page) -> WebElement {
    page.control("textbox", "Output tokens a month").await
}

// ---- The contract ----

/// These four numbers are promised to others: whoever changes the data changes the promise, and this test.
#[tokio::test]
async fn the_defaults_cost_what_the_contract_says() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    page.until_is(BILLS, json!(["$500.00", "$227.50"])).await;
    page.go(&site.url("?book=article")).await;
    page.ready().await;
    page.until_is(BILLS, json!(["$200.00", "$320.00"])).await;
}

#[tokio::test]
async fn the_totals_follow_from_the_data() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for book in &data().books {
        page.control_in("calculator", "radio", &book.name).await.click().await.expect("a click");
        page.until_is(BILLS, json!(totals(&book.id, MONTH))).await;
    }
}

#[tokio::test]
async fn an_address_sets_the_month() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=2.5M&out=750k").ready().await;
    page.until_is(BILLS, json!(totals("list", work("2.5M", "750k")))).await;
    assert_eq!(value_of(&input(&page).await).await, "2.5M");
    assert_eq!(value_of(&output(&page).await).await, "750k");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_an_address_gets_wrong_is_named_below_its_control_and_the_rest_holds() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=banana&out=750k&book=list").ready().await;
    let month = Workload { input: MONTH.input, ..work("0", "750k") };
    page.until_is(BILLS, json!(totals("list", month))).await;
    let field = input(&page).await;
    assert_eq!(value_of(&field).await, MONTH.input.short());
    let (problem, _) = problem_of(&field).await;
    assert!(problem.contains("banana") && problem.contains(&MONTH.input.short()), "{problem}");
    assert_eq!(problem_of(&output(&page).await).await, (String::new(), false));
    assert!(
        page.control_in("calculator", "radio", &expected::book("list").name)
            .await
            .is_selected()
            .await
            .expect("an answer")
    );

    // Said and done: a good number settles it.
    type_into(&field, "1M").await;
    page.until_is(BILLS, json!(totals("list", work("1M", "750k")))).await;
    assert_eq!(problem_of(&field).await, (String::new(), false));
}

#[tokio::test]
async fn what_an_address_gets_wrong_stays_there_until_that_setting_is_changed() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=banana").ready().await;
    type_into(&output(&page).await, "750k").await;
    page.until_is(&setting("out"), json!("750k")).await;
    page.until_is("location.search", "?in=banana&out=750k".to_owned()).await;
    let field = input(&page).await;
    assert!(problem_of(&field).await.0.contains("banana"), "and it is still explained");
    type_into(&field, "1M").await;
    page.until_is("location.search", "?in=1M&out=750k".to_owned()).await;
    assert_eq!(problem_of(&field).await, (String::new(), false));
}

#[tokio::test]
async fn no_address_breaks_the_calculator() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let long = "9".repeat(2000);
    let broken =
        ["-5", "1e400", "NaN", "Infinity", "", "%00", "%E0%A4%A", "<b>x</b>", "2.5.1M", "0x10", &long];
    for (visit, value) in broken.into_iter().enumerate() {
        page.go(&site.url(&format!("?visit={visit}&in={value}&out=750k&book={value}"))).await;
        page.ready().await;
        let month = Workload { input: MONTH.input, ..work("0", "750k") };
        page.until_is(BILLS, json!(totals("list", month))).await;
        let (problem, _) = problem_of(&input(&page).await).await;
        assert!(!problem.is_empty(), "?in={value} is not explained");
        is_sound(&page).await;
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

// ---- Slider, field and address ----

#[tokio::test]
async fn the_slider_moves_number_bill_and_address_and_a_reload_keeps_them() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let slider = page.control("slider", "Input tokens a month").await;
    slider.send_keys(Key::PageUp + Key::Up).await.expect("keys");
    page.until(
        "the field follows",
        &format!("document.querySelector('#calculator-in').value !== {}", quoted(&MONTH.input.short())),
    )
    .await;
    let typed = value_of(&input(&page).await).await;
    let month = Workload { input: typed.parse().expect("an amount"), ..MONTH };
    assert!(month.input > MONTH.input, "{typed} is more");
    page.until_is(BILLS, json!(totals("list", month))).await;
    page.until_is(&setting("in"), json!(typed)).await;
    let heard = slider.attr("aria-valuetext").await.expect("an answer");
    assert_eq!(heard, Some(month.input.words()));
    let position = value_of(&slider).await;

    page.reload().await;
    page.ready().await;
    page.until_is(BILLS, json!(totals("list", month))).await;
    assert_eq!(value_of(&input(&page).await).await, typed);
    assert_eq!(value_of(&page.control("slider", "Input tokens a month").await).await, position);
}

#[tokio::test]
async fn every_end_of_the_slider_is_an_amount() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let slider = page.control("slider", "Output tokens a month").await;
    for key in [Key::Home, Key::End] {
        let before: Vec<String> = page.value(BILLS).await;
        slider.send_keys(key + "").await.expect("keys");
        page.until(
            "the bill follows",
            &format!("JSON.stringify({BILLS}) !== {}", quoted(&json!(before).to_string())),
        )
        .await;
        let typed = value_of(&output(&page).await).await;
        let month = Workload { output: typed.parse().expect("an amount"), ..MONTH };
        page.until_is(BILLS, json!(totals("list", month))).await;
        is_sound(&page).await;
    }
}

#[tokio::test]
async fn typing_moves_slider_bill_and_address_and_leaves_the_history_alone() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?utm_source=mail&out=1M#calculator").ready().await;
    let history: u32 = page.value("history.length").await;
    let slider = page.control("slider", "Input tokens a month").await;
    let position = value_of(&slider).await;
    let field = input(&page).await;
    type_into(&field, "750k").await;
    page.until_is(BILLS, json!(totals("list", work("750k", "1M")))).await;
    page.until_is(&setting("in"), json!("750k")).await;
    let lower: u32 = value_of(&slider).await.parse().expect("a position");
    assert!(lower < position.parse().expect("a position"), "{lower} of {position}");
    assert_eq!(value_of(&field).await, "750k", "what is being typed is not touched");

    type_into(&field, &MONTH.input.short()).await;
    page.until_is(&setting("in"), json!(null)).await;
    assert_eq!(
        page.value::<String>("location.search + location.hash").await,
        "?utm_source=mail&out=1M#calculator"
    );
    assert_eq!(page.value::<u32>("history.length").await, history);
}

#[tokio::test]
async fn an_amount_with_two_meanings_says_how_it_was_read_and_offers_the_other() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&input(&page).await, "50.000").await;
    page.until_is(&setting("in"), json!("50k")).await;
    let said = "(document.querySelector('#calculator .reading')?.innerText ?? '')";
    page.until("it is said", &format!("{said}.startsWith('Read as 50k, not as 50.')")).await;
    page.control_in("calculator", "button", "Use 50").await.click().await.expect("a click");
    page.until_is(&setting("in"), json!("50")).await;
    page.until("nothing is left to say", &format!("{said} === ''")).await;
    // What has one meaning is read without a word.
    type_into(&input(&page).await, "2,5M").await;
    page.until_is(&setting("in"), json!("2.5M")).await;
    assert_eq!(page.value::<String>(said).await, "");
}

#[tokio::test]
async fn going_back_leads_to_the_place_before_and_keeps_what_is_set() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=1M").ready().await;
    page.run("document.querySelector('.contents a[href=\"#part-4\"]').click()").await;
    page.until_is("location.hash", "#part-4".to_owned()).await;
    type_into(&input(&page).await, "2M").await;
    page.until_is(&setting("in"), json!("2M")).await;
    page.control("radio", "light").await.click().await.expect("a click");
    page.until_is("document.documentElement.dataset.theme", "light".to_owned()).await;
    page.back().await;
    page.until_is("location.search + location.hash", "?in=2M&theme=light".to_owned()).await;
    let kept = Workload { input: work("2M", "0").input, ..MONTH };
    page.until_is(BILLS, json!(totals("list", kept))).await;
    page.until_is("document.querySelector('#calculator-in').value", "2M".to_owned()).await;
    assert_eq!(page.value::<String>("document.documentElement.dataset.theme").await, "light");
    // What is set then is kept beside it.
    type_into(&output(&page).await, "1M").await;
    page.until_is(&setting("out"), json!("1M")).await;
    page.go(&site.url("")).await;
    page.ready().await;
    page.until_is(BILLS, json!(totals("list", work("2M", "1M")))).await;
}

#[tokio::test]
async fn the_price_book_stands_in_the_address_only_if_it_is_not_the_default() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for (book, written) in [("article", json!("article")), ("list", json!(null))] {
        page.control_in("calculator", "radio", &expected::book(book).name)
            .await
            .click()
            .await
            .expect("a click");
        page.until_is(BILLS, json!(totals(book, MONTH))).await;
        page.until_is(&setting("book"), written).await;
    }
}

#[tokio::test]
async fn everything_that_is_shown_follows_a_change() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let drawing = "document.querySelector('#calculator canvas').toDataURL()";
    let before: String = page.value(drawing).await;
    type_into(&input(&page).await, "2.5M").await;
    type_into(&output(&page).await, "750k").await;
    let month = work("2.5M", "750k");
    let bills = totals("list", month);
    page.until_is(BILLS, json!(bills)).await;
    page.until("the drawing follows", &format!("{drawing} !== {}", quoted(&before))).await;
    for part in [".sentence", ".drawing"] {
        let words = format!(
            "(e => e.getAttribute('aria-label') ?? e.innerText)(document.querySelector('#calculator {part}'))"
        );
        for bill in &bills {
            page.until(&format!("{part} names {bill}"), &format!("{words}.includes({})", quoted(bill))).await;
        }
    }
    let table = page.table("calculator").await;
    for bill in expected::bills("list", month) {
        for line in &bill.lines {
            let working = [line.tokens.to_string(), format::rate(line.rate), format::usd_exact(line.amount)];
            assert!(table.iter().any(|row| row[1..4] == working), "{working:?} in {table:?}");
        }
    }
}

// ---- Bad input ----

/// That nothing shows what no reader should ever see.
async fn is_sound(page: &Page) {
    let words: String = page.value(WORDS).await;
    // A message may quote what was typed.
    let said = words.replace("“NaN”", "").replace("“Infinity”", "");
    for never in ["NaN", "Infinity", "$inf", "undefined", "null", "[object"] {
        assert!(!said.contains(never), "{never} in {said}");
    }
    assert_eq!(page.visible("#calculator b").await, 0, "what was typed is not markup");
    assert_eq!(page.visible(".app-note").await, 0, "nothing has failed");
}

/// What nobody can count with.
const BAD: [&str; 12] = [
    "-5",
    "1e400",
    "abc",
    "",
    " ",
    "NaN",
    "Infinity",
    "<b>x</b>",
    "0.5",
    "1e-7",
    "2.5.1M",
    "9999999999999999999999999999",
];

#[tokio::test]
async fn bad_input_is_explained_and_changes_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?out=750k&book=article").ready().await;
    let month = Workload { input: MONTH.input, ..work("0", "750k") };
    let bills = json!(totals("article", month));
    page.until_is(BILLS, bills.clone()).await;
    let (field, slider) = (input(&page).await, page.control("slider", "Input tokens a month").await);
    let position = value_of(&slider).await;
    let long = "9".repeat(2000);
    for bad in BAD.into_iter().chain([&long[..]]) {
        field.send_keys(Key::Control + "a").await.expect("keys");
        match bad {
            "" => page.press(Key::Delete).await,
            _ => page.paste(bad).await,
        }
        page.until_is(WRONG, json!(["calculator-in"])).await;
        let (problem, _) = problem_of(&field).await;
        assert!(!problem.is_empty(), "“{bad}” is not explained");
        assert!(problem.contains(&MONTH.input.short()), "what counts instead of “{bad}”: {problem}");
        assert_eq!(page.value::<Value>(BILLS).await, bills, "“{bad}” has changed the bill");
        is_sound(&page).await;
        // Leaving the field does not take away what was typed, nor the reason why it does not count.
        page.press(Key::Tab).await;
        assert_eq!(value_of(&field).await, bad);
        assert_eq!(problem_of(&field).await, (problem, true));
        assert_eq!(value_of(&slider).await, position);
        // A good amount settles it.
        type_into(&field, &MONTH.input.short()).await;
        page.until_is(WRONG, json!([])).await;
        assert_eq!(problem_of(&field).await, (String::new(), false));
    }

    type_into(&field, "2.5M").await;
    page.until_is(BILLS, json!(totals("article", work("2.5M", "750k")))).await;
    assert_eq!(problem_of(&field).await, (String::new(), false));
    page.until_is("location.search", "?out=750k&book=article&in=2.5M".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

/// Key by key: what is typed may be an amount on the way, which then counts until the next key.
#[tokio::test]
async fn no_way_of_typing_breaks_the_calculator() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?out=750k&book=article").ready().await;
    let field = output(&page).await;
    for bad in BAD.into_iter().filter(|bad| !bad.is_empty()) {
        type_into(&field, bad).await;
        page.press(Key::Tab).await;
        page.until_is(WRONG, json!(["calculator-out"])).await;
        assert!(!problem_of(&field).await.0.is_empty(), "“{bad}” is not explained");
        assert_eq!(value_of(&field).await, bad);
        is_sound(&page).await;
    }
    type_into(&field, "750k").await;
    page.until_is(BILLS, json!(totals("article", Workload { input: MONTH.input, ..work("0", "750k") })))
        .await;
    page.until_is("location.search", "?out=750k&book=article".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_largest_amounts_are_still_amounts() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=1000T&out=1000T").ready().await;
    page.until_is(BILLS, json!(totals("list", work("1000T", "1000T")))).await;
    is_sound(&page).await;
    type_into(&input(&page).await, "0").await;
    type_into(&output(&page).await, "0").await;
    page.until_is(BILLS, json!(totals("list", work("0", "0")))).await;
    is_sound(&page).await;
    assert_eq!(page.complaints().await, [""; 0]);
}
