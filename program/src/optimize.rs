//! Small files, by `wasm-opt`.

use std::fs;
use std::path::Path;
use std::process::Command;

/// How: control flow is taken apart and put together anew, and what is said about the compilers is left out. `-Os` is once
/// compressed as small as `-Oz` (docs/decisions/003).
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

/// What browsers can do. All that `wasm-opt` can would be too much: it would write what no browser reads yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-nontrapping-float-to-int",
];

/// The same program, smaller.
pub fn optimize(wasm: Vec<u8>, scratch: &Path) -> Result<Vec<u8>, String> {
    let [before, after] = ["before.wasm", "after.wasm"].map(|name| scratch.join(name));
    fs::write(&before, wasm).map_err(|error| format!("{}: {error}", before.display()))?;
    let mut command = Command::new("wasm-opt");
    command.arg(&before).arg("--output").arg(&after).args(FEATURES).args(PASSES);
    let status =
        command.status().map_err(|error| format!("cannot start wasm-opt, which releases need: {error}"))?;
    if !status.success() {
        return Err(format!("wasm-opt failed ({status})"));
    }
    fs::read(&after).map_err(|error| format!("{}: {error}", after.display()))
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
