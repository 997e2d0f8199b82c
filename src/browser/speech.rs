//! The voices of the reader's own device, or of the browser's maker: Web Speech.

use super::{events, window};
use crate::narration::Voice;
use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

/// What speaks.
pub struct Synthesis(SpeechSynthesis);

/// Something that is being said. Kept for as long: a browser may forget an utterance that nobody holds, and then never
/// tells that it has ended. Dropped, it tells nobody any more.
pub struct Utterance {
    utterance: SpeechSynthesisUtterance,
    _begun: Closure<dyn FnMut()>,
    _told: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Utterance {
    fn drop(&mut self) {
        self.utterance.set_onstart(None);
        self.utterance.set_onend(None);
        self.utterance.set_onerror(None);
    }
}

impl Synthesis {
    /// The browser's, if it has any.
    pub fn find() -> Option<Self> {
        let window = window()?;
        // Some browsers have the name and nothing behind it.
        let there = Reflect::get(&window, &"speechSynthesis".into()).is_ok_and(|there| there.is_object());
        if there { window.speech_synthesis().ok().map(Self) } else { None }
    }

    /// Its voices, in its order; none until the browser has asked the system.
    pub fn voices(&self) -> Vec<(Voice, SpeechSynthesisVoice)> {
        let voice = |voice: JsValue| {
            let voice: SpeechSynthesisVoice = voice.unchecked_into();
            // On some systems one name speaks several languages.
            let (name, language) = (voice.name(), voice.lang());
            let id = [&voice.voice_uri(), " ", &language].concat();
            (Voice { id, name, language, local: voice.local_service() }, voice)
        };
        self.0.get_voices().iter().map(voice).collect()
    }

    /// Calls back whenever there are other voices.
    pub fn on_voices(&self, changed: impl FnMut() + 'static) {
        let mut changed = changed;
        // Where it is no event target it never changes.
        if let Some(target) = self.0.dyn_ref() {
            events::on(target, "voiceschanged", move |_| changed());
        }
    }

    /// Says a text, and tells when it is begun, and when it has been said, or why not. Speed is a share of the usual one.
    pub fn say(
        &self,
        text: &str,
        voice: &SpeechSynthesisVoice,
        speed: f32,
        begun: Box<dyn FnMut()>,
        told: Box<dyn Fn(Option<String>)>,
    ) -> Option<Utterance> {
        let utterance = SpeechSynthesisUtterance::new_with_text(text).ok()?;
        utterance.set_voice(Some(voice));
        utterance.set_lang(&voice.lang());
        utterance.set_rate(speed);
        let told = Closure::wrap(Box::new(move |event: JsValue| {
            told(Reflect::get(&event, &"error".into()).ok().and_then(|error| error.as_string()));
        }) as Box<dyn FnMut(JsValue)>);
        let begun = Closure::wrap(begun);
        utterance.set_onstart(Some(begun.as_ref().unchecked_ref()));
        let callback = Some(told.as_ref().unchecked_ref());
        utterance.set_onend(callback);
        utterance.set_onerror(callback);
        self.0.speak(&utterance);
        Some(Utterance { utterance, _begun: begun, _told: told })
    }

    /// Whether something is being said, or is to be.
    pub fn is_busy(&self) -> bool {
        self.0.speaking() || self.0.pending()
    }

    /// Forgets all that is to be said.
    pub fn hush(&self) {
        self.0.cancel();
    }
}
