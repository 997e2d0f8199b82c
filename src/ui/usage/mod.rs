//! The reader's files of usage: chosen, dropped or pasted, read piece by piece in this browser, and what was found in them.

mod reading;

use super::text::said;
use crate::browser::file;
use crate::domain::format;
use crate::figures::usage::volumes;
use crate::state::{FigureState, IN_BROWSER, Place};
use leptos::html;
use leptos::prelude::*;
use reading::Reading;
use std::sync::Arc;
use usage::Report;
use web_sys::DragEvent;

/// So many problems are listed, one a line.
const MOST_PROBLEMS: usize = 20;

/// What was set in the calculator before, by key.
type Before = Vec<(&'static str, u64)>;

/// What reads the files. Copies are the same one.
#[derive(Clone, Copy)]
pub(super) struct Files {
    state: FigureState,
    /// How much is read, in percent, while something is.
    progress: RwSignal<Option<u32>>,
    /// What was done.
    said: RwSignal<String>,
    /// What could not be read.
    problems: RwSignal<Vec<String>>,
    /// The number of the present reading: an earlier one ends.
    run: StoredValue<u32>,
    /// The way back from setting the calculator.
    before: RwSignal<Option<Before>>,
    over: RwSignal<bool>,
    pasted: NodeRef<html::Textarea>,
}

/// Ways to bring in files, and what can be done with what was found.
#[component]
pub fn UsageFiles(state: FigureState) -> impl IntoView {
    let files = Files {
        state,
        progress: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        problems: RwSignal::new(vec![]),
        run: StoredValue::new(0),
        before: RwSignal::new(None),
        over: RwSignal::new(false),
        pasted: NodeRef::new(),
    };
    files.view()
}

impl Files {
    fn view(self) -> impl IntoView {
        let Self { state, progress, problems, over, .. } = self;
        let drop = move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            self.read(file::dropped(&event));
        };
        let hover = move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        };
        let is_idle = move || progress.read().is_none();
        let on_page = state.store.place == Place::Page;
        let volumes = on_page.then(|| {
            view! { <button type="button" on:click=move |_| self.use_volumes()>"Use these volumes in the calculator"</button> }
        });
        let problem = |problem: String| view! { <p class="problem">{problem}</p> };
        view! {
            <fieldset
                class="planner usage-files"
                class:over=over
                disabled=!IN_BROWSER
                on:dragover=hover
                on:dragleave=move |_| over.set(false)
                on:drop=drop
            >
                <legend class="planner-title">"Your files"</legend>
                <p class="help">
                    "Drop logs or exports of usage here, or choose them: Claude Code, Codex, Anthropic, OpenAI, OpenRouter, LiteLLM, ccusage."
                </p>
                <p class="help">"Your browser reads the files. Nothing is uploaded, and nothing is kept."</p>
                {self.ways_in()}
                <p class="planner-actions" hidden=is_idle>
                    <progress max="100" aria-label="Files read" prop:value=move || progress.get().unwrap_or(0)></progress>
                    <button type="button" on:click=move |_| self.cancel()>"Cancel"</button>
                </p>
                <p class="action-status" role="status">{move || said(self.said.get())}</p>
                <div role="alert">{move || problems.get().into_iter().map(problem).collect_view()}</div>
                <p class="planner-actions">
                    {volumes}
                    <button type="button" hidden=move || self.before.read().is_none() on:click=move |_| self.undo()>"Undo"</button>
                    <button type="button" hidden=move || state.store.usage.read().is_none() on:click=move |_| self.forget()>
                        "Show the sample"
                    </button>
                </p>
            </fieldset>
        }
    }

    fn ways_in(self) -> impl IntoView {
        let choose = move |event: leptos::ev::Event| self.read(file::chosen(&event_target(&event)));
        view! {
            <p class="planner-actions">
                <label class="planner-file">
                    "Choose files "
                    <input type="file" multiple=true on:change=choose/>
                </label>
                <label class="planner-file">
                    "Choose a folder "
                    <input type="file" prop:webkitdirectory=true on:change=choose/>
                </label>
            </p>
            <details class="group">
                <summary>"Paste usage"</summary>
                <label class="label" for="usage-paste">"Lines of a log, or an export as CSV or JSON"</label>
                <textarea id="usage-paste" rows="4" spellcheck="false" autocomplete="off" node_ref=self.pasted></textarea>
                <p class="planner-actions">
                    <button type="button" on:click=move |_| self.paste()>"Read pasted usage"</button>
                </p>
            </details>
        }
    }

    fn read(self, files: Vec<web_sys::File>) {
        if files.is_empty() {
            return;
        }
        self.begin();
        Reading::start(self, files);
    }

    fn paste(self) {
        let Some(field) = self.pasted.get_untracked() else { return };
        self.begin();
        let mut reader = self.reader();
        reader.begin("Pasted usage");
        reader.push(field.value().as_bytes());
        reader.end();
        self.done(reader.report());
    }

    fn reader(self) -> usage::Reader {
        usage::Reader::new(&crate::figures::usage::thresholds(self.state.store.data))
    }

    /// Whatever is read now ends.
    fn begin(self) {
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.said.set(String::new());
        self.problems.set(vec![]);
    }

    fn cancel(self) {
        self.begin();
        self.progress.set(None);
        self.said.set("Canceled. The figure is unchanged.".to_owned());
    }

    /// Shows what was found. Where nothing was, the figure stays as it is.
    fn done(self, report: Report) {
        self.progress.set(None);
        self.problems.set(problems(&report));
        let count = report.files.len() as u64;
        let files = format::count(count, "file", "files");
        if report.rows.is_empty() {
            return self.said.set(format!("No usage found in {files}. The figure is unchanged."));
        }
        let records = report.files.iter().map(|file| file.records).sum();
        let mut names: Vec<&str> = report.files.iter().filter_map(|file| Some(file.format?.name())).collect();
        names.sort_unstable();
        names.dedup();
        let records = format::count(records, "record", "records");
        self.said.set(format!("Read: {files}, {records} ({}).", format::joined(names, ", ")));
        self.state.store.uses(Some(self.state.figure.id));
        self.state.store.usage.set(Some(Arc::new(report)));
    }

    fn forget(self) {
        self.begin();
        self.state.store.usage.set(None);
        self.said.set("The sample is shown again.".to_owned());
    }

    /// Sets the calculator.
    fn use_volumes(self) {
        let store = self.state.store;
        let Some((settings, words)) = volumes(store.data, &self.state.now()) else { return };
        let before = store
            .state
            .with_untracked(|state| settings.iter().map(|(key, _)| (*key, state.values.of(key))).collect());
        self.before.set(Some(before));
        store.uses(None);
        store.change(settings);
        self.said.set(words);
    }

    fn undo(self) {
        let Some(before) = self.before.try_update(Option::take).flatten() else { return };
        self.state.store.change(before);
        self.said.set("Undone.".to_owned());
    }
}

/// What could not be read, one problem a line.
fn problems(report: &Report) -> Vec<String> {
    let line = |problem: &usage::Problem| {
        let more = match problem.count {
            1 => String::new(),
            count => format!(", and {} more like it", format::grouped(count - 1)),
        };
        format!("{}, line {}: {}{more}.", problem.file, format::grouped(problem.line), problem.reason)
    };
    let mut lines: Vec<String> = report.problems.iter().take(MOST_PROBLEMS).map(line).collect();
    if let Some(rest) = report.problems.len().checked_sub(MOST_PROBLEMS + 1) {
        lines.push(format!("{} are not listed.", format::count(rest as u64 + 1, "problem", "problems")));
    }
    lines
}
