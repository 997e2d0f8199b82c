//! How high figures are that stand alone, for those who ask before there is a browser (oEmbed).
//!
//! Measured: a test of the built site (`tests/site`, `files`) looks whether it is still so.

/// The width that they are measured at, in CSS pixels.
pub const WIDTH: u32 = 720;

/// The height of a figure as it begins, in CSS pixels, at a width of [`WIDTH`].
pub fn at_720(id: &str) -> u32 {
    match id {
        "verify-loop" => 1440,
        "context-fit" => 1392,
        "test-a" => 582,
        "repair-time" => 1122,
        "test-b" => 1311,
        "secops" => 1593,
        "ui-throughput" => 1543,
        "economics" => 1131,
        "calculator" => 2117,
        "usage" => 1303,
        "orchestrate" => 2255,
        _ => 1500,
    }
}
