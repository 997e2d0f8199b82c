//! Step 5: one script from wasm-bindgen's, the splitter's, and `public/boot.js`.
//!
//! Browsers verify the checksum of a script that the page names, but not of imported scripts. So nothing is
//! imported.

use anyhow::{Context, Result, bail, ensure};

use crate::site::Lasting;
use crate::split::LOADER;

/// The script that loads parts.
#[derive(Debug, PartialEq)]
pub struct Loader {
    script: String,
    /// The functions that the program calls to load its parts.
    functions: Vec<String>,
}

/// The splitter's script, with the published names and checksums of the parts. `parts` pairs the splitter's
/// file names with the published files.
///
/// # Errors
/// A script of another version of the splitter.
pub fn loader(script: &str, parts: &[(String, Lasting)]) -> Result<Loader> {
    let strange =
        |what: &str| format!("the splitter's script has changed: {what}. Adapt program/src/script.rs");
    let main = script.lines().find(|line| line.starts_with("import "));
    let main = main.with_context(|| strange("it does not import the main part"))?;
    // In a single script, `initSync` is in scope.
    let mut script = script.replace(main, "");
    for (file, Lasting { name, integrity, .. }) in parts {
        let fetch = format!("fetch(new URL(\"./{file}\", import.meta.url))");
        ensure!(script.contains(&fetch), strange("it does not fetch a part"));
        let checked =
            format!("fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\" }})");
        script = script.replace(&fetch, &checked);
    }
    // wasm-bindgen's function also accepts hosts that send another media type.
    let strict = "WebAssembly.instantiateStreaming(src, imports)";
    script = script.replace(strict, "__wbg_load(await src, imports)");
    ensure!(!script.contains("import ") && !script.contains(strict), strange("it imports another module"));
    let exported = |line: &str| Some(line.strip_prefix("export const ")?.split_once(' ')?.0.to_owned());
    let functions = script.lines().filter_map(exported).collect();
    Ok(Loader { script: script.replace("export const ", "const "), functions })
}

/// Joins wasm-bindgen's script, the loader, and the starting script.
///
/// # Errors
/// A script of another version of wasm-bindgen.
pub fn join(bound: &str, loader: Option<&Loader>, boot: &str) -> Result<String> {
    let strange =
        |what: &str| format!("wasm-bindgen's script has changed: {what}. Adapt program/src/script.rs");
    let mut script = String::new();
    // The loader replaces its first import, and later imports refer to it, so each part has one state.
    let mut first: Option<&str> = None;
    for line in bound.lines() {
        match imported(line) {
            Some((name, LOADER)) => match first {
                Some(first) => script += &format!("const {name} = {first};\n"),
                None => {
                    first = Some(name);
                    let Loader { script: text, functions } =
                        loader.with_context(|| strange("it loads parts, but there are none"))?;
                    // In a scope of its own, to avoid name conflicts.
                    let functions = functions.join(", ");
                    script +=
                        &format!("const {name} = (() => {{\n{text}\nreturn {{ {functions} }};\n}})();\n");
                }
            },
            Some((_, from)) => bail!("the program imports `{from}`, but must be a single script"),
            None => script += &[line, "\n"].concat(),
        }
    }
    for needed in ["function __wbg_init(", "function __wbg_load(", "function initSync("] {
        ensure!(script.contains(needed), strange(&format!("it has no `{needed}`")));
    }
    Ok(terse(&[&script, boot].concat()))
}

/// The name and the module of an import: `import * as NAME from "MODULE"`.
fn imported(line: &str) -> Option<(&str, &str)> {
    let (name, from) = line.strip_prefix("import ")?.split_once(" from ")?;
    Some((name.strip_prefix("* as ").unwrap_or(name), from.trim_matches(['"', '\'', ';', ' '])))
}

/// Removes indentation, and comments on lines of their own.
fn terse(script: &str) -> String {
    let mut in_comment = false;
    let mut text = String::new();
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        if !(in_comment || begins || line.is_empty() || line.starts_with("//")) {
            text += line;
            text.push('\n');
        }
        in_comment = (in_comment || begins) && !line.ends_with("*/");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An excerpt of wasm-bindgen's output.
    const BOUND: &str = r#"import * as import1 from "./__wasm_split.js"
import * as import2 from "./__wasm_split.js"

/** Says
 * what.
 */
function a() {
    b();
}
function initSync(module) {}
async function __wbg_load(module, imports) {}
async function __wbg_init(module) {}
"#;

    /// The splitter's output.
    const SPLIT: &str = r#"import { initSync } from "./main.js";

let sharedImports = undefined;
export const __wasm_split_load_extra = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_extra.wasm", import.meta.url));
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}
, []));
"#;

    fn parts() -> [(String, Lasting); 1] {
        [("split_extra.wasm".into(), Lasting::new("extra", "wasm", vec![1]))]
    }

    #[test]
    fn parts_are_fetched_by_published_name_with_checksum() {
        let [(_, part)] = &parts();
        let loader = loader(SPLIT, &parts()).expect("a loader");
        let fetch = format!(
            "fetch(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
            part.name, part.integrity
        );
        assert!(loader.script.contains(&fetch), "{}", loader.script);
        assert_eq!(loader.functions, ["__wasm_split_load_extra"]);
    }

    #[test]
    fn one_script_imports_nothing() {
        let loader = loader(SPLIT, &parts()).expect("a loader");
        let script = join(BOUND, Some(&loader), "// Starts it.\n{\n  boot();\n}\n").expect("a script");
        assert!(!script.lines().any(|line| line.starts_with("import ")), "{script}");
        assert!(script.starts_with("const import1 = (() => {\nlet sharedImports"), "{script}");
        assert!(
            script.contains("return { __wasm_split_load_extra };\n})();\nconst import2 = import1;\n"),
            "{script}"
        );
        assert!(script.contains("\nfunction a() {\nb();\n}\n"), "{script}");
        assert!(script.ends_with("{\nboot();\n}\n") && !script.contains("Says"), "{script}");
    }

    #[test]
    fn an_unexpected_script_stops_the_build() {
        assert!(loader("let x;", &[]).is_err_and(|error| error.to_string().contains("has changed")));
        let none = [("split_other.wasm".into(), Lasting::new("other", "wasm", vec![1]))];
        assert!(loader(SPLIT, &none).is_err_and(|error| error.to_string().contains("does not fetch a part")));
        assert!(
            join("function a() {}", None, "")
                .is_err_and(|error| error.to_string().contains("it has no `function __wbg_init(`"))
        );
        let elsewhere = ["import { x } from './snippets/x.js';\n", BOUND].concat();
        assert!(join(&elsewhere, None, "").is_err_and(|error| error.to_string().contains("./snippets/x.js")));
    }
}
