//! The sentences of the page, which the build has marked (`data-say`, `page/sentences.rs`). They stand
//! outside of the player: this file alone finds them.

use crate::browser::{elements, events, screen};
use crate::narration::spoken;
use std::cell::RefCell;
use web_sys::{Element, Event, HtmlElement, Node, UiEvent};

/// Every sentence, in the order of the page.
const SENTENCES: &str = "main [data-say]";
/// A sentence that is being read, for its style.
const SAID: &str = "is-said";
/// What a click is meant for, if it is not meant for the sentence around it.
const CONTROLS: &str = "a, button, summary, input, label, select";

/// The sentences.
pub(super) struct Prose {
    /// May be out of date: a figure that becomes interactive gets new elements.
    elements: RefCell<Vec<HtmlElement>>,
    /// The texts as the page was built, as a recording says them. A figure's sentence follows the figure's
    /// settings.
    built: Vec<String>,
    /// The sentences that sections begin with.
    pub starts: Vec<usize>,
}

/// The sentences as the page was built, word for word. To be taken before a figure becomes interactive, which then says
/// what follows from the URL.
pub fn sentences() -> Vec<String> {
    elements::all(SENTENCES).iter().map(words).collect()
}

impl Prose {
    /// The sentences of the page, which said `built` when it was built.
    pub fn find(built: &[String]) -> Self {
        let elements = elements::all(SENTENCES);
        let begins = |place: &usize| is_within(&elements[*place], "h1, .prose h2");
        Self {
            built: built.iter().map(|words| spoken(words)).collect(),
            starts: (0..elements.len()).filter(begins).collect(),
            elements: RefCell::new(elements),
        }
    }

    /// Calls back for every click around the sentences, for as long as the page lives.
    pub fn on_click(clicked: impl Fn(&Event) + Clone + 'static) {
        for article in elements::all("main") {
            let clicked = clicked.clone();
            events::on(&article, "click", move |event| clicked(event));
        }
    }

    /// How many sentences there are.
    pub fn count(&self) -> usize {
        self.built.len()
    }

    /// The texts as the page was built.
    pub fn built(&self) -> &[String] {
        &self.built
    }

    /// The title of a section; of the first one, that of the article.
    pub fn title(&self, section: usize) -> &str {
        self.starts.get(section).and_then(|start| self.built.get(*start)).map_or("", |title| title)
    }

    /// A sentence as it is now.
    pub fn text(&self, place: usize) -> String {
        self.element(place).map(|element| spoken(&words(&element))).unwrap_or_default()
    }

    /// Whether a sentence no longer says what it said when the page was built.
    pub fn is_changed(&self, place: usize) -> bool {
        self.built.get(place).is_some_and(|built| *built != self.text(place))
    }

    /// Highlights a sentence, and the one before no longer.
    pub fn highlight(&self, before: Option<usize>, now: Option<usize>) {
        for (place, said) in [(before, false), (now, true)] {
            if let Some(element) = place.and_then(|place| self.element(place)) {
                let _ = element.class_list().toggle_with_force(SAID, said);
            }
        }
    }

    /// Whether any of a sentence is in the window.
    pub fn is_in_view(&self, place: usize) -> bool {
        self.element(place).is_some_and(|element| screen::is_in_view(&element))
    }

    /// Scrolls to a sentence, if it does not stand well within the window.
    pub fn bring_into_view(&self, place: usize) {
        if let Some(element) = self.element(place) {
            screen::bring_into_view(&element);
        }
    }

    /// The heading above a place of the page: its sentence.
    pub fn heading_above(&self, place: &Node) -> Option<usize> {
        let elements = self.elements.borrow();
        let follows = |element: &HtmlElement| {
            element.compare_document_position(place) & Node::DOCUMENT_POSITION_FOLLOWING != 0
        };
        elements.iter().rposition(|element| follows(element) && is_within(element, "h1, h2, h3, h4"))
    }

    /// The sentence that an event happened on: not if the event is meant for a control in it, is the second
    /// half of a double click, or has selected some text.
    pub fn pointed_at(&self, event: &Event) -> Option<usize> {
        let target: Element = events::target(event)?;
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if clicks(event) >= 2 || elements::is_selecting() || closest(CONTROLS).is_some() {
            return None;
        }
        let sentence = closest("[data-say]")?;
        let is_it = |element: &HtmlElement| *AsRef::<Element>::as_ref(element) == sentence;
        self.renew();
        self.elements.borrow().iter().position(is_it)
    }

    fn element(&self, place: usize) -> Option<HtmlElement> {
        let is_there = self.elements.borrow().get(place)?.is_connected();
        if !is_there {
            self.renew();
        }
        self.elements.borrow().get(place).cloned()
    }

    fn renew(&self) {
        self.elements.replace(elements::all(SENTENCES));
    }
}

/// The words of an element, and those that are only said before them.
fn words(element: &HtmlElement) -> String {
    let before = element.get_attribute("data-say").unwrap_or_default();
    [&before, " ", &element.text_content().unwrap_or_default()].concat()
}

fn is_within(element: &HtmlElement, selector: &str) -> bool {
    matches!(element.closest(selector), Ok(Some(_)))
}

/// The number of clicks in a row that an event belongs to.
pub(super) fn clicks(event: &Event) -> i32 {
    use wasm_bindgen::JsCast;
    event.dyn_ref::<UiEvent>().map_or(0, UiEvent::detail)
}
