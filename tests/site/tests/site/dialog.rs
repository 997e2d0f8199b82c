//! The dialog in which an author takes a figure along.

use thirtyfour::prelude::*;

use crate::figures::{NO_CLIPBOARD, allow_clipboard, choose, clipboard, open_menu, says};
use crate::support::expected::{FIGURES, shown};
use crate::support::post::post;
use crate::support::{Page, Site, Visit, quoted};

const ID: &str = "repair-time";
const STATE: [(&str, &str); 2] = [("repair", "90s"), ("wage", "80")];
const OPEN: &str = "document.querySelector('#embed').open";
pub const CODE: &str = "document.querySelector('#embed-code').value";

pub async fn open(page: &Page, id: &str) {
    open_menu(page, id).await;
    choose(page, id, "Embed this figure").await;
    page.until("the dialog is open", OPEN).await;
}

async fn pick(page: &Page, role: &str, name: &str) {
    page.control(role, name).await.click().await.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Waits until the lines have the height of what is shown: at least so much.
async fn is_measured(page: &Page) {
    let height =
        "+(document.querySelector('#embed-code').value.match(/(?: height=\"|min-height:)(\\d+)/)?.[1] ?? 0)";
    page.until("the lines have a height", &format!("{height} > 300")).await;
}

/// Puts the lines into a post on another site; the figures' address is this machine's other name.
async fn paste(page: &Page, site: &Site, lines: &str) -> Site {
    let post = post("", &lines.replace(&site.url(""), &site.elsewhere()));
    page.go(&post.url("")).await;
    post
}

#[tokio::test]
async fn the_lines_of_each_level_show_the_figure_in_its_state_elsewhere() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?in=2M&repair=90s&wage=80").ready().await;
    allow_clipboard(&page, &site).await;
    let after = shown(ID, &STATE);

    open(&page, ID).await;
    assert_eq!(page.text("#embed .embed-name").await, after.title);
    let ready = "!!document.querySelector('#embed showdown-figure').shadowRoot?.querySelector('.ready')";
    page.until("what it looks like is shown", ready).await;
    let fits = "document.querySelector('#embed .embed-preview').offsetHeight === +document.querySelector('#embed-code').value.match(/min-height:(\\d+)px/)[1]";
    page.until("the lines have its height", fits).await;
    pick(&page, "button", "Copy").await;
    page.until_is("document.querySelector('#embed [role=status]').textContent", "Copied.".to_owned()).await;
    let element = clipboard(&page).await;
    pick(&page, "radio", "Frame").await;
    pick(&page, "radio", "light").await;
    page.until("the lines are another", &format!("{CODE}.startsWith('<iframe')")).await;
    is_measured(&page).await;
    let frame: String = page.value(CODE).await;
    pick(&page, "radio", "Picture").await;
    page.until("the picture has its size", &format!("/<img [^>]*width=\"[1-9]/.test({CODE})")).await;
    let picture: String = page.value(CODE).await;
    assert_eq!(page.complaints().await, [""; 0]);

    let _post = paste(&page, &site, &element).await;
    page.until(
        "the element shows it",
        "!!document.querySelector('showdown-figure').shadowRoot?.querySelector('.ready')",
    )
    .await;
    page.enter("showdown-figure").await;
    says(&page, ID, &after).await;
    page.leave_frame().await;

    let _post = paste(&page, &site, &frame).await;
    page.enter("iframe").await;
    page.arrived().await;
    page.ready().await;
    says(&page, ID, &after).await;
    assert_eq!(page.value::<String>("document.documentElement.dataset.theme").await, "light");
    page.leave_frame().await;

    let _post = paste(&page, &site, &picture).await;
    page.until("the picture is there", "document.querySelector('main img').naturalWidth > 0").await;
    let [link, words]: [String; 2] = page
        .value("(a => [a.href, a.querySelector('img').alt])(document.querySelector('main a:has(img)'))")
        .await;
    assert_eq!(link, format!("{}?repair=90s&wage=80#{ID}", site.elsewhere()));
    assert_eq!(words, after.title);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn it_works_by_keyboard_and_closes_with_escape_where_the_reader_was() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    open_menu(&page, ID).await;
    page.control_in(ID, "button", "Embed this figure").await.focus().await.expect("a control");
    page.press(Key::Enter).await;
    page.until("it is open", OPEN).await;
    let focus = "document.activeElement.value";
    page.until_is(focus, "Element".to_owned()).await;
    page.press(Key::Right).await;
    page.until_is(focus, "Frame".to_owned()).await;
    page.until("the lines follow", &format!("{CODE}.startsWith('<iframe')")).await;
    page.press(Key::Tab).await;
    page.until_is(focus, "auto".to_owned()).await;
    page.press(Key::Right).await;
    page.press(Key::Right).await;
    page.until("so does the theme", &format!("{CODE}.includes('theme=dark')")).await;
    // Nothing is set, so there is nothing to keep.
    assert!(page.value::<bool>("document.querySelector('[name=embed-keep]').disabled").await);
    page.press(Key::Escape).await;
    page.until("it is closed", &format!("!{OPEN}")).await;
    let at = "document.activeElement.matches('#repair-time .share summary')";
    page.until("the reader is where they were", at).await;
    assert_eq!(page.visible("#embed, #embed iframe").await, 0);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn whether_the_state_is_kept_is_the_authors_choice() {
    let site = Site::at_root();
    let page = Visit::to(&site).at("?repair=90s").ready().await;
    open(&page, ID).await;
    // With what is not set, so that it shows the same where later data begin elsewhere.
    page.until("it is kept", &format!("{CODE}.includes('state=\"repair=90s&amp;wage=0\"')")).await;
    pick(&page, "checkbox", "Keep current settings").await;
    let defaults = "repair=5min&amp;wage=0";
    page.until(
        "it is not",
        &format!("{CODE}.includes('state=\"{defaults}\"') && !{CODE}.includes('repair=90s')"),
    )
    .await;
    // The preview has the settings of the lines; once it runs it tells which of them are not defaults: none.
    let state = "document.querySelector('#embed showdown-figure').state";
    page.until(
        "the preview follows",
        &format!("['', {}].includes({state})", quoted(&defaults.replace("amp;", ""))),
    )
    .await;
    pick(&page, "button", "Close").await;
    page.until("it is closed", &format!("!{OPEN}")).await;
    // What the reader has set stays.
    says(&page, ID, &shown(ID, &STATE[..1])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn every_figure_has_it_and_a_figure_alone_leads_to_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for id in FIGURES {
        open(&page, id).await;
        let lines: String = page.value(CODE).await;
        assert!(lines.contains(&format!("figure=\"{id}\"")), "{lines}");
        assert_eq!(page.text("#embed .embed-name").await, shown(id, &[]).title);
        page.press(Key::Escape).await;
        page.until("it is closed", &format!("!{OPEN}")).await;
        // The menu, too.
        page.press(Key::Escape).await;
    }
    page.go(&site.url("embed/repair-time.html?repair=90s")).await;
    page.ready().await;
    page.click(".share summary").await;
    let link: String = page.value("[...document.querySelectorAll('.share a')].find(a => a.textContent === 'Embed this figure').href").await;
    assert_eq!(link, site.url("?repair=90s&embed=repair-time#repair-time"));
    page.go(&link).await;
    page.ready().await;
    page.until("the dialog is open", OPEN).await;
    assert_eq!(page.text("#embed .embed-name").await, shown(ID, &STATE[..1]).title);
    page.until_is("location.search", "?repair=90s".to_owned()).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn without_a_clipboard_the_lines_are_selected() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(NO_CLIPBOARD[0]).ready().await;
    open(&page, ID).await;
    is_measured(&page).await;
    pick(&page, "button", "Copy").await;
    page.until("it says so", "document.querySelector('#embed [role=status]').textContent.startsWith('The browser blocked copying.')").await;
    let selected =
        "(e => e.value.slice(e.selectionStart, e.selectionEnd))(document.querySelector('#embed-code'))";
    page.until_is(selected, page.value::<String>(CODE).await).await;
    let name = quoted("embed-code");
    page.until("the lines have the focus", &format!("document.activeElement.id === {name}")).await;
}
