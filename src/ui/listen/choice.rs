//! Which readers the player offers, and which of them reads until the listener chooses one. Pure.

use crate::narration::{Voice, is_deep, suited};

/// The value of the recording in the list of readers and in the browser's storage.
const RECORDED: &str = "recording";

/// What reads the article.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Reader {
    /// The recording of the site.
    Recording,
    /// A voice of the browser, by its id.
    Voice(String),
}

impl Reader {
    /// The text that stands for it in the list of readers and in the browser's storage.
    pub fn value(&self) -> &str {
        match self {
            Self::Recording => RECORDED,
            Self::Voice(id) => id,
        }
    }

    /// The reader that a text stands for; an empty text is none.
    pub fn from_value(value: &str) -> Option<Self> {
        match value {
            "" => None,
            RECORDED => Some(Self::Recording),
            id => Some(Self::Voice(id.to_owned())),
        }
    }
}

/// An entry of the list of readers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Offer {
    /// `None` is the entry that asks the listener to choose.
    pub reader: Option<Reader>,
    pub name: String,
    /// Whether the text of the article goes to the voice's maker.
    pub online: bool,
}

/// All readers for a page in that language: the recording, by the name of its voice, then the voices that
/// suit, best first. If every reader is online, the first entry asks the listener to choose.
pub(super) fn offers(recording: Option<&str>, voices: &[Voice], language: &str) -> Vec<Offer> {
    let mut offers = vec![];
    if let Some(voice) = recording {
        let name = ["The recording: ", voice].concat();
        offers.push(Offer { reader: Some(Reader::Recording), name, online: false });
    }
    let places = suited(voices, language);
    for voice in places.iter().map(|place| &voices[*place]) {
        let alike = places.iter().filter(|place| voices[**place].name == voice.name).count();
        let language = if alike > 1 { [" ", &voice.language].concat() } else { String::new() };
        let deep = if is_deep(voice) { ", deep" } else { "" };
        let far = if voice.local { "" } else { ", online" };
        offers.push(Offer {
            reader: Some(Reader::Voice(voice.id.clone())),
            name: [&voice.name, &language, deep, far].concat(),
            online: !voice.local,
        });
    }
    if !offers.is_empty() && offers.iter().all(|offer| offer.online) {
        offers.insert(0, Offer { reader: None, name: "Choose a voice".to_owned(), online: false });
    }
    offers
}

/// The reader that reads: the first of the preferred ones that is offered, otherwise the first offer that is
/// not online. Only the listener can choose an online voice.
pub(super) fn pick(offers: &[Offer], preferred: [Option<Reader>; 2]) -> Option<Reader> {
    let is_offered = |reader: &Reader| offers.iter().any(|offer| offer.reader.as_ref() == Some(reader));
    let first = || offers.iter().find(|offer| !offer.online)?.reader.clone();
    preferred.into_iter().flatten().find(is_offered).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(name: &str, language: &str, local: bool) -> Voice {
        let id = [name, "/", language].concat();
        Voice { id, name: name.to_owned(), language: language.to_owned(), local }
    }

    fn read_by(id: &str) -> Option<Reader> {
        Reader::from_value(id)
    }

    fn names(offers: &[Offer]) -> Vec<&str> {
        offers.iter().map(|offer| &offer.name[..]).collect()
    }

    #[test]
    fn the_recording_comes_first_and_reads_unless_the_listener_has_chosen_a_voice() {
        let voices = [voice("Daniel", "en-GB", true)];
        let offers = offers(Some("Ada"), &voices, "en");
        assert_eq!(names(&offers), ["The recording: Ada", "Daniel, deep"]);
        assert_eq!(pick(&offers, [None, None]), Some(Reader::Recording));
        assert_eq!(pick(&offers, [None, read_by("Daniel/en-GB")]), read_by("Daniel/en-GB"));
    }

    #[test]
    fn voices_of_another_language_are_not_offered_and_equal_names_get_their_language() {
        let voices =
            [voice("Anna", "de-DE", true), voice("Anna", "en-US", true), voice("Anna", "en-GB", true)];
        assert_eq!(names(&offers(None, &voices, "en")), ["Anna en-US", "Anna en-GB"]);
        assert_eq!(offers(None, &voices, "fr"), []);
    }

    #[test]
    fn an_online_voice_reads_only_if_the_listener_has_chosen_it() {
        let online = [voice("Guy", "en-US", false)];
        let offers = offers(None, &online, "en");
        assert_eq!(names(&offers), ["Choose a voice", "Guy, deep, online"]);
        assert_eq!(pick(&offers, [None, None]), None);
        assert_eq!(pick(&offers, [None, read_by("Guy/en-US")]), read_by("Guy/en-US"));
        let with_local = super::offers(None, &[online[0].clone(), voice("Zoe", "en-US", true)], "en");
        assert_eq!(names(&with_local), ["Zoe", "Guy, deep, online"]);
        assert_eq!(pick(&with_local, [None, None]), read_by("Zoe/en-US"));
    }

    #[test]
    fn the_voice_that_reads_now_stays_before_the_one_chosen_earlier_and_a_lost_one_is_replaced() {
        let voices = [voice("Zoe", "en-US", true), voice("Amy", "en-US", true)];
        let offers = offers(None, &voices, "en");
        let (amy, zoe) = (read_by("Amy/en-US"), read_by("Zoe/en-US"));
        assert_eq!(pick(&offers, [amy.clone(), zoe.clone()]), amy);
        assert_eq!(pick(&offers, [read_by("Gone"), amy.clone()]), amy);
        assert_eq!(pick(&offers, [read_by("Gone"), read_by("Gone")]), zoe);
        assert_eq!(pick(&[], [amy, zoe]), None);
    }

    #[test]
    fn a_reader_is_kept_as_text() {
        for value in ["recording", "Daniel/en-GB en-GB"] {
            assert_eq!(Reader::from_value(value).expect("a reader").value(), value);
        }
        assert_eq!(Reader::from_value(""), None);
    }
}
