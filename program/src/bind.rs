//! The script through which the program reaches the browser, by wasm-bindgen.

use wasm_bindgen_cli_support::Bindgen;

use crate::{NAME, Profile, split};

/// The program, and the script that it needs.
pub struct Bound {
    pub wasm: Vec<u8>,
    pub script: String,
}

/// Has wasm-bindgen work on the program's main part.
pub fn bind(main: Vec<u8>, profile: Profile) -> Result<Bound, String> {
    let wrong = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen.web(true).map_err(wrong)?;
    let mut output = bindgen
        .input_bytes(NAME, main)
        .typescript(false)
        // `boot.js` says where the program is.
        .omit_default_module_path(true)
        // The table of functions, through which the parts call each other.
        .keep_lld_exports(true)
        .remove_producers_section(profile == Profile::Release)
        .generate_output()
        .map_err(wrong)?;
    let script = output.js().to_owned();
    let module = output.wasm_mut();
    // They have done their work: code that the browser does not call may be inlined or left out.
    let kept = module.exports.iter().filter(|export| export.name.starts_with(split::KEEP));
    for export in kept.map(|export| export.id()).collect::<Vec<_>>() {
        module.exports.delete(export);
    }
    // What told the splitter where code and data refer to each other is of use to nobody else.
    let relocations = module.customs.iter().filter(|(_, section)| {
        let name = section.name();
        name == "linking" || name.starts_with("reloc.")
    });
    for section in relocations.map(|(section, _)| section).collect::<Vec<_>>() {
        module.customs.delete(section);
    }
    Ok(Bound { wasm: module.emit_wasm(), script })
}
