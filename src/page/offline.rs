//! What the page needs to be read without a network: a service worker (`public/sw.js`), and the list of the files that one
//! version of the page is made of.

use super::assets::integrity;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::{env, fs};

/// The service worker's file. Its folder is what it serves, so it lies beside the page, always under this name.
pub const WORKER: &str = "sw.js";
/// The variable that leaves it out: `no`.
const VARIABLE: &str = "SHOWDOWN_OFFLINE";
/// What the page loads later, or leads to.
const LATER: [&str; 2] = ["embed.js", "data/showdown.json"];

/// The service worker, if it is wanted.
///
/// # Errors
/// The variable says neither.
pub fn wanted() -> Result<&'static str, String> {
    match env::var(VARIABLE).unwrap_or_default().as_str() {
        "" | "yes" => Ok(WORKER),
        "no" => Ok(""),
        other => Err(format!("{VARIABLE}: “{other}” is neither `yes` nor `no`")),
    }
}

/// Tells the service worker of a site what the site is made of now. If none is wanted, it is told nothing, and takes its
/// leave of browsers that have one from before.
///
/// # Errors
/// A file that can't be read or written.
pub fn join(site: &Path) -> Result<(), String> {
    let worker = site.join(WORKER);
    let script = read(&worker)?;
    let page = read(&site.join("index.html"))?;
    let wanted = page.contains(&format!("data-offline=\"{WORKER}\""));
    let files = if wanted { files(&page, site)? } else { BTreeMap::new() };
    let list = serde_json::to_string(&files).map_err(|error| error.to_string())?;
    let mut hasher = DefaultHasher::new();
    list.hash(&mut hasher);
    let version = if wanted { format!("{:016x}", hasher.finish()) } else { String::new() };
    let lines = script.lines().map(|line| match line.split_once(" = ") {
        Some((name @ "const VERSION", _)) => format!("{name} = \"{version}\";\n"),
        Some((name @ "const FILES", _)) => format!("{name} = {list};\n"),
        _ => format!("{line}\n"),
    });
    fs::write(&worker, lines.collect::<String>()).map_err(|error| wrong(&worker, error))
}

/// The files that a page is made of, with their checksums: itself, what its head names, what it loads later, and all parts of
/// the program, which lie beside it.
fn files(page: &str, site: &Path) -> Result<BTreeMap<String, String>, String> {
    let head = page.split("</head>").next().unwrap_or_default();
    let named = head.split([' ', '"', '=', '>']).filter_map(|word| word.strip_prefix("./"));
    let beside = fs::read_dir(site).map_err(|error| wrong(site, error))?;
    let beside = beside.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let parts = beside.filter(|file| file.ends_with(".wasm")).collect::<Vec<_>>();
    let all = ["index.html"].into_iter().chain(named).chain(LATER).chain(parts.iter().map(String::as_str));
    all.map(|file| {
        let path = site.join(file);
        let bytes = fs::read(&path).map_err(|error| wrong(&path, error))?;
        // As browsers ask for it.
        let file = if file == "index.html" { "" } else { file };
        Ok((format!("./{file}"), integrity(&bytes)))
    })
    .collect()
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| wrong(path, error))
}

fn wrong(path: &Path, error: impl std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
