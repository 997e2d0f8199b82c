//! LiteLLM's spend logs, as CSV or JSON: a record for each request.
//!
//! Prompt tokens include what a vendor's cache has; the metadata tell how much. What LiteLLM answered from
//! its own cache cost nothing, and is not counted.

use super::Entries;
use crate::entry::{Entry, Prompt, Service};
use crate::field::{at, count, text};
use crate::table::Cells;
use crate::{Day, Reason, Tokens};
use serde_json::Value;

/// The parts of a record, from JSON or from cells.
struct Record {
    day: String,
    model: String,
    team: String,
    own_cache: bool,
    prompt: Option<u64>,
    output: Option<u64>,
    metadata: Value,
}

/// A row of an export.
pub(super) fn row(cells: &Cells) -> Entries {
    let request = cells.text(&["request_id"]);
    if request.is_empty() {
        return None;
    }
    Some(
        Record {
            day: cells.text(&["starttime", "start_time"]),
            model: cells.text(&["model"]),
            team: cells.text(&["team_id"]),
            own_cache: cells.text(&["cache_hit"]).eq_ignore_ascii_case("true"),
            prompt: cells.count(&["prompt_tokens"]),
            output: cells.count(&["completion_tokens"]),
            metadata: serde_json::from_str(&cells.text(&["metadata"])).unwrap_or_default(),
        }
        .entries(),
    )
}

/// A record of the JSON.
pub(super) fn record(value: &Value) -> Entries {
    text(value, &["request_id"])?;
    at(value, &["prompt_tokens"])?;
    let of = |key: &str| text(value, &[key]).unwrap_or_default().to_owned();
    let metadata = match at(value, &["metadata"]) {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(value) => value.clone(),
        None => Value::Null,
    };
    Some(
        Record {
            day: of("startTime"),
            model: of("model"),
            team: of("team_id"),
            own_cache: of("cache_hit").eq_ignore_ascii_case("true"),
            prompt: count(value, &["prompt_tokens"]),
            output: count(value, &["completion_tokens"]),
            metadata,
        }
        .entries(),
    )
}

impl Record {
    fn entries(self) -> Result<Vec<Entry>, Reason> {
        if self.own_cache {
            return Ok(vec![]);
        }
        let (prompt, output) = (self.prompt.ok_or(Reason::Number)?, self.output.unwrap_or(0));
        let usage = |path: &[&str]| count(&self.metadata, &[&["usage_object"], path].concat());
        let read = usage(&["cache_read_input_tokens"])
            .or_else(|| usage(&["prompt_tokens_details", "cached_tokens"]))
            .unwrap_or(0);
        let written = usage(&["cache_creation_input_tokens"]).unwrap_or(0);
        let mut tokens = Tokens::inclusive(prompt, read, output);
        tokens.cache_write_5m = written.min(tokens.input);
        tokens.input -= tokens.cache_write_5m;
        if tokens.all() == 0 {
            return Ok(vec![]);
        }
        Ok(vec![Entry {
            day: Day::read(&self.day).ok_or(Reason::NoDay)?,
            model: Some(self.model).filter(|model| !model.is_empty()).ok_or(Reason::NoModel)?,
            project: self.team,
            service: Service::Standard,
            prompt: Prompt::Of(prompt),
            requests: 1,
            tokens,
        }])
    }
}
