//! Recorded sentences: one MP3 file each, named by a hash of everything that determines the sound.
//!
//! So an interrupted run resumes where it stopped, and only changed sentences are recorded and paid for
//! again. Files in the folder can be deleted at any time.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::files::Draft;
use crate::mp3::Clip;

/// The recorded sentences of one voice. Other voices may share the folder.
pub struct Cache {
    folder: PathBuf,
    /// Everything that determines the sound of a sentence, except its text.
    recipe: Vec<String>,
}

impl Cache {
    /// A cache in a folder, which may be missing.
    pub fn new(folder: PathBuf, recipe: Vec<String>) -> Self {
        Self { folder, recipe }
    }

    /// The file of a sentence.
    pub fn path(&self, text: &str) -> PathBuf {
        let mut hash = Sha256::new();
        for part in self.recipe.iter().map(String::as_str).chain([text]) {
            // With its length, so that no two lists of parts have the same bytes.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        self.folder.join(format!("{:x}.mp3", hash.finalize()))
    }

    /// The sound of a sentence. `None` if its file is missing or damaged.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn get(&self, text: &str) -> Result<Option<Clip>> {
        let path = self.path(text);
        match fs::read(&path) {
            Ok(bytes) => Ok(Clip::parse(&bytes).ok()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Stores the sound of a sentence.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn put(&self, text: &str, clip: &Clip) -> Result<()> {
        Draft::write(&self.path(text), clip.bytes())?.publish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip() -> Clip {
        Clip::parse(&[&[0xFF, 0xF3, 0x60, 0xC0][..], &[7; 152]].concat()).expect("a clip")
    }

    #[test]
    fn a_damaged_file_counts_as_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path().join("cache"), vec!["engine".into()]);
        assert_eq!(cache.get("Hello.").expect("no trouble"), None);
        cache.put("Hello.", &clip()).expect("kept");
        assert_eq!(cache.get("Hello.").expect("no trouble"), Some(clip()));
        fs::write(cache.path("Hello."), &clip().bytes()[..100]).expect("damaged");
        assert_eq!(cache.get("Hello.").expect("no trouble"), None);
    }

    #[test]
    fn the_name_depends_on_every_part() {
        let name = |recipe: &[&str], text: &str| {
            Cache::new("x".into(), recipe.iter().map(ToString::to_string).collect()).path(text)
        };
        let names = [
            name(&["a", "b"], "c"),
            name(&["a", "b"], "d"),
            name(&["a", "x"], "c"),
            name(&["ab", ""], "c"),
            name(&["a"], "bc"),
        ];
        for (at, one) in names.iter().enumerate() {
            assert!(!names[..at].contains(one));
        }
        assert_eq!(names[0], name(&["a", "b"], "c"), "the same every time");
    }
}
