//! A drawing of a figure, to be looked at, pointed at and walked through.
//!
//! Built, it is an SVG; in the browser, a canvas of the same size in its place. Pointer and keyboard move one cursor over
//! the chart's points; a tooltip shows the point and a polite live region speaks it.

use super::text::said;
use crate::browser::{nearby, screen};
use crate::charts::canvas::{Screen, paint};
use crate::charts::{Chart, Layout, Point, Rect, cursor, svg};
use crate::figures::{Drag, Shown};
use crate::state::{FigureState, IN_BROWSER};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{KeyboardEvent, PointerEvent};

/// How far from a point a mouse still finds it, in half pixels of the drawing.
const MOUSE_REACH: i32 = 24;
/// The same for a finger.
const TOUCH_REACH: i32 = 60;
/// How far a finger moves sideways before it drags.
const SIDEWAYS: i32 = 16;

/// A drawing and its cursor. Copies are the same one.
#[derive(Clone, Copy)]
struct Drawn {
    state: FigureState,
    /// Which of the figure's drawings it is: the main one is 0.
    place: usize,
    element: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    /// Whether it could be drawn; nothing before it was tried.
    drawn: RwSignal<Option<bool>>,
    /// The point at the cursor, and where it is.
    cursor: RwSignal<Option<(usize, Point, Rect)>>,
    /// What the live region says of that point.
    spoken: RwSignal<String>,
    /// The screen, as it was when it last changed.
    screen: StoredValue<Option<Screen>>,
    /// Whether it is near what the reader sees.
    near: StoredValue<bool>,
    /// Whether it must be drawn anew when it comes near.
    stale: StoredValue<bool>,
    /// Where the points came to lie.
    spots: StoredValue<Vec<Rect>>,
    /// Whether the pointer is held down in it to set something.
    dragging: StoredValue<bool>,
    /// Where a finger came down that may yet drag, tap or scroll the page.
    down: StoredValue<Option<(i32, i32)>>,
}

/// The drawing at a place of the figure, or the room for one that is not there yet. `title` describes it until then.
#[component]
pub fn Drawing(state: FigureState, place: usize, #[prop(into)] title: String) -> impl IntoView {
    let drawn = Drawn {
        state,
        place,
        element: if place == 0 { state.drawing } else { NodeRef::new() },
        canvas: NodeRef::new(),
        drawn: RwSignal::new(None),
        cursor: RwSignal::new(None),
        spoken: RwSignal::new(String::new()),
        screen: StoredValue::new(None),
        near: StoredValue::new(true),
        stale: StoredValue::new(true),
        spots: StoredValue::new(vec![]),
        dragging: StoredValue::new(false),
        down: StoredValue::new(None),
    };
    drawn.follow();
    let picture = move |shown: &Arc<Shown>| shown.picture_at(place).is_some();
    let there = Memo::new(move |_| state.shown.with(picture));
    let label = Memo::new(move |_| {
        state.shown.with(|shown| shown.picture_at(place).map_or_else(|| title.clone(), Chart::describe))
    });
    let shapes = Memo::new(move |_| IN_BROWSER.then(|| state.shown.with(|shown| shapes(shown, place))));
    let class = move || match (IN_BROWSER, drawn.drawn.get()) {
        (true, Some(true)) => "drawing free live",
        (true, Some(false)) => "drawing free failed",
        (true, None) => "drawing free",
        (false, _) => "drawing",
    };
    let is_drawn = move || drawn.drawn.get() == Some(true);
    let cursor = drawn.cursor;
    let around = Memo::new(move |_| cursor.with(|cursor| Some(drawn.position(cursor.as_ref()?.2))));
    let ring = move |side: usize| around.with(|at| Some(at.as_ref()?.ring[side].clone()));
    let tip_at = move |side: usize| around.with(|at| Some(at.as_ref()?.tip[side].clone()));
    view! {
        <div class="drawing-room">
            <div
                class=class
                role=move || if is_drawn() { "application" } else { "img" }
                tabindex=move || is_drawn().then_some("0")
                aria-roledescription="interactive chart"
                aria-label=move || label.get()
                hidden=move || !there.get()
                style:--shape-narrow=move || shapes.get().map(|shapes| shapes[0].clone())
                style:--shape-wide=move || shapes.get().map(|shapes| shapes[1].clone())
                node_ref=drawn.element
                on:pointermove=move |event| drawn.on_pointer(&event)
                on:pointerdown=move |event| drawn.on_pointer(&event)
                on:pointerup=move |event| drawn.on_pointer(&event)
                on:pointercancel=move |event| drawn.on_pointer(&event)
                on:pointerleave=move |event| drawn.on_pointer(&event)
                on:keydown=move |event| drawn.on_key(&event)
                on:blur=move |_| drawn.go(None)
            >
                {built(state, place)}
                <canvas aria-hidden="true" node_ref=drawn.canvas></canvas>
                // By property, since the page's policy allows no inline style.
                <div
                    class="ring"
                    hidden=move || cursor.read().is_none()
                    style:left=move || ring(0)
                    style:top=move || ring(1)
                    style:width=move || ring(2)
                    style:height=move || ring(3)
                ></div>
                <div
                    class=move || around.with(|at| at.as_ref().map_or("tip", |at| at.class))
                    hidden=move || cursor.read().is_none()
                    aria-hidden="true"
                    style:left=move || tip_at(0)
                    style:top=move || tip_at(1)
                >
                    {move || cursor.with(|cursor| cursor.as_ref().map(|(_, point, _)| tip(point)))}
                </div>
            </div>
            <p class="spoken sr-only" aria-live="polite">
                {move || said(drawn.spoken.get())}
            </p>
        </div>
    }
}

/// The drawing as it is built, in both layouts: the browser's program draws on the canvas instead.
fn built(state: FigureState, place: usize) -> Option<impl IntoView + use<>> {
    if IN_BROWSER {
        return None;
    }
    let shown = state.shown.get_untracked();
    let render = |layout| {
        let picture = shown.picture_at(place)?;
        svg::render(picture, layout, svg::Colours::Page).ok()
    };
    let drawings: String = Layout::ALL.into_iter().filter_map(render).collect();
    Some(view! { <div class="drawing-static" inner_html=drawings></div> })
}

/// Width to height, layout by layout, as CSS has it.
fn shapes(shown: &Shown, place: usize) -> [String; 2] {
    let shape = |layout: Layout| {
        let height = shown.picture_at(place).map_or(1, |picture| picture.height(layout));
        [layout.width(), height].map(|side| side.to_string()).join(" / ")
    };
    Layout::ALL.map(shape)
}

/// Where ring and tooltip go, as CSS has it.
#[derive(Clone, PartialEq)]
struct At {
    /// Left, top, width and height.
    ring: [String; 4],
    /// Left and top.
    tip: [String; 2],
    class: &'static str,
}

impl Drawn {
    /// Draws when what is shown or the screen changes; what nobody sees, when it comes near.
    fn follow(self) {
        Effect::new(move |started: Option<()>| {
            self.state.shown.track();
            let Some(element) = self.element.get() else { return };
            if started.is_none() {
                nearby::watch(&element, move |near| {
                    self.near.set_value(near);
                    self.freshen();
                });
                screen::watch(&element, move || self.look());
                self.near.set_value(true);
            }
            self.stale.set_value(true);
            if self.near.get_value() {
                self.paint();
            }
        });
        // The point of a drawing in use may have another value now. Of another figure’s nobody has asked.
        Effect::new(move |_| {
            self.state.rested.track();
            if self.state.store.used() == Some(self.state.figure.id) {
                self.speak();
            }
        });
    }

    /// Draws what it shows now, if it has not yet.
    fn freshen(self) {
        if self.near.get_value() && self.stale.get_value() {
            self.paint();
        }
    }

    /// Looks whether the screen has changed.
    fn look(self) {
        let Some(element) = self.element.get_untracked() else { return };
        let Some(screen) = screen::read(&element) else { return };
        if self.stale.get_value() || self.screen.with_value(|old| old.as_ref() != Some(&screen)) {
            self.screen.set_value(Some(screen));
            self.paint();
        }
    }

    /// Draws, and puts the cursor to where its point has come to lie.
    fn paint(self) {
        self.stale.set_value(false);
        let shown = self.state.shown.get_untracked();
        let Some(picture) = shown.picture_at(self.place) else { return self.go(None) };
        let (Some(canvas), Some(element)) = (self.canvas.get_untracked(), self.element.get_untracked())
        else {
            return;
        };
        // Asking the screen makes the browser lay out the page, so it is asked only when it has changed.
        if self.screen.with_value(Option::is_none) {
            self.screen.set_value(screen::read(&element));
        }
        let Some(screen) = self.screen.get_value() else {
            // It has no size yet.
            return self.stale.set_value(true);
        };
        let painted = paint(&canvas, picture, &screen);
        if self.drawn.get_untracked() != Some(painted.is_some()) {
            self.drawn.set(Some(painted.is_some()));
        }
        self.spots.set_value(painted.unwrap_or_default());
        if let Some((at, point, _)) = self.cursor.get_untracked() {
            let same = picture
                .points()
                .iter()
                .position(|other| other.series == point.series && other.name == point.name);
            self.put(Some(same.unwrap_or(at)));
        }
    }

    fn on_pointer(self, event: &PointerEvent) {
        self.near.set_value(true);
        self.freshen();
        if self.drag(event) {
            return;
        }
        // A mouse shows what it is over; a finger what it tapped, until it taps elsewhere.
        match (event.type_().as_str(), event.pointer_type() == "touch") {
            ("pointermove", false) => self.point_at(event, MOUSE_REACH),
            ("pointerdown", true) => self.point_at(event, TOUCH_REACH),
            ("pointerleave", false) => self.go(None),
            _ => {}
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        self.near.set_value(true);
        self.freshen();
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let shown = self.state.shown.get_untracked();
        let Some(picture) = shown.picture_at(self.place) else { return };
        let at = self.cursor.with_untracked(|cursor| cursor.as_ref().map(|(at, ..)| *at));
        if event.key() == "Escape" {
            self.go(None);
        } else if event.key() == "Enter" {
            let value = at.and_then(|at| picture.along_at(at));
            if let (Some(drag), Some(value)) = (self.drags(), value) {
                self.set_to(drag, value.max(0.0).round() as u64);
            }
        } else if let Some(step) = cursor::Step::from_key(&event.key()) {
            self.go(step.from(at, &picture.points()));
            self.reveal();
            // It must not scroll the page as well.
            event.prevent_default();
        }
    }

    /// Sets what the figure makes of a place along the drawing, while the pointer is held down; tells whether it did.
    ///
    /// A mouse sets at once. A finger first has to move sideways: it may have come to tap, or to scroll the page.
    fn drag(self, event: &PointerEvent) -> bool {
        let Some(at) = self.place_of(event).filter(|_| self.drags().is_some()) else { return false };
        match event.type_().as_str() {
            "pointerdown" if event.pointer_type() == "touch" => self.down.set_value(Some(at)),
            "pointerdown" if event.button() == 0 => self.dragging.set_value(true),
            "pointermove" => {
                let moved = self.down.get_value().map(|down| ((at.0 - down.0).abs(), (at.1 - down.1).abs()));
                if moved.is_some_and(|(x, y)| x > SIDEWAYS && x > y) {
                    self.down.set_value(None);
                    self.dragging.set_value(true);
                }
            }
            "pointerup" | "pointercancel" => {
                self.dragging.set_value(false);
                self.down.set_value(None);
            }
            _ => {}
        }
        let dragging = self.dragging.get_value();
        if dragging {
            if let Some(element) = self.element.get_untracked() {
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            self.go(None);
            self.set(at.0);
        }
        dragging
    }

    /// What dragging sets, if it sets anything.
    fn drags(self) -> Option<Drag> {
        self.state.shown.read_untracked().extra_at(self.place)?.drag
    }

    /// Sets what the figure makes of that place along the drawing, in its own unit: to the nearest place of the slider.
    fn set(self, x: i32) {
        let shown = self.state.shown.get_untracked();
        let layout = self.layout();
        let value =
            layout.zip(shown.picture_at(self.place)).and_then(|(layout, picture)| picture.along(layout, x));
        if let (Some(drag), Some(value)) = (self.drags(), value) {
            let value = value.max(0.0).round() as u64;
            self.set_to(drag, drag.entry.at(drag.entry.place(value)));
        }
    }

    fn set_to(self, drag: Drag, value: u64) {
        let changes = (drag.set)(self.state.store.data, &self.state.now(), value);
        self.state.set(changes.iter().map(|(key, value)| (key.as_str(), *value)));
    }

    /// Where an event has happened, in the drawing's own unit.
    fn place_of(self, event: &PointerEvent) -> Option<(i32, i32)> {
        let (width, _) = self.size()?;
        let frame = self.element.get_untracked()?.get_bounding_client_rect();
        let scale = f64::from(width) / frame.width().max(1.0);
        let x = (f64::from(event.client_x()) - frame.left()) * scale;
        let y = (f64::from(event.client_y()) - frame.top()) * scale;
        Some((x as i32, y as i32))
    }

    fn point_at(self, event: &PointerEvent, reach: i32) {
        let Some(place) = self.place_of(event) else { return };
        let found = self.spots.with_value(|spots| cursor::hit(spots, place, reach));
        let at = self.cursor.with_untracked(|cursor| cursor.as_ref().map(|(at, ..)| *at));
        if found != at {
            self.go(found);
        }
    }

    /// Moves the cursor to a point, or takes it away, and says so.
    fn go(self, to: Option<usize>) {
        self.put(to);
        self.speak();
    }

    /// Scrolls to the point at the cursor, where large letters have made the drawing wider than its room.
    fn reveal(self) {
        let spot = self.cursor.with_untracked(|cursor| cursor.as_ref().map(|(_, _, spot)| *spot));
        let (Some(spot), Some((width, _)), Some(element)) = (spot, self.size(), self.element.get_untracked())
        else {
            return;
        };
        if let Some(room) = element.parent_element() {
            let middle = (spot.x + spot.width / 2) * element.client_width() / width.max(1);
            room.set_scroll_left(middle - room.client_width() / 2);
        }
    }

    /// Says the point at the cursor, if that is not what was said.
    fn speak(self) {
        let words = self
            .cursor
            .with_untracked(|cursor| cursor.as_ref().map_or_else(String::new, |(_, point, _)| spell(point)));
        if words != *self.spoken.read_untracked() {
            self.spoken.set(words);
        }
    }

    /// Puts the cursor at a point, or takes it away.
    fn put(self, to: Option<usize>) {
        let shown = self.state.shown.get_untracked();
        let found = to.zip(shown.picture_at(self.place)).and_then(|(at, picture)| {
            let point = picture.points().into_iter().nth(at)?;
            Some((at, point, self.spots.with_value(|spots| spots.get(at).copied())?))
        });
        if found.is_some() || self.cursor.read_untracked().is_some() {
            self.cursor.set(found);
        }
    }

    fn layout(self) -> Option<Layout> {
        self.screen.with_value(|screen| screen.as_ref().map(|screen| screen.layout))
    }

    /// The size of the drawing, in its own unit.
    fn size(self) -> Option<(i32, i32)> {
        let layout = self.layout()?;
        Some((layout.width(), self.state.shown.read_untracked().picture_at(self.place)?.height(layout)))
    }

    /// Where ring and tooltip go for a spot of the drawing. In shares of the drawing, so that they stay there while it is
    /// zoomed.
    fn position(self, spot: Rect) -> At {
        let (width, height) = self.size().unwrap_or((1, 1));
        let share = |value: i32, whole: i32| format!("calc(100% * {value} / {})", whole.max(1));
        let around = spot.grown(6);
        let middle = (spot.x + spot.width / 2).clamp(0, width);
        At {
            ring: [
                share(around.x, width),
                share(around.y, height),
                share(around.width, width),
                share(around.height, height),
            ],
            tip: [share(middle, width), share(around.y, height)],
            class: match middle * 100 / width.max(1) {
                ..30 => "tip tip-start",
                30..70 => "tip",
                _ => "tip tip-end",
            },
        }
    }
}

/// The point in words, as the live region speaks it.
fn spell(point: &Point) -> String {
    let note = if point.note.is_empty() { String::new() } else { format!(" ({})", point.note) };
    format!("{}, {}: {}{note}", point.of, point.name, point.value)
}

/// What the tooltip says of a point.
fn tip(point: &Point) -> impl IntoView + use<> {
    let what = [&point.of, ", ", &point.name].concat();
    view! { <strong>{point.value.clone()}</strong><span>{what}</span><small>{point.note.clone()}</small> }
}
