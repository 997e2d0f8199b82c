//! x
mod support;
use support::*;
#[tokio::test]
async fn a() {
    let site = Site::at_root();
    let t = std::time::Instant::now();
    let page = Visit::to(&site).ready().await;
    eprintln!("{:?}", t.elapsed());
    let e = page.control("textbox", "Input tokens").await;
    eprintln!("{:?} {:?}", t.elapsed(), e.value().await);
    eprintln!("{:?}", page.complaints().await);
    eprintln!("{:?}", site.requests());
}
#[tokio::test]
async fn b() {
    let site = Site::at_root();
    let t = std::time::Instant::now();
    let page = Visit::to(&site).without_scripts().open().await;
    eprintln!("{:?}", t.elapsed());
    eprintln!("{:?}", page.text("#calculator").await);
    eprintln!("{:?} {:?}", t.elapsed(), page.visible("svg").await);
    eprintln!("{:?} {:?}", t.elapsed(), page.visible(".controls").await);
    eprintln!("{:?} {:?}", t.elapsed(), page.visible("noscript").await);
    eprintln!("{:?}", page.complaints().await);
    eprintln!("{:?}", site.requests());
}
