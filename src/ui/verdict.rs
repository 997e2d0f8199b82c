//! The numbers that matter, what they mean, and what to know before relying on them.

use super::text::said;
use crate::figures::{Card, Shown};
use leptos::prelude::*;
use std::sync::Arc;

/// What decides which elements there are: where only texts change, elements stay, and so does what is unfolded in them.
#[derive(Clone, PartialEq)]
struct Shape {
    size: &'static str,
    cards: Vec<CardShape>,
    remarks: usize,
    notices: usize,
}

#[derive(Clone, PartialEq)]
struct CardShape {
    model: Option<usize>,
    name: String,
    best: bool,
    working: usize,
    notes: usize,
}

impl Shape {
    fn of(shown: &Shown) -> Self {
        let longest = shown.cards.iter().map(|card| card.value.chars().count()).max().unwrap_or_default();
        Self {
            // A long amount is set smaller, and all alike.
            size: match longest {
                ..=8 => "",
                9..=11 => " long",
                _ => " longest",
            },
            cards: shown.cards.iter().map(CardShape::of).collect(),
            remarks: remarks(shown).count(),
            notices: shown.notices.len(),
        }
    }
}

impl CardShape {
    fn of(card: &Card) -> Self {
        Self {
            model: card.model,
            name: card.name.clone(),
            best: card.best,
            working: card.working.len(),
            notes: card.notes.len(),
        }
    }
}

fn remarks(shown: &Shown) -> impl Iterator<Item = &String> {
    shown.remarks.iter().filter(|remark| !remark.is_empty())
}

/// Every text that may change: the numbers, then what each card says, then remarks and notices.
fn texts(shown: &Shown) -> Vec<String> {
    let mut texts: Vec<String> = shown.cards.iter().map(|card| card.value.clone()).collect();
    for card in &shown.cards {
        texts.extend(card.working.iter().chain(&card.notes).cloned());
    }
    texts.extend(remarks(shown).chain(&shown.notices).cloned());
    texts
}

/// Texts by their place, handed out one after the other.
struct Texts {
    all: Memo<Vec<String>>,
    next: usize,
}

impl Texts {
    fn next(&mut self) -> Signal<String> {
        let (all, place) = (self.all, self.next);
        self.next += 1;
        Signal::derive(move || all.with(|all| all.get(place).cloned().unwrap_or_default()))
    }
}

/// The answer of a figure: its numbers in a strip that stays in view, and below them what they mean.
#[component]
pub fn Verdict(
    /// What the figure shows.
    shown: RwSignal<Arc<Shown>>,
) -> impl IntoView {
    let shape = Memo::new(move |_| shown.with(|shown| Shape::of(shown)));
    let all = Memo::new(move |_| shown.with(|shown| texts(shown)));
    let strip = move || {
        let shape = shape.get();
        let mut texts = Texts { all, next: 0 };
        let cards: Vec<_> = shape.cards.iter().map(|shape| amount(shape, &mut texts)).collect();
        let count = if cards.len() > 2 { " many" } else { "" };
        let class = ["strip", count, shape.size].concat();
        (!cards.is_empty()).then(|| view! { <div class=class>{cards}</div> })
    };
    let more = move || {
        let shape = shape.get();
        let mut texts = Texts { all, next: shape.cards.len() };
        let details: Vec<_> = shape.cards.iter().map(|shape| detail(shape, &mut texts)).collect();
        let details =
            details.iter().any(Option::is_some).then(|| view! { <div class="details">{details}</div> });
        let remarks: Vec<_> = (0..shape.remarks)
            .map(|place| paragraph(if place == 0 { "verdict-line" } else { "verdict-other" }, texts.next()))
            .collect();
        let notices: Vec<_> = (0..shape.notices).map(|_| paragraph("notice", texts.next())).collect();
        view! { {remarks}{details}{notices} }
    };
    view! {
        <div class="answer">
            {strip}
            <div class="more">{more}</div>
        </div>
    }
}

fn paragraph(class: &'static str, text: Signal<String>) -> impl IntoView + use<> {
    view! { <p class=class>{text}</p> }
}

/// The key of the model that a card belongs to.
fn key(model: Option<usize>) -> Option<impl IntoView + use<>> {
    let class = if model? == 0 { "key key-a" } else { "key key-b" };
    Some(view! { <span class=class></span> })
}

/// The number of a card.
fn amount(shape: &CardShape, texts: &mut Texts) -> impl IntoView + use<> {
    let class = if shape.best { "bill cheaper" } else { "bill" };
    view! {
        <div class=class data-model=shape.model.map(|model| model.to_string())>
            <p class="bill-model">{key(shape.model)}{shape.name.clone()}</p>
            <p class="bill-month"><strong>{texts.next()}</strong></p>
        </div>
    }
}

/// What a card says of its number.
fn detail(shape: &CardShape, texts: &mut Texts) -> Option<impl IntoView + use<>> {
    texts.next += shape.working;
    let notes: Vec<_> = (0..shape.notes).map(|_| paragraph("bill-more", texts.next())).collect();
    (!notes.is_empty()).then(|| {
        view! {
            <div class="detail" data-model=shape.model.map(|model| model.to_string())>
                <p class="bill-model">{key(shape.model)}{shape.name.clone()}</p>
                {notes}
            </div>
        }
    })
}

/// The working of each number, folded. It stands below what can be set, so that the keyboard goes down the page.
#[component]
pub fn Workings(
    /// What the figure shows.
    shown: RwSignal<Arc<Shown>>,
) -> impl IntoView {
    let shape = Memo::new(move |_| shown.with(|shown| Shape::of(shown)));
    let all = Memo::new(move |_| shown.with(|shown| texts(shown)));
    // Whose working the reader has unfolded: it stays so when elements are made anew.
    let unfolded = StoredValue::new(vec![]);
    move || {
        let shape = shape.get();
        let mut texts = Texts { all, next: shape.cards.len() };
        let mut workings = vec![];
        for (place, card) in shape.cards.iter().enumerate() {
            if card.working > 0 {
                workings.push(working(card, &mut texts, place, unfolded));
            }
            texts.next += card.notes;
        }
        (!workings.is_empty()).then(|| view! { <div class="workings">{workings}</div> })
    }
}

fn working(
    shape: &CardShape,
    texts: &mut Texts,
    place: usize,
    unfolded: StoredValue<Vec<usize>>,
) -> impl IntoView + use<> {
    let toggled = move |event: leptos::ev::Event| {
        let open = event_target::<web_sys::HtmlDetailsElement>(&event).open();
        unfolded.update_value(|all| {
            all.retain(|other| *other != place);
            all.extend(open.then_some(place));
        });
    };
    let lines: Vec<_> = (0..shape.working)
        .map(|_| {
            let line = texts.next();
            view! { <li>{line}</li> }
        })
        .collect();
    let open = unfolded.with_value(|all| all.contains(&place));
    let summary = ["Working: ", &shape.name].concat();
    view! {
        <details
            class="working"
            open=open
            on:toggle=toggled
            data-model=shape.model.map(|model| model.to_string())
        >
            <summary>{summary}</summary>
            <ul>{lines}</ul>
        </details>
    }
}

/// Remarks of a further part: the first one is the finding.
pub fn remark_lines(remarks: &[String]) -> impl IntoView + use<> {
    let lines = remarks.iter().filter(|remark| !remark.is_empty()).enumerate();
    lines
        .map(|(place, remark)| {
            let class = if place == 0 { "verdict-line" } else { "verdict-other" };
            view! { <p class=class>{said(remark)}</p> }
        })
        .collect_view()
}
