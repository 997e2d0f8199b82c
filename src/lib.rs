//! Showdown: an article that one can put one's own numbers into.
//!
//! The map of the house, from the ground up; nothing imports upward:
//!
//! - [`domain`]: money, tokens, prices, and the figures' formulas. Pure.
//! - [`data`]: `public/data/showdown.json`, parsed once into domain types.
//! - [`charts`]: what to draw, and how, on any backend.
//! - [`plan`]: classes of work and who does them, as files, as an address, and as the configuration of a gateway.
//! - `crates/usage`: logs and exports of usage, read and counted. Pure, and a crate of its own.
//! - [`figures`]: one file a figure: what can be set, and what follows. Pure as well.
//! - [`narration`]: what is read aloud, sentence by sentence. Pure.
//! - `page`: what is built: the article, the components as HTML, the shell around them (feature `ssr`).
//! - `browser`: the only room that touches the browser, one capability a file (feature `ui`).
//! - `state`: what a reader has set, as signals (feature `ui`).
//! - `ui`: the components, each with its markup, its state and its handlers (feature `ui`).
//! - `app`: starts in the browser (feature `csr`).

// Views are types, and a whole page is a deep one.
#![recursion_limit = "256"]

pub mod charts;
pub mod data;
pub mod domain;
pub mod figures;
pub mod narration;
pub mod plan;

#[cfg(feature = "csr")]
pub mod app;
#[cfg(feature = "ui")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ui")]
pub mod state;
#[cfg(feature = "ui")]
pub mod ui;
