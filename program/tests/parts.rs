//! A program in parts, from source to published files: `tests/fixture`, a crate with the application's
//! name.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// Builds the fixture as Trunk would, and returns the folder of its files.
fn make() -> PathBuf {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts");
    let _ = fs::remove_dir_all(&site);
    fs::create_dir_all(&site).expect("a folder");
    let done = Command::new(env!("CARGO_BIN_EXE_program"))
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("fixture"))
        .env("TRUNK_STAGING_DIR", &site)
        .env("TRUNK_PROFILE", "debug")
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixture"))
        .output()
        .expect("it starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    site
}

#[test]
fn parts_are_files_of_their_own_and_what_is_small_is_not() {
    let site = make();
    let read = |name: &str| fs::read(site.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    let list: Value = serde_json::from_slice(&read("program.json")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let script = String::from_utf8(read(&text(&list["script"]["name"]))).expect("a script");
    let parts = list["parts"].as_array().expect("a list");
    let has = |name: &str, function: &str| {
        read(name).windows(function.len()).any(|window| window == function.as_bytes())
    };
    let named = |part: &Value| text(&part["name"]).rsplit_once('-').map(|(name, _)| name.to_owned());
    let names: Vec<_> = parts.iter().filter_map(named).collect();
    assert_eq!(names, ["left", "other", "right", "shared"], "what `left` and `right` share is large");
    for part in parts {
        let [name, sum] = ["name", "integrity"].map(|key| text(&part[key]));
        let fetch = format!("fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{sum}\" }})");
        assert_eq!(script.matches(&fetch).count(), 1, "{fetch}\n{script}");
    }
    assert!(!script.lines().any(|line| line.starts_with("import ")), "{script}");
    let main = text(&list["wasm"]["name"]);
    assert!(has(&main, "]::small") && !has(&main, "]::large"), "what `left` and `other` share is small");
}
