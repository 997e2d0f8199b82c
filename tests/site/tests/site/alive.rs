//! With scripts: the figures come to life in their places, and nothing else happens.

use crate::support::expected::FIGURES;
use crate::support::{Site, Visit};

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
    for id in FIGURES {
        assert_eq!(page.visible(&format!("#{id} canvas")).await, 1, "canvas of {id}");
        assert_eq!(page.visible(&format!("#{id} svg")).await, 0, "the canvas covers the SVG of {id}");
    }
    for control in ["Input tokens", "Output tokens"] {
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
            window.shifts.push(`${entry.value}: ${moves.join('; ')}`);
        }
    }).observe({ type: 'layout-shift', buffered: true });
";

/// Notes all elements that take up space now.
const NOTE_BOXES: &str = "
    window.noted = [...document.querySelectorAll('body *:not(canvas)')]
        .filter(e => e.getClientRects().length > 0)
        .map(e => [e, JSON.stringify(e.getBoundingClientRect())]);
    window.heightBefore = document.documentElement.scrollHeight;
";

/// Which of them take up other space since.
const MOVED: &str = "window.noted
    .filter(([e, before]) => JSON.stringify(e.getBoundingClientRect()) !== before)
    .map(([e, before]) => `${e.nodeName}.${e.className} ${before} → ${JSON.stringify(e.getBoundingClientRect())}`)";

/// The program is held back until the page stands there, painted: so a figure that changes its size would push
/// something away.
#[tokio::test]
async fn nothing_moves_when_the_figures_come_alive() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(WATCH_SHIFTS).open().await;
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        for place in ["", "#test-a", "#calculator"] {
            let at = format!("at {width} px, {place}");
            site.hold("*.wasm");
            page.go(&site.url(&format!("?visit={width}{}{place}", place.replace('#', "-")))).await;
            let painted = "performance.getEntriesByName('first-contentful-paint').length > 0";
            page.until("the page is painted", painted).await;
            page.settled().await;
            page.run(NOTE_BOXES).await;
            let noted: usize = page.value("window.noted.length").await;
            assert!(noted > 500, "{noted} elements");
            assert_eq!(page.visible("[data-ready]").await, 0, "nothing answers yet, {at}");

            site.release("*.wasm");
            page.ready().await;
            page.settled().await;
            assert_eq!(page.value::<Vec<String>>(MOVED).await, [""; 0], "{at}");
            assert_eq!(page.value::<Vec<String>>("window.shifts").await, [""; 0], "{at}");
            let grown = "document.documentElement.scrollHeight - window.heightBefore";
            assert_eq!(page.value::<i64>(grown).await, 0, "height of the page, {at}");
        }
    }
}
