//! A recording of the article, as `cargo xtask narrate` makes it: whether it still says what the page says, and its place
//! in the page.

use super::listen::RECORDING;
use super::{picture, script};
use crate::charts::text::escape;
use crate::narration::Recording;
use std::fmt::Write;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Where a recording lies, in the project and in the site.
pub const FOLDER: &str = "narration";
/// Its sound.
pub const SOUND: &str = "narration.mp3";
/// What is said in it, and when.
pub const TIMINGS: &str = "narration.json";

/// What a device shows while it plays, made of the site's icon.
const ARTWORK: &str = "artwork.png";
const ICON: &str = "favicon.svg";

/// Puts the recording of a folder into a built site, if there is one and it says what the page says. Else the site stays
/// as it is.
///
/// # Errors
/// Why there is none in it: what differs, or what is wrong with it. Nothing, if the folder has no recording.
pub fn join(site: &Path, folder: &Path) -> Result<(), String> {
    let [timings, sound] = [TIMINGS, SOUND].map(|file| folder.join(file));
    if !timings.exists() && !sound.exists() {
        return Ok(());
    }
    let wrong = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = fs::read_to_string(&timings).map_err(|error| wrong(&timings, &error))?;
    let recording: Recording = serde_json::from_str(&text).map_err(|error| wrong(&timings, &error))?;
    let index = site.join("index.html");
    let page = fs::read_to_string(&index).map_err(|error| wrong(&index, &error))?;
    let said: Vec<String> = script::lines(&page).into_iter().map(|line| line.text).collect();
    recording.check(&said).map_err(|error| wrong(&timings, &error))?;
    let bytes = fs::read(&sound).map_err(|error| wrong(&sound, &error))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    // A browser that keeps yesterday's recording does not play it with today's timings.
    let name = format!("{FOLDER}/{:016x}.mp3", hasher.finish());
    let there = site.join(FOLDER);
    fs::create_dir_all(&there).map_err(|error| wrong(&there, &error))?;
    let artwork = picture::icon(&site.join(ICON))?;
    for (path, content) in [
        (site.join(&name), &bytes[..]),
        (there.join(TIMINGS), text.as_bytes()),
        (there.join(ARTWORK), &artwork),
    ] {
        fs::write(&path, content).map_err(|error| wrong(&path, &error))?;
    }
    let page = page.replacen(RECORDING, &element(&recording, &name), 1);
    fs::write(&index, page).map_err(|error| wrong(&index, &error))
}

/// The element that plays it: with no script it is a player of the browser's own.
fn element(recording: &Recording, file: &str) -> String {
    let mut starts = String::new();
    for said in &recording.sentences {
        let _ = write!(starts, "{:.0} ", said.start * 1000.0);
    }
    format!(
        "<div class=\"listen-recording\"><audio controls preload=\"none\" src=\"{file}\" data-voice=\"{}\" data-starts=\"{starts}{:.0}\"></audio></div>",
        escape(&recording.voice),
        recording.duration * 1000.0
    )
}
