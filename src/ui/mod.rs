//! The components: each with its markup, its state and its handlers in one file.
//!
//! The same component is rendered to HTML when the site is built (feature `ssr`) and mounted in the place of that HTML in
//! the browser (feature `csr`, see [`slot`]). Effects and handlers run in the browser only.

mod controls;
mod drawing;
pub mod embed_dialog;
mod field;
pub mod figure;
mod further;
pub mod listen;
mod memory;
pub mod not_loaded;
pub mod parts;
mod planner;
mod radio;
mod run;
mod scenarios;
pub mod share;
pub mod slot;
mod table;
mod text;
pub mod theme;
mod typing;
mod undo;
mod usage;
pub mod verdict;

/// The id of the line that says what is wrong with the URL as a whole.
pub const ADDRESS_PROBLEM: &str = "address-problem";
