//! What a figure shows for a state: everything that its frame needs, with no browser and no view.

use crate::charts::text::escape;
use crate::charts::{Chart, Table};

/// What a figure shows.
pub struct Shown {
    /// The finding.
    pub title: String,
    /// The numbers that matter, as large as they deserve.
    pub cards: Vec<Card>,
    /// What they mean: the first remark is the verdict, the others qualify it.
    pub remarks: Vec<String>,
    /// The drawing.
    pub picture: Box<dyn Chart>,
    /// All of it in a sentence or two.
    pub sentence: String,
    /// The same numbers.
    pub table: Table,
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
}

impl Shown {
    /// Cards and remarks as markup. Texts in it are text, whatever they contain.
    pub fn verdict_html(&self) -> String {
        let mut html = String::new();
        if !self.cards.is_empty() {
            // A long amount is set smaller, and all alike.
            let longest = self.cards.iter().map(|card| card.value.chars().count()).max().unwrap_or_default();
            let size = match longest {
                ..=8 => "",
                9..=11 => " long",
                _ => " longest",
            };
            let count = if self.cards.len() > 2 { " many" } else { "" };
            html.extend(["<div class=\"bills", count, size, "\">"]);
            for card in &self.cards {
                card.write(&mut html);
            }
            html.push_str("</div>");
        }
        for (place, remark) in self.remarks.iter().filter(|remark| !remark.is_empty()).enumerate() {
            let class = if place == 0 { "verdict-line" } else { "verdict-other" };
            html.extend(["<p class=\"", class, "\">", &escape(remark), "</p>"]);
        }
        html
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
        html.extend([&escape(&self.name), "</p><p class=\"bill-month\"><strong>", &escape(&self.value)]);
        html.push_str("</strong></p>");
        for note in &self.notes {
            html.extend(["<p class=\"bill-more\">", &escape(note), "</p>"]);
        }
        html.push_str("</div>");
    }
}
