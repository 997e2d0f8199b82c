//! How wide a text will be, without asking anybody.
//!
//! Charts are set in the monospace of the page, whose characters are all about as wide: measuring is counting. Both
//! backends lay out with this one estimate, so a label sits at the same place in each.

/// The width of a character, as a share of the font's size. Monospaced faces lie between 0.55 (Consolas) and 0.62
/// (Cascadia Mono bold); the widest is assumed, so labels never run into each other.
const ADVANCE: f64 = 0.62;

/// The estimated width of a text, in the unit of `size`.
///
/// ```
/// use showdown::charts::text::width;
/// assert_eq!(width("−2%", 100), 186);
/// ```
pub fn width(text: &str, size: i32) -> i32 {
    let characters = text.chars().count() as f64;
    (characters * f64::from(size) * ADVANCE).ceil() as i32
}
