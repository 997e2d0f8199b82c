//! Step 2: parts that load when needed, by the `wasm_split` crates.
//!
//! An attribute on a function declares a part: `#[leptos::wasm_split::wasm_split(NAME, wasm_split_path =
//! ::leptos::wasm_split, fallible)]`. The part contains all functions with this NAME, and everything that
//! only they use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_encoder::{ExportKind, ExportSection, Module, RawSection};
use wasm_split_cli_support::Options;
use wasmparser::{ExternalKind, KnownCustom, Name, Parser, Payload, TypeRef};

/// The module from which the program imports its loader. `script.rs` replaces the import.
pub const LOADER: &str = "./__wasm_split.js";
/// The prefix of exports that only keep functions in the main part.
pub const KEEP: &str = "__keep_in_main_";
/// The minimum size of shared code for a file of its own, in bytes before optimization. Smaller shared code
/// stays in the main part, because it is not worth a request.
const SHARED: usize = 20_000;
/// The module that functions with a body in a part import from.
const PLACEHOLDER: &str = "__wasm_split_placeholder__";

/// A program in parts.
pub struct Split {
    /// The main part, always loaded.
    pub main: Vec<u8>,
    /// Parts that load when needed.
    pub parts: Vec<Part>,
    /// The script that loads parts. `None` without parts.
    pub loader: Option<String>,
}

/// A part of a program.
pub struct Part {
    /// The declared name, or `shared` for code of several parts.
    pub name: String,
    /// The file name in the loader.
    pub file: String,
    pub wasm: Vec<u8>,
}

/// Splits a program, with `scratch` as working folder.
///
/// # Errors
/// A program without relocations (`--emit-relocs`), or one that the splitter rejects.
pub fn split(whole: Vec<u8>, scratch: &Path) -> Result<Split> {
    let program = Contents::of(&whole).context("cannot read the compiled program")?;
    if !program.has_parts {
        crate::fresh(scratch)?;
        return Ok(Split { main: whole, parts: vec![], loader: None });
    }
    let split = transform(&whole, scratch)?;
    let mut small = BTreeSet::new();
    for part in split.parts.iter().filter(|part| part.file.starts_with(CHUNK)) {
        let shared = Contents::of(&part.wasm)?;
        if shared.bytes < SHARED {
            small.extend(shared.functions.into_keys());
        }
    }
    if small.is_empty() {
        return Ok(split);
    }
    let functions = small.iter().filter_map(|name| program.functions.get(name)).flatten();
    transform(&with_exports(&whole, functions.copied())?, scratch)
}

/// The prefix of the splitter's files for shared code.
const CHUNK: &str = "chunk_";

fn transform(whole: &[u8], scratch: &Path) -> Result<Split> {
    crate::fresh(scratch)?;
    let main = scratch.join("main.wasm");
    let mut options = Options::new(whole);
    options.output_dir = scratch;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cannot split the program: {error:#}"))?;
    let read = |path: &Path| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
    let part = |path: &std::path::PathBuf| {
        let wasm = read(path)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.strip_prefix("split_").unwrap_or("shared").to_owned();
        Ok(Part { name, file: format!("{stem}.wasm"), wasm })
    };
    let mut parts = split.split_modules.iter().map(part).collect::<Result<Vec<_>>>()?;
    parts.sort_by(|a, b| (&a.name, &a.file).cmp(&(&b.name, &b.file)));
    let loader = String::from_utf8(read(&scratch.join(LOADER))?)?;
    Ok(Split { main: read(&main)?, parts, loader: Some(loader) })
}

/// Facts about a WebAssembly file.
#[derive(Default)]
struct Contents {
    /// Whether functions belong to parts.
    has_parts: bool,
    /// The indices of its own functions, by name. Names may repeat.
    functions: BTreeMap<String, Vec<u32>>,
    /// The length of its code and data, in bytes.
    bytes: usize,
}

impl Contents {
    fn of(wasm: &[u8]) -> Result<Self> {
        let mut contents = Self::default();
        let mut imported = 0;
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                        contents.has_parts |= import.module == PLACEHOLDER;
                    }
                }
                Payload::CodeSectionStart { size, .. } => contents.bytes += size as usize,
                Payload::DataSection(data) => contents.bytes += length(data.range()),
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(names) = section.as_known() else { continue };
                    for names in names {
                        let Name::Function(names) = names? else { continue };
                        for name in names {
                            let name = name?;
                            contents.functions.entry(name.name.to_owned()).or_default().push(name.index);
                        }
                    }
                }
                _ => {}
            }
        }
        for indices in contents.functions.values_mut() {
            indices.retain(|index| *index >= imported);
        }
        Ok(contents)
    }
}

/// The length of a section, in bytes.
fn length(range: std::ops::Range<u64>) -> usize {
    usize::try_from(range.end.saturating_sub(range.start)).unwrap_or(usize::MAX)
}

/// Adds exports of these functions, which keeps them in the main part.
fn with_exports(wasm: &[u8], functions: impl Iterator<Item = u32>) -> Result<Vec<u8>> {
    let mut exports = ExportSection::new();
    let mut module = Module::new();
    let mut functions = Some(functions);
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ExportSection(section) = &payload {
            for export in section.clone() {
                let export = export?;
                let kind = match export.kind {
                    ExternalKind::Func | ExternalKind::FuncExact => ExportKind::Func,
                    ExternalKind::Table => ExportKind::Table,
                    ExternalKind::Memory => ExportKind::Memory,
                    ExternalKind::Global => ExportKind::Global,
                    ExternalKind::Tag => ExportKind::Tag,
                };
                exports.export(export.name, kind, export.index);
            }
            for function in functions.take().into_iter().flatten() {
                exports.export(&format!("{KEEP}{function}"), ExportKind::Func, function);
            }
            module.section(&exports);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let data = range.and_then(|(start, end)| wasm.get(start..end));
            let data = data.context("a section extends beyond the end of the program")?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, EntityType, Function, FunctionSection, ImportSection, NameMap, NameSection, TypeSection,
    };

    /// A program with one import and the functions `a`, `b`, and `b`. The first one is exported.
    fn program(import: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(import, "x", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for _ in 0..3 {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut exports = ExportSection::new();
        exports.export("a", ExportKind::Func, 1);
        let mut names = NameMap::new();
        for (index, name) in ["x", "a", "b", "b"].into_iter().enumerate() {
            names.append(index as u32, name);
        }
        let mut section = NameSection::new();
        section.functions(&names);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&exports)
            .section(&code)
            .section(&section);
        module.finish()
    }

    #[test]
    fn a_program_has_parts_if_it_imports_a_place_for_them() {
        assert!(Contents::of(&program(PLACEHOLDER)).expect("a program").has_parts);
        assert!(!Contents::of(&program("env")).expect("a program").has_parts);
    }

    #[test]
    fn functions_are_found_by_name_beside_imports() {
        let functions = Contents::of(&program("env")).expect("a program").functions;
        assert!(functions["x"].is_empty());
        assert_eq!(functions["a"], [1]);
        assert_eq!(functions["b"], [2, 3]);
    }

    #[test]
    fn exports_are_added_and_everything_else_is_unchanged() {
        let before = program("env");
        let after = with_exports(&before, [2, 3].into_iter()).expect("a program");
        let exports = |wasm: &[u8]| -> Vec<(String, u32)> {
            let payloads = Parser::new(0).parse_all(wasm).map(|payload| payload.expect("a section"));
            let section = payloads.filter_map(|payload| match payload {
                Payload::ExportSection(section) => Some(section),
                _ => None,
            });
            let exports = section.flatten().map(|export| export.expect("an export"));
            exports.map(|export| (export.name.to_owned(), export.index)).collect()
        };
        let kept = [2, 3].map(|function| (format!("{KEEP}{function}"), function));
        assert_eq!(exports(&before), [("a".to_owned(), 1)]);
        assert_eq!(exports(&after), [("a".to_owned(), 1), kept[0].clone(), kept[1].clone()]);
        assert_eq!(with_exports(&after, [].into_iter()).expect("a program"), after);
        assert_eq!(
            Contents::of(&before).expect("a program").bytes,
            Contents::of(&after).expect("a program").bytes
        );
    }

    #[test]
    fn without_parts_a_program_stays_whole() {
        let scratch = std::env::temp_dir().join(format!("showdown-split-{}", std::process::id()));
        let split = split(program("env"), &scratch).expect("a program");
        let _ = fs::remove_dir_all(&scratch);
        assert_eq!(split.main, program("env"));
        assert!(split.parts.is_empty() && split.loader.is_none());
    }
}
