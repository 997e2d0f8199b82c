//! A corpus of logs with what goes wrong in real ones: the same bytes on every run. One case is one home
//! folder.

use serde_json::{Value, json};

/// A file of a home folder: its path there, and its bytes.
pub type File = (String, Vec<u8>);

/// A case: its name, and its files.
pub type Case = (&'static str, Vec<File>);

/// Where the logs of one project lie.
const CLAUDE: &str = ".claude/projects/-w-shop/";
const CODEX: &str = ".codex/sessions/2026/11/02/rollout-2026-11-02T10-00-00-";

/// All cases, those of Claude Code first.
pub fn all() -> Vec<Case> {
    let mut cases = claude();
    cases.extend(claude_bytes());
    cases.extend(codex());
    cases.extend(codex_forks());
    cases
}

/// A line of Claude Code. `request` may be empty: then there is none.
fn message(id: &str, request: &str, counts: [u64; 4]) -> Value {
    let [input, read, written, output] = counts;
    let mut line = json!({
        "parentUuid": "u0", "isSidechain": false, "userType": "external", "cwd": "/w/shop", "sessionId": "s1",
        "version": "2.1.0", "type": "assistant", "uuid": format!("u-{id}"), "timestamp": "2026-11-02T10:00:00.000Z",
        "message": {
            "id": id, "type": "message", "role": "assistant", "model": "claude-opus-4-6", "content": [],
            "usage": {
                "input_tokens": input, "cache_creation_input_tokens": written, "cache_read_input_tokens": read,
                "output_tokens": output, "service_tier": "standard",
            },
        },
    });
    if !request.is_empty() {
        line["requestId"] = request.into();
    }
    line
}

fn with(mut line: Value, edits: &[(&str, Value)]) -> Value {
    for (path, value) in edits {
        *line.pointer_mut(path).expect("the field is there") = value.clone();
    }
    line
}

fn lines(lines: &[Value]) -> Vec<u8> {
    lines.iter().map(|line| line.to_string() + "\n").collect::<String>().into_bytes()
}

fn one(name: &'static str, all: &[Value]) -> Case {
    (name, vec![(format!("{CLAUDE}s1.jsonl"), lines(all))])
}

fn two(name: &'static str, first: &[Value], second: &[Value]) -> Case {
    (name, vec![(format!("{CLAUDE}a.jsonl"), lines(first)), (format!("{CLAUDE}b.jsonl"), lines(second))])
}

fn claude() -> Vec<Case> {
    let side = |line: Value| with(line, &[("/isSidechain", true.into())]);
    let m1 = message("m1", "r1", [3, 900, 500, 40]);
    let m2 = message("m2", "r2", [7, 1_400, 60, 250]);
    let at = |line: &Value, time: &str| with(line.clone(), &[("/timestamp", time.into())]);
    let partial = |output: u64| with(m1.clone(), &[("/message/usage/output_tokens", output.into())]);
    let mut hour = m1.clone();
    hour["message"]["usage"]["cache_creation"] =
        json!({ "ephemeral_5m_input_tokens": 100, "ephemeral_1h_input_tokens": 400 });
    let mut fast = m2.clone();
    fast["message"]["usage"]["speed"] = "fast".into();
    let synthetic = with(message("m3", "", [0; 4]), &[("/message/model", "<synthetic>".into())]);
    let prompt = json!({ "type": "user", "cwd": "/w/shop", "sessionId": "s1", "timestamp": "2026-11-02T09:59:00.000Z",
        "message": { "role": "user", "content": "How many tokens is this, and what is usage?" } });
    let result = json!({ "type": "user", "cwd": "/w/shop", "sessionId": "s1", "timestamp": "2026-11-02T10:01:00.000Z",
        "message": { "role": "user", "content": [] },
        "toolUseResult": { "usage": { "input_tokens": 90_000, "output_tokens": 9_000 }, "totalTokens": 99_000 } });
    vec![
        one("claude-plain", &[prompt.clone(), m1.clone(), result, m2.clone()]),
        one("claude-partial", &[partial(1), partial(12), partial(40), m2.clone()]),
        one("claude-partial-falls", &[partial(40), partial(12), m2.clone()]),
        two(
            "claude-resumed",
            &[m1.clone(), m2.clone()],
            &[m1.clone(), m2.clone(), message("m4", "r4", [1, 2, 3, 4])],
        ),
        two(
            "claude-replayed",
            &[m1.clone(), m2.clone()],
            &[side(message("m1", "r9", [3, 900, 500, 40])), side(message("m5", "r5", [9, 9, 9, 9]))],
        ),
        two(
            "claude-replayed-first",
            &[side(message("m1", "r9", [3, 900, 500, 44]))],
            &[m1.clone(), m2.clone()],
        ),
        one("claude-side-chain", &[m1.clone(), side(m2.clone())]),
        one("claude-two-requests", &[m1.clone(), message("m1", "r2", [3, 900, 500, 40])]),
        one("claude-no-request", &[message("m1", "", [5, 0, 0, 6]), message("m1", "", [5, 0, 0, 6])]),
        one("claude-synthetic", &[m1.clone(), synthetic]),
        one("claude-one-hour", &[hour, m2.clone()]),
        one("claude-fast", &[m1.clone(), fast]),
        one(
            "claude-days",
            &[
                at(&m1, "2026-10-25T00:30:00.000+02:00"),
                at(&m2, "2026-10-25T23:59:59.999Z"),
                at(&message("m6", "r6", [1, 1, 1, 1]), "2026-03-29T01:00:00Z"),
            ],
        ),
        one("claude-many", &many()),
        one("claude-null-folder", &[with(m1.clone(), &[("/cwd", Value::Null)]), m2.clone()]),
        one(
            "claude-less-but-longer",
            &[
                with(
                    m1.clone(),
                    &[
                        ("/message/usage/cache_read_input_tokens", 0.into()),
                        ("/message/usage/output_tokens", 60.into()),
                    ],
                ),
                m1,
            ],
        ),
    ]
}

/// Messages of some days and models, each written up to four times.
fn many() -> Vec<Value> {
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut all = vec![];
    for number in 0..400 {
        let id = format!("m{number}");
        let counts = [next(50), next(150_000), next(4_000), 1 + next(3_000)];
        let time = format!("2026-11-{:02}T{:02}:00:00.000Z", 1 + next(28), next(24));
        let model = ["claude-opus-4-6", "claude-haiku-4-5-20251001"][next(2) as usize];
        for part in (0..=next(4)).rev() {
            let line = message(&id, &format!("r{number}"), counts);
            let output = counts[3] / (part + 1);
            all.push(with(
                line,
                &[
                    ("/timestamp", time.as_str().into()),
                    ("/message/model", model.into()),
                    ("/message/usage/output_tokens", output.into()),
                ],
            ));
        }
    }
    all
}

/// Lines of Claude Code, with bytes that are not as they should be.
fn claude_bytes() -> Vec<Case> {
    let (m1, m2) = (message("m1", "r1", [3, 900, 500, 40]), message("m2", "r2", [7, 1_400, 60, 250]));
    let (first, second) = (m1.to_string(), m2.to_string());
    let of = |name, bytes: Vec<u8>| (name, vec![(format!("{CLAUDE}s1.jsonl"), bytes)]);
    let joined = |parts: &[&[u8]]| parts.concat();
    let (a, b) = (first.as_bytes(), second.as_bytes());
    let mut huge = m1.clone();
    huge["message"]["content"] = json!([{ "type": "text", "text": "x".repeat(10 << 20) }]);
    let latin = second.replace("\"content\":[]", "\"content\":[{\"type\":\"text\",\"text\":\"caf?\"}]");
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == b'?' { 0xE9 } else { byte }).collect();
    vec![
        of("claude-cut-end", joined(&[a, b"\n", &b[..b.len() - 30]])),
        of("claude-cut-middle", joined(&[&a[..200], b"\n", b, b"\n"])),
        of("claude-mark", joined(&[b"\xEF\xBB\xBF", a, b"\n", b])),
        of("claude-crlf", joined(&[a, b"\r\n\r\n", b, b"\r\n"])),
        of("claude-nul-line", joined(&[a, b"\n", &[0; 512], b"\n", b, b"\n"])),
        of("claude-nul-before", joined(&[a, b"\n", &[0; 512], b, b"\n"])),
        of("claude-huge", joined(&[huge.to_string().as_bytes(), b"\n", b])),
        of("claude-not-utf-8", joined(&[a, b"\n", &latin, b"\n"])),
        of("claude-noise", joined(&[b"usage: none\n[1,2]\n{\"usage\":{}}\n", a, b"\n{}\n"])),
    ]
}

fn meta(id: &str, more: Value) -> Value {
    let mut payload = json!({ "id": id, "timestamp": "2026-11-02T10:00:00.000Z", "cwd": "/w/shop",
        "originator": "codex_cli_rs", "cli_version": "0.60.0", "source": "cli" });
    for (key, value) in more.as_object().expect("fields") {
        payload[key] = value.clone();
    }
    json!({ "timestamp": "2026-11-02T10:00:00.000Z", "type": "session_meta", "payload": payload })
}

fn turn(model: &str) -> Value {
    json!({ "timestamp": "2026-11-02T10:00:01.000Z", "type": "turn_context",
        "payload": { "cwd": "/w/shop", "approval_policy": "on-request", "model": model } })
}

fn raw([input, cached, output]: [u64; 3]) -> Value {
    json!({ "input_tokens": input, "cached_input_tokens": cached, "output_tokens": output,
        "reasoning_output_tokens": output / 4, "total_tokens": input + output })
}

/// An event at a second, with the total so far and the last request.
fn event(second: u32, total: Option<[u64; 3]>, last: Option<[u64; 3]>) -> Value {
    json!({ "timestamp": format!("2026-11-02T10:{:02}:{:02}.000Z", second / 60, second % 60), "type": "event_msg",
        "payload": { "type": "token_count", "rate_limits": null, "info": {
            "total_token_usage": total.map(raw), "last_token_usage": last.map(raw), "model_context_window": 272_000 } } })
}

fn session(name: &'static str, all: &[Value]) -> Case {
    (name, vec![(format!("{CODEX}aaaa.jsonl"), lines(all))])
}

fn codex() -> Vec<Case> {
    let head = [meta("aaaa", json!({})), turn("gpt-5.3-codex")];
    let e1 = event(5, Some([1_000, 200, 50]), Some([1_000, 200, 50]));
    let e2 = event(65, Some([3_000, 1_100, 90]), Some([2_000, 900, 40]));
    let e3 = event(125, Some([6_500, 3_000, 400]), Some([3_500, 1_900, 310]));
    let of = |more: &[&Value]| -> Vec<Value> { head.iter().chain(more.iter().copied()).cloned().collect() };
    let empty = json!({ "timestamp": "2026-11-02T10:00:02.000Z", "type": "event_msg",
        "payload": { "type": "token_count", "info": null } });
    let cut = {
        let text = e2.to_string();
        [
            lines(&of(&[&e1])),
            text.as_bytes()[..150].to_vec(),
            b"\n".to_vec(),
            lines(std::slice::from_ref(&e3)),
        ]
        .concat()
    };
    let crlf = String::from_utf8(lines(&of(&[&e1, &e2]))).expect("text").replace('\n', "\r\n");
    let mark = ["\u{feff}", &String::from_utf8(lines(&of(&[&e1, &e2]))).expect("text")].concat();
    let at = |bytes: Vec<u8>| vec![(format!("{CODEX}aaaa.jsonl"), bytes)];
    let copy = |id: &str| (format!("{CODEX}{id}.jsonl"), lines(&of(&[&e1, &e2])));
    vec![
        session("codex-plain", &of(&[&empty, &e1, &e2, &e3])),
        session(
            "codex-again",
            &of(&[&e1, &e1, &e2, &event(70, Some([3_000, 1_100, 90]), Some([2_000, 900, 40])), &e3]),
        ),
        session(
            "codex-totals-alone",
            &of(&[&event(5, Some([1_000, 200, 50]), None), &event(65, Some([3_000, 1_100, 90]), None)]),
        ),
        session(
            "codex-last-alone",
            &of(&[&event(5, None, Some([1_000, 200, 50])), &event(65, None, Some([2_000, 900, 40]))]),
        ),
        session("codex-lost-event", &of(&[&e1, &e3])),
        session("codex-reset", &of(&[&e1, &e2, &event(130, Some([700, 0, 20]), Some([700, 0, 20]))])),
        session("codex-two-models", &of(&[&e1, &turn("gpt-5.2-codex"), &e2, &turn("gpt-5.3-codex"), &e3])),
        session("codex-no-model", &[meta("aaaa", json!({})), e1.clone()]),
        ("codex-cut", at(cut)),
        ("codex-crlf", at(crlf.into_bytes())),
        ("codex-mark", at(mark.into_bytes())),
        ("codex-copied", vec![copy("aaaa"), (format!("{CODEX}aaaa-copy.jsonl"), lines(&of(&[&e1, &e2])))]),
    ]
}

fn codex_forks() -> Vec<Case> {
    let e1 = event(5, Some([1_000, 200, 50]), Some([1_000, 200, 50]));
    let e2 = event(65, Some([3_000, 1_100, 90]), Some([2_000, 900, 40]));
    let late = event(600, Some([9_000, 5_000, 700]), Some([6_000, 3_900, 610]));
    let own = event(700, Some([4_000, 1_500, 130]), Some([1_000, 400, 40]));
    let parent: Vec<Value> = vec![meta("aaaa", json!({})), turn("gpt-5.3-codex"), e1, e2, late];
    let forked = |meta: Value, times: [u32; 2]| -> Vec<Value> {
        let replay = [([1_000, 200, 50], [1_000, 200, 50]), ([3_000, 1_100, 90], [2_000, 900, 40])];
        let again =
            times.into_iter().zip(replay).map(|(time, (total, last))| event(time, Some(total), Some(last)));
        [meta, turn("gpt-5.3-codex")].into_iter().chain(again).chain([own.clone()]).collect()
    };
    let head =
        |id: &str, more: Value| with(meta(id, more), &[("/timestamp", "2026-11-02T10:05:00.000Z".into())]);
    let fork = || head("bbbb", json!({ "forked_from_id": "aaaa" }));
    let spawned = |id: &str| {
        let source = json!({ "subagent": { "thread_spawn": { "parent_thread_id": "aaaa", "depth": 1 } } });
        vec![
            head(id, json!({ "source": source })),
            turn("gpt-5.3-codex"),
            event(400, Some([800, 0, 30]), Some([800, 0, 30])),
        ]
    };
    let file = |id: &str, all: &[Value]| (format!("{CODEX}{id}.jsonl"), lines(all));
    vec![
        ("codex-fork", vec![file("aaaa", &parent), file("bbbb", &forked(fork(), [5, 65]))]),
        // A file that is read before its parent’s.
        ("codex-fork-first", vec![file("0bbb", &forked(fork(), [5, 65])), file("aaaa", &parent)]),
        ("codex-fork-rewritten", vec![file("aaaa", &parent), file("bbbb", &forked(fork(), [300, 300]))]),
        ("codex-fork-alone", vec![file("bbbb", &forked(fork(), [300, 300]))]),
        (
            "codex-subagents",
            vec![file("aaaa", &parent), file("cccc", &spawned("cccc")), file("dddd", &spawned("dddd"))],
        ),
    ]
}
