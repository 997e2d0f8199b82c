//! What happens to a page besides being read: two tabs, the way back, a clock that is wrong, a memory that others have
//! written to.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::figures::{ADDRESS, says};
use crate::support::expected::shown;
use crate::support::{Engine, Page, Site, Visit, quoted};

in_every_engine!(the_way_back_leads_to_the_page_as_it_was,);

async fn set(page: &Page, field: &str, text: &str) {
    let field = page.control_in("calculator", "textbox", field).await;
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys(text).await.expect("keys");
}

async fn the_way_back_leads_to_the_page_as_it_was(engine: Engine) {
    // A page that may not be kept is not kept for the way back either.
    let site = Site::lasting();
    let page = Visit::to(&site).in_engine(engine).ready().await;
    set(&page, "Input tokens a month", "2M").await;
    page.until_is(ADDRESS, json!([["in", "2M"]])).await;
    page.run("window.mark = 'the same'").await;
    page.go(&site.url("embed/test-a.html")).await;
    // Firefox reports requests that end because the page is left.
    page.ready().await;
    page.back().await;
    page.until("the page is there again", "location.search === '?in=2M'").await;
    page.ready().await;
    assert!(
        page.value::<bool>("window.mark === 'the same'").await,
        "it is the page itself, and not another one"
    );
    says(&page, "calculator", &shown("calculator", &[("in", "2M")])).await;
    // And it goes on answering.
    set(&page, "Output tokens a month", "1M").await;
    says(&page, "calculator", &shown("calculator", &[("in", "2M"), ("out", "1M")])).await;
    page.until_is(ADDRESS, json!([["in", "2M"], ["out", "1M"]])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn two_tabs_keep_what_each_has_set_and_show_what_is_theirs() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?v=1").ready().await;
    page.in_new_tab(&site.url("?v=1")).await;
    page.ready().await;
    set(&page, "Output tokens a month", "1M").await;
    page.until_is("localStorage.getItem('showdown') ?? ''", "out=1M".to_owned()).await;
    page.in_first_tab().await;
    set(&page, "Input tokens a month", "2M").await;
    page.until_is("localStorage.getItem('showdown') ?? ''", "out=1M&in=2M".to_owned()).await;
    says(&page, "calculator", &shown("calculator", &[("in", "2M")])).await;
    page.go(&site.url("")).await;
    page.ready().await;
    says(&page, "calculator", &shown("calculator", &[("in", "2M"), ("out", "1M")])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

/// A clock that is 30 years slow, and one that is 30 years fast.
const CLOCKS: [&str; 2] = [
    "{ const now = Date.now; const off = -30 * 365.25 * 864e5; Date.now = () => now() + off; }",
    "{ const now = Date.now; const off = 30 * 365.25 * 864e5; Date.now = () => now() + off; }",
];

#[tokio::test]
async fn a_clock_that_is_years_off_changes_nothing() {
    let site = Site::at_root();
    for clock in CLOCKS {
        let page = Visit::to(&site).at("?book=list&in=2M").watched_by(clock).ready().await;
        let year: i32 = page.value("new Date(Date.now()).getFullYear()").await;
        assert!(!(2010..2045).contains(&year), "{year}");
        says(&page, "calculator", &shown("calculator", &[("book", "list"), ("in", "2M")])).await;
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

/// Whatever stands under the page’s names: settings that are none, and no text of ours at all.
const GARBAGE: [&str; 8] = [
    "",
    "null",
    "[object Object]",
    "%%%;;:=&&&=?#",
    "in=NaN&out=Infinity&cached=-1&book=<img src=x onerror=alert(1)>",
    "plan=*****____&keep-1=;;;;&keep-2=%00",
    "\u{0}\u{1}\u{202e}\u{fffd}\u{1f4a9}",
    "in=99999999999999999999999999999999999999999999",
];

#[tokio::test]
async fn whatever_others_have_written_into_its_memory_the_page_begins_as_ever() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let long = "x=".repeat(100_000);
    for garbage in GARBAGE.into_iter().chain([long.as_str()]) {
        for name in ["showdown", "showdown-scenarios", "showdown-listening", "showdown-reading"] {
            page.run(&format!("localStorage.setItem({}, {})", quoted(name), quoted(garbage))).await;
        }
        page.go(&site.url("")).await;
        page.ready().await;
        says(&page, "calculator", &shown("calculator", &[])).await;
        let odd: Vec<String> =
            page.value("document.body.innerText.match(/NaN|Infinity|undefined|\\[object/g) ?? []").await;
        assert_eq!(odd, [""; 0], "{garbage:.80}");
        assert_eq!(page.visible("main img, #calculator .problem").await, 0, "{garbage:.80}");
        assert_eq!(page.complaints().await, [""; 0], "{garbage:.80}");
    }
}
