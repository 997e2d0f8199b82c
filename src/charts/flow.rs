//! A flow diagram: bands from classes of work to models, with a width by tokens or dollars.

use super::{Anchor, Chart, Fill, INDENT, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;

/// A source of the flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The name.
    pub name: String,
    /// The amount for each model, at least 0.
    pub parts: [f64; 2],
    /// The amounts as text, with unit.
    pub labels: [String; 2],
    /// A remark, or empty.
    pub note: String,
}

/// All sources and both models.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// The quantity: `Input and output tokens per month`.
    pub name: String,
    /// The models' short names.
    pub models: [String; 2],
    /// The total of each model as text: amount and share.
    pub totals: [[String; 2]; 2],
    /// The sources, from top to bottom.
    pub sources: Vec<Source>,
}

const HEAD: i32 = 60;
/// The height of all bands together, without gaps.
const BODY: i32 = 420;
/// The minimum height of a source's slot, so that its name fits.
const SLOT: i32 = 46;
/// The width of a node.
const NODE: i32 = 16;
/// The gap between the models.
const GAP: i32 = 84;
/// The height of the text next to a model.
const WORDS: i32 = 112;
/// The number of segments of a bend.
const PIECES: i32 = 24;

impl Flow {
    fn whole(&self) -> f64 {
        let whole: f64 = self.sources.iter().flat_map(|source| source.parts).sum();
        if whole > 0.0 { whole } else { 1.0 }
    }

    /// The heights of a source's two bands.
    fn heights(&self, source: &Source) -> [i32; 2] {
        source.parts.map(|part| (part / self.whole() * f64::from(BODY)).round() as i32)
    }

    fn slot(&self, source: &Source) -> i32 {
        let [a, b] = self.heights(source);
        (a + b + INDENT).max(SLOT)
    }
}

impl Chart for Flow {
    fn height(&self, _: Layout) -> i32 {
        let slots: i32 = self.sources.iter().map(|source| self.slot(source)).sum();
        let flows: i32 = self.sources.iter().flat_map(|source| self.heights(source)).sum();
        HEAD + slots.max(flows + GAP).max(3 * WORDS) + INDENT
    }

    fn points(&self) -> Vec<Point> {
        let point = |source: &Source, model: usize| Point {
            series: model,
            of: self.models[model].clone(),
            name: source.name.clone(),
            value: source.labels[model].clone(),
            note: source.note.clone(),
        };
        let of = |model: usize| {
            self.sources
                .iter()
                .filter(move |source| source.parts[model] > 0.0)
                .map(move |source| point(source, model))
        };
        of(0).chain(of(1)).collect()
    }

    fn describe(&self) -> String {
        let model = |model: usize| {
            let sources = self.sources.iter().filter(|source| source.parts[model] > 0.0);
            let names = sources.map(|source| format!("{} {}", source.name, source.labels[model]));
            let names = format::joined(names, ", ");
            let names = if names.is_empty() { "nothing" } else { &names };
            format!("{}, {}: {names}.", self.models[model], format::joined(&self.totals[model], ", "))
        };
        format!("Flow from classes of work to models. {}. {} {}", self.name, model(0), model(1))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let (width, height) = (layout.width(), self.height(layout));
        let (names, words) = match layout {
            Layout::Narrow => (240, 180),
            Layout::Wide => (430, 240),
        };
        let (left, right) = (names + INDENT, width - words - NODE);
        pen.text(&self.name, (0, LABEL / 2), LABEL, Role::Muted, Anchor::Start);

        let totals =
            [0, 1].map(|model| self.sources.iter().map(|source| self.heights(source)[model]).sum::<i32>());
        let middle = HEAD + (height - HEAD - INDENT) / 2;
        let first = middle - (totals[0] + totals[1] + GAP) / 2;
        let mut ends = [first, first + totals[0] + GAP];
        let tops = ends;
        let mut top = HEAD;
        let mut spots: [Vec<Rect>; 2] = [vec![], vec![]];
        for source in &self.sources {
            let (slot, heights) = (self.slot(source), self.heights(source));
            let name = text::fit(&source.name, LABEL, names);
            pen.text(&name, (names, top + slot / 2), LABEL, Role::Ink, Anchor::End);
            let mut start = top + (slot - heights[0] - heights[1]) / 2;
            for model in [0, 1].into_iter().filter(|model| source.parts[*model] > 0.0) {
                let height = heights[model];
                let (from, to) = (start + height / 2, ends[model] + height / 2);
                pen.band(&bend((left + NODE, from), (right, to)), height, model);
                let node = Rect { x: left, y: start, width: NODE, height: height.max(2) };
                pen.bar(node, Role::of_model(model), Fill::Solid(1.0));
                spots[model].push(Rect { width: 3 * NODE, ..node }.grown(4));
                start += height;
                ends[model] += height;
            }
            top += slot;
        }
        let mut free = HEAD;
        for model in [0, 1] {
            let node = Rect { x: right, y: tops[model], width: NODE, height: totals[model].max(4) };
            pen.bar(node, Role::of_model(model), Fill::Solid(1.0));
            // Keep the texts of both models apart, and inside the drawing.
            let room = (free + WORDS / 2, height - WORDS / 2 - WORDS * (1 - model as i32));
            let (x, y) = (width - words + INDENT, (tops[model] + totals[model] / 2).min(room.1).max(room.0));
            free = y + WORDS / 2;
            pen.bold(&self.models[model], (x, y - LABEL - 4), LABEL, Role::of_model(model), Anchor::Start);
            for (words, line) in self.totals[model].iter().zip(0..) {
                pen.text(words, (x, y + line * (LABEL + 4)), LABEL, Role::Ink, Anchor::Start);
            }
        }
        let [mut a, b] = spots;
        a.extend(b);
        a
    }
}

/// A curve between two points, horizontal at both ends.
fn bend((x0, y0): (i32, i32), (x1, y1): (i32, i32)) -> Vec<(i32, i32)> {
    let at = |piece: i32| {
        let along = f64::from(piece) / f64::from(PIECES);
        let up = along * along * (3.0 - 2.0 * along);
        let point = |from: i32, to: i32, share: f64| from + (f64::from(to - from) * share).round() as i32;
        (point(x0, x1, along), point(y0, y1, up))
    };
    (0..=PIECES).map(at).collect()
}
