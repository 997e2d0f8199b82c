//! Step 6: the program's files in the site, with a hash of their content in the name, and a list for
//! `prerender`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha384};

/// The list of files. `prerender` reads it, then removes it from the site.
const LIST: &str = "program.json";

/// A file with a hash of its content in its name. Browsers may cache it forever, and never mix versions.
#[derive(Debug, Serialize)]
pub struct Lasting {
    pub name: String,
    /// The checksum for subresource integrity.
    pub integrity: String,
    #[serde(skip)]
    content: Vec<u8>,
}

impl Lasting {
    /// Names the file `NAME-`, 16 hexadecimal digits, and the ending. `LASTING` in public/sw.js and
    /// docs/hosting.md rely on this pattern.
    pub fn new(name: &str, ending: &str, content: Vec<u8>) -> Self {
        let digest = Sha384::digest(&content);
        Self {
            name: format!("{name}-{:.16}.{ending}", format!("{digest:x}")),
            integrity: format!("sha384-{}", BASE64_STANDARD.encode(digest)),
            content,
        }
    }
}

/// All files of the program.
#[derive(Debug, Serialize)]
pub struct Program {
    /// The script that the page loads. It starts the rest.
    pub script: Lasting,
    /// The main part, always loaded.
    pub wasm: Lasting,
    /// Parts that load when needed.
    pub parts: Vec<Lasting>,
}

impl Program {
    /// Writes the files and their list into the site.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, site: &Path) -> Result<()> {
        let list = serde_json::to_vec(self)?;
        let files = [&self.script, &self.wasm].into_iter().chain(&self.parts);
        let files = files.map(|file| (file.name.as_str(), file.content.as_slice()));
        for (name, content) in files.chain([(LIST, list.as_slice())]) {
            let path = site.join(name);
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_depends_on_the_content() {
        let [one, same, other] = ["a", "a", "b"].map(|content| Lasting::new("part", "wasm", content.into()));
        assert_eq!(one.name, same.name);
        assert_ne!(one.name, other.name);
        let digits = one.name.strip_prefix("part-").and_then(|rest| rest.strip_suffix(".wasm"));
        let digits = digits.expect("its name, a number, its ending");
        assert!(digits.len() == 16 && digits.chars().all(|digit| digit.is_ascii_hexdigit()), "{digits}");
    }

    #[test]
    fn the_list_has_names_and_checksums_and_no_content() {
        let file = |name: &str| Lasting::new(name, "wasm", vec![0, 1, 2]);
        let program = Program { script: file("s"), wasm: file("w"), parts: vec![file("p")] };
        let list = serde_json::to_value(&program).expect("JSON");
        let part = list["parts"][0].as_object().expect("an object");
        assert_eq!(part.keys().collect::<Vec<_>>(), ["integrity", "name"]);
        assert!(part["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha384-")));
    }
}
