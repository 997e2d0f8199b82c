//! The menu of a figure: a link to what it shows, its picture, its numbers, and the way back to the defaults.

use super::text::said;
use super::undo::{UndoButton, focus_when_asked};
use crate::browser::{address, clipboard, download, screen};
use crate::charts::canvas::{Screen, paint};
use crate::charts::svg::{Colours, render};
use crate::charts::text::escape_markdown;
use crate::charts::{Chart, Plate};
use crate::figures::{Shown, fits_address, marked};
use crate::state::{FigureState, Line};
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent};

/// Device pixels for each CSS pixel of a saved picture.
const SHARPNESS: f64 = 2.0;
/// What is said where no picture can be made.
const REFUSED: &str = "The browser cannot render this picture.";

/// What a reader can take away from a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Link,
    Embed,
    Svg,
    Png,
    Csv,
    Markdown,
    Reset,
}

const ITEMS: [(Item, &str); 7] = [
    (Item::Link, "Copy link to this state"),
    (Item::Embed, "Embed this figure"),
    (Item::Svg, "Save as SVG"),
    (Item::Png, "Save as PNG"),
    (Item::Csv, "Save numbers as CSV"),
    (Item::Markdown, "Copy numbers as Markdown"),
    (Item::Reset, "Reset to defaults"),
];

/// The key of a URL that asks the page to open the embed dialog for a figure.
pub const EMBED: &str = "embed";

/// The menu. Copies are the same one.
#[derive(Clone, Copy)]
struct Menu {
    state: FigureState,
    /// The way from a figure's own page to the article; none in the article.
    home: Option<&'static str>,
    /// Opens the embed dialog.
    embed: Callback<FigureState>,
    open: RwSignal<bool>,
    /// What is to be copied by hand.
    by_hand: RwSignal<String>,
    summary: NodeRef<html::Summary>,
    field: NodeRef<html::Textarea>,
}

/// The menu of a figure; `home` leads from a figure's own page to the article, whose dialog embeds it.
#[component]
pub(super) fn ShareMenu(
    state: FigureState,
    home: Option<&'static str>,
    embed: Callback<FigureState>,
) -> impl IntoView {
    let menu = Menu {
        state,
        home,
        embed,
        open: RwSignal::new(false),
        by_hand: RwSignal::new(String::new()),
        summary: NodeRef::new(),
        field: NodeRef::new(),
    };
    focus_when_asked(state, Line::Menu, move || menu.summary.get_untracked().map(|line| drop(line.focus())));
    // Where nothing can be set there is nothing to take back.
    let offered = |(item, _): &&(Item, &str)| *item != Item::Reset || !state.settings.is_empty();
    let items = ITEMS.iter().filter(offered).map(|(item, name)| menu.item(*item, name)).collect_view();
    let words =
        move || state.said.with(|(at, words)| said(if *at == Line::Menu { words.as_str() } else { "" }));
    view! {
        <details
            class="share"
            prop:open=menu.open
            on:toggle=move |event| menu.open.set(event_target::<web_sys::HtmlDetailsElement>(&event).open())
            on:keydown=move |event| menu.close_by_escape(&event)
        >
            <summary node_ref=menu.summary>"Share"<span class="sr-only">" or reset this figure"</span></summary>
            <div class="share-panel">
                <ul>
                    {items}
                    <li><UndoButton state=state/></li>
                </ul>
                <p role="status">{words}</p>
                <textarea
                    readonly
                    rows="5"
                    aria-label="Text to copy"
                    node_ref=menu.field
                    hidden=move || menu.by_hand.read().is_empty()
                    prop:value=menu.by_hand
                ></textarea>
            </div>
        </details>
    }
}

impl Menu {
    fn item(self, item: Item, name: &'static str) -> AnyView {
        let id = self.state.figure.id;
        match self.home.filter(|_| item == Item::Embed) {
            Some(home) => {
                let there = format!("{home}?{EMBED}={id}#{id}");
                let close = move |_| self.open.set(false);
                view! { <li><a href=there data-back=id data-with=EMBED target="_blank" rel="noopener" on:click=close>{name}</a></li> }
                    .into_any()
            }
            None => view! { <li><button type="button" on:click=move |_| self.act(item)>{name}</button></li> }
                .into_any(),
        }
    }

    fn close_by_escape(self, event: &KeyboardEvent) {
        if event.key() == "Escape" {
            self.open.set(false);
            if let Some(summary) = self.summary.get_untracked() {
                let _ = summary.focus();
            }
        }
    }

    fn act(self, item: Item) {
        let state = self.state;
        let shown = state.shown.get_untracked();
        let id = state.figure.id;
        let link = address::link(&marked(&state.written()), id);
        // Figures without a plan have an empty one.
        let long = !fits_address(&state.now().plan);
        let file = |ending: &str| ["showdown-", id, ending].concat();
        match item {
            Item::Link if long => {
                self.copy(link, "Link copied without the plan, which is too long. Save the plan as JSON.")
            }
            Item::Link => self.copy(link, "Link copied."),
            Item::Markdown => self.copy(markdown(&shown, &link), "Numbers copied."),
            Item::Csv => {
                download::text(&file(".csv"), "text/csv", &shown.table.csv());
                self.say("Numbers saved.");
            }
            Item::Reset => state.reset("Defaults restored.".to_owned()),
            Item::Embed => self.embed.run(state),
            Item::Svg | Item::Png => {
                let plate = state.figure.plate(state.store.data, &shown, &link);
                let saved = self.screen().and_then(|screen| match item {
                    Item::Svg => save_svg(&plate, &screen, &file(".svg")),
                    _ => save_png(&plate, &screen, &file(".png")),
                });
                self.say(if saved.is_some() { "Picture saved." } else { REFUSED });
            }
        }
    }

    /// The screen as it is for the figure's drawing.
    fn screen(self) -> Option<Screen> {
        screen::read(&*self.state.drawing.get_untracked()?)
    }

    fn say(self, words: &str) {
        self.by_hand.set(String::new());
        self.state.said.set((Line::Menu, words.to_owned()));
    }

    fn copy(self, content: String, done: &'static str) {
        let by_hand = content.clone();
        clipboard::copy(&content, move |copied| {
            if copied {
                return self.say(done);
            }
            self.say("The browser blocked copying. Select and copy this text:");
            self.by_hand.set(by_hand.clone());
            if let Some(field) = self.field.get_untracked() {
                field.set_value(&by_hand);
                let _ = Element::remove_attribute(&field, "hidden");
                field.select();
            }
        });
    }
}

/// The numbers with what they mean, and where they come from: pasted elsewhere, a table alone would not tell.
fn markdown(shown: &Shown, link: &str) -> String {
    let words = [&shown.sentence].into_iter().chain(&shown.remarks).chain(&shown.notices);
    let words: Vec<_> = words.map(|words| escape_markdown(words)).collect();
    let title = escape_markdown(&shown.title);
    format!("**{title}**\n\n{}\n\n{}\n{link}\n", words.join("\n\n"), shown.table.markdown())
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
