//! The components: each with its markup, its state and its handlers in one file.
//!
//! The same component is rendered to HTML when the site is built (feature `ssr`) and mounted in the place of that HTML in
//! the browser (feature `csr`, see [`slot`]). Effects and handlers run in the browser only.

pub mod slot;
