//! What axe-core, the usual inspector, finds wrong: nothing.

use std::{env, fs};

use serde::Deserialize;

use crate::figures::{choose, open_menu};
use crate::listen::{SPEECH, VOICES};
use crate::plan::{paste, type_in};
use crate::scenarios::keep;
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Trouble, Visit, button, quoted};

/// Something that axe-core objects to.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    places: Vec<String>,
}

/// The rules for WCAG 2.2, A and AA, and what its makers call good practice: nothing is left out. (That of target sizes is
/// off unless one asks for it.) What is in a frame is inspected by itself.
const RULES: &str = "{
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    iframes: false,
    resultTypes: ['violations'],
}";

/// The inspector's program: `$AXE_CORE`.
fn axe() -> String {
    let path = env::var_os("AXE_CORE").expect(
        "AXE_CORE must name axe.min.js: `cargo xtask test --filter site` installs it and says where it is",
    );
    fs::read_to_string(path).expect("axe-core")
}

/// What is wrong with the page as it is now.
async fn violations(page: &Page) -> Vec<String> {
    violations_within(page, "html").await
}

/// What is wrong with that part of the page.
async fn violations_within(page: &Page, part: &str) -> Vec<String> {
    let script = format!(
        "const done = arguments[0];
        const reasons = node => [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ');
        const place = node => `${{node.target.join(' ')}}: ${{reasons(node)}}`;
        axe.run({part}, {RULES}).then(
            ({{ violations }}) => done(violations.map(({{ id, help, nodes }}) => ({{ id, help, places: nodes.map(place) }}))),
            error => done([{{ id: 'axe itself', help: String(error), places: [] }}]),
        );",
        part = quoted(part),
    );
    let violations: Vec<Violation> = page.answer(&script).await;
    violations.iter().map(|v| format!("{} ({}):\n  {}", v.id, v.help, v.places.join("\n  "))).collect()
}

async fn has_no_violations(page: &Page, how: &str) {
    has_none_within(page, "html", how).await;
}

async fn has_none_within(page: &Page, part: &str, how: &str) {
    page.settled().await;
    let list = violations_within(page, part).await;
    assert!(list.is_empty(), "{how}\n{}", list.join("\n"));
}

#[tokio::test]
async fn no_rule_is_left_out() {
    let site = Site::at_root();
    // Some are for whole pages only.
    let page = Visit::to(&site).at("embed/test-a.html").open().await;
    page.run(&axe()).await;
    // Rules that are on their way in or out are off.
    let left_out = format!(
        "const done = arguments[0];
        const options = {RULES};
        axe.run('html', options).then(({{ violations, passes, incomplete, inapplicable }}) => {{
            const ran = new Set([violations, passes, incomplete, inapplicable].flat().map(({{ id }}) => id));
            const gone = tags => tags.includes('deprecated') || tags.includes('experimental');
            done(axe.getRules(options.runOnly).filter(rule => !ran.has(rule.ruleId) && !gone(rule.tags)).map(rule => rule.ruleId));
        }});"
    );
    assert_eq!(page.answer::<Vec<String>>(&left_out).await, [""; 0]);
    let newest = "axe.getRules(['wcag22aa']).map(rule => rule.ruleId)";
    assert_eq!(page.value::<Vec<String>>(newest).await, ["target-size"]);
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
    // With something wrong in a field: what is typed now, and what the address said. (A menu lies over what is below it.)
    open_all(&page, false).await;
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

/// What comes up while the page is used: the dialog, and what is said of something that can’t be used.
async fn changes_are_accessible(theme: &str) {
    let site = Site::at_root();
    let page = Visit::to(&site).at(&format!("?theme={theme}")).ready().await;
    page.run(&axe()).await;
    let inspect =
        async |part: &str, how: &str| has_none_within(&page, part, &format!("{theme}, {how}")).await;

    open_menu(&page, "repair-time").await;
    inspect("#repair-time .share", "a menu").await;
    choose(&page, "repair-time", "Embed this figure").await;
    for (level, lines) in [("Element", "<showdown"), ("Frame", "<iframe"), ("Picture", "<a ")] {
        page.control_in("embed", "radio", level).await.click().await.expect("a click");
        let written = format!("document.querySelector('#embed-code').value.startsWith({})", quoted(lines));
        page.until("the lines are there", &written).await;
        inspect("#embed", level).await;
    }
    page.run(&format!("{}.click()", button("#embed", "Close"))).await;

    type_in(&page, 0, "tasks", "many").await;
    page.until("it is named", "document.querySelector('.work .problem').checkVisibility()").await;
    inspect(".planner", "a class with something wrong in it").await;
    paste(&page, "class;tasks\nA;1\nB;many\n").await;
    page.until("it is refused", "document.querySelector('#plan-paste-problem').checkVisibility()").await;
    inspect(".planner", "a plan that can’t be used").await;
    paste(&page, "class,context,to\nRepository,900k,gpt\nWhole,4M,claude\n").await;
    let told =
        "document.querySelectorAll('.work').length === 2 && !!document.querySelector('#orchestrate .notice')";
    page.until("what does not fit is told", told).await;
    inspect("#orchestrate", "a plan that does not fit").await;

    keep(&page, "One").await;
    keep(&page, "Two").await;
    let drawn = "document.querySelector('#calculator .extra:nth-of-type(4) .drawing').checkVisibility()";
    page.until("scenarios stand side by side", drawn).await;
    inspect("#calculator", "scenarios").await;
    page.run(&format!("{}.click()", button(".memory", "Reset and delete saved settings"))).await;
    let said = format!("!!{}", button(".memory", "Undo"));
    page.until("there is a way back", &said).await;
    inspect("#calculator .memory", "everything is forgotten").await;

    let wrong =
        "?theme=sepia&book=none&in=banana&out=-1&tasks=x&drafted=x&caught=x&repair=x&wage=x&plan=x&s1=x&v=99";
    for place in ["", "embed/orchestrate.html"] {
        page.go(&site.url(&format!("{place}{wrong}"))).await;
        page.ready().await;
        page.run(&axe()).await;
        assert!(page.visible(".problem").await > 1, "much is wrong");
        inspect("html", &format!("{place}: an address that is wrong")).await;
    }
}

#[tokio::test]
async fn whatever_comes_up_in_the_dark_is_accessible() {
    changes_are_accessible("dark").await;
}

#[tokio::test]
async fn whatever_comes_up_in_the_light_is_accessible() {
    changes_are_accessible("light").await;
}
