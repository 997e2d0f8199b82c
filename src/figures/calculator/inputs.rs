//! The units and ranges of the calculator's inputs, and their keys.

use crate::data::Showdown;
use crate::domain::workload::WHOLE;
use crate::domain::{Entry, Measure, Slider, Tokens};

/// The slider runs from 1k to 100B; fields take less and more.
pub(super) const VOLUME: Entry = tokens(0, Slider::Between(1_000, 100_000_000_000));
/// A share of everything.
pub(super) const SHARE: Entry =
    Entry { measure: Measure::Percent, min: 0, max: WHOLE, slider: Slider::Even(100) };
/// A success rate of at least 1%, so that tasks get finished.
pub(super) const CHANCE: Entry = Entry { min: 100, ..SHARE };
/// The second model's tokens in percent of the first one's. The slider runs from a tenth to ten times as many.
pub(super) const RELATIVE: Entry =
    Entry { measure: Measure::Percent, min: 100, max: 1_000_000, slider: Slider::Between(1_000, 100_000) };

/// The maximum of tokens, requests and the like.
pub(super) const MOST: u64 = Tokens::MAX_TYPED.count();
/// The maximum of tasks.
pub(super) const MOST_TASKS: u64 = 1_000_000_000;

/// A number of tokens.
pub(super) const fn tokens(min: u64, slider: Slider) -> Entry {
    Entry { measure: Measure::Count("token", "tokens"), min, max: MOST, slider }
}

/// The key of a model's own number: `success-claude`.
pub(super) fn of_model(data: &Showdown, what: &str, model: usize) -> String {
    [what, "-", &data.models[model].id].concat()
}

/// The errors that Test A counted.
pub(super) fn counted(data: &Showdown, model: usize) -> Option<u64> {
    let errors = data.benchmark("test-a")?.measure("errors")?;
    Some(errors.values[model].value.max(0.0) as u64)
}
