//! What was written by hand: `tests/data/hostile`. The tests of the built site take this file as well.

use serde_json::Value;

const ADDRESSES: &str = include_str!("../data/hostile/addresses.txt");
const FIELDS: &str = include_str!("../data/hostile/fields.txt");

/// What stands behind the question mark of an address.
pub fn addresses() -> Vec<String> {
    lines(ADDRESSES)
}

/// What is typed into a field.
pub fn fields() -> Vec<String> {
    lines(FIELDS)
}

fn lines(list: &str) -> Vec<String> {
    let said = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    list.lines().filter(said).map(|line| text(&read(line))).collect()
}

/// A text, or parts of one; `["9", 100]` is a hundred nines.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => match &parts[..] {
            [Value::String(text), Value::Number(times)] => {
                text.repeat(times.as_u64().unwrap_or_default() as usize)
            }
            parts => parts.iter().map(text).collect(),
        },
        other => panic!("{other} is neither a text nor parts of one"),
    }
}
