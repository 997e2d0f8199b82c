//! Makes the program that runs in the browser: one for the page and for every figure that stands alone.
//!
//! Trunk calls it while it builds (`[[hooks]]` in Trunk.toml), because Trunk itself can't split a program into parts. In order:
//!
//! 1. [`compile`]: cargo makes one WebAssembly file.
//! 2. [`split`]: what is behind `#[wasm_split]` leaves it, to be loaded when it is needed.
//! 3. [`bind`]: wasm-bindgen makes the script through which the program reaches the browser.
//! 4. [`optimize`]: `wasm-opt` makes each file small, for a release only.
//! 5. [`script`]: one script of wasm-bindgen's, of what loads the parts, and of `public/boot.js`, which starts it.
//! 6. [`site`]: every file gets a name that tells what is in it, and `program.json` lists them for `prerender`.

mod bind;
mod compile;
mod optimize;
mod script;
mod site;
mod split;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use site::{Lasting, Program};

/// What starts the program, in the project's folder.
const BOOT: &str = "public/boot.js";
/// What its files are called, before the number that tells what is in them.
const NAME: &str = "showdown";

/// For whom the program is made. Trunk says so: `$TRUNK_PROFILE`.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Profile {
    /// For whoever works on it: quick to make.
    Debug,
    /// For readers: small.
    Release,
}

fn main() -> ExitCode {
    match make() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the program and puts it into the site.
fn make() -> Result<(), String> {
    let site = env::var_os("TRUNK_STAGING_DIR").ok_or("TRUNK_STAGING_DIR is not set: Trunk calls this")?;
    let profile = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Profile::Release,
        _ => Profile::Debug,
    };
    let (site, target) = (PathBuf::from(site), compile::target_dir());
    let boot = fs::read_to_string(BOOT).map_err(|error| format!("{BOOT}: {error}"))?;

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
    let parts = parts.collect::<Result<Vec<_>, String>>()?;
    let loader = split.loader.map(|loader| script::loader(&loader, &parts)).transpose()?;
    let script = script::join(&bound.script, loader.as_ref(), &boot)?;
    let script = Lasting::new(NAME, "js", script.into_bytes());
    Program { script, wasm, parts: parts.into_iter().map(|(_, part)| part).collect() }.write(&site)
}

/// A folder with nothing in it.
fn fresh(folder: &Path) -> Result<(), String> {
    let wrong = |error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(wrong)?;
    }
    fs::create_dir_all(folder).map_err(wrong)
}
