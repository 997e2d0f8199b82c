//! Making the page, when the site is built.

use super::article::Article;
use super::shell;
use crate::data::Showdown;
use crate::figures::text::escape;
use leptos::prelude::*;
use std::path::{Path, PathBuf};
use std::{env, fs};

const DATA: &str = "public/data/showdown.json";
const ARTICLE: &str = "content/article.md";
/// Whether data and article are sound.
///
/// # Errors
/// The file, the place in it and the reason.
pub fn check() -> Result<(), String> {
    body(&source_dir()).map(drop)
}

/// Renders the page into the site that Trunk has put together in `$TRUNK_STAGING_DIR`.
///
/// # Errors
/// As [`check`], or a site that can't be read or written.
pub fn render_site() -> Result<(), String> {
    let site = env::var("TRUNK_STAGING_DIR")
        .map_err(|_| "TRUNK_STAGING_DIR is not set: Trunk calls this program")?;
    let index = Path::new(&site).join("index.html");
    let skeleton = read(&index)?;
    let (data, body) = body(&source_dir())?;
    let mut page = skeleton;
    // The spaces keep the quotes around an attribute: Trunk's minifier drops those that one word does not need.
    for (place, text) in [
        ("% title %", escape(&data.page.title)),
        ("% summary %", escape(&data.page.summary)),
        ("% page %", body),
    ] {
        if !page.contains(place) {
            return Err(format!("{}: there is no `{place}` to be filled in", index.display()));
        }
        page = page.replace(place, &text);
    }
    fs::write(&index, page).map_err(|error| format!("{}: {error}", index.display()))
}

/// The page's body.
fn body(source: &Path) -> Result<(&'static Showdown, String), String> {
    let data = Showdown::parse(&read(&source.join(DATA))?).map_err(|error| format!("{DATA}: {error}"))?;
    let data: &'static Showdown = Box::leak(Box::new(data));
    let article =
        Article::read(&read(&source.join(ARTICLE))?, data).map_err(|error| format!("{ARTICLE}: {error}"))?;
    let html = Owner::new().with(|| shell::page(data, article).map(|page| page.to_html()));
    Ok((data, html.map_err(|error| format!("{DATA}: {error}"))?))
}

/// The project's folder.
fn source_dir() -> PathBuf {
    env::var_os("TRUNK_SOURCE_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
