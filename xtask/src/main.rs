//! The project's commands: `cargo xtask serve`, `test`, `build`, `weigh`, `bench`, `narrate`, `oracle`, `advisories`.
//!
//! They are a Rust program, not scripts, so that a fresh machine needs nothing but `cargo` to start,
//! and so that a person and the continuous integration run exactly the same thing.

mod args;
mod bench;
mod error;
mod gateway;
mod narrate;
mod oracle;
mod process;
mod site;
mod supply;
mod test;
mod tools;
mod weigh;
mod workspace;

use std::process::ExitCode;

use args::Call;
use error::Result;
use workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let call = args::parse(std::env::args().skip(1))?;
    let workspace = Workspace::find()?;
    match call {
        Call::Help => print!("{}", args::help()),
        Call::Serve { port, release } => site::serve(&workspace, port, release)?,
        Call::Test(options) => test::run(&workspace, &options)?,
        Call::Gateway => gateway::run(&workspace)?,
        Call::Build => site::build(&workspace)?,
        Call::Weigh => weigh::run(&workspace)?,
        Call::Bench { write } => bench::run(&workspace, write)?,
        Call::Narrate { words } => narrate::run(&workspace, &words)?,
        Call::Advisories => supply::advisories(&workspace)?,
        Call::Oracle { file } => return oracle::run(&workspace, &file),
    }
    Ok(ExitCode::SUCCESS)
}
