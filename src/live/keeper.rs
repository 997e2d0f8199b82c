//! Scenarios: keeping what is set, showing it again, letting it go.

use super::figure::Face;
use super::program::Skill;
use crate::browser::{elements, events};
use crate::domain::format;
use crate::figures::{Kept, Problem, State};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

struct Keeper(Rc<Face>);

/// Takes hold of the name's field, if the figure has one: Enter keeps, too.
pub(super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    let field = field(face)?;
    let typed_in = face.clone();
    events::on(&field, "keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter") {
            keep(&typed_in);
        }
    });
    Some(Rc::new(Keeper(face.clone())))
}

impl Skill for Keeper {
    fn update(&self, problems: &[Problem]) {
        update(&self.0, problems);
    }

    fn act(&self, deed: &str) -> bool {
        match deed {
            "keep" => keep(&self.0),
            _ => return act(&self.0, deed),
        }
        true
    }
}

/// Keeps what is set now, under the name that is typed.
fn keep(face: &Face) {
    face.forget();
    let typed = field(face).map(|field| field.value()).unwrap_or_default();
    let own = face.written().into_iter().filter(|(key, _)| !Kept::is_key(key));
    let settings: Vec<_> = own.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    let all = face.values().kept;
    let free = |name: &String| all.iter().all(|other| other.name != *name);
    let number =
        (1..).map(|number: u8| ["Scenario ", &number.to_string()].concat()).find(free).unwrap_or_default();
    let Some(kept) = Kept::new(&typed, settings.clone()).or_else(|| Kept::new(&number, settings)) else {
        return;
    };
    let known = all.iter().position(|other| other.name == kept.name);
    let said = match known {
        None if all.len() == Kept::MOST => {
            return say(face, "Four are kept already: remove one first, or keep under its name.");
        }
        None => ["Kept: “", &kept.name, "”."].concat(),
        Some(_) => ["Replaced: “", &kept.name, "”."].concat(),
    };
    face.store.change_kept(|all| match known {
        Some(place) => all[place] = kept,
        None => all.push(kept),
    });
    say(face, &said);
    if let Some(field) = field(face) {
        field.set_value("");
    }
}

/// Shows a scenario (`show-1`) or removes it (`drop-1`); tells whether that was asked for.
fn act(face: &Face, deed: &str) -> bool {
    let Some((verb, place)) = deed.split_once('-') else { return false };
    let Some(place) = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1)) else {
        return false;
    };
    let kept = face.values().kept;
    let Some(scenario) = kept.get(place) else { return false };
    if verb == "drop" {
        face.forget();
        face.store.change_kept(|all| drop(all.remove(place)));
        say(face, &["Removed: “", &scenario.name, "”."].concat());
    } else {
        let values = State::read_settings(face.store.settings, &scenario.settings).values;
        let own = face.settings.iter().map(|setting| (setting.key.as_str(), values.of(&setting.key)));
        face.change_all(own.collect());
        say(face, &["Shown: “", &scenario.name, "”."].concat());
    }
    true
}

/// Says what in the address was no scenario.
fn update(face: &Face, problems: &[Problem]) {
    let Some(line) = face.find(".keeper .problem") else { return };
    let about = problems.iter().filter(|problem| Kept::is_key(&problem.key));
    let words = format::joined(about.map(|problem| problem.message.as_str()), " ");
    // Written again, it would be read out again.
    if line.text_content().as_deref() != Some(words.as_str()) {
        line.set_text_content(Some(&words));
        line.set_hidden(words.is_empty());
    }
}

fn field(face: &Face) -> Option<HtmlInputElement> {
    elements::first(&face.element, ".keeper input").map(JsCast::unchecked_into)
}

fn say(face: &Face, words: &str) {
    if let Some(status) = face.find(".keeper-status") {
        status.set_text_content(Some(words));
        // The button that was pressed may be gone.
        let _ = status.focus();
    }
}
