//! What is built: the page around article and figures, once, natively. In the browser only `live` runs.

mod article;
pub mod build;
mod embed;
mod figure;
mod ledger;
mod planner;
mod shell;

pub use figure::figure;
