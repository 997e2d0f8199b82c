//! Draws a chart as SVG, for the built page and for readers who save it.
//!
//! plotters has an SVG backend, but it formats floats, which would add a tenth to the program's size, and
//! writes colors as numbers where the page needs names. Charts consist of rectangles, lines, and text
//! only.

use super::sheet::{Failed, Sheet, Target};
use super::text::escape;
use super::{Chart, Layout, Palette, Pen, Role};
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, FontStyle};
use std::fmt::Write as _;

/// How an SVG represents colors.
#[derive(Clone, Copy)]
pub enum Colours<'a> {
    /// As the page's custom properties: the drawing follows the theme of its page.
    Page,
    /// As fixed colors, with a font family: the drawing is standalone.
    Fixed(&'a Palette, &'a str),
}

/// Renders a chart as an `<svg>` element. In the page it fills its container and is hidden from screen
/// readers, because the surrounding element describes it. A standalone drawing has its own description.
///
/// # Errors
/// If a stroke failed.
pub fn render(chart: &dyn Chart, layout: Layout, colours: Colours<'_>) -> Result<String, Failed> {
    let (width, height) = (chart.width(layout), chart.height(layout));
    let markers = Palette::new(marker);
    let (palette, family) = match colours {
        Colours::Page => (&markers, "var(--mono)"),
        Colours::Fixed(palette, family) => (palette, family),
    };
    let mut markup = Markup { text: String::new(), named: matches!(colours, Colours::Page) };
    {
        let target = Target::Svg(&mut markup);
        let pen = Pen::new(Sheet { target, size: (width as u32, height as u32) }, palette, family);
        chart.draw(&pen, layout);
        pen.finish()?;
    }
    let place = match colours {
        Colours::Page => format!("class=\"svg-{}\" aria-hidden=\"true\" focusable=\"false\"", layout.name()),
        // Coordinates are half pixels.
        Colours::Fixed(..) => format!("width=\"{}\" height=\"{}\" role=\"img\"", width / 2, height / 2),
    };
    let words = match colours {
        Colours::Page => String::new(),
        Colours::Fixed(..) => ["<title>", &escape(&chart.describe()), "</title>\n"].concat(),
    };
    Ok(format!(
        "<svg {place} viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">\n{words}{}</svg>\n",
        markup.text
    ))
}

/// The rectangles of a chart's points.
#[cfg(test)]
pub(crate) fn spots(chart: &dyn Chart, layout: Layout) -> Vec<super::Rect> {
    let (palette, mut markup) = (Palette::new(marker), Markup { text: String::new(), named: true });
    let size = (chart.width(layout) as u32, chart.height(layout) as u32);
    chart.draw(&Pen::new(Sheet { target: Target::Svg(&mut markup), size }, &palette, "monospace"), layout)
}

/// A marker color that represents a role. No palette uses it.
fn marker(role: Role) -> RGBColor {
    RGBColor(1, 2, 3 + role as u8)
}

/// SVG elements, one per line.
pub(super) struct Markup {
    text: String,
    /// Whether colors are names of custom properties.
    named: bool,
}

impl Markup {
    fn add(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.text.write_fmt(arguments);
    }

    fn colour(&self, BackendColor { rgb: (r, g, b), .. }: BackendColor) -> String {
        let role = Role::ALL.into_iter().find(|role| self.named && marker(*role) == RGBColor(r, g, b));
        role.map_or_else(|| format!("#{r:02X}{g:02X}{b:02X}"), |role| ["var(", role.token(), ")"].concat())
    }

    /// The opacity attribute of a color below full opacity.
    fn opacity(colour: BackendColor) -> String {
        let hundredths = (colour.alpha * 100.0).round() as u32;
        if hundredths < 100 { format!(" opacity=\".{hundredths:02}\"") } else { String::new() }
    }

    pub(super) fn rectangle(&mut self, (x0, y0): BackendCoord, (x1, y1): BackendCoord, colour: BackendColor) {
        let (fill, opacity) = (self.colour(colour), Self::opacity(colour));
        let (x, y, width, height) = (x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{opacity}/>\n"
        ));
    }

    pub(super) fn path<S: BackendStyle>(&mut self, path: impl IntoIterator<Item = BackendCoord>, style: &S) {
        let colour = style.color();
        let (stroke, opacity, width) = (self.colour(colour), Self::opacity(colour), style.stroke_width());
        self.add(format_args!(
            "<polyline fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\"{opacity} points=\""
        ));
        for (place, (x, y)) in path.into_iter().enumerate() {
            self.add(format_args!("{}{x},{y}", if place > 0 { " " } else { "" }));
        }
        self.text.push_str("\"/>\n");
    }

    /// Adds a text whose vertical middle is at the point: half the height of a lowercase letter above the
    /// baseline.
    pub(super) fn words<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        let (fill, size) = (self.colour(style.color()), style.size().round() as u32);
        self.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" dy=\"0.5ex\"{anchor} font-family=\"{}\" font-size=\"{size}\"{weight} \
             fill=\"{fill}\">{}</text>\n",
            style.family().as_str(),
            escape(text)
        ));
    }
}
