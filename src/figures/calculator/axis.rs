//! The inputs that the answer may depend on: what each is now, how it is moved, and where the answer turns round.

use super::month::Month;
use super::settings::{CHANCE, RELATIVE, SHARE, VOLUME, of_model, taken_apart};
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
    /// The part of all tokens that is output.
    OutputShare,
    /// Input tokens a month.
    Input,
    /// Output tokens a month.
    Output,
    /// The part of the input that is read from the cache.
    Cached,
    /// The second model's tokens, of the first one's.
    Relative,
    /// The chance that an attempt of a model succeeds.
    Success(usize),
    /// Time for each failed attempt.
    Failure,
    /// Time to repair one error.
    Repair,
    /// What an hour costs.
    Wage,
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

    /// What it is called within a sentence.
    pub fn name(self, data: &Showdown) -> String {
        let names = data.shorts();
        match self {
            Self::OutputShare => "output’s share of all tokens".to_owned(),
            Self::Input => "input tokens".to_owned(),
            Self::Output => "output tokens".to_owned(),
            Self::Cached => "input read from the cache".to_owned(),
            Self::Relative => format!("tokens that {} needs", names[1]),
            Self::Success(model) => format!("{}’s chance of success", names[model]),
            Self::Failure => "time per failed attempt".to_owned(),
            Self::Repair => "time per repair".to_owned(),
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

    /// What it is now.
    pub fn of(self, month: &Month) -> u64 {
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
    pub fn moved(self, month: &Month, to: u64) -> Month {
        let mut month = month.clone();
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

    /// The settings that give it another value.
    pub fn changes(self, data: &Showdown, values: &Values, to: u64) -> Vec<(String, u64)> {
        let set = |key: &str| vec![(key.to_owned(), to)];
        match self {
            Self::OutputShare | Self::Input | Self::Output => {
                let work = self.moved(&Month::of(data, values), to).work;
                let changes = taken_apart(values, values.of("by"), [work.input, work.output]);
                changes.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
            }
            Self::Success(model) => set(&of_model(data, "success", model)),
            Self::Cached | Self::Relative | Self::Failure | Self::Repair | Self::Wage => set(self.word()),
        }
    }

    /// Who costs less at that value of it, until all tasks are finished.
    pub fn order(self, data: &Showdown, month: &Month, at: u64) -> Ordering {
        let month = self.moved(month, at);
        let book = month.book(data);
        match [0, 1].map(|model| month.until_all(book, model)) {
            [Ok(a), Ok(b)] => a.cmp(&b),
            _ => Ordering::Equal,
        }
    }

    /// Where the answer turns round, over the whole range.
    pub fn threshold(self, data: &Showdown, month: &Month) -> Threshold {
        let Entry { min, max, .. } = self.entry();
        threshold(min, max, |at| self.order(data, month, at))
    }

    /// How far it may plausibly be off, from what it is now: shares by twenty points, everything else by half and double;
    /// an hourly rate that was left out, up to $50.
    pub fn swing(self, month: &Month) -> [u64; 2] {
        let now = self.of(month);
        let entry = self.entry();
        let [low, high] = match self {
            Self::OutputShare | Self::Cached | Self::Success(_) => {
                [now.saturating_sub(WHOLE / 5), now.saturating_add(WHOLE / 5)]
            }
            Self::Wage if now == 0 => [0, 5_000],
            _ => [now / 2, now.saturating_mul(2)],
        };
        [low, high].map(|end| end.clamp(entry.min, entry.max))
    }

    /// The part of the range that is drawn.
    fn drawn(self, month: &Month) -> (u64, u64) {
        let (entry, now) = (self.entry(), self.of(month));
        let (low, high) = match self {
            Self::Wage => (0, 20_000.max(now)),
            Self::Success(_) => (1_000.min(now), WHOLE),
            _ => (entry.at(0), entry.at(entry.places())),
        };
        (low.min(now.max(entry.at(0))), high)
    }

    /// Places to draw a curve through: those of the slider, thinned out, with both ends.
    pub fn places(self, month: &Month) -> Vec<u64> {
        const MOST: u32 = 36;
        let entry = self.entry();
        let (low, high) = self.drawn(month);
        let (first, last) = (entry.place(low), entry.place(high));
        let steps = (last - first).clamp(1, MOST);
        let mut places: Vec<u64> =
            (0..=steps).map(|step| entry.at(first + (last - first) * step / steps)).collect();
        places.dedup();
        places
    }

    /// The axis of the drawing.
    pub fn drawing(self, data: &Showdown, month: &Month) -> Drawn {
        let entry = self.entry();
        let (low, high) = self.drawn(month);
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

    /// The value that a place of the drawing stands for: that of the nearest place of the slider.
    pub fn dragged(self, at: f64) -> u64 {
        let entry = self.entry();
        entry.at(entry.place(at.max(0.0).round() as u64))
    }
}
