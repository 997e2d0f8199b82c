//! How the player reads: from one sentence to the next, with the recording or a voice, and what it does if
//! that fails.

use super::choice::{self, Reader};
use super::player::{Means, Phase, Player};
use super::recording::Sound;
use super::speech::{Outcome, Speech};
use crate::browser::{elements, memory, timer};
use crate::narration::estimate;
use leptos::prelude::*;
use std::rc::Rc;

/// The name under which a page tells the other pages of this site that it begins to read.
pub(super) const READING: &str = "showdown-reading";

const NO_VOICE: &str =
    "This device has no voice for English. Once one is installed in its settings, this page can read.";
const ONLINE_ONLY: &str = "This device has no English voice of its own. An online one is spoken by its \
    maker’s service: choose one to go on.";
const END: &str = "End of the article. The ledger is not read aloud.";

impl Means {
    /// Never two voices: what does not read is silent.
    fn hush(&self) {
        if let Some(speech) = &self.speech {
            speech.hush();
        }
        if let Some(recording) = &self.recording {
            recording.pause();
        }
    }
}

impl Player {
    fn say(self, words: &str) {
        self.status.set(words.to_owned());
    }

    fn hush(self) {
        if let Some(means) = self.means() {
            means.hush();
        }
    }

    pub(super) fn play(self) {
        self.say("");
        if self.reader.with_untracked(Option::is_none) {
            return self.seek_voice();
        }
        if self.phase.get_untracked() == Phase::Finished {
            self.at.set(0);
        }
        // Write, then clear: this tells the other pages, and stores nothing.
        memory::write(READING, &(timer::now() as u64).to_string());
        memory::write(READING, "");
        self.phase.set(Phase::Playing);
        self.keep_in_view();
        self.read();
    }

    pub(super) fn pause(self) {
        if self.phase.get_untracked() == Phase::Playing {
            self.phase.set(Phase::Paused);
            self.hush();
        }
    }

    /// Back to the beginning, in silence.
    pub(super) fn stop(self) {
        self.pause();
        self.at.set(0);
        if let Some(means) = self.means()
            && let Some(recording) = &means.recording
        {
            recording.seek(0);
        }
        self.say("");
        self.phase.set(Phase::Idle);
    }

    /// Goes to a sentence, as the listener wishes, and reads on from there if it reads.
    pub(super) fn go(self, sentence: usize) {
        let Some(means) = self.means().filter(|_| self.reader.with_untracked(Option::is_some)) else {
            return;
        };
        let back = sentence < self.at.get_untracked();
        let mut to = sentence;
        while self.skips(&means, to) {
            to = if back && to > 0 { to - 1 } else { to + 1 };
        }
        if to >= means.prose.count() {
            return self.finish();
        }
        self.say("");
        self.at.set(to);
        if let Some(recording) = means.recording.as_ref().filter(|_| untrack(|| self.is_recorded())) {
            recording.seek(to);
        }
        match self.phase.get_untracked() {
            Phase::Playing => self.read(),
            _ => self.phase.set(Phase::Paused),
        }
        // The listener jumped here, so always scroll.
        self.bring_into_view();
    }

    /// Whether the reader would say of a figure what it no longer shows: a recording knows the figure as it
    /// was built, and the listener's settings are not given to an online voice.
    fn skips(self, means: &Means, sentence: usize) -> bool {
        untrack(|| self.is_recorded() || self.is_online()) && means.prose.is_changed(sentence)
    }

    /// The next sentence that is said.
    fn next(self, means: &Means, sentence: usize) -> usize {
        let mut next = sentence + 1;
        while self.skips(means, next) {
            next += 1;
        }
        next
    }

    /// Goes on by itself. It does not scroll for a listener who looks at something else, or works in a field.
    fn move_on(self, means: &Means, to: usize) {
        let was_in_view = means.prose.is_in_view(self.at.get_untracked());
        self.at.set(to);
        let is_working = self.parts.section.get_untracked().is_some_and(|own| elements::is_working(&own));
        if was_in_view && !is_working {
            self.keep_in_view();
        }
    }

    fn finish(self) {
        self.hush();
        self.phase.set(Phase::Finished);
        self.say(END);
    }

    /// Reads the sentence that it is at.
    fn read(self) {
        let Some(means) = self.means() else { return };
        match (self.reader.get_untracked(), &means.recording, &means.speech) {
            (Some(Reader::Recording), Some(recording), _) => {
                if let Some(speech) = &means.speech {
                    speech.hush();
                }
                let refused = Box::new(move || self.fail_to_play());
                recording.play(self.at.get_untracked(), self.speed_as_share(), refused);
            }
            (Some(Reader::Voice(id)), recording, Some(speech)) => {
                if let Some(recording) = recording {
                    recording.pause();
                }
                self.read_with(&means, speech, &id);
            }
            _ => self.give_up("This voice is gone."),
        }
    }

    /// Reads anew what is being read, because the reader or the speed has changed.
    pub(super) fn read_anew(self) {
        if self.phase.get_untracked() == Phase::Playing {
            self.read();
        }
    }

    fn read_with(self, means: &Rc<Means>, speech: &Rc<Speech>, id: &str) {
        let Some(voice) = speech.voice(id) else { return self.give_up("This voice is gone.") };
        let (at, speed) = (self.at.get_untracked(), self.speed_as_share());
        if self.skips(means, at) {
            return self.go(self.next(means, at));
        }
        let text = means.prose.text(at);
        let (begun, estimated) = (timer::now(), estimate(&text));
        let done = move |outcome| match outcome {
            Outcome::Said => {
                let took = (timer::now() - begun) / 1000.0 * speed;
                self.pace.update(|pace| *pace = *pace * 0.8 + 0.2 * (took / estimated).clamp(0.3, 3.0));
                self.read_next(at);
            }
            Outcome::Interrupted => self.give_up("Something else on this device took the voice."),
            Outcome::Failed(why) => {
                self.give_up(&["This voice failed (", &why, "). Another one may do."].concat());
            }
        };
        speech.say(&text, voice, speed, Rc::new(done));
    }

    fn read_next(self, after: usize) {
        let Some(means) = self.means() else { return };
        let next = self.next(&means, after);
        if next >= means.prose.count() {
            return self.finish();
        }
        self.move_on(&means, next);
        self.read();
    }

    /// As a share of the usual one.
    fn speed_as_share(self) -> f64 {
        f64::from(self.speed.get_untracked()) / 100.0
    }

    fn fail_to_play(self) {
        if self.phase.get_untracked() == Phase::Playing {
            self.give_up("The recording can’t be played. Another voice may do.");
        }
    }

    fn give_up(self, why: &str) {
        self.pause();
        self.say(&[why, " “Resume” tries again from this sentence."].concat());
    }

    /// What the element of the recording tells of itself.
    pub(super) fn hear(self, sound: Sound) {
        let Some(means) = self.means().filter(|_| untrack(|| self.is_recorded())) else { return };
        let Some(recording) = &means.recording else { return };
        let phase = self.phase.get_untracked();
        match sound {
            Sound::Moved if phase.in_use() => {
                if let Some(sentence) = recording.sentence() {
                    self.keep_up(&means, sentence);
                }
            }
            Sound::Playing if phase == Phase::Paused && recording.is_playing() => {
                self.phase.set(Phase::Playing);
            }
            Sound::Paused if recording.is_paused() => self.pause(),
            Sound::Ended => self.finish(),
            Sound::Failed => self.fail_to_play(),
            _ => {}
        }
    }

    /// The recording is at that sentence.
    fn keep_up(self, means: &Means, sentence: usize) {
        if self.phase.get_untracked() == Phase::Playing && self.skips(means, sentence) {
            if let Some(recording) = &means.recording {
                recording.seek(self.next(means, sentence));
            }
        } else if self.at.get_untracked() != sentence {
            self.move_on(means, sentence);
        }
    }

    /// If the listener wishes, the sentence stays in view.
    fn keep_in_view(self) {
        if self.follow.get_untracked() {
            self.bring_into_view();
        }
    }

    /// Scrolls to the sentence, once the page has its new layout: the player is larger in use.
    fn bring_into_view(self) {
        timer::next(move || {
            if let Some(means) = self.means() {
                means.prose.bring_into_view(self.at.get_untracked());
            }
        });
    }

    // ---- Who reads ----

    /// Offers what can read. What reads now stays, and so does what the listener has chosen.
    pub(super) fn offer_readers(self) {
        let Some(means) = self.means() else { return };
        let voices = means.speech.as_ref().map(|speech| speech.voices()).unwrap_or_default();
        let recording = means.recording.as_ref().map(|recording| &recording.source.voice[..]);
        let offers = choice::offers(recording, &voices, &elements::language());
        let present = self.reader.get_untracked().filter(|_| self.phase.get_untracked().in_use());
        self.reader.set(choice::pick(&offers, [present, self.chosen.get_value()]));
        self.offers.set(offers);
    }

    /// Whether there are readers, and the listener has to choose one.
    fn is_undecided(self) -> bool {
        self.reader.with_untracked(Option::is_none) && self.offers.with_untracked(|offers| !offers.is_empty())
    }

    /// Looks for a voice, or asks the listener for one.
    fn seek_voice(self) {
        let speech = self.means().and_then(|means| means.speech.clone());
        if self.is_undecided() {
            self.phase.set(Phase::Idle);
            if let (Some(more), Some(voices)) =
                (self.parts.more.get_untracked(), self.parts.voices.get_untracked())
            {
                more.set_open(true);
                let _ = voices.focus();
            }
            self.say(ONLINE_ONLY);
        } else if let Some(speech) = speech.filter(|_| self.phase.get_untracked() != Phase::Searching) {
            self.phase.set(Phase::Searching);
            speech.search(Rc::new(move || self.voices_known()));
        }
    }

    /// The voices have come, have changed, or will not come.
    pub(super) fn voices_known(self) {
        let before = self.reader.get_untracked();
        self.offer_readers();
        let now = self.reader.get_untracked();
        let is_any = now.is_some() || self.is_undecided();
        match self.phase.get_untracked() {
            Phase::Searching if is_any => self.play(),
            Phase::Searching => self.lack_voice(),
            Phase::Voiceless if is_any => {
                self.phase.set(Phase::Idle);
                self.say("");
            }
            phase if phase.in_use() && now.is_none() => {
                self.hush();
                self.lack_voice();
            }
            Phase::Playing if before != now => self.read(),
            _ => {}
        }
    }

    fn lack_voice(self) {
        self.phase.set(Phase::Voiceless);
        self.say(NO_VOICE);
    }
}
