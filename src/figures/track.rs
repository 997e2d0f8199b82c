//! Which model is better along the range of a slider: what its track is painted with, and the same in words.

use crate::domain::Entry;
use crate::domain::threshold::Threshold;

/// The better model along a setting's range, while all other settings stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SliderTrack {
    /// The key of the setting.
    pub key: String,
    /// The better model at the lowest value; `None` if both are equal there.
    pub from: Option<usize>,
    /// The break-evens in rising order, each with the better model above it. At most two.
    pub turns: Vec<(Threshold, Option<usize>)>,
}

impl SliderTrack {
    /// The track of a setting. `places` are its break-evens, `better` tells which model is better at a value.
    pub fn new(
        key: String,
        entry: Entry,
        places: &[Threshold],
        better: impl Fn(u64) -> Option<usize>,
    ) -> Self {
        let turn = |turn: &Threshold| {
            let above = turn.place()?.saturating_add(1).min(entry.max);
            Some((*turn, better(above)))
        };
        Self { key, from: better(entry.min), turns: places.iter().filter_map(turn).collect() }
    }

    /// The stretches of one colour: from the slider's start to its end, the share of the track at which each ends, and the
    /// better model in it.
    pub fn stretches(&self, entry: Entry) -> Vec<(f64, Option<usize>)> {
        let share = |value: u64| f64::from(entry.place(value)) / f64::from(entry.places().max(1));
        let ends = self.turns.iter().filter_map(|(turn, _)| turn.place()).map(share).chain([1.0]);
        let models = [self.from].into_iter().chain(self.turns.iter().map(|(_, model)| *model));
        ends.zip(models).collect()
    }

    /// The break-evens as a sentence; empty if there is none. `first` is what the better model is: `cheaper`.
    pub fn words(&self, names: [&str; 2], entry: Entry, first: &str) -> String {
        let at = |turn: &Threshold| {
            let about = if matches!(turn, Threshold::At(_)) { "" } else { "about " };
            [about, &entry.text(turn.place().unwrap_or_default())].concat()
        };
        match &self.turns[..] {
            [] => String::new(),
            [(turn, above)] => match (self.from, above) {
                (Some(below), Some(above)) => {
                    format!("{} is {first} below {}, {} above.", names[below], at(turn), names[*above])
                }
                (Some(below), None) => format!("{} is {first} below {}.", names[below], at(turn)),
                (None, Some(above)) => format!("{} is {first} above {}.", names[*above], at(turn)),
                (None, None) => String::new(),
            },
            [(low, between), .., (high, _)] => {
                let name = between.map_or("Neither", |model| names[model]);
                format!("{name} is {first} only between {} and {}.", at(low), at(high))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Measure, Slider};

    const PERCENT: Entry =
        Entry { measure: Measure::Percent, min: 0, max: 10_000, slider: Slider::Even(100) };

    #[test]
    fn a_track_changes_its_colour_at_the_break_even() {
        let track = SliderTrack::new("x".to_owned(), PERCENT, &[Threshold::At(2_500)], |at| match at {
            ..2_500 => Some(1),
            2_500 => None,
            _ => Some(0),
        });
        assert_eq!(track.stretches(PERCENT), [(0.25, Some(1)), (1.0, Some(0))]);
        assert_eq!(track.words(["A", "B"], PERCENT, "cheaper"), "B is cheaper below 25%, A above.");
    }

    #[test]
    fn a_track_without_a_break_even_has_one_colour_and_no_words() {
        let track = SliderTrack::new("x".to_owned(), PERCENT, &[Threshold::Never], |_| Some(0));
        assert_eq!(track.stretches(PERCENT), [(1.0, Some(0))]);
        assert_eq!(track.words(["A", "B"], PERCENT, "cheaper"), "");
    }

    #[test]
    fn two_break_evens_enclose_the_stretch_of_one_model() {
        let turns = [Threshold::Between(2_000), Threshold::At(8_000)];
        let better = |at: u64| if (2_001..8_000).contains(&at) { Some(1) } else { Some(0) };
        let track = SliderTrack::new("x".to_owned(), PERCENT, &turns, better);
        assert_eq!(track.stretches(PERCENT), [(0.2, Some(0)), (0.8, Some(1)), (1.0, Some(0))]);
        let words = track.words(["A", "B"], PERCENT, "cheaper");
        assert_eq!(words, "B is cheaper only between about 20% and 80%.");
    }
}
