//! The article read aloud: which sentences it has, and when a recording of them is put into the site.

#![cfg(feature = "ssr")]

use serde_json::{Value, json};
use showdown::narration::{Recording, Said};
use showdown::page::{build, recording, script};
use snapbox::{Data, assert_data_eq};
use std::fs;
use std::path::{Path, PathBuf};

/// What is said of the article, a sentence a line. To be read by whoever changes the article: does each line begin and end
/// where a reader would pause?
#[test]
fn the_article_is_said_sentence_by_sentence() {
    let script: Value = serde_json::from_str(&build::script().expect("the article")).expect("JSON");
    let lines = script.as_array().expect("lines").iter().map(|line| line["text"].as_str().expect("a text"));
    let said: String = lines.flat_map(|line| [line, "\n"]).collect();
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/script.txt");
    assert_data_eq!(said, Data::read_from(&snapshot, None).raw());
}

const PAGE: &str = "<main><h1><span data-say>A title</span></h1><div class=\"listen-recording\"></div><p><span data-say>One sentence.</span></p></main>";

/// A site with a page, and beside it a folder with a recording of these sentences.
struct Place(PathBuf);

impl Place {
    fn new(name: &str, said: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        let place = Self(folder);
        for folder in ["site", "recording"] {
            fs::create_dir_all(place.0.join(folder)).expect("a folder");
        }
        let sentences = said.iter().zip(0..).map(|(text, second)| Said {
            text: (*text).to_owned(),
            start: f64::from(second),
            end: f64::from(second) + 0.75,
        });
        let recording = Recording {
            engine: "espeak".to_owned(),
            voice: "a <voice>".to_owned(),
            duration: said.len() as f64,
            bytes: "sound".len() as u64,
            sentences: sentences.collect(),
        };
        place.write("site/index.html", PAGE);
        place.write("site/favicon.svg", include_str!("../public/favicon.svg"));
        place.write("recording/narration.json", &json!(recording).to_string());
        place.write("recording/narration.mp3", "sound");
        place
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.join(file), text).expect("written");
    }

    fn page(&self) -> String {
        fs::read_to_string(self.0.join("site/index.html")).expect("the page")
    }

    fn join(&self) -> Result<(), String> {
        recording::join(&self.0.join("site"), &self.0.join("recording"))
    }
}

#[test]
fn a_recording_that_says_what_the_page_says_is_put_into_it() {
    let place = Place::new("fitting", &["A title", "One sentence."]);
    place.join().expect("it fits");
    let page = place.page();
    let (_, rest) = page.split_once("<audio controls preload=\"none\" src=\"").expect("a player");
    let (file, rest) = rest.split_once('"').expect("an address");
    assert_eq!(fs::read(place.0.join("site").join(file)).expect("the sound"), b"sound");
    assert!(
        rest.starts_with(" data-voice=\"a &lt;voice&gt;\" data-starts=\"0 1000 2000\"></audio></div><p>"),
        "{rest}"
    );
    assert!(place.0.join("site/narration/artwork.png").is_file());
    // Another one takes its place, and none leaves the page as it was.
    place.join().expect("it still fits");
    assert_eq!(place.page(), page);
    recording::join(&place.0.join("site"), &place.0.join("nothing")).expect("none");
    assert_eq!(place.page(), PAGE);
    assert!(!place.0.join("site/narration").exists());
    // What is said is the same with it.
    assert_eq!(script::lines(&page), script::lines(PAGE));
}

#[test]
fn a_recording_that_says_something_else_is_named_and_left_out() {
    let place = Place::new("stale", &["A title", "Another sentence."]);
    let error = place.join().expect_err("it does not fit");
    assert!(
        error.contains("narration.json: the recording no longer matches the page")
            && error.contains("Sentence 2 is “One sentence.” now and “Another sentence.” in the recording")
            && error.contains("`cargo xtask narrate`"),
        "{error}"
    );
    assert_eq!(place.page(), PAGE);
    assert!(!place.0.join("site/narration").exists());
}

#[test]
fn half_a_recording_is_named_and_none_is_nothing() {
    let place = Place::new("half", &["A title", "One sentence."]);
    fs::remove_file(place.0.join("recording/narration.mp3")).expect("removed");
    assert!(place.join().expect_err("no sound").contains("narration.mp3: "));
    place.write("recording/narration.mp3", "another sound");
    let error = place.join().expect_err("another sound");
    assert!(
        error.contains("narration.mp3: it has 13 bytes, but narration.json is about one of 5"),
        "{error}"
    );
    place.write("recording/narration.mp3", "sound");
    place.write("recording/narration.json", "{\"engine\":");
    assert!(place.join().expect_err("no JSON").contains("narration.json: EOF"));
    assert_eq!(place.page(), PAGE);
    fs::remove_dir_all(place.0.join("recording")).expect("removed");
    assert_eq!(place.join(), Ok(()));
    assert_eq!(place.page(), PAGE);
}
