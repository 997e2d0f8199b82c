//! The content of a figure for a state: everything its frame needs, without a browser or a view.

use super::setting::Values;
use crate::charts::{Chart, Table};
use crate::data::Showdown;
use crate::domain::Entry;

/// The content of a figure.
pub struct Shown {
    /// The finding.
    pub title: String,
    /// The numbers that matter, as large as they deserve.
    pub cards: Vec<Card>,
    /// Remarks: the first is the verdict, the others qualify it.
    pub remarks: Vec<String>,
    /// Caveats, such as a missing price.
    pub notices: Vec<String>,
    /// The drawing.
    pub picture: Box<dyn Chart>,
    /// The result in a sentence or two, for screen readers and the player.
    pub sentence: String,
    /// The same numbers.
    pub table: Table,
    /// Further parts, below the controls: always the same number, in the same order.
    pub extras: Vec<Extra>,
}

/// A further question, with its answer.
#[derive(Default)]
pub struct Extra {
    /// The title.
    pub title: &'static str,
    /// The key of the setting whose control is here; empty if none.
    pub control: &'static str,
    /// The answer: the first remark is the finding.
    pub remarks: Vec<String>,
    /// The answer in detail: topic and sentence.
    pub points: Vec<(String, String)>,
    /// The drawing.
    pub picture: Option<Box<dyn Chart>>,
    /// What dragging in the drawing sets.
    pub drag: Option<Drag>,
    /// The same numbers.
    pub table: Option<Table>,
    /// A file made from it.
    pub code: Option<Code>,
    /// What can be done here, and the words for it.
    pub actions: Vec<(Action, String)>,
}

/// What a button of a further part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Sets what the scenario at this place has.
    ShowScenario(usize),
    /// Removes the scenario at this place.
    RemoveScenario(usize),
    /// Copies the part's file.
    CopyFile,
    /// Saves the part's file.
    SaveFile,
}

/// A file to be read, copied and saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// The name, and the number of lines.
    pub name: String,
    /// The content.
    pub text: String,
}

/// The setting that dragging along the axis changes.
#[derive(Clone, Copy)]
pub struct Drag {
    /// The unit of the axis; a pointer, which is not that exact, goes from place to place of its slider.
    pub entry: Entry,
    /// What follows from a value of it.
    pub set: fn(&Showdown, &Values, u64) -> Vec<(String, u64)>,
}

/// A number that matters.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The model, 0 or 1; `None` if it belongs to neither alone.
    pub model: Option<usize>,
    /// The name.
    pub name: String,
    /// The number.
    pub value: String,
    /// Unit and notes, line by line.
    pub notes: Vec<String>,
    /// Whether it is the better one.
    pub best: bool,
    /// The working of the number, line by line; empty if none.
    pub working: Vec<String>,
}

impl Shown {
    /// Every text of cards, remarks and notices.
    pub fn verdict(&self) -> impl Iterator<Item = &str> {
        let cards = self
            .cards
            .iter()
            .flat_map(|card| [&card.name, &card.value].into_iter().chain(&card.notes).chain(&card.working));
        cards.chain(&self.remarks).chain(&self.notices).map(String::as_str)
    }

    /// Every drawing, the main one first. An extra one that is not there is left out.
    pub fn pictures(&self) -> impl Iterator<Item = &dyn Chart> {
        let extras = self.extras.iter().filter_map(|extra| extra.picture.as_deref());
        std::iter::once(&*self.picture).chain(extras)
    }

    /// The further part at a place, from 1 on: at 0 stands the figure itself.
    pub fn extra_at(&self, place: usize) -> Option<&Extra> {
        self.extras.get(place.checked_sub(1)?)
    }

    /// The table at a place: the main one at 0, then the extra ones.
    pub fn table_at(&self, place: usize) -> Option<&Table> {
        if place == 0 { Some(&self.table) } else { self.extra_at(place)?.table.as_ref() }
    }

    /// The drawing at a place: the main one at 0, then the extra ones.
    pub fn picture_at(&self, place: usize) -> Option<&dyn Chart> {
        if place == 0 { Some(&*self.picture) } else { self.extra_at(place)?.picture.as_deref() }
    }
}
