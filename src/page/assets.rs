//! What Trunk has put together for the page, and where the pages of single figures find it.

use super::embed::HOME;
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
        // Without a checksum: in a sandbox a frame has no origin, so its own styles are foreign to it, and a foreign file
        // is checked only if its host allows that.
        wanted.map(|(_, file)| format!("<link rel=\"stylesheet\" href=\"{HOME}{file}\">")).collect()
    }
}

/// A script without its comments and its indentation: others load it as it is.
pub fn terse(script: &str) -> String {
    let lines = script.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A figure's own program: its two files, in the folder of the embeds.
pub struct Program {
    pub js: String,
    pub wasm: String,
}

impl Program {
    /// Moves a figure's program to where its page is. Its name then tells what is in it: a browser that has one half of
    /// yesterday's program never runs it with the other half of today's.
    ///
    /// # Errors
    /// Trunk has made no such program.
    pub fn take(site: &Path, folder: &Path, id: &str) -> Result<Self, String> {
        let take = |ending: &str, mark: &str| {
            let file = site.join(format!("embed-{id}{mark}.{ending}"));
            let error = |error| format!("{}: {error}; index.html must name this program", file.display());
            let bytes = fs::read(&file).map_err(error)?;
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            let name = format!("{id}-{:016x}.{ending}", hasher.finish());
            fs::rename(&file, folder.join(&name)).map_err(error)?;
            Ok::<_, String>(name)
        };
        Ok(Self { js: take("js", "")?, wasm: take("wasm", "_bg")? })
    }
}
