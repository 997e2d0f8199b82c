//! The inputs that the answer may depend on: the present value of each, other values, and the break-evens.

use super::inputs::{CHANCE, RELATIVE, SHARE, VOLUME, of_model};
use super::month::{Month, Priced};
use super::volume::{BY_MONTH, taken_apart};
use crate::charts::Axis as Drawn;
use crate::data::Showdown;
use crate::domain::threshold::{Threshold, threshold};
use crate::domain::workload::WHOLE;
use crate::domain::{Entry, Measure, Slider, Tokens};
use crate::figures::Values;
use crate::figures::repair_time::{REPAIR, WAGE, X_TICKS};
use std::cmp::Ordering;

/// An input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Axis {
    /// Output as a share of all tokens.
    OutputShare,
    /// Input tokens a month.
    Input,
    /// Output tokens a month.
    Output,
    /// The share of the input read from the cache.
    Cached,
    /// The second model's tokens, in percent of the first one's.
    Relative,
    /// The success rate of a model.
    Success(usize),
    /// Time for each failed attempt.
    Failure,
    /// Time to repair one error.
    Repair,
    /// The hourly rate.
    Wage,
}

/// A number to three digits that count, rounded down: for an end that is only about where it is.
fn three_digits(number: u64) -> u64 {
    let unit = 10_u64.pow(number.checked_ilog10().unwrap_or_default().saturating_sub(2));
    number / unit * unit
}

/// The break-evens along an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turns {
    /// In rising order.
    pub places: Vec<Threshold>,
    /// Both cost the same at every value.
    pub always: bool,
}

impl Axis {
    /// Every input, the default one for the curve first.
    pub const ALL: [Self; 10] = [
        Self::OutputShare,
        Self::Relative,
        Self::Success(0),
        Self::Success(1),
        Self::Repair,
        Self::Failure,
        Self::Wage,
        Self::Cached,
        Self::Input,
        Self::Output,
    ];

    /// The word for it in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OutputShare => "output-share",
            Self::Input => "input",
            Self::Output => "output",
            Self::Cached => "cached",
            Self::Relative => "relative",
            Self::Success(0) => "success-a",
            Self::Success(_) => "success-b",
            Self::Failure => "failure",
            Self::Repair => "repair",
            Self::Wage => "wage",
        }
    }

    /// The name within a sentence.
    pub fn name(self, data: &Showdown) -> String {
        let names = data.shorts();
        match self {
            Self::OutputShare => "output share of all tokens".to_owned(),
            Self::Input => "input tokens".to_owned(),
            Self::Output => "output tokens".to_owned(),
            Self::Cached => "input read from the cache".to_owned(),
            Self::Relative => format!("{} tokens for the same work", names[1]),
            Self::Success(model) => format!("{} success rate", names[model]),
            Self::Failure => "time per failed attempt".to_owned(),
            Self::Repair => "repair time".to_owned(),
            Self::Wage => "hourly rate".to_owned(),
        }
    }

    /// Its unit and range.
    pub const fn entry(self) -> Entry {
        match self {
            Self::OutputShare | Self::Cached => SHARE,
            Self::Input | Self::Output => VOLUME,
            Self::Relative => RELATIVE,
            Self::Success(_) => CHANCE,
            Self::Failure | Self::Repair => REPAIR,
            Self::Wage => WAGE,
        }
    }

    /// The present value.
    pub fn of(self, month: &Priced) -> u64 {
        let work = &month.work;
        match self {
            Self::OutputShare => work.output_share(),
            Self::Input => work.input.count(),
            Self::Output => work.output.count(),
            Self::Cached => work.cached,
            Self::Relative => month.relative,
            Self::Success(model) => month.finish[model].success,
            Self::Failure => month.finish[0].failure,
            Self::Repair => month.finish[0].repair,
            Self::Wage => month.finish[0].wage,
        }
    }

    /// The month with another value of it.
    pub fn moved(self, month: &Priced, to: u64) -> Priced {
        let mut month = *month;
        match self {
            Self::OutputShare => month.work = month.work.with_output_share(to),
            Self::Input => month.work.input = Tokens::new(to),
            Self::Output => month.work.output = Tokens::new(to),
            Self::Cached => month.work.cached = to,
            Self::Relative => month.relative = to,
            Self::Success(model) => month.finish[model].success = to,
            Self::Failure => month.finish.iter_mut().for_each(|finish| finish.failure = to),
            Self::Repair => month.finish.iter_mut().for_each(|finish| finish.repair = to),
            Self::Wage => month.finish.iter_mut().for_each(|finish| finish.wage = to),
        }
        month
    }

    /// The setting that is this input and nothing else, as volumes are entered now.
    pub fn key(self, data: &Showdown, values: &Values) -> Option<String> {
        let of_month = |key: &str| (values.of("by") == BY_MONTH).then(|| key.to_owned());
        match self {
            Self::OutputShare => None,
            Self::Input => of_month("in"),
            Self::Output => of_month("out"),
            Self::Success(model) => Some(of_model(data, "success", model)),
            Self::Cached | Self::Relative | Self::Failure | Self::Repair | Self::Wage => {
                Some(self.word().to_owned())
            }
        }
    }

    /// The settings that give it another value.
    pub fn changes(self, data: &Showdown, values: &Values, to: u64) -> Vec<(String, u64)> {
        match self {
            Self::OutputShare | Self::Input | Self::Output => {
                let month = Month::of(data, values);
                let work = self.moved(&month.priced(data, month.service), to).work;
                let changes = taken_apart(values, values.of("by"), [work.input, work.output]);
                changes.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }
            _ => self.key(data, values).into_iter().map(|key| (key, to)).collect(),
        }
    }

    /// Which model costs less at that value, until all tasks are finished.
    pub fn order(self, month: &Priced, at: u64) -> Ordering {
        self.moved(month, at).until_all().map_or(Ordering::Equal, |[a, b]| a.cmp(&b))
    }

    /// The stretches of its range within which the answer turns at most once. What is read from the cache takes the place of
    /// what is written to it from where both are everything; everything else is one straight or steady line, but for shares
    /// being rounded to whole tokens: where both cost the same within a token or two, the order may turn back and forth.
    fn stretches(self, month: &Priced) -> Vec<(u64, u64)> {
        let Entry { min, max, .. } = self.entry();
        match self {
            Self::Cached if (1..WHOLE).contains(&month.work.written) => {
                let full = WHOLE - month.work.written;
                vec![(min, full), (full, max)]
            }
            _ => vec![(min, max)],
        }
    }

    /// The break-evens over the whole range: none, one or two.
    pub fn turns(self, month: &Priced) -> Turns {
        let mut places: Vec<Threshold> = vec![];
        let mut always = true;
        for (low, high) in self.stretches(month) {
            let turn = threshold(low, high, |at| self.order(month, at));
            always &= turn == Threshold::Always;
            if turn.place().is_some() && places.last() != Some(&turn) {
                places.push(turn);
            }
        }
        Turns { places, always }
    }

    /// How far it may plausibly be off, from what it is now: shares by twenty points, everything else by half and double;
    /// an hourly rate that was left out, up to $50.
    pub fn swing(self, month: &Priced) -> [u64; 2] {
        let now = self.of(month);
        let entry = self.entry();
        let [low, high] = match self {
            Self::OutputShare | Self::Cached | Self::Success(_) => {
                [now.saturating_sub(WHOLE / 5), now.saturating_add(WHOLE / 5)]
            }
            Self::Wage if now == 0 => [0, 5_000],
            _ => [now / 2, now.saturating_mul(2)].map(three_digits),
        };
        [low, high].map(|end| end.clamp(entry.min, entry.max))
    }

    /// The part of the range that is drawn: always the same, so that nothing runs away from a pointer that drags.
    fn drawn(self) -> (u64, u64) {
        let entry = self.entry();
        match self {
            Self::Wage => (0, 20_000),
            Self::Success(_) => (1_000, WHOLE),
            _ => (entry.at(0), entry.at(entry.places())),
        }
    }

    /// Places to draw a curve through: those of the slider, thinned out, with both ends.
    pub fn places(self) -> Vec<u64> {
        const MOST: u32 = 36;
        let entry = self.entry();
        let (low, high) = self.drawn();
        let (first, last) = (entry.place(low), entry.place(high));
        let steps = (last - first).clamp(1, MOST);
        let mut places: Vec<u64> =
            (0..=steps).map(|step| entry.at(first + (last - first) * step / steps)).collect();
        places.dedup();
        places
    }

    /// The axis of the drawing.
    pub fn drawing(self, data: &Showdown) -> Drawn {
        let entry = self.entry();
        let (low, high) = self.drawn();
        let logarithmic = !matches!(entry.slider, Slider::Even(_));
        let ticks: Vec<u64> = match entry.measure {
            Measure::Time => X_TICKS.to_vec(),
            _ if logarithmic => (0..16).map(|power| 10_u64.pow(power)).collect(),
            _ => (0..=4).map(|quarter| high / 4 * quarter).collect(),
        };
        let inside = ticks.into_iter().filter(|tick| (low..=high).contains(tick));
        Drawn {
            name: self.name(data),
            logarithmic,
            ends: (low as f64, high as f64),
            ticks: inside.map(|tick| (tick as f64, entry.short(tick))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Usd;
    use crate::figures::calculator::FIGURE;
    use crate::figures::{Kind, Setting};
    use proptest::prelude::*;

    /// Any state of the calculator: each setting anywhere in its range, as likely near its lower end as near its upper one.
    fn any_values(data: &Showdown, seeds: &[(u64, u32)]) -> Values {
        let settings: Vec<Setting> = (FIGURE.settings)(data);
        assert!(settings.len() <= seeds.len());
        let value = |(setting, (seed, shift)): (&Setting, &(u64, u32))| {
            let (low, high) = match &setting.kind {
                Kind::Choice(choices) => (0, choices.len() as u64 - 1),
                Kind::Number(entry) => (entry.min, entry.max),
            };
            (setting.key.clone(), low + (seed >> shift) % (high - low + 1))
        };
        Values::new(settings.iter().zip(seeds).map(value))
    }

    #[test]
    fn where_reading_takes_the_place_of_writing_the_answer_can_turn_twice() {
        let data = Showdown::embedded().expect("the data are right");
        let settings = (FIGURE.settings)(&data);
        // Claude: a cache read costs as much as input, a write ten times that. GPT: expensive input, free writes.
        let address = [
            ("book", "custom"),
            ("rates", "1,1,5,1"),
            ("cache-rates", "1,10,2,none"),
            ("in", "1B"),
            ("out", "0"),
            ("written", "30"),
        ];
        let address = address.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let values = crate::figures::State::read_settings(&settings, &address).values;
        let month = Month::of(&data, &values);
        let turns = Axis::Cached.turns(&month.priced(&data, month.service));
        // 3.7 = 5 − 3c; and 10 − 9c = 5 − 3c.
        assert_eq!(turns.places, [Threshold::Between(4_333), Threshold::Between(8_333)]);
    }

    fn seeds() -> impl Strategy<Value = Vec<(u64, u32)>> {
        proptest::collection::vec((any::<u64>(), 0..60_u32), 40)
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn put_back_in_a_break_even_makes_both_cost_the_same_to_the_last_digit_of_its_axis(seeds in seeds()) {
            let data = Showdown::embedded().expect("the data are right");
            let month = Month::of(&data, &any_values(&data, &seeds));
            let month = month.priced(&data, month.service);
            for axis in Axis::ALL {
                let order = |at| axis.order(&month, at);
                let Entry { min, max, .. } = axis.entry();
                let turns = axis.turns(&month);
                for turn in &turns.places {
                    match *turn {
                        Threshold::At(place) => prop_assert_eq!(order(place), Ordering::Equal, "{:?}", axis),
                        // One step of the axis further it is the other one.
                        Threshold::Between(place) => {
                            prop_assert_eq!(order(place), order(place + 1).reverse(), "{:?} {}", axis, place);
                            prop_assert_ne!(order(place), Ordering::Equal);
                        }
                        _ => prop_assert!(false, "{turn:?} is no place"),
                    }
                }
                // Between two turns, and before and after them, it stays one and the same.
                let mut before = min;
                let ends = turns.places.iter().filter_map(|turn| Some((turn.place()?, matches!(turn, Threshold::At(_)))));
                for (end, is_equal) in ends.chain([(max, false)]) {
                    let last = if is_equal { end.saturating_sub(1).max(before) } else { end };
                    for step in 0..=8 {
                        let place = before + (last - before) / 8 * step;
                        // But where both cost nearly the same, in tokens rounded.
                        let [a, b] = axis.moved(&month, place).totals().map(Usd::dollars);
                        if (a - b).abs() < 1e-6 * (a + b) + 5.0 {
                            continue;
                        }
                        prop_assert_eq!(order(place), order(before), "{:?} {} {:?}", axis, place, turns);
                    }
                    before = (end + 1).min(max);
                }
                if turns.always {
                    prop_assert_eq!(order(min), Ordering::Equal);
                }
            }
        }

        #[test]
        fn what_is_dragged_to_is_where_the_axis_then_is(seeds in seeds(), place in 0..1_000_u32) {
            let data = Showdown::embedded().expect("the data are right");
            let mut values = any_values(&data, &seeds);
            for axis in Axis::ALL {
                let entry = axis.entry();
                let to = entry.at(entry.places() * place / 1_000);
                for (key, value) in axis.changes(&data, &values, to) {
                    values.set(&key, value);
                }
                let month = Month::of(&data, &values);
                let month = month.priced(&data, month.service);
                let tokens = (month.work.input + month.work.output).count();
                if axis != Axis::OutputShare {
                    prop_assert_eq!(axis.of(&month), to, "{:?}", axis);
                } else if tokens >= WHOLE {
                    prop_assert!(axis.of(&month).abs_diff(to) <= 1, "{} instead of {to}", axis.of(&month));
                }
            }
        }
    }
}
