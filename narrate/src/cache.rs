//! What has been spoken already: one MP3 file per sentence, named by all that its sound depends on.
//!
//! So an interrupted run resumes where it stopped, and only sentences that changed are spoken (and
//! paid for) again. Deleting the folder, or any file in it, undoes it.

use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::error::{Context, Result};
use crate::files::Draft;
use crate::mp3::Clip;

/// The sentences of one voice, in the folder that may hold those of others too.
pub struct Cache {
    folder: PathBuf,
    /// All that the sound of a sentence depends on, but for its text.
    recipe: Vec<String>,
}

impl Cache {
    /// A cache in a folder, which need not be there yet.
    pub fn new(folder: PathBuf, recipe: Vec<String>) -> Self {
        Self { folder, recipe }
    }

    /// Where the sound of a sentence is kept.
    pub fn path(&self, text: &str) -> PathBuf {
        let mut hash = Sha256::new();
        for part in self.recipe.iter().map(String::as_str).chain([text]) {
            // With its length in front, so that no two lists of parts look the same.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let mut name = String::new();
        for byte in hash.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        self.folder.join(name + ".mp3")
    }

    /// The sound of a sentence, if it is there and whole. A damaged file counts as none: the sentence
    /// is spoken again.
    pub fn get(&self, text: &str) -> Result<Option<Clip>> {
        let path = self.path(text);
        match fs::read(&path) {
            Ok(bytes) => Ok(Clip::parse(&bytes).ok()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).context(|| format!("{} can't be read", path.display())),
        }
    }

    /// Keeps the sound of a sentence.
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
