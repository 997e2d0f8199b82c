//! `cargo xtask test --gateway`: whether LiteLLM does with an exported configuration what the plan says.
//!
//! It stands apart from the other tests: LiteLLM weighs some hundred megabytes.

use std::fs;

use crate::error::{Context, Error, Result};
use crate::process::{self, cargo};
use crate::tools;
use crate::workspace::Workspace;

/// A plan with an assignment of each kind and names that are hard to keep.
const PLAN: &str = "tests/gateway/plan.json";
/// What holds the gateway against the plan.
const CHECK: &str = "tests/gateway/check.py";
/// Settings with which it is exported, as in the page's address: without a limit, and with one.
const SETTINGS: [&str; 2] = ["book=list", "book=list&budget=500"];
/// Whose budgets are used up, run by run: each in a process of its own, since LiteLLM counts spending for the whole process.
const USED_UP: [&[&str]; 2] = [&["openai"], &["openai", "anthropic"]];

/// Exports the plan and lets LiteLLM load it.
pub fn run(workspace: &Workspace) -> Result<()> {
    let python = tools::litellm(workspace)?;
    let folder = workspace.root().join("target").join("gateway");
    fs::create_dir_all(&folder).context(|| format!("cannot create {}", folder.display()))?;
    for (number, settings) in SETTINGS.iter().enumerate() {
        let words = ["run", "--quiet", "--bin", "gateway", "--", PLAN, settings];
        let config = process::answer(cargo(workspace, &words))
            .ok_or_else(|| Error::new(format!("{PLAN} can't be exported: `cargo {}`", words.join(" "))))?;
        let file = folder.join(format!("config-{number}.yaml"));
        fs::write(&file, config).context(|| format!("cannot write {}", file.display()))?;
        let budgets = if settings.contains("budget") { &USED_UP[..] } else { &[] };
        for used_up in [&[][..]].iter().chain(budgets) {
            let mut check = process::command(workspace, &python);
            check.args([CHECK, PLAN]).arg(&file).args(*used_up);
            process::run(check)?;
        }
    }
    Ok(())
}
