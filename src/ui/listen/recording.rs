//! The recording of the site: its element, and playing it from one sentence to another.

use super::player::{Command, Player, Step};
use crate::browser::audio;
use leptos::html::Audio;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::{HtmlAudioElement, HtmlElement};

/// Seconds: a sentence that begins within this time counts as begun. A browser seeks to the nearest frame, of
/// 26 ms.
const SLACK: f64 = 0.05;

/// What the element of a recording says of it.
#[derive(Clone)]
pub struct Source {
    /// The URL of the sound.
    pub file: String,
    /// Whose voice it is.
    pub voice: String,
    /// When the sentences begin, in milliseconds; the last number is the end. Whole numbers: reading
    /// fractions would bring ten kilobytes of tables.
    pub starts: Vec<u32>,
}

impl Source {
    fn of(audio: &HtmlAudioElement) -> Self {
        let value = |name: &str| audio.get_attribute(name).unwrap_or_default();
        let starts = value("data-starts").split(' ').filter_map(|start| start.parse().ok()).collect();
        Self { file: value("src"), voice: value("data-voice"), starts }
    }
}

/// The element. As it is built it has the browser's own controls, which serve where no script runs.
#[component]
pub fn RecordingElement(source: Source, #[prop(optional)] player: Option<Player>) -> impl IntoView {
    let node = player.map_or_else(NodeRef::new, |player| player.parts.audio);
    let hear = move |happened: Sound| {
        if let Some(player) = player {
            player.hear(happened);
        }
    };
    let starts: Vec<String> = source.starts.iter().map(u32::to_string).collect();
    view! {
        <audio
            controls=player.is_none()
            preload="none"
            src=source.file
            data-voice=source.voice
            data-starts=starts.join(" ")
            node_ref=node
            on:timeupdate=move |_| hear(Sound::Moved)
            on:seeked=move |_| hear(Sound::Moved)
            on:play=move |_| hear(Sound::Playing)
            on:pause=move |_| hear(Sound::Paused)
            on:ended=move |_| hear(Sound::Ended)
            on:error=move |_| hear(Sound::Failed)
        ></audio>
    }
}

/// What an element of a recording tells of itself.
#[derive(Clone, Copy)]
pub(super) enum Sound {
    /// It plays on, or from another place.
    Moved,
    Playing,
    Paused,
    Ended,
    Failed,
}

/// The recording in the player.
pub(super) struct Recording {
    audio: NodeRef<Audio>,
    pub source: Source,
    /// In seconds; the last one is the end.
    starts: Vec<f64>,
}

impl Recording {
    /// The recording that the player was built with; nothing if it has another number of sentences than the
    /// page.
    pub fn find(built: &HtmlElement, sentences: usize, audio: NodeRef<Audio>) -> Option<Self> {
        let source = Source::of(&audio::find(built)?);
        let starts: Vec<f64> = source.starts.iter().map(|start| f64::from(*start) / 1000.0).collect();
        (starts.len() == sentences + 1).then_some(Self { audio, source, starts })
    }

    /// The length of each sentence, in seconds.
    pub fn lengths(&self) -> Vec<f64> {
        self.starts.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// Plays a sentence from its beginning, or from where the recording is, if that is within the sentence.
    /// `refused` is called if the browser does not play it.
    pub fn play(&self, sentence: usize, speed: f64, refused: Box<dyn FnOnce()>) {
        let Some(audio) = self.audio.get_untracked() else { return refused() };
        // After a failure the sound is fetched again.
        if audio.error().is_some() {
            audio.load();
        }
        audio.set_default_playback_rate(speed);
        audio.set_playback_rate(speed);
        if self.sentence() != Some(sentence) {
            self.seek(sentence);
        }
        audio::play(&audio, refused);
    }

    /// Goes to the beginning of a sentence.
    pub fn seek(&self, sentence: usize) {
        if let (Some(audio), Some(start)) = (self.audio.get_untracked(), self.starts.get(sentence)) {
            audio.set_current_time(*start);
        }
    }

    pub fn pause(&self) {
        if let Some(audio) = self.audio.get_untracked() {
            let _ = audio.pause();
        }
    }

    /// Whether it plays. Events come late: by then it may have been paused again.
    pub fn is_playing(&self) -> bool {
        self.audio.get_untracked().is_some_and(|audio| !audio.paused())
    }

    /// Whether it is paused, and not because it has ended.
    pub fn is_paused(&self) -> bool {
        self.audio.get_untracked().is_some_and(|audio| audio.paused() && !audio.ended())
    }

    /// The sentence that it is at, if it is not at its end.
    pub fn sentence(&self) -> Option<usize> {
        let time = self.audio.get_untracked()?.current_time() + SLACK;
        let sentence = self.starts.partition_point(|start| *start <= time).checked_sub(1)?;
        (sentence + 1 < self.starts.len()).then_some(sentence)
    }

    /// The sentence that is said in that second.
    fn sentence_at(&self, second: f64) -> usize {
        self.starts.partition_point(|start| *start <= second).saturating_sub(1)
    }

    /// Lets the keys and the lock screen of the device steer the player.
    pub fn obey_device(self: &Rc<Self>, player: Player) {
        for (action, command) in [
            ("play", Command::Play),
            ("pause", Command::Pause),
            ("stop", Command::Stop),
            ("previoustrack", Command::Step(Step::SectionBack)),
            ("nexttrack", Command::Step(Step::SectionOn)),
            ("seekbackward", Command::Step(Step::Back)),
            ("seekforward", Command::Step(Step::On)),
        ] {
            audio::on_action(action, move |_| player.obey(command));
        }
        let recording = self.clone();
        audio::on_action("seekto", move |second| {
            if let Some(second) = second {
                player.go(recording.sentence_at(second));
            }
        });
    }
}
