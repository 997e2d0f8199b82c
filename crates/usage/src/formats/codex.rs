//! Codex's session logs: `~/.codex/sessions/YEAR/MONTH/DAY/rollout-TIME-ID.jsonl`.
//!
//! A `token_count` event gives the session's total so far and the last request. The total decides: an
//! unchanged one is emitted again, and what it grew by is what was used, also where lines in between are
//! lost. A forked session repeats its parent's events with the parent's totals: an event counts once for a
//! session and its parents, in whatever order their files are read.

use crate::entry::{Entry, Prompt, Service};
use crate::field::{at, count, folder, text};
use crate::totals::Totals;
use crate::{Day, Reason, Tokens};
use serde_json::Value;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The model of early logs, which name none.
const UNKNOWN: &str = "unknown model";

/// Counts as Codex writes them: input includes what was cached.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Raw {
    input: u64,
    cached: u64,
    output: u64,
}

#[derive(Default)]
pub(super) struct Log {
    /// Session and total of every event that was counted.
    seen: HashSet<u64>,
    /// The present session, and those that it repeats.
    sessions: Vec<String>,
    project: String,
    model: Option<String>,
    service: Service,
    total: Option<Raw>,
}

impl Raw {
    fn of(info: &Value, key: &str) -> Option<Self> {
        let usage = at(info, &[key])?;
        let of = |keys: [&str; 2]| keys.iter().find_map(|key| count(usage, &[key])).unwrap_or(0);
        let cached = of(["cached_input_tokens", "cache_read_input_tokens"]);
        Some(Self {
            input: of(["input_tokens", "prompt_tokens"]),
            cached,
            output: of(["output_tokens", "completion_tokens"]),
        })
    }

    /// What it grew by; nothing if it did not only grow.
    fn since(self, before: Self) -> Option<Self> {
        Some(Self {
            input: self.input.checked_sub(before.input)?,
            cached: self.cached.checked_sub(before.cached)?,
            output: self.output.checked_sub(before.output)?,
        })
    }
}

impl Log {
    pub fn begin(&mut self) {
        self.sessions.clear();
        self.project.clear();
        (self.model, self.service, self.total) = (None, Service::Standard, None);
    }

    /// Counts a record. Nothing for what is no record of Codex.
    pub fn record(&mut self, value: &Value, totals: &mut Totals) -> Option<Result<u64, Reason>> {
        let payload = value.get("payload")?;
        match text(value, &["type"])? {
            "session_meta" => {
                self.session(payload);
                Some(Ok(0))
            }
            "turn_context" => {
                self.model = text(payload, &["model"]).map(str::to_owned).or(self.model.take());
                Some(Ok(0))
            }
            "event_msg" => match text(payload, &["type"])? {
                "token_count" => Some(self.event(value, payload, totals)),
                "thread_settings_applied" => {
                    if let Some(tier) = text(payload, &["thread_settings", "service_tier"]) {
                        self.service = Service::named(tier);
                    }
                    Some(Ok(0))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The session of the file, or one that it repeats: a fork's file holds the head of its parent, too.
    fn session(&mut self, payload: &Value) {
        let parent = [&["forked_from_id"][..], &["source", "subagent", "thread_spawn", "parent_thread_id"]];
        let named = [&["id"][..]].into_iter().chain(parent).filter_map(|path| text(payload, path));
        for id in named {
            if !self.sessions.iter().any(|known| known == id) {
                self.sessions.push(id.to_owned());
            }
        }
        if self.project.is_empty() {
            self.project = text(payload, &["cwd"]).map(folder).unwrap_or_default().to_owned();
        }
    }

    fn event(&mut self, value: &Value, payload: &Value, totals: &mut Totals) -> Result<u64, Reason> {
        let Some(info) = at(payload, &["info"]) else { return Ok(0) };
        let (total, last) = (Raw::of(info, "total_token_usage"), Raw::of(info, "last_token_usage"));
        let before = self.total;
        self.total = total.or(before);
        let used = match (total, before) {
            (Some(total), Some(before)) if total == before => return Ok(0),
            (Some(total), Some(before)) => total.since(before).or(last).unwrap_or(total),
            (total, _) => last.or(total).unwrap_or_default(),
        };
        if let Some(total) = total
            && !self.is_new(total)
        {
            return Ok(0);
        }
        if used == Raw::default() {
            return Ok(0);
        }
        let day = at(value, &["timestamp"]).and_then(|time| match time {
            Value::String(text) => Day::read(text),
            other => Day::from_seconds(other.as_u64()?),
        });
        totals.add(&Entry {
            day: day.ok_or(Reason::NoDay)?,
            model: self.model.clone().unwrap_or_else(|| UNKNOWN.to_owned()),
            project: self.project.clone(),
            service: self.service,
            prompt: Prompt::Of(last.unwrap_or(used).input),
            requests: 1,
            tokens: Tokens::inclusive(used.input, used.cached, used.output),
        });
        Ok(1)
    }

    /// Remembers an event for its session and as a claim on the parents; whether no one had it. Two
    /// children of one parent may have the same total by chance: a claim decides nothing between them.
    fn is_new(&mut self, total: Raw) -> bool {
        let key = |own: bool, session: &String| {
            let mut hasher = DefaultHasher::new();
            (own, session, total).hash(&mut hasher);
            hasher.finish()
        };
        let Some((session, parents)) = self.sessions.split_first() else { return true };
        let seen = |key: u64| self.seen.contains(&key);
        let known = seen(key(true, session))
            || seen(key(false, session))
            || parents.iter().any(|parent| seen(key(true, parent)));
        self.seen.insert(key(true, session));
        self.seen.extend(parents.iter().map(|parent| key(false, parent)));
        !known
    }
}
