//! Playing the recording that the site has.

use crate::browser::{audio, events};
use std::rc::Rc;
use web_sys::{HtmlAudioElement, HtmlElement};

/// Seconds: so much before a sentence begins it counts as begun. A browser seeks to the nearest frame, of 26 ms.
const SLACK: f64 = 0.05;

/// The recording, and when its sentences begin.
pub(super) struct Recording {
    audio: HtmlAudioElement,
    /// Whose voice it is.
    pub voice: String,
    /// Seconds; the last one is its end.
    starts: Vec<f64>,
}

/// What a device's keys can ask for.
#[derive(Clone, Copy)]
pub(super) enum Wish {
    Play,
    Pause,
    Stop,
    SectionBack,
    SectionOn,
    Back,
    On,
}

const WISHES: [(&str, Wish); 7] = [
    ("play", Wish::Play),
    ("pause", Wish::Pause),
    ("stop", Wish::Stop),
    ("previoustrack", Wish::SectionBack),
    ("nexttrack", Wish::SectionOn),
    ("seekbackward", Wish::Back),
    ("seekforward", Wish::On),
];

impl Recording {
    /// The one that the player was built with; nothing if it has another number of sentences.
    pub fn find(player: &HtmlElement, sentences: usize) -> Option<Self> {
        let audio = audio::find(player)?;
        let data = |name: &str| audio.get_attribute(name).unwrap_or_default();
        let voice = data("data-voice");
        // In milliseconds: reading a fraction would bring ten kilobytes of tables.
        let starts = data("data-starts");
        let starts = starts.split(' ').filter_map(|start| start.parse::<u32>().ok());
        let starts: Vec<f64> = starts.map(|start| f64::from(start) / 1000.0).collect();
        audio.set_controls(false);
        (starts.len() == sentences + 1).then(|| Self { voice, starts, audio })
    }

    /// How long each sentence takes, in seconds.
    pub fn lengths(&self) -> Vec<f64> {
        self.starts.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// Plays from the beginning of a sentence; from where it is, if that is within it. Tells if that is refused.
    pub fn play(&self, sentence: usize, speed: f64, refused: Box<dyn FnOnce()>) {
        // What has failed once is fetched anew.
        if self.audio.error().is_some() {
            self.audio.load();
        }
        self.audio.set_default_playback_rate(speed);
        self.audio.set_playback_rate(speed);
        if self.sentence() != Some(sentence) {
            self.seek(sentence);
        }
        audio::play(&self.audio, refused);
    }

    pub fn seek(&self, sentence: usize) {
        if let Some(start) = self.starts.get(sentence) {
            self.audio.set_current_time(*start);
        }
    }

    pub fn pause(&self) {
        let _ = self.audio.pause();
    }

    /// The sentence that is being said.
    fn sentence(&self) -> Option<usize> {
        let time = self.audio.current_time() + SLACK;
        self.starts.partition_point(|start| *start <= time).checked_sub(1)
    }

    /// The sentence that is said in that second.
    fn sentence_at(&self, second: f64) -> usize {
        self.starts.partition_point(|start| *start <= second).saturating_sub(1)
    }

    /// Tells what happens to it: which sentence is being said, that it is over, that the browser has paused it or goes on
    /// with it, that it can't be played.
    pub fn watch(self: &Rc<Self>, heard: Rc<dyn Fn(Event)>) {
        for name in ["timeupdate", "seeked", "ended", "pause", "play", "error"] {
            let (recording, heard) = (self.clone(), heard.clone());
            events::on(&self.audio, name, move |_| {
                let event = match name {
                    "ended" => Event::Ended,
                    "error" => Event::Failed,
                    // Told late it may be otherwise again; and at its end it pauses too.
                    "play" if !recording.audio.paused() => Event::Playing,
                    "pause" if recording.audio.paused() && !recording.audio.ended() => Event::Paused,
                    "timeupdate" | "seeked" => match recording.sentence() {
                        Some(sentence) if sentence + 1 < recording.starts.len() => Event::At(sentence),
                        _ => return,
                    },
                    _ => return,
                };
                heard(event);
            });
        }
    }

    /// Follows the keys and the lock screen of the device.
    pub fn obey(self: &Rc<Self>, wished: Rc<dyn Fn(Wish)>, sought: Rc<dyn Fn(usize)>) {
        for (action, wish) in WISHES {
            let wished = wished.clone();
            audio::on_action(action, move |_| wished(wish));
        }
        let recording = self.clone();
        audio::on_action("seekto", move |second| {
            if let Some(second) = second {
                sought(recording.sentence_at(second));
            }
        });
    }
}

/// What happens to a recording.
#[derive(Clone, Copy)]
pub(super) enum Event {
    At(usize),
    Playing,
    Paused,
    Ended,
    Failed,
}
