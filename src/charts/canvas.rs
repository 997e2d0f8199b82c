//! A chart on a canvas, in the browser.

use super::{Chart, Layout, Palette, Pen, Rect};
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
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
///
/// # Errors
/// A browser that refuses a canvas, or a drawing that failed: what went wrong, as text.
pub fn paint(canvas: &HtmlCanvasElement, chart: &impl Chart, screen: &Screen) -> Result<Vec<Rect>, String> {
    let palette = screen.palette.as_ref().ok_or("this browser does not tell colours")?;
    let (width, height) = (screen.layout.width(), chart.height(screen.layout));
    let scale = screen.width * screen.pixel_ratio / f64::from(width);
    // Setting the size also clears the canvas and resets its transformation.
    canvas.set_width((screen.width * screen.pixel_ratio).round() as u32);
    canvas.set_height((f64::from(height) * scale).round() as u32);
    let context: CanvasRenderingContext2d = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|context| context.dyn_into().ok())
        .ok_or("this browser gives no canvas")?;
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(|_| "the canvas can't be scaled")?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("this browser gives no canvas")?;
    let area = Scaled { inner, size: (width as u32, height as u32) }.into_drawing_area();
    let pen = Pen::new(area, palette, &screen.family, 1.0);
    let spots = chart.draw(&pen, screen.layout).map_err(|error| error.to_string())?;
    pen.finish().map_err(|error| error.to_string())?;
    Ok(spots)
}

/// plotters' canvas backend takes the canvas's own size for that of the drawing; this one knows the drawing's, which the
/// context scales to the canvas.
struct Scaled {
    inner: CanvasBackend,
    size: (u32, u32),
}

type Done<T = ()> = Result<T, DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl DrawingBackend for Scaled {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Done {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Done {
        self.inner.draw_pixel(point, colour)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Done {
        self.inner.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.inner.draw_circle(centre, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        self.inner.draw_text(text, style, at)
    }

    /// The shared estimate. The inner backend would insert a styled `<span>` into the page to measure it: that forces
    /// layout, and a strict content security policy makes the result wrong without a word.
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Done<(u32, u32)> {
        let size = style.size() as i32;
        Ok((super::text::width(text, size) as u32, size as u32))
    }
}
