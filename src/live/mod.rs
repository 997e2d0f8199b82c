//! What happens in the browser: the built page comes to life.
//!
//! The page is there already, with every figure at its defaults. Nothing is rendered a second time: each part takes hold
//! of its elements, listens, and writes what has changed. A setting travels one way: control → [`Store`] → figure →
//! drawing, sentence and table; and from the store to the address. What a figure shows is decided in `figures`, with no
//! browser; here it only gets there.

mod controls;
mod dialog;
mod figure;
mod host;
mod keeper;
mod listen;
mod memory;
mod menu;
mod planner;
mod player;
pub mod program;
mod signal;
mod store;
mod surface;
mod theme_switch;

pub use figure::start;
pub use program::{PAGE, Program};
pub use store::Store;

use crate::browser::{address, elements, failure, menu as disclosure, reading, screen, timer};
use crate::data::Showdown;
use crate::figures;
use web_sys::HtmlElement;

/// Brings to life what is there: a figure that stands alone, or the page.
pub fn run() {
    match elements::all("main.alone [data-figure]").pop() {
        Some(element) => alone(&element),
        None => page(),
    }
}

/// Brings the built page to life, figure by figure. What can't be brought to life stays as it was built.
fn page() {
    failure::announce_panics();
    screen::prepare_for_print();
    let Ok(data) = Showdown::embedded() else { return failure::announce() };
    theme_switch::start();
    reading::mark_current(".contents a");
    disclosure::close_when_done(".menu, .share, .listen-more");
    dialog::listen();
    listen::start();
    let store = prepare(&PAGE, Box::leak(Box::new(data)));
    store.follow_address();
    memory::remember(store);
    store.tell_version();
    address::on_travel(move || store.tell_version());
    // One after the other, each in a task of its own: the page stays quick to answer meanwhile.
    for element in elements::all("[data-figure]") {
        let found = element.get_attribute("data-figure").and_then(|id| figures::find(&id));
        if let Some(found) = found {
            timer::soon(move || {
                if !failure::announced() {
                    start(found, store, &element);
                }
            });
        }
    }
}

/// Brings a figure that stands alone to life, and talks with the page that it is framed in.
fn alone(element: &HtmlElement) {
    failure::announce_panics();
    screen::prepare_for_print();
    let program = element.get_attribute("data-figure").and_then(|id| program::alone(&id));
    let (Some(program), Ok(data)) = (program, Showdown::embedded()) else { return failure::announce() };
    disclosure::close_when_done(".share");
    let store = prepare(program, Box::leak(Box::new(data)));
    store.follow_address();
    store.tell_version();
    program.figures.iter().for_each(|figure| start(figure, store, element));
    let main = elements::all("main").pop();
    if let Some(main) = main.filter(|_| element.has_attribute("data-ready")) {
        host::start(store, &main);
    }
}

/// What figures share. To be called once.
pub fn prepare(program: &'static Program, data: &'static Showdown) -> Store {
    Store::new(program, data)
}
