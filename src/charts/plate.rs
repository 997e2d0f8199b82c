//! A chart with its title above and its sources below: a picture that is complete outside the page.

use super::{Anchor, Chart, LABEL, Layout, Pen, Point, Rect, Role, text};

/// A standalone chart.
pub struct Plate<'a> {
    /// The finding.
    pub title: &'a str,
    /// The drawing.
    pub picture: &'a dyn Chart,
    /// The result, in a sentence.
    pub sentence: &'a str,
    /// The sources, and a link to the figure.
    pub note: String,
}

const TITLE: i32 = 40;
const LEADING: i32 = 52;
const NOTE_LEADING: i32 = 40;
const MARGIN: i32 = 48;

impl Plate<'_> {
    fn title_lines(&self, layout: Layout) -> Vec<String> {
        text::wrap(self.title, TITLE, layout.width())
    }

    fn note_lines(&self, layout: Layout) -> Vec<String> {
        let lines = |words: &str| text::wrap(words, LABEL, layout.width());
        [lines(self.sentence), lines(&self.note)].concat()
    }

    /// The top of the drawing, in half pixels.
    fn top(&self, layout: Layout) -> i32 {
        MARGIN + self.title_lines(layout).len() as i32 * LEADING + MARGIN / 2
    }
}

impl Chart for Plate<'_> {
    fn width(&self, layout: Layout) -> i32 {
        layout.width() + 2 * MARGIN
    }

    fn height(&self, layout: Layout) -> i32 {
        let notes = self.note_lines(layout).len() as i32 * NOTE_LEADING;
        let height = self.top(layout) + self.picture.height(layout) + MARGIN / 2 + notes + MARGIN;
        // A picture is whole CSS pixels high, and a unit is half of one: else it would not fill its place.
        height + height % 2
    }

    fn points(&self) -> Vec<Point> {
        self.picture.points()
    }

    fn describe(&self) -> String {
        [self.title, ". ", &self.picture.describe()].concat()
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        pen.ground(Rect { x: 0, y: 0, width: self.width(layout), height: self.height(layout) });
        let pen = pen.moved((MARGIN, 0));
        for (row, line) in self.title_lines(layout).iter().enumerate() {
            let y = MARGIN + row as i32 * LEADING + LEADING / 2;
            pen.bold(line, (0, y), TITLE, Role::Strong, Anchor::Start);
        }
        let top = self.top(layout);
        let spots = self.picture.draw(&pen.moved((0, top)), layout);
        for (row, line) in self.note_lines(layout).iter().enumerate() {
            let y =
                top + self.picture.height(layout) + MARGIN / 2 + row as i32 * NOTE_LEADING + NOTE_LEADING / 2;
            pen.text(line, (0, y), LABEL, Role::Muted, Anchor::Start);
        }
        spots
    }
}
