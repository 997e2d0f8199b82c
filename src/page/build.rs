//! Making the page and the pages of single figures, when the site is built.

use super::article::Article;
use super::assets::{Lasting, Program, Styles, terse};
use super::card::{Card, Picture};
use super::embed::{self, Parts, embed};
use super::{found, heights, lost, notices, offline, picture, policy, recording, reload, script, shell};
use crate::charts::text::escape;
use crate::charts::{Chart, Plate};
use crate::data::Showdown;
use crate::figures::{self, Figure, REGISTRY, Shown, State, Values};
use leptos::prelude::*;
use std::path::{Path, PathBuf};
use std::{env, fs};

const DATA: &str = "public/data/showdown.json";
const ARTICLE: &str = "content/article.md";
/// The variable that says where the site will be published.
const SITE: &str = "SHOWDOWN_URL";
/// The scripts that are written by hand: what others load to show a figure, what serves the page without a network, and the
/// theme.
const SCRIPTS: [&str; 3] = ["embed.js", offline::WORKER, "theme.js"];
/// The figure that stands for the whole page where others show it.
const FACE: &str = "calculator";

/// Whether data, article and the address of the site are sound.
///
/// # Errors
/// The file, the place in it and the reason.
pub fn check() -> Result<(), String> {
    address()?;
    let data = data()?;
    body(data)?;
    REGISTRY.iter().try_for_each(|figure| alone(data, figure).map(drop))
}

/// What a voice is to read of the page, as JSON.
///
/// # Errors
/// As [`check`].
pub fn script() -> Result<String, String> {
    let lines = script::lines(&body(data()?)?);
    serde_json::to_string(&lines).map_err(|error| error.to_string())
}

/// Renders the page, and every figure alone, into the site that Trunk has put together in `$TRUNK_STAGING_DIR`.
///
/// # Errors
/// As [`check`], or a site that can't be read or written.
pub fn render_site() -> Result<(), String> {
    let site = env::var("TRUNK_STAGING_DIR")
        .map_err(|_| "TRUNK_STAGING_DIR is not set: Trunk calls this program")?;
    let (site, address, data) = (Path::new(&site), address()?, data()?);
    let index = site.join("index.html");
    let skeleton = reload::move_out(&read(&index)?, site)?;
    for script in SCRIPTS {
        let script = site.join(script);
        write(&script, terse(&read(&script)?).as_bytes())?;
    }
    let program = Program::take(site)?;
    let offline = format!(" data-offline=\"{}\"", offline::wanted()?);
    let skeleton = with_program(&skeleton, &program.tags("./", &offline))?;
    // The names of the other two are known to others.
    let theme = Lasting::take(&site.join("theme.js"), site, "theme")?;
    let Lasting { name, integrity } = &theme;
    let last = [
        found::json_ld(data, &address),
        policy::tag_of_the_page(),
        format!("<script src=\"./{name}\" integrity=\"{integrity}\"></script>"),
    ]
    .concat();
    let parts = Parts { styles: Styles::of(&skeleton), theme, program };
    let [embeds, oembeds] = ["embed", "oembed"].map(|name| site.join(name));
    for folder in [&embeds, &oembeds] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    for figure in REGISTRY {
        let (shown, body) = alone(data, figure)?;
        let plate = figure.plate(data, &shown, &at(&address, figure.id));
        let card = card(data, figure, &plate, &address);
        let file = |ending: &str| embeds.join([figure.id, ending].concat());
        write(&file(".html"), embed::document(figure, &parts, &card, &body).as_bytes())?;
        write(&file(".csv"), shown.table.csv().as_bytes())?;
        write(&file(".svg"), picture::svg(&plate)?.as_bytes())?;
        write(&file(".png"), &picture::png(&plate)?)?;
        let settings = (figure.settings)(data);
        let defaults = State::spelled_out(&settings, &Values::defaults(&settings));
        let state: Vec<String> =
            defaults.iter().filter_map(|(key, text)| Some(format!("{key}={}", text.as_ref()?))).collect();
        write(
            &oembeds.join([figure.id, ".json"].concat()),
            card.oembed(heights::at_720(figure.id), &state.join("&")).as_bytes(),
        )?;
        if figure.id == FACE {
            write(
                &index,
                fill(&skeleton, &card.of_the_page(&data.page.summary), figure.id, &last, &self::body(data)?)?
                    .as_bytes(),
            )?;
        }
    }
    write(&site.join(lost::FILE), lost::page(data, &address).as_bytes())?;
    notices::join(site)?;
    // One that can't be used is no reason to have no site.
    if let Err(error) = recording::join(site, &source_dir().join("public").join(recording::FOLDER)) {
        eprintln!("warning: {error}");
    }
    offline::join(site)
}

/// Puts the recording of a folder into a site that is built already, or takes it out.
///
/// # Errors
/// As [`recording::join`], or a site that can't be read or written.
pub fn record(site: &Path, folder: &Path) -> Result<(), String> {
    let joined = recording::join(site, folder);
    offline::join(site)?;
    joined
}

/// The skeleton with the program in its place, which is where Trunk would have put one that it makes itself.
fn with_program(skeleton: &str, tags: &str) -> Result<String, String> {
    let place = skeleton.match_indices("<link").find_map(|(start, _)| {
        let end = start + skeleton[start..].find('>')? + 1;
        skeleton[start..end].contains("data-trunk-skip").then_some(start..end)
    });
    let place = place.ok_or("index.html: there is no place for the program")?;
    Ok([&skeleton[..place.start], tags, &skeleton[place.end..]].concat())
}

/// Where a figure stands in the published site; empty where that is not known.
fn at(address: &str, id: &str) -> String {
    if address.is_empty() { String::new() } else { [address, "#", id].concat() }
}

/// A figure's own page, as others show it.
fn card(data: &Showdown, figure: &Figure, plate: &Plate<'_>, address: &str) -> Card {
    Card {
        site: address.to_owned(),
        path: format!("embed/{}.html", figure.id),
        title: plate.title.to_owned(),
        summary: plate.sentence.to_owned(),
        picture: Picture {
            path: format!("embed/{}.png", figure.id),
            size: picture::pixels(plate),
            alt: plate.describe(),
        },
        name: data.page.title.clone(),
    }
}

/// The skeleton with its places filled in; `last` is what stands last in its head.
fn fill(skeleton: &str, card: &Card, figure: &str, last: &str, body: &str) -> Result<String, String> {
    let mut page = skeleton.to_owned();
    for (place, text) in [
        ("% title %", escape(&card.title)),
        ("</title>", ["</title>", &card.tags(""), &card.discovery("", figure)].concat()),
        ("</head>", [last, "</head>"].concat()),
        ("% page %", body.to_owned()),
    ] {
        if !page.contains(place) {
            return Err(format!("index.html: there is no `{place}` to be filled in"));
        }
        page = page.replace(place, &text);
    }
    Ok(page)
}

/// Where the site will be published: `$SHOWDOWN_URL`, or nothing.
fn address() -> Result<String, String> {
    let address = env::var(SITE).unwrap_or_default();
    let sound = |address: &str| {
        let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme))?;
        (host.len() > 1 && address.ends_with('/') && !address.contains(['?', '#', '"', ' '])).then_some(())
    };
    if address.is_empty() || sound(&address).is_some() {
        return Ok(address);
    }
    Err(format!("{SITE}: “{address}” is no address of a folder: https://example.org/showdown/"))
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
    let html = Owner::new().with(|| shell::page(data, article).map(plain));
    let html = html.map_err(|error| format!("{DATA}: {error}"))?;
    Ok(recording::read_by_device(&html))
}

/// A view as HTML, without the comments by which Leptos would find its places again: components are mounted anew in the
/// browser. In a text `<` is escaped, so nothing else looks like them.
pub fn plain(view: impl IntoView) -> String {
    view.to_html().replace("<!>", "")
}

/// What a figure shows alone, and the body of its own page.
fn alone(data: &'static Showdown, figure: &'static Figure) -> Result<(Shown, String), String> {
    let number = REGISTRY.iter().position(|other| other.id == figure.id).unwrap_or_default() + 1;
    let shown = figure.at_defaults(data).ok_or(format!("{DATA}: nothing to show in `{}`", figure.id))?;
    let html = Owner::new().with(|| embed(data, figure, number).map(plain));
    Ok((shown, html.map_err(|error| format!("{DATA}: {error}"))?))
}

/// The project's folder.
fn source_dir() -> PathBuf {
    env::var_os("TRUNK_SOURCE_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}
