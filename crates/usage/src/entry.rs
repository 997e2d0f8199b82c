//! What every format gives: a record of tokens.

use crate::{Day, Tokens};

/// How requests were processed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// At the standard rates.
    #[default]
    Standard,
    /// In a batch.
    Batch,
    /// With priority.
    Priority,
    /// Faster than standard, for more.
    Fast,
    /// Slower than standard, for less.
    Flex,
}

impl Service {
    /// From the words of logs and exports. What is unknown counts as standard.
    pub(crate) fn named(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "batch" | "true" => Self::Batch,
            "priority" => Self::Priority,
            "fast" => Self::Fast,
            "flex" => Self::Flex,
            _ => Self::Standard,
        }
    }
}

/// The size of the prompts of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// One request.
    Of(u64),
    /// Many requests, of sizes that the file does not give.
    Unknown,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub day: Day,
    pub model: String,
    pub project: String,
    pub service: Service,
    pub prompt: Prompt,
    pub requests: u64,
    pub tokens: Tokens,
}
