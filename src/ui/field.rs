//! The control of one setting: a choice, or a number with a field to type it into and a slider.
//!
//! Field and slider stay in step, but a field that is being typed in is never written to. What can't be read is explained
//! below it and changes nothing.

use super::radio::Radio;
use super::text::said;
use super::typing::{Typing, reading};
use crate::domain::{Entry, Note, Understood, Writing};
use crate::figures::{Choice, Kind, Setting, SliderTrack};
use crate::state::{FigureState, IN_BROWSER};
use leptos::prelude::*;

/// The control of a setting.
#[component]
pub fn Field(state: FigureState, setting: &'static Setting) -> impl IntoView {
    let id = format!("{}-{}", state.figure.id, setting.key);
    let class = match (&setting.kind, setting.compact) {
        (_, true) => "field compact",
        (Kind::Choice(_), _) => "field field-wide",
        _ => "field",
    };
    let value = Memo::new(move |_| state.values.read().of(&setting.key));
    let typed = RwSignal::new(String::new());
    let (control, note) = match &setting.kind {
        Kind::Choice(choices) => (choice(state, &id, setting, choices, value).into_any(), None),
        Kind::Number(entry) => {
            let number = NumberState::new(state, setting, *entry, value, typed);
            (number.view(&id), Some(number.note_line()))
        }
    };
    // What is typed wrongly counts more than what was wrong in the URL.
    let problem = Memo::new(move |_| {
        let typed = typed.get();
        if typed.is_empty() { state.store.problem_of(&setting.key).unwrap_or_default() } else { typed }
    });
    let hidden: Signal<bool> = match setting.only {
        Some(_) => Memo::new(move |_| !setting.is_there(&state.values.read())).into(),
        None => Signal::stored(false),
    };
    view! {
        <div class=class hidden=hidden>
            {control}
            {note}
            <p class="problem" id=format!("{id}-problem") role="alert" hidden=move || problem.read().is_empty()>
                {move || said(problem.get())}
            </p>
        </div>
    }
}

/// One of several.
fn choice(
    state: FigureState,
    id: &str,
    setting: &'static Setting,
    choices: &'static [Choice],
    value: Memo<u64>,
) -> impl IntoView + use<> {
    let label = format!("{id}-label");
    let labelled = label.clone();
    let options = choices.iter().zip(0_u64..).map(|(choice, place)| {
        view! {
            <Radio
                name=id
                value=choice.name.clone()
                label=choice.label.clone()
                default=setting.default == place
                chosen=Signal::derive(move || value.get() == place)
                choose=Callback::new(move |()| state.change(&setting.key, place))
            />
        }
    });
    view! {
        <div role="radiogroup" aria-labelledby=labelled aria-describedby=format!("{id}-help {id}-problem")>
            <p class="label" id=label>{setting.label.clone()}</p>
            <div class="choices">{options.collect_view()}</div>
            <p class="help" id=format!("{id}-help")>{move || said(setting.help_at(value.get()))}</p>
        </div>
    }
}

/// The colours of a track as a CSS gradient: solid for the first model, none for the second, which is hatched below it, grey
/// where both are equal. The thumb's middle runs from half its width to half its width before the end.
fn painted(stretches: &[(f64, Option<usize>)]) -> String {
    let mut stops = vec![];
    let mut start = "0%".to_owned();
    for (end, model) in stretches {
        let colour = match model {
            Some(0) => "var(--model-a)",
            Some(_) => "transparent",
            None => "var(--edge)",
        };
        let end = format!("calc((100% - var(--thumb)) * {end:.4} + var(--thumb) / 2)");
        stops.push(format!("{colour} {start}, {colour} {end}"));
        start = end;
    }
    // The last stretch goes on to the very end.
    let last = stops.last().map_or("transparent", |stop| stop.split(' ').next().unwrap_or_default());
    format!("linear-gradient(to right, {}, {last} {start})", stops.join(", "))
}

/// A number that a reader may be typing. Copies are the same one.
#[derive(Clone, Copy)]
struct NumberState {
    state: FigureState,
    setting: &'static Setting,
    entry: Entry,
    /// What is set.
    value: Memo<u64>,
    /// What is in the field.
    field: Typing,
    /// What is wrong with what is typed; empty if nothing is.
    problem: RwSignal<String>,
    /// How a text with two meanings was read.
    note: RwSignal<Option<Note>>,
    /// The value that the field has followed.
    followed: StoredValue<u64>,
    /// What counted before the reader began to type.
    held: StoredValue<u64>,
    /// Whether somebody is typing in the field.
    typing: StoredValue<bool>,
}

impl NumberState {
    fn new(
        state: FigureState,
        setting: &'static Setting,
        entry: Entry,
        value: Memo<u64>,
        problem: RwSignal<String>,
    ) -> Self {
        let now = value.get_untracked();
        let number = Self {
            state,
            setting,
            entry,
            value,
            field: Typing::new(entry.short(now)),
            problem,
            note: RwSignal::new(None),
            followed: StoredValue::new(now),
            held: StoredValue::new(now),
            typing: StoredValue::new(false),
        };
        number.follow();
        number
    }

    fn view(self, id: &str) -> AnyView {
        let (setting, entry, value) = (self.setting, self.entry, self.value);
        let help = [&setting.help, " ", &entry.hint()].concat();
        let described = format!("{id}-help {id}-problem");
        // A compact control has no room for words below its slider.
        let tracks = self.state.logic.tracks.filter(|_| !setting.compact);
        let track = tracks.map(|tracks| {
            let track = Memo::new(move |_| {
                self.state.tracks.with(|all| all.iter().find(|track| track.key == setting.key).cloned())
            });
            (track, tracks.first)
        });
        let names = self.state.store.data.shorts();
        let words_of = move |(track, first): (Memo<Option<SliderTrack>>, &str)| {
            track.with(|track| {
                track.as_ref().map_or_else(String::new, |track| track.words(names, entry, first))
            })
        };
        let paint = move || {
            // By property, since the page's policy allows no inline style.
            let (track, _) = track.filter(|_| IN_BROWSER)?;
            track.with(|track| Some(painted(&track.as_ref()?.stretches(entry))))
        };
        view! {
            <label class="label" for=id.to_owned()>{setting.label.clone()}</label>
            <div class="amount" on:focusout=move |_| self.leave()>
                <input
                    id=id.to_owned()
                    type="text"
                    inputmode="text"
                    autocomplete="off"
                    spellcheck="false"
                    value=self.field.text.get_untracked()
                    prop:value=self.field.text
                    on:input=move |event| self.type_in(event_target_value(&event))
                    aria-describedby=if track.is_some() { format!("{id}-even {described}") } else { described }
                    aria-invalid=move || if self.problem.read().is_empty() { "false" } else { "true" }
                />
                <input
                    type="range"
                    min="0"
                    max=entry.places().to_string()
                    step="1"
                    value=entry.place(value.get_untracked()).to_string()
                    prop:value=move || entry.place(value.get()).to_string()
                    style:--track=paint
                    on:input=move |event| self.slide(event_target_value(&event).parse().unwrap_or_default())
                    aria-label=format!("{}, slider {}", setting.label, entry.range())
                    aria-valuetext=move || entry.words(value.get())
                />
            </div>
            {track
                .map(|track| {
                    let none = move || track.0.with(Option::is_none);
                    view! { <p class="even" id=format!("{id}-even") hidden=none>{move || said(words_of(track))}</p> }
                })}
            <p class=if setting.compact { "sr-only" } else { "help" } id=format!("{id}-help")>{help.trim().to_owned()}</p>
        }
        .into_any()
    }

    /// How a text with two meanings was read, with a button that takes the other meaning.
    fn note_line(self) -> impl IntoView {
        let key = &self.setting.key;
        let note = move || {
            self.note.get().or_else(|| Some(Note { said: self.state.store.note_of(key)?, instead: None }))
        };
        let line = move |note| reading("", note, Callback::new(move |value| self.take(value)));
        // The live region is there before there is something to say.
        view! { <div role="status">{move || note().map(line)}</div> }
    }

    /// Takes the other meaning of what was typed.
    fn take(self, value: u64) {
        self.stop_typing();
        self.followed.set_value(value);
        self.field.text.set(self.entry.short(value));
        self.state.change(&self.setting.key, value);
    }

    /// A value from elsewhere takes the place of what is in the field, unless somebody is typing there.
    fn follow(self) {
        Effect::new(move |_| {
            let value = self.value.get();
            if self.followed.get_value() == value {
                return;
            }
            self.followed.set_value(value);
            if !self.typing.get_value() {
                self.problem.set(String::new());
                self.note.set(None);
                self.tidy();
            }
        });
        Effect::new(move |started: Option<()>| {
            self.state.settle.track();
            if started.is_some() {
                self.settle();
            }
        });
    }

    fn slide(self, place: u32) {
        self.take(self.entry.at(place));
    }

    fn type_in(self, text: String) {
        if !self.typing.get_value() {
            self.typing.set_value(true);
            self.held.set_value(self.value.get_untracked());
        }
        let read = self.entry.understand(&text, Writing::Unknown);
        let count = |Understood { value, note }| {
            self.problem.set(String::new());
            self.note.set(note);
            // A part that is typed again as it was leaves the total alone.
            if value != self.value.get_untracked() {
                self.state.change(&self.setting.key, value);
            }
        };
        self.field.take(&text, read, count, move |error| self.judge(error));
    }

    /// Says what is wrong. What counts is what was there before, and not what its beginning would have meant.
    fn judge(self, error: &str) {
        let held = self.held.get_value();
        if self.value.get_untracked() != held {
            // It is followed already: the figure's answer must not tidy away what is being typed.
            self.followed.set_value(held);
            self.state.change(&self.setting.key, held);
        }
        let held = self.setting.kind.shown(held);
        self.note.set(None);
        self.problem.set([error, " Using ", &held, "."].concat());
    }

    /// Leaving the field tidies what was understood, and leaves alone what was not.
    fn leave(self) {
        self.field.finish();
        self.typing.set_value(false);
        if self.problem.read_untracked().is_empty() {
            // Another value may be on its way; the field has it already.
            let value = self.entry.read(&self.field.text.read_untracked());
            self.field.text.set(self.entry.short(value.unwrap_or(self.value.get_untracked())));
        }
    }

    /// Nobody is typing, and nothing that was typed is wrong.
    fn stop_typing(self) {
        self.field.cancel();
        self.typing.set_value(false);
        self.problem.set(String::new());
        self.note.set(None);
    }

    /// Shows what is set, whatever was being typed.
    fn settle(self) {
        self.stop_typing();
        self.followed.set_value(self.value.get_untracked());
        self.tidy();
    }

    /// Writes the value into the field, as it is written best.
    fn tidy(self) {
        self.field.text.set(self.entry.short(self.value.get_untracked()));
    }
}
