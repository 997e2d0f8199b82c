//! `narrate`: reads sentences aloud. `cargo xtask narrate` calls it with those of the article.

use std::process::ExitCode;

fn main() -> ExitCode {
    match narrate::run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
