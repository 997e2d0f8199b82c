//! The editor of a plan: classes of work, each with who does it, and ways in and out.

use super::figure::buttons;
use crate::data::Showdown;
use crate::domain::routing::Goal;
use crate::figures::Shown;
use crate::figures::orchestrate::{COST, RULE, rows, starts};
use crate::plan::Reader;
use leptos::prelude::*;

/// What all classes can be assigned by: the word for it, and what its button says.
const BY: [(&str, &str); 4] = [
    (RULE, "By the article’s rule"),
    (Goal::Cheapest.name(), "As cheap as possible"),
    (Goal::Fastest.name(), "As fast as possible"),
    (Goal::Fewest.name(), "As few failures as possible"),
];

/// The editor, with the data's first plan; with ways in and out, or without.
///
/// # Errors
/// Which plan of the data is wrong, and what.
pub(super) fn planner(data: &Showdown, shown: &Shown, files: bool) -> Result<impl IntoView + use<>, String> {
    let reader = Reader::of(data)?;
    let plan = data.work.plans.first().ok_or("there is no plan")?;
    let plan = reader.given(plan)?;
    let rows = plan.classes.iter().zip(&shown.table.rows).enumerate();
    let rows = rows.map(|(number, (class, row))| rows::row(class, data.shorts(), number, &row.cells[COST]));
    let rows: String = rows.collect();
    let help = format!(
        "The first line of a table names its columns: {}. Only “class” is needed.",
        reader.keys().join(", ")
    );
    let by = BY.map(|(word, words)| view! { <button type="button" data-plan=word>{words}</button> });
    Ok(view! {
        <fieldset class="planner" disabled>
            <legend class="planner-title">"Classes of work"</legend>
            <p class="help">
                "Each class goes to one model, to both in shares, or to one first and from there, where a check finds a failure, to the other."
            </p>
            {buttons(starts(data)?)}
            <ol class="work-list" inner_html=rows></ol>
            <p class="problem" role="alert" hidden></p>
            <p class="planner-actions"><button type="button" data-plan="add">"Add a class"</button></p>
            <div class="planner-actions" role="group" aria-label="Assign all classes">
                <span aria-hidden="true">"Assign all:"</span>
                {by.collect_view()}
            </div>
            <p class="undo planner-undo">
                <span role="status" tabindex="-1"></span>" "<button type="button" data-plan="undo" hidden>"Undo"</button>
            </p>
            {files.then(|| view! { <details class="group planner-files">
                <summary>"Paste, load or save the plan"</summary>
                <label class="label" for="plan-paste">"A table (CSV, or copied from a spreadsheet), or a plan as JSON"</label>
                <p class="help" id="plan-paste-help">{help}</p>
                <textarea id="plan-paste" rows="5" spellcheck="false" autocomplete="off" aria-describedby="plan-paste-help plan-paste-problem"></textarea>
                <p class="problem" id="plan-paste-problem" role="alert" hidden></p>
                <p class="planner-actions">
                    <button type="button" data-plan="paste">"Use what is pasted"</button>
                    <label class="planner-file">"Load a file "<input type="file" accept=".csv,.tsv,.txt,.json,text/csv,application/json"/></label>
                    <button type="button" data-plan="csv">"Save as CSV"</button>
                    <button type="button" data-plan="json">"Save as JSON"</button>
                </p>
            </details> })}
        </fieldset>
    })
}
