//! The drawings: every point by keyboard, mouse and finger, in the same words; sharp on any screen.

use serde_json::json;
use showdown::domain::{format, quantity};
use thirtyfour::prelude::*;

use crate::support::expected::{self, FIGURES, MONTH, data};
use crate::support::{Page, Site, Visit};

/// A drawing of a figure, and what belongs to it.
struct Drawing<'a> {
    page: &'a Page,
    figure: &'static str,
}

impl Drawing<'_> {
    fn find(&self, within: &str) -> String {
        format!("document.querySelector('#{} .do > .drawing-room > .drawing {within}')", self.figure)
    }

    /// The drawing itself, which has the focus.
    fn surface(&self) -> String {
        self.find("")
    }

    async fn has_focus(&self) -> bool {
        self.page.value(&format!("document.activeElement === {}", self.surface())).await
    }

    /// Waits until the tooltip and what is spoken name all this, as whole words: `5 s` is not in `15 s`.
    async fn shows(&self, words: &[String]) {
        let words = json!(words);
        for place in [self.tip(), self.spoken()] {
            let all = format!(
                "((words, text) => words.every(word => text.split(word).some((before, at, parts) =>
                    at + 1 < parts.length && !/[\\w.]$/.test(before) && !/^\\w/.test(parts[at + 1]))))({words}, {place})"
            );
            self.page.until(&format!("{place} says {words}"), &all).await;
        }
    }

    /// Waits until there is neither tooltip nor ring.
    async fn shows_nothing(&self) {
        let hidden =
            format!("[{}, {}].every(e => !e.checkVisibility())", self.find(".tip"), self.find(".ring"));
        self.page.until("there is no tooltip", &hidden).await;
        self.page.until_is(&self.spoken(), String::new()).await;
    }

    /// What the tooltip says.
    fn tip(&self) -> String {
        let tip = self.find(".tip");
        format!("({tip}.checkVisibility() ? {tip}.innerText : '')")
    }

    /// What the polite live region beside the drawing says.
    fn spoken(&self) -> String {
        format!("{}.parentElement.querySelector('[aria-live=polite]').textContent.trim()", self.surface())
    }

    /// Where the ring lies in the window: middle, width and height.
    async fn ring(&self) -> [f64; 4] {
        let middle = "box => [box.x + box.width / 2, box.y + box.height / 2, box.width, box.height]";
        self.page.value(&format!("({middle})({}.getBoundingClientRect())", self.find(".ring"))).await
    }

    /// Brings it into the middle of the window.
    async fn scroll_to(&self) {
        let script = format!("{}.scrollIntoView({{ block: 'center' }})", self.surface());
        self.page.run(&script).await;
        self.page.settled().await;
    }
}

/// A point of a figure: the words for it, beginning with whose it is, what it is and how much.
type Words = Vec<String>;

/// The points of a figure, series by series.
fn points(figure: &str) -> Vec<Vec<Words>> {
    let mut all: Vec<Vec<Words>> = vec![];
    for point in expected::shown(figure, &[]).picture.points() {
        if point.series == all.len() {
            all.push(vec![]);
        }
        let words = [point.of, point.name, point.value, point.note];
        all[point.series].push(words.into_iter().filter(|word| !word.is_empty()).collect());
    }
    all
}

/// The figures whose points are bars, each a rectangle of its own.
const BARS: [&str; 2] = ["test-a", "calculator"];

/// The points of these, model by model, as they follow from the data.
fn bars(figure: &str) -> [Vec<Words>; 2] {
    [0, 1].map(|model| {
        let name = data().shorts()[model].to_owned();
        match figure {
            "test-a" => {
                let benchmark = data().benchmark("test-a").expect("Test A");
                let point = |measure: &showdown::data::Measure| {
                    let value = &measure.values[model];
                    let mut words =
                        vec![name.clone(), measure.name.clone(), quantity(value.value, measure.unit)];
                    words.extend(value.note.clone());
                    words
                };
                benchmark.measures.iter().map(point).collect()
            }
            _ => {
                let bill = &expected::bills("list", MONTH)[model];
                let point = |line: &showdown::domain::Line| {
                    let working = format!("{} × {} per million", line.tokens, format::rate(line.rate));
                    vec![name.clone(), line.kind.name().to_owned(), format::usd(line.amount), working]
                };
                bill.lines.iter().map(point).collect()
            }
        }
    })
}

#[test]
fn the_points_are_those_of_the_data() {
    for figure in BARS {
        assert_eq!(points(figure), bars(figure), "{figure}");
    }
}

/// Goes with Tab from just before a figure into its drawing.
async fn tab_into(drawing: &Drawing<'_>) {
    // The last thing before the figure that can have the focus.
    let before = format!(
        "[...document.querySelectorAll('a[href], summary')]
            .filter(e => e.compareDocumentPosition(document.getElementById('{}')) === Node.DOCUMENT_POSITION_FOLLOWING)
            .at(-1).focus()",
        drawing.figure
    );
    drawing.page.run(&before).await;
    // Past all controls.
    for _ in 0..40 {
        drawing.page.press(Key::Tab).await;
        if drawing.has_focus().await {
            return;
        }
    }
    panic!("Tab does not lead to the drawing of {}", drawing.figure);
}

#[tokio::test]
async fn the_keyboard_reaches_every_point_and_it_is_shown_and_spoken() {
    let site = Site::at_root();
    let page = Visit::to(&site).ready().await;
    for figure in FIGURES {
        let drawing = Drawing { page: &page, figure };
        let points = points(figure);
        let (first, last) = (&points[0], &points[points.len() - 1]);
        tab_into(&drawing).await;
        drawing.shows_nothing().await;
        page.press(Key::Right).await;
        drawing.shows(&first[0]).await;
        for (series, own) in points.iter().enumerate() {
            page.press(Key::Home).await;
            drawing.shows(&own[0]).await;
            for point in &own[1..] {
                page.press(Key::Right).await;
                drawing.shows(point).await;
            }
            let end = own.len() - 1;
            page.press(Key::Right).await;
            drawing.shows(&own[end]).await;
            // On to the next series, at the same place, and from the last one to the first.
            let next = &points[(series + 1) % points.len()];
            page.press(Key::Down).await;
            drawing.shows(&next[end.min(next.len() - 1)]).await;
        }
        let end = last.len() - 1;
        page.press(Key::Up).await;
        page.press(Key::End).await;
        drawing.shows(&last[end]).await;
        page.press(Key::Left).await;
        drawing.shows(&last[end.saturating_sub(1)]).await;
        page.press(Key::Home).await;
        drawing.shows(&last[0]).await;

        page.press(Key::Escape).await;
        drawing.shows_nothing().await;
        assert!(drawing.has_focus().await, "Escape closes the tooltip and nothing else");
        page.press(Key::End).await;
        drawing.shows(&first[first.len() - 1]).await;
        page.press(Key::Home).await;
        drawing.shows(&first[0]).await;
        // Leaving takes the tooltip along.
        page.press(Key::Tab).await;
        drawing.shows_nothing().await;
        assert!(!drawing.has_focus().await, "the drawing is no trap");
    }
    assert_eq!(page.complaints().await, [""; 0]);
}

#[tokio::test]
async fn the_mouse_finds_every_point_where_the_keyboard_does_in_the_same_words() {
    let site = Site::at_root();
    let mut missed = vec![];
    for width in [360, 1440] {
        let page = Visit::to(&site).wide(width).tall(1_100).ready().await;
        for figure in FIGURES {
            let drawing = Drawing { page: &page, figure };
            drawing.scroll_to().await;
            tab_into(&drawing).await;
            // Where the keyboard finds them, and what is said there.
            let mut found: Vec<(String, [f64; 4])> = vec![];
            for (series, own) in points(figure).iter().enumerate() {
                if series > 0 {
                    page.press(Key::Down).await;
                }
                page.press(Key::Home).await;
                for (place, point) in own.iter().enumerate() {
                    if place > 0 {
                        page.press(Key::Right).await;
                    }
                    drawing.shows(point).await;
                    page.settled().await;
                    found.push((page.value(&drawing.tip()).await, drawing.ring().await));
                }
            }
            page.press(Key::Escape).await;
            drawing.shows_nothing().await;

            for (words, ring) in &found {
                // Of points that lie upon each other, a mouse, which points at whole pixels, finds any.
                let same = |other: &&(String, [f64; 4])| {
                    (other.1[0] - ring[0]).abs() < 2.5 && (other.1[1] - ring[1]).abs() < 2.5
                };
                let there: Vec<_> = found.iter().filter(same).cloned().collect();
                page.point_at(ring[0], ring[1]).await;
                page.until(&format!("{words} is found"), &format!("{} !== ''", drawing.tip())).await;
                let found: (String, [f64; 4]) = (page.value(&drawing.tip()).await, drawing.ring().await);
                if !there.contains(&found) {
                    missed.push(format!("{figure} at {width} px: {found:?} instead of {there:?}"));
                }
                page.point_at(1.0, 450.0).await;
                drawing.shows_nothing().await;
            }
        }
    }
    assert_eq!(missed, [""; 0]);
}

#[tokio::test]
async fn the_points_lie_on_the_bars_that_are_seen_without_scripts() {
    let site = Site::at_root();
    for screen in [360, 1440] {
        // Before the program comes, the drawings are those that were built.
        site.hold("*.wasm");
        let page = Visit::to(&site).wide(screen).open().await;
        let mut built = vec![];
        for figure in BARS {
            // The first model's bars are rectangles: its points must lie on them.
            let bars: Vec<[f64; 4]> = page
                .value(&format!(
                    "[...document.querySelectorAll('#{figure} svg')].find(svg => svg.checkVisibility())\
                     ?.querySelectorAll('rect:not([fill=\"var(--panel)\"])').values().map(rect => rect.getBoundingClientRect())\
                     .map(box => [box.x, box.y, box.right, box.bottom].map((v, i) => v + (i % 2 ? scrollY : 0))).toArray()"
                ))
                .await;
            built.push(bars);
        }
        site.release("*.wasm");
        page.ready().await;
        for (figure, bars) in BARS.into_iter().zip(built) {
            let drawing = Drawing { page: &page, figure };
            let first = &points(figure)[0];
            assert_eq!(bars.len(), first.len(), "bars of {figure}");
            tab_into(&drawing).await;
            for (bar, point) in bars.iter().zip(first) {
                page.press(Key::Right).await;
                drawing.shows(point).await;
                page.settled().await;
                let scrolled: f64 = page.value("scrollY").await;
                let [x, y, width, height] = drawing.ring().await;
                let (left, top) = (x - width / 2.0, y - height / 2.0 + scrolled);
                // A bar may be too short to point at: then its place counts as a part of it.
                let around =
                    left <= bar[0] && top <= bar[1] && bar[2] <= left + width && bar[3] <= top + height;
                assert!(
                    around,
                    "{point:?}: ring {width} × {height} at {left}, {top}, bar {bar:?}, window {screen} px"
                );
                let within = |bar: &&[f64; 4]| {
                    let (x, y) = (f64::midpoint(bar[0], bar[2]), f64::midpoint(bar[1], bar[3]));
                    left <= x && x <= left + width && top <= y && y <= top + height
                };
                assert_eq!(bars.iter().filter(within).count(), 1, "{point:?}: a ring around one bar");
            }
        }
    }
}

#[tokio::test]
async fn a_finger_opens_the_tooltip_and_another_tap_closes_it() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(360).ready().await;
    page.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    for figure in FIGURES {
        let drawing = Drawing { page: &page, figure };
        drawing.scroll_to().await;
        tab_into(&drawing).await;
        page.press(Key::Home).await;
        page.settled().await;
        let [x, y, ..] = drawing.ring().await;
        page.press(Key::Escape).await;
        drawing.shows_nothing().await;

        page.tap(x, y).await;
        drawing.shows(&points(figure)[0][0]).await;
        // Beside it, in the page's margin.
        page.tap(2.0, y).await;
        drawing.shows_nothing().await;
    }
}

#[tokio::test]
async fn each_drawing_has_a_text_that_names_its_numbers() {
    let site = Site::at_root();
    for scripts in [true, false] {
        let visit = Visit::to(&site);
        let page = if scripts { visit.ready().await } else { visit.without_scripts().open().await };
        for figure in FIGURES {
            let element = page.element(&format!("#{figure} .do > .drawing-room > .drawing")).await;
            let name = page.name_of(&element).await;
            for own in points(figure) {
                // Of a curve its ends; the others stand in the table.
                let curve = ["verify-loop", "repair-time"].contains(&figure);
                let told =
                    own.iter().enumerate().filter(|(place, _)| !curve || [0, own.len() - 1].contains(place));
                for (_, words) in told {
                    // Whose, and how much (of a step, which); remarks stand in the table.
                    let whose = &words[usize::from(figure == "secops")];
                    assert!(name.contains(whose) && name.contains(&words[2]), "{words:?} in {name}");
                }
            }
        }
    }
}

#[tokio::test]
async fn the_canvas_is_as_sharp_as_the_screen() {
    let site = Site::at_root();
    let page = Visit::to(&site).wide(360).sharp(2.0).ready().await;
    // A zoom changes both. (A change of the sharpness alone, as between two screens, can't be tried here: of a screen
    // that Chromium only pretends to have, it tells a page nothing.)
    for (width, sharpness) in [(360, 2.0), (1440, 2.0), (1000, 1.0), (800, 1.25), (667, 1.5), (2560, 1.0)] {
        page.resize(width, sharpness).await;
        for figure in FIGURES {
            let canvas = format!("document.querySelector('#{figure} canvas')");
            let sharp = format!(
                "(canvas => {{
                    const box = canvas.getBoundingClientRect();
                    return innerWidth === {width} && devicePixelRatio === {sharpness}
                        && canvas.width === Math.round(box.width * {sharpness})
                        && Math.abs(canvas.height - box.height * {sharpness}) <= 1;
                }})({canvas})"
            );
            page.until(&format!("{figure} is sharp at {width} px × {sharpness}"), &sharp).await;
            let blank = format!(
                "(canvas => {{
                    const {{ width, height }} = canvas;
                    const blank = Object.assign(document.createElement('canvas'), {{ width, height }});
                    return canvas.toDataURL() === blank.toDataURL();
                }})({canvas})"
            );
            assert!(!page.value::<bool>(&blank).await, "{figure} is not blank at {width} px × {sharpness}");
        }
    }
    assert_eq!(page.complaints().await, [""; 0]);
}
