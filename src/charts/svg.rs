//! A chart as SVG, when the page is built.

use super::{Chart, Layout, Palette, Pen, Role};
use plotters::prelude::{IntoDrawingArea, SVGBackend};
use plotters::style::RGBColor;
use std::fmt::Write as _;

/// plotters' SVG backend divides font sizes by this; its canvas backend does not.
const FONT_DIVISOR: f64 = 1.24;

/// Which colours an SVG carries.
pub enum Colours<'a> {
    /// The page's custom properties: the drawing follows the theme of the page that it stands in.
    Page,
    /// Fixed colours, and a typeface by name: the drawing stands alone.
    Fixed(&'a Palette, &'a str),
}

/// The chart as an `<svg>` element, as wide as its place. It is silent: what speaks for it is the element around it.
///
/// # Errors
/// The backend's, as text.
pub fn render(chart: &impl Chart, layout: Layout, colours: &Colours<'_>) -> Result<String, String> {
    let size = (layout.width(), chart.height(layout));
    let markers = Palette::new(marker);
    let (palette, family) = match colours {
        Colours::Page => (&markers, "var(--mono)"),
        Colours::Fixed(palette, family) => (*palette, *family),
    };
    let mut drawing = String::new();
    {
        let area = SVGBackend::with_string(&mut drawing, (size.0 as u32, size.1 as u32)).into_drawing_area();
        let pen = Pen::new(area, palette, family, FONT_DIVISOR);
        chart.draw(&pen, layout).and_then(|_| pen.finish()).map_err(|error| error.to_string())?;
    }
    if matches!(colours, Colours::Page) {
        for role in Role::ALL {
            let RGBColor(r, g, b) = marker(role);
            let mut marker = String::new();
            write!(marker, "#{r:02X}{g:02X}{b:02X}").map_err(|error| error.to_string())?;
            drawing = drawing.replace(&marker, &format!("var({})", role.token()));
        }
    }
    drawing = whole_font_sizes(&drawing);
    let head = format!("width=\"{}\" height=\"{}\" viewBox=\"0 0 {0} {1}\"", size.0, size.1);
    let place = format!(
        "class=\"svg-{}\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\" focusable=\"false\"",
        layout.name(),
        size.0,
        size.1
    );
    Ok(drawing
        .replacen(&head, &place, 1)
        .replace(" opacity=\"1\"", "")
        .replace(">\n", ">")
        .replace("\n</", "</"))
}

/// Multiplying and dividing leaves dust: `30.000000000000004`.
fn whole_font_sizes(drawing: &str) -> String {
    const KEY: &str = " font-size=\"";
    let mut parts = drawing.split(KEY);
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap_or((part, ""));
        let size = size.parse::<f64>().map_or_else(|_| size.to_owned(), |size| size.round().to_string());
        clean.extend([KEY, &size, "\"", rest]);
    }
    clean
}

/// A colour that stands for a role until the drawing is finished. No palette uses such a colour.
fn marker(role: Role) -> RGBColor {
    RGBColor(1, 2, 3 + role as u8)
}
