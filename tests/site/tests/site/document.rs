//! The document: links that lead somewhere, headings in order.

use std::collections::HashSet;

use crate::support::expected;
use crate::support::{Page, Site, Visit};

/// The id that a link within the page leads to.
const TARGET: &str = "a => a.getAttribute('href').slice(1)";

#[tokio::test]
async fn every_link_within_the_page_leads_somewhere_and_no_id_stands_twice() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let ids: Vec<String> = page.each("[id]", "e => e.id").await;
    let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(known.len(), ids.len(), "ids are unique: {ids:?}");
    let links: Vec<String> = page.each("a[href^='#']", TARGET).await;
    assert!(links.len() > 100, "{} links", links.len());
    let lost: Vec<_> = links.iter().filter(|link| !known.contains(link.as_str())).collect();
    assert_eq!(lost, [""; 0]);
    for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
        let names = format!("e => e.getAttribute('{attribute}').split(' ')");
        let named: Vec<Vec<String>> = page.each(&format!("[{attribute}]"), &names).await;
        let named = named.concat();
        let lost: Vec<_> = named.iter().filter(|id| !known.contains(id.as_str())).collect();
        assert_eq!(lost, [""; 0], "{attribute}");
    }
}

#[tokio::test]
async fn every_claim_leads_to_the_ledger_and_back() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let claims = expected::file()["claims"].as_array().expect("claims");
    let links: Vec<[String; 2]> = page.each("a.claim", "a => [a.id, a.getAttribute('href')]").await;
    let back = "li => [li.id, li.querySelector('a[href^=\"#ref-\"]').getAttribute('href')]";
    let entries: Vec<[String; 2]> = page.each(".ledger li[id^='claim-']", back).await;
    assert_eq!(entries.len(), claims.len());
    for claim in claims {
        let id = claim["id"].as_str().expect("an id");
        let (anchor, entry) = (format!("ref-{id}"), format!("claim-{id}"));
        assert!(links.contains(&[anchor.clone(), format!("#{entry}")]), "{id} is marked in the text");
        assert!(entries.contains(&[entry, format!("#{anchor}")]), "{id} stands in the ledger");
    }
}

#[tokio::test]
async fn a_claim_that_is_followed_comes_into_view() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    page.click("a.claim[href='#claim-gpt-window']").await;
    page.until("the entry is in view", &in_view("#claim-gpt-window")).await;
    page.settled().await;
    page.click("#claim-gpt-window a[href^='#ref-']").await;
    page.until("the text is in view", &in_view("#ref-gpt-window")).await;
}

/// Whether an element is in the window, and not under the bar.
fn in_view(selector: &str) -> String {
    format!(
        "(e => {{ const box = e.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
            return box.top >= 0 && box.bottom <= innerHeight && e.contains(top); }})(document.querySelector(\"{selector}\"))"
    )
}

#[tokio::test]
async fn headings_are_in_order_and_can_be_linked_to() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let headings: Vec<(u8, String)> =
        page.each("h1, h2, h3, h4, h5, h6", "h => [Number(h.nodeName[1]), h.innerText]").await;
    assert_eq!(headings[0].0, 1, "the title comes first");
    assert_eq!(headings.iter().filter(|(level, _)| *level == 1).count(), 1, "one title: {headings:?}");
    for pair in headings.windows(2) {
        assert!(pair[1].0 <= pair[0].0 + 1, "no level is skipped: {pair:?}");
    }
    let link = "h => h.querySelector(`a[href=\"#${h.id}\"]`) !== null";
    let linked: Vec<bool> = page.each("main .prose :is(h2, h3), .ledger h2", link).await;
    assert!(linked.len() > 10, "{} headings", linked.len());
    assert!(linked.iter().all(|linked| *linked), "each has a link to itself: {linked:?}");
}

#[tokio::test]
async fn the_contents_list_every_section_and_show_where_the_reader_is() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let sections: Vec<String> = page.each("main .prose h2, .ledger h2", "h => h.id").await;
    for contents in ["nav.contents a", ".menu nav a"] {
        assert_eq!(page.each::<String>(contents, TARGET).await, sections, "{contents}");
    }
    for section in ["part-4", "part-2"] {
        page.click(&format!(".contents a[href='#{section}']")).await;
        let here = "document.querySelector('.contents [aria-current]')?.getAttribute('href')";
        page.until_is(here, Some(format!("#{section}"))).await;
    }
}

/// What a page tells search engines, readers' tabs and assistive technology about itself.
#[tokio::test]
async fn the_document_says_what_it_is() {
    let site = Site::at_root();
    let page = Visit::to(&site).open().await;
    let meta = &expected::file()["page"];
    assert_eq!(page.value::<String>("document.title").await, meta["title"].as_str().expect("a title"));
    assert_eq!(
        page.value::<String>("document.querySelector('meta[name=description]').content").await,
        meta["summary"].as_str().expect("a summary")
    );
    assert_eq!(page.value::<String>("document.documentElement.lang").await, "en");
    first_stop_is_the_article(&page).await;
}

async fn first_stop_is_the_article(page: &Page) {
    page.press(thirtyfour::Key::Tab).await;
    assert_eq!(page.value::<String>("document.activeElement.getAttribute('href')").await, "#article");
}
