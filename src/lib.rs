//! Showdown: an interactive article in which readers enter their own numbers.
//!
//! The modules, bottom up. No module imports one further down this list (`tests/house.rs`):
//!
//! - [`domain`]: money, tokens, prices, and the figures' formulas. Pure.
//! - [`data`]: `public/data/showdown.json` as domain types.
//! - [`charts`]: what to draw, and how, on any backend.
//! - [`plan`]: routing plans as files, as part of a URL, and as the configuration of a gateway.
//! - `crates/usage`: logs and exports of usage, read and counted. Pure, and a crate of its own.
//! - [`figures`]: one file per figure: its settings and its results. Pure.
//! - [`narration`]: the sentences to read aloud. Pure.
//! - `browser`: the only module that calls browser interfaces, one capability per file (feature `ui`).
//! - `state`: the reader's settings, as signals (feature `ui`).
//! - `ui`: the components, each with its markup, state, and handlers (feature `ui`).
//! - `page`: the built page: article, components as HTML, and the document around them (feature `ssr`).
//! - `app`: the start in the browser (feature `csr`).

// Views are types, and the type of a whole page is deep.
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
