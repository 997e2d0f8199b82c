//! Writing files so that they are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};

/// A file that is written, but not yet in its place. Dropped without [`Draft::publish`], it is gone.
pub struct Draft {
    target: PathBuf,
    draft: PathBuf,
}

impl Draft {
    /// Writes the file beside its place; makes the folder if need be.
    pub fn write(target: &Path, bytes: &[u8]) -> Result<Self> {
        // By its process, so that two of them at once don't write into one draft.
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let file = Self { target: target.to_path_buf(), draft: target.with_file_name(name) };
        file.fill(bytes).context(|| format!("{} can't be written", target.display()))?;
        Ok(file)
    }

    fn fill(&self, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = self.target.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(&self.draft)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Puts the file in its place, over what was there.
    pub fn publish(self) -> Result<()> {
        fs::rename(&self.draft, &self.target)
            .context(|| format!("{} can't be written", self.target.display()))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Once published there is nothing to remove; otherwise there is nobody left to tell.
        let _ = fs::remove_file(&self.draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_replaces_the_file_or_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("new").join("file");
        Draft::write(&target, b"one").and_then(Draft::publish).expect("written");
        drop(Draft::write(&target, b"two").expect("a draft"));
        let beside = || fs::read_dir(target.parent().expect("a folder")).expect("a listing").count();
        assert_eq!(beside(), 1, "no draft is left");
        assert_eq!(fs::read(&target).expect("the file"), b"one");
        Draft::write(&target, b"three").and_then(Draft::publish).expect("written");
        assert_eq!(fs::read(&target).expect("the file"), b"three");
        assert_eq!(beside(), 1);
    }
}
