//! Nested maps and lists of texts and numbers: what JSON and YAML have in common.

use crate::domain::format;
use std::fmt::Write;

/// A value with everything in it.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A text.
    Text(String),
    /// A number, `true`, `false` or `null`, as it is written.
    Plain(String),
    /// One after the other.
    List(Vec<Tree>),
    /// By keys, in their order.
    Map(Vec<(String, Tree)>),
    /// A remark above what follows in a list or map, where there are remarks.
    Remark(String, Box<Tree>),
}

impl Tree {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number that is written exactly like that.
    pub fn plain(number: impl ToString) -> Self {
        Self::Plain(number.to_string())
    }

    /// A map.
    pub fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// What a map has under a key; nothing if this is no map.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self.bare() {
            Self::Map(entries) => {
                entries.iter().find(|(other, _)| other == key).map(|(_, value)| value.bare())
            }
            _ => None,
        }
    }

    /// The same without remarks above it.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Remark(_, of) => of.bare(),
            other => other,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self.bare() {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a text or number.
    pub fn as_written(&self) -> Option<&str> {
        match self.bare() {
            Self::Text(text) | Self::Plain(text) => Some(text),
            _ => None,
        }
    }

    /// The parts of a list; nothing if it is none.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self.bare() {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The entries of a map; nothing if it is none.
    pub fn as_map(&self) -> Option<&[(String, Self)]> {
        match self.bare() {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// As JSON, a line for each entry. Remarks are left out.
    pub fn json(&self) -> String {
        let mut text = String::new();
        self.write_json(&mut text, 0);
        text.push('\n');
        text
    }

    fn write_json(&self, text: &mut String, depth: usize) {
        let line = |text: &mut String, depth: usize| {
            text.push('\n');
            text.push_str(&"  ".repeat(depth));
        };
        let mut block = |ends: [char; 2], count: usize, write: &mut dyn FnMut(&mut String, usize)| {
            text.push(ends[0]);
            for place in 0..count {
                if place > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                write(text, place);
            }
            if count > 0 {
                line(text, depth);
            }
            text.push(ends[1]);
        };
        match self {
            Self::Text(words) => text.push_str(&quoted(words)),
            Self::Plain(number) => text.push_str(number),
            Self::Remark(_, of) => of.write_json(text, depth),
            Self::List(list) => {
                block(['[', ']'], list.len(), &mut |text, place| list[place].write_json(text, depth + 1));
            }
            Self::Map(entries) => block(['{', '}'], entries.len(), &mut |text, place| {
                text.extend([&quoted(&entries[place].0), ": "]);
                entries[place].1.write_json(text, depth + 1);
            }),
        }
    }

    /// As YAML, in blocks, with remarks as comments. Every text stands in quotes, so none is taken for anything else; keys
    /// must be plain words or stand in quotes as well.
    pub fn yaml(&self) -> String {
        let mut text = String::new();
        self.write_yaml(&mut text, 0);
        text
    }

    fn write_yaml(&self, text: &mut String, depth: usize) {
        let indent = "  ".repeat(depth);
        let mut entry = |lead: &str, value: &Self| {
            let mut value = value;
            while let Self::Remark(remark, of) = value {
                for line in remark.lines() {
                    text.extend([&indent, "# ", &plain(line), "\n"]);
                }
                value = of;
            }
            text.extend([&indent, lead]);
            match value {
                Self::List(list) if list.is_empty() => text.push_str(" []\n"),
                Self::Map(entries) if entries.is_empty() => text.push_str(" {}\n"),
                // Texts alone take one line.
                Self::List(list) if list.iter().all(|part| part.as_written().is_some()) => {
                    let parts = format::joined(list.iter().map(Self::scalar), ", ");
                    text.extend([" [", &parts, "]\n"]);
                }
                Self::List(_) | Self::Map(_) if lead == "-" => {
                    // The first entry of a map stands behind its dash.
                    let mut inner = String::new();
                    value.write_yaml(&mut inner, depth + 1);
                    text.push(' ');
                    text.push_str(inner.trim_start());
                }
                Self::List(_) | Self::Map(_) => {
                    text.push('\n');
                    value.write_yaml(text, depth + 1);
                }
                _ => text.extend([" ", &value.scalar(), "\n"]),
            }
        };
        match self {
            Self::List(list) => list.iter().for_each(|value| entry("-", value)),
            Self::Map(entries) => {
                for (key, value) in entries {
                    entry(&[&word(key), ":"].concat(), value);
                }
            }
            other => text.extend([&indent, other.bare().scalar().as_str(), "\n"]),
        }
    }

    fn scalar(&self) -> String {
        match self.bare() {
            Self::Text(text) => quoted(text),
            other => other.as_written().unwrap_or_default().to_owned(),
        }
    }
}

/// As a native reader of JSON has it; the browser has its own.
impl From<serde_json::Value> for Tree {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::String(text) => Self::Text(text),
            Value::Array(list) => Self::List(list.into_iter().map(Self::from).collect()),
            Value::Object(map) => {
                Self::Map(map.into_iter().map(|(key, value)| (key, Self::from(value))).collect())
            }
            plain => Self::plain(plain),
        }
    }
}

/// A key as YAML has it: bare if nobody could take it for anything but a word.
fn word(key: &str) -> String {
    let bare = key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.chars().all(|other| other.is_ascii_lowercase() || other == '_')
        && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(&key);
    if bare { key.to_owned() } else { quoted(key) }
}

/// A text in double quotes, with escapes that JSON and YAML both have: what either of them does not take as it is, and what
/// a terminal or an editor would obey.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            other if is_odd(other) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A text without what is not to be seen, for comments and labels: that becomes a space.
pub fn plain(text: &str) -> String {
    text.chars().map(|character| if is_odd(character) { ' ' } else { character }).collect()
}

/// Control characters, line and paragraph separators, what turns the direction of writing, and what is no character. All of
/// them are of the first 65,536.
pub(crate) fn is_odd(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}'
        )
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_indented_and_remarks_stand_above_them() {
        let tree = Tree::map([
            ("list", Tree::List(vec![Tree::map([("a", Tree::plain(1)), ("b", Tree::text("on"))])])),
            (
                "deep",
                Tree::Remark(
                    "why\nso".into(),
                    Box::new(Tree::map([("Key", Tree::List(vec![Tree::text("x: #")]))])),
                ),
            ),
            ("none", Tree::List(vec![])),
        ]);
        assert_eq!(
            tree.yaml(),
            "list:\n  - a: 1\n    b: \"on\"\n# why\n# so\ndeep:\n  \"Key\": [\"x: #\"]\nnone: []\n"
        );
        assert_eq!(
            tree.json(),
            "{\n  \"list\": [\n    {\n      \"a\": 1,\n      \"b\": \"on\"\n    }\n  ],\n  \"deep\": {\n    \"Key\": [\n      \"x: #\"\n    ]\n  },\n  \"none\": []\n}\n"
        );
    }
}
