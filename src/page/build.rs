//! Making the page and the pages of single figures, when the site is built.

use super::article::Article;
use super::embed::{HOME, embed};
use super::shell;
use crate::charts::text::escape;
use crate::data::Showdown;
use crate::figures::{self, Figure, REGISTRY, Shown};
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
    let data = data()?;
    body(data)?;
    REGISTRY.iter().try_for_each(|figure| alone(data, figure).map(drop))
}

/// Renders the page, and every figure alone, into the site that Trunk has put together in `$TRUNK_STAGING_DIR`.
///
/// # Errors
/// As [`check`], or a site that can't be read or written.
pub fn render_site() -> Result<(), String> {
    let site = env::var("TRUNK_STAGING_DIR")
        .map_err(|_| "TRUNK_STAGING_DIR is not set: Trunk calls this program")?;
    let site = Path::new(&site);
    let index = site.join("index.html");
    let skeleton = read(&index)?;
    let data = data()?;
    write(&index, &fill(&skeleton, &data.page.title, &data.page.summary, &body(data)?)?)?;

    let folder = site.join("embed");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // One folder further down; the program finds the page by `data-home`.
    let root = format!("<html data-home=\"{HOME}\"");
    let skeleton = without_integrity(&skeleton.replace("./", HOME)).replacen("<html", &root, 1);
    for figure in REGISTRY {
        let (shown, body) = alone(data, figure)?;
        write(
            &folder.join(format!("{}.html", figure.id)),
            &fill(&skeleton, &shown.title, &shown.sentence, &body)?,
        )?;
        write(&folder.join(format!("{}.csv", figure.id)), &shown.table.csv())?;
    }
    Ok(())
}

/// The skeleton without its checksums of styles: in a sandbox a frame has no origin, so its own styles are foreign to it,
/// and a foreign file is checked only if its host allows that.
fn without_integrity(skeleton: &str) -> String {
    let mut parts = skeleton.split(" integrity=");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept += part.trim_start_matches(|c: char| c != ' ' && c != '>');
    }
    kept
}

/// The skeleton with its places filled in.
fn fill(skeleton: &str, title: &str, summary: &str, body: &str) -> Result<String, String> {
    let mut page = skeleton.to_owned();
    // The spaces keep the quotes around an attribute: Trunk's minifier drops those that one word does not need.
    for (place, text) in
        [("% title %", escape(title)), ("% summary %", escape(summary)), ("% page %", body.to_owned())]
    {
        if !page.contains(place) {
            return Err(format!("index.html: there is no `{place}` to be filled in"));
        }
        page = page.replace(place, &text);
    }
    Ok(page)
}

/// The data, once they are known to be sound.
fn data() -> Result<&'static Showdown, String> {
    let wrong = |error: String| format!("{DATA}: {error}");
    let data = Showdown::parse(&read(&source_dir().join(DATA))?).map_err(|error| wrong(error.to_string()))?;
    figures::check(&data).map_err(wrong)?;
    Ok(Box::leak(Box::new(data)))
}

/// The page's body.
fn body(data: &'static Showdown) -> Result<String, String> {
    let article = Article::read(&read(&source_dir().join(ARTICLE))?, data)
        .map_err(|error| format!("{ARTICLE}: {error}"))?;
    let html = Owner::new().with(|| shell::page(data, article).map(|page| page.to_html()));
    html.map_err(|error| format!("{DATA}: {error}"))
}

/// What a figure shows, and the body of its own page.
fn alone(data: &'static Showdown, figure: &'static Figure) -> Result<(Shown, String), String> {
    let number = REGISTRY.iter().position(|other| other.id == figure.id).unwrap_or_default() + 1;
    let shown = figure.at_defaults(data).ok_or(format!("{DATA}: nothing to show in `{}`", figure.id))?;
    let html = Owner::new().with(|| embed(data, figure, number).map(|page| page.to_html()));
    Ok((shown, html.map_err(|error| format!("{DATA}: {error}"))?))
}

/// The project's folder.
fn source_dir() -> PathBuf {
    env::var_os("TRUNK_SOURCE_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
