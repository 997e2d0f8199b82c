//! A recording of the article, as `cargo xtask narrate` makes it: whether it still says what the page says, and its place
//! in the page.

use super::{picture, script};
use crate::narration::{Recording, SOUND, TIMINGS, clock, estimate};
use crate::ui::listen::{RecordingElement, Source};
use leptos::prelude::*;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Where a recording lies, in the project and in the site.
pub const FOLDER: &str = "narration";
/// What a device shows while it plays, made of the site's icon.
const ARTWORK: &str = "artwork.png";
const ICON: &str = "favicon.svg";
/// Where the recording stands in the player (`ui/listen`): between these.
const PLACE: [&str; 2] = ["<div class=\"listen-recording\">", "</div>"];

/// Puts the recording of a folder into a built site, in place of the one that is there, if the folder has one that says
/// what the page says. Else the site has none.
///
/// # Errors
/// Why it has none: what differs, or what is wrong with it. Nothing, if the folder has no recording.
pub fn join(site: &Path, folder: &Path) -> Result<(), String> {
    let index = site.join("index.html");
    let page = fs::read_to_string(&index).map_err(|error| wrong(&index, error))?;
    let (before, after) =
        around_recording(&page).ok_or_else(|| wrong(&index, "there is no place for a recording"))?;
    let without = [before, after].concat();
    let there = site.join(FOLDER);
    let _ = fs::remove_dir_all(&there);
    let found = read(folder, &without);
    let page = match &found {
        Ok(Some(recording)) => {
            let name = format!("{FOLDER}/{}.mp3", recording.name);
            fs::create_dir_all(&there).map_err(|error| wrong(&there, error))?;
            let artwork = picture::icon(&site.join(ICON))?;
            for (path, content) in [
                (site.join(&name), &recording.sound[..]),
                (there.join(TIMINGS), recording.timings.as_bytes()),
                (there.join(ARTWORK), &artwork),
            ] {
                fs::write(&path, content).map_err(|error| wrong(&path, error))?;
            }
            let page = [before, &element(&recording.said, &name), after].concat();
            with_length(&page, recording.said.duration, "a recording")
        }
        _ => read_by_device(&without),
    };
    fs::write(&index, page).map_err(|error| wrong(&index, error))?;
    found.map(drop)
}

/// A recording that fits a page.
struct Fitting {
    said: Recording,
    timings: String,
    sound: Vec<u8>,
    /// By its content: a browser that keeps yesterday's recording does not play it with today's timings.
    name: String,
}

/// The recording in a folder, if there is one.
fn read(folder: &Path, page: &str) -> Result<Option<Fitting>, String> {
    let [at, sound] = [TIMINGS, SOUND].map(|file| folder.join(file));
    if !at.exists() && !sound.exists() {
        return Ok(None);
    }
    let timings = fs::read_to_string(&at).map_err(|error| wrong(&at, error))?;
    let said: Recording = serde_json::from_str(&timings).map_err(|error| wrong(&at, error))?;
    let lines: Vec<String> = script::lines(page).into_iter().map(|line| line.text).collect();
    said.check(&lines).map_err(|error| wrong(&at, error))?;
    let bytes = fs::read(&sound).map_err(|error| wrong(&sound, error))?;
    if bytes.len() as u64 != said.bytes {
        let error = format!("it has {} bytes, but {TIMINGS} is about one of {}", bytes.len(), said.bytes);
        return Err(wrong(&sound, error));
    }
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let name = format!("{:016x}", hasher.finish());
    Ok(Some(Fitting { said, timings, sound: bytes, name }))
}

fn wrong(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The element that plays it: with no script it is a player of the browser's own.
fn element(recording: &Recording, file: &str) -> String {
    let milliseconds = |seconds: f64| (seconds * 1000.0).round() as u32;
    let starts = recording.sentences.iter().map(|said| milliseconds(said.start));
    let source = Source {
        file: file.to_owned(),
        voice: recording.voice.clone(),
        starts: starts.chain([milliseconds(recording.duration)]).collect(),
    };
    Owner::new().with(|| view! { <RecordingElement source/> }.to_html())
}

/// The page up to its recording, and from there on.
fn around_recording(page: &str) -> Option<(&str, &str)> {
    let [open, close] = PLACE;
    let start = page.find(open)? + open.len();
    let end = start + page[start..].find(close)?;
    Some((&page[..start], &page[end..]))
}

/// The page with how long a voice of the browser needs for it.
pub fn read_by_device(page: &str) -> String {
    let seconds = script::lines(page).iter().map(|line| estimate(&line.text)).sum();
    with_length(page, seconds, "read by your device")
}

/// The page with how long the reading takes, in seconds, and who reads, as the player will show both: nothing moves when it
/// comes to life.
fn with_length(page: &str, seconds: f64, who: &str) -> String {
    let fill = |page: &str, open: &str, text: &str| {
        let Some((before, rest)) = page.split_once(open) else { return page.to_owned() };
        let after = rest.split_once('<').map_or("", |(_, after)| after);
        [before, open, text, "<", after].concat()
    };
    let page = fill(page, "<span class=\"listen-section\">", who);
    fill(&page, "<span class=\"listen-left\">", &clock(seconds))
}
