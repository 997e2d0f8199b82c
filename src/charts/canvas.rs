//! A chart on a canvas, in the browser.

use super::sheet::{Sheet, Target};
use super::{Chart, Layout, Palette, Pen, Rect};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// What a canvas must know of the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// The colours in force; none if the browser does not tell them.
    pub palette: Option<Palette>,
    /// The typeface of labels, as CSS names it.
    pub family: String,
    /// How wide the drawing's column is.
    pub layout: Layout,
    /// The width of the drawing, in CSS pixels.
    pub width: f64,
    /// Device pixels for each CSS pixel.
    pub pixel_ratio: f64,
}

/// Draws a chart so that it fills the canvas, sharp on that screen, and tells where its points lie, in the chart's own
/// coordinates.
/// Nothing where the browser tells no colours, refuses a canvas or can't draw on it.
pub fn paint(canvas: &HtmlCanvasElement, chart: &dyn Chart, screen: &Screen) -> Option<Vec<Rect>> {
    let palette = screen.palette.as_ref()?;
    let (width, height) = (chart.width(screen.layout), chart.height(screen.layout));
    let scale = screen.width * screen.pixel_ratio / f64::from(width);
    // Setting the size also clears the canvas and resets its transformation.
    canvas.set_width((screen.width * screen.pixel_ratio).round() as u32);
    canvas.set_height((f64::from(height) * scale).round() as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).ok()?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone())?;
    let sheet = Sheet { target: Target::Canvas(inner), size: (width as u32, height as u32) };
    let pen = Pen::new(sheet, palette, &screen.family);
    let spots = chart.draw(&pen, screen.layout);
    pen.finish().ok()?;
    Some(spots)
}
