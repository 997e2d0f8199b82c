//! What a reader has set, as signals: once for the page, and as each figure follows it.
//!
//! A setting travels one way: control → [`Store`] → [`FigureState`] → components; and from the store to the URL.

pub mod embed;
mod figure;
mod memory;
mod store;

pub use figure::{FigureState, Line};
pub use memory::{LISTENING, SCENARIOS, SETTINGS};
pub use store::{Place, Store};

/// Whether components are interactive: in the browser, and not where the site is built.
pub const IN_BROWSER: bool = cfg!(target_arch = "wasm32");
