//! Figures as pictures in files, as they begin: for mail, feeds, READMEs, and whatever shows a page's address.

use super::tokens::{Scheme, palette};
use crate::charts::svg::{Colours, render};
use crate::charts::{Chart, Layout, Plate, Role};
use epaint_default_fonts::HACK_REGULAR;
use plotters::style::RGBColor;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The typefaces that a picture asks for.
const FAMILY: &str = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
/// Pixels of the PNG for each CSS pixel.
const SHARPNESS: u32 = 2;

/// The size of a picture, in CSS pixels.
pub fn size(plate: &Plate<'_>) -> (u32, u32) {
    // A unit of a drawing is half a CSS pixel.
    (plate.width(Layout::Wide) as u32 / 2, plate.height(Layout::Wide) as u32 / 2)
}

/// The size of its PNG, in pixels.
pub fn pixels(plate: &Plate<'_>) -> (u32, u32) {
    let (width, height) = size(plate);
    (width * SHARPNESS, height * SHARPNESS)
}

/// The picture as SVG: dark on light, and the other way round in a browser whose reader prefers that. Whatever knows no
/// style sheets shows it dark on light.
///
/// # Errors
/// A stroke that could not be drawn.
pub fn svg(plate: &Plate<'_>) -> Result<String, String> {
    let (light, dark) = (palette(Scheme::Light), palette(Scheme::Dark));
    let svg =
        render(plate, Layout::Wide, Colours::Fixed(&light, FAMILY)).map_err(|error| error.to_string())?;
    let rules = Role::ALL.map(|role| {
        let (light, dark) = (hex(light.get(role)), hex(dark.get(role)));
        format!("[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}")
    });
    let style = ["<style>@media(prefers-color-scheme:dark){", &rules.concat(), "}</style>\n<title>"].concat();
    Ok(svg.replacen("<title>", &style, 1))
}

/// The picture as PNG, dark on light. The typeface comes with the project: what it looks like does not depend on the
/// machine on which the site is built.
///
/// # Errors
/// What could not be drawn.
pub fn png(plate: &Plate<'_>) -> Result<Vec<u8>, String> {
    let light = palette(Scheme::Light);
    let svg =
        render(plate, Layout::Wide, Colours::Fixed(&light, "Hack")).map_err(|error| error.to_string())?;
    let mut options = Options { font_family: "Hack".to_owned(), ..Options::default() };
    Arc::make_mut(&mut options.fontdb).load_font_data(HACK_REGULAR.to_vec());
    rasterize(&svg, &options, pixels(plate))
}

/// The site's icon as PNG, as large as a device shows it that plays a recording.
///
/// # Errors
/// What could not be read or drawn.
pub fn icon(path: &Path) -> Result<Vec<u8>, String> {
    let named = |error: String| format!("{}: {error}", path.display());
    let svg = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
    rasterize(&svg, &Options::default(), (512, 512)).map_err(named)
}

/// Draws SVG, so many pixels wide and high.
fn rasterize(svg: &str, options: &Options<'_>, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, options).map_err(|error| error.to_string())?;
    let mut pixmap = Pixmap::new(width, height).ok_or("a picture of no size")?;
    let size = tree.size();
    let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| error.to_string())
}

fn hex(RGBColor(r, g, b): RGBColor) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Showdown;
    use crate::figures::REGISTRY;

    #[test]
    fn a_picture_is_opaque_to_its_edges() {
        let data: &Showdown = Box::leak(Box::new(Showdown::embedded().expect("the data are right")));
        for figure in REGISTRY {
            let shown = figure.at_defaults(data).expect("something to show");
            let file = png(&figure.plate(data, &shown, "")).expect("a picture");
            let picture = Pixmap::decode_png(&file).expect("a PNG");
            let (right, bottom) = (picture.width() - 1, picture.height() - 1);
            let see_through = |x, y| picture.pixel(x, y).is_none_or(|pixel| !pixel.is_opaque());
            let edge = (0..=right)
                .flat_map(|x| [(x, 0), (x, bottom)])
                .chain((0..=bottom).flat_map(|y| [(0, y), (right, y)]))
                .find(|(x, y)| see_through(*x, *y));
            assert_eq!(edge, None, "{}: the paper shows through there", figure.id);
        }
    }
}
