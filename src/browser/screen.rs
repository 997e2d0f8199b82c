//! What a drawing must know of the screen: colours, typeface, layout and sharpness, and when any of them changes.

use super::{events, root, size, window};
use crate::charts::canvas::Screen;
use crate::charts::{Layout, Palette, Role};
use plotters::style::RGBColor;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{CssStyleDeclaration, Element, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The event that tells the drawings of a new theme.
const THEME_EVENT: &str = "showdown-theme";

/// Reads the screen as it is for a drawing in `element`; nothing while the element has no width.
pub fn read(element: &Element) -> Option<Screen> {
    let window = window()?;
    let style = window.get_computed_style(element).ok()??;
    let value = |token: &str| style.get_property_value(token).unwrap_or_default().trim().to_owned();
    let width = element.get_bounding_client_rect().width();
    let complete = Cell::new(true);
    let palette = Palette::new(|role| {
        colour(&style, role).unwrap_or_else(|| {
            complete.set(false);
            RGBColor(0, 0, 0)
        })
    });
    (width > 0.0).then(|| Screen {
        palette: complete.get().then_some(palette),
        family: value("--mono"),
        layout: if value("--layout") == Layout::Wide.name() { Layout::Wide } else { Layout::Narrow },
        width,
        pixel_ratio: window.device_pixel_ratio(),
    })
}

/// Tokens are registered as colours (`@property` in `style/tokens.css`), so the browser computes them to `rgb(…)`.
fn colour(style: &CssStyleDeclaration, role: Role) -> Option<RGBColor> {
    let text = style.get_property_value(role.token()).ok()?;
    let numbers = text.trim().strip_prefix("rgb")?.trim_start_matches(['a', '(']).trim_end_matches(')');
    let mut parts = numbers
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.split('.').next().unwrap_or_default().parse::<u8>());
    let mut next = || parts.next()?.ok();
    Some(RGBColor(next()?, next()?, next()?))
}

/// Calls back whenever a drawing in `element` must be made anew because the screen has changed: its size, the page's
/// zoom, the theme, a preference of the system, the way to the printer. For as long as the page lives.
pub fn watch(element: &Element, changed: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    watch_pixel_ratio(Rc::new(changed.clone()));
    for event in ["resize", "beforeprint", "afterprint", THEME_EVENT] {
        let changed = changed.clone();
        events::on(&window, event, move |_| changed());
    }
    for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"] {
        if let Ok(Some(list)) = window.match_media(query) {
            let changed = changed.clone();
            events::on(&list, "change", move |_| changed());
        }
    }
    size::watch(element, changed);
}

/// Calls back whenever the pixel ratio has changed, as it does when the window goes to another screen.
fn watch_pixel_ratio(changed: Rc<dyn Fn()>) {
    let Some(window) = window() else { return };
    // The browser writes the number: Rust's way of writing one weighs 5 KB.
    let ratio = String::from(js_sys::Number::from(window.device_pixel_ratio()).to_js_string());
    let now = ["(resolution: ", &ratio, "dppx)"].concat();
    if let Ok(Some(list)) = window.match_media(&now) {
        events::once(&list, "change", move |_| {
            changed();
            watch_pixel_ratio(changed.clone());
        });
    }
}

/// From now on a page on its way to the printer has the printer's colours (`data-printing` in `style/tokens.css`), so that
/// what is drawn then is drawn in them. To be called before any [`watch`].
pub fn prepare_for_print() {
    let (Some(window), Some(root)) = (window(), root()) else { return };
    for (event, printing) in [("beforeprint", true), ("afterprint", false)] {
        let root = root.clone();
        events::on(&window, event, move |_| {
            let _ = root.toggle_attribute_with_force("data-printing", printing);
        });
    }
}

/// Whether the reader has nothing against things that move by themselves. Without a browser nothing moves.
pub fn may_move() -> bool {
    let asked =
        window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    asked.is_some_and(|asked| !asked.matches())
}

/// Where an element is, in shares of the window's height: its upper and its lower edge.
fn place(element: &Element) -> Option<(f64, f64)> {
    let height = window()?.inner_height().ok()?.as_f64()?;
    let place = element.get_bounding_client_rect();
    Some((place.top() / height, place.bottom() / height))
}

/// How far an element is from what the reader sees, in CSS pixels.
pub fn distance(element: &Element) -> u32 {
    let height = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    let place = element.get_bounding_client_rect();
    (place.top() - height).max(-place.bottom()).max(0.0) as u32
}

/// Whether any of an element is in the window.
pub fn is_in_view(element: &Element) -> bool {
    place(element).is_some_and(|(top, bottom)| bottom > 0.0 && top < 1.0)
}

/// Scrolls until an element stands in the window, in the middle, if it does not stand well within it already.
pub fn bring_into_view(element: &Element) {
    if place(element).is_some_and(|(top, bottom)| top < 0.2 || bottom > 0.85) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_behavior(if may_move() { ScrollBehavior::Smooth } else { ScrollBehavior::Instant });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Tells every drawing that the theme has changed.
pub fn theme_changed() {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new(THEME_EVENT)) {
        let _ = window.dispatch_event(&event);
    }
}
