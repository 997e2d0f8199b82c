//! What may be shown and handed out, whatever came in: numbers that are numbers, texts that stay texts, markup that is ours.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use leptos::prelude::{Owner, RwSignal};
use proptest::prelude::*;
use resvg::usvg::roxmltree::Document;
use showdown::charts::svg::{Colours, render};
use showdown::charts::{Failed, Layout};
use showdown::figures::{REGISTRY, Shown, Values};
use showdown::page::build::plain as html_of;
use showdown::page::tokens::{Scheme, palette};
use showdown::plan::tree::plain;
use showdown::ui::verdict::{Verdict, VerdictProps};

use crate::inputs::DATA;

/// The longest message: it stands below a field.
const LONGEST: usize = 400;
/// What stands for a number that is none.
const NO_NUMBERS: [&str; 4] = ["NaN", "inf", "Infinity", "undefined"];

/// A message for readers: short, ended, and with words in it.
pub fn is_a_sentence(message: &str) -> Result<(), TestCaseError> {
    prop_assert!(message.ends_with(['.', '”', '?']) && message.contains(' '), "{message:?}");
    prop_assert!(message.chars().count() <= LONGEST, "{} characters: {message:?}", message.chars().count());
    Ok(())
}

/// Texts that say something, and no number that is none.
pub fn is_text(texts: &[String]) -> Result<(), TestCaseError> {
    for text in texts {
        prop_assert!(!text.trim().is_empty());
        has_numbers(text, "")?;
    }
    Ok(())
}

/// That nothing in a text stands for a number that is none, but what was given.
fn has_numbers(text: &str, given: &str) -> Result<(), TestCaseError> {
    for none in NO_NUMBERS.into_iter().filter(|none| text.contains(none) && !given.contains(none)) {
        let mut words = text.split(|letter: char| !letter.is_alphanumeric());
        prop_assert!(words.all(|word| word != none), "{none} in {text}");
    }
    // Where a number is missing in a sentence, two spaces stand.
    prop_assert!(!text.contains("  ") || plain(given).contains("  "), "{text}");
    Ok(())
}

/// What figures have shown already.
#[derive(Default)]
pub struct Seen(BTreeSet<String>);

impl Seen {
    /// Everything that all figures show of these values is sound. Nothing is looked at twice.
    pub fn look(&mut self, values: &Values, given: &str) -> Result<(), TestCaseError> {
        for figure in REGISTRY {
            let own = (figure.settings)(&DATA);
            let mut own =
                Values::new(own.into_iter().map(|setting| (setting.key.clone(), values.of(&setting.key))));
            if figure.keeps {
                own.kept.clone_from(&values.kept);
            }
            if figure.plans {
                own.plan = values.plan.clone();
            }
            if self.0.insert(format!("{} {own:?}", figure.id)) {
                let shown = figure.whole(&DATA, &own);
                is_sound(
                    figure.id,
                    &shown
                        .map(Arc::new)
                        .ok_or_else(|| TestCaseError::fail([figure.id, " shows nothing"].concat()))?,
                    given,
                )?;
            }
        }
        Ok(())
    }
}

/// Everything that a figure shows is there, in numbers that are numbers, and stays text in markup.
pub fn is_sound(id: &str, shown: &Arc<Shown>, given: &str) -> Result<(), TestCaseError> {
    let mut texts = vec![&shown.title, &shown.sentence];
    texts.extend(shown.cards.iter().flat_map(|card| [&card.name, &card.value]));
    for text in &texts {
        prop_assert!(!text.trim().is_empty(), "{id}: a text is empty");
    }
    let extras = shown.extras.iter();
    texts.extend(shown.cards.iter().flat_map(|card| card.notes.iter().chain(&card.working)));
    texts.extend(shown.remarks.iter().chain(&shown.notices));
    texts.extend(extras.clone().flat_map(|extra| &extra.remarks));
    texts.extend(extras.clone().flat_map(|extra| extra.points.iter().flat_map(|(a, b)| [a, b])));
    texts.extend(extras.clone().flat_map(|extra| extra.actions.iter().map(|(_, words)| words)));
    for text in texts {
        has_numbers(text, given)?;
    }
    let tables = [&shown.table].into_iter().chain(extras.clone().filter_map(|extra| extra.table.as_ref()));
    for table in tables {
        for row in &table.rows {
            prop_assert_eq!(row.cells.len() + 1, table.head.len(), "{}: {:?}", id, row);
        }
        has_numbers(&table.csv(), given)?;
        let known = ["div", "table", "caption", "thead", "tbody", "tr", "th", "td"];
        is_made_of(&table.html(), &known)?;
    }
    let known = ["div", "p", "span", "strong", "details", "summary", "ul", "li"];
    let verdict = || VerdictProps { shown: RwSignal::new(shown.clone()) };
    is_made_of(&Owner::new().with(|| html_of(Verdict(verdict()))), &known)?;
    for picture in shown.pictures() {
        has_numbers(&picture.describe(), given)?;
        for point in picture.points() {
            for text in [&point.of, &point.name, &point.value, &point.note] {
                has_numbers(text, given)?;
            }
        }
        is_a_drawing(render(picture, Layout::Narrow, Colours::Page), given)?;
    }
    // And as it is saved.
    let figure = showdown::figures::find(id).ok_or_else(|| TestCaseError::fail(id.to_owned()))?;
    let plate = figure.plate(&DATA, shown, "https://example.org/");
    is_a_drawing(render(&plate, Layout::Wide, Colours::Fixed(&palette(Scheme::Light), "monospace")), given)
}

/// A drawing is a document of its own, of a size that can be shown, and of our elements alone.
fn is_a_drawing(drawing: Result<String, Failed>, given: &str) -> Result<(), TestCaseError> {
    let failed = |error: &dyn Display| TestCaseError::fail(format!("a drawing: {error}"));
    let drawing = drawing.map_err(|error| failed(&error))?;
    has_numbers(&drawing, given)?;
    let document = Document::parse(&drawing).map_err(|error| failed(&error))?;
    let size = document.root_element().attribute("viewBox").unwrap_or_default();
    let size: Vec<u32> = size.split(' ').filter_map(|number| number.parse().ok()).collect();
    prop_assert!(matches!(size[..], [0, 0, 1..3_000, 1..20_000]), "{:?}", size);
    for element in document.descendants().filter(|node| node.is_element()) {
        let name = element.tag_name().name();
        prop_assert!(["svg", "title", "rect", "polyline", "text"].contains(&name), "<{}> in a drawing", name);
        prop_assert!(element.attributes().all(|attribute| !attribute.name().starts_with("on")));
    }
    Ok(())
}

/// A markup's elements, each with the names of its attributes, in order.
pub fn elements(markup: &str) -> Vec<(String, Vec<String>)> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let tokens = Tokenizer::new(markup).map(|Ok(token)| token);
    let element = |token| match token {
        Token::StartTag(tag) => {
            Some((text(&tag.name), tag.attributes.keys().map(|name| text(name)).collect()))
        }
        _ => None,
    };
    tokens.filter_map(element).collect()
}

/// The same, as written in a test.
pub fn named(elements: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    elements
        .iter()
        .map(|(name, keys)| (name.to_string(), keys.iter().map(|key| key.to_string()).collect()))
        .collect()
}

/// That a markup has no elements but these, and none that does something.
fn is_made_of(markup: &str, known: &[&str]) -> Result<(), TestCaseError> {
    for (name, keys) in elements(markup) {
        prop_assert!(known.contains(&name.as_str()), "<{name}> in {markup}");
        prop_assert!(keys.iter().all(|key| !key.starts_with("on") && key != "href"), "{keys:?} in {markup}");
    }
    Ok(())
}
