//! The built site in a browser, as its readers use it: with scripts and without, on a phone and on a wall, by mouse, finger
//! and keyboard, from a good host and from a bad one.
//!
//! `cargo xtask test --filter site` builds the site and runs this. By hand, with a built site in `dist`:
//! `cargo test -p site-tests`, with the name of a test to run only that.
//!
//! Controls are found by role and name, as a person would; numbers to expect come from `public/data/showdown.json`.

#[macro_use]
mod support;

mod accessible;
mod alive;
mod announced;
mod calculator;
mod change;
mod circumstances;
mod dialog;
mod document;
mod drawing;
mod elsewhere;
mod engines;
mod figures;
mod files;
mod frames;
mod hostile;
mod hosting;
mod keyboard;
mod large;
mod layout;
mod listen;
mod many;
mod offline;
mod outline;
mod plain;
mod plan;
mod policy;
mod preferences;
mod print;
mod scenarios;
mod targets;
mod theme;
mod trouble;
mod usage;
mod volume;
