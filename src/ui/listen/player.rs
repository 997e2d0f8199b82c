//! What the player does: its state, as signals, and every way to change it.

use super::choice::{Offer, Reader};
use super::prose::{Prose, clicks};
use super::reading::READING;
use super::recording::Recording;
use super::speech::Speech;
use crate::browser::{address, audio, events, memory, root, size, timer};
use crate::narration::{Track, clock, estimate};
use crate::state::LISTENING;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusOptions, HtmlElement, KeyboardEvent};

/// The picture of a recording, for the device. The build puts it there.
const ARTWORK: &str = "narration/artwork.png";
/// The speeds to choose from, in percent of the usual one, and their names.
pub(super) const SPEEDS: [(u32, &str); 6] =
    [(75, "0.75×"), (100, "1×"), (125, "1.25×"), (150, "1.5×"), (175, "1.75×"), (200, "2×")];
/// The usual speed, in percent.
pub(super) const USUAL: u32 = 100;

const NO_SPEECH: &str = "This browser cannot read aloud: it has no speech.";

/// How far the listening has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Idle,
    /// The listener has asked to read; the voices are still to come.
    Searching,
    /// There are no voices.
    Voiceless,
    Playing,
    Paused,
    Finished,
}

impl Phase {
    /// Its name in the page's style.
    pub fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Searching => "searching",
            Self::Voiceless => "voiceless",
            Self::Playing => "playing",
            Self::Paused => "paused",
            Self::Finished => "finished",
        }
    }

    /// What the main button does.
    pub fn action(self) -> &'static str {
        match self {
            Self::Idle => "Listen to this article",
            Self::Searching => "Looking for a voice …",
            Self::Voiceless => "Look for a voice again",
            Self::Playing => "Pause",
            Self::Paused => "Resume",
            Self::Finished => "Listen again",
        }
    }

    /// Whether it is between a beginning and an end.
    pub fn in_use(self) -> bool {
        matches!(self, Self::Playing | Self::Paused)
    }
}

/// What a button, a key or the device asks for.
#[derive(Clone, Copy)]
pub(super) enum Command {
    Play,
    Pause,
    /// Play or pause.
    Toggle,
    Stop,
    Step(Step),
}

/// A way through the article.
#[derive(Clone, Copy)]
pub(super) enum Step {
    SectionBack,
    Back,
    On,
    SectionOn,
}

/// What there is to read, and to read with.
pub(super) struct Means {
    pub prose: Prose,
    pub track: Track,
    pub recording: Option<Rc<Recording>>,
    pub speech: Option<Rc<Speech>>,
}

impl Means {
    fn find(built: &HtmlElement, sentences: &[String], audio: NodeRef<html::Audio>) -> Self {
        let prose = Prose::find(sentences);
        let recording = Recording::find(built, prose.count(), audio).map(Rc::new);
        let lengths = match &recording {
            Some(recording) => recording.lengths(),
            None => prose.built().iter().map(|sentence| estimate(sentence)).collect(),
        };
        let track = Track::new(lengths, prose.starts.clone());
        Self { prose, track, recording, speech: Speech::find() }
    }

    fn can_read(&self) -> bool {
        self.recording.is_some() || self.speech.is_some()
    }
}

/// The elements that the player focuses, opens or measures.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub section: NodeRef<html::Section>,
    pub fields: NodeRef<html::Fieldset>,
    pub play: NodeRef<html::Button>,
    pub more: NodeRef<html::Details>,
    pub voices: NodeRef<html::Select>,
    pub audio: NodeRef<html::Audio>,
}

/// The state of the player.
#[derive(Clone, Copy)]
pub struct Player {
    pub(super) phase: RwSignal<Phase>,
    /// The sentence that it is at.
    pub(super) at: RwSignal<usize>,
    /// The message to the listener.
    pub(super) status: RwSignal<String>,
    pub(super) offers: RwSignal<Vec<Offer>>,
    /// Who reads: the listener's choice, or ours.
    pub(super) reader: RwSignal<Option<Reader>>,
    /// The reader that the listener has chosen, now or at an earlier visit.
    pub(super) chosen: StoredValue<Option<Reader>>,
    /// In percent of the usual one.
    pub(super) speed: RwSignal<u32>,
    /// Whether the sentence stays in view.
    pub(super) follow: RwSignal<bool>,
    /// How many times longer the voice takes than estimated.
    pub(super) pace: RwSignal<f64>,
    pub(super) parts: Parts,
    /// Nothing when the page is built.
    means: StoredValue<Option<Rc<Means>>, LocalStorage>,
}

impl Player {
    /// The player as it is built: there is nothing to read with.
    pub fn built() -> Self {
        Self {
            phase: RwSignal::new(Phase::Idle),
            at: RwSignal::new(0),
            status: RwSignal::default(),
            offers: RwSignal::default(),
            reader: RwSignal::default(),
            chosen: StoredValue::default(),
            speed: RwSignal::new(USUAL),
            follow: RwSignal::new(true),
            pace: RwSignal::new(1.0),
            parts: Parts {
                section: NodeRef::new(),
                fields: NodeRef::new(),
                play: NodeRef::new(),
                more: NodeRef::new(),
                voices: NodeRef::new(),
                audio: NodeRef::new(),
            },
            means: StoredValue::new_local(None),
        }
    }

    /// The player of this page, in place of the one that was built. It is set as at the last visit.
    pub fn of_page(built: &HtmlElement, sentences: &[String]) -> Self {
        let player = Self::built();
        player.means.set_value(Some(Rc::new(Means::find(built, sentences, player.parts.audio))));
        player.recall();
        player.offer_readers();
        if player.is_mute() {
            // A screen reader announces what comes into a line that is there already.
            timer::soon(move || player.status.set(NO_SPEECH.to_owned()));
        }
        player
    }

    pub(super) fn means(self) -> Option<Rc<Means>> {
        self.means.get_value()
    }

    /// Whether it can be used.
    pub(super) fn is_usable(self) -> bool {
        self.means().is_some_and(|means| means.can_read())
    }

    /// Whether it can never be used: this browser can't read, and there is no recording.
    pub(super) fn is_mute(self) -> bool {
        self.means().is_some_and(|means| !means.can_read())
    }

    // ---- What is shown ----

    pub(super) fn is_recorded(self) -> bool {
        self.reader.with(|reader| *reader == Some(Reader::Recording))
    }

    /// Whether the text goes to the maker of the voice.
    pub(super) fn is_online(self) -> bool {
        let reader = self.reader.get();
        self.offers.with(|offers| offers.iter().any(|offer| offer.online && offer.reader == reader))
    }

    /// How many seconds of the track pass in one second.
    fn rate(self) -> f64 {
        let pace = if self.is_recorded() { 1.0 } else { self.pace.get() };
        f64::from(self.speed.get()) / f64::from(USUAL) / pace
    }

    /// The section that is being read, otherwise who will read.
    pub(super) fn place(self) -> String {
        match self.means().filter(|_| self.phase.get().in_use()) {
            Some(means) => means.prose.title(means.track.section(self.at.get())).to_owned(),
            None if self.is_recorded() => "a recording".to_owned(),
            None if self.is_online() => "read online".to_owned(),
            None => "read by your device".to_owned(),
        }
    }

    /// The time left, otherwise how long the article takes.
    pub(super) fn time(self) -> String {
        let Some(means) = self.means() else { return String::new() };
        let (track, at, rate) = (&means.track, self.at.get(), self.rate());
        let left = |seconds: f64| clock(seconds / rate);
        if !self.phase.get().in_use() {
            return left(track.left(0));
        }
        [&left(track.left_of_section(at)), " here, ", &left(track.left(at)), " in all"].concat()
    }

    /// How much of a section has been read, in percent, for the style.
    pub(super) fn share_of(self, section: usize) -> String {
        let at = self.at.get();
        let share = self.means().map_or(0.0, |means| means.track.share_of(section, at));
        [&((share * 100.0).round() as u32).to_string(), "%"].concat()
    }

    // ---- What it is connected with, once it is in the page ----

    /// Connects a player with the page, the other pages, the voices and the device. Its component lives as
    /// long as the page; only what listens to the window could end before.
    pub(super) fn connect(self) {
        let Some(means) = self.means().filter(|means| means.can_read()) else { return };
        self.highlight();
        self.make_room();
        let page_left = window_event_listener(ev::pagehide, move |_| self.pause());
        let other_reads = window_event_listener(ev::storage, move |event| {
            if event.key().as_deref() == Some(memory::key(READING).as_str()) {
                self.pause();
            }
        });
        on_cleanup(move || {
            page_left.remove();
            other_reads.remove();
        });
        Prose::on_click(move |click| self.point(click));
        if let Some(speech) = &means.speech {
            speech.on_voices(Rc::new(move || self.voices_known()));
        }
        if let Some(recording) = &means.recording {
            recording.obey_device(self);
            self.tell_device();
        }
    }

    fn highlight(self) {
        Effect::new(move |before: Option<Option<usize>>| {
            let at = self.at.get();
            let now = self.phase.get().in_use().then_some(at);
            if let Some(means) = self.means() {
                means.prose.highlight(before.flatten(), now);
            }
            now
        });
    }

    /// What the reader goes to must not lie below the player.
    fn make_room(self) {
        self.parts.section.on_load(|section| {
            let page = root().and_then(|page| page.dyn_into::<HtmlElement>().ok());
            let measured = section.clone();
            size::watch(&section, move || {
                let height = (size::height(&measured).ceil() as u32).to_string();
                if let Some(page) = &page {
                    let _ = page.style().set_property("--listen-height", &[&height, "px"].concat());
                }
            });
        });
    }

    /// The device shows what the recording does.
    fn tell_device(self) {
        Effect::new(move |_| {
            audio::tell_state(match self.phase.get() {
                Phase::Playing => "playing",
                Phase::Paused => "paused",
                _ => "none",
            });
        });
        let section = Memo::new(move |_| {
            let is_shown = self.phase.get().in_use() && self.is_recorded();
            self.means().filter(|_| is_shown).map(|means| means.track.section(self.at.get()))
        });
        Effect::new(move |_| {
            if let (Some(section), Some(means)) = (section.get(), self.means())
                && let Some(recording) = &means.recording
            {
                let artist = ["Read by ", &recording.source.voice].concat();
                audio::announce(means.prose.title(0), &artist, means.prose.title(section), ARTWORK);
            }
        });
    }

    // ---- What is asked for ----

    pub(super) fn obey(self, command: Command) {
        let is_playing = self.phase.get_untracked() == Phase::Playing;
        match command {
            Command::Play if is_playing => {}
            Command::Toggle if is_playing => self.pause(),
            Command::Play | Command::Toggle => self.play(),
            Command::Pause => self.pause(),
            Command::Stop => self.stop(),
            Command::Step(step) => self.step(step),
        }
    }

    fn step(self, step: Step) {
        let Some(means) = self.means() else { return };
        let at = self.at.get_untracked();
        self.go(match step {
            Step::SectionBack => means.track.section_back(at),
            Step::Back => at.saturating_sub(1),
            Step::On => at + 1,
            Step::SectionOn => means.track.section_on(at),
        });
    }

    /// A click on the main button. The second half of a double click does nothing.
    pub(super) fn toggle(self, click: &Event) {
        if clicks(click) != 2 {
            self.obey(Command::Toggle);
        }
    }

    /// A click on “Stop”, which then goes, and hands its focus on.
    pub(super) fn stop_and_keep_focus(self) {
        self.stop();
        if let Some(play) = self.parts.play.get_untracked() {
            let _ = play.focus();
        }
    }

    /// A key. On the player itself, space plays and pauses; on a button of it, space presses the button.
    pub(super) fn press(self, key: &KeyboardEvent) {
        let Some(target) = events::target::<Element>(key) else { return };
        let in_field = target.matches("select, input").unwrap_or(false);
        let command = match &key.key()[..] {
            _ if in_field || key.ctrl_key() || key.alt_key() || key.meta_key() => return,
            " " if key.current_target() == key.target() => Command::Toggle,
            _ if !self.phase.get_untracked().in_use() => return,
            "ArrowLeft" => Command::Step(Step::Back),
            "ArrowRight" => Command::Step(Step::On),
            "ArrowUp" => Command::Step(Step::SectionBack),
            "ArrowDown" => Command::Step(Step::SectionOn),
            _ => return,
        };
        key.prevent_default();
        self.obey(command);
    }

    /// A click on the page. One on a sentence goes there, while the player is in use; from then on keys are
    /// for the player.
    fn point(self, click: &Event) {
        let Some(means) = self.means().filter(|_| self.phase.get_untracked().in_use()) else { return };
        if let Some(sentence) = means.prose.pointed_at(click) {
            self.read_from(sentence);
            if let Some(fields) = self.parts.fields.get_untracked() {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = fields.focus_with_options(&options);
            }
        }
    }

    /// Reads from a sentence on.
    pub(super) fn read_from(self, sentence: usize) {
        self.at.set(sentence);
        if self.is_recorded()
            && let Some(means) = self.means()
            && let Some(recording) = &means.recording
        {
            recording.seek(sentence);
        }
        self.play();
    }

    pub(super) fn choose_reader(self, reader: Option<Reader>) {
        self.chosen.set_value(reader.clone());
        self.reader.set(reader);
        self.keep();
        self.read_anew();
    }

    pub(super) fn choose_speed(self, percent: u32) {
        self.speed.set(percent);
        self.keep();
        self.read_anew();
    }

    pub(super) fn choose_to_follow(self, follow: bool) {
        self.follow.set(follow);
        self.keep();
    }

    /// Sets what was set at the last visit.
    fn recall(self) {
        for (key, value) in address::parse(&memory::read(LISTENING).unwrap_or_default()) {
            match &key[..] {
                "voice" => self.chosen.set_value(Reader::from_value(&value)),
                "speed" => {
                    let known = SPEEDS.iter().map(|(percent, _)| *percent);
                    let kept = value.parse().ok();
                    self.speed.set(known.into_iter().find(|percent| Some(*percent) == kept).unwrap_or(USUAL));
                }
                "follow" => self.follow.set(value != "no"),
                _ => {}
            }
        }
    }

    fn keep(self) {
        let voice = self.chosen.with_value(|chosen| Some(chosen.as_ref()?.value().to_owned()));
        let speed = self.speed.get_untracked().to_string();
        let follow = if self.follow.get_untracked() { "yes" } else { "no" }.to_owned();
        let kept = [("voice", voice), ("speed", Some(speed)), ("follow", Some(follow))];
        memory::write(LISTENING, &address::unparse(&kept));
    }
}
