//! The dialog in which an author takes a figure along: how, in which colours, in which state. It shows what the figure will
//! look like in the post, and the lines to paste there. One for all figures.

use super::radio::Radio;
use super::slot;
use super::text::said;
use crate::browser::{address, clipboard, elements, events, size};
use crate::charts::Theme;
use crate::figures::{Embed, State, fits_address, marked};
use crate::state::{FigureState, IN_BROWSER, Line};
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, HtmlImageElement};

/// The id of the element that holds the dialog: the slot for this component.
pub const SLOT: &str = "embedding";

/// How a figure is shown elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Element,
    Frame,
    Picture,
}

impl Level {
    const ALL: [Self; 3] = [Self::Element, Self::Frame, Self::Picture];

    const fn name(self) -> &'static str {
        match self {
            Self::Element => "Element",
            Self::Frame => "Frame",
            Self::Picture => "Picture",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Element => {
                "Adapts to your page’s theme and height. Needs our script; without it, readers see the picture."
            }
            Self::Frame => "Needs no script, only frames. The height is fixed.",
            Self::Picture => {
                "For mail, feeds and READMEs: the figure at its defaults, linked to the current state."
            }
        }
    }
}

/// The dialog. Copies are the same one.
#[derive(Clone, Copy)]
struct Dialog {
    /// The figure that it is about; none while it is closed.
    about: RwSignal<Option<FigureState>>,
    level: RwSignal<Level>,
    theme: RwSignal<Theme>,
    /// Whether what is set in the figure is kept.
    keep: RwSignal<bool>,
    can_keep: RwSignal<bool>,
    said: RwSignal<String>,
    /// The lines to paste.
    code: RwSignal<String>,
    /// Whether the preview is as high as its figure.
    measured: RwSignal<bool>,
    /// Told when a size may have changed.
    resized: Trigger,
    element: NodeRef<html::Dialog>,
    preview: NodeRef<html::Div>,
    field: NodeRef<html::Textarea>,
}

/// The dialog, closed until a figure is put into `about`.
#[component]
pub fn EmbedDialog(
    /// The figure that it is about.
    about: RwSignal<Option<FigureState>>,
) -> impl IntoView {
    let dialog = Dialog {
        about,
        level: RwSignal::new(Level::Element),
        theme: RwSignal::new(Theme::default()),
        keep: RwSignal::new(false),
        can_keep: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        code: RwSignal::new(String::new()),
        measured: RwSignal::new(false),
        resized: Trigger::new(),
        element: NodeRef::new(),
        preview: NodeRef::new(),
        field: NodeRef::new(),
    };
    dialog.follow();
    dialog.view()
}

/// Puts the dialog in the place of what was built.
pub fn start(about: RwSignal<Option<FigureState>>) {
    if let Some(built) = elements::by_id(SLOT) {
        slot::fill(&built, move || view! { <EmbedDialog about=about/> });
    }
}

impl Dialog {
    fn view(self) -> impl IntoView {
        let is_picture = move || self.level.get() == Level::Picture;
        let name = move || self.about.get().map(|state| state.shown.read().title.clone());
        let close = move |_: MouseEvent| {
            if let Some(element) = self.element.get_untracked() {
                element.close();
            }
        };
        view! {
            <dialog
                class="embed"
                id="embed"
                aria-labelledby="embed-title"
                node_ref=self.element
                on:close=move |_| self.closed()
            >
                <div class="embed-head">
                    <h2 id="embed-title">"Embed this figure"</h2>
                    <button type="button" on:click=close>"Close"</button>
                </div>
                <p class="embed-name">{name}</p>
                <div class="embed-choices">
                    <fieldset>
                        <legend class="label">"As"</legend>
                        <div class="choices">{self.levels()}</div>
                    </fieldset>
                    <fieldset class="embed-themes" disabled=is_picture>
                        <legend class="label">"Colours"</legend>
                        <div class="choices">{self.themes()}</div>
                    </fieldset>
                    <label class="embed-keep">
                        <input
                            type="checkbox"
                            name="embed-keep"
                            prop:checked=self.keep
                            prop:disabled=move || !self.can_keep.get()
                            on:input=move |event| self.keep.set(event_target_checked(&event))
                        />
                        " Keep current settings"
                    </label>
                </div>
                <p class="help" id="embed-help">{move || self.level.get().help()}</p>
                <label class="label" for="embed-code">"Paste this into your post"</label>
                <textarea id="embed-code" readonly rows="5" spellcheck="false" node_ref=self.field prop:value=self.code></textarea>
                <p class="embed-deeds">
                    <button type="button" on:click=move |_| self.copy()>"Copy"</button>
                    <span role="status">{move || said(self.said.get())}</span>
                </p>
                <p class="label">"Preview"</p>
                <div class="embed-preview" inert node_ref=self.preview>
                    {move || self.about.get().map(|state| self.shown(state, is_picture()))}
                </div>
            </dialog>
        }
    }

    fn levels(self) -> impl IntoView {
        let level = |level: Level| {
            view! {
                <Radio
                    name="embed-level"
                    value=level.name()
                    label=level.name()
                    default=level == Level::Element
                    chosen=Signal::derive(move || self.level.get() == level)
                    choose=Callback::new(move |()| self.level.set(level))
                    described_by="embed-help"
                />
            }
        };
        Level::ALL.map(level).collect_view()
    }

    fn themes(self) -> impl IntoView {
        let theme = |theme: Theme| {
            view! {
                <Radio
                    name="embed-theme"
                    value=theme.name()
                    label=theme.name()
                    default=theme == Theme::default()
                    chosen=Signal::derive(move || self.theme.get() == theme)
                    choose=Callback::new(move |()| self.theme.set(theme))
                />
            }
        };
        Theme::ALL.map(theme).collect_view()
    }

    /// What the figure will look like: its picture, or the element, within which the picture shows until the figure does.
    fn shown(self, state: FigureState, as_picture: bool) -> AnyView {
        let id = state.figure.id;
        let picture = view! {
            <img
                src=picture_of(id)
                alt=move || state.shown.read().title.clone()
                on:load=move |_| self.resized.notify()
            />
        };
        if as_picture {
            return picture.into_any();
        }
        let set = move || address::unparse(&self.spelled_out(state));
        view! {
            <showdown-figure figure=id theme=move || self.theme.get().name() state=set>
                {picture}
            </showdown-figure>
        }
        .into_any()
    }

    fn follow(self) {
        Effect::new(move |_| {
            if let Some(state) = self.about.get() {
                self.open(state);
            }
        });
        // The lines have the sizes that what is shown comes to have.
        Effect::new(move |_| {
            let Some(preview) = self.preview.get() else { return };
            size::watch(&preview, move || self.resized.notify());
            events::on(&preview, "showdown-ready", move |_| self.measured.set(true));
        });
        Effect::new(move |_| {
            self.resized.track();
            self.level.track();
            if let Some(state) = self.about.get() {
                self.code.set(self.lines(state));
            }
        });
    }

    fn open(self, state: FigureState) {
        let is_set = state.written().iter().any(|(_, value)| value.is_some());
        // No URL holds a plan of this length.
        let fits = fits_address(&state.now().plan);
        self.keep.set(is_set && fits);
        self.can_keep.set(is_set && fits);
        let words =
            if fits { "" } else { "The plan is too long for a URL, so the embed shows the defaults." };
        self.said.set(words.to_owned());
        define_the_element();
        if let Some(element) = self.element.get_untracked() {
            let _ = element.show_modal();
        }
        let chosen =
            self.element.get_untracked().and_then(|dialog| dialog.query_selector(":checked").ok()?);
        if let Some(level) =
            chosen.and_then(|level| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(level).ok())
        {
            let _ = level.focus();
        }
    }

    /// Also by Escape: what was shown stops, and the reader is where they were.
    fn closed(self) {
        let state = self.about.get_untracked();
        self.about.set(None);
        self.measured.set(false);
        if let Some(state) = state {
            state.focus.set(Some(Line::Menu));
        }
    }

    /// What is set in the figure, if that is to be kept, for a URL.
    fn written(self, state: FigureState) -> Vec<(&'static str, Option<String>)> {
        if self.keep.get() { state.written() } else { vec![] }
    }

    /// What the figure shows elsewhere, for a URL: every setting, so that it shows the same when defaults change.
    fn spelled_out(self, state: FigureState) -> Vec<(&'static str, Option<String>)> {
        let written = self.written(state);
        let values = if self.keep.get() { state.now() } else { state.defaults() };
        let mut all = State::spelled_out(state.settings.iter().copied(), &values);
        // Scenarios and plan are no settings.
        let rest =
            written.into_iter().filter(|(key, _)| state.settings.iter().all(|own| own.address_key() != *key));
        all.extend(rest);
        all
    }

    /// The lines for what is shown.
    fn lines(self, state: FigureState) -> String {
        let (id, theme, written) = (state.figure.id, self.theme.get(), self.written(state));
        let title = state.shown.read().title.clone();
        let asked = (theme != Theme::default()).then(|| theme.name().to_owned());
        let spelled = self.spelled_out(state);
        let framed = [spelled.clone(), vec![("theme", asked)]].concat();
        let preview = self.preview.get_untracked();
        let image = preview.as_ref().and_then(|preview| elements::first(preview, "img"));
        let image = image.and_then(|image| wasm_bindgen::JsCast::dyn_into::<HtmlImageElement>(image).ok());
        // Until what is shown answers, about what it has on the page.
        let measured = preview.filter(|_| self.measured.get()).map(|preview| preview.offset_height());
        let height = measured.or_else(|| elements::by_id(id).map(|figure| figure.offset_height()));
        let lines = Embed {
            id,
            title: &title,
            frame: &address::file(&["embed/", id, ".html"].concat(), &framed),
            article: &address::link(&marked(&written), id),
            picture: &picture_of(id),
            picture_size: image.map_or((0, 0), |image| (image.natural_width(), image.natural_height())),
            loader: &address::file("embed.js", &[]),
            theme: theme.name(),
            state: &address::unparse(&spelled),
            height: height.unwrap_or_default().max(0) as u32,
        };
        match self.level.get() {
            Level::Picture => lines.picture(),
            Level::Frame => lines.frame(),
            Level::Element => lines.element(),
        }
    }

    fn copy(self) {
        clipboard::copy(&self.code.read_untracked(), move |copied| {
            if copied {
                return self.said.set("Copied.".to_owned());
            }
            self.said.set("The browser blocked copying. The lines are selected; press Ctrl+C.".to_owned());
            if let Some(field) = self.field.get_untracked() {
                let _ = field.focus();
                field.select();
            }
        });
    }
}

/// The address of a figure's picture.
fn picture_of(id: &str) -> String {
    if IN_BROWSER { address::file(&["embed/", id, ".svg"].concat(), &[]) } else { String::new() }
}

/// Loads what the element is made of, once: what is shown here is what will be shown there.
fn define_the_element() {
    let loader = address::file("embed.js", &[]);
    if elements::all("script[data-embed]").is_empty()
        && let Some(script) = elements::make("script")
        && let Some(body) = crate::browser::window().and_then(|window| window.document()?.body())
    {
        for (name, value) in [("type", "module"), ("data-embed", ""), ("src", &loader)] {
            let _ = Element::set_attribute(&script, name, value);
        }
        let _ = body.append_child(&script);
    }
}
