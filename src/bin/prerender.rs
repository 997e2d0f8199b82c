//! Renders the page when the site is built. Trunk calls it: `prerender check` before it compiles, `prerender` afterwards.
//! `prerender script` prints what a voice is to read of the page, and `prerender record SITE FOLDER` puts the recording of a folder into a
//! site that is built already.

use showdown::page::build;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => build::render_site(),
        ["check"] => build::check(),
        ["script"] => build::script().map(|script| println!("{script}")),
        ["record", site, folder] => build::record(Path::new(site), Path::new(folder)),
        _ => Err("it takes nothing, `check`, `script`, or `record SITE FOLDER`".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
