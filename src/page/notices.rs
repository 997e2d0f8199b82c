//! Whose work is in the site besides its own code, and under which licences: the file that the page’s foot leads to.
//!
//! Cargo says which crates the browser’s programs are made of, and where they lie; their texts lie with them. Nothing is
//! chosen where there is a choice: each text that a crate comes with is published.

use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The file’s name in the site.
pub const FILE: &str = "licenses.txt";

const BROWSER: &str = "wasm32-unknown-unknown";

const APACHE: &str = include_str!("../../licenses/Apache-2.0.txt");
/// The text of the MIT licence, for crates that come without it; `{authors}` is filled in.
const MIT: &str = include_str!("../../licenses/MIT.txt");
/// Who holds the rights in crates that are under the MIT licence alone and come without its text: the beginning of the
/// address of their repository, and the names.
const MIT_AUTHORS: [(&str, &str); 3] = [
    ("https://github.com/leptos-rs/leptos", "2022 Greg Johnston"),
    ("https://github.com/JonathanBrouwer/erased", "Jonathan Brouwer"),
    ("https://github.com/rs-tml/rstml", "2020 stoically; vldm"),
];
/// The tables of letters in Rust’s own library.
const UNICODE: &str = include_str!("../../licenses/Unicode-3.0.txt");
/// The mathematics in what Rust adds where a processor has no instruction of its own.
const LIBM: &str = include_str!("../../licenses/libm.txt");
/// The typeface of the pictures (`page::picture`): the crate that it comes in, and its text there.
const TYPEFACE: [&str; 2] = ["epaint_default_fonts", "fonts/Hack-Regular.txt"];
/// How the names of files begin that hold a licence.
const BEGINNINGS: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];

/// Something that is in the site and has an author.
struct Work {
    name: String,
    licence: String,
    home: String,
    texts: Vec<String>,
}

/// What Cargo tells of a crate.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
}

/// Puts the notices into a site.
///
/// # Errors
/// Cargo can’t be asked, a crate has no text, or the site can’t be written.
pub fn join(site: &Path) -> Result<(), String> {
    let file = site.join(FILE);
    fs::write(&file, text(&works()?)).map_err(|error| format!("{}: {error}", file.display()))
}

/// The notices: what there is, then each text once, below the names of those whom it is for.
fn text(works: &[Work]) -> String {
    // Hosts send this type without a charset: the mark at the beginning says it to browsers.
    let mut all = String::from(
        "\u{feff}What this site is made of: its own code, the crates and Rust’s standard library in its programs, and the \
         letters in its pictures.\nFirst their names, licences and homes, then the texts of the licences.\n\n",
    );
    let mut texts: Vec<(&str, Vec<&str>)> = vec![];
    for work in works {
        let known = [&*work.name, &work.licence, &work.home].into_iter().filter(|part| !part.is_empty());
        all.extend([&known.collect::<Vec<_>>().join("; "), "\n"]);
        for text in &work.texts {
            // Some differ by nothing but where their lines end.
            match texts.iter_mut().find(|(other, _)| other.split_whitespace().eq(text.split_whitespace())) {
                Some((_, names)) => names.push(&work.name),
                None => texts.push((text, vec![&work.name])),
            }
        }
    }
    for (text, names) in texts {
        all.extend(["\n", &"=".repeat(80), "\n", &names.join(", "), "\n\n", text.trim(), "\n"]);
    }
    all
}

/// Everything that is in the site, this project first.
fn works() -> Result<Vec<Work>, String> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    let metadata =
        cargo(&format!("metadata --locked --format-version 1 --all-features --filter-platform {BROWSER}"))?;
    let Metadata { packages } = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    // Features as they are in the browser: `metadata` would mix in those of the tests and the commands.
    let tree = cargo(&format!(
        "tree --locked --package showdown --no-default-features --features csr --target {BROWSER} \
         --edges normal,no-proc-macro --prefix none --no-dedupe --format {{p}}"
    ))?;
    let mut lines: Vec<_> = tree.lines().collect();
    lines[1..].sort_unstable();
    lines.dedup();
    let package = |line: &str| {
        let [name, version] = [0, 1].map(|word| line.split(' ').nth(word).unwrap_or_default());
        let found =
            packages.iter().find(|one| one.name == name && version.strip_prefix('v') == Some(&one.version));
        found.ok_or_else(|| format!("Cargo lists {line} and does not know it"))
    };
    let mut works = lines.iter().map(|line| of_crate(package(line)?)).collect::<Result<Vec<_>, String>>()?;

    let [crate_, file] = TYPEFACE;
    let found = packages.iter().find(|one| one.name == crate_);
    let found =
        found.ok_or_else(|| format!("there is no crate {crate_} any more: where is its typeface from?"))?;
    works.push(Work {
        name: format!("Hack, the typeface of the pictures, from {crate_} {}", found.version),
        licence: "MIT AND Bitstream-Vera".into(),
        home: "https://sourcefoundry.org/hack".into(),
        texts: vec![read(&found.manifest_path.with_file_name(file))?],
    });
    works.push(Work {
        name: "Rust’s standard library".into(),
        licence: "(MIT OR Apache-2.0) AND Unicode-3.0".into(),
        home: "https://www.rust-lang.org".into(),
        texts: [APACHE, UNICODE, LIBM].map(String::from).into(),
    });
    Ok(works)
}

/// A crate with its texts.
fn of_crate(package: &Package) -> Result<Work, String> {
    let name = format!("{} {}", package.name, package.version);
    let licence = package.license.clone().unwrap_or_default();
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let error = |error| format!("{}: {error}", folder.display());
    let mut files = vec![];
    for entry in fs::read_dir(folder).map_err(error)? {
        let entry = entry.map_err(error)?;
        let begins = entry.file_name().to_string_lossy().to_uppercase();
        if entry.path().is_file() && BEGINNINGS.iter().any(|beginning| begins.starts_with(beginning)) {
            files.push(entry.path());
        }
    }
    files.sort_unstable();
    let mut texts = files.iter().map(|file| read(file)).collect::<Result<Vec<_>, _>>()?;
    let home = package.repository.clone().unwrap_or_default();
    let authors = MIT_AUTHORS.iter().find(|(beginning, _)| home.starts_with(beginning));
    if texts.is_empty()
        && licence == "MIT"
        && let Some((_, authors)) = authors
    {
        texts.push(MIT.replace("{authors}", authors));
    }
    if texts.is_empty() {
        // Of this licence every copy reads the same; the others name their authors.
        if !licence.split([' ', '/', '(', ')']).any(|word| word == "Apache-2.0") {
            return Err(format!(
                "{name} ({licence}) comes without the text of its licence, so it can’t be published: use another crate, or \
                 put its text into licenses/ and name it in src/page/notices.rs"
            ));
        }
        texts.push(APACHE.into());
    }
    Ok(Work { name, licence, home, texts })
}

/// What Cargo answers.
fn cargo(question: &str) -> Result<String, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = Command::new(cargo).args(question.split_whitespace()).output();
    let answer = answer.map_err(|error| format!("cargo {question}: {error}"))?;
    if !answer.status.success() {
        return Err(format!("cargo {question}: {}", String::from_utf8_lossy(&answer.stderr)));
    }
    String::from_utf8(answer.stdout).map_err(|error| error.to_string())
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(works: &[Work]) -> Vec<&str> {
        works.iter().map(|work| work.name.rsplit_once(' ').unwrap_or_default().0).collect()
    }

    #[test]
    fn what_the_browser_runs_is_named_and_what_only_the_build_runs_is_not() {
        let works = works().unwrap();
        let names = names(&works);
        assert_eq!(names[0], "showdown");
        for there in ["csv-core", "gloo", "leptos", "plotters", "plotters-canvas", "wasm-bindgen", "web-sys"]
        {
            assert!(names.contains(&there), "{there}: {names:?}");
        }
        for elsewhere in ["resvg", "serde_derive", "proptest", "xtask"] {
            assert!(!names.contains(&elsewhere), "{elsewhere}: {names:?}");
        }
    }

    #[test]
    fn no_crate_is_in_the_browser_in_two_versions() {
        let works = works().unwrap();
        let names = names(&works);
        let twice = (1..names.len()).filter(|&at| names[..at].contains(&names[at]));
        // Leptos still brings `gloo-net`, which derives its errors with an older one; nothing of either is called.
        let twice: Vec<_> = twice.map(|at| names[at]).filter(|name| *name != "thiserror").collect();
        assert!(twice.is_empty(), "{twice:?}");
    }

    fn package(licence: &str) -> Package {
        // A folder that holds no licence.
        let manifest_path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/Cargo.toml");
        let [name, version] = ["bare", "1.0.0"].map(String::from);
        Package { name, version, license: Some(licence.into()), repository: None, manifest_path }
    }

    #[test]
    fn a_crate_without_a_text_is_named_unless_it_may_be_used_under_one_that_is_always_the_same() {
        let refused = of_crate(&package("MIT")).err().unwrap();
        assert!(refused.starts_with("bare 1.0.0 (MIT) comes without"), "{refused}");
        for choice in ["MIT OR Apache-2.0", "MIT/Apache-2.0", "(Apache-2.0 OR MIT) AND Zlib"] {
            assert_eq!(of_crate(&package(choice)).unwrap().texts, [APACHE], "{choice}");
        }
    }

    #[test]
    fn a_text_stands_once_below_all_whom_it_is_for() {
        let work = |name: &str, text: &str| Work {
            name: name.into(),
            licence: "MIT".into(),
            home: "https://example.org".into(),
            texts: vec![text.into()],
        };
        let text =
            text(&[work("a", "Do\nas you like."), work("b", "Not that."), work("c", "Do as\r\nyou like.\n")]);
        assert_eq!(text.matches("as you like.").count() + text.matches("you like.").count(), 2);
        assert!(text.contains("==\na, c\n\nDo\nas you like.\n"), "{text}");
        assert!(text.contains("==\nb\n\nNot that.\n"), "{text}");
        assert!(text.contains("\na; MIT; https://example.org\nb; MIT"), "{text}");
    }
}
