//! `cargo xtask bench`: how fast the site is, beside libraries that draw charts. With `--write` the tables go into
//! `docs/performance.md`, so that nobody types a number.
//!
//! Everything is served as a host serves it, compressed with brotli beforehand: what a slow network is asked to carry is what
//! a reader’s carries.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::error::{Context, Error, Result};
use crate::process::{self, cargo};
use crate::site;
use crate::test::SITE_TESTS;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// Where the tables stand in the document.
const BEGIN: &str = "<!-- cargo xtask bench --write: begin -->\n";
const END: &str = "<!-- cargo xtask bench --write: end -->\n";

/// Builds the site, times it, and prints what that gave.
pub fn run(workspace: &Workspace, write: bool) -> Result<()> {
    let build = [Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen, Tool::WasmOpt];
    let toolbox = tools::ensure(workspace, &[&build[..], &[Tool::Browser, Tool::ChartLibraries]].concat())?;
    site::build(workspace)?;
    let folder = workspace.target().join("bench");
    let (site, peers) = (folder.join("site"), folder.join("peers"));
    // What an earlier build has left would be sent in place of nothing.
    let _ = fs::remove_dir_all(&peers);
    fs::create_dir_all(&peers).context(|| format!("cannot create {}", peers.display()))?;
    eprintln!("compressing, as a host does");
    pack_folder(&workspace.dist(), &site)?;
    for (name, file) in tools::chart_files()? {
        pack(&file, &peers.join(name))?;
    }
    let mut bench = cargo(workspace, &["test", "-p", SITE_TESTS, "--test", "bench"]);
    bench
        .env("CHROMEDRIVER", toolbox.chromedriver()?)
        .env("SHOWDOWN_DIST", site)
        .env("SHOWDOWN_PEERS", peers);
    if !write {
        return process::run(bench);
    }
    bench.stderr(Stdio::inherit());
    let output = bench.output().context(|| "cannot start the benchmark".into())?;
    let tables = String::from_utf8_lossy(&output.stdout);
    print!("{tables}");
    if !output.status.success() {
        return Err(Error::new("the benchmark failed: nothing is written"));
    }
    let document = workspace.root().join("docs").join("performance.md");
    let text = fs::read_to_string(&document).context(|| format!("cannot read {}", document.display()))?;
    let text = replaced(&text, &tables)
        .ok_or_else(|| Error::new("docs/performance.md has lost the two lines between which tables stand"))?;
    fs::write(&document, text).context(|| format!("cannot write {}", document.display()))
}

/// The document with other tables.
fn replaced(document: &str, tables: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n\n{END}{after}", tables.trim()))
}

/// Copies a folder, with what is in it compressed.
fn pack_folder(from: &Path, to: &Path) -> Result<()> {
    // Files of other names, from an earlier build, are loaded by nobody.
    fs::create_dir_all(to).context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).context(|| format!("cannot read {}", from.display()))? {
        let entry = entry.context(|| format!("cannot read {}", from.display()))?;
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { pack_folder(&entry.path(), &to)? } else { pack(&entry.path(), &to)? }
    }
    Ok(())
}

/// Copies a file, with a compressed one beside it. One that has not changed since is left: it takes a while.
fn pack(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).context(|| format!("cannot read {}", from.display()))?;
    let mut compressed = to.as_os_str().to_owned();
    compressed.push(".br");
    let compressed = Path::new(&compressed);
    if compressed.is_file() && fs::read(to).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(to, &bytes).context(|| format!("cannot write {}", to.display()))?;
    if from.extension().is_some_and(|ending| ending == "png" || ending == "mp3") {
        return Ok(());
    }
    fs::write(compressed, brotli(&bytes)?).context(|| format!("cannot write {}", compressed.display()))
}

/// As a web host does it once and for all.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let best = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &best).context(|| "cannot compress".into())?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_take_the_place_of_older_ones_and_of_nothing_else() {
        let document = |tables: &str| format!("Before.\n\n{BEGIN}\n{tables}\n\n{END}\nAfter.\n");
        assert_eq!(replaced(&document("old"), "\nnew\n"), Some(document("new")));
        assert_eq!(replaced("No place for tables.\n", "new"), None);
    }
}
