//! The same site in a folder of a host, as on a blog.

use serde_json::Value;

use crate::support::expected;
use crate::support::{Request, Site, Visit};

const FOLDER: &str = "/blog/showdown/";

#[tokio::test]
async fn the_site_works_in_a_folder_and_asks_for_nothing_outside() {
    let site = Site::in_folder(FOLDER);
    let page = Visit::to(&site).at("?in=2.5M").ready().await;
    let slider = page.control("slider", "Output tokens a month").await;
    slider.send_keys(thirtyfour::Key::Right + "").await.expect("keys");
    page.until("the address follows", "new URLSearchParams(location.search).has('out')").await;
    assert_eq!(page.value::<String>("location.pathname").await, FOLDER);
    page.reload().await;
    page.ready().await;
    page.until("the page is loaded", "document.readyState === 'complete'").await;
    let astray: Vec<Request> = site
        .requests()
        .into_iter()
        .filter(|request| request.status != 200 || !request.path.starts_with(FOLDER))
        .collect();
    assert_eq!(astray, []);
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn what_is_kept_in_a_folder_is_kept_for_that_folder() {
    let site = Site::in_folder(FOLDER);
    let page = Visit::to(&site).ready().await;
    let slider = page.control("slider", "Output tokens a month").await;
    slider.send_keys(thirtyfour::Key::Right + "").await.expect("keys");
    page.until_is("Object.keys(localStorage)", vec![format!("showdown {FOLDER}")]).await;
    // Another build on the same origin, in a folder of its own, finds nothing of it.
    page.run("localStorage.setItem('showdown', 'in=1M'); localStorage.setItem('showdown /other/', 'in=2M')")
        .await;
    page.go(&site.url("")).await;
    page.ready().await;
    page.until("the last visit is shown", "new URLSearchParams(location.search).has('out')").await;
    assert!(page.value::<bool>("!new URLSearchParams(location.search).has('in')").await);
}

#[tokio::test]
async fn the_data_lie_beside_the_page_as_they_are() {
    let site = Site::in_folder(FOLDER);
    let page = Visit::to(&site).open().await;
    let url: String = page.value("document.querySelector('a[href$=\"showdown.json\"]').href").await;
    assert_eq!(url, site.url("data/showdown.json"));
    let data: Value = page.fetch(&url).await;
    assert_eq!(&data, expected::file());
}
