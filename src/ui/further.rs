//! A further part of a figure: a question with its answer, a drawing, and the numbers.

use super::drawing::Drawing;
use super::field::Field;
use super::scenarios::{self, Scenarios};
use super::table::Numbers;
use super::text::said;
use super::verdict::remark_lines;
use crate::browser::{clipboard, download};
use crate::figures::{Action, Code, Extra};
use crate::state::{FigureState, IN_BROWSER, Place};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// What a part shows, so far as texts and buttons go.
#[derive(Clone, PartialEq)]
struct Words {
    remarks: Vec<String>,
    points: Vec<(String, String)>,
}

/// The part at a place of the figure, from 1 on; the last one may come late.
#[component]
pub fn Further(state: FigureState, place: usize, #[prop(optional)] keeps: bool) -> impl IntoView {
    let Some(first) = untrack(|| part(state, place)) else { return ().into_any() };
    let of =
        move |read: fn(&Extra) -> Words| Memo::new(move |_| part(state, place).map(|extra| read(&extra)));
    let words = of(|extra| Words { remarks: extra.remarks.clone(), points: extra.points.clone() });
    let actions =
        Memo::new(move |_| part(state, place).map(|extra| extra.actions.clone()).unwrap_or_default());
    let status = RwSignal::new(String::new());
    let control = state.settings.iter().find(|setting| setting.key == first.control).map(|setting| {
        view! {
            <fieldset class="controls" disabled=!IN_BROWSER>
                <legend class="sr-only">{first.title}</legend>
                <div class="fields"><Field state=state setting=*setting/></div>
            </fieldset>
        }
    });
    let title = match state.store.place {
        Place::Embed => view! { <h2 class="extra-title">{first.title}</h2> }.into_any(),
        Place::Page => view! { <h4 class="extra-title">{first.title}</h4> }.into_any(),
    };
    let hint = first.drag.map(|_| {
        view! { <p class="help drag-hint">"Drag in the chart to set the value, or select a point and press Enter."</p> }
    });
    let late = state.logic.late.is_some() && place > state.shown.read_untracked().extras.len();
    let code = first.code.is_some().then(|| view! { <CodeFile state=state place=place/> });
    let drawing = (!late).then(|| view! { <Drawing state=state place=place title=first.title/> });
    let table = (!late).then(|| view! { <Numbers state=state place=place name="Table of numbers"/> });
    let folded = NodeRef::<html::Details>::new();
    unfold_what_is_used(state, keeps, first.control, folded);
    view! {
        <details class="extra" node_ref=folded>
            <summary>{title}</summary>
            {control}
            <div class="extra-words">{move || words.get().map(|words| spelled(&words))}</div>
            {keeps.then(|| view! { <Scenarios state=state/> })}
            <div class="actions">
                {move || {
                    let button = |(action, words): (Action, String)| {
                        let act = move |_| act(state, place, action, status);
                        view! { <button type="button" on:click=act>{words}</button> }
                    };
                    actions.get().into_iter().map(button).collect_view()
                }}
            </div>
            <p class="action-status" role="status">{move || said(status.get())}</p>
            {code}
            {drawing}
            {hint}
            {table}
        </details>
    }
    .into_any()
}

/// A part that holds scenarios, or whose setting is not at its default, is not left folded away.
fn unfold_what_is_used(
    state: FigureState,
    keeps: bool,
    control: &'static str,
    folded: NodeRef<html::Details>,
) {
    let used = Memo::new(move |_| {
        let holds =
            keeps && (!state.values.read().kept.is_empty() || !state.problems_of_scenarios().is_empty());
        let setting = state.settings.iter().find(|setting| setting.key == control);
        holds || setting.is_some_and(|setting| state.values.read().of(control) != setting.default)
    });
    Effect::new(move |_| {
        if let (true, Some(folded)) = (used.get(), folded.get()) {
            folded.set_open(true);
        }
    });
}

/// What the figure shows in the part at a place.
fn part(state: FigureState, place: usize) -> Option<PartOf> {
    let shown = state.shown.get();
    if place <= shown.extras.len() {
        return Some(PartOf::Shown(shown, place));
    }
    state.late.get().map(PartOf::Late)
}

/// A part, in what it belongs to.
enum PartOf {
    Shown(Arc<crate::figures::Shown>, usize),
    Late(Arc<Extra>),
}

impl std::ops::Deref for PartOf {
    type Target = Extra;

    fn deref(&self) -> &Extra {
        match self {
            Self::Shown(shown, place) => &shown.extras[place - 1],
            Self::Late(extra) => extra,
        }
    }
}

fn spelled(words: &Words) -> impl IntoView + use<> {
    let point = |(name, sentence): &(String, String)| {
        view! { <div><dt>{name.clone()}</dt><dd>{sentence.clone()}</dd></div> }
    };
    let points = (!words.points.is_empty())
        .then(|| view! { <dl class="points">{words.points.iter().map(point).collect_view()}</dl> });
    (remark_lines(&words.remarks), points)
}

/// A file to be read, folded away.
#[component]
fn CodeFile(state: FigureState, place: usize) -> impl IntoView {
    let code = Memo::new(move |_| part(state, place).and_then(|extra| extra.code.clone()));
    let of = move |read: fn(Code) -> String| move || code.get().map(read).unwrap_or_default();
    view! {
        <details class="code" hidden=move || code.read().is_none()>
            <summary>{of(|code| code.name)}</summary>
            <pre tabindex="0">{of(|code| code.text)}</pre>
        </details>
    }
}

fn act(state: FigureState, place: usize, action: Action, status: RwSignal<String>) {
    // What is set now, which may be ahead of what is shown.
    let file = || match state.logic.late {
        Some(late) => late(state.store.data, &state.now())?.code,
        None => part(state, place)?.code.clone(),
    };
    match action {
        Action::ShowScenario(at) => scenarios::show(state, at),
        Action::RemoveScenario(at) => scenarios::remove(state, at),
        Action::SaveFile => {
            if let Some(code) = file() {
                download::text("config.yaml", "application/yaml", &code.text);
                status.set("Configuration saved.".to_owned());
            }
        }
        Action::CopyFile => {
            let Some(code) = file() else { return };
            clipboard::copy(&code.text, move |copied| {
                let refused = "The browser blocked copying. Open the file below and copy it.";
                status.set(if copied { "Configuration copied." } else { refused }.to_owned());
            });
        }
    }
}
