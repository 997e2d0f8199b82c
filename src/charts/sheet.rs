//! The only drawing backend: a canvas in the browser, or SVG anywhere.
//!
//! plotters' drawing is generic over backends, so a second backend would compile every chart twice. This
//! one decides at run time.

use super::svg::Markup;
use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use std::fmt;

/// The output.
pub(super) enum Target<'a> {
    #[cfg(feature = "ui")]
    Canvas(plotters_canvas::CanvasBackend, super::canvas::Lettering),
    Svg(&'a mut Markup),
}

/// An output, and the size of the drawing. plotters' canvas backend would use the canvas's pixel size;
/// here the context scales the drawing to the canvas.
pub(super) struct Sheet<'a> {
    pub target: Target<'a>,
    pub size: (u32, u32),
}

/// A backend error, without details.
#[derive(Debug)]
pub struct Failed;

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the drawing failed")
    }
}

impl std::error::Error for Failed {}

type Done<T = ()> = Result<T, DrawingErrorKind<Failed>>;

#[cfg(feature = "ui")]
fn failed<E: std::error::Error + Send + Sync>(_: DrawingErrorKind<E>) -> DrawingErrorKind<Failed> {
    DrawingErrorKind::DrawingError(Failed)
}

impl DrawingBackend for Sheet<'_> {
    type ErrorType = Failed;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    /// No chart draws single pixels: all consist of lines, rectangles, and text.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Done {
        Err(DrawingErrorKind::DrawingError(Failed))
    }

    /// All rectangles are filled.
    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        _filled: bool,
    ) -> Done {
        match &mut self.target {
            #[cfg(feature = "ui")]
            Target::Canvas(canvas, _) => canvas.draw_rect(from, to, style, true).map_err(failed),
            Target::Svg(svg) => {
                svg.rectangle(from, to, style.color());
                Ok(())
            }
        }
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        match &mut self.target {
            #[cfg(feature = "ui")]
            Target::Canvas(canvas, _) => canvas.draw_path(path, style).map_err(failed),
            Target::Svg(svg) => {
                svg.path(path, style);
                Ok(())
            }
        }
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Done {
        match &mut self.target {
            #[cfg(feature = "ui")]
            Target::Canvas(_, lettering) => {
                lettering.words(text, style, at).map_err(|_| DrawingErrorKind::DrawingError(Failed))
            }
            Target::Svg(svg) => {
                svg.words(text, style, at);
                Ok(())
            }
        }
    }

    /// Uses the shared estimate. The canvas backend would measure text with a styled `<span>` in the
    /// page. That forces a layout, and under a strict content security policy the result is silently
    /// wrong.
    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Done<(u32, u32)> {
        let size = style.size() as i32;
        Ok((super::text::width(text, size) as u32, size as u32))
    }
}
