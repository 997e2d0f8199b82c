//! The controls of a figure, in their groups, with buttons that set several of them at once.

use super::field::Field;
use super::memory::MemoryLine;
use super::undo::UndoLine;
use crate::browser::address;
use crate::figures::{Group, PLAN, Setting, Start};
use crate::state::{FigureState, IN_BROWSER, Line, Place};
use leptos::html;
use leptos::prelude::*;

/// All controls of a figure but those that belong to a further part.
#[component]
pub fn Controls(state: FigureState) -> impl IntoView {
    let elsewhere = state.figure.further_controls;
    let own = || state.settings.iter().copied().filter(|setting| !elsewhere.contains(&setting.key.as_str()));
    let alone = state.store.place == Place::Embed;
    let groups = grouped(state.figure.groups, own());
    let parts: Vec<AnyView> = groups
        .into_iter()
        .enumerate()
        .map(|(place, (head, settings))| group(state, place, head, settings, alone && state.figure.plans))
        .collect();
    let memory = (state.figure.keeps && !alone).then(|| view! { <MemoryLine store=state.store/> });
    (!state.settings.is_empty()).then(|| {
        view! {
            <fieldset class="controls" disabled=!IN_BROWSER>
                <legend class="sr-only">"Your numbers"</legend>
                {parts}
                {memory}
            </fieldset>
        }
    })
}

/// Settings with the group that each belongs to; those before the first group have none.
fn grouped(
    groups: &'static [Group],
    settings: impl Iterator<Item = &'static Setting>,
) -> Vec<(Option<&'static Group>, Vec<&'static Setting>)> {
    let mut rest = groups;
    let mut all = vec![(None, vec![])];
    if let [first, others @ ..] = rest
        && first.from.is_empty()
    {
        all = vec![(Some(first), vec![])];
        rest = others;
    }
    for setting in settings {
        if let [next, others @ ..] = rest
            && next.from == setting.key
        {
            all.push((Some(next), vec![]));
            rest = others;
        }
        if let Some((_, own)) = all.last_mut() {
            own.push(setting);
        }
    }
    all
}

/// Controls that belong together, below their title; folded where what comes before is long.
fn group(
    state: FigureState,
    place: usize,
    head: Option<&'static Group>,
    settings: Vec<&'static Setting>,
    fold: bool,
) -> AnyView {
    let fields: Vec<_> =
        settings.iter().map(|setting| view! { <Field state=state setting=*setting/> }).collect();
    let Some(head) = head else { return view! { <div class="fields">{fields}</div> }.into_any() };
    let starts = head.starts.map(
        |starts| view! { <Starts state=state line=Line::Starts(place) starts=starts(state.store.data)/> },
    );
    let fields = (!fields.is_empty()).then(|| view! { <div class="fields">{fields}</div> });
    if !(head.fold || fold) {
        return view! {
            <div class="group" role="group" aria-label=head.title>
                <p class="group-title" aria-hidden="true">{head.title}</p>
                {fields}
                {starts}
            </div>
        }
        .into_any();
    }
    let folded = NodeRef::<html::Details>::new();
    unfold_what_is_set(state, settings, folded);
    view! {
        <details class="group" node_ref=folded><summary>{head.title}</summary>{starts}{fields}</details>
    }
    .into_any()
}

/// What has been set is not left folded away.
fn unfold_what_is_set(state: FigureState, settings: Vec<&'static Setting>, folded: NodeRef<html::Details>) {
    let set = Memo::new(move |_| {
        let values = state.values.read();
        let changed = settings.iter().filter(|setting| values.of(&setting.key) != setting.default);
        changed.map(|setting| values.of(&setting.key)).collect::<Vec<_>>()
    });
    Effect::new(move |_| {
        if let (false, Some(folded)) = (set.read().is_empty(), folded.get()) {
            folded.set_open(true);
        }
    });
}

/// Buttons that set several settings at once, and the way back.
#[component]
pub fn Starts(state: FigureState, line: Line, starts: Vec<Start>) -> impl IntoView {
    let button = |start: Start| {
        let title = (!start.note.is_empty()).then(|| start.note.clone());
        let name = start.name.clone();
        view! {
            <li>
                <button type="button" title=title on:click=move |_| set(state, line, &start)>{name}</button>
            </li>
        }
    };
    view! {
        <ul class="starts">{starts.into_iter().map(button).collect_view()}</ul>
        <UndoLine state=state line=line/>
    }
}

/// Sets what a button is made for.
fn set(state: FigureState, line: Line, start: &Start) {
    let words = ["Set: ", &start.name, ". ", &start.note].concat().trim().to_owned();
    let settings = address::parse(&start.address);
    match settings.iter().find(|(key, _)| key == PLAN) {
        Some((_, plan)) => state.replace_plan(plan.as_str().into(), line, words),
        None => state.change_all(state.named(&settings), line, words),
    }
}
