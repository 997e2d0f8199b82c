//! When the program can't start or has to stop: the page stays as it was built, and one quiet line says so.

use crate::plain::is_whole;
use crate::support::{Page, Site, Trouble, Visit};

/// That the page is whole, says so, and offers nothing that does not work.
pub async fn fails_quietly(page: &Page) {
    page.until("the line is there", "document.querySelector('.app-note').checkVisibility()").await;
    let note = page.text(".app-note").await;
    assert!(note.contains("did not start"), "{note}");
    is_whole(page).await;
    assert_eq!(page.visible("[data-ready]").await, 0, "no figure pretends to answer");
    for dead in ["input", "label", "button", "canvas", "[role=application]"] {
        assert_eq!(page.visible(dead).await, 0, "`{dead}` is dead");
    }
}

/// That it says of a browser that this one is too old.
async fn is_too_old(page: &Page) {
    fails_quietly(page).await;
    let note = page.text(".app-note").await;
    assert!(note.contains("too old"), "{note}");
}

#[tokio::test]
async fn a_browser_that_is_too_old_shows_the_page_as_built_and_one_line_says_so() {
    let site = Site::at_root();
    // Neither has them: what colours are registered with, and what asks a figure for its width.
    for lacking in ["delete CSS.registerProperty", "CSS.supports = () => false", "delete window.CSS"] {
        let page = Visit::to(&site).watched_by(lacking).open().await;
        is_too_old(&page).await;
        assert_eq!(page.complaints().await, [""; 0], "{lacking}");
    }
}

/// As a script that is newer than its browser, which a browser takes for a mistake in writing.
#[tokio::test]
async fn a_program_that_the_browser_can_not_read_leaves_the_page_as_built_and_one_line_says_so() {
    let site = Site::troubled("showdown-*.js", Trouble::Unread);
    is_too_old(&Visit::to(&site).open().await).await;
}

#[tokio::test]
async fn without_the_wasm_file_the_page_stays_whole() {
    let site = Site::troubled("*.wasm", Trouble::Missing);
    fails_quietly(&Visit::to(&site).open().await).await;
}

#[tokio::test]
async fn with_half_the_wasm_file_the_page_stays_whole() {
    let site = Site::troubled("*.wasm", Trouble::Truncated);
    fails_quietly(&Visit::to(&site).open().await).await;
}

#[tokio::test]
async fn without_the_program_the_page_stays_whole() {
    let site = Site::troubled("showdown-*.js", Trouble::Missing);
    fails_quietly(&Visit::to(&site).open().await).await;
}

/// As some hosts do, to whom every address is the page's.
#[tokio::test]
async fn with_the_page_in_place_of_its_files_it_stays_whole() {
    for files in ["*.wasm", "showdown-*.js"] {
        let site = Site::troubled(files, Trouble::Page);
        fails_quietly(&Visit::to(&site).open().await).await;
    }
}

/// It is then compiled only after it has come whole.
#[tokio::test]
async fn a_host_that_does_not_know_programs_may_send_them_all_the_same() {
    let site = Site::troubled("*.wasm", Trouble::Nameless);
    let page = Visit::to(&site).ready().await;
    is_whole_but_alive(&page).await;
    page.go(&site.url("embed/test-a.html")).await;
    page.ready().await;
}

/// The numbers are in the page and in its program. The file is for whoever wants to check them.
#[tokio::test]
async fn without_the_file_of_numbers_the_page_works() {
    let site = Site::troubled("showdown.json", Trouble::Missing);
    let page = Visit::to(&site).ready().await;
    is_whole_but_alive(&page).await;
}

/// On a slow connection the page is read long before its figures answer.
#[tokio::test]
async fn while_the_program_is_on_its_way_everything_can_be_read_and_nothing_pretends() {
    let site = Site::at_root();
    site.hold("*.wasm");
    let page = Visit::to(&site).open().await;
    is_whole(&page).await;
    assert_eq!(page.visible(".app-note").await, 0, "nothing has failed");
    let usable = "e => e.matches(':enabled') && e.checkVisibility() ? e.outerHTML : ''";
    let fields: Vec<String> = page.each("main :is(input, select, textarea)", usable).await;
    assert!(fields.len() > 50, "{} fields", fields.len());
    let usable: Vec<_> = fields.into_iter().filter(|field| !field.is_empty()).collect();
    assert_eq!(usable, [""; 0], "a field that would forget what is typed");
    site.release("*.wasm");
    page.ready().await;
    is_whole_but_alive(&page).await;
}

/// Somebody else’s script keeps the program from making an element that every figure has. It panics.
const INTERRUPT: &str = "
    const make = Document.prototype.createElement;
    Document.prototype.createElement = function (name, ...more) {
        if (name === 'summary') throw new Error('not here');
        return make.call(this, name, ...more);
    };
";

#[tokio::test]
async fn after_a_panic_the_page_stays_whole() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(INTERRUPT).open().await;
    fails_quietly(&page).await;
    let complaints = page.complaints().await;
    assert!(complaints.iter().any(|line| line.contains("panicked")), "the console says why: {complaints:?}");
}

/// Only the theme: the script that reads it is missing, all else works.
#[tokio::test]
async fn without_the_theme_script_the_page_works() {
    let site = Site::troubled("theme-*.js", Trouble::Missing);
    let page = Visit::to(&site).ready().await;
    is_whole_but_alive(&page).await;
}

pub async fn is_whole_but_alive(page: &Page) {
    assert_eq!(page.visible(".app-note").await, 0);
    assert!(page.control("textbox", "Input tokens a month").await.is_enabled().await.expect("an answer"));
}
