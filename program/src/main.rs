//! Builds the program for the browser, which serves the page and every embed.
//!
//! Trunk calls this program during a build (`[[hooks]]` in Trunk.toml), because Trunk cannot split a
//! program into parts. The steps:
//!
//! 1. [`compile`]: cargo compiles one WebAssembly file.
//! 2. [`split`]: functions with `#[wasm_split]` move into parts that load when needed.
//! 3. [`bind`]: wasm-bindgen generates the JavaScript that connects the program to the browser.
//! 4. [`optimize`]: `wasm-opt` shrinks each file, in releases only.
//! 5. [`script`]: wasm-bindgen's script, the splitter's loader, and `public/boot.js` become one script.
//! 6. [`site`]: each file gets a name with a hash of its content, and `program.json` lists the files for
//!    `prerender`.

mod bind;
mod compile;
mod optimize;
mod script;
mod site;
mod split;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context, Result};
use site::{Lasting, Program};

/// The script that starts the program, relative to the project's folder.
const BOOT: &str = "public/boot.js";
/// The name of its files, before the hash.
const NAME: &str = "showdown";

/// The kind of build, from `$TRUNK_PROFILE`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Profile {
    /// For development: quick to build.
    Debug,
    /// For publication: small.
    Release,
}

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the program into the site that Trunk stages.
fn make() -> Result<()> {
    let site = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set. Trunk calls this program: run `./x serve` or `./x build`")?;
    let profile = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Profile::Release,
        _ => Profile::Debug,
    };
    let (site, target) = (PathBuf::from(site), compile::target_dir());
    let boot = fs::read_to_string(BOOT).with_context(|| format!("cannot read {BOOT}"))?;

    let whole = compile::compile(profile, &target)?;
    let scratch = target.join("program");
    let split = split::split(whole, &scratch)?;
    let bound = bind::bind(split.main, profile)?;
    let small = |wasm| match profile {
        Profile::Debug => Ok(wasm),
        Profile::Release => optimize::optimize(wasm, &scratch),
    };
    let wasm = Lasting::new(NAME, "wasm", small(bound.wasm)?);
    let parts = split
        .parts
        .into_iter()
        .map(|part| Ok((part.file, Lasting::new(&part.name, "wasm", small(part.wasm)?))));
    let parts = parts.collect::<Result<Vec<_>>>()?;
    let loader = split.loader.map(|loader| script::loader(&loader, &parts)).transpose()?;
    let script = script::join(&bound.script, loader.as_ref(), &boot)?;
    let script = Lasting::new(NAME, "js", script.into_bytes());
    Program { script, wasm, parts: parts.into_iter().map(|(_, part)| part).collect() }.write(&site)
}

/// Creates an empty folder, deleting an existing one.
fn fresh(folder: &Path) -> Result<()> {
    let wrong = || format!("cannot replace {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(wrong)?;
    }
    fs::create_dir_all(folder).with_context(wrong)
}
