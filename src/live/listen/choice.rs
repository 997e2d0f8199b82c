//! Which voice reads, and how the reader likes to listen.

use super::recording::Recording;
use super::{Player, Sentence, State};
use crate::browser::{address, elements, memory};
use crate::narration::{Voice, is_deep, suited};
use crate::state::LISTENING;
use std::rc::Rc;
use web_sys::SpeechSynthesisVoice;

/// The usual speed, in percent.
const USUAL: u32 = 100;
/// The value of the recording among the voices.
const RECORDED: &str = "recording";
/// Where there is nothing to read with.
const NO_VOICE: &str =
    "This device has no voice for English. Once one is installed in its settings, this page can read.";
/// Where whoever reads would get the text.
const ONLINE_ONLY: &str = "This device has no English voice of its own. An online one is spoken by its maker’s service: choose one to go on.";

impl Player {
    /// Sets what was set at the last visit.
    pub(super) fn recall(&self) {
        for (key, value) in address::parse(&memory::read(LISTENING).unwrap_or_default()) {
            match &key[..] {
                "voice" => drop(self.chosen.replace(Some(value))),
                "speed" => self.panel.speed.set_value(&value),
                "follow" => self.panel.follow.set_checked(value != "no"),
                _ => {}
            }
        }
        if self.panel.speed.value().is_empty() {
            self.panel.speed.set_value(&USUAL.to_string());
        }
    }

    pub(super) fn keep(&self) {
        let follow = if self.panel.follow.checked() { "yes" } else { "no" };
        let (voice, speed) = (self.chosen.borrow().clone(), Some(self.panel.speed.value()));
        let kept = [("voice", voice), ("speed", speed), ("follow", Some(follow.to_owned()))];
        memory::write(LISTENING, &address::unparse(&kept));
    }

    /// As a share of the usual one.
    pub(super) fn speed(&self) -> f64 {
        f64::from(self.panel.speed.value().parse().unwrap_or(USUAL)) / f64::from(USUAL)
    }

    /// The recording, if that is what reads.
    pub(super) fn recorded(&self) -> Option<&Rc<Recording>> {
        self.recording.as_ref().filter(|_| self.panel.voice.value() == RECORDED)
    }

    /// The voice of the browser that reads, if one does.
    pub(super) fn voice(&self) -> Option<(Voice, SpeechSynthesisVoice)> {
        let id = self.panel.voice.value();
        self.speech.as_ref()?.voices.borrow().iter().find(|(voice, _)| voice.id == id).cloned()
    }

    /// Whether anything reads.
    pub(super) fn has_voice(&self) -> bool {
        !self.panel.voice.value().is_empty()
    }

    /// Whether there are voices, and the reader has to choose one.
    fn is_undecided(&self) -> bool {
        !self.has_voice() && self.panel.voice.length() > 0
    }

    /// Who reads, in a word or two.
    pub(super) fn who(&self) -> &'static str {
        match (self.recorded(), self.voice()) {
            (Some(_), _) => "a recording",
            (None, Some((voice, _))) if !voice.local => "read online",
            _ => "read by your device",
        }
    }

    /// Whether who reads would say of a figure what it does not show any more: a recording knows it as it was built, and
    /// what a reader has set is not given to an online voice.
    pub(super) fn skips(&self, sentence: usize) -> bool {
        let Some(sentence) = self.sentences.get(sentence) else { return false };
        let bound = self.recorded().is_some() || self.voice().is_some_and(|(voice, _)| !voice.local);
        bound && Sentence::text(&sentence.element) != sentence.built
    }

    /// Offers what can read: the recording, then the voices of the article's language. What the reader has chosen stays,
    /// and so does what reads now; an online voice is nobody's choice but the reader's.
    pub(super) fn offer_voices(&self) {
        let mut offered = vec![];
        let mut first = None;
        if let Some(recording) = &self.recording {
            first = Some(RECORDED.to_owned());
            offered.push((RECORDED.to_owned(), ["The recording: ", &recording.voice].concat()));
        }
        if let Some(speech) = &self.speech {
            let voices: Vec<_> = speech.voices.borrow().iter().map(|(voice, _)| voice.clone()).collect();
            let places = suited(&voices, &elements::language());
            for voice in places.iter().map(|place| &voices[*place]) {
                let alike = places.iter().filter(|place| voices[**place].name == voice.name).count();
                let language = if alike > 1 { [" ", &voice.language].concat() } else { String::new() };
                let deep = if is_deep(voice) { ", deep" } else { "" };
                let far = if voice.local { "" } else { ", online" };
                if voice.local && first.is_none() {
                    first = Some(voice.id.clone());
                }
                offered.push((voice.id.clone(), [&voice.name, &language, deep, far].concat()));
            }
        }
        if first.is_none() && !offered.is_empty() {
            offered.insert(0, (String::new(), "Choose a voice".to_owned()));
        }
        let is_there = |id: &String| offered.iter().any(|(value, _)| value == id);
        let present = self.state.get().in_use().then(|| self.panel.voice.value());
        let chosen = self.chosen.borrow().clone();
        let chosen = present.filter(is_there).or(chosen.filter(is_there)).or(first).unwrap_or_default();
        self.panel.offer(&offered, &chosen);
        self.show();
    }

    /// Looks for a voice, or asks for one.
    pub(super) fn seek_voice(self: &Rc<Self>) {
        if self.is_undecided() {
            self.set_state(State::Idle);
            self.panel.ask();
            self.panel.say(ONLINE_ONLY);
        } else if let Some(speech) = self.speech.as_ref().filter(|_| self.state.get() != State::Searching) {
            self.set_state(State::Searching);
            speech.search(self.when_voices_are_known());
        }
    }

    pub(super) fn when_voices_are_known(self: &Rc<Self>) -> Rc<dyn Fn()> {
        let player = self.clone();
        Rc::new(move || player.voices_known())
    }

    /// The voices are there, or others, or none will come.
    fn voices_known(self: &Rc<Self>) {
        let before = self.panel.voice.value();
        self.offer_voices();
        let there = self.has_voice() || self.is_undecided();
        match self.state.get() {
            State::Searching if there => self.play(),
            State::Searching => self.lack_voice(),
            State::Voiceless if there => {
                self.set_state(State::Idle);
                self.panel.say("");
            }
            state if state.in_use() && !self.has_voice() => {
                self.hush();
                self.lack_voice();
            }
            State::Playing if before != self.panel.voice.value() => self.read(),
            _ => {}
        }
    }

    fn lack_voice(&self) {
        self.set_state(State::Voiceless);
        self.panel.say(NO_VOICE);
    }
}
