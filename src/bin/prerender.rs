//! Renders the page when the site is built. Trunk calls it: `prerender check` before it compiles, `prerender` afterwards.

use std::process::ExitCode;

fn main() -> ExitCode {
    let done = match std::env::args().nth(1).as_deref() {
        Some("check") => showdown::page::build::check(),
        _ => showdown::page::build::render_site(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
