//! What is built: the page around article and figures, once, natively. In the browser `app` runs.

mod article;
mod assets;
pub mod build;
mod card;
mod embed;
mod figure;
mod found;
mod heights;
mod ledger;
mod lost;
mod notices;
mod offline;
mod picture;
mod policy;
pub mod recording;
mod reload;
pub mod script;
mod sentences;
mod shell;
pub mod tokens;

pub use figure::figure;
