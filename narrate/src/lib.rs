//! Records sentences: one MP3 file, and a timing file with the start and end of each sentence.
//!
//! A speech synthesizer speaks sentence by sentence. A cache keeps the results, so later runs record only
//! changed sentences. Before a run that costs money, the program prints the estimate and asks.

pub mod args;
pub mod cache;
pub mod deepgram;
pub mod espeak;
mod files;
pub mod key;
pub mod mp3;
mod progress;
pub mod timings;

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::Deserialize;
use showdown::narration::{Recording, SOUND, Said, TIMINGS};

use crate::args::{Call, Engine, Options};
use crate::cache::Cache;
use crate::deepgram::{Deepgram, Patience};
use crate::files::Draft;
use crate::key::Key;
use crate::mp3::Clip;
use crate::progress::Progress;
use crate::timings::{to_json, to_the_millisecond};

/// Maximum pause after a sentence, in seconds.
const LONGEST_PAUSE: f32 = 60.0;
/// Maximum characters of a sentence in an error.
const QUOTED: usize = 60;

/// A sentence to record.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Line {
    /// The spoken text.
    pub text: String,
    /// Silence after the sentence, in seconds.
    pub pause: f32,
}

/// Runs the command line `words`.
///
/// # Errors
/// An invalid command line or sentence, a synthesizer that fails, or a file that cannot be read or written.
/// Sentences recorded before the error remain in the cache.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Result<()> {
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
            // A repeated sentence is recorded once.
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
            let clip = voice.speak(text).with_context(|| named(at, &lines))?;
            cache.put(text, &clip)?;
            clips.insert(text, clip);
            progress.step();
        }
    }
    let (sound, recording) = join(&options, &lines, &clips, &cache)?;
    publish(&options.out, &sound, &recording)
}

/// Reads the sentences from a file or from standard input.
fn read(file: Option<&Path>) -> Result<Vec<Line>> {
    let shape = "sentences as JSON [{\"text\":…,\"pause\":…}, …]";
    match file {
        Some(file) => {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            serde_json::from_str(&text).with_context(|| format!("{} must contain {shape}", file.display()))
        }
        None => serde_json::from_reader(io::stdin())
            .with_context(|| format!("standard input must contain {shape}")),
    }
}

/// Rejects blank sentences and pauses out of range.
fn check(lines: &[Line]) -> Result<()> {
    ensure!(!lines.is_empty(), "there are no sentences to record");
    for (at, line) in lines.iter().enumerate() {
        ensure!(!line.text.trim().is_empty(), "sentence {} of {} is blank: omit it", at + 1, lines.len());
        let in_range = (0.0..=LONGEST_PAUSE).contains(&line.pause);
        ensure!(in_range, "{}: its pause must be 0 to {LONGEST_PAUSE} seconds", named(at, lines));
    }
    Ok(())
}

/// Everything that determines the sound of a sentence, except its text.
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

/// The amount of text, and the estimated cost.
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
        Engine::Espeak => "estimated cost: none, because this machine speaks".into(),
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

/// Asks before spending money.
fn consent(options: &Options) -> Result<()> {
    if options.yes || options.engine == Engine::Espeak {
        return Ok(());
    }
    if !io::stdin().is_terminal() {
        bail!("recording costs money, and standard input is not a terminal: pass `--yes` to agree");
    }
    eprint!("Continue? [y/N] ");
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).context("cannot read the answer")?;
    let agreed = ["y", "yes"].contains(&answer.trim().to_lowercase().as_str());
    ensure!(agreed, "nothing was sent, because the answer was not `y`");
    Ok(())
}

/// A synthesizer with its voice.
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

/// Joins all sentences and their pauses.
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
        let clip = clip.with_context(|| format!("{}: it was not recorded", named(at, lines)))?;
        let start = sound.as_ref().map_or(0.0, Clip::seconds);
        let joined = match sound.take() {
            None => clip.clone(),
            Some(mut sound) => {
                sound.append(clip).map_err(|error| {
                    let (name, file) = (named(at, lines), cache.path(&line.text));
                    anyhow!("{name}: {error}. Delete {} and try again", file.display())
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
    let sound = sound.context("there are no sentences to record")?;
    let recording = Recording {
        engine: options.engine.name().into(),
        voice: options.voice.clone(),
        duration: to_the_millisecond(sound.seconds()),
        bytes: sound.bytes().len() as u64,
        sentences,
    };
    Ok((sound, recording))
}

/// Writes both files. If one cannot be written, neither is replaced.
fn publish(folder: &Path, sound: &Clip, recording: &Recording) -> Result<()> {
    let (sound_file, timing_file) = (folder.join(SOUND), folder.join(TIMINGS));
    let sound = Draft::write(&sound_file, sound.bytes())?;
    let timing = Draft::write(&timing_file, to_json(recording)?.as_bytes())?;
    sound.publish()?;
    timing.publish()?;
    println!("wrote {} and {} ({:.1} s)", sound_file.display(), timing_file.display(), recording.duration);
    Ok(())
}

/// A sentence in an error: its number and its first words.
fn named(at: usize, lines: &[Line]) -> String {
    let text = lines.get(at).map(|line| line.text.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = text.unwrap_or_default();
    let dots = if text.chars().count() > QUOTED { "…" } else { "" };
    let quoted: String = text.chars().take(QUOTED).collect();
    format!("sentence {} of {} (“{quoted}{dots}”)", at + 1, lines.len())
}
