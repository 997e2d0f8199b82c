//! The calculator: scenarios side by side, what the browser keeps, and what a link carries.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::support::{Page, Site, Visit, button};
use crate::volume::{ADDRESS, BILLS, bills, click, type_into};

const KEPT: &str = "[...document.querySelectorAll('#calculator .extra:nth-of-type(4) tbody tr')].map(row => row.cells[0].textContent)";
const STATUS: &str = "document.querySelector('.keeper .undo [role=status]').innerText";

pub async fn keep(page: &Page, name: &str) {
    let field = page.control_in("calculator", "textbox", "Name of the scenario").await;
    field.clear().await.expect("an empty field");
    page.run("document.getElementById('calculator-name').focus()").await;
    page.paste(name).await;
    click(page, "button", "Keep current settings").await;
}

#[tokio::test]
async fn scenarios_are_kept_by_name_shown_replaced_removed_and_come_back_with_the_address() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=2M").ready().await;
    let drawing = "#calculator .extra:nth-of-type(4) .drawing";
    assert_eq!(page.visible(drawing).await, 0, "nothing is kept yet");
    let odd = "A; b: <i>c</i> “%3B” é 🌙";
    keep(&page, odd).await;
    page.until_is(KEPT, json!(["Now", odd])).await;
    assert_eq!(page.visible("#calculator i").await, 0, "a name is not markup");
    type_into(&page, "Input tokens a month", "9M").await;
    page.until_is(BILLS, bills(&[("in", "9M")])).await;
    keep(&page, "Nine").await;
    page.until_is(KEPT, json!(["Now", odd, "Nine"])).await;
    page.until(
        "both are drawn",
        &format!("document.querySelector('{drawing}').getAttribute('aria-label').includes('Nine, GPT')"),
    )
    .await;
    assert!(page.visible(&format!("{drawing} canvas")).await == 1);
    page.until(
        "the address has both",
        &format!("{ADDRESS}.filter(([key]) => key.startsWith('keep-')).length === 2"),
    )
    .await;

    // A reload, and a scenario that is shown again.
    page.reload().await;
    page.ready().await;
    page.until_is(KEPT, json!(["Now", odd, "Nine"])).await;
    click(&page, "button", "Show “A;").await;
    page.until_is(BILLS, bills(&[("in", "2M")])).await;
    page.click(".keeper .undo button").await;
    page.until_is(BILLS, bills(&[("in", "9M")])).await;

    // Four are the most; a name that is kept already is replaced.
    keep(&page, "Three").await;
    keep(&page, "Four").await;
    keep(&page, "Five").await;
    page.until("it is said", &format!("{STATUS}.includes('Remove one, or reuse a name.')")).await;
    page.until_is(KEPT, json!(["Now", odd, "Nine", "Three", "Four"])).await;
    keep(&page, "Four").await;
    page.until_is(STATUS, "Replaced: “Four”.".to_owned()).await;
    click(&page, "button", "Remove “Nine”").await;
    page.until_is(KEPT, json!(["Now", odd, "Three", "Four"])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_settings_of_the_last_visit_come_back_unless_a_link_asks_for_others_and_can_be_forgotten() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&page, "Input tokens a month", "3M").await;
    page.until_is(ADDRESS, json!([["in", "3M"]])).await;

    page.go(&site.url("?visit=2")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[("in", "3M")])).await;
    page.until_is(ADDRESS, json!([["visit", "2"], ["in", "3M"]])).await;
    assert!(page.text(".memory [role=status]").await.contains("your last visit"));

    // A link that somebody sent counts more, and does not take away what is kept.
    page.go(&site.url("?out=1M")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[("out", "1M")])).await;
    page.go(&site.url("?visit=3")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[("in", "3M")])).await;

    click(&page, "button", "Reset and delete saved settings").await;
    page.until_is(BILLS, bills(&[])).await;
    page.until_is(ADDRESS, json!([["visit", "3"]])).await;
    assert_eq!(page.value::<usize>("localStorage.length").await, 0);
    page.go(&site.url("?visit=4")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn a_figure_alone_neither_keeps_nor_shows_what_was_kept() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&page, "Input tokens a month", "3M").await;
    page.until_is(ADDRESS, json!([["in", "3M"]])).await;
    page.go(&site.url("embed/calculator.html")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[])).await;
    assert_eq!(page.visible(".memory").await, 0);
    type_into(&page, "Input tokens a month", "5M").await;
    page.until_is(ADDRESS, json!([["in", "5M"]])).await;
    assert_eq!(page.value::<String>("localStorage.getItem('showdown')").await, "in=3M");
}

/// A browser that forbids to keep anything, as it does in a sandbox.
const FORBIDS: &str = "
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";

#[tokio::test]
async fn where_nothing_can_be_kept_everything_else_works_and_that_is_said() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(FORBIDS).ready().await;
    assert!(page.text(".memory [role=status]").await.contains("keeps nothing"));
    type_into(&page, "Input tokens a month", "3M").await;
    page.until_is(BILLS, bills(&[("in", "3M")])).await;
    page.until_is(ADDRESS, json!([["in", "3M"]])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_is_kept_but_can_not_be_read_any_more_is_left_out() {
    let site = Site::at_root();
    let page = Visit::to(&site)
        .watched_by("localStorage.setItem('showdown', 'in=banana&out=2M&keep-1=%%%;;:x&nobody=1')")
        .ready()
        .await;
    page.until_is(BILLS, bills(&[("out", "2M")])).await;
    assert_eq!(page.visible(".problem").await, 0, "nobody asked for it just now");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn an_address_of_a_later_version_says_so_and_shows_what_is_known_of_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?v=7&in=1M").ready().await;
    page.until_is(BILLS, bills(&[("in", "1M")])).await;
    let said = page.text("#address-problem").await;
    assert!(said.contains("version “7”"), "{said}");
    page.go(&site.url("?v=1&in=1M")).await;
    page.ready().await;
    assert_eq!(page.visible("#address-problem").await, 0);
}

#[tokio::test]
async fn a_scenario_that_an_address_gets_wrong_is_named() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?keep-1=Good;in:1M&keep-2=;in:2M&keep-3=Odd;in:banana").ready().await;
    page.until_is(KEPT, json!(["Now", "Good", "Odd"])).await;
    let said = page.text(".keeper .problem").await;
    assert!(said.contains("has no name") && said.contains("“Odd”: “banana”"), "{said}");
}

#[tokio::test]
async fn a_copied_link_to_where_everything_begins_counts_more_than_what_is_kept() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&page, "Input tokens a month", "3M").await;
    page.until_is(ADDRESS, json!([["in", "3M"]])).await;
    // As somebody copied it who had set nothing.
    page.go(&site.url("?v=1#calculator")).await;
    page.ready().await;
    page.until_is(BILLS, bills(&[])).await;
    // What is changed here is kept beside what was kept before.
    type_into(&page, "Output tokens a month", "1M").await;
    page.until_is(ADDRESS, json!([["out", "1M"]])).await;
    page.until_is("localStorage.getItem('showdown')", "in=3M&out=1M".to_owned()).await;
}

#[tokio::test]
async fn scenarios_stay_beside_a_link_that_brings_none_and_resetting_can_be_taken_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    keep(&page, "Mine").await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
    page.go(&site.url("?in=8M")).await;
    page.ready().await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
    type_into(&page, "Output tokens a month", "1M").await;
    page.until_is(BILLS, bills(&[("in", "8M"), ("out", "1M")])).await;

    click(&page, "button", "Reset and delete saved settings").await;
    page.until_is(BILLS, bills(&[])).await;
    assert_eq!(page.value::<usize>("localStorage.length").await, 0, "at once");
    page.click_element(&button(".memory", "Undo")).await;
    page.until_is(BILLS, bills(&[("in", "8M"), ("out", "1M")])).await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
}

#[tokio::test]
async fn scenarios_without_a_name_get_one_that_is_free_and_enter_keeps_too() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for _ in 0..2 {
        click(&page, "button", "Keep current settings").await;
    }
    page.until_is(KEPT, json!(["Now", "Scenario 1", "Scenario 2"])).await;
    click(&page, "button", "Remove “Scenario 1”").await;
    page.until_is(KEPT, json!(["Now", "Scenario 2"])).await;
    assert!(
        page.value::<bool>("document.activeElement.matches('.keeper .undo [role=status]')").await,
        "focus is not lost"
    );
    page.run("document.getElementById('calculator-name').focus()").await;
    page.press(Key::Enter).await;
    page.until_is(KEPT, json!(["Now", "Scenario 2", "Scenario 1"])).await;
}

#[tokio::test]
async fn undo_takes_back_its_own_change_and_is_gone_after_another_one() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let undo = "[...document.querySelectorAll('#calculator button')].some(e => e.innerText === 'Undo' && e.checkVisibility())";
    click(&page, "button", "A coding agent, heavily cached").await;
    page.until("there is a way back", undo).await;
    // In another figure, which shares it.
    page.control_in("repair-time", "slider", "Hourly rate")
        .await
        .send_keys(Key::Home + "")
        .await
        .expect("a key");
    page.until("there is none any more", &format!("!{undo}")).await;

    click(&page, "button", "A chat assistant").await;
    page.until("there is a way back", undo).await;
    page.click("#calculator .starts + .undo:has([role=status]:not(:empty)) button").await;
    page.until("it is taken back", &format!("!{undo}")).await;
    assert!(
        page.value::<bool>("document.activeElement.matches('.undo [role=status]')").await,
        "focus is not lost"
    );
}

#[tokio::test]
async fn an_example_takes_the_place_of_what_could_not_be_read() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    type_into(&page, "Tasks a month", "many").await;
    let wrong = "document.querySelectorAll('#calculator [aria-invalid=true]').length";
    page.until_is(wrong, 1).await;
    click(&page, "button", "A chat assistant").await;
    page.until_is("document.getElementById('calculator-tasks').value", "20k".to_owned()).await;
    page.until_is(wrong, 0).await;
}

#[tokio::test]
async fn scenarios_stay_while_the_reader_follows_links_within_the_page() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    keep(&page, "Mine").await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
    page.go(&site.url("?in=8M")).await;
    page.ready().await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
    page.run("location.hash = 'part-2'").await;
    page.until_is("location.hash", "#part-2".to_owned()).await;
    page.settled().await;
    page.until_is(KEPT, json!(["Now", "Mine"])).await;
    keep(&page, "Another").await;
    page.until_is(KEPT, json!(["Now", "Mine", "Another"])).await;
}
