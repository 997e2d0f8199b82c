//! `cargo xtask test --gateway`: checks that LiteLLM runs an exported plan as intended.
//!
//! The other tests exclude this check, because LiteLLM takes some hundred megabytes.

use anyhow::{Context, Result};

use crate::files;
use crate::process::{self, cargo};
use crate::tools;
use crate::workspace::Workspace;

/// A plan with every kind of assignment, and names with special characters.
const PLAN: &str = "tests/gateway/plan.json";
/// The script that compares the gateway with the plan.
const CHECK: &str = "tests/gateway/check.py";
/// Settings of the export, as in the page's URL: without a budget, and with one.
const SETTINGS: [&str; 2] = ["book=list", "book=list&budget=500"];
/// The providers with exhausted budgets, per run. Each run has its own process, because LiteLLM counts
/// spending per process.
const USED_UP: [&[&str]; 2] = [&["openai"], &["openai", "anthropic"]];

/// Exports the plan and checks it with LiteLLM.
pub fn run(workspace: &Workspace) -> Result<()> {
    let python = tools::litellm(workspace)?;
    let folder = workspace.root().join("target").join("gateway");
    for (number, settings) in SETTINGS.iter().enumerate() {
        let words = ["run", "--quiet", "--bin", "gateway", "--", PLAN, settings];
        let config = process::answer(cargo(workspace, &words))
            .with_context(|| format!("cannot export {PLAN}; `cargo {}` says why", words.join(" ")))?;
        let file = folder.join(format!("config-{number}.yaml"));
        files::write(&file, config)?;
        let budgets = if settings.contains("budget") { &USED_UP[..] } else { &[] };
        for used_up in [&[][..]].iter().chain(budgets) {
            let mut check = process::command(workspace, &python);
            check.args([CHECK, PLAN]).arg(&file).args(*used_up);
            process::run(check)?;
        }
    }
    Ok(())
}
