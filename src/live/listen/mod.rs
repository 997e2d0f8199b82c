//! Reading the article aloud: with the recording that the site has, or else with a voice of the browser.
//!
//! The page says what is read (`data-say`, `page/sentences.rs`); where the reading is shows in the page and in the player.

mod panel;
mod recording;
mod speech;

use crate::browser::{address, audio, elements, events, memory, screen, timer};
use crate::narration::{Track, estimate, is_deep, spoken, suited};
use panel::Panel;
use recording::{Event, Recording, Wish};
use speech::{Outcome, Speech};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, StorageEvent};

/// Under which name the browser keeps how the reader likes to listen.
pub(super) const LISTENING: &str = "showdown-listening";
/// Under which name a page tells the others that it begins to read.
const READING: &str = "showdown-reading";
/// The usual speed, in percent.
const USUAL: u32 = 100;
/// The value of the recording among the voices.
const RECORDED: &str = "recording";
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

/// Where there is nothing to read with.
const NO_VOICE: &str =
    "This device has no voice for English. Once one is installed in its settings, this page can read.";

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
}

/// The player.
struct Player {
    panel: Panel,
    sentences: Vec<Sentence>,
    /// The titles of the sections.
    titles: Vec<String>,
    track: RefCell<Track>,
    at: Cell<usize>,
    state: Cell<State>,
    /// How much longer the voice takes than estimated.
    pace: Cell<f64>,
    speech: Option<Rc<Speech>>,
    recording: Option<Rc<Recording>>,
}

/// Takes hold of the player.
pub(super) fn start() {
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
        track: RefCell::new(Track::new(lengths, starts)),
        at: Cell::new(0),
        state: Cell::new(State::Idle),
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
    // ---- What is set ----

    /// Sets what was set at the last visit.
    fn recall(&self) {
        for (key, value) in address::parse(&memory::read(LISTENING).unwrap_or_default()) {
            match &key[..] {
                "speed" => self.panel.speed.set_value(&value),
                "follow" => self.panel.follow.set_checked(value != "no"),
                _ => {}
            }
        }
        if self.panel.speed.value().is_empty() {
            self.panel.speed.set_value(&USUAL.to_string());
        }
    }

    fn keep(&self) {
        let follow = if self.panel.follow.checked() { "yes" } else { "no" };
        let kept = [
            ("voice", self.panel.voice.value()),
            ("speed", self.panel.speed.value()),
            ("follow", follow.into()),
        ];
        memory::write(LISTENING, &address::unparse(&kept.map(|(key, value)| (key, Some(value)))));
    }

    fn speed(&self) -> f64 {
        f64::from(self.panel.speed.value().parse().unwrap_or(USUAL)) / f64::from(USUAL)
    }

    /// The recording, if that is what reads.
    fn recorded(&self) -> Option<&Rc<Recording>> {
        self.recording.as_ref().filter(|_| self.panel.voice.value() == RECORDED)
    }

    /// Offers what can read: the recording, then the voices of the article's language.
    fn offer_voices(&self) {
        let mut offered = vec![];
        if let Some(recording) = &self.recording {
            offered.push((RECORDED.to_owned(), ["The recording: ", &recording.voice].concat()));
        }
        if let Some(speech) = &self.speech {
            let all = speech.voices.borrow();
            let voices: Vec<_> = all.iter().map(|(voice, _)| voice.clone()).collect();
            for place in suited(&voices, &elements::language()) {
                let voice = &voices[place];
                let deep = if is_deep(voice) { ", deep" } else { "" };
                let far = if voice.local { "" } else { ", online" };
                offered.push((voice.name.clone(), [&voice.name, deep, far].concat()));
            }
        }
        let before = self.panel.voice.value();
        let kept = address::parse(&memory::read(LISTENING).unwrap_or_default());
        let kept = kept.into_iter().find(|(key, _)| key == "voice").map(|(_, name)| name);
        let is_there = |name: &String| offered.iter().any(|(value, _)| value == name);
        let first = offered.first().map(|(value, _)| value.clone());
        let chosen = kept.filter(is_there).or(Some(before).filter(is_there)).or(first).unwrap_or_default();
        self.panel.offer(&offered, &chosen);
        self.show();
    }

    /// Whether anything can read.
    fn has_voice(&self) -> bool {
        !self.panel.voice.value().is_empty()
    }

    fn when_voices_are_known(self: &Rc<Self>) -> Rc<dyn Fn()> {
        let player = self.clone();
        Rc::new(move || player.voices_known())
    }

    /// The voices are there, or others, or none will come.
    fn voices_known(self: &Rc<Self>) {
        self.offer_voices();
        match self.state.get() {
            _ if !self.has_voice() => {
                self.set_state(State::Voiceless);
                self.panel.say(NO_VOICE);
            }
            State::Searching => self.play(),
            State::Voiceless => {
                self.set_state(State::Idle);
                self.panel.say("");
            }
            _ => {}
        }
    }

    // ---- What the reader does ----

    fn listen(self: &Rc<Self>) {
        let player = self.clone();
        events::on(&self.panel.root, "click", move |event| {
            let button =
                events::target::<Element>(event).and_then(|target| target.closest("[data-do]").ok()?);
            if let Some(deed) = button.and_then(|button| button.get_attribute("data-do")) {
                player.act(&deed);
            }
        });
        let player = self.clone();
        events::answer(&self.panel.root, "keydown", move |event| player.press(event));
        for element in [&self.panel.speed, &self.panel.voice, self.panel.follow.as_ref()] as [&HtmlElement; 3]
        {
            let player = self.clone();
            events::on(element, "change", move |_| {
                player.keep();
                player.show();
                if player.state.get() == State::Playing {
                    player.read();
                }
            });
        }
        for main in elements::all("main") {
            let player = self.clone();
            events::on(&main, "click", move |event| player.point(event));
        }
        let Some(window) = crate::browser::window() else { return };
        let player = self.clone();
        events::on(&window, "pagehide", move |_| player.pause());
        // Another page of this site begins to read.
        let player = self.clone();
        events::on(&window, "storage", move |event| {
            let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
            if key.as_deref() == Some(READING) {
                player.pause();
            }
        });
        if let Some(recording) = &self.recording {
            let player = self.clone();
            recording.watch(Rc::new(move |event| player.hear(event)));
            let (player, seeker) = (self.clone(), self.clone());
            recording
                .obey(Rc::new(move |wish| player.grant(wish)), Rc::new(move |sentence| seeker.go(sentence)));
        }
    }

    fn act(self: &Rc<Self>, deed: &str) {
        let at = self.at.get();
        match deed {
            "play" if self.state.get() == State::Playing => self.pause(),
            "play" => self.play(),
            "stop" => self.stop(),
            "back" => self.go(at.saturating_sub(1)),
            "on" => self.go(at + 1),
            "section-back" => self.go(self.track.borrow().section_back(at)),
            _ => self.go(self.track.borrow().section_on(at)),
        }
    }

    fn press(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        let in_field = events::target::<Element>(event)
            .is_some_and(|target| target.matches("select, input").unwrap_or(false));
        let on_player =
            events::target::<Element>(event).is_some_and(|target| target == *self.panel.fields.as_ref());
        let deed = match &key.key()[..] {
            _ if in_field || key.ctrl_key() || key.alt_key() || key.meta_key() => return,
            // On a button it presses the button.
            " " if on_player => "play",
            "ArrowLeft" => "back",
            "ArrowRight" => "on",
            "ArrowUp" => "section-back",
            "ArrowDown" => "section-on",
            _ => return,
        };
        event.prevent_default();
        self.act(deed);
    }

    /// A click on a sentence goes there, while the player is in use; and one on “from here” always.
    fn point(self: &Rc<Self>, event: &web_sys::Event) {
        let Some(target) = events::target::<Element>(event) else { return };
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(id) = closest("[data-listen]").and_then(|button| button.get_attribute("data-listen")) {
            let heading = elements::all(&["#", &id, " [data-say]"].concat()).pop();
            self.start_at(heading.map(Element::from));
        } else if matches!(self.state.get(), State::Playing | State::Paused)
            && closest("a, button, summary, input, label, select").is_none()
            && !elements::is_selecting()
        {
            self.start_at(closest("[data-say]"));
        }
    }

    fn start_at(self: &Rc<Self>, element: Option<Element>) {
        let found = element.and_then(|element| {
            self.sentences.iter().position(|sentence| *AsRef::<Element>::as_ref(&sentence.element) == element)
        });
        if let Some(place) = found {
            self.at.set(place);
            if let Some(recording) = self.recorded() {
                recording.seek(place);
            }
            self.play();
        }
    }

    fn grant(self: &Rc<Self>, wish: Wish) {
        match wish {
            Wish::Play => self.play(),
            Wish::Pause => self.pause(),
            Wish::Stop => self.stop(),
            Wish::SectionBack => self.act("section-back"),
            Wish::SectionOn => self.act("section-on"),
            Wish::Back => self.act("back"),
            Wish::On => self.act("on"),
        }
    }

    // ---- Reading ----

    fn set_state(&self, state: State) {
        self.state.set(state);
        self.show();
    }

    fn play(self: &Rc<Self>) {
        self.panel.say("");
        if !self.has_voice() {
            if let Some(speech) = self.speech.as_ref().filter(|_| self.state.get() != State::Searching) {
                self.set_state(State::Searching);
                speech.wait_for_voices(0, self.when_voices_are_known());
            }
            return;
        }
        if self.state.get() == State::Finished {
            self.at.set(0);
        }
        memory::write(READING, &(timer::now() as u64).to_string());
        self.set_state(State::Playing);
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

    /// Goes to a sentence, and reads on from there if it reads.
    fn go(self: &Rc<Self>, sentence: usize) {
        if sentence >= self.sentences.len() {
            return self.finish();
        }
        self.at.set(sentence);
        if let Some(recording) = self.recorded() {
            recording.seek(sentence);
        }
        match self.state.get() {
            State::Playing => self.read(),
            // Whoever looks for a place has begun to listen.
            _ => self.set_state(State::Paused),
        }
    }

    fn finish(&self) {
        self.hush();
        self.set_state(State::Finished);
        self.panel.say("That was the article. The ledger below it is not read.");
    }

    /// Reads the sentence that it is at.
    fn read(self: &Rc<Self>) {
        self.show();
        let at = self.at.get();
        let speed = self.speed();
        // Never two voices: what does not read is silent.
        if let Some(recording) = self.recorded() {
            if let Some(speech) = &self.speech {
                speech.hush();
            }
            return recording.play(at, speed);
        }
        if let Some(recording) = &self.recording {
            recording.pause();
        }
        let Some(speech) = &self.speech else { return };
        let name = self.panel.voice.value();
        let place = speech.voices.borrow().iter().position(|(voice, _)| voice.name == name);
        let text = Sentence::text(&self.sentences[at].element);
        let (player, begun, estimated) = (self.clone(), timer::now(), estimate(&text));
        let done = move |outcome| match outcome {
            Outcome::Said => {
                let took = (timer::now() - begun) / 1000.0 * speed;
                player.pace.set(player.pace.get() * 0.8 + 0.2 * (took / estimated).clamp(0.3, 3.0));
                player.go(at + 1);
            }
            Outcome::Interrupted => player.give_up("Something else on this device took the voice."),
            Outcome::Failed(why) => {
                player.give_up(&["This voice failed (", &why, "). Another one may do."].concat())
            }
        };
        speech.say(&text, place.unwrap_or(usize::MAX), speed, Rc::new(done));
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
            Event::At(sentence) if self.state.get() != State::Idle => self.follow(sentence),
            Event::Playing if self.state.get() == State::Paused => self.set_state(State::Playing),
            Event::Paused => self.pause(),
            Event::Ended => self.finish(),
            Event::Failed if self.state.get() == State::Playing => {
                self.give_up("The recording can’t be played. Another voice may do.");
            }
            _ => {}
        }
    }

    /// The recording is at that sentence.
    fn follow(self: &Rc<Self>, sentence: usize) {
        let now = &self.sentences[sentence];
        if self.state.get() == State::Playing && Sentence::text(&now.element) != now.built {
            // It would say what the figure does not show any more.
            return self.go(sentence + 1);
        }
        if self.at.replace(sentence) != sentence {
            self.show();
        }
    }

    // ---- What is shown ----

    fn show(&self) {
        let (state, at) = (self.state.get(), self.at.get());
        let (name, action) = state.words();
        let reading = matches!(state, State::Playing | State::Paused);
        // At the end the reader is far from where the player was built.
        self.panel.show_state(name, action, reading || state == State::Finished);
        for (place, sentence) in self.sentences.iter().enumerate() {
            let _ = sentence.element.class_list().toggle_with_force(SAID, reading && place == at);
        }
        let track = self.track.borrow();
        let speed = self.speed() / if self.recorded().is_some() { 1.0 } else { self.pace.get() };
        let section = self.titles.get(track.section(at)).map_or("", String::as_str);
        if reading || state == State::Finished {
            let at = if reading { at } else { self.sentences.len() };
            self.panel.show_place(&track, at, section, speed);
            if state == State::Playing {
                self.bring_into_view(at);
                if self.recorded().is_some() {
                    self.announce(section);
                }
            }
        } else {
            let voice = if self.recorded().is_some() { "a recording" } else { "read by your device" };
            self.panel.show_length(track.left(0) / speed, voice);
        }
    }

    /// The device shows what is played.
    fn announce(&self, section: &str) {
        if let (Some(title), Some(recording)) = (self.titles.first(), &self.recording) {
            audio::announce(title, &["Read by ", &recording.voice].concat(), section, ARTWORK);
        }
    }

    /// If the reader wishes, the sentence stays in view.
    fn bring_into_view(&self, at: usize) {
        if self.panel.follow.checked() {
            screen::bring_into_view(&self.sentences[at].element);
        }
    }
}
