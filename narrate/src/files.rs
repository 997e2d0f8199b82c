//! Atomic writes: a file is complete or absent.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A file written under a temporary name. [`Draft::publish`] renames it; dropping the draft deletes it.
pub struct Draft {
    target: PathBuf,
    draft: PathBuf,
}

impl Draft {
    /// Writes the file next to its target, and creates the folder if it is missing.
    pub fn write(target: &Path, bytes: &[u8]) -> Result<Self> {
        // With the process id, so that two processes never share a draft.
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let file = Self { target: target.to_path_buf(), draft: target.with_file_name(name) };
        file.fill(bytes).with_context(|| format!("cannot write {}", target.display()))?;
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

    /// Moves the file to its target, replacing an existing file.
    pub fn publish(self) -> Result<()> {
        fs::rename(&self.draft, &self.target)
            .with_context(|| format!("cannot write {}", self.target.display()))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After `publish` the draft no longer exists. Other errors have no receiver.
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
