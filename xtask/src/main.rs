//! The project's commands: `cargo xtask help` lists them.
//!
//! They are a Rust program, so a fresh machine needs only `cargo`, and people and continuous integration run
//! the same code.

mod args;
mod bench;
mod files;
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

use anyhow::Result;
use args::Call;
use workspace::Workspace;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        if let Some(tools::Unavailable { tool, .. }) = error.downcast_ref() {
            eprintln!("{}", still_works(*tool));
        }
        ExitCode::FAILURE
    })
}

fn run() -> Result<ExitCode> {
    let call = args::parse(std::env::args_os().skip(1))?;
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
        Call::CleanTools => tools::clean()?,
        Call::Oracle { file } => return oracle::run(&workspace, &file),
    }
    Ok(ExitCode::SUCCESS)
}

/// The commands that run without a tool, for a reader whose registry does not answer.
fn still_works(tool: tools::Tool) -> String {
    let commands = [("serve", site::DEV_TOOLS), ("build", site::TOOLS), ("oracle FILE", &[])];
    let commands = commands.iter().filter(|(_, tools)| !tools.contains(&tool)).map(|(name, _)| *name);
    let steps = test::STEPS.iter().filter(|step| !step.tools.contains(&tool)).map(|step| step.name);
    let steps = ["test --filter"].into_iter().chain(steps).collect::<Vec<_>>().join(" ");
    let all: Vec<_> =
        commands.map(String::from).chain([steps]).map(|words| format!("  ./x {words}")).collect();
    format!("These commands work without {}:\n{}", tool.name(), all.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_tool_leaves_the_commands_that_do_not_need_it() {
        let text = still_works(tools::Tool::WasmOpt);
        assert!(text.contains("without wasm-opt") && text.contains("./x serve"), "{text}");
        assert!(text.contains("--filter format supply lint native oracle browser"), "{text}");
        assert!(!text.contains("./x build") && !text.contains("site"), "{text}");
    }
}
