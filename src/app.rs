//! Starts in the browser: one state, and a component in the place of each part that was built.
//!
//! The program is loaded in parts (`ui::parts`): the figure that the reader sees first, then the others. What can't be
//! loaded stays as it was built, says so, and can be tried again.

use crate::browser::{address, elements, failure, menu, nearby, reading, screen, timer};
use crate::data::Showdown;
use crate::figures::{self, Figure, REGISTRY};
use crate::state::{FigureState, Line, Place, Store, embed};
use crate::ui::figure::{self, FigureFrame};
use crate::ui::not_loaded::NotLoadedLine;
use crate::ui::parts::{self, FigurePart};
use crate::ui::share::EMBED;
use crate::ui::{self, listen, slot, theme};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::HtmlElement;

/// From its own page a figure leads to the article by this path.
const HOME: &str = "../";

/// Makes what was built interactive: the whole page, or a figure on its own page.
pub fn start() {
    failure::announce_panics();
    screen::prepare_for_print();
    let data = match Showdown::embedded() {
        Ok(data) => Box::leak(Box::new(data)),
        Err(error) => {
            leptos::logging::error!("The data can't be read: {error}");
            return failure::announce();
        }
    };
    match elements::all("main.alone [data-figure]").pop() {
        Some(element) => alone(data, &element),
        None => page(data),
    }
}

/// Makes the page interactive, figure by figure.
fn page(data: &'static Showdown) {
    // The player comes after the first figure, which then may say something else.
    let mut sentences = listen::sentences();
    let store = prepare(REGISTRY, Place::Page, data);
    theme::start();
    reading::mark_current(".contents a");
    menu::close_when_done(".menu");
    store.remember();
    tell_problem(store);
    let dialog = Dialog::new();
    let built = elements::all("[data-figure]").into_iter();
    let mut all: Vec<Rc<Built>> =
        built.filter_map(|element| Built::new(element, store, dialog)).map(Rc::new).collect();
    for figure in &all {
        let watched = figure.clone();
        nearby::watch(&figure.element, move |near| {
            if near {
                spawn_local(watched.clone().start());
            }
        });
    }
    all.sort_by_key(|figure| screen::distance(&figure.element));
    spawn_local(async move {
        for (place, figure) in all.into_iter().enumerate() {
            figure.start().await;
            // The player is near the top, and can't be used before the figures in sight can.
            if place == 0 && parts::load_player(std::mem::take(&mut sentences)).await.is_err() {
                leptos::logging::error!("The player could not be loaded.");
            }
            // The page answers between two figures.
            timer::pause().await;
        }
    });
}

/// Makes a figure on its own page interactive, and talks with the page that it is embedded in.
fn alone(data: &'static Showdown, element: &HtmlElement) {
    let Some(figure) = figure_of(element) else { return failure::announce() };
    let figure: &'static Figure = Box::leak(Box::new(figure.alone()));
    let store = prepare(std::slice::from_ref(figure), Place::Embed, data);
    tell_problem(store);
    let Some(main) = elements::all("main").pop() else { return failure::announce() };
    let Some(built) = Built::new(element.clone(), store, Dialog::new()) else { return failure::announce() };
    let built = Built { figure, whenever_ready: Box::new(move |_| embed::start(store, &main)), ..built };
    spawn_local(Rc::new(built).start());
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

/// A figure as it was built, which may become interactive.
struct Built {
    figure: &'static Figure,
    element: HtmlElement,
    store: Store,
    dialog: Dialog,
    /// Whether its part is there, or on its way.
    started: Cell<bool>,
    whenever_ready: Box<dyn Fn(FigureState)>,
}

impl Built {
    fn new(element: HtmlElement, store: Store, dialog: Dialog) -> Option<Self> {
        let figure = figure_of(&element)?;
        let asked = address::read().into_iter().any(|(key, id)| key == EMBED && id == figure.id);
        let open = move |state| {
            if asked && store.place == Place::Page {
                address::write(&[(EMBED, None)]);
                // When it shows what the URL asks for.
                timer::soon(move || dialog.open(state));
            }
        };
        let started = Cell::new(false);
        Some(Self { figure, element, store, dialog, started, whenever_ready: Box::new(open) })
    }

    /// Loads its part and makes it interactive, once.
    async fn start(self: Rc<Self>) {
        if failure::announced() || self.started.replace(true) {
            return;
        }
        match parts::part_of(self.figure).await {
            Ok(part) => {
                if let Some(state) = frame(self.figure, part, self.store, &self.element, self.dialog) {
                    (self.whenever_ready)(state);
                }
            }
            Err(parts::NotLoaded) => self.tell_failure(),
        }
    }

    /// Says that it could not be loaded; a click tries again.
    fn tell_failure(self: Rc<Self>) {
        let Some(place) = elements::make("div") else { return };
        let place: HtmlElement = wasm_bindgen::JsCast::unchecked_into(place);
        let _ = self.element.append_child(&place);
        self.started.set(false);
        let again = UnsyncCallback::new({
            let place = place.clone();
            move |()| {
                place.remove();
                spawn_local(self.clone().start());
            }
        });
        leptos::mount::mount_to(place, move || view! { <NotLoadedLine again=again/> }).forget();
    }
}

/// The dialog that embeds a figure, loaded when it is first asked for.
#[derive(Clone, Copy)]
pub struct Dialog {
    about: RwSignal<Option<FigureState>>,
    loaded: StoredValue<bool>,
}

impl Dialog {
    /// A dialog that is not loaded yet.
    pub fn new() -> Self {
        Self { about: RwSignal::new(None), loaded: StoredValue::new(false) }
    }

    /// Opens it for a figure.
    fn open(self, state: FigureState) {
        spawn_local(async move {
            if !self.loaded.get_value() {
                if parts::load_dialog(self.about).await.is_err() {
                    let words = "This could not be loaded. Check the connection, and try again.";
                    return state.said.set((Line::Menu, words.to_owned()));
                }
                self.loaded.set_value(true);
            }
            self.about.set(Some(state));
        });
    }
}

impl Default for Dialog {
    fn default() -> Self {
        Self::new()
    }
}

/// Puts the live frame of a figure in the place of the built one.
pub fn frame(
    figure: &'static Figure,
    part: FigurePart,
    store: Store,
    element: &HtmlElement,
    dialog: Dialog,
) -> Option<FigureState> {
    let state = FigureState::new(figure, part.logic, store)?;
    let built = elements::first(element, &[".", figure::SLOT].concat())?;
    let number = REGISTRY.iter().position(|other| other.id == figure.id).unwrap_or_default() + 1;
    let home = (store.place == Place::Embed).then_some(HOME);
    let embed = Callback::new(move |state| dialog.open(state));
    let planner = part.planner;
    slot::fill(&built, move || {
        view! { <FigureFrame state=state number=number home=home planner=planner embed=embed/> }
    });
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
