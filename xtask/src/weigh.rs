//! `cargo xtask weigh`: the bytes of the site as a browser downloads them, by part, against budgets.
//!
//! A web host sends text and WebAssembly compressed once and for all: brotli, quality 11, window 22.
//! What is compressed already is sent as it is. 1 KB is 1000 bytes.

use std::fs;
use std::path::Path;

use crate::error::{Context, Error, Result};
use crate::site;
use crate::workspace::Workspace;

const KB: u64 = 1000;

/// The parts of the site. A file belongs to the first part that wants it.
/// `docs/decisions/003-one-program-in-parts.md` explains the budgets.
const PARTS: &[Part] = &[
    Part {
        name: "page",
        what: "what a reader needs to read: the page and its styles",
        budget: Some(60 * KB),
        wants: |file, loads| file == "index.html" || (loads.has(file) && is(file, &["css"])),
    },
    Part {
        name: "loader",
        what: "what defines the element that shows a figure in other pages",
        budget: Some(3 * KB / 2),
        wants: |file, _| file == LOADER,
    },
    Part {
        name: "offline",
        what: "what keeps the page for when there is no network, loaded when the figures answer",
        budget: Some(4 * KB),
        wants: |file, _| file == WORKER,
    },
    Part {
        name: "program",
        what: "what makes the figures interactive, on the page and alone: what is loaded at once",
        budget: Some(PROGRAM),
        wants: |file, loads| is(file, CODE) && loads.has(file),
    },
    Part {
        name: "parts",
        what: "parts of the program, each loaded when it is needed",
        budget: None,
        // The page does not name them: the program does.
        wants: |file, _| is(file, CODE) && !file.contains('/'),
    },
    Part {
        name: "media",
        what: "icons, pictures and fonts that the page names",
        budget: None,
        wants: |file, loads| {
            loads.has(file) && (is(file, COMPRESSED) || is(file, &["svg", "ico", "ttf", "otf"]))
        },
    },
    Part { name: "rest", what: "not loaded by the page", budget: None, wants: |_, _| true },
];

/// In other pages, and in this one when a figure is to be taken along.
const LOADER: &str = "embed.js";

/// Never waited for: it comes after everything else.
const WORKER: &str = "sw.js";

/// The program without its parts.
const PROGRAM: u64 = 245 * KB;

/// The program with all its parts.
const ALL: u64 = 450 * KB;

/// For a figure alone, with everything that its page makes a browser load.
const EMBED: u64 = 350 * KB;

/// What runs.
const CODE: &[&str] = &["js", "wasm"];

/// What a host does not compress again.
const COMPRESSED: &[&str] = &[
    "png", "jpg", "jpeg", "webp", "avif", "gif", "woff", "woff2", "mp3", "ogg", "opus", "m4a", "mp4", "webm",
];

struct Part {
    name: &'static str,
    what: &'static str,
    /// In bytes as downloaded.
    budget: Option<u64>,
    wants: fn(&str, &Loads) -> bool,
}

/// One file of `dist/`: its path there, its size, and its size as downloaded, in bytes.
struct File {
    path: String,
    raw: u64,
    download: u64,
}

/// Weighs `dist/`, which is built if there is none. Over a budget is an error.
pub fn run(workspace: &Workspace) -> Result<()> {
    let dist = workspace.dist();
    let index = dist.join("index.html");
    // Trunk, called directly, serves from the same folder: a page with its live reload is not the site.
    let built = fs::read_to_string(&index).is_ok_and(|page| !page.contains("live-reload.js"));
    if !built {
        site::build(workspace)?;
    }
    let page = fs::read_to_string(&index).context(|| format!("cannot read {}", index.display()))?;
    let loads = Loads::of(&page);
    let mut files = Vec::new();
    weigh_folder(&dist, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));

    let embeds = embeds(&dist, &files)?;
    let mut parts: Vec<(&Part, Vec<File>)> = PARTS.iter().map(|part| (part, vec![])).collect();
    for file in files {
        if let Some((_, members)) = parts.iter_mut().find(|(part, _)| (part.wants)(&file.path, &loads)) {
            members.push(file);
        }
    }
    parts.retain(|(part, members)| part.budget.is_some() || !members.is_empty());
    print!("{}", table(&parts));
    let all = parts.iter().filter(|(part, _)| ["program", "parts"].contains(&part.name));
    let all = all.map(|(_, files)| total(files)).sum::<u64>();
    println!("{:<8}{}  {ALL_OF_IT}", "all", verdict(all, Some(ALL)));
    println!("\nalone  page and styles     program  together");
    for Alone { page, reading, program } in &embeds {
        let verdict = verdict(reading + program, Some(EMBED));
        println!("{:>21}  {:>10}  {verdict}  {page}", grouped(*reading), grouped(*program));
    }

    let parts_over = parts
        .iter()
        .filter(|(part, files)| part.budget.is_some_and(|budget| total(files) > budget))
        .map(|(part, _)| part.name);
    let all_over = (all > ALL).then_some("all");
    let embeds_over = embeds.iter().filter(|alone| alone.reading + alone.program > EMBED);
    let over: Vec<_> =
        parts_over.chain(all_over).chain(embeds_over.map(|alone| alone.page.as_str())).collect();
    if over.is_empty() { Ok(()) } else { Err(Error::new(format!("over budget: {}", over.join(", ")))) }
}

const ALL_OF_IT: &str = "the program with all its parts";

/// What a browser loads for a figure that stands alone, in bytes as downloaded.
struct Alone {
    page: String,
    /// The page and its styles.
    reading: u64,
    /// What makes it interactive.
    program: u64,
}

/// The pages of single figures.
fn embeds(dist: &Path, files: &[File]) -> Result<Vec<Alone>> {
    let mut embeds = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("embed/") && is(&file.path, &["html"])) {
        let html =
            fs::read_to_string(dist.join(&file.path)).context(|| format!("cannot read {}", file.path))?;
        let loads = Loads::of(&html);
        // Addresses lead from the folder that the page is in.
        let loaded = |other: &File| {
            let name =
                other.path.strip_prefix("embed/").map_or_else(|| format!("../{}", other.path), String::from);
            loads.has(&name)
        };
        let sum = |endings: &[&str]| -> u64 {
            let wanted = files.iter().filter(|other| is(&other.path, endings) && loaded(other));
            wanted.map(|file| file.download).sum()
        };
        embeds.push(Alone {
            page: file.path.clone(),
            reading: file.download + sum(&["css"]),
            program: sum(CODE),
        });
    }
    Ok(embeds)
}

/// The files of a folder and of those in it; `prefix` is the folder's path in `dist/`.
fn weigh_folder(dir: &Path, prefix: &str, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(dir).context(|| format!("cannot read {}", dir.display()))? {
        let entry = entry.context(|| format!("cannot read {}", dir.display()))?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            weigh_folder(&entry.path(), &format!("{path}/"), files)?;
        } else {
            let bytes = fs::read(entry.path()).context(|| format!("cannot read {path}"))?;
            let raw = bytes.len() as u64;
            let download = if is(&path, COMPRESSED) { raw } else { brotli(&bytes)? };
            files.push(File { path, raw, download });
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<u64> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params).context(|| "cannot compress".into())?;
    Ok(compressed.len() as u64)
}

fn total(files: &[File]) -> u64 {
    files.iter().map(|file| file.download).sum()
}

/// File by file, then part by part.
fn table(parts: &[(&Part, Vec<File>)]) -> String {
    let files = || parts.iter().flat_map(|(_, files)| files);
    let width = files().map(|file| file.path.chars().count()).max().unwrap_or(0).max(8);
    let mut text = format!("{:<8}{:<width$}  {:>10}  {:>10}\n", "part", "file", "bytes", "download");
    for (part, files) in parts {
        for File { path, raw, download } in files {
            let (raw, download) = (grouped(*raw), grouped(*download));
            text += &format!("{:<8}{path:<width$}  {raw:>10}  {download:>10}\n", part.name);
        }
    }
    text += "\n";
    for (part, files) in parts {
        let verdict = verdict(total(files), part.budget);
        text += &format!("{:<8}{verdict}  {}\n", part.name, part.what);
    }
    text
}

/// A part's total against its budget, in columns.
fn verdict(total: u64, budget: Option<u64>) -> String {
    let against = match budget {
        None => String::from("no budget"),
        Some(budget) if total > budget => {
            format!("of {:>7}: OVER by {}", grouped(budget), grouped(total - budget))
        }
        Some(budget) => format!("of {:>7}: {} left", grouped(budget), grouped(budget - total)),
    };
    format!("{:>9}  {against:<26}", grouped(total))
}

/// 1234567 as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn is(file: &str, extensions: &[&str]) -> bool {
    file.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

/// The files that a page makes a browser load, as paths in `dist/`.
#[derive(Debug, PartialEq)]
struct Loads(Vec<String>);

impl Loads {
    /// Reads the attributes that load: `href` and `src` (not those of links to follow), and `data-*`
    /// attributes that name code.
    fn of(html: &str) -> Self {
        let attributes = attributes(html);
        let loading = attributes.into_iter().filter(|(tag, name, value)| match *name {
            "src" => true,
            "href" => !["a", "area", "base"].contains(tag),
            _ => name.starts_with("data-") && local(value).is_some_and(|f| is(&f, CODE)),
        });
        Self(loading.filter_map(|(_, _, value)| local(value)).collect())
    }

    fn has(&self, file: &str) -> bool {
        self.0.iter().any(|loaded| loaded == file)
    }
}

/// The file of this site that an address names.
fn local(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let elsewhere = path.contains(':') || path.starts_with("//");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    (!elsewhere && !path.is_empty()).then(|| path.into())
}

/// Every attribute of a page with a value, as (tag, name, value). A scan, not a parser: the pages are
/// this project's own, and what it misses in odd HTML shows as `not loaded by the page`.
fn attributes(html: &str) -> Vec<(&str, &str, &str)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == ':';
        let tag_end = rest.find(|c| !name(c)).unwrap_or(rest.len());
        let (tag, mut inside) = rest.split_at(tag_end);
        if tag.is_empty() {
            continue;
        }
        loop {
            inside = inside.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = inside.find(|c| !name(c)).unwrap_or(inside.len());
            let (attribute, after) = inside.split_at(end);
            if attribute.is_empty() {
                break;
            }
            inside = after;
            if let Some(value) = after.strip_prefix('=') {
                let (value, after) = match value.chars().next() {
                    Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((value, "")),
                    _ => value
                        .split_at(value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
                };
                found.push((tag, attribute, value));
                inside = after;
            }
        }
        rest = inside;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part_of(file: &str, page: &str) -> &'static str {
        let loads = Loads::of(page);
        let part = PARTS.iter().find(|part| (part.wants)(file, &loads));
        part.expect("the last part wants everything").name
    }

    #[test]
    fn a_page_loads_what_its_tags_name_but_not_what_it_links_to() {
        let page = r##"<!doctype html><!-- <script src="old.js"> -->
            <link rel=stylesheet href=./style-1.css><link rel="preload" href="/app_bg.wasm?v=2" as="fetch">
            <base href="./"><a href="data/showdown.json">data</a> 1 < 2
            <script type='module' src='./app.js' defer></script>
            <figure data-worker="./worker.wasm" data-name="a.b" id="x">…</figure>
            <img src="https://example.org/a.png"/><img src="data:image/png;base64,AA=="><a href="#x">x</a>"##;
        let expected = ["style-1.css", "app_bg.wasm", "app.js", "worker.wasm"];
        assert_eq!(Loads::of(page), Loads(expected.map(String::from).into()));
    }

    #[test]
    fn every_file_belongs_to_a_part() {
        let page = r#"<link href="style/a.css"><link rel="icon" href="icon.svg"><a href="b.svg">b</a>
            <script src="./app.js" data-wasm="./app.wasm"></script>"#;
        assert_eq!(part_of("index.html", page), "page");
        assert_eq!(part_of("style/a.css", page), "page");
        assert_eq!(part_of("style/b.css", page), "rest");
        assert_eq!(part_of("app.js", page), "program");
        assert_eq!(part_of("app.wasm", page), "program");
        assert_eq!(part_of("planner.wasm", page), "parts");
        assert_eq!(part_of("embed/x.js", page), "rest");
        assert_eq!(part_of("icon.svg", page), "media");
        assert_eq!(part_of("b.svg", page), "rest");
        assert_eq!(part_of("data/showdown.json", page), "rest");
    }

    #[test]
    fn a_budget_is_kept_up_to_its_last_byte() {
        assert!(verdict(40_000, Some(40_000)).contains("0 left"));
        assert!(verdict(40_001, Some(40_000)).contains("OVER by 1"));
        assert!(verdict(40_001, None).contains("no budget"));
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
