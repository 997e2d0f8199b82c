//! On paper.

use serde_json::json;

use crate::support::expected::{FIGURES, drawings};
use crate::support::{Site, Visit};

/// Notes, at the moment when the page is laid out for the printer, what it looks like.
const WATCH_PRINTING: &str = "
    matchMedia('print').addEventListener('change', event => {
        if (event.matches) window.printed = {
            marked: document.documentElement.hasAttribute('data-printing'),
            drawings: [...document.querySelectorAll('figure .drawing:not([hidden]) canvas')].map(canvas => canvas.toDataURL()),
        };
    });
";

#[tokio::test]
async fn printing_is_black_on_white_and_the_theme_comes_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?theme=dark").watched_by(WATCH_PRINTING).ready().await;
    let pictures = "[...document.querySelectorAll('figure .drawing:not([hidden]) canvas')].map(canvas => canvas.toDataURL())";
    let background = "getComputedStyle(document.documentElement).backgroundColor";
    let before: Vec<String> = page.value(pictures).await;
    let dark: String = page.value(background).await;

    let pdf = page.devtools("Page.printToPDF", json!({ "printBackground": false })).await;
    let pdf = pdf["data"].as_str().expect("a PDF in Base64");
    // “%PDF-”
    assert!(pdf.starts_with("JVBERi0"), "{}", &pdf[..20]);
    assert!(pdf.len() > 50_000, "{} characters", pdf.len());

    assert!(page.value::<bool>("window.printed.marked").await, "drawings are told of the printer");
    let printed: Vec<String> = page.value("window.printed.drawings").await;
    assert_eq!(printed.len(), FIGURES.iter().map(|id| drawings(id)).sum::<usize>());
    for (place, (printed, before)) in printed.iter().zip(&before).enumerate() {
        assert_ne!(printed, before, "drawing {place} is painted for paper");
    }
    page.until("the printer is gone", "!document.documentElement.hasAttribute('data-printing')").await;
    page.until_is(pictures, before).await;
    assert_eq!(page.value::<String>(background).await, dark);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn paper_shows_what_is_unfolded_and_nothing_that_only_a_screen_can_do() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?theme=dark").ready().await;
    page.click("#test-a .numbers summary").await;
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    page.until("the page is on paper", "matchMedia('print').matches").await;
    assert_eq!(
        page.value::<String>("getComputedStyle(document.documentElement).backgroundColor").await,
        "rgb(255, 255, 255)"
    );
    for id in FIGURES {
        let tables = usize::from(id == "test-a");
        assert_eq!(page.visible(&format!("#{id} table")).await, tables, "the unfolded tables of {id}");
        assert_eq!(page.visible(&format!("#{id} .figure-sources")).await, 1, "the sources of {id}");
    }
    for screen in ["input", "label", "button", "nav", ".permalink", ".app-note"] {
        assert_eq!(page.visible(screen).await, 0, "`{screen}` on paper");
    }
}
