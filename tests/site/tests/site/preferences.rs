//! What a reader has set for all pages: colours of the system, more contrast, no motion.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::keyboard::walk;
use crate::support::expected::FIGURES;
use crate::support::{Page, Site, Visit, button, quoted};

/// The page on a system with these preferences, from its beginning.
async fn visit(site: &Site, preferences: &[(&str, &str)]) -> Page {
    let page = Visit::to(site).open().await;
    prefer(&page, preferences).await;
    page.reload().await;
    page.ready().await;
    page
}

async fn prefer(page: &Page, preferences: &[(&str, &str)]) {
    let features: Vec<_> =
        preferences.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    page.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    for (name, value) in preferences {
        page.until(name, &format!("matchMedia('({name}: {value})').matches")).await;
    }
}

/// How many pixels of a figure's drawing have the colour that a token has there.
fn pixels(id: &str, token: &str) -> String {
    format!(
        "(canvas => {{
            const colour = getComputedStyle(canvas).getPropertyValue({token}).match(/[0-9.]+/g).slice(0, 3).map(Number);
            const {{ data }} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let at = 0; at < data.length; at += 4)
                if (data[at + 3] === 255 && colour.every((part, place) => data[at + place] === part)) count += 1;
            return count;
        }})(document.querySelector('#{id} canvas'))",
        token = quoted(token),
    )
}

#[tokio::test]
async fn with_the_colours_of_the_system_models_controls_and_the_focus_are_told_apart() {
    let site = Site::at_root();
    let page = visit(&site, &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]).await;
    let colour = |token: &str| format!("getComputedStyle(document.body).getPropertyValue({})", quoted(token));
    let [a, b, paper]: [String; 3] = page
        .value(&format!("[{}, {}, {}]", colour("--model-a"), colour("--model-b"), colour("--paper")))
        .await;
    assert!(a != b && a != paper && b != paper, "{a}, {b}, {paper}");
    for id in FIGURES {
        page.run(&format!("document.querySelector('#{id} .drawing').scrollIntoView({{ block: 'center' }})"))
            .await;
        // A drawing has no colour of its own for what nobody's is.
        for token in ["--model-a", "--model-b"] {
            page.until(&format!("{id} shows {token}"), &format!("{} > 20", pixels(id, token))).await;
        }
    }
    // In what is drawn before the program comes, too.
    site.hold("*.wasm");
    page.go(&site.url("")).await;
    let drawn = "[...new Set([...document.querySelectorAll('#calculator .svg-wide [fill], #calculator .svg-wide [stroke]')].flatMap(e => [getComputedStyle(e).fill, getComputedStyle(e).stroke]))]";
    let drawn: Vec<String> = page.value(drawn).await;
    assert!(drawn.contains(&a) && drawn.contains(&b), "{drawn:?}");
    site.release("*.wasm");
    page.ready().await;
    // What is chosen, what one drags, and where one is.
    let chosen = "[true, false].map(checked => [...new Set([...document.querySelectorAll('.choice input')].filter(e => e.checked === checked && e.checkVisibility()).map(e => getComputedStyle(e.nextElementSibling).backgroundColor))])";
    let [chosen, others]: [Vec<String>; 2] = page.value(chosen).await;
    assert!(chosen.len() == 1 && !others.contains(&chosen[0]), "{chosen:?}, {others:?}");
    let sliders = "[...new Set([...document.querySelectorAll('input[type=range]')].map(e => getComputedStyle(e).appearance + getComputedStyle(e).forcedColorAdjust))]";
    page.until_is(sliders, vec!["autoauto".to_owned()]).await;
    walk(&page, "colours of the system", false).await;
}

#[tokio::test]
async fn more_contrast_is_painted_where_it_is_asked_for() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    let look =
        "[getComputedStyle(document.body).color, document.querySelector('#calculator canvas').toDataURL()]";
    let [usual_text, usual_drawing]: [String; 2] = page.value(look).await;
    prefer(&page, &[("prefers-contrast", "more"), ("prefers-color-scheme", "dark")]).await;
    page.until("the text has more of it", &format!("{look}[0] === 'rgb(255, 255, 255)'")).await;
    page.until("so has the drawing", &format!("{look}[1] !== {}", quoted(&usual_drawing))).await;
    assert_ne!(usual_text, "rgb(255, 255, 255)");
}

/// Notes whatever moves by itself.
const WATCH_MOTION: &str = "
    window.moved = new Set();
    for (const event of ['animationstart', 'transitionrun']) addEventListener(event, event => moved.add(event.target.className), true);
    for (const name of ['scrollIntoView', 'scrollTo', 'scrollBy']) {
        const scroll = Element.prototype[name];
        Element.prototype[name] = function (how) { if (how?.behavior === 'smooth') moved.add('scrolls'); return scroll.apply(this, arguments); };
    }
    const look = () => { document.getAnimations().forEach(() => moved.add('animation')); requestAnimationFrame(look); };
    requestAnimationFrame(look);
";

#[tokio::test]
async fn nothing_moves_by_itself_where_motion_is_not_wanted() {
    let site = Site::at_root();
    let page = Visit::to(&site).watched_by(WATCH_MOTION).ready().await;
    page.until_is("matchMedia('(prefers-reduced-motion: reduce)').matches", true).await;
    page.run("document.querySelector('.contents a[href=\"#part-4\"]').click()").await;
    page.until_is("location.hash", "#part-4".to_owned()).await;
    page.run("document.querySelector('#secops .drawing').scrollIntoView()").await;
    // A run through the steps comes to its end at once.
    page.run(&format!("{}.click()", button("#secops", "Run once"))).await;
    page.until("it has run", "document.querySelector('#secops .player [role=status]').textContent !== ''")
        .await;
    page.run("document.querySelector('#calculator .drawing').focus()").await;
    page.press(Key::Right).await;
    page.control("radio", "light").await.click().await.expect("a click");
    page.until_is("document.documentElement.dataset.theme", "light".to_owned()).await;
    page.settled().await;
    page.until_is("[...window.moved]", Vec::<String>::new()).await;
    page.until_is("getComputedStyle(document.documentElement).scrollBehavior", "auto".to_owned()).await;
}
