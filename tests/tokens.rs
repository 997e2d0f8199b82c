//! The colours in `style/tokens.css`: enough contrast in every theme, and known to the drawings.

#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use showdown::charts::Role;
use showdown::page::tokens::{Rgb, Scheme, colours, colours_of, declarations, rules};

/// What is written or drawn in these must be readable.
const TEXT: [&str; 6] = ["--ink", "--strong", "--muted", "--model-a", "--model-b", "--alarm"];
/// What something that can be used is recognised by.
const EDGES: [&str; 1] = ["--edge"];
/// What they stand on.
const GROUNDS: [&str; 2] = ["--paper", "--panel"];

const MORE_CONTRAST: &str = "@media (prefers-contrast: more) :root";
const FORCED_COLOURS: &str = "@media (forced-colors: active) :root";
const PRINTER: &str = "@media print :root, :root[data-theme]";
const ON_THE_WAY_TO_THE_PRINTER: &str = ":root[data-printing]";

/// Every set of colours that a reader can see, by name.
fn themes() -> [(&'static str, BTreeMap<String, Rgb>); 5] {
    let with = |rule: &str, scheme| {
        let changed = colours_of(rule, scheme);
        assert!(!changed.is_empty(), "tokens.css: nothing is known of `{rule}`");
        let mut all = colours(scheme);
        all.extend(changed);
        all
    };
    [
        ("light", colours(Scheme::Light)),
        ("dark", colours(Scheme::Dark)),
        ("light with more contrast", with(MORE_CONTRAST, Scheme::Light)),
        ("dark with more contrast", with(MORE_CONTRAST, Scheme::Dark)),
        ("printed", with(PRINTER, Scheme::Light)),
    ]
}

/// WCAG 2.2, “relative luminance”.
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG 2.2, “contrast ratio”: from 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let [one, other] = [one, other].map(luminance);
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Every pair that falls short, in every theme.
fn too_faint(tokens: &[&str], least: f64) -> Vec<String> {
    let mut faint = vec![];
    for (theme, colours) in themes() {
        for token in tokens {
            for ground in GROUNDS {
                let ratio = contrast(colours[*token], colours[ground]);
                if ratio < least {
                    faint.push(format!("{theme}: {token} on {ground} is {ratio:.2}:1, needed is {least}:1"));
                }
            }
        }
    }
    faint
}

#[test]
fn contrast_is_computed_as_wcag_does() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    // The well-known lightest grey that passes on white, and the next one, which does not.
    assert!(contrast([0x76; 3], [255; 3]) >= 4.5 && contrast([0x77; 3], [255; 3]) < 4.5);
}

#[test]
fn text_can_be_read_in_every_theme() {
    assert_eq!(too_faint(&TEXT, 4.5), [] as [String; 0]);
}

/// What is being read aloud is written in `--strong`.
#[test]
fn what_is_read_aloud_can_be_read_too() {
    for (theme, colours) in themes() {
        let ratio = contrast(colours["--strong"], colours["--said"]);
        assert!(ratio >= 4.5, "{theme}: {ratio:.2}:1");
    }
}

#[test]
fn what_can_be_used_stands_out_in_every_theme() {
    assert_eq!(too_faint(&EDGES, 3.0), [] as [String; 0]);
}

#[test]
fn more_contrast_is_more() {
    let [light, dark, more_light, more_dark, _] = themes().map(|(_, colours)| colours);
    for (usual, more) in [(light, more_light), (dark, more_dark)] {
        for token in ["--ink", "--muted", "--edge"] {
            let ratio = |colours: &BTreeMap<String, Rgb>| contrast(colours[token], colours["--panel"]);
            assert!(ratio(&more) > ratio(&usual), "{token}");
        }
    }
}

#[test]
fn drawings_get_the_printers_colours_before_the_printer_does() {
    let [printer, before] = [PRINTER, ON_THE_WAY_TO_THE_PRINTER].map(|rule| colours_of(rule, Scheme::Light));
    assert_eq!(printer, before);
}

#[test]
fn every_colour_is_registered_so_that_the_canvas_can_read_it_and_begins_as_in_the_dark() {
    let mut registered = BTreeMap::new();
    for (rule, _) in rules() {
        if let Some(token) = rule.strip_prefix("@property ") {
            let declared: BTreeMap<_, _> = declarations(&rule).into_iter().collect();
            assert_eq!(declared["syntax"], "\"<color>\"", "{token}");
            assert_eq!(declared["inherits"], "true", "{token}");
            let initial = colours_of(&rule, Scheme::Dark)["initial-value"];
            registered.insert(token.to_owned(), initial);
        }
    }
    assert_eq!(registered, colours(Scheme::Dark));
}

#[test]
fn every_role_of_a_drawing_is_a_colour_of_the_page() {
    let known = colours(Scheme::Dark);
    for role in Role::ALL {
        assert!(known.contains_key(role.token()), "{role:?}: tokens.css has no {}", role.token());
    }
}

#[test]
fn no_colour_is_left_to_itself_where_the_system_forces_its_own() {
    let forced: Vec<_> = declarations(FORCED_COLOURS).into_iter().map(|(token, _)| token).collect();
    for token in colours(Scheme::Dark).into_keys() {
        assert!(forced.contains(&token), "{token}");
    }
}

/// The rules of all style sheets: selectors, and what is declared for them.
fn sheets() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/style");
    let files =
        std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let mut found = vec![];
    for text in files {
        for rule in text.split('}') {
            if let Some((selector, declared)) = rule.rsplit_once('{') {
                let selector = selector.rsplit(['{', '/']).next().unwrap_or_default();
                found.push((selector.trim().to_owned(), declared.to_owned()));
            }
        }
    }
    found
}

#[test]
fn what_shows_the_focus_and_what_can_be_typed_in_stands_out() {
    let known = [&TEXT[..], &EDGES].concat();
    let stands_out = |value: &str| known.iter().any(|token| value.contains(&format!("var({token})")));
    let mut rings = 0;
    for (selector, declared) in sheets() {
        for declaration in declared.split(';') {
            let Some((property, value)) = declaration.trim().split_once(": ") else { continue };
            let field =
                ["input[type=\"text\"]", "textarea", "select"].iter().any(|field| selector.contains(field));
            match property {
                // The whole article has the focus only after a jump to it.
                "outline" if value == "none" => assert_eq!(selector, "main:focus"),
                "outline" => {
                    rings += 1;
                    assert!(stands_out(value), "{selector}: {declaration}");
                }
                "border" | "border-color" if field => assert!(stands_out(value), "{selector}: {declaration}"),
                _ => {}
            }
        }
    }
    assert!(rings >= 2, "{rings} rings");
}
