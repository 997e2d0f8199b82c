//! Claude Code's session logs: `~/.claude/projects/FOLDER/SESSION.jsonl`.
//!
//! A message is written several times while it streams, and again where a session is resumed or a side
//! chain replays its parent. It counts once, by message id and request id, with its largest output. A side
//! chain's copy has a request id of its own: there the message id decides, and the parent's record is the
//! one that counts.

use crate::entry::{Entry, Prompt, Service};
use crate::field::{count, folder, text};
use crate::totals::{Added, Totals};
use crate::{Day, Reason, Tokens};
use serde_json::Value;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What the program itself writes, without a request.
const SYNTHETIC: &str = "<synthetic>";

/// A message that was counted.
struct Message {
    added: Added,
    side_chain: bool,
}

#[derive(Default)]
pub(super) struct Log {
    messages: Vec<Message>,
    /// By message id and request id.
    exact: HashMap<u64, usize>,
    /// By message id: the first record, and the last one of a side chain.
    by_id: HashMap<u64, (usize, Option<usize>)>,
    /// The folder in which the present session began.
    project: Option<String>,
}

fn hash(of: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

impl Log {
    pub fn begin(&mut self) {
        self.project = None;
    }

    /// Counts a record, or replaces one that it completes. Nothing for what is no record of Claude Code.
    pub fn record(&mut self, value: &Value, totals: &mut Totals) -> Option<Result<u64, Reason>> {
        if self.project.is_none() {
            self.project = text(value, &["cwd"]).map(|path| folder(path).to_owned());
        }
        let usage = value.get("message")?.get("usage")?.as_object().map(|_| &value["message"]["usage"])?;
        let tokens = tokens(usage);
        let model = text(value, &["message", "model"]);
        if tokens.all() == 0 || model == Some(SYNTHETIC) {
            return Some(Ok(0));
        }
        let Some(day) = text(value, &["timestamp"]).and_then(Day::read) else {
            return Some(Err(Reason::NoDay));
        };
        let Some(model) = model else { return Some(Err(Reason::NoModel)) };
        let fast = text(usage, &["speed"]) == Some("fast");
        let entry = Entry {
            day,
            model: model.to_owned(),
            project: self.project.clone().unwrap_or_default(),
            service: if fast {
                Service::Fast
            } else {
                Service::named(text(usage, &["service_tier"]).unwrap_or(""))
            },
            prompt: Prompt::Of(tokens.prompt()),
            requests: 1,
            tokens,
        };
        let side_chain = value.get("isSidechain").and_then(Value::as_bool) == Some(true);
        let Some(id) = text(value, &["message", "id"]) else {
            totals.add(&entry);
            return Some(Ok(1));
        };
        let keys = (hash(id), hash((id, text(value, &["requestId"]))));
        Some(Ok(self.once(keys, side_chain, &entry, totals)))
    }

    /// Counts a message, unless it is counted already with as much output.
    fn once(&mut self, (id, exact): (u64, u64), side_chain: bool, entry: &Entry, totals: &mut Totals) -> u64 {
        let found = self.exact.get(&exact).copied().or_else(|| {
            let (first, side) = *self.by_id.get(&id)?;
            if side_chain { Some(first) } else { side.filter(|at| self.messages[*at].side_chain) }
        });
        let Some(at) = found else {
            let at = self.messages.len();
            self.messages.push(Message { added: totals.add(entry), side_chain });
            self.exact.insert(exact, at);
            let known = self.by_id.entry(id).or_insert((at, None));
            if side_chain {
                known.1 = Some(at);
            }
            return 1;
        };
        self.exact.insert(exact, at);
        let known = &mut self.messages[at];
        let (old, new) = (known.added.tokens, entry.tokens);
        let better = match (side_chain, known.side_chain) {
            (false, true) => true,
            (true, false) => false,
            _ => (new.output, new.all()) > (old.output, old.all()),
        };
        if better {
            totals.take_back(&known.added);
            *known = Message { added: totals.add(entry), side_chain };
        }
        0
    }
}

/// The tokens of a message: `input_tokens` leaves out what the cache has.
pub(super) fn tokens(usage: &Value) -> Tokens {
    let of = |path: &[&str]| count(usage, path).unwrap_or(0);
    let cache_write_1h = of(&["cache_creation", "ephemeral_1h_input_tokens"]);
    let five_minutes = of(&["cache_creation", "ephemeral_5m_input_tokens"]);
    let written = of(&["cache_creation_input_tokens"]).max(five_minutes.saturating_add(cache_write_1h));
    Tokens {
        input: of(&["input_tokens"]),
        cache_read: of(&["cache_read_input_tokens"]),
        cache_write_5m: written - cache_write_1h,
        cache_write_1h,
        output: of(&["output_tokens"]),
    }
}
