//! Many figures in one post: only those near the reader are loaded, and what they share is loaded once.

use crate::support::post::{loader, post};
use crate::support::{Site, Visit};

/// How many figures the post has.
const MANY: usize = 20;

#[tokio::test]
async fn only_figures_near_the_reader_load_and_they_share_their_program() {
    let figures = Site::lasting();
    let apart = "<p style=\"height: 40rem\">Words.</p>";
    let one = "<showdown-figure figure=\"repair-time\" style=\"display:block;min-height:1200px\"></showdown-figure>";
    let post = post("", &[[apart, one].concat().repeat(MANY), loader(&figures)].concat());
    let page = Visit::to(&post).open().await;
    let ready = "[...document.querySelectorAll('showdown-figure')].filter(e => e.shadowRoot?.querySelector('.ready')).length";
    let loaded = "[...document.querySelectorAll('showdown-figure')].filter(e => e.shadowRoot?.querySelector('iframe')).length";
    page.until_is(ready, 1).await;
    assert_eq!(page.value::<usize>(loaded).await, 1, "the first, which is near");
    for place in 0..MANY {
        page.run(&format!("document.querySelectorAll('showdown-figure')[{place}].scrollIntoView()")).await;
        page.until("it is ready", &format!("{ready} > {place}")).await;
        assert!(page.value::<usize>(loaded).await <= place + 2, "those further on wait");
    }
    let sent = |ending: &str| {
        figures
            .requests()
            .into_iter()
            .filter(|request| request.path.ends_with(ending))
            .map(|request| request.path)
            .collect::<Vec<_>>()
    };
    let programs = sent(".wasm").into_iter().filter(|path| path.starts_with("/showdown-"));
    assert_eq!(programs.count(), 1, "{:?}", sent(".wasm"));
    assert_eq!(page.complaints().await, [""; 0]);
}
