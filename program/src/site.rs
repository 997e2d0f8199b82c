//! The program's files in the site: named by what is in them, and listed for `prerender`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;
use sha2::{Digest, Sha384};

/// The list. `prerender` reads it and takes it out of the site.
const LIST: &str = "program.json";

/// A file whose name tells what is in it: browsers may keep it for ever, and never use yesterday's with today's page.
#[derive(Debug, Serialize)]
pub struct Lasting {
    pub name: String,
    /// What a browser compares it with before it uses it.
    pub integrity: String,
    #[serde(skip)]
    content: Vec<u8>,
}

impl Lasting {
    /// `NAME-`, 16 digits and the ending: `LASTING` in public/sw.js, and docs/hosting.md.
    pub fn new(name: &str, ending: &str, content: Vec<u8>) -> Self {
        let digest = Sha384::digest(&content);
        let mut file = format!("{name}-");
        for byte in &digest[..8] {
            // A `String` takes everything.
            let _ = write!(file, "{byte:02x}");
        }
        Self {
            name: format!("{file}.{ending}"),
            integrity: format!("sha384-{}", BASE64_STANDARD.encode(digest)),
            content,
        }
    }
}

/// All files of the program.
#[derive(Debug, Serialize)]
pub struct Program {
    /// What a page loads and what starts the rest.
    pub script: Lasting,
    /// The main part, which is always loaded.
    pub wasm: Lasting,
    /// What is loaded when it is needed.
    pub parts: Vec<Lasting>,
}

impl Program {
    /// Puts them into the site, with their list.
    pub fn write(&self, site: &Path) -> Result<(), String> {
        let list = serde_json::to_vec(self).map_err(|error| error.to_string())?;
        let files = [&self.script, &self.wasm].into_iter().chain(&self.parts);
        let files = files.map(|file| (file.name.as_str(), file.content.as_slice()));
        for (name, content) in files.chain([(LIST, list.as_slice())]) {
            let path = site.join(name);
            fs::write(&path, content).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_is_in_a_file() {
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
