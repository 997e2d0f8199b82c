//! Step 3: the JavaScript that connects the program to the browser, by wasm-bindgen.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::{NAME, Profile, split};

/// A program with its script.
pub struct Bound {
    pub wasm: Vec<u8>,
    pub script: String,
}

/// Runs wasm-bindgen on the program's main part.
///
/// # Errors
/// A program that this version of wasm-bindgen does not accept.
pub fn bind(main: Vec<u8>, profile: Profile) -> Result<Bound> {
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?;
    let mut output = bindgen
        .input_bytes(NAME, main)
        .typescript(false)
        // `boot.js` has the program's URL.
        .omit_default_module_path(true)
        // The function table, through which parts call each other.
        .keep_lld_exports(true)
        .remove_producers_section(profile == Profile::Release)
        .generate_output()
        .context("wasm-bindgen failed")?;
    let script = output.js().to_owned();
    let module = output.wasm_mut();
    // The splitter no longer needs these exports. Without them `wasm-opt` can inline or remove the functions.
    let kept = module.exports.iter().filter(|export| export.name.starts_with(split::KEEP));
    for export in kept.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    // Only the splitter needs relocations.
    let relocations = module.customs.iter().filter(|(_, section)| {
        let name = section.name();
        name == "linking" || name.starts_with("reloc.")
    });
    for section in relocations.map(|(section, _)| section).collect::<Vec<_>>() {
        module.customs.delete(section);
    }
    Ok(Bound { wasm: module.emit_wasm(), script })
}
