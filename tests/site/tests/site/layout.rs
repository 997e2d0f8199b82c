//! From a small phone to a wall: nothing is wider than the window.

use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit};

/// From a column in a blog to the largest one.
const FRAMES: [u32; 3] = [300, 600, 900];
const WIDTHS: [u32; 5] = [320, 360, 768, 1440, 2560];

/// What reaches over the window's right edge, except in boxes that scroll by themselves.
pub const STICKING_OUT: &str = "[...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
    .filter(e => e.checkVisibility() && !e.closest('.table-scroll > *, .drawing-room > *, .sr-only, .skip'))
    .map(e => `${e.nodeName}.${e.className.baseVal ?? e.className} ${e.textContent.slice(0, 30)}`)";

/// That the page can't be scrolled sideways at any width; names what sticks out.
async fn fits(page: &Page, how: &str) {
    fits_into(page, how, &WIDTHS).await;
}

async fn fits_into(page: &Page, how: &str, widths: &[u32]) {
    for &width in widths {
        page.resize(width, 1.0).await;
        page.until_is("innerWidth", width).await;
        page.settled().await;
        let overflow: i64 =
            page.value("document.scrollingElement.scrollWidth - document.documentElement.clientWidth").await;
        let culprits: Vec<String> = page.value(STICKING_OUT).await;
        assert!(
            overflow <= 0 && culprits.is_empty(),
            "{how}, {width} px: {overflow} px too wide: {culprits:#?}"
        );
    }
}

#[tokio::test]
async fn nothing_scrolls_sideways() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    fits(&page, "scripts on").await;
    page.run("document.querySelectorAll('details').forEach(details => details.open = true)").await;
    fits(&page, "everything open").await;
}

#[tokio::test]
async fn nothing_scrolls_sideways_without_scripts() {
    let site = Site::at_root();
    let page = Visit::to(&site).without_scripts().open().await;
    fits(&page, "scripts off").await;
}

#[tokio::test]
async fn nothing_scrolls_sideways_with_the_largest_bills_and_the_longest_messages() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=1000T&out=1000T").ready().await;
    page.run("document.querySelectorAll('details').forEach(details => details.open = true)").await;
    fits(&page, "1000T").await;
    let dearest = "?in=1000T&out=1000T&success-claude=1&success-gpt=1&attempts=10&failure=8h&errors-claude=1000&repair=8h&wage=1000&tasks=1B";
    page.go(&site.url(dearest)).await;
    page.ready().await;
    fits_into(&page, "with people’s time", &WIDTHS[..2]).await;
    let long = "9".repeat(500);
    page.go(&site.url(&format!("?in={long}&book={long}"))).await;
    page.ready().await;
    fits(&page, "a long problem").await;
}

#[tokio::test]
async fn nothing_scrolls_sideways_in_a_frame() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        fits_into(&page, &format!("{id} alone"), &FRAMES).await;
        page.run("document.querySelectorAll('details').forEach(details => details.open = true)").await;
        fits_into(&page, &format!("{id} alone, everything open"), &FRAMES).await;
    }
}
