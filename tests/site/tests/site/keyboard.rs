//! With the keyboard alone: all that can be used is reached, in the order in which it is read, and one sees where one is.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::figures::{choose, open_menu};
use crate::listen::VOICES;
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit, button};

/// Notes where Tab stops.
const STOPS: &str = include_str!("support/stops.js");
const FOCUS: &str = "document.activeElement.getAttribute('href') ?? document.activeElement.value ?? document.activeElement.textContent";

/// Presses Tab so often, without letting it go in between. The browser itself is given the keys: there are hundreds.
async fn tab(page: &Page, times: usize, back: bool) {
    const SHIFT: u32 = 8;
    let modifiers = if back { SHIFT } else { 0 };
    let key = |kind: &str| json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9, "modifiers": modifiers });
    for _ in 0..times {
        page.devtools("Input.dispatchKeyEvent", key("rawKeyDown")).await;
    }
    page.devtools("Input.dispatchKeyEvent", key("keyUp")).await;
}

/// Goes through the page with Tab, from before its beginning to behind its end, or back.
pub async fn walk(page: &Page, how: &str, back: bool) {
    page.run(STOPS).await;
    // Where a reader begins who has used nothing yet.
    let place = if back { "append" } else { "prepend" };
    page.run(&format!(
        "{{ const start = document.createElement('button'); document.body.{place}(start); start.focus(); start.remove(); }}"
    ))
    .await;
    let count: usize = page.value("usableCount()").await;
    assert!(count > 300, "{how}: {count} places");
    // At the end the focus leaves the page: it is no trap.
    tab(page, count + 1, back).await;
    let wrong: Vec<String> = page.value(&format!("judgement({back})")).await;
    assert_eq!(wrong, [""; 0], "{how}");
    page.until("the focus has left", "document.activeElement === document.body").await;
}

#[tokio::test]
async fn tab_leads_through_all_that_can_be_used_and_back() {
    let site = Site::at_root();
    for theme in ["dark", "light"] {
        let page = Visit::to(&site).at(&format!("?theme={theme}")).ready().await;
        walk(&page, theme, theme == "light").await;
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

#[tokio::test]
async fn on_a_phone_tab_leads_through_all_that_is_unfolded_and_below_nothing_that_stays() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(360).ready().await;
    page.run(
        "document.querySelectorAll('.frame details:not(.share)').forEach(details => details.open = true)",
    )
    .await;
    // What was done, and the way back, stays at the bottom of the window.
    page.run(&format!("{}.click()", button(".planner", "Minimize cost"))).await;
    page.until("there is a way back", "document.querySelector('.planner-undo').checkVisibility()").await;
    walk(&page, "everything unfolded", false).await;
}

#[tokio::test]
async fn the_player_in_use_covers_nothing_that_has_the_focus() {
    let site = Site::at_root();
    // At 400 %, and with letters twice as large.
    for (width, height, letters) in [(320, 256, 100), (360, 740, 200)] {
        let page = Visit::to(&site).watched_by(VOICES).ready().await;
        page.window(width, height).await;
        page.run(&format!("document.documentElement.style.fontSize = '{letters}%'")).await;
        page.click(".listen-play").await;
        page.until("it is in use", "document.querySelector('.listen.in-use') !== null").await;
        page.run("document.querySelector('.listen-follow input').click()").await;
        walk(&page, &format!("{width} × {height}, {letters} %"), false).await;
    }
}

#[tokio::test]
async fn menu_theme_numbers_and_messages_are_reached_and_left_by_keyboard() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let focus = async |expected: &str| page.until_is(FOCUS, expected.to_owned()).await;
    tab(&page, 1, false).await;
    focus("#article").await;
    page.press(Key::Enter).await;
    page.until_is("document.activeElement.id", "article".to_owned()).await;

    page.run("document.querySelector('.menu summary').focus()").await;
    page.press(Key::Enter).await;
    page.until("the menu is open", "document.querySelector('.menu nav').checkVisibility()").await;
    tab(&page, 4, false).await;
    focus("#part-2").await;
    page.press(Key::Escape).await;
    page.until("it is closed", "!document.querySelector('.menu nav').checkVisibility()").await;
    page.until("the focus is back", "document.activeElement.matches('.menu summary')").await;
    page.press(Key::Enter).await;
    tab(&page, 4, false).await;
    page.press(Key::Enter).await;
    page.until_is("location.hash", "#part-2".to_owned()).await;
    page.until("it is closed", "!document.querySelector('.menu nav').checkVisibility()").await;
    // From there on the reader goes on.
    tab(&page, 1, false).await;
    let after = "!!(document.querySelector('#part-2').compareDocumentPosition(document.activeElement) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY))";
    page.until("the reader is in that part", after).await;

    page.run("document.querySelector('.bar-theme input:checked').focus()").await;
    page.press(Key::Right).await;
    page.until_is("document.documentElement.dataset.theme", "light".to_owned()).await;
    focus("light").await;

    let numbers = "document.querySelector('#test-a .frame > .numbers')";
    page.run(&format!("{numbers}.querySelector('summary').focus()")).await;
    for open in [true, false] {
        page.press(Key::Enter).await;
        page.until_is(&format!("{numbers}.open"), open).await;
    }
    // What has been done by a button of a menu is said there, and the focus stays at it.
    open_menu(&page, "verify-loop").await;
    choose(&page, "verify-loop", "Reset to defaults").await;
    page.until("the focus is in the menu", "!!document.activeElement.closest('#verify-loop .share')").await;
}

/// Whatever has been opened and closed before.
#[tokio::test]
async fn after_every_menu_the_embed_dialog_and_the_printer_tab_gets_out_of_each_figure_to_the_end_of_the_page()
 {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for id in FIGURES {
        page.run(&format!("document.querySelector('#{id} .share summary').focus()")).await;
        page.press(Key::Enter).await;
        let menu = format!("document.querySelector('#{id} .share-panel').checkVisibility()");
        page.until("the menu is open", &menu).await;
        tab(&page, 2, false).await;
        page.until("the focus is in it", &format!("!!document.activeElement.closest('#{id} .share-panel')"))
            .await;
        page.press(Key::Escape).await;
        page.until("it is closed", &format!("!{menu}")).await;
        page.until("the focus is back", &format!("document.activeElement.matches('#{id} .share summary')"))
            .await;
    }
    let last = FIGURES[FIGURES.len() - 1];
    open_menu(&page, last).await;
    choose(&page, last, "Embed this figure").await;
    page.until("the dialog is open", "document.querySelector('#embed').open").await;
    page.press(Key::Escape).await;
    page.until("it is closed", "!document.querySelector('#embed').open").await;
    page.press(Key::Escape).await;
    page.devtools("Page.printToPDF", json!({})).await;
    page.until("the printer is gone", "!document.documentElement.hasAttribute('data-printing')").await;
    for id in FIGURES {
        page.run(&format!("document.querySelector('#{id} .share summary').focus()")).await;
        let inside = format!(
            "document.getElementById('{id}').querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]').length"
        );
        let most: usize = page.value(&inside).await;
        let out = format!(
            "document.activeElement !== document.body && !document.activeElement.closest('#{id}')
                && !!(document.getElementById('{id}').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        );
        let mut pressed = 0;
        while !page.value::<bool>(&out).await {
            assert!(pressed <= most, "{id} lets nobody out");
            tab(&page, 1, false).await;
            pressed += 1;
        }
    }
    // From the last figure on to the footer.
    let footer = "!!document.activeElement.closest('footer.end')";
    let mut pressed = 0;
    while !page.value::<bool>(footer).await {
        assert!(pressed < 200, "the footer is out of reach");
        tab(&page, 1, false).await;
        pressed += 1;
    }
}
