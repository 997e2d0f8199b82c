//! Anthropic's exports: the console's CSV, with 14 columns or the earlier 11, and the JSON of the usage
//! report.
//!
//! Input leaves out what the cache has. The earlier CSV has one column for all cache writes, without their
//! lifetime.

use super::Entries;
use crate::entry::{Entry, Prompt, Service};
use crate::field::{count, text};
use crate::table::Cells;
use crate::{Day, Reason, Tokens};
use serde_json::Value;

/// A prompt of the long context window is over 200,000 tokens.
const LONG: u64 = 200_001;

/// The size that stands for a window: `≤ 200k`, `0-200k`, `200k-1M`, `> 200k`.
fn prompt(window: &str) -> Prompt {
    match window.replace(' ', "").to_ascii_lowercase().as_str() {
        "" => Prompt::Unknown,
        window if window.starts_with('>') || window.starts_with("200k-") => Prompt::Of(LONG),
        window if window.ends_with("200k") => Prompt::Of(0),
        _ => Prompt::Unknown,
    }
}

fn service(tier: &str, speed: &str) -> Service {
    match Service::named(speed) {
        Service::Standard => Service::named(tier),
        fast => fast,
    }
}

/// A row of the console's export.
pub(super) fn row(cells: &Cells) -> Entries {
    let (day, model) = (cells.text(&["usage_date_utc"]), cells.text(&["model_version"]));
    if day.is_empty() && model.is_empty() {
        return None;
    }
    let of = |name: &[&str]| cells.count(name).ok_or(Reason::Number);
    let entry = || {
        Ok(vec![Entry {
            day: Day::read(&day).ok_or(Reason::NoDay)?,
            model: Some(model.clone()).filter(|model| !model.is_empty()).ok_or(Reason::NoModel)?,
            project: cells.text(&["workspace"]),
            service: service(&cells.text(&["usage_type"]), &cells.text(&["speed"])),
            prompt: prompt(&cells.text(&["context_window"])),
            requests: 0,
            tokens: Tokens {
                input: of(&["usage_input_tokens_no_cache"])?,
                cache_read: of(&["usage_input_tokens_cache_read"])?,
                cache_write_5m: of(&["usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write"])?,
                cache_write_1h: of(&["usage_input_tokens_cache_write_1h"])?,
                output: of(&["usage_output_tokens"])?,
            },
        }])
    };
    Some(entry())
}

/// A bucket of the usage report.
pub(super) fn bucket(value: &Value) -> Entries {
    let day = text(value, &["starting_at"])?;
    let results = value.get("results")?.as_array()?;
    let entry = |result: &Value| {
        let of = |path: &[&str]| count(result, path).unwrap_or(0);
        Ok(Entry {
            day: Day::read(day).ok_or(Reason::NoDay)?,
            model: text(result, &["model"]).ok_or(Reason::NoModel)?.to_owned(),
            project: text(result, &["workspace_id"]).unwrap_or_default().to_owned(),
            service: service(
                text(result, &["service_tier"]).unwrap_or(""),
                text(result, &["speed"]).unwrap_or(""),
            ),
            prompt: prompt(text(result, &["context_window"]).unwrap_or_default()),
            requests: 0,
            tokens: Tokens {
                input: of(&["uncached_input_tokens"]),
                cache_read: of(&["cache_read_input_tokens"]),
                cache_write_5m: of(&["cache_creation", "ephemeral_5m_input_tokens"]),
                cache_write_1h: of(&["cache_creation", "ephemeral_1h_input_tokens"]),
                output: of(&["output_tokens"]),
            },
        })
    };
    Some(results.iter().map(entry).collect())
}
