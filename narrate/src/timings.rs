//! The timing file: the time of each sentence.

use showdown::narration::Recording;

use anyhow::Result;

/// JSON with one sentence per line, so that a diff shows each changed sentence as one line.
pub fn to_json(recording: &Recording) -> Result<String> {
    let sentences = recording.sentences.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    let mut json = serde_json::to_string(&Recording { sentences: vec![], ..recording.clone() })?;
    // The empty list is the last field.
    json.truncate(json.len() - "]}".len());
    Ok(format!("{json}\n{}\n]}}\n", sentences.join(",\n")))
}

/// Seconds, rounded to milliseconds.
pub fn to_the_millisecond(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use showdown::narration::Said;

    #[test]
    fn a_sentence_is_a_line() {
        let sentence = |text: &str, start, end| Said { text: text.into(), start, end };
        let recording = Recording {
            engine: "espeak".into(),
            voice: "en-us+m3".into(),
            duration: 4.25,
            bytes: 7,
            sentences: vec![sentence("It says “so”.", 0.0, 1.958), sentence("A \"b\"\n[]}", 2.5, 4.0)],
        };
        let json = to_json(&recording).expect("JSON");
        let expected = "\
{\"engine\":\"espeak\",\"voice\":\"en-us+m3\",\"duration\":4.25,\"bytes\":7,\"sentences\":[
{\"text\":\"It says “so”.\",\"start\":0.0,\"end\":1.958},
{\"text\":\"A \\\"b\\\"\\n[]}\",\"start\":2.5,\"end\":4.0}
]}
";
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<Recording>(&json).expect("the same"), recording);
    }

    #[test]
    fn seconds_are_written_to_the_millisecond() {
        assert_eq!(to_the_millisecond(1.958_49), 1.958);
        assert_eq!(to_the_millisecond(1.958_51), 1.959);
        assert_eq!(to_the_millisecond(812.345_000_000_1).to_string(), "812.345");
    }
}
