//! The dialog in which an author takes a figure along (`page/dialog.rs`): it shows what the figure will look like in the
//! post, and the lines to paste there.

use super::figure::Face;
use super::menu::marked;
use super::program::Skill;
use crate::browser::{address, clipboard, elements, events, size, timer};
use crate::figures::{Embed, fits_address};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlImageElement, HtmlInputElement, HtmlTextAreaElement,
};

/// The key of an address that opens the dialog for the figure of that id: figures that stand alone lead here by it.
const KEY: &str = "embed";

/// Marks a preview that is as high as its figure.
const MEASURED: &str = "data-measured";

thread_local! {
    /// The figure that the dialog is about.
    static ABOUT: RefCell<Option<Rc<Face>>> = const { RefCell::new(None) };
}

struct Dialog(Rc<Face>);

/// Takes hold of what opens the dialog for a figure.
pub(super) fn start(face: &Rc<Face>) -> Option<Rc<dyn Skill>> {
    find::<HtmlDialogElement>("#embed")?;
    if address::read().iter().any(|(key, id)| key == KEY && id == face.figure.id) {
        address::write(&[(KEY, None)]);
        let face = face.clone();
        // When it shows what the address asks for.
        timer::soon(move || open(face));
    }
    Some(Rc::new(Dialog(face.clone())))
}

impl Skill for Dialog {
    fn act(&self, deed: &str) -> bool {
        if deed == "embed" {
            open(self.0.clone());
        }
        deed == "embed"
    }
}

/// Takes hold of the dialog itself. To be called once.
pub(super) fn listen() {
    let Some(dialog) = find::<HtmlDialogElement>("#embed") else { return };
    events::on(&dialog, "input", |_| update());
    let closing = dialog.clone();
    events::on(&dialog, "click", move |event| {
        let button = events::target::<Element>(event).and_then(|target| target.get_attribute("data-embed"));
        match button.as_deref() {
            Some("close") => closing.close(),
            Some("copy") => copy(),
            _ => {}
        }
    });
    // Also by Escape: what was shown stops, and the reader is where they were.
    events::on(&dialog, "close", |_| {
        preview().inspect(clear);
        let menu = ABOUT.take().and_then(|face| face.find(".share summary"));
        menu.inspect(|menu| drop(menu.focus()));
    });
    // The lines have the sizes that what is shown comes to have.
    events::on(&dialog, "showdown-ready", |_| {
        preview().inspect(|preview| drop(preview.set_attribute(MEASURED, "")));
        write_code();
    });
    events::on_way_down(&dialog, "load", |_| write_code());
    if let Some(preview) = preview() {
        size::watch(&preview, write_code);
    }
}

fn find<T: JsCast>(selector: &str) -> Option<T> {
    elements::all(selector).pop()?.dyn_into().ok()
}

fn preview() -> Option<HtmlElement> {
    find("#embed .embed-preview")
}

/// Nothing is shown, and so nothing measured.
fn clear(preview: &HtmlElement) {
    preview.set_inner_html("");
    let _ = preview.remove_attribute(MEASURED);
}

fn checked(name: &str) -> Option<HtmlInputElement> {
    find(&["#embed input[name=", name, "]:checked"].concat())
}

fn open(face: Rc<Face>) {
    let Some(dialog) = find::<HtmlDialogElement>("#embed") else { return };
    if let Some(name) = find::<HtmlElement>("#embed .embed-name") {
        name.set_text_content(Some(&face.shown.borrow().title));
    }
    let is_set = face.written().iter().any(|(_, value)| value.is_some());
    // No address holds a plan of this length.
    let fits = fits_address(&face.values().plan);
    if let Some(keep) = find::<HtmlInputElement>("#embed input[name=embed-keep]") {
        keep.set_checked(is_set && fits);
        keep.set_disabled(!(is_set && fits));
    }
    say(if fits { "" } else { "The plan is too long for an address: the figure is embedded as it begins." });
    ABOUT.set(Some(face));
    define_the_element();
    let _ = dialog.show_modal();
    checked("embed-level").inspect(|level| drop(level.focus()));
    update();
}

/// Loads what the element is made of: what is shown here is what will be shown there.
fn define_the_element() {
    let loader = address::file("embed.js", &[]);
    if elements::all("script[data-embed]").is_empty()
        && let Some(document) = crate::browser::window().and_then(|window| window.document())
        && let (Ok(script), Some(body)) = (document.create_element("script"), document.body())
    {
        for (name, value) in [("type", "module"), ("data-embed", ""), ("src", &loader)] {
            let _ = script.set_attribute(name, value);
        }
        let _ = body.append_child(&script);
    }
}

/// What the author has chosen.
struct Choice {
    level: String,
    theme: String,
    /// What is set in the figure, if that is to be kept, for an address.
    written: Vec<(&'static str, Option<String>)>,
}

impl Choice {
    fn read(face: &Face) -> Self {
        let value = |name: &str| checked(name).map(|input| input.value()).unwrap_or_default();
        let written = if checked("embed-keep").is_some() { face.written() } else { vec![] };
        Self { level: value("embed-level"), theme: value("embed-theme"), written }
    }
}

/// Shows what is chosen now.
fn update() {
    let Some(face) = ABOUT.with_borrow(Option::clone) else { return };
    let (Some(preview), choice) = (preview(), Choice::read(&face)) else { return };
    let id = face.figure.id;
    if let (Some(help), Some(level)) = (find::<HtmlElement>("#embed-help"), checked("embed-level")) {
        help.set_text_content(level.get_attribute("data-help").as_deref());
    }
    let is_picture = choice.level == "picture";
    if let Some(themes) = find::<HtmlElement>("#embed .embed-themes") {
        let _ = themes.toggle_attribute_with_force("disabled", is_picture);
    }
    let (picture, state) = (picture_of(id), address::unparse(&choice.written));
    let title = face.shown.borrow().title.clone();
    let image = [("src", picture.as_str()), ("alt", &title)];
    let element = [("state", state.as_str()), ("theme", &choice.theme), ("figure", id)];
    if is_picture {
        if elements::first(&preview, "showdown-figure").is_some() {
            clear(&preview);
        }
        put(&preview, "img", &image);
    } else {
        // What shows until the figure does, and where it can't.
        if let Some(element) = put(&preview, "showdown-figure", &element) {
            put(&element, "img", &image);
            elements::within(&preview, ":scope > img").iter().for_each(|image| image.remove());
        }
    }
    write_code();
}

/// The address of a figure's picture.
fn picture_of(id: &str) -> String {
    address::file(&["embed/", id, ".svg"].concat(), &[])
}

/// Sees to it that there is such an element, with these attributes.
fn put(place: &HtmlElement, name: &str, attributes: &[(&str, &str)]) -> Option<HtmlElement> {
    let there = elements::first(place, &[":scope > ", name].concat());
    let element = there.or_else(|| {
        let made: HtmlElement = place.owner_document()?.create_element(name).ok()?.unchecked_into();
        place.append_child(&made).ok()?;
        Some(made)
    })?;
    for (name, value) in attributes {
        if element.get_attribute(name).as_deref() != Some(*value) {
            let _ = element.set_attribute(name, value);
        }
    }
    Some(element)
}

/// Writes the lines for what is shown.
fn write_code() {
    let Some(face) = ABOUT.with_borrow(Option::clone) else { return };
    let (Some(preview), Some(field)) = (preview(), find::<HtmlTextAreaElement>("#embed-code")) else {
        return;
    };
    let choice = Choice::read(&face);
    let id = face.figure.id;
    let theme = (choice.theme != "auto").then(|| choice.theme.clone());
    let framed = [choice.written.clone(), vec![("theme", theme)]].concat();
    let image = elements::first(&preview, "img").and_then(|image| image.dyn_into::<HtmlImageElement>().ok());
    let lines = Embed {
        id,
        title: &face.shown.borrow().title,
        frame: &address::file(&["embed/", id, ".html"].concat(), &framed),
        article: &address::link(&marked(&choice.written), id),
        picture: &picture_of(id),
        picture_size: image.map_or((0, 0), |image| (image.natural_width(), image.natural_height())),
        loader: &address::file("embed.js", &[]),
        theme: &choice.theme,
        state: &address::unparse(&choice.written),
        // Until what is shown answers, about what it has on the page.
        height: if preview.has_attribute(MEASURED) { &preview } else { &face.element }.offset_height().max(0)
            as u32,
    };
    let code = match choice.level.as_str() {
        "picture" => lines.picture(),
        "frame" => lines.frame(),
        _ => lines.element(),
    };
    if field.value() != code {
        field.set_value(&code);
    }
}

fn copy() {
    let Some(field) = find::<HtmlTextAreaElement>("#embed-code") else { return };
    clipboard::copy(&field.value(), move |copied| {
        if copied {
            return say("Copied.");
        }
        say("Copying is not allowed here. The lines are selected: copy them yourself.");
        let _ = field.focus();
        field.select();
    });
}

fn say(words: &str) {
    if let Some(status) = find::<HtmlElement>("#embed [role=status]") {
        status.set_text_content(Some(words));
    }
}
