//! A plan as JSON: `{"format": "showdown-plan", "version": 1, "classes": [{"class": "UI", "tasks": 200, …}, …]}`.
//!
//! Each class has the keys of [`Reader::keys`]; counts are numbers, everything else is a text as a reader types it. Only
//! `class` is needed.

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
/// The class and what is wrong with it.
pub fn read(reader: &Reader, tree: &Tree) -> Result<Plan, String> {
    let is = |key: &str, value: &str| tree.get(key).and_then(Tree::as_written) == Some(value);
    if !is("format", FORMAT) {
        return Err(format!("This is no plan: a plan begins with \"format\": \"{FORMAT}\"."));
    }
    if !is("version", VERSION) {
        return Err(format!("This plan is of another version; {VERSION} is known here."));
    }
    let classes = tree.get("classes").and_then(Tree::as_list).ok_or("The plan has no list of classes.")?;
    let class = |(place, class): (usize, &Tree)| (format!("Class {}", place + 1), self::class(reader, class));
    reader.plan(classes.iter().enumerate().map(class))
}

fn class(reader: &Reader, tree: &Tree) -> Result<crate::domain::routing::Class, String> {
    let entries = tree.as_map().ok_or("it must have keys and values.")?;
    let said = entries.iter().map(|(key, value)| {
        let text = value.as_written().ok_or_else(|| format!("{key}: it must be a number or a text."))?;
        Ok((key.as_str(), text))
    });
    reader.class(said.collect::<Result<Vec<_>, String>>()?)
}
