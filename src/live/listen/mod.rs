//! Reading the article aloud: with the recording that the site has, or else with a voice of the browser.
//!
//! The page says what is read (`data-say`, `page/sentences.rs`); where the reading is shows in the page and in the player.
//! Which voice reads: `choice`. What the reader and the device ask for: `wishes`.

mod choice;
mod panel;
mod recording;
mod speech;
mod wishes;

use crate::browser::{audio, elements, memory, screen, timer};
use crate::narration::{Track, estimate, spoken};
use panel::Panel;
use recording::{Event, Recording};
use speech::{Outcome, Speech};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::HtmlElement;

/// Under which name a page tells the others that it begins to read.
const READING: &str = "showdown-reading";
/// The picture of a recording, for the device. The build puts it there.
const ARTWORK: &str = "narration/artwork.png";
/// What is being read, for its style.
const SAID: &str = "is-said";

/// A sentence of the page.
struct Sentence {
    element: HtmlElement,
    /// As it was built: what a recording says. A figure's follows what is set in it.
    built: String,
}

impl Sentence {
    fn text(element: &HtmlElement) -> String {
        let before = element.get_attribute("data-say").unwrap_or_default();
        spoken(&[&before, " ", &element.text_content().unwrap_or_default()].concat())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    /// Asked to read, while the voices are still to come.
    Searching,
    /// There are none.
    Voiceless,
    Playing,
    Paused,
    Finished,
}

impl State {
    /// Its name in the page's style, and what the main button does in it.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Idle => ("idle", "Listen to this article"),
            Self::Searching => ("searching", "Looking for a voice …"),
            Self::Voiceless => ("voiceless", "Look for a voice again"),
            Self::Playing => ("playing", "Pause"),
            Self::Paused => ("paused", "Go on"),
            Self::Finished => ("finished", "Listen again"),
        }
    }

    /// Whether it is between a beginning and an end.
    fn in_use(self) -> bool {
        matches!(self, Self::Playing | Self::Paused)
    }
}

/// The player.
struct Player {
    panel: Panel,
    sentences: Vec<Sentence>,
    /// The titles of the sections.
    titles: Vec<String>,
    track: Track,
    at: Cell<usize>,
    state: Cell<State>,
    /// The voice that the reader has chosen, at this visit or before.
    chosen: RefCell<Option<String>>,
    /// The section that the device shows.
    announced: Cell<Option<usize>>,
    /// How much longer the voice takes than estimated.
    pace: Cell<f64>,
    speech: Option<Rc<Speech>>,
    recording: Option<Rc<Recording>>,
}

/// Takes hold of the player.
pub fn start() {
    let sentences: Vec<Sentence> = elements::all("main [data-say]")
        .into_iter()
        .map(|element| Sentence { built: Sentence::text(&element), element })
        .collect();
    let begins = |sentence: &Sentence| matches!(sentence.element.closest("h1, .prose h2"), Ok(Some(_)));
    let starts: Vec<usize> = (0..sentences.len()).filter(|place| begins(&sentences[*place])).collect();
    let titles = starts.iter().map(|place| sentences[*place].built.clone()).collect();
    let Some(panel) = Panel::find(starts.len()) else { return };
    let recording = Recording::find(&panel.root, sentences.len()).map(Rc::new);
    let lengths = match &recording {
        Some(recording) => recording.lengths(),
        None => sentences.iter().map(|sentence| estimate(&sentence.built)).collect(),
    };
    let player = Rc::new(Player {
        panel,
        titles,
        track: Track::new(lengths, starts),
        at: Cell::new(0),
        state: Cell::new(State::Idle),
        chosen: RefCell::default(),
        announced: Cell::new(None),
        pace: Cell::new(1.0),
        speech: Speech::find(),
        recording,
        sentences,
    });
    player.recall();
    player.listen();
    player.offer_voices();
    match (&player.speech, &player.recording) {
        (None, None) => return player.panel.close("This browser cannot read aloud: it has no speech."),
        (Some(speech), _) => speech.on_voices(player.when_voices_are_known()),
        _ => {}
    }
    player.panel.open();
}

impl Player {
    fn set_state(&self, state: State) {
        self.state.set(state);
        if self.recording.is_some() {
            audio::tell_state(match state {
                State::Playing => "playing",
                State::Paused => "paused",
                _ => "none",
            });
        }
        self.show();
    }

    fn play(self: &Rc<Self>) {
        self.panel.say("");
        if !self.has_voice() {
            return self.seek_voice();
        }
        if self.state.get() == State::Finished {
            self.at.set(0);
        }
        // Told, and not kept.
        memory::write(READING, &(timer::now() as u64).to_string());
        memory::write(READING, "");
        self.set_state(State::Playing);
        self.keep_in_view();
        self.read();
    }

    fn pause(&self) {
        if self.state.get() == State::Playing {
            self.set_state(State::Paused);
            self.hush();
        }
    }

    /// Back to the beginning, in silence.
    fn stop(&self) {
        self.pause();
        self.at.set(0);
        if let Some(recording) = &self.recording {
            recording.seek(0);
        }
        self.panel.say("");
        self.set_state(State::Idle);
    }

    fn hush(&self) {
        if let Some(speech) = &self.speech {
            speech.hush();
        }
        if let Some(recording) = &self.recording {
            recording.pause();
        }
    }

    /// Goes to a sentence, as the reader wishes, and reads on from there if it reads.
    fn go(self: &Rc<Self>, sentence: usize) {
        if !self.has_voice() {
            return;
        }
        let back = sentence < self.at.get();
        let mut to = sentence;
        while self.skips(to) {
            to = if back && to > 0 { to - 1 } else { to + 1 };
        }
        if to >= self.sentences.len() {
            return self.finish();
        }
        self.panel.say("");
        self.at.set(to);
        if let Some(recording) = self.recorded() {
            recording.seek(to);
        }
        match self.state.get() {
            State::Playing => self.read(),
            _ => self.set_state(State::Paused),
        }
        // Whoever looks for a place sees it.
        screen::bring_into_view(&self.sentences[to].element);
    }

    /// The sentence behind this one that is said.
    fn next(&self, sentence: usize) -> usize {
        let mut next = sentence + 1;
        while self.skips(next) {
            next += 1;
        }
        next
    }

    /// Goes on by itself. Whoever looks at something else, or works in a field, is left there.
    fn move_on(&self, to: usize) {
        let before = self.at.replace(to);
        if screen::is_in_view(&self.sentences[before].element) && !elements::is_working(&self.panel.root) {
            self.keep_in_view();
        }
    }

    fn finish(&self) {
        self.hush();
        self.set_state(State::Finished);
        self.panel.say("That was the article. The ledger below it is not read.");
    }

    /// Reads the sentence that it is at. Never two voices: what does not read is silent.
    fn read(self: &Rc<Self>) {
        self.show();
        let (at, speed) = (self.at.get(), self.speed());
        if let Some(recording) = self.recorded() {
            if let Some(speech) = &self.speech {
                speech.hush();
            }
            let player = self.clone();
            return recording.play(at, speed, Box::new(move || player.fail()));
        }
        if let Some(recording) = &self.recording {
            recording.pause();
        }
        let (Some(speech), Some((_, voice))) = (&self.speech, self.voice()) else {
            return self.give_up("This voice is gone.");
        };
        if self.skips(at) {
            return self.go(self.next(at));
        }
        let text = Sentence::text(&self.sentences[at].element);
        let (player, begun, estimated) = (self.clone(), timer::now(), estimate(&text));
        let done = move |outcome| match outcome {
            Outcome::Said => {
                let took = (timer::now() - begun) / 1000.0 * speed;
                player.pace.set(player.pace.get() * 0.8 + 0.2 * (took / estimated).clamp(0.3, 3.0));
                let next = player.next(at);
                if next >= player.sentences.len() {
                    return player.finish();
                }
                player.move_on(next);
                player.read();
            }
            Outcome::Interrupted => player.give_up("Something else on this device took the voice."),
            Outcome::Failed(why) => {
                player.give_up(&["This voice failed (", &why, "). Another one may do."].concat());
            }
        };
        speech.say(&text, voice, speed, Rc::new(done));
    }

    fn fail(&self) {
        if self.state.get() == State::Playing {
            self.give_up("The recording can’t be played. Another voice may do.");
        }
    }

    fn give_up(&self, why: &str) {
        self.pause();
        self.panel.say(&[why, " “Go on” tries again from this sentence."].concat());
    }

    /// What the recording tells.
    fn hear(self: &Rc<Self>, event: Event) {
        if self.recorded().is_none() {
            return;
        }
        match event {
            Event::At(sentence) if self.state.get().in_use() => self.follow(sentence),
            Event::Playing if self.state.get() == State::Paused => self.set_state(State::Playing),
            Event::Paused => self.pause(),
            Event::Ended => self.finish(),
            Event::Failed => self.fail(),
            _ => {}
        }
    }

    /// The recording is at that sentence.
    fn follow(&self, sentence: usize) {
        if self.state.get() == State::Playing && self.skips(sentence) {
            if let Some(recording) = &self.recording {
                recording.seek(self.next(sentence));
            }
        } else if self.at.get() != sentence {
            self.move_on(sentence);
            self.show();
        }
    }

    // ---- What is shown ----

    fn show(&self) {
        let (state, at) = (self.state.get(), self.at.get());
        let (name, action) = state.words();
        self.panel.show_state(name, action, state.in_use());
        for (place, sentence) in self.sentences.iter().enumerate() {
            let now = state.in_use() && place == at;
            let _ = sentence.element.class_list().toggle_with_force(SAID, now);
        }
        let speed = self.speed() / if self.recorded().is_some() { 1.0 } else { self.pace.get() };
        if !state.in_use() {
            return self.panel.show_length(self.track.left(0) / speed, self.who());
        }
        let section = self.track.section(at);
        let title = self.titles.get(section).map_or("", String::as_str);
        self.panel.show_place(&self.track, at, title, speed);
        if self.recorded().is_some() && self.announced.replace(Some(section)) != Some(section) {
            self.announce(title);
        }
    }

    /// The device shows what is played.
    fn announce(&self, section: &str) {
        if let (Some(title), Some(recording)) = (self.titles.first(), &self.recording) {
            audio::announce(title, &["Read by ", &recording.voice].concat(), section, ARTWORK);
        }
    }

    /// If the reader wishes, the sentence stays in view.
    fn keep_in_view(&self) {
        if self.panel.follow.checked() {
            screen::bring_into_view(&self.sentences[self.at.get()].element);
        }
    }
}
