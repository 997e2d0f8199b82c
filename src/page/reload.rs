//! The script by which `trunk serve` loads the page anew after a change. Trunk writes it into the page, where no policy
//! would let it run; here it gets a file of its own.

use std::fs;
use std::path::Path;

/// Its file, which only a site that is being served has.
const FILE: &str = "live-reload.js";
/// What tells it from other scripts.
const SOCKET: &str = ".well-known/trunk/ws";

/// Moves it out of the page, if it is in there.
///
/// # Errors
/// Its file can't be written.
pub fn move_out(page: &str, site: &Path) -> Result<String, String> {
    let (open, close) = ("<script>", "</script>");
    let found = page.match_indices(open).find_map(|(start, _)| {
        let (script, after) = page[start + open.len()..].split_once(close)?;
        script.contains(SOCKET).then_some((&page[..start], script, after))
    });
    let Some((before, script, after)) = found else { return Ok(page.to_owned()) };
    // What Trunk fills in when it sends a page, it leaves as it is in other files.
    let mut script = script.replace("{{__TRUNK_WS_BASE__}}", "/");
    for quote in ["'", "`", "\""] {
        script = script.replace(&[quote, "{{__TRUNK_ADDRESS__}}", quote].concat(), "location.host");
    }
    let file = site.join(FILE);
    fs::write(&file, script).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok([before, "<script src=\"./", FILE, "\"></script>", after].concat())
}
