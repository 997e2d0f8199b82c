//! Which voice to take: one of the article's language, of this device, deep.

/// Voices that are known to be deep, by what their makers call them, the deepest first. A name says nothing for sure. Not
/// those that are deep and sound like a machine (Ralph, Fred, Reed).
const DEEP: &[&str] = &[
    "ralph",
    "christopher",
    "davis",
    "roger",
    "guy",
    "eric",
    "reed",
    "oliver",
    "daniel",
    "steffan",
    "brian",
    "tony",
    "andrew",
    "george",
    "david",
    "mark",
    "ryan",
    "tom",
    "arthur",
    "aaron",
    "alex",
    "gordon",
    "lee",
    "bruce",
    "fred",
    "male",
];

/// A voice, as the browser describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The unique id.
    pub id: String,
    /// The maker's name for it.
    pub name: String,
    /// Its language: `en-GB`, on some systems `en_GB`.
    pub language: String,
    /// Whether it speaks with no network.
    pub local: bool,
}

/// How deep it is, by its name; `None` if unknown.
fn depth(voice: &Voice) -> Option<usize> {
    let name = voice.name.to_ascii_lowercase();
    let words: Vec<&str> = name.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    DEEP.iter().position(|deep| words.contains(deep))
}

/// Whether it is known to be deep.
pub fn is_deep(voice: &Voice) -> bool {
    depth(voice).is_some()
}

/// The places of the voices that speak a language, the one to suggest first: those of this device before those that need
/// the network, and among them the deep ones first.
///
/// ```
/// use showdown::narration::{Voice, suited};
///
/// let voice = |name: &str, language: &str, local| Voice { id: name.into(), name: name.into(), language: language.into(), local };
/// let voices = [voice("Anna", "de-DE", true), voice("Guy Online", "en-US", false), voice("Samantha", "en_US", true), voice("Daniel", "en-GB", true)];
/// assert_eq!(suited(&voices, "en"), [3, 2, 1]);
/// ```
pub fn suited(voices: &[Voice], language: &str) -> Vec<usize> {
    let main = |language: &str| language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let speaks = |voice: &Voice| main(&voice.language) == main(language);
    let rank = |place: usize| (!voices[place].local, depth(&voices[place]).unwrap_or(DEEP.len()));
    let mut places: Vec<usize> = vec![];
    for place in (0..voices.len()).filter(|place| speaks(&voices[*place])) {
        // Among equals the browser's own order decides.
        let behind = places.partition_point(|other| rank(*other) <= rank(place));
        places.insert(behind, place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(name: &str, local: bool) -> Voice {
        Voice { id: name.to_owned(), name: name.to_owned(), language: "en-US".to_owned(), local }
    }

    #[test]
    fn a_woman_is_not_taken_for_a_man() {
        assert!(is_deep(&voice("Google UK English Male", false)));
        assert!(!is_deep(&voice("Google UK English Female", false)));
        assert!(is_deep(&voice("Microsoft Christopher Online (Natural)", false)));
        assert!(!is_deep(&voice("Leela", true)));
    }

    #[test]
    fn among_equals_the_browser_decides() {
        let voices = [voice("Zoe", true), voice("Amy", true), voice("Tom", false), voice("David", false)];
        assert_eq!(suited(&voices, "EN-gb"), [0, 1, 3, 2]);
        assert!(suited(&voices, "fr").is_empty());
    }
}
