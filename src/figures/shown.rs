//! What a figure shows for a state: everything that its frame needs, with no browser and no view.

use super::setting::Values;
use crate::charts::text::escape;
use crate::charts::{Chart, Table};
use crate::data::Showdown;
use crate::domain::Entry;

/// What a figure shows.
pub struct Shown {
    /// The finding.
    pub title: String,
    /// The numbers that matter, as large as they deserve.
    pub cards: Vec<Card>,
    /// What they mean: the first remark is the verdict, the others qualify it.
    pub remarks: Vec<String>,
    /// What to know before relying on that: a price that is missing, say.
    pub notices: Vec<String>,
    /// The drawing.
    pub picture: Box<dyn Chart>,
    /// All of it in a sentence or two.
    pub sentence: String,
    /// The same numbers.
    pub table: Table,
    /// What else follows, below the controls: always as many, and in the same order.
    pub extras: Vec<Extra>,
}

/// A further question, with its answer.
#[derive(Default)]
pub struct Extra {
    /// The question, or what is shown.
    pub title: &'static str,
    /// The key of the setting whose control stands here; empty if there is none.
    pub control: &'static str,
    /// The answer: the first remark is the finding.
    pub remarks: Vec<String>,
    /// The answer in detail: what it is about, and a sentence.
    pub points: Vec<(String, String)>,
    /// The drawing.
    pub picture: Option<Box<dyn Chart>>,
    /// What follows from pointing at a place of the drawing, and dragging.
    pub drag: Option<Drag>,
    /// The same numbers.
    pub table: Option<Table>,
    /// A file that follows from it.
    pub code: Option<Code>,
    /// What can be done here: the deed, and the words for it.
    pub actions: Vec<(String, String)>,
}

/// A file to be read, copied and saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Code {
    /// What it is called, and how long it is.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What pointing at a place along a drawing's axis sets.
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
    /// Whose number it is: 0, 1, or neither model's alone.
    pub model: Option<usize>,
    /// Whose, in words.
    pub name: String,
    /// The number.
    pub value: String,
    /// What it is, and how it comes about, line by line.
    pub notes: Vec<String>,
    /// Whether it is the better one.
    pub best: bool,
    /// How the number comes about, line by line: the number opens to it. Not at all if empty.
    pub working: Vec<String>,
}

impl Shown {
    /// A long amount is set smaller, and all alike.
    fn size(&self) -> &'static str {
        match self.cards.iter().map(|card| card.value.chars().count()).max().unwrap_or_default() {
            ..=8 => "",
            9..=11 => " long",
            _ => " longest",
        }
    }

    /// Whether [`Shown::verdict_html`] is the same as another one's but for [`Shown::verdict_texts`].
    pub fn has_shape_of(&self, other: &Self) -> bool {
        let counts = |shown: &Self| {
            let said = shown.remarks.iter().filter(|remark| !remark.is_empty()).count();
            (shown.cards.len(), said, shown.notices.len(), shown.size())
        };
        let alike = |(a, b): (&Card, &Card)| {
            let counts = |card: &Card| (card.model, card.best, card.working.len(), card.notes.len());
            counts(a) == counts(b) && a.name == b.name
        };
        counts(self) == counts(other) && self.cards.iter().zip(&other.cards).all(alike)
    }

    /// The texts in cards and remarks that change, in the order in which the elements stand that [`Shown::TEXTS`] names.
    pub fn verdict_texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = vec![];
        for card in &self.cards {
            texts.push(&card.value);
            texts.extend(card.working.iter().chain(&card.notes).map(String::as_str));
        }
        let remarks = self.remarks.iter().filter(|remark| !remark.is_empty());
        texts.extend(remarks.chain(&self.notices).map(String::as_str));
        texts
    }

    /// The elements with those texts.
    pub const TEXTS: &str = "strong, li, .bill-more, .verdict-line, .verdict-other, .notice";

    /// Cards and remarks as markup. Texts in it are text, whatever they contain.
    pub fn verdict_html(&self) -> String {
        let mut html = String::new();
        if !self.cards.is_empty() {
            let size = self.size();
            let count = if self.cards.len() > 2 { " many" } else { "" };
            html.extend(["<div class=\"bills", count, size, "\">"]);
            for card in &self.cards {
                card.write(&mut html);
            }
            html.push_str("</div>");
        }
        write_remarks(&self.remarks, &mut html);
        for notice in &self.notices {
            html.extend(["<p class=\"notice\">", &escape(notice), "</p>"]);
        }
        html
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

impl Extra {
    /// Remarks as markup.
    pub fn remarks_html(&self) -> String {
        let mut html = String::new();
        write_remarks(&self.remarks, &mut html);
        if !self.points.is_empty() {
            html.push_str("<dl class=\"points\">");
            for (name, sentence) in &self.points {
                html.extend(["<div><dt>", &escape(name), "</dt><dd>", &escape(sentence), "</dd></div>"]);
            }
            html.push_str("</dl>");
        }
        html
    }

    /// Buttons as markup.
    pub fn actions_html(&self) -> String {
        let button = |(deed, words): &(String, String)| {
            ["<button type=\"button\" data-deed=\"", deed, "\">", &escape(words), "</button>"].concat()
        };
        self.actions.iter().map(button).collect()
    }
}

fn write_remarks(remarks: &[String], html: &mut String) {
    for (place, remark) in remarks.iter().filter(|remark| !remark.is_empty()).enumerate() {
        let class = if place == 0 { "verdict-line" } else { "verdict-other" };
        html.extend(["<p class=\"", class, "\">", &escape(remark), "</p>"]);
    }
}

impl Card {
    fn write(&self, html: &mut String) {
        let best = if self.best { " cheaper" } else { "" };
        let (attribute, key) = match self.model {
            Some(0) => (" data-model=\"0\"", "<span class=\"key key-a\"></span>"),
            Some(_) => (" data-model=\"1\"", "<span class=\"key key-b\"></span>"),
            None => ("", ""),
        };
        html.extend(["<div class=\"bill", best, "\"", attribute, "><p class=\"bill-model\">", key]);
        html.extend([&escape(&self.name), "</p>"]);
        let value = ["<strong>", &escape(&self.value), "</strong>"].concat();
        if self.working.is_empty() {
            html.extend(["<p class=\"bill-month\">", &value, "</p>"]);
        } else {
            html.extend(["<details class=\"working\"><summary class=\"bill-month\">", &value]);
            html.push_str(" <span>working</span></summary><ul>");
            for line in &self.working {
                html.extend(["<li>", &escape(line), "</li>"]);
            }
            html.push_str("</ul></details>");
        }
        for note in &self.notes {
            html.extend(["<p class=\"bill-more\">", &escape(note), "</p>"]);
        }
        html.push_str("</div>");
    }
}
