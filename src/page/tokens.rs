//! `style/tokens.css`, read as a browser would read it.

use crate::charts::{Palette, Role};
use plotters::style::RGBColor;
use std::collections::BTreeMap;

const SHEET: &str = include_str!("../../style/tokens.css");

/// A colour's red, green and blue.
pub type Rgb = [u8; 3];

/// Which of the two colours of a `light-dark(…, …)` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// The first one: dark on light.
    Light,
    /// The second one: light on dark.
    Dark,
}

/// The colours of drawings in a scheme. A role that the sheet does not know is black.
pub fn palette(scheme: Scheme) -> Palette {
    let colours = colours(scheme);
    Palette::new(|role: Role| {
        let [r, g, b] = colours.get(role.token()).copied().unwrap_or_default();
        RGBColor(r, g, b)
    })
}

/// The colours that the page has in a scheme, by the names of their custom properties.
pub fn colours(scheme: Scheme) -> BTreeMap<String, Rgb> {
    colours_of(":root", scheme)
}

/// The colours that a rule sets.
pub fn colours_of(rule: &str, scheme: Scheme) -> BTreeMap<String, Rgb> {
    let colour = |(name, value): (String, String)| Some((name, colour(&value, scheme)?));
    declarations(rule).into_iter().filter_map(colour).collect()
}

/// What the rule of that selector declares. Rules within rules are named by all their selectors: `@media print :root`.
pub fn declarations(rule: &str) -> Vec<(String, String)> {
    rules().into_iter().filter(|(name, _)| name == rule).flat_map(|(_, declared)| declared).collect()
}

/// The rules of the sheet: their selectors, and what they declare.
pub fn rules() -> Vec<(String, Vec<(String, String)>)> {
    let sheet = without_comments(SHEET);
    let (mut rules, mut open) = (vec![], vec![]);
    let mut rest = sheet.as_str();
    while let Some(end) = rest.find(['{', ';', '}']) {
        let text = rest[..end].trim();
        match rest.as_bytes()[end] {
            b'{' => {
                open.push(text);
                rules.push((open.join(" "), vec![]));
            }
            closing => {
                let place = rules.iter().rposition(|(name, _)| *name == open.join(" "));
                if let (Some(place), Some((name, value))) = (place, text.split_once(':')) {
                    rules[place].1.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                if closing == b'}' {
                    open.pop();
                }
            }
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "tokens.css: a rule is not closed");
    rules
}

/// `#rgb`, `#rrggbb`, or one of these for each scheme.
fn colour(value: &str, scheme: Scheme) -> Option<Rgb> {
    let value = match value.strip_prefix("light-dark(") {
        Some(both) => {
            let (light, dark) = both.strip_suffix(')')?.split_once(',')?;
            if scheme == Scheme::Light { light } else { dark }.trim()
        }
        None => value,
    };
    let digits = value.strip_prefix('#')?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    match digits.len() {
        3 => Some([8, 4, 0].map(|shift| (number >> shift & 0xf) as u8 * 0x11)),
        6 => Some([16, 8, 0].map(|shift| (number >> shift) as u8)),
        _ => None,
    }
}

fn without_comments(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once("*/").expect("tokens.css: a comment is not closed").1);
    }
    kept
}
