//! The JSON of ccusage, for Claude Code and Codex: by day, week, month, session, or project.
//!
//! Input leaves out what the cache has. Earlier versions for Codex included that, and called it
//! `cachedInputTokens`.

use super::Entries;
use crate::entry::{Entry, Prompt, Service};
use crate::field::{count, folder, text};
use crate::{Day, Reason, Tokens};
use serde_json::Value;

/// Where a record has its day, or the first day of its time.
const DAYS: [&str; 5] = ["date", "month", "week", "period", "lastActivity"];
/// Sections of a report, which all hold the same tokens.
const SECTIONS: [&str; 6] = ["daily", "weekly", "monthly", "session", "sessions", "blocks"];

/// The section of the present file that is counted.
#[derive(Default)]
pub(super) struct Sections {
    counted: Option<String>,
}

impl Sections {
    pub fn begin(&mut self) {
        self.counted = None;
    }

    /// A record of the array with that key.
    pub fn record(&mut self, key: &str, value: &Value) -> Entries {
        count(value, &["totalTokens"])?;
        if SECTIONS.contains(&key) && self.counted.get_or_insert_with(|| key.to_owned()) != key {
            // The same tokens again, in other groups.
            return Some(Ok(vec![]));
        }
        Some(entries(value))
    }
}

fn entries(value: &Value) -> Result<Vec<Entry>, Reason> {
    let day = DAYS.iter().find_map(|key| text(value, &[key])).ok_or(Reason::NoDay)?;
    let day = Day::read(day).ok_or(Reason::NoDay)?;
    let project = text(value, &["project"]).or_else(|| text(value, &["projectPath"])).map(folder);
    let entry = |model: &str, counts: &Value| Entry {
        day,
        model: model.to_owned(),
        project: project.unwrap_or_default().to_owned(),
        service: Service::Standard,
        prompt: Prompt::Unknown,
        requests: 0,
        tokens: tokens(counts),
    };
    if let Some(models) = value.get("modelBreakdowns").and_then(Value::as_array) {
        let named = |counts: &Value| Ok(entry(text(counts, &["modelName"]).ok_or(Reason::NoModel)?, counts));
        return models.iter().map(named).collect();
    }
    let models = value.get("models").and_then(Value::as_object).ok_or(Reason::NoModel)?;
    Ok(models.iter().map(|(model, counts)| entry(model, counts)).collect())
}

fn tokens(counts: &Value) -> Tokens {
    let of = |key: &str| count(counts, &[key]);
    let (input, output) = (of("inputTokens").unwrap_or(0), of("outputTokens").unwrap_or(0));
    if let Some(cached) = of("cachedInputTokens") {
        return Tokens::inclusive(input, cached, output);
    }
    Tokens {
        input,
        cache_read: of("cacheReadTokens").unwrap_or(0),
        cache_write_5m: of("cacheCreationTokens").unwrap_or(0),
        cache_write_1h: 0,
        output,
    }
}
