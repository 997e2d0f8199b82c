//! A run through a figure, step by step: what happens, without anything that moves.

use super::setting::Values;
use crate::data::Showdown;

/// One step of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The setting that it changes, and to what.
    pub change: (&'static str, u64),
    /// What happens.
    pub says: String,
}

/// From a figure's values and the number of the run to its scenes. The same number gives the same run.
pub type Play = fn(&Showdown, &Values, u64) -> Vec<Scene>;
