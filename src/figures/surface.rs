//! The drawing of a figure, to be looked at, pointed at and walked through.
//!
//! When the page is built it is an SVG for each layout. In the browser a canvas comes to lie exactly over the SVG, which
//! keeps its place but is no longer seen: so the height is right before, during and after. Pointer and keyboard move one
//! cursor over the chart's points; a tooltip shows the point and a polite live region speaks it.

use super::reactive::{Computed, effect, text};
use super::text::escape;
use crate::browser::screen;
use crate::charts::{Chart, Layout, Picture, Point, Rect, canvas as backend, cursor};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{Element, HtmlElement};

/// How far from a point a mouse still finds it, in half pixels of the drawing.
const MOUSE_REACH: i32 = 24;
/// The same for a finger.
const TOUCH_REACH: i32 = 60;

/// What was drawn last: in which layout, and where its points came to lie.
type Drawn = Rc<RefCell<(Option<Layout>, Vec<Rect>)>>;

/// A drawing and its points.
#[component]
pub fn Surface(
    /// What to draw.
    picture: Computed<Picture>,
    /// What each model is called.
    models: [String; 2],
    /// Called once the drawing can be used.
    on_ready: Box<dyn Fn()>,
) -> impl IntoView {
    let element = NodeRef::<leptos::html::Div>::new();
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let (ring, tip) = (NodeRef::<leptos::html::Div>::new(), NodeRef::<leptos::html::Div>::new());
    let drawn = Drawn::default();
    let at = RwSignal::new(None::<usize>);
    // Counts drawings: whoever reads it follows them.
    let version = RwSignal::new(0_usize);
    let screen_changed = RwSignal::new(0_usize);
    let models = Arc::new(models);
    let point = {
        let picture = picture.clone();
        move || at.get().and_then(|place| picture().points().into_iter().nth(place))
    };

    effect({
        let (picture, drawn, mut watched) = (picture.clone(), drawn.clone(), false);
        move || {
            screen_changed.track();
            let picture = picture();
            let (Some(element), Some(canvas)) = (element.get(), canvas.get()) else { return };
            if let Some(screen) = screen::read(&element) {
                let painted = backend::paint(&canvas, &picture, &screen);
                let layout = painted.is_ok().then_some(screen.layout);
                *drawn.borrow_mut() = (layout, painted.unwrap_or_default());
                announce(&element, layout.is_some());
                version.update(|version| *version += 1);
            }
            if !watched {
                watched = true;
                screen::watch(&element, move || screen_changed.update(|count| *count += 1));
                on_ready();
            }
        }
    });
    effect({
        let (point, picture, drawn, models) = (point.clone(), picture.clone(), drawn.clone(), models.clone());
        move || {
            version.track();
            let (Some(ring), Some(tip)) = (ring.get(), tip.get()) else { return };
            let (layout, spots) = &*drawn.borrow();
            let spot = at.get().and_then(|place| spots.get(place).copied());
            ring.set_hidden(spot.is_none());
            tip.set_hidden(spot.is_none());
            if let (Some(spot), Some(point), Some(layout)) = (spot, point(), *layout) {
                tip.set_inner_html(&tip_html(&models, &point));
                put(&ring, &tip, spot, (layout.width(), picture().height(layout)));
            }
        }
    });

    let point_at = move |event: PointerEvent, reach: i32| {
        let Some(element) = element.get_untracked() else { return };
        let (Some(layout), spots) = &*drawn.borrow() else { return };
        let frame = element.get_bounding_client_rect();
        let scale = f64::from(layout.width()) / frame.width().max(1.0);
        let x = (f64::from(event.client_x()) - frame.left()) * scale;
        let y = (f64::from(event.client_y()) - frame.top()) * scale;
        let found = cursor::hit(spots, (x as i32, y as i32), reach);
        if found != at.get_untracked() {
            at.set(found);
        }
    };
    // A mouse shows what it is over; a finger what it tapped, until it taps elsewhere.
    let on_pointer =
        move |event: PointerEvent| match (event.type_().as_str(), event.pointer_type() == "touch") {
            ("pointermove", false) => point_at(event, MOUSE_REACH),
            ("pointerdown", true) => point_at(event, TOUCH_REACH),
            ("pointerleave", false) => at.set(None),
            _ => {}
        };
    let on_key = {
        let picture = picture.clone();
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            if event.key() == "Escape" {
                at.set(None);
            } else if let Some(step) = cursor::Step::from_key(&event.key()) {
                at.set(step.from(at.get_untracked(), &untrack(|| picture()).points()));
                event.prevent_default();
            }
        }
    };
    let statics = statics(&untrack(|| picture()));
    let spoken = text(move || point().map_or_else(String::new, |point| spell(&models, &point)));

    view! {
        <div
            node_ref=element
            class="drawing"
            role="img"
            aria-roledescription="interactive chart"
            aria-label=text(move || picture().describe())
            on:pointermove=on_pointer.clone()
            on:pointerdown=on_pointer.clone()
            on:pointerleave=on_pointer
            on:keydown=on_key
            on:blur=move |_| at.set(None)
        >
            <div class="drawing-static" inner_html=statics></div>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <div class="ring" node_ref=ring hidden></div>
            <div class="tip" node_ref=tip hidden aria-hidden="true"></div>
        </div>
        <p class="sr-only" aria-live="polite">{spoken}</p>
    }
}

/// Tells style sheets and screen readers that the drawing answers now, or that the browser could not draw it: then it
/// goes, and the table has the same numbers.
fn announce(element: &Element, drawn: bool) {
    element.set_class_name(if drawn { "drawing live" } else { "drawing failed" });
    if drawn {
        let _ = element.set_attribute("role", "application");
        let _ = element.set_attribute("tabindex", "0");
    }
}

/// The point in words, as the live region speaks it.
fn spell(models: &[String; 2], point: &Point) -> String {
    let note = if point.note.is_empty() { String::new() } else { format!(" ({})", point.note) };
    format!("{}, {}: {}{note}", models[point.series.min(1)], point.name, point.value)
}

/// What the tooltip says of a point.
fn tip_html(models: &[String; 2], point: &Point) -> String {
    let what = [&models[point.series.min(1)], ", ", &point.name].concat();
    let lines = [("strong", &point.value), ("span", &what), ("small", &point.note)];
    lines.iter().map(|(tag, text)| ["<", tag, ">", &escape(text), "</", tag, ">"].concat()).collect()
}

/// Puts ring and tooltip to a spot of a drawing of that size. In shares of the drawing, so that they stay there while it
/// is zoomed.
fn put(ring: &HtmlElement, tip: &HtmlElement, spot: Rect, (width, height): (i32, i32)) {
    let set = |element: &HtmlElement, property: &str, value: i32, whole: i32| {
        let share = format!("calc(100% * {value} / {})", whole.max(1));
        let _ = element.style().set_property(property, &share);
    };
    let around = spot.grown(6);
    set(ring, "left", around.x, width);
    set(ring, "top", around.y, height);
    set(ring, "width", around.width, width);
    set(ring, "height", around.height, height);
    let middle = (spot.x + spot.width / 2).clamp(0, width);
    set(tip, "left", middle, width);
    set(tip, "top", around.y, height);
    tip.set_class_name(match middle * 100 / width.max(1) {
        ..30 => "tip tip-start",
        30..70 => "tip",
        _ => "tip tip-end",
    });
}

/// The drawings for a page without scripts. In the browser they are there already.
fn statics(picture: &Picture) -> String {
    #[cfg(feature = "ssr")]
    return Layout::ALL
        .into_iter()
        .filter_map(|layout| {
            crate::charts::svg::render(picture, layout, &crate::charts::svg::Colours::Page).ok()
        })
        .collect();
    #[cfg(not(feature = "ssr"))]
    {
        let _ = picture;
        String::new()
    }
}
