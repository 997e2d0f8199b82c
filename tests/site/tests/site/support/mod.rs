//! What the tests stand on: a host for the site, a browser, what a reader does with a page, and the numbers to expect.

mod browser;
pub mod expected;
mod page;
mod site;

pub use page::{Page, Visit};
pub use site::{Request, Site, Trouble};
