//! The same in every engine: the page comes alive, a slider moves what it should, addresses hold, a figure stands alone.
//!
//! Whatever is finer is looked at in Chromium alone, by the other tests.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::figures::{ADDRESS, STATE, choose, first_step, menu_says, open_menu, says};
use crate::support::expected::{FIGURES, drawings, setting, shown};
use crate::support::{Engine, Site, Visit, quoted};

in_every_engine!(
    every_figure_comes_alive,
    a_slider_moves_all_that_its_figure_says_and_the_address,
    an_address_with_settings_holds,
    a_figure_comes_alive_alone,
    where_nothing_is_kept_everything_else_works_and_that_is_said,
    without_a_clipboard_there_is_something_to_copy_by_hand,
    a_visit_is_made_as_asked,
);

async fn every_figure_comes_alive(engine: Engine) {
    let site = Site::at_root();
    let page = Visit::to(&site).in_engine(engine).ready().await;
    let ready: Vec<String> = page.each("[data-figure][data-ready]", "figure => figure.id").await;
    assert_eq!(ready, FIGURES);
    assert_eq!(page.visible(".app-note").await, 0, "nothing has failed");
    page.unfold(".drawing").await;
    for id in FIGURES {
        page.until_visible(&format!("#{id} canvas"), drawings(id)).await;
        assert_eq!(page.visible(&format!("#{id} svg")).await, 0, "the canvas covers the SVG of {id}");
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn a_slider_moves_all_that_its_figure_says_and_the_address(engine: Engine) {
    let (id, site) = ("repair-time", Site::at_root());
    let page = Visit::to(&site).in_engine(engine).at("?utm_source=mail").ready().await;
    says(&page, id, &shown(id, &[])).await;
    let (setting, written) = first_step(id).expect("a slider");
    let slider = page.control_in(id, "slider", &format!("{}, slider", setting.label)).await;
    let drawing = format!("document.querySelector('#{id} canvas').toDataURL()");
    let before: String = page.value(&drawing).await;

    slider.focus().await.expect("a control that takes keys");
    page.press(Key::Right).await;
    let after = shown(id, &[(&setting.key, &written)]);
    says(&page, id, &after).await;
    page.until("the drawing is another", &format!("{drawing} !== {}", quoted(&before))).await;
    page.until_is(ADDRESS, json!([["utm_source", "mail"], [setting.key, written]])).await;

    page.reload().await;
    page.ready().await;
    says(&page, id, &after).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn an_address_with_settings_holds(engine: Engine) {
    let site = Site::at_root();
    let page = Visit::to(&site).in_engine(engine).at("?repair=90s&wage=80&in=2M#repair-time").ready().await;
    let month = [STATE[0], STATE[1], ("in", "2M")];
    for (id, state) in [("repair-time", &month[..2]), ("calculator", &month), ("secops", &[])] {
        says(&page, id, &shown(id, state)).await;
    }
    for (id, key, text) in [("repair-time", "repair", "90s"), ("calculator", "in", "2M")] {
        let setting = setting(id, key);
        let field = page.control_in(id, "textbox", &setting.label).await;
        let stands = setting.kind.shown(setting.kind.read(text).expect("a value"));
        assert_eq!(field.value().await.expect("an answer"), Some(stands), "the field of {key}");
    }
    page.until_is(ADDRESS, json!([["repair", "90s"], ["wage", "80"], ["in", "2M"]])).await;
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn a_figure_comes_alive_alone(engine: Engine) {
    let (id, site) = ("test-a", Site::at_root());
    let page = Visit::to(&site).in_engine(engine).at(&format!("embed/{id}.html")).ready().await;
    let ready: Vec<String> = page.each("[data-figure][data-ready]", "figure => figure.id").await;
    assert_eq!(ready, [id]);
    says(&page, id, &shown(id, &[])).await;
    assert_eq!(page.visible(".app-note, .needs-scripts").await, 0, "it answers");
    let seen = (page.visible("canvas").await, page.visible("svg").await);
    assert_eq!(seen, (drawings(id), 0), "the canvas covers the SVG");
    let failed: Vec<_> = site.requests().into_iter().filter(|request| request.status != 200).collect();
    assert_eq!(failed, []);
    assert_eq!(page.complaints().await, [""; 0]);
}

async fn where_nothing_is_kept_everything_else_works_and_that_is_said(engine: Engine) {
    let (id, site) = ("repair-time", Site::at_root());
    let page = Visit::to(&site).in_engine(engine).without_memory().ready().await;
    let said = page.text(".memory [role=status]").await;
    assert!(said.contains("keeps nothing here"), "{said}");
    let (setting, written) = first_step(id).expect("a slider");
    let slider = page.control_in(id, "slider", &format!("{}, slider", setting.label)).await;
    slider.focus().await.expect("a control that takes keys");
    page.press(Key::Right).await;
    says(&page, id, &shown(id, &[(&setting.key, &written)])).await;
    page.until_is(ADDRESS, json!([[setting.key, written]])).await;
    // Firefox itself notes what its reader has forbidden.
    if engine != Engine::Firefox {
        assert_eq!(page.complaints().await, [""; 0]);
    }
}

async fn without_a_clipboard_there_is_something_to_copy_by_hand(engine: Engine) {
    let (id, site) = ("repair-time", Site::at_root());
    let page = Visit::to(&site).in_engine(engine).at("?repair=90s").ready().await;
    // From outside the page's world, where the driver has one of its own.
    page.run(
        "const page = window.wrappedJSObject ?? window;
         page.Reflect.deleteProperty(page.Navigator.prototype, 'clipboard');",
    )
    .await;
    open_menu(&page, id).await;
    choose(&page, id, "Copy link to this state").await;
    menu_says(&page, id, "The browser blocked copying. Select and copy this text:").await;
    let link = site.url("?repair=90s#repair-time");
    let selected = format!(
        "(e => e.value.slice(e.selectionStart, e.selectionEnd))(document.querySelector('#{id} textarea'))"
    );
    page.until_is(&selected, link).await;
}

/// What the other tests take for granted: each engine is told everything in a way of its own.
async fn a_visit_is_made_as_asked(engine: Engine) {
    let site = Site::at_root();
    for (scheme, width, sharpness) in [("light", 360, 2.0), ("dark", 1600, 1.0)] {
        let visit = Visit::to(&site).in_engine(engine).preferring(scheme).wide(width).sharp(sharpness);
        // WebKit’s driver now and then gives no answer where there are no scripts.
        let scripts = engine == Engine::WebKit;
        let page = if scripts { visit.open().await } else { visit.without_scripts().open().await };
        assert_eq!(page.value::<[f64; 3]>(WINDOW).await, [f64::from(width), 900.0, sharpness]);
        for preference in ["color-scheme", "reduced-motion"].into_iter().zip([scheme, "reduce"]) {
            let (feature, value) = preference;
            let query = format!("matchMedia('(prefers-{feature}: {value})').matches");
            assert!(page.value::<bool>(&query).await, "{feature}: {value}");
        }
        page.until("the page is loaded", "document.readyState === 'complete'").await;
        if scripts {
            continue;
        }
        assert_eq!(page.visible("[data-ready]").await, 0, "no script runs");
        assert_eq!(page.visible(".needs-scripts").await, FIGURES.len(), "and the page knows it");
    }
}

const WINDOW: &str = "[innerWidth, innerHeight, devicePixelRatio]";
