//! The calculator: what would change the answer, and the cost along one input.

use serde_json::{Value, json};
use showdown::charts::Layout;
use thirtyfour::prelude::*;

use crate::support::expected::{shown, values};
use crate::support::{Page, Site, Visit, quoted};
use crate::volume::{ADDRESS, BILLS, bills, click, type_into};

/// What is said of each input: its name and a sentence.
const POINTS: &str = "[...document.querySelectorAll('#calculator .points > div')].map(e => [...e.children].map(e => e.textContent))";

/// The sentence about an input.
async fn point(page: &Page, name: &str) -> String {
    let points: Vec<[String; 2]> = page.value(POINTS).await;
    let found = points.iter().find(|[input, _]| input == name);
    found.unwrap_or_else(|| panic!("nothing is said of {name}: {points:?}"))[1].clone()
}

#[tokio::test]
async fn every_input_has_a_break_even_or_says_that_there_is_none() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&errors-gpt=4").ready().await;
    page.unfold("#calculator .extra > *").await;
    let points: Vec<[String; 2]> = page.value(POINTS).await;
    assert_eq!(points.len(), 12, "{points:?}");
    for [name, sentence] in &points {
        let counts = sentence.starts_with("break-even at") && sentence.contains("(yours: ");
        if name == "Price book" {
            assert!(
                sentence.starts_with("changes the answer.") && sentence.contains("$200.00"),
                "{sentence}"
            );
            continue;
        }
        let none = sentence.starts_with("no break-even") || sentence.starts_with("no effect");
        assert!(counts || none, "{name}: {sentence}");
    }
    // With list prices Codex is cheaper on every rate: no mix of tokens makes Opus cheaper.
    for name in ["Output share of all tokens", "Input read from the cache", "Service"] {
        assert!(point(&page, name).await.starts_with("no break-even. GPT is cheaper"), "{name}");
    }
    // Without an hourly rate time costs nothing.
    assert!(point(&page, "Repair time").await.starts_with("no effect"));
    // $500.00 ÷ $227.50
    assert!(point(&page, "GPT tokens for the same work").await.starts_with("break-even at about 219.78%"));
    assert!(point(&page, "GPT success rate").await.starts_with("break-even at 45.5%"));
    // $272.50 for 250 × 4 × 5 minutes
    assert!(point(&page, "Hourly rate").await.starts_with("break-even at $3.27"));
}

#[tokio::test]
async fn a_break_even_that_is_typed_in_makes_both_cost_the_same() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&errors-gpt=4").ready().await;
    page.unfold("#calculator .extra > *").await;
    type_into(&page, "Hourly rate", "3.27").await;
    page.until_is(BILLS, json!(["$500.00", "$500.00"])).await;
    type_into(&page, "GPT: success", "45.5").await;
    type_into(&page, "Hourly rate", "0").await;
    page.until_is(BILLS, json!(["$500.00", "$500.00"])).await;
    page.until_is(
        "document.querySelector('#calculator .verdict-line').innerText",
        "At list prices, both cost the same.".to_owned(),
    )
    .await;
}

#[tokio::test]
async fn the_curve_follows_the_input_that_is_chosen_and_is_dragged_to_set_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&axis=success-b").ready().await;
    page.unfold("#calculator .extra > *").await;
    let drawing = "#calculator .extra:nth-of-type(3) .drawing";
    let name = format!("document.querySelector('{drawing}').getAttribute('aria-label')");
    let curve = |address: &[(&str, &str)]| {
        shown("calculator", address).extras[1].picture.as_ref().expect("a curve").describe()
    };
    page.until_is(&name, curve(&[("book", "list"), ("axis", "success-b")])).await;
    page.run(&format!("document.querySelector('{drawing}').scrollIntoView({{ block: 'center' }})")).await;

    // A mouse, held down at the left of the plot and moved to its middle.
    let frame: [f64; 4] = page.value(&format!("(b => [b.x, b.y, b.width, b.height])(document.querySelector('{drawing}').getBoundingClientRect())")).await;
    let (y, at) = (frame[1] + frame[3] / 2.0, |share: f64| frame[0] + frame[2] * share);
    for (event, x, buttons) in [
        ("mouseMoved", at(0.3), 0),
        ("mousePressed", at(0.3), 1),
        ("mouseMoved", at(0.5), 1),
        ("mouseReleased", at(0.5), 0),
    ] {
        page.devtools(
            "Input.dispatchMouseEvent",
            json!({ "type": event, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 }),
        )
        .await;
    }
    let field = "document.getElementById('calculator-success-gpt').value";
    page.until("it is set", &format!("{field} !== '100%'")).await;
    let set: String = page.value(field).await;
    // What the drawing itself says of its middle.
    let picture = shown("calculator", &[("book", "list"), ("axis", "success-b")])
        .extras
        .remove(1)
        .picture
        .expect("a curve");
    let middle = picture.along(Layout::Wide, Layout::Wide.width() / 2).expect("an axis") / 100.0;
    let percent: f64 = set.trim_end_matches('%').parse().expect("a number");
    assert!((percent - middle).abs() <= 1.0, "{set} where the middle is {middle}");
    let address = [("book", "list"), ("axis", "success-b"), ("success-gpt", set.as_str())];
    page.until_is(BILLS, bills(&address)).await;
    page.until_is(&name, curve(&address)).await;
    page.until("the address follows", &format!("JSON.stringify({ADDRESS}).includes('success-gpt')")).await;

    // A pointer that is not held down sets nothing.
    page.devtools(
        "Input.dispatchMouseEvent",
        json!({ "type": "mouseMoved", "x": at(0.7), "y": y, "buttons": 0 }),
    )
    .await;
    page.settled().await;
    assert_eq!(page.value::<String>(field).await, set);

    // By keyboard: to the first point, and Enter.
    page.run(&format!("document.querySelector('{drawing}').focus()")).await;
    page.press(Key::Home).await;
    page.press(Key::Enter).await;
    page.until_is(field, "10%".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn dragging_the_share_of_output_keeps_all_tokens() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    page.unfold("#calculator .extra > *").await;
    let drawing = "#calculator .extra:nth-of-type(3) .drawing";
    page.run(&format!("document.querySelector('{drawing}').scrollIntoView({{ block: 'center' }}); document.querySelector('{drawing}').focus()")).await;
    page.press(Key::Home).await;
    page.press(Key::Enter).await;
    page.until_is(
        "['in', 'out'].map(key => document.getElementById('calculator-' + key).value)",
        json!(["60M", "0"]),
    )
    .await;
    page.until_is(BILLS, bills(&[("in", "60M"), ("out", "0")])).await;
}

#[tokio::test]
async fn what_changes_the_answer_is_marked_in_the_drawing_and_the_table() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&errors-gpt=4").ready().await;
    page.unfold("#calculator .extra > *").await;
    let change = "#calculator .extra:nth-of-type(2)";
    let said: String =
        page.value(&format!("document.querySelector('{change} .verdict-line').textContent")).await;
    assert!(said.contains("GPT is cheaper now") && said.contains("hourly rate"), "{said}");
    let name: String =
        page.value(&format!("document.querySelector('{change} .drawing').getAttribute('aria-label')")).await;
    assert!(name.contains("at $50, which changes the answer"), "{name}");
    let rows: Vec<Vec<String>> = page.value(&format!("[...document.querySelectorAll('{change} tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))")).await;
    let marked: Vec<&str> = rows.iter().filter(|row| row[3] == "yes").map(|row| row[0].as_str()).collect();
    assert_eq!(marked, ["Hourly rate"]);
    // The one that matters most comes first.
    assert_eq!(rows[0][0], "Hourly rate");
}

#[tokio::test]
async fn tasks_that_fail_cost_tokens_and_people_and_favour_nobody_to_begin_with() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    page.unfold("#calculator .extra > *").await;
    let settings = values("calculator", &[]);
    assert_eq!(settings.of("success-claude"), settings.of("success-gpt"));
    let address = [("success-gpt", "50"), ("failure", "6min"), ("wage", "$50")];
    page.go(&site.url("?success-gpt=50&failure=6min&wage=50")).await;
    page.ready().await;
    let expected = shown("calculator", &address);
    // $227.50 ÷ ½ + 250 failures of $5
    assert_eq!(expected.cards[1].value, "$1,705");
    page.until_is(BILLS, json!(["$500.00", "$1,705"])).await;
    let notes: Value = page.value("[...document.querySelectorAll('#calculator .detail[data-model=\"1\"] .bill-more')].map(e => e.innerText)").await;
    assert!(notes.to_string().contains("$6.82 per finished task"), "{notes}");
    let notice = page.text("#calculator .notice").await;
    assert!(
        notice.contains("With at most 3 attempts each") && notice.contains("87.5% of the tasks with GPT"),
        "{notice}"
    );
    click(&page, "radio", "Hourly rate").await;
    let words = quoted("yours: $50");
    page.until("the curve says where one is", &format!("document.querySelector('#calculator .extra:nth-of-type(3) .drawing').getAttribute('aria-label').includes({words})")).await;
}

const CURVE: &str = "#calculator .extra:nth-of-type(3) .drawing";

/// Brings the curve into view: its left and upper edge, its width and height.
async fn curve_in_view(page: &Page) -> [f64; 4] {
    page.run(&format!("document.querySelector('{CURVE}').scrollIntoView({{ block: 'center' }})")).await;
    page.settled().await;
    page.value(&format!(
        "(b => [b.x, b.y, b.width, b.height])(document.querySelector('{CURVE}').getBoundingClientRect())"
    ))
    .await
}

async fn touch(page: &Page, events: &[(&str, f64, f64)]) {
    for (event, x, y) in events {
        let points = if *event == "touchEnd" { json!([]) } else { json!([{ "x": x, "y": y }]) };
        page.devtools("Input.dispatchTouchEvent", json!({ "type": event, "touchPoints": points })).await;
    }
}

#[tokio::test]
async fn a_finger_that_scrolls_or_taps_sets_nothing_and_one_that_moves_sideways_does() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(360).at("?axis=success-b").ready().await;
    page.unfold("#calculator .extra > *").await;
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    let [x, y, width, height] = curve_in_view(&page).await;
    let field = "document.getElementById('calculator-success-gpt').value";
    // Where the curves are low.
    let (x, y) = (x + width / 2.0, y + height * 0.75);
    // A tap shows a point.
    touch(&page, &[("touchStart", x, y), ("touchEnd", x, y)]).await;
    page.until("the tap shows a point", &format!("document.querySelector('{CURVE} .tip').checkVisibility()"))
        .await;
    assert_eq!(page.value::<String>(field).await, "100%");
    // Up and down is the page's.
    touch(
        &page,
        &[
            ("touchStart", x, y),
            ("touchMove", x + 2.0, y - 30.0),
            ("touchMove", x + 4.0, y - 90.0),
            ("touchEnd", x, y),
        ],
    )
    .await;
    // It may glide on for a while.
    page.until(
        "the page stands still",
        "(now => window.last === now || (window.last = now, false))(scrollY)",
    )
    .await;
    assert_eq!(page.value::<String>(field).await, "100%");
    let [x, y, width, height] = curve_in_view(&page).await;
    let (x, y) = (x + width / 2.0, y + height / 2.0);
    touch(
        &page,
        &[
            ("touchStart", x, y),
            ("touchMove", x - 20.0, y + 2.0),
            ("touchMove", x - 40.0, y + 3.0),
            ("touchEnd", x, y),
        ],
    )
    .await;
    page.until("sideways sets it", &format!("{field} !== '100%'")).await;
}

#[tokio::test]
async fn what_is_dragged_stays_under_the_pointer() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?axis=wage&wage=1000&errors-gpt=4").ready().await;
    page.unfold("#calculator .extra > *").await;
    let [x, y, width, height] = curve_in_view(&page).await;
    let (x, y) = (x + width * 0.6, y + height / 2.0);
    let mouse = |event: &str, buttons: u32| json!({ "type": event, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
    page.devtools("Input.dispatchMouseEvent", mouse("mousePressed", 1)).await;
    let field = "document.getElementById('calculator-wage').value";
    page.until("it is set", &format!("{field} !== '$1000'")).await;
    let set: String = page.value(field).await;
    for _ in 0..3 {
        page.devtools("Input.dispatchMouseEvent", mouse("mouseMoved", 1)).await;
        page.settled().await;
    }
    page.devtools("Input.dispatchMouseEvent", mouse("mouseReleased", 0)).await;
    page.settled().await;
    assert_eq!(page.value::<String>(field).await, set, "a pointer that stands still moves nothing");
}

#[tokio::test]
async fn enter_sets_just_the_point_that_is_spoken() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?book=list&axis=wage&wage=200&errors-gpt=4").ready().await;
    page.unfold("#calculator .extra > *").await;
    curve_in_view(&page).await;
    page.run(&format!("document.querySelector('{CURVE}').focus()")).await;
    // The second point is the place where the lines cross, which is on no place of the slider.
    page.press(Key::Home).await;
    page.press(Key::Right).await;
    let spoken = format!("document.querySelector('{CURVE}').nextElementSibling.textContent");
    page.until("it is spoken", &format!("{spoken}.includes('$3.27')")).await;
    page.press(Key::Enter).await;
    page.until_is("document.getElementById('calculator-wage').value", "$3.27".to_owned()).await;
    page.until_is(BILLS, json!(["$500.00", "$500.00"])).await;
    page.until("and it is spoken still", &format!("{spoken}.includes('$3.27')")).await;
}
