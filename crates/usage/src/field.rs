//! Fields of a JSON record, by name.

use serde_json::Value;

/// What is at a path.
pub(crate) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key)).filter(|value| !value.is_null())
}

/// The text at a path; nothing if it is empty.
pub(crate) fn text<'a>(value: &'a Value, path: &[&str]) -> Option<&'a str> {
    at(value, path)?.as_str().filter(|text| !text.is_empty())
}

/// The count at a path. Nothing for what is not a count.
pub(crate) fn count(value: &Value, path: &[&str]) -> Option<u64> {
    match at(value, path)? {
        Value::String(text) => number(text),
        value => value.as_u64().or_else(|| whole(value.as_f64()?)),
    }
}

/// A count in a cell or a text: `1234`, `1,234`, `1234.0`; an empty one is 0.
pub(crate) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0);
    }
    match text.parse() {
        Ok(number) => Some(number),
        Err(_) => whole(text.replace(',', "").parse().ok()?),
    }
}

/// A count that was written with decimals. Beyond 2^53 it would not be exact.
fn whole(number: f64) -> Option<u64> {
    ((0.0..9e15).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// The last part of a path of folders, of any system.
pub(crate) fn folder(path: &str) -> &str {
    path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_tools_write_them() {
        for (text, count) in [
            ("12", Some(12)),
            ("1,234", Some(1234)),
            ("12.0", Some(12)),
            ("", Some(0)),
            ("-1", None),
            ("x", None),
            ("1.5", None),
        ] {
            assert_eq!(number(text), count, "{text}");
        }
        assert_eq!(folder("C:\\work\\shop\\"), "shop");
        assert_eq!(folder("/"), "");
    }
}
