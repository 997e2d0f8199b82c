//! Letters twice as large, a page four times as large, and lines as far apart as a reader wants: nothing is lost.

use showdown::charts::{LABEL, Layout};
use thirtyfour::prelude::*;

use crate::listen::VOICES;
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit};

/// Names what can’t be read.
const LOST: &str = include_str!("support/lost.js");

/// WCAG 2.2, 1.4.12. A policy forbids styles within a page, but not those that a script makes: as a reader’s extension does.
const SPACED: &str = "
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-bottom: 2em !important }
    `);
    document.adoptedStyleSheets = [spaced];
";

/// That all can be read in windows of these sizes, folded and unfolded.
async fn nothing_is_lost(page: &Page, how: &str, windows: &[(u32, u32)]) {
    for &(width, height) in windows {
        page.window(width, height).await;
        for open in [false, true] {
            page.run(&format!(
                "document.querySelectorAll('details:not(.share, .menu, .listen-more)').forEach(details => details.open = {open})"
            ))
            .await;
            page.settled().await;
            let lost: Vec<String> = page.value(LOST).await;
            assert_eq!(lost, [""; 0], "{how}, {width} × {height}, unfolded: {open}");
        }
    }
}

async fn enlarge(page: &Page) {
    page.run("document.documentElement.style.fontSize = '200%'").await;
}

#[tokio::test]
async fn letters_twice_as_large_lose_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    enlarge(&page).await;
    nothing_is_lost(&page, "letters of the page", &[(1280, 900), (768, 900), (360, 740), (320, 640)]).await;
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        enlarge(&page).await;
        nothing_is_lost(&page, &format!("{id} alone"), &[(360, 740), (640, 740)]).await;
    }
}

#[tokio::test]
async fn letters_that_a_reader_has_set_twice_as_large_lose_nothing() {
    let site = Site::at_root();
    let page = Visit::to(&site).with_letters(32).ready().await;
    page.until_is("getComputedStyle(document.documentElement).fontSize", "32px".to_owned()).await;
    nothing_is_lost(&page, "letters of the reader", &[(1280, 900), (768, 900), (360, 740)]).await;
}

/// How large the words of each drawing are, in CSS pixels: a drawing’s words have the scale of the drawing.
async fn words_of_drawings(page: &Page) -> Vec<f64> {
    let widths: Vec<f64> =
        page.each("figure .drawing:not([hidden])", "e => e.getBoundingClientRect().width").await;
    let unit = f64::from(Layout::Narrow.width());
    widths.into_iter().map(|width| width / unit * f64::from(LABEL)).collect()
}

#[tokio::test]
async fn on_a_phone_the_words_of_drawings_grow_with_the_reader_s_letters_and_names_stay_whole() {
    let site = Site::at_root();
    let [mut usual, mut large] = [vec![], vec![]];
    for (letters, words) in [(16, &mut usual), (32, &mut large)] {
        let page = Visit::to(&site).with_letters(letters).wide(390).tall(844).ready().await;
        page.settled().await;
        *words = words_of_drawings(&page).await;
        let lost: Vec<String> = page.value(LOST).await;
        assert_eq!(lost, [""; 0], "letters of {letters} px");
        let clipped =
            "e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1 ? [e.value] : []";
        let clipped: Vec<Vec<String>> = page.each(".work textarea", clipped).await;
        assert_eq!(clipped.concat(), [""; 0], "names of classes, letters of {letters} px");
        // What is wider than the phone can be scrolled to, and the page itself does not move sideways.
        let hidden = "e => { e.scrollLeft = 9999; return e.lastElementChild.previousElementSibling.getBoundingClientRect().right > innerWidth }";
        let hidden: Vec<bool> = page.each("figure .drawing-room:has(.drawing:not([hidden]))", hidden).await;
        assert!(!hidden.contains(&true), "the right end of a drawing is out of reach: {hidden:?}");
    }
    for (place, (usual, large)) in usual.iter().zip(&large).enumerate() {
        assert!(*usual > 14.0 && *large > 1.5 * usual, "drawing {place}: {usual} px, then {large} px");
    }
}

/// The keyboard goes from point to point, and the drawing follows it.
#[tokio::test]
async fn a_drawing_that_is_wider_than_the_phone_shows_the_point_that_is_spoken() {
    let site = Site::at_root();
    let page = Visit::to(&site).with_letters(32).wide(390).tall(844).ready().await;
    let drawing = "document.querySelector('#repair-time .drawing')";
    page.run(&format!("{drawing}.scrollIntoView({{ block: 'center' }}); {drawing}.focus()")).await;
    for key in [Key::Home, Key::End] {
        page.press(key).await;
        let seen = format!(
            "(ring => ring.left >= -8 && ring.right <= innerWidth + 8 && ring.width > 0)({drawing}.querySelector('.ring').getBoundingClientRect())"
        );
        page.until("the point is in sight", &seen).await;
    }
}

#[tokio::test]
async fn four_times_as_large_and_spaced_as_a_reader_wants_nothing_is_lost() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    // What is left of 1280 × 1024.
    nothing_is_lost(&page, "at 400 %", &[(320, 256)]).await;
    page.run(SPACED).await;
    nothing_is_lost(&page, "spaced", &[(1440, 900), (768, 900), (360, 740), (320, 256)]).await;
}

/// What sticks to the window leaves most of it to the text, and what opens over the page can be scrolled to its end.
#[tokio::test]
async fn what_stays_in_the_window_leaves_it_to_the_text() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(VOICES).ready().await;
    page.click(".listen-play").await;
    page.until("it is in use", "document.querySelector('.listen.in-use') !== null").await;
    page.run("document.querySelector('.listen-follow input').click()").await;
    for (width, height, letters) in
        [(1440, 900, 100), (360, 740, 100), (360, 740, 200), (320, 256, 100), (1280, 420, 100)]
    {
        page.window(width, height).await;
        page.run(&format!("document.documentElement.style.fontSize = '{letters}%'; scrollTo(0, 9000)")).await;
        page.settled().await;
        let free = "[...Array(innerHeight).keys()].filter(y => !document.elementFromPoint(innerWidth / 2, y)?.closest('.bar, .listen')).length / innerHeight";
        let free: f64 = page.value(free).await;
        assert!(free > 0.7, "{width} × {height}, {letters} %: {free} of the window is left");
        page.run("scrollTo(0, 0); document.querySelectorAll('.menu, .listen-more').forEach(details => details.open = true)").await;
        let cut = "[...document.querySelectorAll('.menu nav, .listen-settings')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.left < 0 || box.right > innerWidth || box.height > innerHeight;
        }).map(e => e.className || e.nodeName)";
        assert_eq!(page.value::<Vec<String>>(cut).await, [""; 0], "{width} × {height}, {letters} %");
        page.run("document.querySelectorAll('.menu, .listen-more').forEach(details => details.open = false)")
            .await;
    }
}
