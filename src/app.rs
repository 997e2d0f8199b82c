//! Starts in the browser: one state, and a component in the place of each part that was built.

use crate::browser::{address, elements, failure, menu, reading, screen, timer};
use crate::data::Showdown;
use crate::figures::{self, Figure, REGISTRY};
use crate::state::{FigureState, Place, Store, embed};
use crate::ui::embed_dialog::{self, EmbedDialog};
use crate::ui::figure::{self, FigureFrame};
use crate::ui::share::EMBED;
use crate::ui::{self, listen, slot, theme};
use leptos::prelude::*;
use web_sys::HtmlElement;

/// From its own page a figure leads to the article by this path.
const HOME: &str = "../";

/// Makes what was built interactive: the whole page, or a figure on its own page.
pub fn start() {
    failure::announce_panics();
    screen::prepare_for_print();
    let Ok(data) = Showdown::embedded() else { return failure::announce() };
    let data = Box::leak(Box::new(data));
    match elements::all("main.alone [data-figure]").pop() {
        Some(element) => alone(data, &element),
        None => page(data),
    }
}

/// Makes the page interactive, figure by figure. What can't be made interactive stays as it was built.
fn page(data: &'static Showdown) {
    theme::start();
    reading::mark_current(".contents a");
    menu::close_when_done(".menu");
    listen::start();
    let store = prepare(REGISTRY, Place::Page, data);
    store.remember();
    tell_problem(store);
    let about = RwSignal::new(None);
    if let Some(built) = elements::by_id(embed_dialog::SLOT) {
        slot::fill(&built, move || view! { <EmbedDialog about=about/> });
    }
    let asked = address::read().into_iter().find(|(key, _)| key == EMBED).map(|(_, id)| id);
    // One after the other, each in a task of its own: the page stays quick to answer meanwhile.
    for element in elements::all("[data-figure]") {
        let Some(found) = figure_of(&element) else { continue };
        let asked = asked.clone();
        timer::soon(move || {
            if failure::announced() {
                return;
            }
            let state = frame(found, store, &element, about);
            if asked.as_deref() == Some(found.id) {
                address::write(&[(EMBED, None)]);
                // When it shows what the URL asks for.
                timer::soon(move || about.set(state));
            }
        });
    }
}

/// Makes a figure on its own page interactive, and talks with the page that it is embedded in.
fn alone(data: &'static Showdown, element: &HtmlElement) {
    let Some(figure) = figure_of(element) else { return failure::announce() };
    let figure: &'static Figure = Box::leak(Box::new(figure.alone()));
    let store = prepare(std::slice::from_ref(figure), Place::Embed, data);
    tell_problem(store);
    frame(figure, store, element, RwSignal::new(None));
    let main = elements::all("main").pop();
    if let Some(main) = main.filter(|_| element.has_attribute("data-ready")) {
        embed::start(store, &main);
    }
}

/// The figure that an element was built for.
fn figure_of(element: &HtmlElement) -> Option<&'static Figure> {
    figures::find(&element.get_attribute("data-figure")?)
}

/// What figures share, following the URL. To be called once.
pub fn prepare(figures: &[Figure], place: Place, data: &'static Showdown) -> Store {
    // Who runs effects: needed before the first component is mounted, which would set it up.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let store = Store::new(figures, place, data);
    store.follow_address();
    store
}

/// Puts the live frame of a figure in the place of the built one. `about` opens the embed dialog.
pub fn frame(
    figure: &'static Figure,
    store: Store,
    element: &HtmlElement,
    about: RwSignal<Option<FigureState>>,
) -> Option<FigureState> {
    let state = FigureState::new(figure, store)?;
    let built = elements::first(element, &[".", figure::SLOT].concat())?;
    let number = REGISTRY.iter().position(|other| other.id == figure.id).unwrap_or_default() + 1;
    let home = (store.place == Place::Embed).then_some(HOME);
    let embed = Callback::new(move |state| about.set(Some(state)));
    slot::fill(&built, move || view! { <FigureFrame state=state number=number home=home embed=embed/> });
    let _ = element.set_attribute("data-ready", "");
    Some(state)
}

/// Says so where the URL is of another version than is understood here.
fn tell_problem(store: Store) {
    let Some(line) = elements::by_id(ui::ADDRESS_PROBLEM) else { return };
    Effect::new(move |_| {
        let problem = store.problem_of("v");
        line.set_hidden(problem.is_none());
        line.set_text_content(problem.as_deref());
    });
}
