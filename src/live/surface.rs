//! The drawing of a figure, to be looked at, pointed at and walked through.
//!
//! A canvas comes to lie exactly over the SVG that was built, which keeps its place but is no longer seen: so the height
//! is right before, during and after. Pointer and keyboard move one cursor over the chart's points; a tooltip shows the
//! point and a polite live region speaks it.

use super::figure::Face;
use crate::browser::{elements, events, nearby, screen};
use crate::charts::canvas::{Screen, paint};
use crate::charts::{Chart, Layout, Point, Rect, cursor, text::escape};
use crate::figures::Drag;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlCanvasElement, HtmlElement, KeyboardEvent, PointerEvent};

/// How far from a point a mouse still finds it, in half pixels of the drawing.
const MOUSE_REACH: i32 = 24;
/// The same for a finger.
const TOUCH_REACH: i32 = 60;
/// How far a finger moves sideways before it drags.
const SIDEWAYS: i32 = 16;

/// A drawing and its points. It lives as long as the page, as those do who listen to it.
pub(super) struct Surface(&'static Drawing);

struct Drawing {
    face: Rc<Face>,
    /// Which of the figure's drawings it is: the main one is 0.
    place: usize,
    element: HtmlElement,
    canvas: HtmlCanvasElement,
    ring: HtmlElement,
    tip: HtmlElement,
    spoken: HtmlElement,
    /// The screen, as it was when it last changed.
    screen: RefCell<Option<Screen>>,
    /// Whether it is near what the reader sees.
    near: Cell<bool>,
    /// Whether it must be drawn anew when it comes near.
    stale: Cell<bool>,
    /// The heights that it has room for, layout by layout.
    heights: Cell<[i32; 2]>,
    /// Where the points came to lie.
    spots: RefCell<Vec<Rect>>,
    at: Cell<Option<usize>>,
    /// The series and the name of the point at the cursor: its place may change.
    point: RefCell<Option<(usize, String)>>,
    /// Whether the pointer is held down in it to set something.
    dragging: Cell<bool>,
    /// Where a finger came down that may yet drag, tap or scroll the page.
    down: Cell<Option<(i32, i32)>>,
}

impl Surface {
    /// Takes hold of the figure's drawings.
    pub fn start_all(face: &Rc<Face>) -> Vec<Self> {
        let all = elements::within(&face.element, ".drawing");
        let spoken = elements::within(&face.element, ".spoken");
        let surface = |(place, (element, spoken)): (usize, (HtmlElement, HtmlElement))| {
            let find = |selector: &str| elements::first(&element, selector);
            let drawing: &'static Drawing = Box::leak(Box::new(Drawing {
                canvas: find("canvas")?.unchecked_into(),
                ring: find(".ring")?,
                tip: find(".tip")?,
                spoken,
                element,
                place,
                face: face.clone(),
                screen: RefCell::default(),
                near: Cell::new(true),
                stale: Cell::new(false),
                heights: Cell::new(face.shown.borrow().picture_at(place).map_or([0; 2], heights)),
                spots: RefCell::default(),
                at: Cell::new(None),
                point: RefCell::default(),
                dragging: Cell::new(false),
                down: Cell::new(None),
            }));
            drawing.listen();
            Some(Self(drawing))
        };
        all.into_iter().zip(spoken).enumerate().filter_map(surface).collect()
    }

    /// Draws what the figure shows now; what nobody sees, when it comes near.
    pub fn paint(&self) {
        self.0.fit();
        self.0.stale.set(true);
        if self.0.near.get() || !self.0.face.started.get() {
            self.0.paint();
        }
    }

    /// Says what is drawn.
    pub fn tell(&self) {
        self.0.tell();
    }
}

impl Drawing {
    fn listen(&'static self) {
        for event in
            ["pointermove", "pointerdown", "pointerup", "pointercancel", "pointerleave", "keydown", "blur"]
        {
            // A key that moves the cursor must not scroll the page as well.
            events::answer(&self.element, event, move |event| self.on(event));
        }
        nearby::watch(&self.element, move |near| {
            self.near.set(near);
            self.freshen();
        });
        screen::watch(&self.element, move || {
            if self.face.started.get()
                && let Some(screen) = screen::read(&self.element)
                && (self.stale.get() || Some(&screen) != self.screen.borrow().as_ref())
            {
                self.screen.replace(Some(screen));
                self.paint();
                self.tell();
            }
        });
    }

    /// Draws what it shows now, if it has not yet.
    fn freshen(&self) {
        if self.near.get() && self.stale.get() {
            self.paint();
            self.tell();
        }
    }

    fn on(&self, event: &Event) {
        self.near.set(true);
        self.freshen();
        if let Some(event) = event.dyn_ref::<PointerEvent>() {
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
        } else if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            if event.key() == "Escape" {
                self.go(None);
            } else if event.key() == "Enter" {
                let shown = self.face.shown.borrow().clone();
                let point = self.at.get().zip(shown.picture_at(self.place));
                let value = point.and_then(|(at, picture)| picture.along_at(at));
                if let (Some(drag), Some(value)) = (self.drags(), value) {
                    self.set_to(drag, value.max(0.0).round() as u64);
                }
            } else if let Some(step) = cursor::Step::from_key(&event.key()) {
                let shown = self.face.shown.borrow().clone();
                let Some(picture) = shown.picture_at(self.place) else { return };
                self.go(step.from(self.at.get(), &picture.points()));
                event.prevent_default();
            }
        } else {
            self.go(None);
        }
    }

    /// Sets what the figure makes of a place along the drawing, while the pointer is held down; tells whether it did.
    ///
    /// A mouse sets at once. A finger first has to move sideways: it may have come to tap, or to scroll the page.
    fn drag(&self, event: &PointerEvent) -> bool {
        let Some(at) = self.place_of(event).filter(|_| self.drags().is_some()) else { return false };
        let touch = event.pointer_type() == "touch";
        match event.type_().as_str() {
            "pointerdown" if touch => self.down.set(Some(at)),
            "pointerdown" if event.button() == 0 => self.dragging.set(true),
            "pointermove" => {
                let moved = self.down.get().map(|down| ((at.0 - down.0).abs(), (at.1 - down.1).abs()));
                if moved.is_some_and(|(x, y)| x > SIDEWAYS && x > y) {
                    self.down.set(None);
                    self.dragging.set(true);
                }
            }
            "pointerup" | "pointercancel" => {
                self.dragging.set(false);
                self.down.set(None);
            }
            _ => {}
        }
        if self.dragging.get() {
            let _ = self.element.set_pointer_capture(event.pointer_id());
            self.go(None);
            self.set(at.0);
        }
        self.dragging.get()
    }

    /// What dragging sets, if it sets anything.
    fn drags(&self) -> Option<Drag> {
        self.face.shown.borrow().extra_at(self.place)?.drag
    }

    /// Sets what the figure makes of that place along the drawing, in its own unit: to the nearest place of the slider.
    fn set(&self, x: i32) {
        let shown = self.face.shown.borrow().clone();
        let layout = self.screen.borrow().as_ref().map(|screen| screen.layout);
        let value =
            layout.zip(shown.picture_at(self.place)).and_then(|(layout, picture)| picture.along(layout, x));
        if let (Some(drag), Some(value)) = (self.drags(), value) {
            let value = value.max(0.0).round() as u64;
            self.set_to(drag, drag.entry.at(drag.entry.place(value)));
        }
    }

    fn set_to(&self, drag: Drag, value: u64) {
        let changes = (drag.set)(self.face.store.data, &self.face.values(), value);
        self.face.set(changes.iter().map(|(key, value)| (key.as_str(), *value)));
    }

    /// Draws, and puts the cursor to where its point has come to lie.
    fn paint(&self) {
        let shown = self.face.shown.borrow().clone();
        self.stale.set(false);
        let Some(picture) = shown.picture_at(self.place) else { return };
        // Asking the screen makes the browser lay out the page, so it is asked only when it has changed.
        if self.screen.borrow().is_none() {
            self.screen.replace(screen::read(&self.element));
        }
        let Some(screen) = self.screen.borrow().clone() else { return };
        let painted = paint(&self.canvas, picture, &screen);
        self.announce(painted.is_some());
        self.spots.replace(painted.unwrap_or_default());
    }

    fn tell(&self) {
        let shown = self.face.shown.borrow().clone();
        let Some(picture) = shown.picture_at(self.place) else { return };
        let _ = self.element.set_attribute("aria-label", &picture.describe());
        if self.at.get().is_some() {
            let points = picture.points();
            let same = self.point.borrow().as_ref().and_then(|(series, name)| {
                points.iter().position(|point| point.series == *series && point.name == *name)
            });
            self.at.set(same.or(self.at.get()));
            self.show();
        }
    }

    /// Shows or hides the drawing's place, and gives it another height than the one that was built.
    fn fit(&self) {
        let shown = self.face.shown.borrow().clone();
        let picture = shown.picture_at(self.place);
        if self.element.hidden() != picture.is_none() {
            self.element.set_hidden(picture.is_none());
        }
        let Some(picture) = picture else { return self.go(None) };
        let now = heights(picture);
        if self.heights.replace(now) != now {
            for (layout, height) in Layout::ALL.into_iter().zip(now) {
                let shape = [layout.width(), height].map(|side| side.to_string()).join(" / ");
                let _ = self.element.style().set_property(&["--shape-", layout.name()].concat(), &shape);
            }
            let _ = self.element.class_list().add_1("free");
        }
    }

    /// Tells style sheets and screen readers that the drawing answers now, or that the browser could not draw it: then it
    /// goes, and the table has the same numbers.
    fn announce(&self, drawn: bool) {
        let classes = self.element.class_list();
        let (class, other) = if drawn { ("live", "failed") } else { ("failed", "live") };
        if classes.contains(class) {
            return;
        }
        let _ = classes.remove_1(other);
        let _ = classes.add_1(class);
        if drawn {
            let _ = self.element.set_attribute("role", "application");
            let _ = self.element.set_attribute("tabindex", "0");
        }
    }

    /// Where an event has happened, in the drawing's own unit.
    fn place_of(&self, event: &PointerEvent) -> Option<(i32, i32)> {
        let (width, _) = self.size()?;
        let frame = self.element.get_bounding_client_rect();
        let scale = f64::from(width) / frame.width().max(1.0);
        let x = (f64::from(event.client_x()) - frame.left()) * scale;
        let y = (f64::from(event.client_y()) - frame.top()) * scale;
        Some((x as i32, y as i32))
    }

    fn point_at(&self, event: &PointerEvent, reach: i32) {
        let Some(place) = self.place_of(event) else { return };
        let found = cursor::hit(&self.spots.borrow(), place, reach);
        if found != self.at.get() {
            self.go(found);
        }
    }

    fn go(&self, to: Option<usize>) {
        self.at.set(to);
        self.show();
    }

    /// The size of the drawing, in its own unit.
    fn size(&self) -> Option<(i32, i32)> {
        let layout: Layout = self.screen.borrow().as_ref()?.layout;
        Some((layout.width(), self.face.shown.borrow().picture_at(self.place)?.height(layout)))
    }

    /// Shows and speaks the point at the cursor.
    fn show(&self) {
        let points = self.face.shown.borrow().picture_at(self.place).map(Chart::points).unwrap_or_default();
        let found = self.at.get().and_then(|at| Some((points.get(at)?, *self.spots.borrow().get(at)?)));
        self.point.replace(found.map(|(point, _)| (point.series, point.name.clone())));
        self.ring.set_hidden(found.is_none());
        self.tip.set_hidden(found.is_none());
        let spoken = found.map_or_else(String::new, |(point, _)| spell(point));
        self.spoken.set_text_content(Some(&spoken));
        if let (Some((point, spot)), Some(size)) = (found, self.size()) {
            self.tip.set_inner_html(&tip_html(point));
            put(&self.ring, &self.tip, spot, size);
        }
    }
}

/// How high a drawing is, layout by layout.
fn heights(picture: &dyn Chart) -> [i32; 2] {
    Layout::ALL.map(|layout| picture.height(layout))
}

/// The point in words, as the live region speaks it.
fn spell(point: &Point) -> String {
    let note = if point.note.is_empty() { String::new() } else { format!(" ({})", point.note) };
    format!("{}, {}: {}{note}", point.of, point.name, point.value)
}

/// What the tooltip says of a point.
fn tip_html(point: &Point) -> String {
    let what = [&point.of, ", ", &point.name].concat();
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
