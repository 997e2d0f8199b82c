//! On paper.

use serde_json::json;

use crate::support::expected::{FIGURES, drawings};
use crate::support::post::{element, post};
use crate::support::{Page, Site, Visit};

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

/// The page is on paper from now on, as far as styles know.
async fn on_paper(page: &Page) {
    page.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    page.until("the page is on paper", "matchMedia('print').matches").await;
    page.settled().await;
}

/// A printer takes what scrolls for one piece, and tears it where the page ends.
#[tokio::test]
async fn titles_and_tables_are_torn_by_no_end_of_a_page() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    on_paper(&page).await;
    let pieces = "e => {
        const { overflowX, overflowY } = getComputedStyle(e);
        return e.checkVisibility() && e.scrollHeight > 60 && /auto|scroll|hidden/.test(overflowX + overflowY) ? [e.className] : [];
    }";
    let pieces: Vec<Vec<String>> = page.each("main *", pieces).await;
    assert_eq!(pieces.concat(), [""; 0], "one piece each");
    let torn =
        "e => e.checkVisibility() && getComputedStyle(e).breakInside !== 'avoid' ? [e.textContent] : []";
    let torn: Vec<Vec<String>> =
        page.each("main :is(h1, h2, h3, h4, thead, tr, caption, .drawing)", torn).await;
    assert_eq!(torn.concat(), [""; 0]);
}

/// Its frame keeps the height that it has on the screen: what is higher on paper would be cut.
#[tokio::test]
async fn a_figure_in_a_frame_is_as_high_on_paper_as_on_the_screen() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(720).open().await;
    let height = "Math.round(document.querySelector('main').getBoundingClientRect().height)";
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        page.settled().await;
        let screen: i32 = page.value(height).await;
        on_paper(&page).await;
        let paper: i32 = page.value(height).await;
        assert!((paper - screen).abs() <= 2, "{id}: {screen} px on the screen, {paper} px on paper");
        page.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    }
}

/// In a post that somebody prints without having scrolled to it.
#[tokio::test]
async fn what_was_never_scrolled_to_prints_its_picture_and_leaves_no_hole() {
    let site = Site::at_root();
    let picture = format!(
        "<img src=\"{}embed/repair-time.svg\" width=\"768\" height=\"554\" alt=\"\" style=\"max-width:100%;height:auto\">",
        site.elsewhere()
    );
    let kept = "style=\"display:block;min-height:4000px\"";
    let figure = element(&site, "repair-time", kept, &picture);
    let post = post("", &format!("<p style=\"height:6000px\"></p>{figure}"));
    for scheme in ["light", "dark"] {
        let page = Visit::to(&post).preferring(scheme).open().await;
        page.until("the element is defined", "!!customElements.get('showdown-figure')").await;
        page.until("its picture is there", "document.querySelector('img').naturalWidth > 0").await;
        assert_eq!(page.value::<f64>("document.querySelector('showdown-figure').offsetHeight").await, 4000.0);
        on_paper(&page).await;
        let heights = "['showdown-figure', 'img'].map(name => Math.round(document.querySelector(name).getBoundingClientRect().height))";
        let [element, img]: [i32; 2] = page.value(heights).await;
        assert!(img > 300 && (element - img).abs() < 12, "{scheme}: {element} px for a picture of {img} px");
    }
}

/// A dark post with a figure that answers: what is in its frame is told of the printer, too.
#[tokio::test]
async fn in_the_dark_a_figure_in_a_frame_prints_black_on_white() {
    let site = Site::at_root();
    let post = post("", &element(&site, "repair-time", "theme=\"dark\"", ""));
    let page = Visit::to(&post).open().await;
    let ready = "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')";
    page.until("it answers", ready).await;
    page.enter("showdown-figure").await;
    page.ready().await;
    page.run(WATCH_PRINTING).await;
    let picture = "document.querySelector('.drawing canvas').toDataURL()";
    let before: String = page.value(picture).await;
    page.leave_frame().await;
    page.devtools("Page.printToPDF", json!({ "printBackground": true })).await;
    page.enter("showdown-figure").await;
    page.until("it was told", "!!window.printed").await;
    assert!(page.value::<bool>("window.printed.marked").await, "before it was laid out");
    let printed: Vec<String> = page.value("window.printed.drawings").await;
    assert!(printed.len() == 1 && printed[0] != before, "its drawing is painted for paper");
    page.until("the screen is as it was", &format!("{picture} === {}", crate::support::quoted(&before)))
        .await;
}
