//! OpenRouter's activity export: a row for each request, or for each day and model.
//!
//! Prompt tokens include what the cache has, and completion tokens include those of reasoning.

use super::Entries;
use crate::entry::{Entry, Prompt, Service};
use crate::table::Cells;
use crate::{Day, Reason, Tokens};

pub(super) fn row(cells: &Cells) -> Entries {
    let model = cells.text(&["model_permaslug", "model"]);
    let (request, provider) = (cells.text(&["generation_id"]), cells.text(&["provider_name"]));
    if model.is_empty() || request.is_empty() && provider.is_empty() {
        return None;
    }
    let of = |name: &[&str]| cells.count(name).ok_or(Reason::Number);
    let entry = || {
        let input = of(&["tokens_prompt", "native_tokens_prompt", "prompt_tokens"])?;
        let cached = of(&["tokens_cached", "native_tokens_cached", "cached_tokens"])?;
        let output = of(&["tokens_completion", "native_tokens_completion", "completion_tokens"])?;
        Ok(vec![Entry {
            day: Day::read(&cells.text(&["created_at", "date"])).ok_or(Reason::NoDay)?,
            model: model.clone(),
            project: cells.text(&["app_name", "api_key_name"]),
            service: Service::Standard,
            prompt: if request.is_empty() { Prompt::Unknown } else { Prompt::Of(input) },
            requests: if request.is_empty() { of(&["requests"])? } else { 1 },
            tokens: Tokens::inclusive(input, cached, output),
        }])
    };
    Some(entry())
}
