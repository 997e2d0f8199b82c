//! Reads usage logs and exports as they stream in, and counts their tokens.
//!
//! The promise of this crate: **any bytes are safe**, in pieces of any size. What can be read is counted,
//! what can't is named with its place. Memory grows with the number of different messages, days, models,
//! and projects, not with the size of the files. There is no browser here, no clock, and no file.
//!
//! # Example
//!
//! ```
//! let log = r#"{"timestamp":"2026-11-02T10:00:00Z","requestId":"r1","cwd":"/home/me/shop","message":{"id":"m1","model":"claude-opus-4-6","usage":{"input_tokens":3,"cache_read_input_tokens":900,"output_tokens":41}}}"#;
//!
//! let mut reader = usage::Reader::new(&[]);
//! reader.begin("session.jsonl");
//! for piece in log.as_bytes().chunks(16) {
//!     reader.push(piece);
//! }
//! reader.end();
//!
//! let report = reader.report();
//! assert_eq!(report.files[0].format, Some(usage::Format::ClaudeCode));
//! assert_eq!(report.rows[0].day.to_string(), "2026-11-02");
//! assert_eq!(report.rows[0].project, "shop");
//! assert_eq!(report.rows[0].tokens.output, 41);
//! assert!(report.problems.is_empty());
//! ```
//!
//! # Overview
//!
//! | file | holds |
//! |---|---|
//! | `reader` | [`Reader`]: files in, a [`Report`] out; recognizes what a file is by its content |
//! | `lines`, `elements`, `table` | cut bytes into lines of JSON, elements of a JSON document, and rows of CSV |
//! | `formats` | one file a format: from a record to what is counted |
//! | `entry` | what every format gives: day, model, project, tokens |
//! | `totals` | [`Row`]: the sums, by day, model, project, service, and size of the prompt |
//! | `tokens`, `day` | [`Tokens`] by kind, and the [`Day`] in UTC |
//! | `problem` | [`Problem`]: what could not be read, how often, and where first |

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod day;
mod elements;
mod entry;
mod field;
mod formats;
mod lines;
mod problem;
mod reader;
mod table;
mod tokens;
mod totals;

pub use day::Day;
pub use entry::Service;
pub use formats::Format;
pub use problem::{Problem, Reason};
pub use reader::{File, Reader, Report};
pub use tokens::Tokens;
pub use totals::Row;

/// The longest record that is kept in memory, in bytes: a line, an element, or a row. Longer ones are
/// reported.
pub const LONGEST: usize = 32 << 20;
