//! Saying one sentence after the other with a voice of the browser, whatever that voice fails to do.
//!
//! Voices come late, or never. Some send no `end`, some fall silent after about fifteen seconds and say that
//! they go on. So a sentence is said in pieces that take less, and a watchdog goes on where nobody tells that
//! a piece has ended.

use crate::browser::speech::{Synthesis, Utterance};
use crate::browser::timer::{self, Debounce};
use crate::narration::{Voice, estimate, letters, letters_in, pieces};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use web_sys::SpeechSynthesisVoice;

/// How many characters are said at once, and about how many seconds that takes: less than fifteen.
const MOST: usize = 200;
const LONGEST: f64 = 12.0;
/// How often it is looked whether something is still being said, and whether there are voices, in
/// milliseconds.
const LOOK: u32 = 500;
/// How often it is looked for voices before it is said that there are none: for five seconds.
const LOOKS_FOR_VOICES: u32 = 10;
/// So often in a row nothing is being said before that counts as the end.
const SILENT: u32 = 2;
/// So many times longer than estimated may a piece take, and so many seconds more.
const PATIENCE: (f64, f64) = (1.5, 3.0);
/// So many pieces in a row may come to no end by themselves before the voice counts as broken.
const STALLS: u32 = 4;
/// Milliseconds between forgetting what was to be said and saying something else: some browsers forget both.
const AFTER_HUSH: u32 = 60;

/// How it went.
pub(super) enum Outcome {
    Said,
    /// Something else on the device took the voice.
    Interrupted,
    /// The voice does not work, as the browser says it.
    Failed(String),
}

type Done = Rc<dyn Fn(Outcome)>;

/// The voices, and what one of them says.
pub(super) struct Speech {
    synthesis: Synthesis,
    voices: RefCell<Vec<(Voice, SpeechSynthesisVoice)>>,
    /// Counts what has been begun or given up: what belongs to an earlier turn is not heard any more.
    turn: Cell<u32>,
    stalls: Cell<u32>,
    /// Counts searches for voices: only the last one goes on.
    searches: Cell<u32>,
    saying: RefCell<Option<Utterance>>,
    watch: Debounce,
}

/// A sentence on its way.
struct Sentence {
    pieces: RefCell<VecDeque<String>>,
    voice: SpeechSynthesisVoice,
    speed: f64,
    /// Whether its first piece has been begun, and whether that is for the second time.
    begun: Cell<bool>,
    again: Cell<bool>,
    done: Done,
}

impl Speech {
    pub fn find() -> Option<Rc<Self>> {
        Some(Rc::new(Self {
            synthesis: Synthesis::find()?,
            voices: RefCell::default(),
            turn: Cell::new(0),
            stalls: Cell::new(0),
            searches: Cell::new(0),
            saying: RefCell::default(),
            watch: Debounce::default(),
        }))
    }

    /// The voices of the browser, as far as they are known.
    pub fn voices(&self) -> Vec<Voice> {
        self.voices.borrow().iter().map(|(voice, _)| voice.clone()).collect()
    }

    /// The voice of that id.
    pub fn voice(&self, id: &str) -> Option<SpeechSynthesisVoice> {
        self.voices.borrow().iter().find(|(voice, _)| voice.id == id).map(|(_, voice)| voice.clone())
    }

    /// Calls back when the voices are known, whenever they change, and when there are none after all.
    pub fn on_voices(self: &Rc<Self>, known: Rc<dyn Fn()>) {
        let (speech, tell) = (self.clone(), known.clone());
        self.synthesis.on_voices(move || {
            if speech.look() {
                tell();
            }
        });
        self.search(known);
    }

    /// Looks for voices until there are any, or for five seconds; then calls back.
    pub fn search(self: &Rc<Self>, known: Rc<dyn Fn()>) {
        self.searches.set(self.searches.get() + 1);
        self.go_on_searching(self.searches.get(), 0, known);
    }

    fn go_on_searching(self: &Rc<Self>, search: u32, looks: u32, known: Rc<dyn Fn()>) {
        if search != self.searches.get() {
            return;
        }
        if self.look() || looks == LOOKS_FOR_VOICES {
            return known();
        }
        let speech = self.clone();
        timer::later(LOOK, move || speech.go_on_searching(search, looks + 1, known));
    }

    /// Looks which voices there are; tells whether there are any.
    fn look(&self) -> bool {
        let voices = self.synthesis.voices();
        let any = !voices.is_empty();
        if any {
            self.voices.replace(voices);
        }
        any
    }

    /// Says a sentence, in place of whatever is being said, with that voice.
    pub fn say(self: &Rc<Self>, text: &str, voice: SpeechSynthesisVoice, speed: f64, done: Done) {
        let busy = self.synthesis.is_busy();
        self.hush();
        let most = letters_in(LONGEST * speed).min(MOST);
        let sentence = Rc::new(Sentence {
            pieces: RefCell::new(pieces(text, most, letters).into_iter().map(str::to_owned).collect()),
            voice,
            speed,
            begun: Cell::new(false),
            again: Cell::new(false),
            done,
        });
        self.go_on(sentence, if busy { AFTER_HUSH } else { 0 });
    }

    /// Falls silent.
    pub fn hush(&self) {
        self.turn.set(self.turn.get() + 1);
        self.watch.cancel();
        self.saying.take();
        self.synthesis.hush();
    }

    /// Says the next piece, in so many milliseconds.
    fn go_on(self: &Rc<Self>, sentence: Rc<Sentence>, later: u32) {
        let speech = self.clone();
        let turn = self.turn.get();
        let act = move || {
            if speech.turn.get() == turn {
                speech.say_piece(sentence);
            }
        };
        // A click that lets a browser speak must not be over by then.
        if later == 0 { act() } else { timer::later(later, act) }
    }

    fn say_piece(self: &Rc<Self>, sentence: Rc<Sentence>) {
        let turn = self.turn.get() + 1;
        self.turn.set(turn);
        let Some(piece) = sentence.pieces.borrow().front().cloned() else {
            return (sentence.done)(Outcome::Said);
        };
        sentence.begun.set(false);
        let begun = sentence.clone();
        let begun = Box::new(move || begun.begun.set(true));
        let (speech, heard) = (self.clone(), sentence.clone());
        let told = Box::new(move |error: Option<String>| {
            if speech.turn.get() != turn {
                return;
            }
            match error.as_deref() {
                None => {
                    speech.stalls.set(0);
                    // Not from within what the browser tells: the utterance that it tells of is dropped.
                    let (speech, heard) = (speech.clone(), heard.clone());
                    timer::next(move || speech.ended(turn, heard, 0));
                }
                Some("interrupted" | "canceled") => speech.give_up(&heard, Outcome::Interrupted),
                Some(error) => speech.give_up(&heard, Outcome::Failed(error.to_owned())),
            }
        });
        let saying = self.synthesis.say(&piece, &sentence.voice, sentence.speed as f32, begun, told);
        self.saying.replace(saying);
        let looks = |seconds: f64| (seconds * 1000.0 / f64::from(LOOK)) as u32;
        let seconds = estimate(&piece) / sentence.speed;
        let least = looks(seconds / 2.0);
        self.look_after(
            turn,
            sentence,
            Looks { least, most: looks(seconds * PATIENCE.0 + PATIENCE.1), done: 0, silent: 0 },
        );
    }

    /// The piece has been said: on to the next one.
    fn ended(self: &Rc<Self>, turn: u32, sentence: Rc<Sentence>, later: u32) {
        if self.turn.get() == turn {
            sentence.pieces.borrow_mut().pop_front();
            sentence.again.set(false);
            self.go_on(sentence, later);
        }
    }

    fn give_up(&self, sentence: &Sentence, outcome: Outcome) {
        self.hush();
        (sentence.done)(outcome);
    }

    /// Looks whether the voice still speaks. When it is silent it counts as done, unless it never began; and
    /// as stuck when it speaks for too long.
    fn look_after(self: &Rc<Self>, turn: u32, sentence: Rc<Sentence>, mut looks: Looks) {
        let speech = self.clone();
        self.watch.run(LOOK, move || {
            if speech.turn.get() != turn {
                return;
            }
            looks.done += 1;
            looks.silent = if speech.synthesis.is_busy() { 0 } else { looks.silent + 1 };
            let dropped = !sentence.begun.get() && looks.done < looks.least;
            if looks.done >= looks.most || (looks.silent == SILENT && dropped) {
                speech.stuck(sentence);
            } else if looks.silent >= SILENT {
                speech.ended(turn, sentence, 0);
            } else {
                speech.look_after(turn, sentence, looks);
            }
        });
    }

    /// It should have ended long ago, or was forgotten before it began: the piece once more, and then the
    /// next one.
    fn stuck(self: &Rc<Self>, sentence: Rc<Sentence>) {
        self.stalls.set(self.stalls.get() + 1);
        if self.stalls.get() >= STALLS {
            self.stalls.set(0);
            return self.give_up(&sentence, Outcome::Failed("no-answer".to_owned()));
        }
        self.hush();
        if sentence.again.replace(true) {
            self.ended(self.turn.get(), sentence, AFTER_HUSH);
        } else {
            self.go_on(sentence, AFTER_HUSH);
        }
    }
}

/// How often it has been looked whether a piece is still being said.
struct Looks {
    /// So often at least, if it is said at all, and so often at most.
    least: u32,
    most: u32,
    done: u32,
    /// How often in a row nothing was being said.
    silent: u32,
}
