//! What is to be hit by mouse or finger is large enough, or far enough from the next (WCAG 2.2, 2.5.8).

use crate::listen::VOICES;
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit};

/// Names what is smaller than 24 × 24 pixels and so close to something else that circles of 24 pixels around both would meet.
/// Links in a sentence are excepted, and where one thing is a way to another: a field and its label.
const SMALL: &str = "(() => {
    const LEAST = 24;
    const above = document.querySelector('dialog[open]');
    const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, audio[controls]')]
        .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.matches(':disabled') && !e.closest('.skip, [inert]') && (!above || above.contains(e)))
        .map(element => ({ element, box: element.getBoundingClientRect() }));
    const inline = ({ element }) => element.matches('a') && getComputedStyle(element).display === 'inline' && element.parentElement.textContent.trim() !== element.textContent.trim();
    const small = ({ box }) => box.width < LEAST - 0.5 || box.height < LEAST - 0.5;
    const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    // From a point to a box, or between the middles of two small ones.
    const apart = (one, other) => {
        const [x, y] = middle(one.box);
        if (small(other)) return Math.hypot(x - middle(other.box)[0], y - middle(other.box)[1]) >= LEAST;
        const [dx, dy] = [Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)];
        return Math.hypot(dx, dy) >= LEAST / 2;
    };
    return targets.filter(one => small(one) && !inline(one)).flatMap(one =>
        targets.filter(other => other !== one && !inline(other) && !apart(one, other)).slice(0, 1).map(other =>
            `${one.element.nodeName} ${one.element.className} ${(one.element.ariaLabel || one.element.textContent).trim().slice(0, 30)} in #${one.element.closest('[id]')?.id}, ${one.box.width} × ${one.box.height}, is close to ${other.element.nodeName} ${other.element.textContent.trim().slice(0, 30)}`));
})()";

/// That all can be hit, folded and unfolded, on a phone and on a desk.
async fn can_be_hit(page: &Page, how: &str) {
    for width in [360, 1440] {
        page.resize(width, 1.0).await;
        page.until_is("innerWidth", width).await;
        for open in [false, true] {
            page.run(&format!(
                "document.querySelectorAll('details').forEach(details => details.open = {open})"
            ))
            .await;
            page.settled().await;
            assert_eq!(
                page.value::<Vec<String>>(SMALL).await,
                [""; 0],
                "{how}, {width} px, unfolded: {open}"
            );
        }
    }
}

#[tokio::test]
async fn whatever_is_to_be_hit_is_large_enough_or_far_from_the_next() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(VOICES).ready().await;
    page.click(".listen-play").await;
    page.until("the player is in use", "document.querySelector('.listen.in-use') !== null").await;
    can_be_hit(&page, "the page").await;
    page.run("[...document.querySelectorAll('#calculator .share button')].find(e => e.textContent === 'Embed this figure').click()").await;
    page.until("the dialog is open", "document.querySelector('#embed').open").await;
    can_be_hit(&page, "the dialog").await;
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
        can_be_hit(&page, id).await;
    }
}
