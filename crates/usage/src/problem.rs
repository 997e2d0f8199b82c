//! What could not be read, and where.

use std::fmt;

/// Why a record or a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The file has no format of [`Format`](crate::Format).
    Unknown,
    /// The file is empty.
    Empty,
    /// The file is compressed, or not text.
    Binary,
    /// The file is UTF-16.
    Utf16,
    /// The record ends too early.
    Cut,
    /// The record is invalid JSON.
    Json,
    /// The record is longer than [`LONGEST`](crate::LONGEST).
    TooLong,
    /// The record has tokens, but no day.
    NoDay,
    /// The record has tokens, but no model.
    NoModel,
    /// A number of tokens is not a number.
    Number,
    /// The row has fewer cells than the head.
    Cells,
}

/// What is wrong, for readers.
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "the format is unknown",
            Self::Empty => "the file is empty",
            Self::Binary => "the file is compressed or not text",
            Self::Utf16 => "the file is UTF-16, and must be UTF-8",
            Self::Cut => "the record is cut off",
            Self::Json => "the record is invalid JSON",
            Self::TooLong => "the record is longer than 32 MB",
            Self::NoDay => "the record has no day",
            Self::NoModel => "the record has no model",
            Self::Number => "a number of tokens is not a number",
            Self::Cells => "the row has too few cells",
        })
    }
}

/// What could not be read for one reason in one file.
///
/// ```
/// let mut reader = usage::Reader::new(&[]);
/// reader.begin("notes.txt");
/// reader.push(b"Dear diary");
/// reader.end();
/// let problem = &reader.report().problems[0];
/// assert_eq!((problem.line, problem.reason), (1, usage::Reason::Unknown));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The name of the file.
    pub file: String,
    /// Why.
    pub reason: Reason,
    /// How many records.
    pub count: u64,
    /// The line of the first one, from 1 on.
    pub line: u64,
}
