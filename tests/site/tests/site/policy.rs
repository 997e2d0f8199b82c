//! What the page may load and do, and whether what it runs is what was built.
//!
//! All other tests run under the policy that `cargo xtask serve` sends, and fail where a browser reports a violation of it
//! (`support/site.rs`). Here are those that change something about it.

use thirtyfour::prelude::*;

use crate::dialog::{CODE, open};
use crate::figures::{first_step, says};
use crate::support::expected::{FIGURES, shown};
use crate::support::{Engine, Site, Trouble, Visit, button};
use crate::trouble::fails_quietly;

in_every_engine!(
    under_the_strictest_policy_nothing_is_amiss,
    what_the_page_says_itself_holds_where_a_host_sends_nothing,
    where_no_program_may_be_compiled_the_page_stays_whole,
    a_program_that_is_not_what_was_built_is_not_run,
);

/// Without frames, which only the preview of embed code needs.
const STRICTEST: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'";
/// What no policy of ours lets in.
const FOREIGN: &str = "http://elsewhere.invalid/picture.png";

#[test]
fn only_frames_are_allowed_beyond_the_strictest() {
    assert_eq!(Site::policy().replace(" frame-src 'self';", ""), STRICTEST);
}

async fn under_the_strictest_policy_nothing_is_amiss(engine: Engine) {
    let (id, site) = ("repair-time", Site::under(STRICTEST));
    let page = Visit::to(&site).in_engine(engine).ready().await;
    let (setting, written) = first_step(id).expect("a slider");
    let slider = page.control_in(id, "slider", &format!("{}, slider", setting.label)).await;
    slider.focus().await.expect("a control that takes keys");
    page.press(Key::Right).await;
    says(&page, id, &shown(id, &[(&setting.key, &written)])).await;
    for id in FIGURES {
        page.go(&site.url(&format!("embed/{id}.html"))).await;
        page.ready().await;
    }
    // Reports come when they come. The last one is of what is really not allowed, so those before it are there as well.
    page.run(&format!("new Image().src = '{FOREIGN}'")).await;
    let reports = site.has_reports().await;
    assert!(reports.len() == 1 && reports[0].contains("elsewhere.invalid"), "{reports:#?}");
}

async fn what_the_page_says_itself_holds_where_a_host_sends_nothing(engine: Engine) {
    let site = Site::under("");
    let page = Visit::to(&site).in_engine(engine).ready().await;
    let blocked: String = page
        .answer(&format!(
            "const done = arguments[0];
             addEventListener('securitypolicyviolation', event => done(event.blockedURI), {{ once: true }});
             new Image().src = '{FOREIGN}'"
        ))
        .await;
    assert!(blocked.starts_with("http://elsewhere.invalid"), "{blocked}");
}

async fn where_no_program_may_be_compiled_the_page_stays_whole(engine: Engine) {
    let site = Site::under(&STRICTEST.replace(" 'wasm-unsafe-eval'", ""));
    fails_quietly(&Visit::to(&site).in_engine(engine).open().await).await;
}

async fn a_program_that_is_not_what_was_built_is_not_run(engine: Engine) {
    // To a browser that does not compare, it would be the same program.
    let site = Site::troubled("*.wasm", Trouble::Altered);
    let page = Visit::to(&site).in_engine(engine).open().await;
    fails_quietly(&page).await;
    page.go(&site.url("embed/test-a.html")).await;
    page.until("the line is there", "document.documentElement.dataset.app === 'failed'").await;
}

#[tokio::test]
async fn scripts_and_styles_that_are_not_what_was_built_are_not_used() {
    let site = Site::troubled("showdown-*.js", Trouble::Altered);
    fails_quietly(&Visit::to(&site).open().await).await;
    let site = Site::troubled("*.css", Trouble::Altered);
    let page = Visit::to(&site).ready().await;
    assert_eq!(
        page.value::<(usize, bool)>("[document.styleSheets.length, !document.documentElement.dataset.app]")
            .await,
        (0, true)
    );
}

/// The preview is a frame. Where frames are forbidden the picture that stands in for one stays.
#[tokio::test]
async fn without_frames_the_preview_is_the_picture_and_the_lines_are_the_same() {
    let lines = async |site: &Site| {
        let page = Visit::to(site).at("?repair=90s").ready().await;
        open(&page, "repair-time").await;
        let pixels = "document.querySelector('#embed .embed-preview img')?.naturalWidth > 0";
        page.until("there is a picture", pixels).await;
        let lines: String = page.value(CODE).await;
        (lines.replace(&site.url(""), ""), page)
    };
    let allowed = Site::at_root();
    let (expected, _) = lines(&allowed).await;
    let site = Site::under(STRICTEST);
    let (found, page) = lines(&site).await;
    let reports = site.has_reports().await;
    assert!(reports.iter().all(|report| report.contains("frame-src")), "{reports:#?}");
    assert_eq!(page.visible("#embed .embed-preview img").await, 1);
    let without_heights = |lines: &str| lines.split("min-height:").next().map(str::to_owned);
    assert_eq!(without_heights(&found), without_heights(&expected));
}

/// What `docs/hosting.md` and the page itself say is kept in a browser: these names, and no cookie.
#[tokio::test]
async fn nothing_is_kept_but_what_is_documented_and_all_of_it_goes() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    // A setting, a scenario, a speed.
    let field = page.control("textbox", "Output tokens a month").await;
    field.send_keys(Key::Control + "a").await.expect("keys");
    field.send_keys("5M").await.expect("keys");
    page.control("button", "Keep current settings").await.click().await.expect("a click");
    page.run(
        "const speed = document.querySelector('.listen-more select');
         speed.selectedIndex = 3;
         speed.dispatchEvent(new Event('change', { bubbles: true }));",
    )
    .await;
    let kept = ["showdown", "showdown-listening", "showdown-scenarios"].map(str::to_owned).to_vec();
    page.until_is("Object.keys(localStorage).sort()", kept).await;
    let elsewhere = "[document.cookie, sessionStorage.length]";
    assert_eq!(page.value::<(String, usize)>(elsewhere).await, (String::new(), 0));
    let databases: Vec<String> =
        page.answer("indexedDB.databases().then(all => arguments[0](all.map(one => one.name)))").await;
    assert_eq!(databases, [""; 0]);
    page.run(&format!("{}.click()", button(".memory", "Reset and delete saved settings"))).await;
    page.until_is("localStorage.length", 0).await;
}
