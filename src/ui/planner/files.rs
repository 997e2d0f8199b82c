//! Plans as files and as pasted text, loaded and saved.

use super::Editor;
use crate::browser::{download, file, json};
use crate::domain::format;
use crate::plan::csv::{self, Taken};
use crate::plan::{decode, json as plan_json};
use crate::ui::text::said;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// Ways in and out of the editor.
#[component]
pub(super) fn Files(editor: Editor) -> impl IntoView {
    let help = format!(
        "The first line of a table names its columns: {}. Only “class” is required.",
        editor.reader.keys().join(", ")
    );
    let pasted = NodeRef::<html::Textarea>::new();
    let refused = editor.refused;
    let folded = NodeRef::<html::Details>::new();
    // Where it is said why something was refused is not left folded away.
    Effect::new(move |_| {
        if let (false, Some(folded)) = (refused.read().is_empty(), folded.get()) {
            folded.set_open(true);
        }
    });
    let use_pasted = move |_| {
        if let Some(field) = pasted.get_untracked() {
            take(editor, &field.value(), "");
        }
    };
    let save_csv = move |_| {
        download::text("showdown-plan.csv", "text/csv", &csv::write(editor.reader, &editor.plan()));
    };
    let save_json = move |_| {
        let text = plan_json::write(editor.reader, &editor.plan());
        download::text("showdown-plan.json", "application/json", &text);
    };
    view! {
        <details class="group planner-files" node_ref=folded>
            <summary>"Paste, load or save the plan"</summary>
            <label class="label" for="plan-paste">"A table (CSV, or copied from a spreadsheet), or a plan as JSON"</label>
            <p class="help" id="plan-paste-help">{help}</p>
            <textarea
                id="plan-paste"
                rows="5"
                spellcheck="false"
                autocomplete="off"
                aria-describedby="plan-paste-help plan-paste-problem"
                node_ref=pasted
            ></textarea>
            <p class="problem" id="plan-paste-problem" role="alert" hidden=move || refused.read().is_empty()>
                {move || said(refused.get())}
            </p>
            <p class="planner-actions">
                <button type="button" on:click=use_pasted>"Import pasted plan"</button>
                <label class="planner-file">
                    "Load a file "
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,.json,text/csv,application/json"
                        on:change=move |event| load(editor, &event_target(&event))
                    />
                </label>
                <button type="button" on:click=save_csv>"Save as CSV"</button>
                <button type="button" on:click=save_json>"Save as JSON"</button>
            </p>
        </details>
    }
}

fn load(editor: Editor, field: &HtmlInputElement) {
    file::read(field, move |bytes| match bytes.map(|bytes| decode(&bytes)) {
        Some(Ok((text, encoding))) => take(editor, &text, encoding.note()),
        Some(Err(error)) => editor.refused.set([&error, " Your plan is unchanged."].concat()),
        None => editor.refused.set("The file is unreadable or larger than 1 MB.".to_owned()),
    });
}

/// Reads a plan that was pasted or loaded. What can't be read changes nothing. `note` is what to say of its encoding.
fn take(editor: Editor, text: &str, note: &str) {
    let read = match text.trim_start().starts_with(['{', '[']) {
        true => {
            let plan = json::parse(text).and_then(|tree| plan_json::read(editor.reader, &tree));
            plan.map(|plan| Taken { plan, notes: vec![] })
        }
        false => csv::take(editor.reader, text),
    };
    match read {
        Ok(Taken { plan, notes }) => {
            let count = plan.classes.len() as u64;
            editor.load(plan);
            editor.refused.set(String::new());
            let loaded = [&format::count(count, "class", "classes"), " loaded."].concat();
            let said = [loaded.as_str(), note].into_iter().chain(notes.iter().map(String::as_str));
            let said: Vec<_> = said.filter(|words| !words.is_empty()).collect();
            editor.changed(said.join(" "), None);
        }
        Err(error) => editor.refused.set([&error, " Your plan is unchanged."].concat()),
    }
}
