//! What the tests stand on: a host for the site, a browser, what a reader does with a page, and the numbers to expect.

mod browser;
mod display;
mod driver;
mod engine;
pub mod expected;
mod page;
mod site;
mod surroundings;

use std::time::Duration;

pub use engine::Engine;
pub use page::{Page, Visit, quoted};
pub use site::{Request, Site, Trouble};

/// How long something may take that should happen. Nothing waits so long unless it fails.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often one looks whether it has happened.
const POLL: Duration = Duration::from_millis(20);
