//! What axe-core, the usual inspector, finds wrong: nothing.

use std::{env, fs};

use serde::Deserialize;

use crate::listen::{SPEECH, VOICES};
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Trouble, Visit};

/// Something that axe-core objects to.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    places: Vec<String>,
}

const INSPECT: &str = "
    const done = arguments[0];
    const reasons = node => [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ');
    const place = node => `${node.target.join(' ')}: ${reasons(node)}`;
    axe.run({ resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map(place) }))),
        error => done([{ id: 'axe itself', help: String(error), places: [] }]),
    );
";

/// The inspector's program: `$AXE_CORE`.
fn axe() -> String {
    let path = env::var_os("AXE_CORE").expect(
        "AXE_CORE must name axe.min.js: `cargo xtask test --filter site` installs it and says where it is",
    );
    fs::read_to_string(path).expect("axe-core")
}

/// What is wrong with the page as it is now.
async fn violations(page: &Page) -> Vec<String> {
    let violations: Vec<Violation> = page.answer(INSPECT).await;
    violations.iter().map(|v| format!("{} ({}):\n  {}", v.id, v.help, v.places.join("\n  "))).collect()
}

async fn has_no_violations(page: &Page, how: &str) {
    let list = violations(page).await;
    assert!(list.is_empty(), "{how}\n{}", list.join("\n"));
}

/// Opens every `<details>`, or closes it: numbers, menus.
async fn open_all(page: &Page, open: bool) {
    page.run(&format!("document.querySelectorAll('details').forEach(details => details.open = {open})"))
        .await;
    page.settled().await;
}

async fn is_accessible(theme: &str) {
    let site = Site::at_root();
    let page = Visit::to(&site).at(&format!("?theme={theme}&in=banana")).ready().await;
    page.run(&axe()).await;
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        page.until_is("innerWidth", width).await;
        page.settled().await;
        for open in [false, true] {
            open_all(&page, open).await;
            let how =
                format!("{theme}, {width} px, {}", if open { "everything open" } else { "as it comes" });
            has_no_violations(&page, &how).await;
        }
    }
    // With something wrong in a field: what is typed now, and what the address said.
    let field = page.control("textbox", "Output tokens a month").await;
    field.send_keys("abc").await.expect("keys");
    page.until("it is explained", "!!document.querySelector('[aria-invalid=true]')").await;
    assert_eq!(page.visible(".problem").await, 2, "both are explained");
    has_no_violations(&page, &format!("{theme}, something is wrong")).await;
}

async fn alone_all_are_accessible(theme: &str) {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let mut found = vec![];
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html?theme={theme}"))).await;
        page.ready().await;
        page.run(&axe()).await;
        for open in [false, true] {
            open_all(&page, open).await;
            let how = if open { "everything open" } else { "as it comes" };
            found.extend(violations(&page).await.into_iter().map(|what| format!("{id}, {how}: {what}")));
        }
    }
    assert!(found.is_empty(), "{theme}\n{}", found.join("\n"));
}

#[tokio::test]
async fn the_dark_figures_alone_are_accessible() {
    alone_all_are_accessible("dark").await;
}

#[tokio::test]
async fn the_light_figures_alone_are_accessible() {
    alone_all_are_accessible("light").await;
}

#[tokio::test]
async fn the_dark_page_is_accessible() {
    is_accessible("dark").await;
}

#[tokio::test]
async fn the_light_page_is_accessible() {
    is_accessible("light").await;
}

#[tokio::test]
async fn the_player_is_accessible_in_every_state() {
    let site = Site::at_root();
    for theme in ["light", "dark"] {
        let page = Visit::to(&site).at(&format!("?theme={theme}")).watched_by(VOICES).ready().await;
        page.run(&axe()).await;
        page.run("document.querySelector('.listen-more').open = true").await;
        for (state, deed) in [
            ("idle", ""),
            ("playing", "document.querySelector('.listen-play').click()"),
            ("paused", "document.querySelector('.listen-play').click()"),
            (
                "finished",
                "speechSynthesis.faults.ends = true; document.querySelector('.listen-play').click()",
            ),
        ] {
            page.run(deed).await;
            page.until_is("document.querySelector('#listen').dataset.state", state.to_owned()).await;
            page.settled().await;
            has_no_violations(&page, &format!("{theme}, {state}")).await;
        }
    }
    let page = Visit::to(&site).watched_by(SPEECH).ready().await;
    page.run("document.querySelector('.listen-play').click()").await;
    page.until_is("document.querySelector('#listen').dataset.state", "voiceless".to_owned()).await;
    page.run(&axe()).await;
    has_no_violations(&page, "voiceless").await;
}

/// Also what stands there before the figures answer, and if they never do.
#[tokio::test]
async fn the_page_as_it_was_built_is_accessible() {
    let site = Site::troubled("*.wasm", Trouble::Missing);
    let page = Visit::to(&site).open().await;
    page.until("the line is there", "document.querySelector('.app-note').checkVisibility()").await;
    page.run(&axe()).await;
    has_no_violations(&page, "as built").await;
}
