//! What each tool writes: one file a format, from a record to what is counted.

mod anthropic;
mod ccusage;
mod claude_code;
mod codex;
mod litellm;
mod openai;
mod openrouter;

use crate::Reason;
use crate::entry::Entry;
use crate::table::Cells;
use crate::totals::Totals;
use serde_json::Value;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The session logs of Claude Code.
    ClaudeCode,
    /// The session logs of Codex.
    Codex,
    /// Anthropic's console export or usage report.
    Anthropic,
    /// OpenAI's usage export or usage report.
    OpenAi,
    /// OpenRouter's activity export.
    OpenRouter,
    /// LiteLLM's spend logs.
    LiteLlm,
    /// The JSON of ccusage.
    Ccusage,
}

impl Format {
    /// Its name, for readers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClaudeCode => "Claude Code log",
            Self::Codex => "Codex log",
            Self::Anthropic => "Anthropic usage",
            Self::OpenAi => "OpenAI usage",
            Self::OpenRouter => "OpenRouter activity",
            Self::LiteLlm => "LiteLLM spend log",
            Self::Ccusage => "ccusage report",
        }
    }
}

/// What came of a record.
pub(crate) enum Counted {
    /// It is none of ours, or has nothing to count.
    Nothing,
    /// So many records of the format were counted.
    Known(Format, u64),
    /// It is of the format, but can't be counted.
    Not(Format, Reason),
}

/// What a record or a row gives: nothing that is known, or its entries.
pub(crate) type Entries = Option<Result<Vec<Entry>, Reason>>;

/// All formats, with what they remember.
pub(crate) struct Formats {
    pub totals: Totals,
    claude_code: claude_code::Log,
    codex: codex::Log,
    ccusage: ccusage::Sections,
}

impl Formats {
    pub fn new(thresholds: &[u64]) -> Self {
        Self {
            totals: Totals::new(thresholds),
            claude_code: claude_code::Log::default(),
            codex: codex::Log::default(),
            ccusage: ccusage::Sections::default(),
        }
    }

    /// Another file begins.
    pub fn begin(&mut self) {
        self.claude_code.begin();
        self.codex.begin();
        self.ccusage.begin();
    }

    /// Counts a JSON record; `key` is that of its array.
    pub fn record(&mut self, key: &str, value: &Value) -> Counted {
        if let Some(counted) = self.codex.record(value, &mut self.totals) {
            return of(Format::Codex, counted);
        }
        if let Some(counted) = self.claude_code.record(value, &mut self.totals) {
            return of(Format::ClaudeCode, counted);
        }
        let of_format = |format: Format| move |entries| (format, entries);
        let found = (anthropic::bucket(value).map(of_format(Format::Anthropic)))
            .or_else(|| openai::bucket(value).map(of_format(Format::OpenAi)))
            .or_else(|| litellm::record(value).map(of_format(Format::LiteLlm)))
            .or_else(|| self.ccusage.record(key, value).map(of_format(Format::Ccusage)));
        self.found(found)
    }

    /// Counts a row of a table.
    pub fn row(&mut self, cells: &Cells) -> Counted {
        let of_format = |format: Format| move |entries| (format, entries);
        let found = (anthropic::row(cells).map(of_format(Format::Anthropic)))
            .or_else(|| openai::row(cells).map(of_format(Format::OpenAi)))
            .or_else(|| openrouter::row(cells).map(of_format(Format::OpenRouter)))
            .or_else(|| litellm::row(cells).map(of_format(Format::LiteLlm)));
        self.found(found)
    }

    fn found(&mut self, found: Option<(Format, Result<Vec<Entry>, Reason>)>) -> Counted {
        match found {
            Some((format, entries)) => of(format, entries.map(|entries| self.add(&entries))),
            None => Counted::Nothing,
        }
    }

    fn add(&mut self, entries: &[Entry]) -> u64 {
        for entry in entries {
            self.totals.add(entry);
        }
        entries.len() as u64
    }
}

fn of(format: Format, counted: Result<u64, Reason>) -> Counted {
    match counted {
        Ok(records) => Counted::Known(format, records),
        Err(reason) => Counted::Not(format, reason),
    }
}
