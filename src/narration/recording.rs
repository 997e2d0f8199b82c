//! A recording of the article: what is said in it, and when.

use serde::{Deserialize, Serialize};

/// The file of its sound.
pub const SOUND: &str = "narration.mp3";
/// The file that says what is said in it, and when: a [`Recording`] as JSON.
pub const TIMINGS: &str = "narration.json";

/// The sentences and times of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The engine: `deepgram`, `espeak`.
    pub engine: String,
    /// With which of its voices.
    pub voice: String,
    /// The duration, in seconds.
    pub duration: f64,
    /// The size of its sound in bytes, to detect another sound.
    pub bytes: u64,
    /// Its sentences, in their order.
    pub sentences: Vec<Said>,
}

/// A sentence in a recording: from where to where it is said, in seconds, without the silence after it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// The start, in seconds.
    pub start: f64,
    /// The end, in seconds.
    pub end: f64,
}

impl Recording {
    /// Whether it says these sentences, at times that can be.
    ///
    /// # Errors
    /// The first difference, and the remedy.
    pub fn check(&self, said: &[String]) -> Result<(), String> {
        let times = self.sentences.iter().flat_map(|said| [said.start, said.end]).chain([self.duration]);
        if !times.clone().all(f64::is_finite) || !times.is_sorted() {
            return Err("its times do not follow one another".to_owned());
        }
        let differ = |place: &usize| self.sentences.get(*place).map(|said| &said.text) != said.get(*place);
        let all = 0..self.sentences.len().max(said.len());
        let Some(first) = all.clone().find(differ) else { return Ok(()) };
        let new = said.iter().filter(|text| !self.sentences.iter().any(|said| said.text == **text)).count();
        let words = |text: Option<&String>| text.map_or("nothing".to_owned(), |text| format!("“{text}”"));
        Err(format!(
            "the recording no longer matches the page, so the page is built without it. Sentence {} is {} now \
             and {} in the recording; {new} of {} sentences are not in it. `cargo xtask narrate` brings it up to date",
            first + 1,
            words(said.get(first)),
            words(self.sentences.get(first).map(|said| &said.text)),
            said.len(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recording(texts: &[&str]) -> Recording {
        let said = |(place, text): (usize, &&str)| Said {
            text: (*text).to_owned(),
            start: place as f64,
            end: place as f64 + 0.5,
        };
        let sentences = texts.iter().enumerate().map(said).collect();
        Recording { engine: "e".into(), voice: "v".into(), duration: texts.len() as f64, bytes: 0, sentences }
    }

    fn check(recorded: &[&str], said: &[&str]) -> Result<(), String> {
        recording(recorded).check(&said.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_recording_that_says_something_else_is_named_with_what_differs() {
        assert_eq!(check(&["One.", "Two."], &["One.", "Two."]), Ok(()));
        for (recorded, said, first) in [
            (
                &["One.", "Two."][..],
                &["One.", "Three."][..],
                "Sentence 2 is “Three.” now and “Two.” in the recording; 1 of 2",
            ),
            (&["One."], &["One.", "Two."], "Sentence 2 is “Two.” now and nothing in the recording; 1 of 2"),
            (&["One.", "Two."], &["One."], "Sentence 2 is nothing now and “Two.” in the recording; 0 of 1"),
            (
                &["Two.", "One."],
                &["One.", "Two."],
                "Sentence 1 is “One.” now and “Two.” in the recording; 0 of 2",
            ),
        ] {
            let error = check(recorded, said).expect_err("they differ");
            assert!(error.contains(first), "{error}");
        }
    }

    #[test]
    fn times_that_can_not_be_are_refused() {
        for (place, time) in [(0, 7.0), (1, f64::NAN), (1, -1.0)] {
            let mut recording = recording(&["One.", "Two."]);
            recording.sentences[place].start = time;
            let error = recording.check(&["One.".to_owned(), "Two.".to_owned()]).expect_err("no such time");
            assert_eq!(error, "its times do not follow one another");
        }
    }
}
