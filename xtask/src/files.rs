//! Files and folders, with errors that name the path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Reads a text file.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, and creates its folder if it is missing.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    create_folder(path.parent().unwrap_or(path))?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// Creates a folder with all its parents.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot create {}", path.display()))
}

/// All files below a folder, as sorted paths relative to it.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let wrong = || format!("cannot read {}", next.display());
        for entry in fs::read_dir(&next).with_context(wrong)? {
            let path = entry.with_context(wrong)?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Copies all files below a folder.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    create_folder(to)?;
    below(from)?.iter().try_for_each(|file| write(&to.join(file), read(&from.join(file))?))
}

/// Compresses bytes as a web host does for static files: brotli, quality 11, window 22.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params).context("cannot compress")?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_same_files_and_no_others() {
        let folder = std::env::temp_dir().join(format!("showdown-files-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        write(&from.join("b.txt"), "b").expect("written");
        write(&from.join("a").join("c.txt"), "c").expect("written");
        copy(&from, &to).expect("copied");
        assert_eq!(below(&to).expect("a list"), [Path::new("a").join("c.txt"), "b.txt".into()]);
        assert_eq!(read_text(&to.join("a").join("c.txt")).expect("a text"), "c");
        fs::remove_dir_all(&folder).expect("removed");
        let error = format!("{:#}", below(&folder).expect_err("no folder"));
        assert!(error.contains("cannot read") && error.contains("showdown-files"), "{error}");
    }
}
