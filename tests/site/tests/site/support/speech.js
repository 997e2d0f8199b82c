// Web Speech as browsers have it, with what they do wrong. A test sets what goes wrong, and ends what is being said.
{
  const voice = (name, lang, localService) => ({ name, lang, localService, default: false, voiceURI: `${name}/${lang}` });
  const synthesis = new EventTarget();
  const queue = [];
  // What has been said so far, from its beginning; how often everything was forgotten; whether two were said at once.
  const log = { said: [], rates: [], voices: [], hushed: 0, atOnce: 0 };
  // It says nothing of words (`boundary`) ever. `ends`: by itself, at once. `mute`: tells no end. `stuck`: does not even end. `dropped`: is forgotten.
  const faults = { ends: false, mute: false, stuck: 0, dropped: 0, error: "" };

  class Utterance {
    constructor(text) {
      Object.assign(this, { text, rate: 1, voice: null, lang: "", onstart: null, onend: null, onerror: null });
    }
  }

  const begin = () => {
    const [now] = queue;
    synthesis.speaking = !!now;
    synthesis.pending = queue.length > 1;
    if (!now || now.begun) return;
    now.begun = true;
    log.said.push(now.text);
    log.rates.push(now.rate);
    log.voices.push(now.voice?.voiceURI);
    if (!faults.error) setTimeout(() => now.onstart?.({}));
    if (faults.error) {
      const { error } = faults;
      faults.error = "";
      queue.shift();
      begin();
      setTimeout(() => now.onerror?.({ error }));
    } else if (faults.stuck > 0) faults.stuck -= 1;
    else if (faults.ends || faults.mute) setTimeout(() => queue[0] === now && synthesis.end());
  };

  Object.assign(synthesis, {
    speaking: false,
    pending: false,
    paused: false,
    log,
    faults,
    list: [],
    all: [
      voice("Anna", "de-DE", true),
      voice("Guy Online", "en-US", false),
      voice("Samantha", "en_US", true),
      voice("Daniel", "en-GB", true),
    ],
    getVoices: () => synthesis.list,
    arrive: (list = synthesis.all, told = true) => {
      synthesis.list = list;
      if (told) synthesis.dispatchEvent(new Event("voiceschanged"));
    },
    speak: (utterance) => {
      if (faults.dropped > 0) {
        faults.dropped -= 1;
        return;
      }
      queue.push(utterance);
      log.atOnce = Math.max(log.atOnce, queue.length);
      begin();
    },
    cancel: () => {
      log.hushed += 1;
      sessionStorage.setItem("hushed", log.hushed);
      const forgotten = queue.splice(0);
      begin();
      for (const one of forgotten) setTimeout(() => one.onerror?.({ error: "canceled" }));
    },
    pause: () => {},
    resume: () => {},
    // What is being said is over.
    end: () => {
      const over = queue.shift();
      begin();
      if (!faults.mute) over?.onend?.({});
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
  window.SpeechSynthesisUtterance = Utterance;
}
