//! Showdown: an article that one can put one's own numbers into.
//!
//! The map of the house, from the ground up; nothing imports upward:
//!
//! - [`domain`]: money, tokens, prices. Pure.
//! - [`data`]: `public/data/showdown.json`, parsed once into domain types.
//! - [`charts`]: what to draw, and how, on any backend.
//! - `browser`: the only room that touches the browser.
//! - `figures`: one file a figure.
//! - `page`: the shell around article and figures.
//!
//! The last three need the feature `ssr` (rendering when the page is built) or `hydrate` (in the browser).

// Views are types, and a whole page is a deep one.
#![recursion_limit = "256"]

pub mod charts;
pub mod data;
pub mod domain;

#[cfg(feature = "_ui")]
pub mod browser;
#[cfg(feature = "_ui")]
pub mod figures;
#[cfg(feature = "_ui")]
pub mod page;
