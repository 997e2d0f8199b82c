//! A plan as JSON: `{"format": "showdown-plan", "version": 1, "classes": [{"class": "UI", "tasks": 200, …}, …]}`.
//!
//! Each class has the keys of [`Reader::keys`]. Counts are numbers, everything else is a string as a reader types it. Only
//! `class` is required.

use super::tree::Tree;
use super::{Plan, Reader};
use crate::domain::Measure;

const FORMAT: &str = "showdown-plan";
const VERSION: &str = "1";

/// A plan as JSON.
pub fn write(reader: &Reader, plan: &Plan) -> String {
    let class = |class| {
        let value = |(key, text): (String, String)| {
            let field = reader.field(&key);
            let count = field.filter(|field| matches!(field.entry.measure, Measure::Count(..)));
            let value = count.map_or(Tree::Text(text), |field| Tree::plain((field.of)(class)));
            (key, value)
        };
        Tree::Map(reader.keys().into_iter().zip(reader.texts(class)).map(value).collect())
    };
    let classes = Tree::List(plan.classes.iter().map(class).collect());
    Tree::map([("format", Tree::text(FORMAT)), ("version", Tree::plain(VERSION)), ("classes", classes)])
        .json()
}

/// Reads a plan.
///
/// # Errors
/// The class, and what is wrong with it.
pub fn read(reader: &Reader, tree: &Tree) -> Result<Plan, String> {
    let is = |key: &str, value: &str| tree.get(key).and_then(Tree::as_written) == Some(value);
    if !is("format", FORMAT) {
        return Err(format!("The JSON has no \"format\": \"{FORMAT}\". Add it at the top level."));
    }
    if !is("version", VERSION) {
        return Err(format!("Unknown plan version. Set \"version\" to {VERSION}."));
    }
    let classes =
        tree.get("classes").and_then(Tree::as_list).ok_or("The plan has no list “classes”. Add one.")?;
    let class = |(place, class): (usize, &Tree)| (format!("Class {}", place + 1), self::class(reader, class));
    reader.plan(classes.iter().enumerate().map(class))
}

fn class(reader: &Reader, tree: &Tree) -> Result<crate::domain::routing::Class, String> {
    let entries = tree.as_map().ok_or("must be an object with keys and values.")?;
    let said = entries.iter().map(|(key, value)| {
        let text = value.as_written().ok_or_else(|| format!("{key}: must be a number or a string."))?;
        Ok((key.as_str(), text))
    });
    reader.class(said.collect::<Result<Vec<_>, String>>()?)
}
