//! What the tests stand on: a host for the site, a browser, what a reader does with a page, and the numbers to expect.

mod browser;
mod display;
mod driver;
mod engine;
pub mod expected;
mod page;
pub mod post;
mod site;
mod surroundings;

use std::time::Duration;

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

pub use engine::Engine;
pub use page::{Page, Visit, button, field, quoted};
pub use site::{Request, Site, Trouble, built};

/// How long something may take that should happen. Nothing waits so long unless it fails.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often one looks whether it has happened.
const POLL: Duration = Duration::from_millis(20);
