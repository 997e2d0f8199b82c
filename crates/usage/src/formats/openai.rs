//! OpenAI's exports: the usage dashboard's CSV, in both of its forms, and the JSON of the usage report.
//!
//! Input includes what the cache has.

use super::Entries;
use crate::entry::{Entry, Prompt, Service};
use crate::field::{at, count, text};
use crate::table::Cells;
use crate::{Day, Reason, Tokens};
use serde_json::Value;

/// A row of the dashboard's export.
pub(super) fn row(cells: &Cells) -> Entries {
    let day = cells.text(&["start_time_iso", "start_time", "timestamp", "date"]);
    let requests = cells.text(&["num_model_requests", "n_requests"]);
    if day.is_empty() || requests.is_empty() {
        return None;
    }
    let of = |name: &[&str]| cells.count(name).ok_or(Reason::Number);
    let entry = || {
        let input = of(&["input_tokens", "n_context_tokens_total"])?;
        let cached = of(&["input_cached_tokens", "n_cached_context_tokens_total"])?;
        let output = of(&["output_tokens", "n_generated_tokens_total"])?;
        let model = cells.text(&["model"]);
        let batch = Service::named(&cells.text(&["batch"]));
        Ok(vec![Entry {
            day: Day::read(&day).ok_or(Reason::NoDay)?,
            model: Some(model).filter(|model| !model.is_empty()).ok_or(Reason::NoModel)?,
            project: cells.text(&["project_name", "project_id"]),
            service: if batch == Service::Batch {
                batch
            } else {
                Service::named(&cells.text(&["service_tier"]))
            },
            prompt: Prompt::Unknown,
            requests: of(&["num_model_requests", "n_requests"])?,
            tokens: Tokens::inclusive(input, cached, output),
        }])
    };
    Some(entry())
}

/// A bucket of the usage report.
pub(super) fn bucket(value: &Value) -> Entries {
    let start = at(value, &["start_time"])?;
    let results = value.get("results")?.as_array()?;
    let day = || match start {
        Value::String(text) => Day::read(text),
        other => Day::from_seconds(other.as_u64()?),
    };
    // Other reports, such as that of costs, have no tokens.
    let counted = results.iter().filter(|result| result.get("output_tokens").is_some());
    let entry = |result: &Value| {
        let of = |key: &str| count(result, &[key]).unwrap_or(0);
        let batch = result.get("batch").and_then(Value::as_bool) == Some(true);
        let tier = Service::named(text(result, &["service_tier"]).unwrap_or(""));
        Ok(Entry {
            day: day().ok_or(Reason::NoDay)?,
            model: text(result, &["model"]).ok_or(Reason::NoModel)?.to_owned(),
            project: text(result, &["project_id"]).unwrap_or_default().to_owned(),
            service: if batch { Service::Batch } else { tier },
            prompt: Prompt::Unknown,
            requests: of("num_model_requests"),
            tokens: Tokens::inclusive(of("input_tokens"), of("input_cached_tokens"), of("output_tokens")),
        })
    };
    Some(counted.map(entry).collect())
}
