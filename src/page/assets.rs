//! What Trunk has put together for the page, and where the pages of single figures find it.

use super::embed::HOME;
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha384};
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

/// A figure's own program: its two files, in the folder of the embeds.
pub struct Program {
    pub js: Lasting,
    pub wasm: Lasting,
}

impl Program {
    /// Moves a figure's program to where its page is, with what starts it.
    ///
    /// # Errors
    /// Trunk has made no such program.
    pub fn take(site: &Path, folder: &Path, id: &str, boot: &str) -> Result<Self, String> {
        let [glue, wasm] = [".js", "_bg.wasm"].map(|ending| site.join(format!("embed-{id}{ending}")));
        let take =
            || Ok(Self { js: script(&glue, folder, id, boot)?, wasm: Lasting::take(&wasm, folder, id)? });
        take().map_err(|error: String| format!("{error}; index.html must name this program"))
    }
}

/// Makes one script of what wasm-bindgen has made of a program and of what starts it, in that folder.
///
/// # Errors
/// There is no such program, or it is not as wasm-bindgen makes them.
pub fn script(glue: &Path, folder: &Path, name: &str, boot: &str) -> Result<Lasting, String> {
    let error = |error| format!("{}: {error}", glue.display());
    let script = fs::read_to_string(glue).map_err(error)?;
    if !script.contains("__wbg_init as default") {
        return Err(format!("{}: it has no `__wbg_init`, by which boot.js starts it", glue.display()));
    }
    fs::write(glue, [&script, "\n", boot].concat()).map_err(error)?;
    Lasting::take(glue, folder, name)
}
