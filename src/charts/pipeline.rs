//! Sequential steps, each repeated until it succeeds, with a gate after one of them.

use super::{Anchor, Chart, Fill, LABEL, Layout, Pen, Point, Rect, Role, text};
use crate::domain::format;

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// The name, in one word.
    pub name: String,
    /// The model: 0 or 1.
    pub model: usize,
    /// The model's name.
    pub by: String,
    /// The average number of attempts: `1.43`.
    pub attempts: String,
    /// The cost of all attempts, as text.
    pub value: String,
    /// A remark, or empty.
    pub note: String,
}

/// A sequence of steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// The steps.
    pub stages: Vec<Stage>,
    /// The index of the step with the gate.
    pub gate_after: usize,
    /// The label of the gate.
    pub gate: String,
    /// The index of the selected step.
    pub active: usize,
}

const BOX: (i32, i32) = (234, 148);
const LOOP: i32 = 84;
/// Half the size of the gate.
const GATE: i32 = 34;
const ROW: i32 = 156;
const GATE_ROW: i32 = 110;

impl Pipeline {
    /// The rectangles of the steps.
    fn boxes(&self, layout: Layout) -> Vec<Rect> {
        let count = self.stages.len() as i32;
        let gates = |place: i32| i32::from(place > self.gate_after as i32);
        let place = |place: i32| match layout {
            Layout::Narrow => {
                Rect { x: 2, y: place * ROW + gates(place) * GATE_ROW, width: 470, height: 112 }
            }
            Layout::Wide => {
                // The gate takes the space of two more gaps.
                let free = layout.width() - 4 - count * BOX.0;
                let gap = free / (count + 1).max(1);
                let x = 2 + place * (BOX.0 + gap) + gates(place) * 2 * gap;
                Rect { x, y: LOOP, width: BOX.0, height: BOX.1 }
            }
        };
        (0..count).map(place).collect()
    }

    /// The center of the gate.
    fn gate_at(&self, boxes: &[Rect], layout: Layout) -> Option<(i32, i32)> {
        let before = boxes.get(self.gate_after)?;
        Some(match layout {
            Layout::Narrow => (before.x + 80, before.bottom() + (ROW - 112 + GATE_ROW) / 2),
            Layout::Wide => {
                let after = boxes.get(self.gate_after + 1).map_or(layout.width(), |after| after.x);
                ((before.right() + after) / 2, before.y + before.height / 2)
            }
        })
    }

    fn draw_stage(&self, pen: &Pen<'_>, layout: Layout, place: usize, rect: Rect) {
        let (stage, active) = (&self.stages[place], place == self.active);
        let role = Role::of_model(stage.model);
        let edge = if active { (Role::Strong, 6) } else { (Role::Muted, 2) };
        let foot = Rect { y: rect.bottom() - 14, height: 14, ..rect };
        pen.bar(foot, role, Fill::of_model(stage.model, 0));
        pen.outline(rect, edge.0, edge.1);
        let name = format!("{} {}", place + 1, stage.name);
        pen.bold(&name, (rect.x + 16, rect.y + 30), LABEL, Role::Strong, Anchor::Start);
        pen.text(&stage.by, (rect.x + 16, rect.y + 70), LABEL, role, Anchor::Start);
        let ink = if active { Role::Strong } else { Role::Muted };
        let attempts = [&stage.attempts, "×"].concat();
        // The loop of a step's retries. The gated step has a loop of its own.
        let repeats = place != self.gate_after;
        match layout {
            Layout::Narrow => {
                pen.text(&stage.value, (rect.right() - 16, rect.y + 70), LABEL, Role::Ink, Anchor::End);
                let (x, y) = (rect.right(), rect.y + 34);
                if repeats {
                    pen.path(vec![(x, y), (x + 40, y), (x + 40, y + 44), (x, y + 44)], ink, 3);
                    pen.head((x + 2, y + 44), (-1, 0), ink);
                }
                pen.bold(&attempts, (x + 58, y + 22), LABEL, ink, Anchor::Start);
            }
            Layout::Wide => {
                pen.text(&stage.value, (rect.x + 16, rect.y + 106), LABEL, Role::Ink, Anchor::Start);
                let (x, y) = (rect.x + 60, rect.y);
                if repeats {
                    pen.path(vec![(x + 90, y), (x + 90, y - 32), (x, y - 32), (x, y)], ink, 3);
                    pen.head((x, y - 2), (0, 1), ink);
                }
                pen.bold(&attempts, (x + 45, y - 56), LABEL, ink, Anchor::Middle);
            }
        }
    }
}

impl Chart for Pipeline {
    fn height(&self, layout: Layout) -> i32 {
        match layout {
            Layout::Narrow => self.stages.len() as i32 * ROW - 40 + GATE_ROW,
            Layout::Wide => LOOP + BOX.1 + 92,
        }
    }

    fn points(&self) -> Vec<Point> {
        let point = |(place, stage): (usize, &Stage)| Point {
            series: 0,
            of: format!("Step {}", place + 1),
            name: format!("{}, {}", stage.name, stage.by),
            value: format!("{} attempts, {}", stage.attempts, stage.value),
            note: stage.note.clone(),
        };
        self.stages.iter().enumerate().map(point).collect()
    }

    fn describe(&self) -> String {
        let stage = |(place, stage): (usize, &Stage)| {
            let gate = if place == self.gate_after { format!(" {}.", self.gate) } else { String::new() };
            format!("{}, {}, {} attempts, {}.{gate}", stage.name, stage.by, stage.attempts, stage.value)
        };
        let stages = self.stages.iter().enumerate().map(stage);
        format!("Steps, each repeated until it succeeds. {}", format::joined(stages, " "))
    }

    fn draw(&self, pen: &Pen<'_>, layout: Layout) -> Vec<Rect> {
        let boxes = self.boxes(layout);
        let wide = layout == Layout::Wide;
        for (place, pair) in boxes.windows(2).enumerate() {
            let (from, to) = if wide {
                let y = pair[0].y + pair[0].height / 2;
                ((pair[0].right(), y), (pair[1].x - 3, y))
            } else {
                let x = pair[0].x + 80;
                ((x, pair[0].bottom()), (x, pair[1].y - 3))
            };
            let ahead = if wide { (1, 0) } else { (0, 1) };
            pen.head(to, ahead, Role::Muted);
            let gate = self.gate_at(&boxes, layout).filter(|_| place == self.gate_after);
            let Some((x, y)) = gate else {
                pen.line(from, to, Role::Muted, 3);
                continue;
            };
            pen.line(from, (x - GATE * ahead.0, y - GATE * ahead.1), Role::Muted, 3);
            pen.line((x + GATE * ahead.0, y + GATE * ahead.1), to, Role::Muted, 3);
            let corners = [(x, y - GATE), (x + GATE, y), (x, y + GATE), (x - GATE, y), (x, y - GATE)];
            pen.path(corners.to_vec(), Role::Strong, 4);
            // Rejected results return to the step.
            let before = pair[0];
            let back = if wide {
                let low = before.bottom() + 36;
                vec![(x, y + GATE), (x, low), (before.x + 105, low), (before.x + 105, before.bottom() + 3)]
            } else {
                let far = before.right() - 96;
                vec![(x + GATE, y), (far, y), (far, before.bottom() + 3)]
            };
            let head = *back.last().unwrap_or(&(x, y));
            pen.dashes(&back, 8.0, Role::Ink, 3);
            pen.head(head, (0, -1), Role::Ink);
            let long = text::width(&self.gate, LABEL);
            if wide {
                let middle = (before.x + 105 + x) / 2;
                pen.text(&self.gate, (middle, before.bottom() + 66), LABEL, Role::Ink, Anchor::Middle);
            } else {
                let start = (before.right() - 72).min(layout.width() - long);
                pen.text(&self.gate, (start, y), LABEL, Role::Ink, Anchor::Start);
            }
        }
        for (place, rect) in boxes.iter().enumerate() {
            self.draw_stage(pen, layout, place, *rect);
        }
        boxes
    }
}
