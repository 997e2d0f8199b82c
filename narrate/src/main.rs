//! `narrate`: records sentences. `cargo xtask narrate` calls it with the sentences of the page.

use std::process::ExitCode;

fn main() -> ExitCode {
    match narrate::run(std::env::args_os().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
