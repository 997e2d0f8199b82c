//! Without a network: the last version that was there as a whole, and never parts of two.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use crate::figures::says;
use crate::support::expected::shown;
use crate::support::{Engine, Page, Site, Visit, built};
use crate::trouble::is_whole_but_alive;

/// Waits until this browser keeps one version of the page, and not that one: which.
async fn keeps(page: &Page, but_not: &str) -> String {
    // When it serves the page, it has let go of all others.
    let script = "const done = arguments[0];
        Promise.all([caches.keys(), navigator.serviceWorker.getRegistration()]).then(([names, at]) =>
            done([names, !!at && !at.installing && !at.waiting && at.active?.state === 'activated']))";
    let right = |(names, serves): &(Vec<String>, bool)| *serves && names.len() == 1 && names[0] != but_not;
    page.until_answer(script, right).await.0.remove(0)
}

/// What the page is called, and how many of its style sheets are there.
async fn look(page: &Page) -> (String, usize) {
    let sheets = "[...document.styleSheets].filter(sheet => sheet.cssRules.length > 0).length";
    (page.text("h1").await, page.value(sheets).await)
}

in_every_engine!(a_page_that_was_read_once_answers_without_a_network);

async fn a_page_that_was_read_once_answers_without_a_network(engine: Engine) {
    let site = Site::at_root();
    let page = Visit::to(&site).in_engine(engine).ready().await;
    keeps(&page, "").await;
    let before = look(&page).await;
    site.is_reached(false);
    page.go(&site.url("?in=2M#calculator")).await;
    page.ready().await;
    assert_eq!(look(&page).await, before);
    is_whole_but_alive(&page).await;
    says(&page, "calculator", &shown("calculator", &[("in", "2M")])).await;
    let numbers = page.fetch(&site.url("data/showdown.json")).await;
    assert!(numbers["claims"].is_array(), "what it leads to is there as well");
}

#[tokio::test]
async fn a_new_version_is_seen_at_once_and_without_a_network_when_it_is_there_as_a_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&built("SHOWDOWN_DIST", "dist"), folder.path());
    let site = Site::of_folder(folder.path());
    let page = Visit::to(&site).ready().await;
    let first = keeps(&page, "").await;
    let old = look(&page).await;

    // While it is being copied everything else is there before the page: what is asked for is still the old one.
    let new = ("Another title".to_owned(), old.1);
    let next = deploy(folder.path(), &new.0);
    page.reload().await;
    assert_eq!(look(&page).await, old, "what the host has is shown");
    // Twice for each version: for the reader, and for what would keep it.
    site.has_sent(4, "").await;
    assert_eq!(keeps(&page, "").await, first, "parts of two versions are not kept");
    site.is_reached(false);
    page.reload().await;
    page.ready().await;
    assert_eq!(look(&page).await, old, "without a network: the last that was whole");
    is_whole_but_alive(&page).await;

    fs::write(folder.path().join("index.html"), next).expect("written");
    site.is_reached(true);
    page.reload().await;
    page.ready().await;
    assert_eq!(look(&page).await, new);
    keeps(&page, &first).await;
    site.is_reached(false);
    page.reload().await;
    page.ready().await;
    assert_eq!(look(&page).await, new, "without a network: the new one");
    is_whole_but_alive(&page).await;
}

/// Hosts and extensions put scripts of their own into a page, and something stops them.
#[tokio::test]
async fn whatever_else_fails_in_a_changed_page_its_figures_answer_and_it_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&built("SHOWDOWN_DIST", "dist"), folder.path());
    edit(&folder.path().join("index.html"), |page| {
        let lost =
            "<script defer src=\"./beacon.js\"></script><script type=\"module\" src=\"./tag.js\"></script>";
        page.replacen("<head>", &["<head>", lost].concat(), 1).replace("</body>", &[lost, "</body>"].concat())
    });
    let site = Site::of_folder(folder.path());
    let page = Visit::to(&site).ready().await;
    site.has_sent(1, "beacon.js").await;
    is_whole_but_alive(&page).await;
    assert_eq!(page.visible(".app-note").await, 0, "nothing of its own has failed");
    keeps(&page, "").await;
    site.is_reached(false);
    page.reload().await;
    page.ready().await;
    is_whole_but_alive(&page).await;
}

#[tokio::test]
async fn a_site_that_leaves_it_out_is_rid_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&built("SHOWDOWN_DIST", "dist"), folder.path());
    let site = Site::of_folder(folder.path());
    let page = Visit::to(&site).ready().await;
    keeps(&page, "").await;
    // As `SHOWDOWN_OFFLINE=no cargo xtask build` makes it.
    edit(&folder.path().join("index.html"), |page| {
        page.replace("data-offline=\"sw.js\"", "data-offline=\"\"")
    });
    edit(&folder.path().join("sw.js"), |script| {
        let line = |line: &str| match line.split_once(" = ") {
            Some((name @ "const VERSION", _)) => format!("{name} = \"\";\n"),
            Some((name @ "const FILES", _)) => format!("{name} = {{}};\n"),
            _ => format!("{line}\n"),
        };
        script.lines().map(line).collect()
    });
    page.reload().await;
    page.ready().await;
    let script = "const done = arguments[0];
        Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then(all => done(all.map(list => list.length)))";
    page.until_answer(script, |left: &[usize; 2]| *left == [0, 0]).await;
}

/// Puts all of the next version into a site’s folder but its page, which has another title: that page.
fn deploy(site: &Path, title: &str) -> String {
    let page = fs::read_to_string(site.join("index.html")).expect("the page");
    let heading = page.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).expect("a heading");
    let style =
        page.split("href=./prose-").nth(1).and_then(|rest| rest.split(".css").next()).expect("a style");
    let style = format!("prose-{style}.css");
    let next = "prose-0123456789abcdef.css".to_owned();
    let mut rules = fs::read(site.join(&style)).expect("the style");
    let before = checksum(&rules);
    rules.extend(b"h1{color:red}");
    fs::write(site.join(&next), &rules).expect("written");
    let change = |text: &str| text.replace(&style, &next).replace(&before, &checksum(&rules));
    let changed = change(&page).replace(heading, &format!("<span>{title}</span>"));
    edit(&site.join("sw.js"), |script| {
        let script = change(&script).replace(&checksum(page.as_bytes()), &checksum(changed.as_bytes()));
        script.replace("const VERSION = \"", "const VERSION = \"next-")
    });
    changed
}

fn checksum(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn edit(file: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(file).expect("a file");
    fs::write(file, change(text)).expect("written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
