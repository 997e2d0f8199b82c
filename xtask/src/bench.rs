//! `cargo xtask bench`: times the page beside chart libraries. `--write` puts the tables into
//! `docs/performance.md`.
//!
//! Files are compressed with brotli beforehand, as by a web host, so simulated slow networks carry
//! realistic sizes.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::process::{self, cargo};
use crate::site;
use crate::test::{CHROMIUM, SITE_TESTS};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;

/// The tables in the document are between these lines.
const BEGIN: &str = "<!-- cargo xtask bench --write: begin -->\n";
const END: &str = "<!-- cargo xtask bench --write: end -->\n";

/// Builds the site, times it, and prints or writes the tables.
pub fn run(workspace: &Workspace, write: bool) -> Result<()> {
    let tools = [site::TOOLS, &[Tool::Chromium, Tool::ChartLibraries]].concat();
    let toolbox = tools::ensure(workspace, &tools)?;
    site::build(workspace)?;
    let folder = workspace.target().join("bench");
    let (site, peers) = (folder.join("site"), folder.join("peers"));
    // Files of an earlier version must not be served.
    let _ = fs::remove_dir_all(&peers);
    eprintln!("Compressing the files …");
    for file in files::below(&workspace.dist())? {
        pack(&workspace.dist().join(&file), &site.join(&file))?;
    }
    for (name, file) in tools::chart_files()? {
        pack(&file, &peers.join(name))?;
    }
    let mut bench = cargo(workspace, &["test", "-p", SITE_TESTS, "--test", "bench"]);
    let (variable, driver) = toolbox.driver(CHROMIUM.driver)?;
    bench.env(variable, driver).env("SHOWDOWN_DIST", site).env("SHOWDOWN_PEERS", peers);
    if !write {
        return process::run(bench);
    }
    bench.stderr(Stdio::inherit());
    let output = bench.output().context("cannot start the benchmark")?;
    let tables = String::from_utf8_lossy(&output.stdout);
    print!("{tables}");
    ensure!(output.status.success(), "the benchmark failed, so docs/performance.md is unchanged");
    let document = workspace.root().join("docs").join("performance.md");
    let text = replaced(&files::read_text(&document)?, &tables)
        .context("docs/performance.md lacks the two comments that enclose the tables")?;
    files::write(&document, text)
}

/// The document with its tables replaced.
fn replaced(document: &str, tables: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n\n{END}{after}", tables.trim()))
}

/// Copies a file, with a compressed copy beside it. Unchanged files are skipped, because compression is slow.
fn pack(from: &Path, to: &Path) -> Result<()> {
    let bytes = files::read(from)?;
    let mut compressed = to.as_os_str().to_owned();
    compressed.push(".br");
    let compressed = Path::new(&compressed);
    if compressed.is_file() && fs::read(to).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    files::write(to, &bytes)?;
    if from.extension().is_some_and(|ending| ending == "png" || ending == "mp3") {
        return Ok(());
    }
    files::write(compressed, files::brotli(&bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_replace_older_ones_and_nothing_else() {
        let document = |tables: &str| format!("Before.\n\n{BEGIN}\n{tables}\n\n{END}\nAfter.\n");
        assert_eq!(replaced(&document("old"), "\nnew\n"), Some(document("new")));
        assert_eq!(replaced("No place for tables.\n", "new"), None);
    }
}
