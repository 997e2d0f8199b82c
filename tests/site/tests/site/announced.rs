//! What a screen reader announces by itself: live regions, and nothing else of what changes.

use serde::Deserialize;
use showdown::figures::REGISTRY;
use thirtyfour::prelude::*;

use crate::support::expected::{data, shown};
use crate::support::{Page, Site, Visit, quoted};

/// Notes each change within a live region: in which figure, what the region says then, and how long after the last key.
const LISTEN: &str = "
    window.announced = [];
    let pressed = -Infinity;
    addEventListener('keydown', () => { pressed = performance.now() }, true);
    new MutationObserver(changes => {
        const live = '[aria-live], [role=status], [role=alert]';
        const regions = changes.map(({ target }) => (target.parentElement && target.nodeType === 3 ? target.parentElement : target).closest(live));
        for (const region of new Set(regions.filter(region => region && region.ariaLive !== 'off'))) announced.push({
            figure: region.closest('[data-figure]')?.id ?? '',
            words: region.textContent.trim(),
            after: Math.min(performance.now() - pressed, 1e6),
        });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
";

/// One change of a live region.
#[derive(Debug, Deserialize)]
struct Announced {
    figure: String,
    words: String,
    /// Milliseconds since a key was pressed.
    after: f64,
}

/// Waits until all figures that share a setting say what follows from it.
async fn all_follow(page: &Page, key: &str, written: &str) {
    for figure in REGISTRY {
        if (figure.settings)(data()).iter().any(|setting| setting.key == key) {
            let sentence = format!("document.querySelector('#{} .sentence').textContent.trim()", figure.id);
            page.until_is(&sentence, shown(figure.id, &[(key, written)]).sentence).await;
        }
    }
}

#[tokio::test]
async fn one_setting_is_announced_by_the_figure_in_use_and_by_no_other_that_follows_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for (figure, key, role, name) in [
        ("calculator", "wage", "slider", "Hourly rate"),
        ("repair-time", "repair", "slider", "Time per repair"),
        ("calculator", "book", "radio", "The original"),
        ("ui-throughput", "book", "radio", "The original"),
    ] {
        page.run("document.querySelectorAll('details.group').forEach(group => group.open = true)").await;
        page.run(LISTEN).await;
        let control = page.control_in(figure, role, name).await;
        control.send_keys(Key::Right + "").await.expect("a key");
        page.until(
            "the address follows",
            &format!("new URLSearchParams(location.search).has({})", quoted(key)),
        )
        .await;
        let written: String =
            page.value(&format!("new URLSearchParams(location.search).get({})", quoted(key))).await;
        all_follow(&page, key, &written).await;
        let announced: Vec<Announced> = page.value("announced").await;
        let others: Vec<_> = announced.iter().filter(|change| change.figure != figure).collect();
        assert!(others.is_empty(), "{key} in {figure}: {others:#?}");
        page.go(&site.url("?v=1")).await;
        page.ready().await;
    }
}

#[tokio::test]
async fn a_slider_that_moves_is_left_in_peace_and_announced_once_when_it_rests() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let slider = page.control_in("calculator", "slider", "Input tokens a month").await;
    page.run(LISTEN).await;
    for _ in 0..40 {
        slider.send_keys(Key::Right + "").await.expect("a key");
    }
    let written = "new URLSearchParams(location.search).get('in')";
    page.until("the address follows", &format!("{written} !== null")).await;
    page.until("it has been announced", "announced.length > 0").await;
    let announced: Vec<Announced> = page.value("announced").await;
    let written: String = page.value(written).await;
    all_follow(&page, "in", &written).await;
    let words: String = page.value("document.querySelector('#calculator-in').closest('.field').querySelector('[type=range]').ariaValueText").await;
    for change in &announced {
        assert!(change.after > 400.0, "too early: {change:#?}");
        assert_ne!(change.words, words, "the slider has said that itself");
    }
    let [only] = &announced[..] else { panic!("more than one: {announced:#?}") };
    assert_eq!(only.words, shown("calculator", &[("in", &written)]).sentence);
}
