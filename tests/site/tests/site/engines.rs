//! The same in every engine.

use crate::support::expected::FIGURES;
use crate::support::{Engine, Site, Visit};

/// For each of these functions a module of its name, with a test for each engine.
macro_rules! in_every_engine {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            use crate::support::Engine;

            #[tokio::test]
            async fn chromium() {
                super::$test(Engine::Chromium).await;
            }

            #[tokio::test]
            async fn firefox() {
                super::$test(Engine::Firefox).await;
            }

            #[tokio::test]
            async fn webkit() {
                super::$test(Engine::WebKit).await;
            }
        }
    )+};
}

in_every_engine!(a_visit_is_made_as_asked);

/// What the other tests take for granted: each engine is told everything in a way of its own.
async fn a_visit_is_made_as_asked(engine: Engine) {
    let site = Site::at_root();
    for (scheme, width, sharpness) in [("light", 360, 2.0), ("dark", 1600, 1.0)] {
        let visit = Visit::to(&site).in_engine(engine).preferring(scheme).wide(width).sharp(sharpness);
        let page = visit.without_scripts().open().await;
        assert_eq!(page.value::<[f64; 3]>(WINDOW).await, [f64::from(width), 900.0, sharpness]);
        for preference in ["color-scheme", "reduced-motion"].into_iter().zip([scheme, "reduce"]) {
            let (feature, value) = preference;
            let query = format!("matchMedia('(prefers-{feature}: {value})').matches");
            assert!(page.value::<bool>(&query).await, "{feature}: {value}");
        }
        page.until("the page is loaded", "document.readyState === 'complete'").await;
        assert_eq!(page.visible("[data-ready]").await, 0, "no script runs");
        assert_eq!(page.visible(".needs-scripts").await, FIGURES.len(), "and the page knows it");
    }
}

const WINDOW: &str = "[innerWidth, innerHeight, devicePixelRatio]";
