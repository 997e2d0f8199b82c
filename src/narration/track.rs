//! The duration of the reading, by sentence and section.

/// Letters that a voice says in a second, at its usual speed.
const PACE: f64 = 16.5;
/// As how many letters it says a digit, or the sign of an amount: `7` is “seven”, `$` is “dollars”.
const DIGIT: usize = 7;
/// Seconds that it rests after a sentence.
const REST: f64 = 0.2;

/// As how many letters a character is said.
pub fn letters(character: char) -> usize {
    if character.is_ascii_digit() || matches!(character, '$' | '%') { DIGIT } else { 1 }
}

/// Letters per second at normal speed.
pub fn letters_in(seconds: f64) -> usize {
    (seconds * PACE) as usize
}

/// About how many seconds a voice needs for a sentence, at its usual speed.
pub fn estimate(sentence: &str) -> f64 {
    sentence.chars().map(letters).sum::<usize>() as f64 / PACE + REST
}

/// The way through an article: how long each sentence takes in seconds, and with which ones sections begin.
///
/// ```
/// use showdown::narration::Track;
///
/// let track = Track::new(vec![2.0, 3.0, 5.0], vec![0, 2]);
/// assert_eq!(track.section(1), 0);
/// assert_eq!((track.left_of_section(1), track.left(1)), (3.0, 8.0));
/// assert_eq!(track.share_of(0, 1), 0.4);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    lengths: Vec<f64>,
    sections: Vec<usize>,
}

impl Track {
    /// Lengths in seconds; the first sentence of each section, ascending, the first of them 0.
    pub fn new(lengths: Vec<f64>, sections: Vec<usize>) -> Self {
        Self { lengths, sections }
    }

    /// The number of sentences.
    pub fn count(&self) -> usize {
        self.lengths.len()
    }

    /// The section that a sentence is in.
    pub fn section(&self, sentence: usize) -> usize {
        self.sections.partition_point(|start| *start <= sentence).saturating_sub(1)
    }

    /// The sentences of a section: its first one, and the one behind its last.
    fn range(&self, section: usize) -> (usize, usize) {
        let bound = |section: usize| self.sections.get(section).copied().unwrap_or(self.count());
        (bound(section), bound(section + 1))
    }

    /// With which sentence a section begins.
    pub fn start(&self, section: usize) -> usize {
        self.range(section).0
    }

    /// The target of “previous section”: the start of this section, or, from there, of the one before.
    pub fn section_back(&self, sentence: usize) -> usize {
        let section = self.section(sentence);
        let start = self.start(section);
        if sentence > start { start } else { self.start(section.saturating_sub(1)) }
    }

    /// The start of the next section; in the last one, the last sentence.
    pub fn section_on(&self, sentence: usize) -> usize {
        self.start(self.section(sentence) + 1).min(self.count().saturating_sub(1))
    }

    /// Seconds from the beginning of a sentence to the end.
    pub fn left(&self, sentence: usize) -> f64 {
        self.sum(sentence, self.count())
    }

    /// Seconds from the beginning of a sentence to the end of its section.
    pub fn left_of_section(&self, sentence: usize) -> f64 {
        self.sum(sentence, self.range(self.section(sentence)).1)
    }

    /// Seconds that a section takes.
    pub fn length_of(&self, section: usize) -> f64 {
        let (start, end) = self.range(section);
        self.sum(start, end)
    }

    /// The share of a section before a sentence: 0 to 1.
    pub fn share_of(&self, section: usize, sentence: usize) -> f64 {
        let (start, end) = self.range(section);
        let done = self.sum(start, sentence.clamp(start, end));
        let whole = self.length_of(section);
        if whole > 0.0 { done / whole } else { 0.0 }
    }

    fn sum(&self, from: usize, to: usize) -> f64 {
        self.lengths.get(from..to).unwrap_or_default().iter().sum()
    }
}

/// Seconds as on a clock: `0:05`, `12:30`, `1:02:03`.
///
/// ```
/// use showdown::narration::clock;
///
/// assert_eq!([5.4, 750.0, 3723.0].map(clock), ["0:05", "12:30", "1:02:03"]);
/// ```
pub fn clock(seconds: f64) -> String {
    let two =
        |number: u32| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    let seconds = seconds.round() as u32;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    let end = [":", &two(seconds % 60)].concat();
    match hours {
        0 => [&minutes.to_string(), &end[..]].concat(),
        _ => [&hours.to_string(), ":", &two(minutes), &end].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_walked_as_in_any_player() {
        let track = Track::new(vec![1.0; 6], vec![0, 2, 5]);
        assert_eq!([0, 1, 2, 4, 5].map(|at| track.section(at)), [0, 0, 1, 1, 2]);
        assert_eq!([0, 1, 2, 4, 5].map(|at| track.section_back(at)), [0, 0, 0, 2, 2]);
        assert_eq!([0, 1, 2, 4, 5].map(|at| track.section_on(at)), [2, 2, 5, 5, 5]);
        assert_eq!([0, 1, 2].map(|section| track.length_of(section)), [2.0, 3.0, 1.0]);
        assert_eq!([0, 1, 2].map(|section| track.share_of(section, 4)), [1.0, 2.0 / 3.0, 0.0]);
        assert_eq!(track.left(6), 0.0);
    }

    #[test]
    fn nothing_to_read_takes_no_time() {
        let track = Track::new(vec![], vec![]);
        assert_eq!(
            (track.left(0), track.section(0), track.section_on(0), track.share_of(0, 0)),
            (0.0, 0, 0, 0.0)
        );
    }
}
