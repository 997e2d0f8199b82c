//! One script of three: wasm-bindgen's, the splitter's, and `public/boot.js`. A browser compares a script that a page names
//! with its checksum, but not one that another script imports; so none is imported.

use crate::site::Lasting;
use crate::split::LOADER;

/// What loads the parts.
#[derive(Debug, PartialEq)]
pub struct Loader {
    script: String,
    /// The functions by which the program asks for its parts.
    functions: Vec<String>,
}

/// The splitter's script, with the parts' lasting names and with their checksums. `parts` are their names as the splitter
/// gave them, and their files.
///
/// # Errors
/// The script is not as this version of the splitter writes them.
pub fn loader(script: &str, parts: &[(String, Lasting)]) -> Result<Loader, String> {
    let strange = |what: &str| format!("the splitter's script has changed, {what}: program/src/script.rs");
    let main = script.lines().find(|line| line.starts_with("import "));
    let main = main.ok_or_else(|| strange("it does not import the main part"))?;
    // In one script with it, `initSync` is in sight.
    let mut script = script.replace(main, "");
    for (file, Lasting { name, integrity, .. }) in parts {
        let fetch = format!("fetch(new URL(\"./{file}\", import.meta.url))");
        if !script.contains(&fetch) {
            return Err(strange("it does not fetch a part"));
        }
        let checked =
            format!("fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\" }})");
        script = script.replace(&fetch, &checked);
    }
    // wasm-bindgen's own does the same, and takes a host that calls the file something else.
    let strict = "WebAssembly.instantiateStreaming(src, imports)";
    script = script.replace(strict, "__wbg_load(await src, imports)");
    if script.contains("import ") || script.contains(strict) {
        return Err(strange("it imports something else"));
    }
    let exported = |line: &str| Some(line.strip_prefix("export const ")?.split_once(' ')?.0.to_owned());
    let functions = script.lines().filter_map(exported).collect();
    Ok(Loader { script: script.replace("export const ", "const "), functions })
}

/// One script of all.
///
/// # Errors
/// wasm-bindgen's script is not as this version writes them.
pub fn join(bound: &str, loader: Option<&Loader>, boot: &str) -> Result<String, String> {
    let strange = |what: &str| format!("wasm-bindgen's script has changed, {what}: program/src/script.rs");
    let mut script = String::new();
    // The loader stands where it is imported first: there is one state of each part.
    let mut first: Option<&str> = None;
    for line in bound.lines() {
        match imported(line) {
            Some((name, LOADER)) => match first {
                Some(first) => script += &format!("const {name} = {first};\n"),
                None => {
                    first = Some(name);
                    let Loader { script: text, functions } =
                        loader.ok_or_else(|| strange("it loads parts where there are none"))?;
                    // In a scope of its own: it shares no name with the others.
                    let functions = functions.join(", ");
                    script +=
                        &format!("const {name} = (() => {{\n{text}\nreturn {{ {functions} }};\n}})();\n");
                }
            },
            Some((_, from)) => return Err(format!("the program imports `{from}`, but it has one script")),
            None => script += &[line, "\n"].concat(),
        }
    }
    for needed in ["function __wbg_init(", "function __wbg_load(", "function initSync("] {
        if !script.contains(needed) {
            return Err(strange(&format!("it has no `{needed}`")));
        }
    }
    Ok(terse(&[&script, boot].concat()))
}

/// The name under which a line imports a module, and the module: `import * as NAME from "MODULE"`.
fn imported(line: &str) -> Option<(&str, &str)> {
    let (name, from) = line.strip_prefix("import ")?.split_once(" from ")?;
    Some((name.strip_prefix("* as ").unwrap_or(name), from.trim_matches(['"', '\'', ';', ' '])))
}

/// The script without comments that have a line of their own, and without indentation.
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

    /// As wasm-bindgen writes it, as far as it matters here.
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

    /// As the splitter writes it.
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
    fn parts_are_fetched_by_their_lasting_names_and_checked() {
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
    fn a_script_that_is_not_as_expected_is_no_site() {
        assert!(loader("let x;", &[]).is_err_and(|error| error.contains("has changed")));
        let none = [("split_other.wasm".into(), Lasting::new("other", "wasm", vec![1]))];
        assert!(loader(SPLIT, &none).is_err_and(|error| error.contains("does not fetch a part")));
        assert!(
            join("function a() {}", None, "")
                .is_err_and(|error| error.contains("initSync") || error.contains("__wbg"))
        );
        let elsewhere = ["import { x } from './snippets/x.js';\n", BOUND].concat();
        assert!(join(&elsewhere, None, "").is_err_and(|error| error.contains("./snippets/x.js")));
    }
}
