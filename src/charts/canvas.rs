//! Draws a chart on a canvas, in the browser.

use super::sheet::{Sheet, Target};
use super::{Chart, Layout, Palette, Pen, Rect};
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendCoord, BackendTextStyle};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The screen properties that a canvas needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// The current colors. `None` if the browser does not report them.
    pub palette: Option<Palette>,
    /// The CSS font family of labels.
    pub family: String,
    /// The layout for the column's width.
    pub layout: Layout,
    /// The width of the drawing, in CSS pixels.
    pub width: f64,
    /// Device pixels per CSS pixel.
    pub pixel_ratio: f64,
}

/// Draws a chart that fills the canvas, sharp on this screen. Returns the rectangles of its points in
/// chart coordinates.
///
/// `None` if the browser reports no colors, provides no canvas context, or cannot draw.
pub fn paint(canvas: &HtmlCanvasElement, chart: &dyn Chart, screen: &Screen) -> Option<Vec<Rect>> {
    let palette = screen.palette.as_ref()?;
    let (width, height) = (chart.width(screen.layout), chart.height(screen.layout));
    let scale = screen.width * screen.pixel_ratio / f64::from(width);
    let size = [screen.width * screen.pixel_ratio, f64::from(height) * scale].map(|side| side.round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // Setting the size clears the canvas and forces a layout, so do it only for a new size.
    if [canvas.width(), canvas.height()] == size {
        context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
        context.clear_rect(0.0, 0.0, size[0].into(), size[1].into());
    } else {
        canvas.set_width(size[0]);
        canvas.set_height(size[1]);
    }
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone())?;
    let lettering = Lettering { context, font: String::new() };
    let sheet = Sheet { target: Target::Canvas(inner, lettering), size: (width as u32, height as u32) };
    let pen = Pen::new(sheet, palette, &screen.family);
    let spots = chart.draw(&pen, screen.layout);
    pen.finish().ok()?;
    Some(spots)
}

/// Text on a canvas. plotters' backend sets the font for every text, which makes the browser recalculate
/// styles each time. This type sets the font only when it changes.
pub(super) struct Lettering {
    context: CanvasRenderingContext2d,
    font: String,
}

impl Lettering {
    /// Draws a text whose vertical middle is at the point.
    pub fn words<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), JsValue> {
        let context = &self.context;
        let size = (style.size().round() as u32).to_string();
        let font = [style.style().as_str(), " ", &size, "px ", style.family().as_str()].concat();
        if font != self.font {
            context.set_font(&font);
            self.font = font;
        }
        context.set_text_baseline("middle");
        context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        });
        let (r, g, b) = style.color().rgb;
        context.set_fill_style_str(&format!("rgb({r},{g},{b})"));
        context.fill_text(text, x.into(), y.into())
    }
}
