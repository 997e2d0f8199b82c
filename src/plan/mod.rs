//! A plan: classes of work and their assignments, in every form in which it is saved and read.
//!
//! | file | holds |
//! |---|---|
//! | `fields` | the fields of a class: name, unit, range. Every form below uses them |
//! | `address` | a plan as one value of the URL |
//! | [`csv`] | as a table, for spreadsheets |
//! | `encoding` | the text of a file that may be in UTF-16 or Windows-1252 |
//! | [`json`] | as JSON |
//! | [`tree`] | nested maps and lists, for JSON and YAML |
//! | [`gateway`] | the configuration of a gateway that runs the plan |
//! | `lint` | settings that a gateway accepts silently but mishandles |
//!
//! A name is any text of up to [`LONGEST_NAME`] characters, including quotes, line ends and emoji. Every form preserves it.

mod address;
pub mod csv;
mod encoding;
mod escape;
mod fields;
pub mod gateway;
pub mod json;
mod lint;
pub mod tree;

use crate::data::{GivenPlan, Showdown};
use crate::domain::routing::{Assignment, Class, Part};

pub use encoding::{Encoding, decode};
pub(crate) use escape::{Sign, escaped, unescaped};
pub use fields::{FIELDS, Field, LONGEST_NAME, Reader, SHARE, clean_name};
pub use lint::{CHECKS, Finding, lint};

/// Classes of work with their assignments: 1 to [`Plan::MOST`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they are shown.
    pub classes: Vec<Class>,
}

impl Plan {
    /// The maximum number of classes.
    pub const MOST: usize = 200;
}

impl Reader {
    /// The reader for the models and the new class of the data.
    ///
    /// # Errors
    /// What is wrong with that class.
    pub fn of(data: &Showdown) -> Result<Self, String> {
        let ids = data.models.each_ref().map(|model| model.id.clone());
        let mut reader = Self { ids, blank: Class::default() };
        reader.blank = reader.class(data.work.new_class.said())?;
        Ok(reader)
    }

    /// A plan of the data.
    ///
    /// # Errors
    /// Which class, and what is wrong with it.
    pub fn given(&self, plan: &GivenPlan) -> Result<Plan, String> {
        let classes = plan.classes.iter().enumerate();
        self.plan(classes.map(|(place, class)| (format!("class {}", place + 1), self.class(class.said()))))
    }
}

/// The model for such work by the original's rule.
pub const fn rule(part: Part) -> Assignment {
    match part {
        Part::Foundation => Assignment::One(0),
        Part::Surface => Assignment::One(1),
    }
}

#[cfg(test)]
mod tests;
