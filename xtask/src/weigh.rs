//! `cargo xtask weigh`: the sizes of the site's files as browsers download them, against budgets.
//!
//! Text and WebAssembly count as compressed with brotli (quality 11, window 22), other formats as they are.
//! 1 KB is 1000 bytes.

use std::path::Path;

use anyhow::{Result, ensure};
use html5gum::{Token, Tokenizer};

use crate::files;
use crate::site;
use crate::workspace::Workspace;

const KB: u64 = 1000;

/// The parts of the site. A file belongs to the first part that accepts it.
/// `docs/decisions/003-one-program-in-parts.md` explains the budgets.
const PARTS: &[Part] = &[
    Part {
        name: "page",
        what: "page and styles: enough to read",
        budget: Some(60 * KB),
        wants: |file, loads| file == "index.html" || (loads.has(file) && is(file, &["css"])),
    },
    Part {
        name: "loader",
        what: "the element that embeds a figure in other pages",
        budget: Some(3 * KB / 2),
        wants: |file, _| file == LOADER,
    },
    Part {
        name: "offline",
        what: "the service worker, loaded after everything else",
        budget: Some(5 * KB),
        wants: |file, _| file == WORKER,
    },
    Part {
        name: "program",
        what: "the program as first loaded, on the page and in embeds",
        budget: Some(PROGRAM),
        wants: |file, loads| is(file, CODE) && loads.has(file),
    },
    Part {
        name: "parts",
        what: "parts of the program, loaded when needed",
        budget: None,
        // The program names them; the page does not.
        wants: |file, _| is(file, CODE) && !file.contains('/'),
    },
    Part {
        name: "media",
        what: "icons, pictures, and fonts that the page names",
        budget: None,
        wants: |file, loads| {
            loads.has(file) && (is(file, COMPRESSED) || is(file, &["svg", "ico", "ttf", "otf"]))
        },
    },
    Part { name: "rest", what: "not loaded by the page", budget: None, wants: |_, _| true },
];

const LOADER: &str = "embed.js";
const WORKER: &str = "sw.js";

/// Budget of the program without its parts.
const PROGRAM: u64 = 260 * KB;
/// Budget of the program with all parts.
const ALL: u64 = 530 * KB;
/// Budget of an embedded figure, with everything that its page loads.
const EMBED: u64 = 360 * KB;

const CODE: &[&str] = &["js", "wasm"];
/// Formats that hosts do not compress.
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

/// A file of `dist/`: its path there, its size, and its size as downloaded, in bytes.
struct File {
    path: String,
    raw: u64,
    download: u64,
}

/// An embed page: the bytes that a browser downloads for it.
struct Embed {
    page: String,
    /// The page and its styles.
    reading: u64,
    /// The program.
    program: u64,
}

/// Prints the sizes in `dist/`. Builds the site if it is missing.
///
/// # Errors
/// A size over its budget, or a site that cannot be read or built.
pub fn run(workspace: &Workspace) -> Result<()> {
    let dist = workspace.dist();
    let index = dist.join("index.html");
    // Trunk itself serves from this folder too, with live reload; that is not the site to publish.
    let built = files::read_text(&index).is_ok_and(|page| !page.contains("live-reload.js"));
    if !built {
        site::build(workspace)?;
    }
    let loads = Loads::of(&files::read_text(&index)?);
    let files = files::below(&dist)?.iter().map(|path| weigh(&dist, path)).collect::<Result<Vec<_>>>()?;
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
    println!("{:<8}{}  the program with all its parts", "all", verdict(all, Some(ALL)));
    println!("\nembed   page and styles     program  together");
    for Embed { page, reading, program } in &embeds {
        let verdict = verdict(reading + program, Some(EMBED));
        println!("{:>22}  {:>10}  {verdict}  {page}", grouped(*reading), grouped(*program));
    }

    let parts_over = parts
        .iter()
        .filter(|(part, files)| part.budget.is_some_and(|budget| total(files) > budget))
        .map(|(part, _)| part.name);
    let all_over = (all > ALL).then_some("all");
    let embeds_over = embeds.iter().filter(|embed| embed.reading + embed.program > EMBED);
    let over: Vec<_> =
        parts_over.chain(all_over).chain(embeds_over.map(|embed| embed.page.as_str())).collect();
    ensure!(over.is_empty(), "over budget: {}", over.join(", "));
    Ok(())
}

fn weigh(dist: &Path, path: &Path) -> Result<File> {
    let bytes = files::read(&dist.join(path))?;
    let path = path.to_string_lossy().replace('\\', "/");
    let raw = bytes.len() as u64;
    let download = if is(&path, COMPRESSED) { raw } else { files::brotli(&bytes)?.len() as u64 };
    Ok(File { path, raw, download })
}

fn embeds(dist: &Path, files: &[File]) -> Result<Vec<Embed>> {
    let pages = files.iter().filter(|file| file.path.starts_with("embed/") && is(&file.path, &["html"]));
    let embed = |file: &File| {
        let loads = Loads::of(&files::read_text(&dist.join(&file.path))?);
        // Paths in the page are relative to its folder.
        let loaded = |other: &File| match other.path.strip_prefix("embed/") {
            Some(name) => loads.has(name),
            None => loads.has(&format!("../{}", other.path)),
        };
        let sum = |endings: &[&str]| -> u64 {
            let wanted = files.iter().filter(|other| is(&other.path, endings) && loaded(other));
            wanted.map(|file| file.download).sum()
        };
        Ok(Embed { page: file.path.clone(), reading: file.download + sum(&["css"]), program: sum(CODE) })
    };
    pages.map(embed).collect()
}

fn total(files: &[File]) -> u64 {
    files.iter().map(|file| file.download).sum()
}

/// The sizes of all files, then of all parts.
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

/// A total against its budget, in columns.
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

/// The files that a page makes browsers load, as paths in `dist/`.
#[derive(Debug, PartialEq)]
struct Loads(Vec<String>);

impl Loads {
    /// Reads the attributes that load files: `src`, `href` except in links, and `data-*` that name code.
    fn of(html: &str) -> Self {
        let mut files = Vec::new();
        for Ok(token) in Tokenizer::new(html) {
            let Token::StartTag(tag) = token else { continue };
            let is_link = [&b"a"[..], b"area", b"base"].contains(&&tag.name[..]);
            for (name, value) in &tag.attributes {
                let file = local(&String::from_utf8_lossy(value));
                let loads = match &name[..] {
                    b"src" => true,
                    b"href" => !is_link,
                    name => name.starts_with(b"data-") && file.as_ref().is_some_and(|file| is(file, CODE)),
                };
                files.extend(file.filter(|_| loads));
            }
        }
        Self(files)
    }

    fn has(&self, file: &str) -> bool {
        self.0.iter().any(|loaded| loaded == file)
    }
}

/// The file of this site that a URL names.
fn local(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let elsewhere = path.contains(':') || path.starts_with("//");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    (!elsewhere && !path.is_empty()).then(|| path.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part_of(file: &str, page: &str) -> &'static str {
        let loads = Loads::of(page);
        let part = PARTS.iter().find(|part| (part.wants)(file, &loads));
        part.expect("the last part accepts every file").name
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
