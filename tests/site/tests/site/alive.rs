//! With scripts: the figures come to life in their places, and nothing else happens.

use serde::Deserialize;

use crate::support::expected::{FIGURES, drawings};
use crate::support::{Page, Site, Visit};

#[tokio::test]
async fn every_figure_comes_alive_without_a_word_in_the_console() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    for id in FIGURES {
        page.until(&format!("{id} answers"), &format!("'ready' in document.getElementById('{id}').dataset"))
            .await;
    }
    assert_eq!(page.value::<usize>("document.querySelectorAll('[data-figure]').length").await, FIGURES.len());
    assert_eq!(page.visible(".app-note").await, 0, "nothing has failed");
    page.unfold(".drawing").await;
    for id in FIGURES {
        page.until_visible(&format!("#{id} canvas"), drawings(id)).await;
        assert_eq!(page.visible(&format!("#{id} svg")).await, 0, "the canvas covers the SVG of {id}");
    }
    for control in ["Input tokens a month", "Output tokens a month"] {
        assert!(page.control("textbox", control).await.is_enabled().await.expect("an answer"), "{control}");
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn everything_comes_from_the_site_itself() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    page.until("the page is loaded", "document.readyState === 'complete'").await;
    let resources: Vec<String> =
        page.value("performance.getEntriesByType('resource').map(e => e.name)").await;
    assert!(resources.iter().any(|url| url.ends_with(".wasm")), "{resources:?}");
    let foreign: Vec<_> = resources.iter().filter(|url| !url.starts_with(&site.url(""))).collect();
    assert_eq!(foreign, [""; 0]);
    let failed: Vec<_> = site.requests().into_iter().filter(|request| request.status != 200).collect();
    assert_eq!(failed, []);
}

/// Notes every shift of the layout from the beginning, with what was shifted.
const WATCH_SHIFTS: &str = "
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            const place = box => `${box.x}, ${box.y}, ${box.width} × ${box.height}`;
            const moves = entry.sources.map(({ node, previousRect, currentRect }) =>
                `${node?.className || node?.nodeName} from ${place(previousRect)} to ${place(currentRect)}`);
            window.shifts.push({ size: entry.value, moves });
        }
    }).observe({ type: 'layout-shift', buffered: true });
";

/// A shift of the layout, as browsers measure it: the share of the window that moves, times how far.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "told when it should not have happened")]
struct Shift {
    size: f64,
    moves: Vec<String>,
}

/// Notes all elements that take up space now, and forgets shifts until now.
const NOTE_BOXES: &str = "
    // A drawing that was built gives way to a canvas, and components take the place of what was built from them: the
    // elements are others, in the same order.
    window.boxes = () => [...document.querySelectorAll('body *:not(canvas, .drawing *)')]
        .filter(e => e.getClientRects().length > 0)
        .map(e => `${e.nodeName}.${e.id} ${JSON.stringify(e.getBoundingClientRect())}`);
    window.noted = boxes();
    window.heightBefore = document.documentElement.scrollHeight;
    window.shifts.length = 0;
";

/// Which of them take up other space since.
const MOVED: &str = "(now => now.length === noted.length
    ? now.map((box, at) => [noted[at], box]).filter(([a, b]) => a !== b).map(pair => pair.join(' → '))
    : [`${noted.length} elements became ${now.length}`])(boxes())";

async fn is_painted(page: &Page) {
    page.until("something is painted", "performance.getEntriesByName('first-contentful-paint').length > 0")
        .await;
    page.settled().await;
}

/// The program is held back until the page stands there, painted: so a figure that changes its size would push
/// something away.
#[tokio::test]
async fn nothing_moves_when_the_figures_come_alive() {
    let site = Site::at_root();
    // What is kept for when there is no network can't be held back.
    site.hold("sw.js");
    let page = Visit::to(&site).watched_by(WATCH_SHIFTS).open().await;
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        for place in ["", "#test-a", "#calculator"] {
            let at = format!("at {width} px, {place}");
            site.hold("*.wasm");
            page.go(&site.url(&format!("?visit={width}{}{place}", place.replace('#', "-")))).await;
            is_painted(&page).await;
            page.run(NOTE_BOXES).await;
            let noted: usize = page.value("window.noted.length").await;
            assert!(noted > 500, "{noted} elements");
            assert_eq!(page.visible("[data-ready]").await, 0, "nothing answers yet, {at}");

            site.release("*.wasm");
            page.ready().await;
            page.settled().await;
            assert_eq!(page.value::<Vec<String>>(MOVED).await, [""; 0], "{at}");
            let shifts: Vec<Shift> = page.value("window.shifts").await;
            assert!(shifts.is_empty(), "{at}: {shifts:#?}");
            let grown = "document.documentElement.scrollHeight - window.heightBefore";
            assert_eq!(page.value::<i64>(grown).await, 0, "height of the page, {at}");
        }
    }
}

/// On a slow connection the page is painted while it comes.
#[tokio::test]
async fn nothing_moves_while_the_page_arrives() {
    let site = Site::at_root();
    let html = site.html();
    let page = Visit::to(&site).watched_by(WATCH_SHIFTS).open().await;
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        for stop in ["<main", "</h1>", "id=\"part-1\"", "<figure id=\"test-a\"", "<canvas", "id=\"part-5\""] {
            assert!(html.contains(stop), "there is no {stop} in the page");
            site.stop_at(stop);
            page.set_out(&site.url("")).await;
            is_painted(&page).await;
            site.go_on();
            page.arrived().await;
            page.ready().await;
            page.settled().await;
            let shifts: Vec<Shift> = page.value("window.shifts").await;
            // What is less, nobody sees: “good” ends at 0.1.
            let sum: f64 = shifts.iter().map(|shift| shift.size).sum();
            assert!(sum < 0.0001, "at {width} px, stopped at {stop}: {sum}, {shifts:#?}");
        }
    }
}
