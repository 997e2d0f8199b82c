//! How high figures are that stand alone, for those who ask before there is a browser (oEmbed).
//!
//! Measured: a test of the built site (`tests/site`, `files`) looks whether it is still so.

/// The width that they are measured at, in CSS pixels.
pub const WIDTH: u32 = 720;

/// The height of a figure as it begins, in CSS pixels, at a width of [`WIDTH`].
pub fn at_720(id: &str) -> u32 {
    match id {
        "verify-loop" => 1161,
        "context-fit" => 951,
        "test-a" => 415,
        "repair-time" => 966,
        "test-b" => 850,
        "secops" => 1174,
        "ui-throughput" => 1133,
        "economics" => 940,
        "calculator" => 1630,
        "usage" => 1140,
        "orchestrate" => 2114,
        _ => 1500,
    }
}
