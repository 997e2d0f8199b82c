//! The rules of the layout: imports point one way, and files, functions and lines have limits.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules of `src`, bottom up: a module imports only modules before it (docs/design.md).
const ORDER: [&str; 11] =
    ["domain", "data", "charts", "plan", "figures", "narration", "browser", "state", "ui", "page", "app"];

/// The limits outside tests: lines per file, lines per function, and columns per line.
const FILE: usize = 500;
const FUNCTION: usize = 80;
const COLUMNS: usize = 110;

/// Exceptions, to be mended. An entry that is no longer needed fails the test.
const LONG_FILES: [&str; 2] = ["src/data/mod.rs", "src/domain/pricing.rs"];
const LONG_FUNCTIONS: [&str; 17] = [
    "src/charts/tornado.rs: draw",
    "src/data/mod.rs: check",
    "src/figures/calculator/change.rs: curve",
    "src/figures/calculator/change.rs: sensitivity",
    "src/figures/calculator/report.rs: notices",
    "src/figures/calculator/settings.rs: settings",
    "src/figures/context_fit.rs: main",
    "src/figures/economics.rs: main",
    "src/figures/orchestrate/export.rs: extra",
    "src/figures/repair_time.rs: main",
    "src/figures/secops.rs: main",
    "src/figures/test_b.rs: main",
    "src/figures/ui_throughput.rs: main",
    "src/figures/verify_loop.rs: main",
    "src/plan/gateway.rs: config",
    "src/plan/lint.rs: lint",
    "src/ui/drawing.rs: Drawing",
];
/// Folders and files in which some lines are wider.
const WIDE: [&str; 8] = [
    "src/app.rs",
    "src/browser",
    "src/figures",
    "src/narration",
    "src/page",
    "src/plan",
    "src/state",
    "src/ui",
];
/// Files that import each other.
const CIRCLES: [&str; 10] = [
    "src/charts/canvas.rs",
    "src/charts/sheet.rs",
    "src/charts/svg.rs",
    "src/page/assets.rs",
    "src/page/embed.rs",
    "src/state/memory.rs",
    "src/state/store.rs",
    "src/ui/listen/player.rs",
    "src/ui/listen/reading.rs",
    "src/ui/listen/recording.rs",
];

/// Every Rust file of the application and of the tools: its path, and its text before its tests.
fn sources() -> BTreeMap<String, String> {
    fn collect(folder: &Path, files: &mut BTreeMap<String, String>) {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let text = fs::read_to_string(&path).expect("a text");
                let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
                let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("a path in the project");
                files.insert(name.display().to_string(), code.to_owned());
            }
        }
    }
    let mut files = BTreeMap::new();
    for folder in ["src", "xtask/src", "narrate/src", "program/src"] {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    assert!(files.len() > 100, "{} files", files.len());
    files
}

/// The code of a line, without a comment.
fn code(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line }
}

/// The first names after a prefix such as `crate::`, also in braces: `crate::{data, plan::Reader}`.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let first = |path: &str| path.trim().chars().take_while(|c| is_name(*c)).collect::<String>();
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        if text[..at].ends_with(|c: char| is_name(c) || c == ':') {
            continue;
        }
        let rest = &text[at + prefix.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(first(rest));
            continue;
        };
        let (mut depth, mut path) = (0, String::new());
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => drop(names.insert(first(&std::mem::take(&mut path)))),
                _ if depth == 0 => path.push(c),
                _ => {}
            }
        }
        names.insert(first(&path));
    }
    names
}

/// What the code of a file imports by absolute or relative path: modules of `src`.
fn imports(text: &str, prefix: &str) -> BTreeSet<String> {
    let text: String = text.lines().flat_map(|line| [code(line), "\n"]).collect();
    names_after(&text, prefix)
}

#[test]
fn modules_import_only_modules_below_them() {
    let rank = |name: &str| ORDER.iter().position(|module| *module == name);
    let mut wrong = vec![];
    for (file, text) in sources() {
        let Some(path) = file.strip_prefix("src/") else { continue };
        let module = path.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        let Some(own) = rank(module) else {
            assert!(["bin", "lib"].contains(&module), "{file}: add `{module}` to the order");
            continue;
        };
        let above =
            imports(&text, "crate::").into_iter().filter(|name| rank(name).is_some_and(|rank| rank > own));
        wrong.extend(above.map(|name| format!("{file} imports {name}")));
    }
    assert!(wrong.is_empty(), "these imports point up:\n{}", wrong.join("\n"));
}

#[test]
fn files_of_one_folder_form_no_circle() {
    let sources = sources();
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in &sources {
        let Some((folder, _)) = file.rsplit_once('/') else { continue };
        let siblings = imports(text, "super::").into_iter().map(|name| format!("{folder}/{name}.rs"));
        uses.insert(file.clone(), siblings.filter(|other| sources.contains_key(other)).collect());
    }
    // Removing files that import no remaining file, or that no remaining file imports, leaves the circles.
    loop {
        let imported: BTreeSet<_> = uses.values().flatten().cloned().collect();
        let left: BTreeSet<_> = uses.keys().cloned().collect();
        uses.retain(|file, others| imported.contains(file) && !others.is_disjoint(&left));
        if uses.len() == left.len() {
            break;
        }
    }
    compare(uses.into_keys().collect(), &CIRCLES, "a circle of imports");
}

/// The functions of a file that exceed the limit. `rustfmt` aligns a function's end with its start.
fn long_functions(file: &str, text: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().collect();
    let mut long = vec![];
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some((before, rest)) = code(line).split_once("fn ") else { continue };
        if !before
            .trim_start()
            .split(' ')
            .all(|word| word.chars().all(|c| c.is_ascii_alphabetic() || "()".contains(c)))
        {
            continue;
        }
        let end = [&" ".repeat(indent), "}"].concat();
        let length = lines[start..].iter().position(|line| {
            *line == end || (*line).ends_with(';') && line.len() - line.trim_start().len() == indent
        });
        if length.is_some_and(|length| length >= FUNCTION) {
            let name = rest.split(['(', '<']).next().unwrap_or_default();
            long.push(format!("{file}: {name}"));
        }
    }
    long
}

/// Compares what breaks a rule with its exceptions.
fn compare(found: BTreeSet<String>, allowed: &[&str], rule: &str) {
    let allowed: BTreeSet<_> = allowed.iter().map(ToString::to_string).collect();
    let new: Vec<_> = found.difference(&allowed).collect();
    let gone: Vec<_> = allowed.difference(&found).collect();
    assert!(new.is_empty(), "{rule}: {new:#?}");
    assert!(gone.is_empty(), "{rule}: remove these exceptions, which are mended: {gone:#?}");
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter(|(_, text)| text.lines().count() > FILE);
    compare(long.map(|(file, _)| file).collect(), &LONG_FILES, "more than 500 lines");
}

#[test]
fn functions_are_short() {
    let long = sources().into_iter().flat_map(|(file, text)| long_functions(&file, &text));
    compare(long.collect(), &LONG_FUNCTIONS, "more than 80 lines");
}

#[test]
fn lines_are_narrow() {
    let mut wide = BTreeSet::new();
    for (file, text) in sources() {
        // URLs cannot be broken.
        let is_wide = |line: &str| line.chars().count() > COLUMNS && !line.contains("://");
        if text.lines().any(is_wide) {
            let folder =
                WIDE.iter().find(|folder| file == **folder || file.starts_with(&[folder, "/"].concat()));
            wide.insert(folder.map_or(file, ToString::to_string));
        }
    }
    compare(wide, &WIDE, "more than 110 columns");
}

#[test]
fn the_rules_see_what_they_forbid() {
    assert_eq!(names_after("use crate::ui::field;", "crate::"), ["ui".to_owned()].into());
    let group = "use crate::{data::{A, quote}, plan, ui::Field};";
    assert_eq!(names_after(group, "crate::"), ["data", "plan", "ui"].map(str::to_owned).into());
    assert!(names_after("other_crate::ui; super::super::ui", "crate::").is_empty());
    let body = "    x;\n".repeat(FUNCTION);
    assert_eq!(long_functions("a.rs", &format!("pub fn long() {{\n{body}}}\n")), ["a.rs: long"]);
    assert!(long_functions("a.rs", "fn short() {\n}\n").is_empty());
}
