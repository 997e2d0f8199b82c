//! The parts that live in a browser, in a browser: the room that touches it, the canvas, and whole figures, brought to
//! life on the markup that is built into the page.
//!
//! That markup is a snapshot (`tests/snapshots/*.html`), kept up to date by `tests/snapshots.rs`: what comes to life here
//! is what is prerendered.

#![cfg(all(target_arch = "wasm32", feature = "csr"))]
#![allow(clippy::unwrap_used)]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Date, Promise};
use plotters::style::RGBColor;
use showdown::app::{self, Dialog};
use showdown::browser::theme;
use showdown::browser::timer::{self, Debounce};
use showdown::browser::{address, failure, root, screen, window};
use showdown::charts::canvas::{Screen, paint};
use showdown::charts::{Chart, Layout, Palette, Rect, Role, Stack, Theme};
use showdown::data::Showdown;
use showdown::domain::{Tokens, Workload, quantity};
use showdown::figures::{self, Month, Report};
use showdown::state::Place;
use showdown::ui::parts;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    CanvasRenderingContext2d, Document, Element, Event, EventInit, HtmlCanvasElement, HtmlElement,
    HtmlInputElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit,
};

wasm_bindgen_test_configure!(run_in_browser);

/// How long a condition may take to come true, in milliseconds. Only a failing test waits that long.
const PATIENCE: f64 = 10_000.0;

/// Waits until the condition holds, looking once a frame; fails if it never does.
async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Date::now() + PATIENCE;
    while !holds() {
        assert!(Date::now() < deadline, "this never came true: {what}");
        frame().await;
    }
}

/// The browser's next frame.
async fn frame() {
    let next = Promise::new(&mut |resolve, _| {
        window().unwrap().request_animation_frame(&resolve).unwrap();
    });
    JsFuture::from(next).await.unwrap();
}

fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// Puts a query and an anchor into the address. What figures of other tests still have to write there is written before.
fn go(address: &str) {
    travel();
    let history = window().unwrap().history().unwrap();
    let here = window().unwrap().location().pathname().unwrap();
    history.replace_state_with_url(&history.state().unwrap(), "", Some(&[&here, address].concat())).unwrap();
}

/// The query and the anchor in the address.
fn here() -> String {
    let location = window().unwrap().location();
    [location.search().unwrap(), location.hash().unwrap()].concat()
}

/// An empty column of the page, of that width in CSS pixels, in the page's style. The one before is gone.
fn column(width: u32) -> Element {
    let document = document();
    let old = document.get_element_by_id("column");
    if let Some(old) = old {
        old.remove();
    } else {
        let style = document.create_element("style").unwrap();
        style.set_text_content(Some(concat!(
            include_str!("../style/tokens.css"),
            include_str!("../style/page.css"),
            include_str!("../style/figure.css"),
        )));
        document.head().unwrap().append_child(&style).unwrap();
    }
    let column = document.create_element("div").unwrap();
    column.set_id("column");
    column.set_attribute("style", &format!("width: {width}px")).unwrap();
    document.body().unwrap().append_child(&column).unwrap();
    column
}

fn data() -> &'static Showdown {
    Box::leak(Box::new(Showdown::embedded().unwrap()))
}

/// A figure, as it is built into the page.
struct Figure {
    id: &'static str,
    element: HtmlElement,
}

impl Figure {
    /// The figure before anything has come to life.
    fn built(id: &'static str, width: u32) -> Self {
        let html = match id {
            "calculator" => include_str!("snapshots/calculator.html"),
            "context-fit" => include_str!("snapshots/context-fit.html"),
            "repair-time" => include_str!("snapshots/repair-time.html"),
            "secops" => include_str!("snapshots/secops.html"),
            "test-a" => include_str!("snapshots/test-a.html"),
            "test-b" => include_str!("snapshots/test-b.html"),
            other => panic!("no markup of `{other}`"),
        };
        let column = column(width);
        column.set_inner_html(html);
        let element = column.query_selector("figure").unwrap().unwrap().unchecked_into();
        Self { id, element }
    }

    /// The figure, alive and ready to be used.
    async fn live(id: &'static str, width: u32) -> Self {
        let figure = Self::built(id, width);
        figure.come_to_life().await;
        figure
    }

    async fn come_to_life(&self) {
        let store = app::prepare(figures::REGISTRY, Place::Page, data());
        let figure = figures::find(self.id).unwrap();
        let part = parts::part_of(figure).await.unwrap();
        app::frame(figure, part, store, &self.element, Dialog::new());
        until("the figure is ready", || self.element.has_attribute("data-ready")).await;
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.element.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("the figure has no `{selector}`")).unchecked_into()
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let list = self.element.query_selector_all(selector).unwrap();
        (0..list.length()).map(|place| list.item(place).unwrap().unchecked_into()).collect()
    }

    fn button(&self, name: &str) -> HtmlElement {
        let buttons = self.all("button");
        let found = buttons.into_iter().find(|button| button.text_content().as_deref() == Some(name));
        found.unwrap_or_else(|| panic!("no button is called “{name}”")).unchecked_into()
    }

    fn text(&self, selector: &str) -> String {
        self.find::<Element>(selector).text_content().unwrap()
    }

    /// What a month costs, as shown.
    fn bills(&self) -> Vec<String> {
        self.all(".bill-month strong").iter().map(|bill| bill.text_content().unwrap()).collect()
    }

    async fn until_bills(&self, bills: [&str; 2]) {
        until(&format!("the bills are {bills:?}, last {:?}", self.bills()), || self.bills() == bills).await;
    }

    /// What the live region of the drawing says.
    fn spoken(&self) -> String {
        self.text(".spoken").trim().to_owned()
    }

    fn drawing(&self) -> HtmlElement {
        self.find(".drawing")
    }

    fn press(&self, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.drawing().dispatch_event(&event).unwrap();
    }

    /// Lets a pointer do something at a place of the drawing, in shares of its width and height.
    fn point(&self, what: &str, pointer: &str, (x, y): (f64, f64)) {
        let drawing = self.drawing();
        let frame = drawing.get_bounding_client_rect();
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        init.set_pointer_type(pointer);
        init.set_client_x((frame.left() + frame.width() * x) as i32);
        init.set_client_y((frame.top() + frame.height() * y) as i32);
        let event = PointerEvent::new_with_event_init_dict(what, &init).unwrap();
        drawing.dispatch_event(&event).unwrap();
    }

    fn input(&self, selector: &str) -> HtmlInputElement {
        self.find(selector)
    }

    fn type_into(&self, selector: &str, text: &str) {
        let field = self.input(selector);
        field.focus().unwrap();
        field.set_value(text);
        send(&field, "input");
    }
}

fn send(element: &Element, event: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(event, &init).unwrap()).unwrap();
}

/// Seven colours that can't be mistaken for each other.
fn colour(role: Role) -> RGBColor {
    match role {
        Role::Panel => RGBColor(255, 255, 255),
        Role::Strong => RGBColor(0, 255, 255),
        Role::Ink => RGBColor(0, 0, 0),
        Role::Muted => RGBColor(0, 0, 255),
        Role::Rule => RGBColor(255, 0, 255),
        Role::ModelA => RGBColor(255, 0, 0),
        Role::ModelB => RGBColor(0, 255, 0),
    }
}

fn a_screen(layout: Layout, width: f64, pixel_ratio: f64) -> Screen {
    Screen { palette: Some(Palette::new(colour)), family: "monospace".to_owned(), layout, width, pixel_ratio }
}

fn a_canvas() -> HtmlCanvasElement {
    document().create_element("canvas").unwrap().unchecked_into()
}

fn stack(book: usize) -> Stack {
    let data = Showdown::embedded().unwrap();
    let month = Month { book, ..Month::default() };
    Report::new(&data, &month).unwrap().stack(&data)
}

/// The pixels of a rectangle of a canvas, each red, green, blue and opacity.
fn pixels(canvas: &HtmlCanvasElement, spot: Rect, scale: f64) -> Vec<[u8; 4]> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    // A pixel less on each side: edges are blended.
    let side = |length: i32| ((f64::from(length) * scale) as i32 - 2).max(1);
    let (x, y) = (f64::from(spot.x) * scale + 1.0, f64::from(spot.y) * scale + 1.0);
    let image = context.get_image_data(x.ceil(), y.ceil(), side(spot.width).into(), side(spot.height).into());
    image.unwrap().data().0.as_chunks().0.to_vec()
}

// --- the address -----------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
fn the_address_is_read_decoded_and_in_its_order() {
    go("?in=2.5M&name=a%20b%26c&plus=x+y&caf%C3%A9=1&empty=&in=3M");
    let pairs =
        [("in", "2.5M"), ("name", "a b&c"), ("plus", "x y"), ("café", "1"), ("empty", ""), ("in", "3M")];
    assert_eq!(address::read(), pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
    go("");
    assert_eq!(address::read(), []);
}

#[wasm_bindgen_test]
fn writing_the_address_keeps_other_keys_and_the_anchor_and_does_not_grow_the_history() {
    go("?utm=mail&in=1k&book=list#part-2");
    let length = || window().unwrap().history().unwrap().length().unwrap();
    let before = length();
    address::write(&[("in", Some("2.5M".to_owned())), ("book", None), ("out", Some("a b&c=d#e".to_owned()))]);
    let pairs = [("utm", "mail"), ("in", "2.5M"), ("out", "a b&c=d#e")];
    assert_eq!(address::read(), pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert!(here().ends_with("#part-2"), "{}", here());
    assert_eq!(length(), before);
    go("");
}

// --- time ------------------------------------------------------------------------------------------------------------

type List = Rc<RefCell<Vec<u32>>>;

/// A list, and what puts a number on it.
fn a_list() -> (List, impl Fn(u32) -> Box<dyn FnOnce()>) {
    let list = List::default();
    let kept = list.clone();
    let push = move |number| {
        let list = list.clone();
        Box::new(move || list.borrow_mut().push(number)) as Box<dyn FnOnce()>
    };
    (kept, push)
}

#[wasm_bindgen_test]
async fn of_several_calls_only_the_last_is_run() {
    let (list, push) = a_list();
    let debounce = Debounce::default();
    for number in 1..=3 {
        debounce.run(5, push(number));
    }
    assert!(list.borrow().is_empty());
    until("the last has run", || !list.borrow().is_empty()).await;
    // Whatever was started before this has run once this has.
    let later = Debounce::default();
    later.run(20, push(9));
    until("time has passed", || list.borrow().contains(&9)).await;
    assert_eq!(*list.borrow(), [3, 9]);
}

#[wasm_bindgen_test]
async fn what_is_finished_early_is_not_run_again() {
    let (list, push) = a_list();
    let debounce = Debounce::default();
    debounce.run(5, push(1));
    assert!(debounce.finish());
    assert!(!debounce.finish());
    let later = Debounce::default();
    later.run(20, push(9));
    until("time has passed", || list.borrow().contains(&9)).await;
    assert_eq!(*list.borrow(), [1, 9]);
}

#[wasm_bindgen_test]
async fn soon_is_after_what_is_already_to_be_done() {
    let (list, push) = a_list();
    timer::soon(push(1));
    timer::soon(push(2));
    assert!(list.borrow().is_empty());
    until("both have run", || list.borrow().len() == 2).await;
    assert_eq!(*list.borrow(), [1, 2]);
}

// --- theme and screen ------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn a_theme_is_shown_and_drawings_are_told() {
    let told = Rc::new(Cell::new(0));
    let count = told.clone();
    screen::watch(&column(300), move || count.set(count.get() + 1));
    // The watcher of sizes reports once by itself.
    until("the size was reported", || told.get() > 0).await;
    let before = told.get();
    for theme in [Theme::Dark, Theme::Light] {
        theme::show(theme);
        assert_eq!(theme::current(), theme);
        assert_eq!(root().unwrap().get_attribute("data-theme").as_deref(), Some(theme.name()));
    }
    assert_eq!(told.get(), before + 2);
}

#[wasm_bindgen_test]
fn the_screen_is_read_as_the_style_sheet_says() {
    let column = column(612);
    let brightness = |colour: RGBColor| u32::from(colour.0) + u32::from(colour.1) + u32::from(colour.2);
    for (theme, ink_is_brighter) in [(Theme::Dark, true), (Theme::Light, false)] {
        theme::show(theme);
        let screen = screen::read(&column).unwrap();
        let [ink, panel] =
            [Role::Ink, Role::Panel].map(|role| brightness(screen.palette.as_ref().unwrap().get(role)));
        assert_eq!(ink > panel, ink_is_brighter, "{theme:?}");
        assert!(screen.family.contains("monospace"), "{}", screen.family);
        assert_eq!((screen.width, screen.layout), (612.0, Layout::Narrow));
    }
    // In whatever way a colour is written: it is registered, so the browser computes it.
    column
        .set_attribute(
            "style",
            "--layout: wide; --ink: rebeccapurple; --model-a: hsl(0 100% 50%); --model-b: #0f08; width: 300px",
        )
        .unwrap();
    let screen = screen::read(&column).unwrap();
    let palette = screen.palette.unwrap();
    assert_eq!(palette.get(Role::Ink), RGBColor(0x66, 0x33, 0x99));
    assert_eq!(palette.get(Role::ModelA), RGBColor(255, 0, 0));
    assert_eq!(palette.get(Role::ModelB), RGBColor(0, 255, 0));
    assert_eq!((screen.width, screen.layout), (300.0, Layout::Wide));
    column.set_attribute("style", "display: none").unwrap();
    assert_eq!(screen::read(&column), None);
}

#[wasm_bindgen_test]
fn a_failure_is_told_to_the_page() {
    failure::announce();
    assert_eq!(root().unwrap().get_attribute("data-app").as_deref(), Some("failed"));
    root().unwrap().remove_attribute("data-app").unwrap();
}

// --- data ------------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
fn what_is_packed_for_the_browser_is_what_the_file_says() {
    let file = Showdown::parse(include_str!("../public/data/showdown.json")).unwrap();
    assert_eq!(format!("{:?}", Showdown::embedded().unwrap()), format!("{file:?}"));
}

// --- the canvas ------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
fn a_canvas_has_as_many_pixels_as_the_screen_under_it() {
    for (layout, width) in
        [(Layout::Narrow, 288.0), (Layout::Narrow, 360.0), (Layout::Wide, 600.0), (Layout::Wide, 768.0)]
    {
        for ratio in [1.0, 1.5, 2.0, 3.0] {
            let (canvas, chart) = (a_canvas(), stack(0));
            paint(&canvas, &chart, &a_screen(layout, width, ratio)).unwrap();
            let scale = width * ratio / f64::from(layout.width());
            let height = (f64::from(chart.height(layout)) * scale).round() as u32;
            assert_eq!(
                (canvas.width(), canvas.height()),
                ((width * ratio).round() as u32, height),
                "{layout:?} {width} × {ratio}"
            );
        }
    }
}

#[wasm_bindgen_test]
fn each_model_is_painted_in_its_colour_and_its_pattern_at_its_place() {
    let red = [255, 0, 0, 255];
    let green = [0, 255, 0, 255];
    for ratio in [1.0, 2.0] {
        let canvas = a_canvas();
        let spots = paint(&canvas, &stack(0), &a_screen(Layout::Wide, 720.0, ratio)).unwrap();
        let [a_strong, a_light, b_strong, b_light] = spots[..] else {
            panic!("two parts for each model: {spots:?}")
        };
        let at = |spot: Rect| pixels(&canvas, spot, ratio / 2.0);
        assert!(at(a_strong).iter().all(|pixel| *pixel == red), "the first model is solid");
        let is_half = |pixel: &[u8; 4]| pixel[..3] == [255, 0, 0] && (100..156).contains(&pixel[3]);
        // The rule of a tick may shine through.
        let half = at(a_light).iter().filter(|pixel| is_half(pixel)).count();
        assert!(half * 10 > at(a_light).len() * 9, "and its second part lighter");
        let share = |spot: Rect| {
            let hatch = at(spot).into_iter().filter(|[red, green, ..]| green > red);
            hatch.map(|pixel| f64::from(pixel[3]) / 255.0).sum::<f64>() / at(spot).len() as f64
        };
        let (strong, light) = (share(b_strong), share(b_light));
        assert!((0.3..0.7).contains(&strong), "the second model is hatched: {strong}");
        assert!((0.1..strong * 0.7).contains(&light), "and its second part lighter: {light}");
        // Between the bars there is none of either.
        let between = Rect {
            y: a_strong.bottom() + 8,
            height: b_strong.y - a_strong.bottom() - 60,
            x: 1200,
            width: 200,
        };
        assert!(at(between).iter().all(|pixel| *pixel != red && *pixel != green));
    }
}

#[wasm_bindgen_test]
fn a_canvas_has_its_points_where_the_built_drawing_has_them() {
    let figure = Figure::built("calculator", 360);
    for layout in Layout::ALL {
        let spots = paint(&a_canvas(), &stack(0), &a_screen(layout, 360.0, 1.0)).unwrap();
        let number =
            |element: &Element, name: &str| element.get_attribute(name).unwrap().parse::<i32>().unwrap();
        let svg = format!(".do > .drawing-room .svg-{}", layout.name());
        // The first model's parts are rectangles, the second one's are framed by a line with five points.
        let mut built: Vec<Rect> = (figure.all(&format!("{svg} rect:not([fill='var(--panel)'])")).iter())
            .map(|rect| Rect {
                x: number(rect, "x"),
                y: number(rect, "y"),
                width: number(rect, "width"),
                height: number(rect, "height"),
            })
            .collect();
        built.extend(figure.all(&format!("{svg} polyline[stroke='var(--model-b)']")).iter().filter_map(
            |line| {
                let points = line.get_attribute("points").unwrap();
                let points: Vec<(i32, i32)> = (points.split_whitespace())
                    .map(|point| point.split_once(',').unwrap())
                    .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
                    .collect();
                (points.len() == 5).then(|| Rect::between(points[0], points[2]))
            },
        ));
        assert_eq!(spots, built, "{layout:?}");
    }
}

#[wasm_bindgen_test]
fn a_second_drawing_leaves_nothing_of_the_first() {
    let (used, fresh) = (a_canvas(), a_canvas());
    let screen = a_screen(Layout::Narrow, 360.0, 2.0);
    paint(&used, &stack(0), &screen).unwrap();
    let before = used.to_data_url().unwrap();
    paint(&used, &stack(1), &screen).unwrap();
    paint(&fresh, &stack(1), &screen).unwrap();
    assert!(used.to_data_url().unwrap() != before, "the drawing has not changed");
    assert!(used.to_data_url().unwrap() == fresh.to_data_url().unwrap(), "something is left");
}

#[wasm_bindgen_test]
fn a_browser_that_tells_no_colours_gets_no_canvas_and_says_so() {
    let screen = Screen { palette: None, ..a_screen(Layout::Narrow, 360.0, 1.0) };
    assert!(paint(&a_canvas(), &stack(0), &screen).is_none());
}

// --- figures ---------------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn coming_to_life_changes_no_word_and_moves_nothing() {
    go("");
    for id in ["test-a", "calculator", "context-fit", "repair-time", "secops", "test-b"] {
        for width in [288, 800] {
            let figure = Figure::built(id, width);
            // The words of the built drawing are on its canvas.
            let words = || {
                let copy: Element = figure.element.clone_node_with_deep(true).unwrap().unchecked_into();
                let drawings = copy.query_selector_all("svg").unwrap();
                for place in 0..drawings.length() {
                    drawings.item(place).unwrap().unchecked_into::<Element>().remove();
                }
                copy.text_content().unwrap().split_whitespace().collect::<String>()
            };
            let height = || figure.element.get_bounding_client_rect().height();
            let (words_before, height_before) = (words(), height());
            figure.come_to_life().await;
            assert_eq!(words(), words_before, "{id} at {width}");
            assert_eq!(height(), height_before, "{id} at {width}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_canvas_comes_to_lie_exactly_over_the_built_drawing() {
    for (width, layout) in [(288, Layout::Narrow), (800, Layout::Wide)] {
        let figure = Figure::built("test-a", width);
        let place = |element: &Element| {
            let frame = element.get_bounding_client_rect();
            [frame.left(), frame.top(), frame.width(), frame.height()].map(f64::round)
        };
        let svg = place(&figure.find(&format!(".svg-{}", layout.name())));
        figure.come_to_life().await;
        until("it is drawn", || figure.drawing().class_list().contains("live")).await;
        let canvas: HtmlCanvasElement = figure.find("canvas");
        let over = place(&canvas);
        assert_eq!(svg, over);
        let pixels = (svg[2] * window().unwrap().device_pixel_ratio()).round();
        assert!((f64::from(canvas.width()) - pixels).abs() <= 1.0, "{} pixels for {pixels}", canvas.width());
        let drawing = figure.drawing();
        assert_eq!(drawing.get_attribute("tabindex").as_deref(), Some("0"));
    }
}

#[wasm_bindgen_test]
async fn a_drawing_can_be_walked_through_with_the_keyboard() {
    let figure = Figure::live("test-a", 800).await;
    assert_eq!(figure.spoken(), "");
    let data = data();
    let measures = &data.benchmark("test-a").unwrap().measures;
    for (key, model, measure) in [
        ("ArrowRight", 0, 0),
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
        ("End", 1, measures.len() - 1),
        ("Home", 1, 0),
        ("ArrowUp", 0, 0),
        ("ArrowLeft", 0, 0),
    ] {
        let measure = &measures[measure];
        let value = &measure.values[model];
        let note = value.note.as_ref().map_or(String::new(), |note| format!(" ({note})"));
        let amount = quantity(value.value, measure.unit);
        let says = format!("{}, {}: {amount}{note}", data.models[model].short, measure.name);
        figure.press(key);
        until(&format!("{key} leads to “{says}”"), || figure.spoken() == says).await;
        let (ring, tip) = (figure.find::<HtmlElement>(".ring"), figure.find::<HtmlElement>(".tip"));
        until("ring and tooltip are shown", || !ring.hidden() && !tip.hidden()).await;
    }
    figure.press("Escape");
    until("nothing is spoken", || figure.spoken().is_empty()).await;
    until("nothing is shown", || {
        figure.find::<HtmlElement>(".ring").hidden() && figure.find::<HtmlElement>(".tip").hidden()
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_mouse_points_at_what_it_is_over_and_a_finger_at_what_it_has_tapped() {
    let figure = Figure::live("calculator", 800).await;
    let spot = |place: usize| {
        let spots = paint(&a_canvas(), &stack(0), &a_screen(Layout::Wide, 720.0, 1.0)).unwrap();
        let height = f64::from(stack(0).height(Layout::Wide));
        let middle = |from: i32, length: i32| f64::from(from + length / 2);
        let Rect { x, y, width, height: high } = spots[place];
        (middle(x, width) / f64::from(Layout::Wide.width()), middle(y, high) / height)
    };
    figure.point("pointermove", "mouse", spot(1));
    until("the second part is spoken", || figure.spoken().starts_with("Claude, output: $250.00")).await;
    until("and shown", || figure.text(".tip").contains("$250.00")).await;
    figure.point("pointerleave", "mouse", (0.0, 0.0));
    until("it is gone", || figure.spoken().is_empty()).await;

    figure.point("pointerdown", "touch", spot(2));
    until("a finger has found it", || figure.spoken().starts_with("GPT, input: $87.50")).await;
    figure.point("pointerleave", "touch", (0.0, 0.0));
    frame().await;
    assert!(figure.spoken().starts_with("GPT, input"), "a finger that is lifted leaves what it has found");
    figure.point("pointerdown", "touch", (0.5, 0.97));
    until("a tap elsewhere ends it", || figure.spoken().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_drawing_is_painted_anew_when_theme_or_width_change() {
    theme::show(Theme::Dark);
    let figure = Figure::live("calculator", 800).await;
    let canvas: HtmlCanvasElement = figure.find("canvas");
    let picture = || canvas.to_data_url().unwrap();
    let dark = picture();
    theme::show(Theme::Light);
    until("the light theme is painted", || picture() != dark).await;
    let wide = canvas.width();
    document().get_element_by_id("column").unwrap().set_attribute("style", "width: 320px").unwrap();
    until("the narrow layout is painted", || canvas.width() < wide).await;
}

#[wasm_bindgen_test]
async fn an_amount_that_is_typed_is_counted_with_while_it_is_typed_and_tidied_afterwards() {
    go("?utm=mail#calculator");
    let figure = Figure::live("calculator", 800).await;
    figure.until_bills(["$500.00", "$227.50"]).await;
    for (typed, bills) in [
        ("2.5M", ["$262.50", "$144.38"]),
        ("2,500,000", ["$262.50", "$144.38"]),
        ("2,5M", ["$262.50", "$144.38"]),
        ("2.5 million", ["$262.50", "$144.38"]),
        ("1e9", ["$5,250", "$1,890"]),
        ("0", ["$250.00", "$140.00"]),
        ("750 k", ["$253.75", "$141.31"]),
    ] {
        figure.type_into("#calculator-in", typed);
        figure.until_bills(bills).await;
        assert_eq!(
            figure.input("#calculator-in").value(),
            typed,
            "a field is not written to while it is typed in"
        );
    }
    send(&figure.input("#calculator-in"), "focusout");
    until("the field is tidy", || figure.input("#calculator-in").value() == "750k").await;
    until("the address has it", || here() == "?utm=mail&in=750k#calculator").await;
    until("the sentence has it", || figure.text(".sentence").starts_with("750 thousand tokens in")).await;
    until("the table has it", || figure.text(".numbers table").contains("750,000")).await;
    go("");
}

#[wasm_bindgen_test]
async fn an_amount_that_can_not_be_read_is_explained_and_changes_nothing() {
    go("");
    let figure = Figure::live("calculator", 800).await;
    for typed in ["banana", "", "-5", "2.5.1M", "1e99", "NaN"] {
        figure.type_into("#calculator-out", typed);
        let problem = figure.find::<HtmlElement>("#calculator-out-problem");
        until(&format!("“{typed}” is explained"), || {
            !problem.hidden() && problem.text_content().unwrap().contains("Using 10M")
        })
        .await;
        assert_eq!(figure.input("#calculator-out").get_attribute("aria-invalid").as_deref(), Some("true"));
        assert_eq!(figure.bills(), ["$500.00", "$227.50"]);
        send(&figure.input("#calculator-out"), "focusout");
        assert_eq!(
            figure.input("#calculator-out").value(),
            typed,
            "what is not understood is left to its author"
        );
    }
    figure.type_into("#calculator-out", "20M");
    figure.until_bills(["$750.00", "$367.50"]).await;
    until("nothing is wrong", || figure.find::<HtmlElement>("#calculator-out-problem").hidden()).await;
    until("the address has it", || here() == "?out=20M").await;
    go("");
}

#[wasm_bindgen_test]
async fn field_and_slider_stay_in_step() {
    go("");
    let figure = Figure::live("calculator", 800).await;
    let slider = figure.input("#calculator-in ~ input[type=range]");
    let before = slider.value();
    figure.type_into("#calculator-in", "1M");
    until("the slider follows", || slider.value() != before).await;
    until("and says so", || slider.get_attribute("aria-valuetext").as_deref() == Some("1 million tokens"))
        .await;
    // It spans eight powers of ten: one of them further.
    let number = |text: String| text.parse::<u32>().unwrap();
    let place = number(slider.value()) + number(slider.max()) / 8;
    slider.set_value(&place.to_string());
    send(&slider, "input");
    until("the field follows", || figure.input("#calculator-in").value() == "10M").await;
    figure.until_bills(["$300.00", "$157.50"]).await;
    // Even if that changes nothing but what stands in the field.
    figure.type_into("#calculator-in", "banana");
    let problem = figure.find::<HtmlElement>("#calculator-in-problem");
    until("it is explained", || !problem.hidden()).await;
    send(&slider, "input");
    until("the field follows", || figure.input("#calculator-in").value() == "10M").await;
    until("nothing is wrong", || problem.hidden()).await;
    until("the address has it", || here() == "?in=10M").await;
    go("");
}

#[wasm_bindgen_test]
async fn another_price_book_changes_bills_verdict_drawing_and_address() {
    go("");
    let figure = Figure::live("calculator", 800).await;
    let label = figure.drawing().get_attribute("aria-label").unwrap();
    let month = Month { book: 1, ..Month::default() };
    let verdict = Report::new(data(), &month).unwrap().verdict(data());
    let original = figure.input("input[name=calculator-book][value=article]");
    original.set_checked(true);
    send(&original, "input");
    figure.until_bills(["$200.00", "$320.00"]).await;
    until("the verdict follows", || figure.text(".verdict-line") == verdict).await;
    until("the drawing follows", || figure.drawing().get_attribute("aria-label").unwrap() != label).await;
    until("the address follows", || here() == "?book=article").await;
    let list = figure.input("input[name=calculator-book][value=list]");
    list.set_checked(true);
    send(&list, "input");
    figure.until_bills(["$500.00", "$227.50"]).await;
    until("a default is not in the address", || here().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_link_opens_with_what_it_names_and_says_what_it_could_not_use() {
    go("?book=article&in=1M&out=banana");
    let figure = Figure::live("calculator", 800).await;
    let data = Showdown::embedded().unwrap();
    let work = Workload { input: Tokens::new(1_000_000), ..Workload::DEFAULT };
    let month = Month { book: 1, work, ..Month::default() };
    let report = Report::new(&data, &month).unwrap();
    figure.until_bills(["$77.50", "$124.00"]).await;
    assert_eq!(figure.text(".sentence"), report.sentence(&data));
    assert_eq!(figure.input("#calculator-in").value(), "1M");
    assert!(figure.input("input[name=calculator-book][value=article]").checked());
    let problem = figure.text("#calculator-out-problem");
    assert!(problem.contains("“banana”") && problem.contains("10M"), "{problem}");
    assert!(figure.find::<HtmlElement>("#calculator-in-problem").hidden());
    assert_eq!(here(), "?book=article&in=1M&out=banana", "nothing that came with the address is lost");
    go("");
}

#[wasm_bindgen_test]
async fn going_back_keeps_what_is_set_and_an_address_that_was_never_there_is_followed() {
    go("");
    let figure = Figure::live("calculator", 800).await;
    go("?in=1M");
    travel();
    figure.until_bills(["$255.00", "$141.75"]).await;

    figure.type_into("#calculator-in", "2M");
    figure.until_bills(["$260.00", "$143.50"]).await;
    travel();
    assert_eq!(here(), "?in=2M");
    frame().await;
    assert_eq!(figure.bills(), ["$260.00", "$143.50"]);

    // The place before, whose address is of an earlier time.
    go("");
    travel();
    assert_eq!(here(), "?in=2M");
    frame().await;
    assert_eq!(figure.bills(), ["$260.00", "$143.50"]);
    // Lets nothing be written after the test.
    go("");
}

#[wasm_bindgen_test]
async fn one_setting_of_two_figures_moves_both() {
    go("");
    let store = app::prepare(figures::REGISTRY, Place::Page, data());
    let column = column(800);
    column.set_inner_html(concat!(
        include_str!("snapshots/calculator.html"),
        include_str!("snapshots/context-fit.html")
    ));
    let find = |selector: &str| column.query_selector(selector).unwrap().unwrap();
    for id in ["calculator", "context-fit"] {
        let figure = figures::find(id).unwrap();
        let part = parts::part_of(figure).await.unwrap();
        app::frame(figure, part, store, find(&format!("#{id}")).unchecked_ref(), Dialog::new());
    }
    let original: HtmlInputElement = find("#calculator input[value=article]").unchecked_into();
    original.set_checked(true);
    send(&original, "input");
    let other: HtmlInputElement = find("#context-fit input[value=article]").unchecked_into();
    until("the other figure has the same book", || other.checked()).await;
    until("and its numbers", || {
        find("#context-fit .verdict-line").text_content().unwrap().contains("original’s prices")
    })
    .await;
    until("the address has it once", || here() == "?book=article").await;
    go("");
}

#[wasm_bindgen_test]
async fn another_unit_keeps_what_must_be_read() {
    go("");
    let figure = Figure::live("context-fit", 800).await;
    let title = figure.text(".figure-title");
    assert!(figure.find::<HtmlElement>(".field:has(#context-fit-per-line)").hidden());
    let lines = figure.input("input[value=lines]");
    lines.set_checked(true);
    send(&lines, "input");
    until("lines are asked for", || figure.input("#context-fit-size").value() == "400k").await;
    until("and how many tokens one has", || {
        !figure.find::<HtmlElement>(".field:has(#context-fit-per-line)").hidden()
    })
    .await;
    assert_eq!(figure.text(".figure-title"), title);
    figure.type_into("#context-fit-per-line", "20");
    until("more tokens a line are more tokens", || figure.text(".figure-title").starts_with("8M tokens"))
        .await;
    // Lets nothing be written after the test.
    travel();
    go("");
}

#[wasm_bindgen_test]
async fn a_run_goes_through_every_step_and_says_how_it_ends() {
    go("");
    let figure = Figure::live("secops", 800).await;
    let status = || figure.text(".player [role=status]");
    let next: HtmlElement = figure.find(".player button:last-of-type");
    let mut seen = vec![];
    while !status().contains("The pull request contains a") {
        next.click();
        let chosen = figure
            .all("[name=secops-step]")
            .iter()
            .position(|radio| radio.unchecked_ref::<HtmlInputElement>().checked());
        seen.push(chosen.unwrap());
        frame().await;
        assert!(seen.len() < 100, "a run ends");
    }
    // What is chosen follows a moment later.
    until("the last step is chosen", || {
        figure.all("[name=secops-step]")[4].unchecked_ref::<HtmlInputElement>().checked()
    })
    .await;
    assert!(seen.is_sorted(), "{seen:?}");
    travel();
    go("");
}

#[wasm_bindgen_test]
async fn reset_leads_back_to_where_a_figure_began() {
    go("?repair=1h&wage=80&utm=mail");
    let figure = Figure::live("repair-time", 800).await;
    until("the address is followed", || figure.text(".answer").contains("$80")).await;
    figure.button("Reset to defaults").click();
    until("the default is back", || figure.input("#repair-time-repair").value() == "5 min").await;
    until("the address too", || here() == "?utm=mail").await;
    go("");
}

/// What a browser does when the reader goes back or forward.
fn travel() {
    window().unwrap().dispatch_event(&Event::new("popstate").unwrap()).unwrap();
}
