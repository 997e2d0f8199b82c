//! Light, dark, or as the system says.

use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit, quoted};

/// The background that the page is painted on.
const BACKGROUND: &str = "getComputedStyle(document.documentElement).backgroundColor";

/// How light that is, from 0 to 1.
const LIGHTNESS: &str = "(colour => colour.reduce((sum, part) => sum + Number(part), 0) / 765)\
    (getComputedStyle(document.documentElement).backgroundColor.match(/[0-9.]+/g).slice(0, 3))";

async fn is_shown_in(page: &Page, theme: &str) -> bool {
    let lightness: f64 = page.value(LIGHTNESS).await;
    if theme == "light" { lightness > 0.8 } else { lightness < 0.2 }
}

/// What the drawings look like now.
async fn drawings(page: &Page) -> Vec<String> {
    page.value("[...document.querySelectorAll('figure canvas')].map(canvas => canvas.toDataURL())").await
}

/// Waits until no drawing looks like this any more.
async fn repainted(page: &Page, before: &[String]) {
    for (id, before) in FIGURES.iter().zip(before) {
        let now = format!("document.querySelector('#{id} canvas').toDataURL()");
        page.until(&format!("{id} is painted again"), &format!("{now} !== {}", quoted(before))).await;
    }
}

/// Notes the background of every frame.
const WATCH_FRAMES: &str = "
    window.backgrounds = new Set();
    const look = () => {
        if (document.body) backgrounds.add(getComputedStyle(document.documentElement).backgroundColor);
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

#[tokio::test]
async fn the_theme_of_the_address_is_there_before_anything_is_painted() {
    for (theme, system) in [("light", "dark"), ("dark", "light")] {
        let site = Site::at_root();
        // The styles are there long before the script that reads the address, and the program comes last.
        let (styles, program) = (site.html().matches("rel=stylesheet").count(), "*.wasm");
        assert!(styles > 0);
        site.hold("theme-*.js");
        site.hold(program);
        let visit =
            Visit::to(&site).at(&format!("?theme={theme}")).preferring(system).watched_by(WATCH_FRAMES);
        let (page, ()) = tokio::join!(visit.open(), async {
            site.has_sent(styles, "*.css").await;
            site.release("theme-*.js");
        });
        page.until("the page is painted", "performance.getEntriesByType('paint').length > 0").await;
        assert!(is_shown_in(&page, theme).await, "{theme} without the program");
        site.release(program);
        page.ready().await;
        page.settled().await;
        let backgrounds: Vec<String> = page.value("[...window.backgrounds]").await;
        assert_eq!(backgrounds.len(), 1, "backgrounds on the way to {theme}: {backgrounds:?}");
        assert!(is_shown_in(&page, theme).await, "{theme}");
    }
}

#[tokio::test]
async fn the_switch_changes_page_drawings_and_address_at_once() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?out=1M#calculator").preferring("dark").ready().await;
    page.run("window.sameDocument = true").await;
    let (background, before) = (page.value::<String>(BACKGROUND).await, drawings(&page).await);
    assert!(is_shown_in(&page, "dark").await);

    page.control("radio", "light").await.click().await.expect("a click");
    repainted(&page, &before).await;
    assert!(is_shown_in(&page, "light").await);
    assert_ne!(page.value::<String>(BACKGROUND).await, background);
    page.until_is("location.search + location.hash", "?out=1M&theme=light#calculator".to_owned()).await;

    let light = drawings(&page).await;
    page.control("radio", "dark").await.click().await.expect("a click");
    repainted(&page, &light).await;
    assert_eq!(drawings(&page).await, before, "the same dark as before");
    page.until_is("new URLSearchParams(location.search).get('theme')", Some("dark".to_owned())).await;

    page.control("radio", "auto").await.click().await.expect("a click");
    page.until_is("location.search + location.hash", "?out=1M#calculator".to_owned()).await;
    assert!(page.value::<bool>("window.sameDocument === true").await, "without a reload");
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_switch_shows_the_theme_of_the_address() {
    let site = Site::at_root();
    for theme in ["light", "dark", "auto"] {
        let page = Visit::to(&site).at(&format!("?theme={theme}")).ready().await;
        let chosen = page.control("radio", theme).await;
        assert!(chosen.is_selected().await.expect("an answer"), "{theme}");
    }
}

#[tokio::test]
async fn auto_follows_the_system_while_the_page_is_open() {
    let site = Site::at_root();
    let page = Visit::to(&site).preferring("dark").ready().await;
    let dark = drawings(&page).await;
    page.prefer("light").await;
    repainted(&page, &dark).await;
    assert!(is_shown_in(&page, "light").await);

    page.control("radio", "dark").await.click().await.expect("a click");
    page.until_is("document.documentElement.dataset.theme", "dark".to_owned()).await;
    page.prefer("dark").await;
    page.prefer("light").await;
    assert!(is_shown_in(&page, "dark").await, "a choice outweighs the system");
}

#[tokio::test]
async fn a_theme_that_does_not_exist_is_the_systems_and_the_page_says_so() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?theme=sepia").preferring("light").ready().await;
    assert!(is_shown_in(&page, "light").await);
    assert!(page.control("radio", "auto").await.is_selected().await.expect("an answer"));
    page.until("the reason is given", "document.body.innerText.includes('“sepia”')").await;
    // Said and done: a choice settles it.
    page.control("radio", "dark").await.click().await.expect("a click");
    page.until("it is settled", "!document.body.innerText.includes('sepia')").await;
    page.until_is("location.search", "?theme=dark".to_owned()).await;
}
