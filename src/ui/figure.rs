//! The frame of a figure: everything in it that follows what is set, or can be set.

use super::controls::Controls;
use super::drawing::Drawing;
use super::further::Further;
use super::run::Run;
use super::share::ShareMenu;
use super::table::Numbers;
use super::text::said;
use super::verdict::{Verdict, Workings};
use crate::state::{FigureState, Place};
use leptos::prelude::*;

/// The class of the element that holds a frame: the slot for this component.
pub const SLOT: &str = "frame";

/// A figure without its sources.
#[component]
pub fn FigureFrame(
    /// What it shows.
    state: FigureState,
    /// Its place in the article, from 1 on.
    number: usize,
    /// From its own page to the article; none in the article.
    home: Option<&'static str>,
    /// The editor of its plan, if it has one.
    planner: Option<fn(FigureState) -> AnyView>,
    /// Opens the embed dialog for it.
    embed: Callback<FigureState>,
) -> impl IntoView {
    let FigureState { figure, store, shown, .. } = state;
    let id = format!("{}-title", figure.id);
    let words = move || shown.with(|shown| shown.title.clone());
    let title = match store.place {
        Place::Embed => view! { <h1 class="figure-title" id=id>{words}</h1> }.into_any(),
        Place::Page => view! { <h3 class="figure-title" id=id>{words}</h3> }.into_any(),
    };
    let count = shown.read_untracked().extras.len();
    let late = usize::from(state.late.read_untracked().is_some());
    // Scenarios are kept in the last part.
    let further = (1..=count + late)
        .map(|place| view! { <Further state=state place=place keeps=figure.keeps && place == count/> })
        .collect_view();
    let live = move || if store.announces(figure.id) { "polite" } else { "off" };
    let described = shown.read_untracked().title.clone();
    view! {
        <div class="frame-head">
            <p class="kicker">{(figure.kicker)(store.data)}</p>
            <ShareMenu state=state home=home embed=embed/>
        </div>
        {title}
        // The answer beside what is touched, or above it where there is no room: style/figure.css.
        <div class="bench">
            <Verdict shown=shown/>
            <div class="do">
                {state.logic.play.map(|play| view! { <Run state=state play=play/> })}
                <Drawing state=state place=0 title=described/>
                {planner.map(|planner| planner(state))}
                <Controls state=state />
            </div>
        </div>
        <Workings shown=shown/>
        // For ears and exports: it repeats what the answer shows.
        <p class="sentence sr-only" aria-live=live data-say=format!("Figure {number}.")>
            {move || said(state.rested.read().sentence.clone())}
        </p>
        <Numbers state=state place=0 name=figure.table_name/>
        {further}
    }
}
