//! Renders the page during a build. Trunk calls `prerender check` before it compiles, and `prerender`
//! afterwards. `prerender script` prints the sentences of the page, for recording. `prerender record SITE
//! FOLDER` adds the recording in a folder to a built site.

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
        _ => Err("invalid arguments; usage: prerender [check | script | record SITE FOLDER]".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
