//! Showdown: an article that one can put one's own numbers into.
//!
//! The map of the house, from the ground up; nothing imports upward:
//!
//! - [`domain`]: money, tokens, prices, and the figures' formulas. Pure.
//! - [`data`]: `public/data/showdown.json`, parsed once into domain types.
//! - [`charts`]: what to draw, and how, on any backend.
//! - [`plan`]: classes of work and who does them, as files, as an address, and as the configuration of a gateway.
//! - [`figures`]: one file a figure: what can be set, and what follows. Pure as well.
//! - [`narration`]: what is read aloud, sentence by sentence. Pure.
//! - `page`: what is built: the article, the markup of every figure, the shell around them (feature `ssr`).
//! - `browser`: the only room that touches the browser, one capability a file (feature `hydrate`).
//! - `live`: what happens in the browser: the built page comes to life (feature `hydrate`).

// Views are types, and a whole page is a deep one.
#![recursion_limit = "256"]

pub mod charts;
pub mod data;
pub mod domain;
pub mod figures;
pub mod narration;
pub mod plan;

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "hydrate")]
pub mod live;
#[cfg(feature = "ssr")]
pub mod page;

/// Who gives out memory in the browser. It weighs a fraction of what std's own does there, and takes a quarter longer: a
/// hundred thousandth of a second in a thousand times.
#[cfg(all(feature = "hydrate", target_arch = "wasm32"))]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
