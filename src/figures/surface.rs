//! The drawing of a figure, to be looked at, pointed at and walked through.
//!
//! When the page is built it is an SVG for each layout. In the browser a canvas comes to lie exactly over the SVG, which
//! keeps its place but is no longer seen: so the height is right before, during and after. Pointer and keyboard move one
//! cursor over the chart's points; a tooltip shows the point and a polite live region speaks it.

use crate::browser::screen;
use crate::charts::{Chart, Layout, Picture, Point, Rect, canvas as backend, cursor};
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

/// How far from a point a mouse still finds it, in half pixels of the drawing.
const MOUSE_REACH: i32 = 24;
/// The same for a finger.
const TOUCH_REACH: i32 = 60;

/// Where the drawing stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// As it was built.
    Static,
    /// On the canvas, and answering.
    Live,
    /// The browser could not draw it. The table has the same numbers.
    Failed,
}

/// A drawing and its points.
#[component]
pub fn Surface(
    /// What to draw.
    #[prop(into)]
    picture: Signal<Picture>,
    /// What each model is called.
    models: [String; 2],
    /// Called once the drawing can be used.
    on_ready: impl Fn() + 'static,
) -> impl IntoView {
    let element = NodeRef::<leptos::html::Div>::new();
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let stage = RwSignal::new(Stage::Static);
    let spots = RwSignal::new((Layout::Wide, Vec::<Rect>::new()));
    let at = RwSignal::new(None::<usize>);
    let models = StoredValue::new(models);
    let point = Memo::new(move |_| picture.read().points().into_iter().nth(at.get()?));
    let spoken = move || point.get().map(|point| spell(&models.read_value(), &point));
    let live = move || stage.get() == Stage::Live;

    let screen_changed = Trigger::new();
    Effect::new(move |before: Option<()>| {
        screen_changed.track();
        let picture = picture.read();
        let (Some(element), Some(canvas)) = (element.get(), canvas.get()) else { return };
        if let Some(screen) = screen::read(&element) {
            let painted = backend::paint(&canvas, &*picture, &screen);
            stage.set(if painted.is_ok() { Stage::Live } else { Stage::Failed });
            spots.set((screen.layout, painted.unwrap_or_default()));
        }
        if before.is_none() {
            screen::watch(&element, move || screen_changed.notify());
            on_ready();
        }
    });

    let point_at = move |event: PointerEvent, reach: i32| {
        let Some(element) = element.get() else { return };
        let (layout, spots) = &*spots.read();
        let frame = element.get_bounding_client_rect();
        let scale = f64::from(layout.width()) / frame.width().max(1.0);
        let x = (f64::from(event.client_x()) - frame.left()) * scale;
        let y = (f64::from(event.client_y()) - frame.top()) * scale;
        at.set(cursor::hit(spots, (x as i32, y as i32), reach));
    };
    let on_move = move |event: PointerEvent| {
        if event.pointer_type() != "touch" {
            point_at(event, MOUSE_REACH);
        }
    };
    let on_down = move |event: PointerEvent| {
        if event.pointer_type() == "touch" {
            point_at(event, TOUCH_REACH);
        }
    };
    let on_leave = move |event: PointerEvent| {
        if event.pointer_type() != "touch" {
            at.set(None);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || stage.get() != Stage::Live {
            return;
        }
        if event.key() == "Escape" {
            at.set(None);
        } else if let Some(step) = cursor::Step::from_key(&event.key()) {
            at.update(|at| *at = step.from(*at, &picture.read().points()));
            event.prevent_default();
        }
    };

    view! {
        <div
            node_ref=element
            class="drawing"
            class:live=live
            class:failed=move || stage.get() == Stage::Failed
            role=move || if live() { "application" } else { "img" }
            aria-roledescription=move || live().then_some("chart")
            tabindex=move || live().then_some("0")
            aria-label=move || picture.read().describe()
            on:pointermove=on_move
            on:pointerdown=on_down
            on:pointerleave=on_leave
            on:keydown=on_key
            on:blur=move |_| at.set(None)
        >
            <div class="drawing-static" inner_html=statics(&picture.read_untracked())></div>
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            {move || {
                let (layout, spots) = spots.get();
                let spot = *spots.get(at.get()?)?;
                let height = picture.read().height(layout);
                Some(mark(spot, (layout.width(), height), &models.read_value(), point.get()?))
            }}
        </div>
        <p class="sr-only" aria-live="polite">{spoken}</p>
    }
}

/// The point in words, as the live region speaks it.
fn spell(models: &[String; 2], point: &Point) -> String {
    let note = if point.note.is_empty() { String::new() } else { format!(" ({})", point.note) };
    format!("{}, {}: {}{note}", models[point.series.min(1)], point.name, point.value)
}

/// The ring around the point at the cursor, and its tooltip. Only ever made in the browser.
fn mark(
    spot: Rect,
    (width, height): (i32, i32),
    models: &[String; 2],
    point: Point,
) -> impl IntoView + use<> {
    let share = |value: i32, whole: i32| format!("{}%", f64::from(value) * 100.0 / f64::from(whole.max(1)));
    let ring = spot.grown(6);
    let middle = (spot.x + spot.width / 2).clamp(0, width);
    let side = match middle * 100 / width.max(1) {
        ..30 => "tip tip-start",
        30..70 => "tip",
        _ => "tip tip-end",
    };
    let model = models[point.series.min(1)].clone();
    view! {
        <div
            class="ring"
            style:left=share(ring.x, width)
            style:top=share(ring.y, height)
            style:width=share(ring.width, width)
            style:height=share(ring.height, height)
        ></div>
        <div class=side style:left=share(middle, width) style:top=share(ring.y, height) aria-hidden="true">
            <strong>{point.value}</strong>
            <span>{format!("{model}, {}", point.name)}</span>
            <small>{point.note}</small>
        </div>
    }
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
