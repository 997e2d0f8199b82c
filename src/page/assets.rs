//! What Trunk and the member `program` have put together for the page, and where the pages of single figures find it.

use super::embed::HOME;
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Deserialize;
use sha2::{Digest, Sha384};
use std::fmt::Display;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// The page's style sheets, by the name of their source without its ending, with the file each was made into.
pub struct Styles(Vec<(String, String)>);

impl Styles {
    /// The sheets that a page names.
    pub fn of(page: &str) -> Self {
        let words = page.split(['<', '>', ' ', '"']);
        let files = words.filter_map(|word| word.strip_prefix("href=").or(Some(word))?.strip_suffix(".css"));
        let sheet = |file: &str| {
            let name = file.rsplit('/').next()?;
            let source = name.rsplit_once('-').map_or(name, |(source, _)| source);
            Some((source.to_owned(), format!("{name}.css")))
        };
        Self(files.filter_map(sheet).collect())
    }

    /// Links to some of them, in the page's order, from the folder of the embeds.
    pub fn links(&self, names: &[&str]) -> String {
        let wanted = self.0.iter().filter(|(source, _)| names.contains(&source.as_str()));
        wanted.map(|(_, file)| format!("<link rel=\"stylesheet\" href=\"{HOME}{file}\">")).collect()
    }
}

/// A script without its comments and its indentation: others load it as it is.
pub fn terse(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What a browser compares a file with before it uses it (subresource integrity).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

/// A file whose name tells what is in it: a browser that has yesterday's never uses it with what came today.
#[derive(Deserialize)]
pub struct Lasting {
    pub name: String,
    pub integrity: String,
}

impl Lasting {
    /// Gives a file of the site such a name, in that folder: `NAME-`, its content as a number, and its ending.
    ///
    /// # Errors
    /// There is no such file, or it can't be written.
    pub fn take(file: &Path, folder: &Path, name: &str) -> Result<Self, String> {
        let error = |error| format!("{}: {error}", file.display());
        let bytes = fs::read(file).map_err(error)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let ending = file.extension().unwrap_or_default().display();
        let name = format!("{name}-{:016x}.{ending}", hasher.finish());
        fs::rename(file, folder.join(&name)).map_err(error)?;
        Ok(Self { name, integrity: integrity(&bytes) })
    }
}

/// The program that brings page and figures to life, as the member `program` lists it: what a page names of it.
#[derive(Deserialize)]
pub struct Program {
    script: Lasting,
    wasm: Lasting,
    parts: Vec<Lasting>,
}

impl Program {
    /// Reads the list and takes it out of the site.
    ///
    /// # Errors
    /// There is none, or it is not as expected.
    pub fn take(site: &Path) -> Result<Self, String> {
        let list = site.join("program.json");
        let error = |error: &dyn Display| format!("{}: {error}", list.display());
        let text = fs::read_to_string(&list).map_err(|reason| error(&reason))?;
        fs::remove_file(&list).map_err(|reason| error(&reason))?;
        serde_json::from_str(&text).map_err(|reason| error(&reason))
    }

    /// The tags that load it, in a page from which that path leads to the site; `more` is what else `boot.js` is to know.
    pub fn tags(&self, home: &str, more: &str) -> String {
        let Self { script, wasm, .. } = self;
        let tags = format!(
            "<script type=\"module\" src=\"{home}{}\" integrity=\"{}\" data-wasm=\"{home}{}\" data-integrity=\"{}\"{more}></script>",
            script.name, script.integrity, wasm.name, wasm.integrity
        );
        [tags, preload(home, wasm)].concat()
    }

    /// The tag that fetches a figure's part together with the program; nothing where the program is in one piece.
    pub fn part(&self, home: &str, figure: &str) -> Option<String> {
        let begins = [&figure.replace('-', "_"), "-"].concat();
        self.parts.iter().find(|part| part.name.starts_with(&begins)).map(|part| preload(home, part))
    }
}

/// It has no checksum: no browser heeds it there.
fn preload(home: &str, file: &Lasting) -> String {
    let name = &file.name;
    format!("<link rel=\"preload\" href=\"{home}{name}\" as=\"fetch\" type=\"application/wasm\" crossorigin>")
}
