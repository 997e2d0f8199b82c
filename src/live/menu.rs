//! What a figure's buttons do: what can be taken away from it (a link to what it shows, its picture, its
//! numbers), settings that are made for something, and the way back.

use super::figure::Face;
use crate::browser::{address, clipboard, download, events, screen};
use crate::charts::canvas::{Screen, paint};
use crate::charts::svg::{Colours, render};
use crate::charts::text::escape_markdown;
use crate::charts::{Chart, Plate};
use crate::domain::format;
use crate::figures::{PLAN, Shown, VERSION, fits_address};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement};

/// Device pixels for each CSS pixel of a saved picture.
const SHARPNESS: f64 = 2.0;

/// Takes hold of the figure's buttons.
pub(super) fn start(face: &Rc<Face>) {
    let element = face.element.clone();
    let face = face.clone();
    events::on(&element, "click", move |event| {
        let target = events::target::<Element>(event);
        let button = target.and_then(|target| target.closest("[data-deed], [data-set]").ok().flatten());
        let Some(button) = button else { return };
        match (button.get_attribute("data-set"), button.get_attribute("data-deed")) {
            (Some(settings), _) => set(&face, &button, &settings),
            (None, Some(deed)) => act(&face, &deed),
            (None, None) => {}
        }
    });
}

/// Sets what a button is made for.
fn set(face: &Face, button: &Element, settings: &str) {
    let settings = address::parse(settings);
    match settings.iter().find(|(key, _)| key == PLAN) {
        Some((_, plan)) => face.replace_plan(plan.as_str().into()),
        None => face.change_all(face.named(&settings)),
    }
    let list = button.closest("ul").ok().flatten();
    let status = list.and_then(|list| list.next_element_sibling()?.query_selector("[role=status]").ok()?);
    if let Some(status) = status {
        let name = button.text_content().unwrap_or_default();
        let note = button.get_attribute("title").unwrap_or_default();
        status.set_text_content(Some(["Set: ", &name, ". ", &note].concat().trim()));
    }
}

fn act(face: &Rc<Face>, deed: &str) {
    let shown = face.shown.borrow().clone();
    let id = face.figure.id;
    let written = face.written();
    let link = address::link(&marked(&written), id);
    // Figures without a plan have an empty one.
    let long = !fits_address(&face.values().plan);
    let file = |ending: &str| ["showdown-", id, ending].concat();
    match deed {
        "link" if long => {
            copy(face, link, "Link copied, without the plan: it is too long for one. Save it as JSON.")
        }
        "link" => copy(face, link, "Link copied."),
        "markdown" => copy(face, markdown(&shown, &link), "Numbers copied."),
        "csv" => {
            download::text(&file(".csv"), "text/csv", &shown.table.csv());
            say(face, "Numbers saved.", "");
        }
        "reset" => {
            face.change_all(
                face.settings.iter().map(|setting| (setting.key.as_str(), setting.default)).collect(),
            );
            if face.figure.plans {
                face.store.change_plan("".into());
            }
            say(face, "As it was.", "");
        }
        "undo" => face.undo(),
        _ if face.skills.get().into_iter().flatten().any(|skill| skill.act(deed)) => {}
        _ => {
            let plate = face.figure.plate(face.store.data, &shown, &link);
            let screen = face.find(".drawing").and_then(|drawing| screen::read(&drawing));
            let saved = screen.and_then(|screen| match deed {
                "svg" => save_svg(&plate, &screen, &file(".svg")),
                _ => save_png(&plate, &screen, &file(".png")),
            });
            say(face, if saved.is_some() { "Picture saved." } else { "This browser can’t draw it." }, "");
        }
    }
}

/// Settings for a link. One that has none says so by its version: it asks for what everything begins at, and not for what
/// the browser that opens it has kept.
pub(super) fn marked<'a>(written: &[(&'a str, Option<String>)]) -> Vec<(&'a str, Option<String>)> {
    let mut written = written.to_vec();
    if written.iter().all(|(_, value)| value.is_none()) {
        written.push(("v", Some(VERSION.to_string())));
    }
    written
}

/// The numbers with what they mean, and where they come from: pasted elsewhere, a table alone would not tell.
fn markdown(shown: &Shown, link: &str) -> String {
    let words = [&shown.sentence].into_iter().chain(&shown.remarks).chain(&shown.notices);
    let words = words.map(|words| escape_markdown(words));
    [
        "**",
        &escape_markdown(&shown.title),
        "**\n\n",
        &format::joined(words, "\n\n"),
        "\n\n",
        &shown.table.markdown(),
        "\n",
        link,
        "\n",
    ]
    .concat()
}

/// Says what was done, and shows what is to be copied by hand.
fn say(face: &Face, words: &str, by_hand: &str) {
    if let Some(status) = face.find(".share-panel [role=status]") {
        status.set_text_content(Some(words));
    }
    if let Some(field) = face.find(".share-panel textarea") {
        let field: HtmlTextAreaElement = field.unchecked_into();
        field.set_value(by_hand);
        field.set_hidden(by_hand.is_empty());
        field.select();
    }
}

fn copy(face: &Rc<Face>, content: String, done: &'static str) {
    let (face, by_hand) = (face.clone(), content.clone());
    clipboard::copy(&content, move |copied| match copied {
        true => say(&face, done, ""),
        false => say(&face, "Copying is not allowed here. Copy it yourself:", &by_hand),
    });
}

fn save_svg(plate: &Plate<'_>, screen: &Screen, file: &str) -> Option<()> {
    let colours = Colours::Fixed(screen.palette.as_ref()?, "ui-monospace, monospace");
    download::text(file, "image/svg+xml", &render(plate, screen.layout, colours).ok()?);
    Some(())
}

fn save_png(plate: &Plate<'_>, screen: &Screen, file: &str) -> Option<()> {
    // A unit of the drawing is half a CSS pixel.
    let width = f64::from(plate.width(screen.layout)) / 2.0;
    let canvas = download::canvas()?;
    paint(&canvas, plate, &Screen { width, pixel_ratio: SHARPNESS, ..screen.clone() })?;
    download::picture(file, &canvas);
    Some(())
}
