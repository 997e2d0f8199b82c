//! Reads the sentences of an article aloud: one MP3 file, and a timing file that says when each
//! sentence is spoken.
//!
//! An engine speaks sentence by sentence; what is spoken is kept, and only what changed is spoken
//! again. Before an engine that costs money speaks, it is said how much, and asked.

pub mod args;
pub mod cache;
pub mod deepgram;
pub mod error;
pub mod espeak;
mod files;
pub mod key;
pub mod mp3;
mod progress;
pub mod timings;

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use serde::Deserialize;
use showdown::narration::{Recording, SOUND, Said, TIMINGS};

use crate::args::{Call, Engine, Options};
use crate::cache::Cache;
use crate::deepgram::{Deepgram, Patience};
use crate::error::{Context, Error, Result};
use crate::files::Draft;
use crate::key::Key;
use crate::mp3::Clip;
use crate::progress::Progress;
use crate::timings::{to_json, to_the_millisecond};

/// The longest silence after a sentence, in seconds. More is a mistake.
const LONGEST_PAUSE: f32 = 60.0;
/// How much of a sentence an error quotes, in characters.
const QUOTED: usize = 60;

/// A sentence to read aloud.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Line {
    /// What is said.
    pub text: String,
    /// How many seconds of silence follow.
    pub pause: f32,
}

/// Does what the words after `narrate` ask for.
pub fn run(words: impl Iterator<Item = String>) -> Result<()> {
    let options = match args::parse(words)? {
        Call::Help => {
            print!("{}", args::help());
            return Ok(());
        }
        Call::Narrate(options) => options,
    };
    let lines = read(options.lines.as_deref())?;
    check(&lines)?;
    let cache = Cache::new(options.cache.clone(), recipe(&options));
    let mut clips = HashMap::new();
    let mut missing = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.as_str();
        match cache.get(text)? {
            Some(clip) => drop(clips.insert(text, clip)),
            // A sentence that comes twice is spoken once.
            None if missing.iter().any(|(_, known)| *known == text) => {}
            None => missing.push((at, text)),
        }
    }
    print!("{}", summary(&options.engine, &lines, &clips, &missing));
    if options.estimate {
        return Ok(());
    }
    if !missing.is_empty() {
        let voice = Voice::new(&options)?;
        consent(&options)?;
        let mut progress = Progress::new(missing.len());
        for (at, text) in missing {
            let clip = voice.speak(text).context(|| named(at, &lines))?;
            cache.put(text, &clip)?;
            clips.insert(text, clip);
            progress.step();
        }
    }
    let (sound, recording) = join(&options, &lines, &clips, &cache)?;
    publish(&options.out, &sound, &recording)
}

/// The sentences of a file, or what comes by stdin.
fn read(file: Option<&Path>) -> Result<Vec<Line>> {
    let shape = "sentences as JSON [{\"text\":…,\"pause\":…}, …]";
    match file {
        Some(file) => {
            let text = fs::read_to_string(file).context(|| file.display().to_string())?;
            serde_json::from_str(&text).context(|| format!("{} must hold {shape}", file.display()))
        }
        None => serde_json::from_reader(io::stdin()).context(|| format!("stdin must hold {shape}")),
    }
}

/// What can be read aloud at all.
fn check(lines: &[Line]) -> Result<()> {
    if lines.is_empty() {
        return Err(Error::new("there are no sentences to read aloud"));
    }
    for (at, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() {
            return Err(Error::new(format!("sentence {} of {} is blank: leave it out", at + 1, lines.len())));
        }
        // Not a number is in no range.
        if !(0.0..=LONGEST_PAUSE).contains(&line.pause) {
            let name = named(at, lines);
            return Err(Error::new(format!("{name}: its pause must be 0 to {LONGEST_PAUSE} seconds")));
        }
    }
    Ok(())
}

/// All that the sound of a sentence depends on, but for its text.
fn recipe(options: &Options) -> Vec<String> {
    let mut recipe = vec![options.engine.name().to_string(), options.voice.clone()];
    match &options.engine {
        Engine::Deepgram { url, .. } => {
            recipe.push(url.clone());
            recipe.extend(deepgram::FORMAT.iter().map(|(name, value)| format!("{name}={value}")));
        }
        Engine::Espeak => {
            recipe.extend(espeak::MANNER.iter().chain(&espeak::FORMAT).map(ToString::to_string))
        }
    }
    recipe
}

/// How much there is to do, and what it costs.
fn summary(
    engine: &Engine,
    lines: &[Line],
    clips: &HashMap<&str, Clip>,
    missing: &[(usize, &str)],
) -> String {
    let characters = |text: &str| text.chars().count();
    let all: usize = lines.iter().map(|line| characters(&line.text)).sum();
    let kept = lines.iter().filter(|line| clips.contains_key(line.text.as_str())).count();
    let sent: usize = missing.iter().map(|(_, text)| characters(text)).sum();
    let cost = match engine {
        Engine::Deepgram { price, .. } => format!(
            "estimated cost: US$ {:.3} (at US$ {price:.3} per 1,000 characters)",
            sent as f64 / 1000.0 * price
        ),
        Engine::Espeak => "estimated cost: none, it is spoken on this machine".into(),
    };
    format!(
        "\
sentences: {} ({all} characters)
already spoken: {kept}
to be sent: {} ({sent} characters)
{cost}
",
        lines.len(),
        missing.len(),
    )
}

/// Asks before money is spent.
fn consent(options: &Options) -> Result<()> {
    if options.yes || options.engine == Engine::Espeak {
        return Ok(());
    }
    if !io::stdin().is_terminal() {
        return Err(Error::new("this costs money and there is nobody to ask: pass `--yes` to go on"));
    }
    eprint!("Go on? [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context(|| "the answer can't be read".into())?;
    if answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes") {
        Ok(())
    } else {
        Err(Error::new("nothing was sent, since you did not say `y`"))
    }
}

/// An engine, ready to speak.
enum Voice {
    Deepgram(Box<Deepgram>),
    Espeak(String),
}

impl Voice {
    fn new(options: &Options) -> Result<Self> {
        let voice = options.voice.clone();
        Ok(match &options.engine {
            Engine::Deepgram { url, .. } => {
                let key = Key::from_env(deepgram::KEY_VARIABLE)?;
                Self::Deepgram(Box::new(Deepgram::new(url.clone(), voice, key, Patience::default())))
            }
            Engine::Espeak => Self::Espeak(voice),
        })
    }

    fn speak(&self, text: &str) -> Result<Clip> {
        match self {
            Self::Deepgram(deepgram) => deepgram.speak(text),
            Self::Espeak(voice) => espeak::speak(voice, text),
        }
    }
}

/// Puts all sentences and their pauses behind each other.
fn join(
    options: &Options,
    lines: &[Line],
    clips: &HashMap<&str, Clip>,
    cache: &Cache,
) -> Result<(Clip, Recording)> {
    let mut sound: Option<Clip> = None;
    let mut sentences = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let clip = clips.get(line.text.as_str());
        let clip = clip.ok_or_else(|| Error::new(format!("{}: it was not spoken", named(at, lines))))?;
        let start = sound.as_ref().map_or(0.0, Clip::seconds);
        let joined = match sound.take() {
            None => clip.clone(),
            Some(mut sound) => {
                sound.append(clip).map_err(|error| {
                    let (name, file) = (named(at, lines), cache.path(&line.text));
                    Error::new(format!("{name}: {error}. Delete {} and run it again", file.display()))
                })?;
                sound
            }
        };
        let end = joined.seconds();
        let joined = sound.insert(joined);
        joined.append_silence(line.pause.into())?;
        sentences.push(Said {
            text: line.text.clone(),
            start: to_the_millisecond(start),
            end: to_the_millisecond(end),
        });
    }
    let sound = sound.ok_or_else(|| Error::new("there are no sentences to read aloud"))?;
    let recording = Recording {
        engine: options.engine.name().into(),
        voice: options.voice.clone(),
        duration: to_the_millisecond(sound.seconds()),
        bytes: sound.bytes().len() as u64,
        sentences,
    };
    Ok((sound, recording))
}

/// Writes both files, or neither.
fn publish(folder: &Path, sound: &Clip, recording: &Recording) -> Result<()> {
    let (sound_file, timing_file) = (folder.join(SOUND), folder.join(TIMINGS));
    let sound = Draft::write(&sound_file, sound.bytes())?;
    let timing = Draft::write(&timing_file, to_json(recording)?.as_bytes())?;
    sound.publish()?;
    timing.publish()?;
    println!("written: {} and {} ({:.1} s)", sound_file.display(), timing_file.display(), recording.duration);
    Ok(())
}

/// A sentence, for an error: its number and how it begins.
fn named(at: usize, lines: &[Line]) -> String {
    let text = lines.get(at).map(|line| line.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = text.unwrap_or_default();
    let dots = if text.chars().count() > QUOTED { "…" } else { "" };
    let quoted: String = text.chars().take(QUOTED).collect();
    format!("sentence {} of {} (“{quoted}{dots}”)", at + 1, lines.len())
}
