//! Step 4: smaller files, by `wasm-opt`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The passes: flatten and rebuild the control flow, and strip data about compilers. Once compressed, `-Os`
/// is as small as `-Oz` (docs/decisions/003).
const PASSES: [&str; 8] = [
    "-Os",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Os",
    "-Os",
    "--strip-producers",
    "--strip-target-features",
];

/// The features that browsers support. With all features, `wasm-opt` would write code that browsers cannot
/// read yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
];

/// Optimizes a WebAssembly file, with `scratch` as working folder.
///
/// # Errors
/// If `wasm-opt` is missing or fails.
pub fn optimize(wasm: Vec<u8>, scratch: &Path) -> Result<Vec<u8>> {
    let [before, after] = ["before.wasm", "after.wasm"].map(|name| scratch.join(name));
    fs::write(&before, wasm).with_context(|| format!("cannot write {}", before.display()))?;
    let mut command = Command::new("wasm-opt");
    command.arg(&before).arg("--output").arg(&after).args(FEATURES).args(PASSES);
    let status =
        command.status().context("cannot start wasm-opt, which releases need; `./x build` installs it")?;
    ensure!(status.success(), "wasm-opt failed ({status})");
    fs::read(&after).with_context(|| format!("cannot read {}", after.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_that_browsers_must_have_is_documented() {
        let house = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace");
        let documented = fs::read_to_string(house.join("docs/hosting.md")).expect("the document");
        for feature in FEATURES {
            let name = feature.trim_start_matches("--enable-");
            assert!(documented.contains(&format!("`{name}`")), "docs/hosting.md, “Browsers”: {name}");
        }
    }
}
