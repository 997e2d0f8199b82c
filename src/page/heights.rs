//! How high figures are that stand alone, for those who ask before there is a browser (oEmbed).
//!
//! Measured: a test of the built site (`tests/site`, `embeds`) looks whether it is still so.

/// The width that they are measured at, in CSS pixels.
pub const WIDTH: u32 = 720;

/// The height of a figure as it begins, in CSS pixels, at a width of [`WIDTH`].
pub fn at_720(id: &str) -> u32 {
    match id {
        "verify-loop" => 1403,
        "context-fit" => 1351,
        "test-a" => 900,
        "repair-time" => 1170,
        "test-b" => 1348,
        "secops" => 1738,
        "ui-throughput" => 1521,
        "economics" => 1166,
        "calculator" => 2200,
        "orchestrate" => 3000,
        _ => 1500,
    }
}
