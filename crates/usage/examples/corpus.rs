//! Writes the corpus of the tests into a folder, one home folder a case: `cargo run -p usage --example corpus FOLDER`.
//! `tests/ccusage.mjs` counts the same files with ccusage.

#[path = "../tests/corpus/mod.rs"]
mod corpus;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder =
        env::args().nth(1).ok_or_else(|| io::Error::other("Name a folder to write the corpus to."))?;
    for (name, files) in corpus::all() {
        for (path, bytes) in files {
            let path = Path::new(&folder).join(name).join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(path, bytes)?;
        }
    }
    Ok(())
}
