//! A row of the editor: one class of work, who does it, and what it costs.

use super::{Editor, Focus, quoted};
use crate::domain::routing::{self, Assignment, Class};
use crate::domain::workload::WHOLE;
use crate::domain::{Entry, Note, Tokens, Understood, Writing, format};
use crate::plan::{FIELDS, SHARE, clean_name};
use crate::state::IN_BROWSER;
use crate::ui::text::said;
use crate::ui::typing::{Typing, reading};
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlDetailsElement, KeyboardEvent};

/// The share at which a split begins: half of the tasks for each.
const EVEN: u64 = WHOLE / 2;
/// Where in the list of assignments a split is.
const SPLIT: usize = 2;

/// What of a class a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Assignment,
    Share,
    /// The part of a system that it belongs to.
    Kind,
    /// The number at this place of [`FIELDS`].
    Number(usize),
}

/// A class that is edited. Copies are the same one.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// Its number: no other row has or had it.
    pub id: usize,
    /// What counts.
    pub class: RwSignal<Class>,
    /// What is wrong in its fields.
    problems: RwSignal<Vec<(Part, String)>>,
    /// How numbers with two meanings were read, and the fields they were typed into.
    notes: RwSignal<Vec<(Part, Note, Typing)>>,
    /// The class as it was when the reader came to the field that has the focus.
    held: StoredValue<Option<Class>>,
}

impl Row {
    pub fn new(id: usize, class: Class) -> Self {
        Self {
            id,
            class: RwSignal::new(class),
            problems: RwSignal::new(vec![]),
            notes: RwSignal::new(vec![]),
            held: StoredValue::new(None),
        }
    }
}

/// A row with what it belongs to. Copies are the same one.
#[derive(Clone, Copy)]
struct Edited {
    editor: Editor,
    row: Row,
    /// What is typed as a share.
    share: Typing,
}

/// A row of the list.
#[component]
pub(super) fn RowView(editor: Editor, row: Row) -> impl IntoView {
    let share = match row.class.read_untracked().to {
        Assignment::Split(share) => share,
        _ => EVEN,
    };
    let edited = Edited { editor, row, share: Typing::new(SHARE.short(share)) };
    edited.follow_share();
    let [a, _] = editor.state.store.data.shorts();
    let name = move || row.class.read().name.clone();
    let cost = move || {
        let place = editor.rows.read().iter().position(|other| other.id == row.id);
        place.and_then(|place| editor.costs.read().get(place).cloned()).and_then(said)
    };
    let unfolded = RwSignal::new(false);
    let unfold = move |event| {
        if event_target::<HtmlDetailsElement>(&event).open() {
            unfolded.set(true);
        }
    };
    let problem = move || {
        let problems = row.problems.read();
        said(format::joined(problems.iter().map(|(_, words)| words), " "))
    };
    view! {
        <li class="work" on:focusin=move |_| row.held.set_value(Some(row.class.get_untracked()))>
            <div class="work-head" role="group" aria-label=name>
                {edited.name()}
                {edited.assignment()}
                <span class="work-cost">{cost}</span>
                <label class="work-share" hidden=move || !matches!(row.class.read().to, Assignment::Split(_))>
                    <span>{[a, "’s share"].concat()}</span>
                    {edited.input(Part::Share, edited.share)}
                </label>
                <details class="work-more" on:toggle=unfold>
                    <summary>{move || summary(&row.class.read())}</summary>
                    <div class="work-fields">{move || unfolded.get().then(|| edited.fields())}</div>
                </details>
                <div class="work-deeds">{edited.buttons()}</div>
                <p class="problem" id=edited.problem_id() role="alert" hidden=move || row.problems.read().is_empty()>
                    {problem}
                </p>
                <div class="work-notes" role="status">{move || edited.notes()}</div>
            </div>
        </li>
    }
}

/// What a class is like, in short: `20 tasks, 400k in, 40k out, 300k context`.
fn summary(class: &Class) -> String {
    let [input, output, context] = [class.input, class.output, class.context].map(Tokens::short);
    let tasks = format::count(class.tasks, "task", "tasks");
    [&tasks, ", ", &input, " in, ", &output, " out, ", &context, " context"].concat()
}

/// Where in the list of assignments it is.
const fn way(to: Assignment) -> usize {
    match to {
        Assignment::One(model) => model,
        Assignment::Split(_) => SPLIT,
        Assignment::Cascade(first) => 3 + first,
    }
}

/// Puts a number into a class.
fn set(class: &mut Class, part: Part, value: u64) {
    match part {
        Part::Share => class.to = Assignment::Split(value),
        Part::Number(place) => (FIELDS[place].set)(class, value),
        Part::Name | Part::Assignment | Part::Kind => {}
    }
}

impl Edited {
    fn problem_id(self) -> String {
        format!("work-{}-problem", self.row.id)
    }

    /// The name, which may have several lines: with Shift and Enter, or pasted. Enter confirms it.
    fn name(self) -> impl IntoView {
        let typing = Typing::new(self.row.class.read_untracked().name.clone());
        let field = NodeRef::<html::Textarea>::new();
        let entered = move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
                event.prevent_default();
                self.editor.focus.set(Some((self.row.id, Focus::Assignment)));
            }
        };
        self.take_focus(Focus::Name, move || {
            let field = field.get_untracked()?;
            field.focus().ok()?;
            field.select();
            Some(())
        });
        // What follows the first line end of a text field is kept.
        let built = (!IN_BROWSER).then(|| ["\n", &typing.text.get_untracked()].concat());
        view! {
            <textarea
                rows="1"
                aria-label="Name"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=self.problem_id()
                aria-invalid=move || self.is_wrong(Part::Name)
                node_ref=field
                prop:value=typing.text
                on:input=move |event| self.type_in(Part::Name, &event_target_value(&event), typing)
                on:focusout=move |event| self.leave(Part::Name, &event_target_value(&event), typing)
                on:keydown=entered
            >
                {built}
            </textarea>
        }
    }

    /// Who does it.
    fn assignment(self) -> impl IntoView {
        let [a, b] = self.editor.state.store.data.shorts();
        let words = [
            a.to_owned(),
            b.to_owned(),
            "Both, split".to_owned(),
            [a, ", then ", b].concat(),
            [b, ", then ", a].concat(),
        ];
        let chosen = move || way(self.row.class.read().to);
        let first = untrack(chosen);
        let options = words.into_iter().enumerate().map(|(place, words)| {
            view! {
                <option value=place.to_string() selected=place == first prop:selected=move || chosen() == place>{words}</option>
            }
        });
        let select = NodeRef::<html::Select>::new();
        self.take_focus(Focus::Assignment, move || select.get_untracked()?.focus().ok());
        view! {
            <select
                aria-label="Model"
                node_ref=select
                on:input=move |event| self.choose(event_target_value(&event).parse().unwrap_or_default())
            >
                {options.collect_view()}
            </select>
        }
    }

    fn choose(self, place: usize) {
        let to = match place {
            SPLIT => Assignment::Split(SHARE.read(&self.share.text.read_untracked()).unwrap_or(EVEN)),
            3 | 4 => Assignment::Cascade(place - 3),
            model => Assignment::One(model),
        };
        self.tell(Part::Share, None);
        self.note(Part::Share, None, self.share);
        self.put(Part::Assignment, Class { to, ..self.row.class.get_untracked() });
    }

    /// The buttons that move and remove it.
    fn buttons(self) -> impl IntoView {
        let button = |focus: Focus, words: &'static str, sign: &'static str| {
            let element = NodeRef::<html::Button>::new();
            self.take_focus(focus, move || element.get_untracked()?.focus().ok());
            let (editor, id) = (self.editor, self.row.id);
            let act =
                move |_| if focus == Focus::Remove { editor.remove(id) } else { editor.shift(id, focus) };
            view! {
                <button
                    type="button"
                    aria-label=move || [words, &self.row.class.read().name].concat()
                    hidden=move || focus == Focus::Remove && editor.rows.read().len() == 1
                    node_ref=element
                    on:click=act
                >
                    {sign}
                </button>
            }
        };
        [
            button(Focus::Up, "Move up ", "↑"),
            button(Focus::Down, "Move down ", "↓"),
            button(Focus::Remove, "Remove ", "×"),
        ]
        .collect_view()
    }

    /// The numbers of the class.
    fn fields(self) -> impl IntoView {
        let kind = |kind: routing::Part, words: &'static str| {
            let first = self.row.class.read_untracked().part == kind;
            view! {
                <option value=words selected=first prop:selected=move || self.row.class.read().part == kind>{words}</option>
            }
        };
        let kinds = [routing::Part::Foundation, routing::Part::Surface];
        let choose = move |event| {
            let part = kinds[usize::from(event_target_value(&event) == "surface")];
            self.put(Part::Kind, Class { part, ..self.row.class.get_untracked() });
        };
        let number = |(place, field): (usize, &'static crate::plan::Field)| {
            let typing = Typing::new(field.entry.short((field.of)(&self.row.class.read_untracked())));
            let part = Part::Number(place);
            view! { <label><span>{self.label(part)}</span>{self.input(part, typing)}</label> }
        };
        view! {
            <label>
                <span>"Part (for the original’s rule)"</span>
                <select on:input=choose>{kind(kinds[0], "foundation")}{kind(kinds[1], "surface")}</select>
            </label>
            {FIELDS.iter().enumerate().map(number).collect_view()}
        }
    }

    /// A field for a number.
    fn input(self, part: Part, typing: Typing) -> impl IntoView {
        view! {
            <input
                type="text"
                value=typing.text.get_untracked()
                prop:value=typing.text
                autocomplete="off"
                spellcheck="false"
                aria-describedby=self.problem_id()
                aria-invalid=move || self.is_wrong(part)
                on:input=move |event| self.type_in(part, &event_target_value(&event), typing)
                on:focusout=move |event| self.leave(part, &event_target_value(&event), typing)
            />
        }
    }

    /// What a field is called.
    fn label(self, part: Part) -> String {
        let names = self.editor.state.store.data.shorts();
        match part {
            Part::Share => [names[0], "’s share"].concat(),
            Part::Number(place) => match FIELDS[place].model {
                Some(model) => [names[model], " ", FIELDS[place].label].concat(),
                None => FIELDS[place].label.to_owned(),
            },
            _ => "Name".to_owned(),
        }
    }

    fn is_wrong(self, part: Part) -> Option<&'static str> {
        self.row.problems.read().iter().any(|(of, _)| *of == part).then_some("true")
    }

    /// The share that counts is shown, wherever it comes from.
    fn follow_share(self) {
        let share = Memo::new(move |_| match self.row.class.read().to {
            Assignment::Split(share) => Some(share),
            _ => None,
        });
        Effect::new(move |_| {
            let Some(share) = share.get() else { return };
            if SHARE.read(&self.share.text.read_untracked()) != Ok(share) {
                self.share.text.set(SHARE.short(share));
            }
        });
    }

    /// Focuses an element when the editor asks for it.
    fn take_focus(self, focus: Focus, act: impl Fn() -> Option<()> + 'static) {
        let asked = self.editor.focus;
        Effect::new(move |_| {
            if asked.get() == Some((self.row.id, focus)) {
                asked.set(None);
                act();
            }
        });
    }

    /// What is in a field counts, if it can be read.
    fn type_in(self, part: Part, typed: &str, typing: Typing) {
        let count = move |(class, note)| {
            self.tell(part, None);
            self.note(part, note, typing);
            self.put(part, class);
        };
        typing.take(typed, self.read(part, typed), count, move |error| self.judge(part, error));
    }

    /// Leaving a field tidies what was understood. A row that has just been removed counts for nothing.
    fn leave(self, part: Part, typed: &str, typing: Typing) {
        if self.editor.place(self.row.id).is_none() {
            return;
        }
        typing.cancel();
        match self.read(part, typed) {
            Ok((class, _)) => {
                self.tell(part, None);
                if part != Part::Name {
                    typing.text.set(self.shown(part, &class));
                }
                self.put(part, class);
            }
            Err(error) => self.judge(part, &error),
        }
    }

    /// What a field of that part takes, if that is a number.
    fn entry(part: Part) -> Option<Entry> {
        match part {
            Part::Share => Some(SHARE),
            Part::Number(place) => Some(FIELDS[place].entry),
            Part::Name | Part::Assignment | Part::Kind => None,
        }
    }

    /// The class with what is typed, and how that was read if it has two meanings.
    fn read(self, part: Part, text: &str) -> Result<(Class, Option<Note>), String> {
        let mut class = self.row.class.get_untracked();
        let Some(entry) = Self::entry(part) else {
            if part == Part::Name {
                class.name = clean_name(text)?;
            }
            return Ok((class, None));
        };
        // The field of a share is there for a split alone.
        if part == Part::Share && !matches!(class.to, Assignment::Split(_)) {
            return Ok((class, None));
        }
        let Understood { value, note } = entry.understand(text, Writing::Unknown)?;
        set(&mut class, part, value);
        Ok((class, note))
    }

    /// How the numbers of its fields were read, with a button each that takes the other meaning.
    fn notes(self) -> impl IntoView + use<> {
        let line = |(part, note, typing): (Part, Note, Typing)| {
            let take = Callback::new(move |value| {
                let mut class = self.row.class.get_untracked();
                set(&mut class, part, value);
                typing.text.set(self.shown(part, &class));
                self.note(part, None, typing);
                self.put(part, class);
            });
            reading(&self.label(part), note, take)
        };
        self.row.notes.get().into_iter().map(line).collect_view()
    }

    /// Says how the number in a field was read, beside what is said of others of its row; or that it has one meaning.
    fn note(self, part: Part, note: Option<Note>, typing: Typing) {
        if note.is_none() && self.row.notes.read_untracked().iter().all(|(of, ..)| *of != part) {
            return;
        }
        self.row.notes.update(|all| {
            all.retain(|(of, ..)| *of != part);
            all.extend(note.map(|note| (part, note, typing)));
        });
    }

    /// What a field shows of a class.
    fn shown(self, part: Part, class: &Class) -> String {
        match (part, class.to) {
            (Part::Number(place), _) => FIELDS[place].entry.short((FIELDS[place].of)(class)),
            (Part::Share, Assignment::Split(share)) => SHARE.short(share),
            (Part::Share, _) => self.share.text.get_untracked(),
            _ => quoted(&class.name),
        }
    }

    /// Takes over a class, if it has changed.
    fn put(self, part: Part, class: Class) {
        if class == *self.row.class.read_untracked() {
            return;
        }
        let words = ["Changed: ", &quoted(&class.name), "."].concat();
        self.row.class.set(class);
        self.editor.changed(words, Some((self.row.id, part)));
    }

    /// Says what can't be read. What counts is what was there before, and not what its beginning would have meant.
    fn judge(self, part: Part, error: &str) {
        if self.editor.place(self.row.id).is_none() {
            return;
        }
        let mut class = self.row.class.get_untracked();
        if let Some(held) = self.row.held.get_value() {
            match part {
                Part::Name => class.name = held.name,
                Part::Number(place) => (FIELDS[place].set)(&mut class, (FIELDS[place].of)(&held)),
                _ => class.to = held.to,
            }
        }
        let held = self.shown(part, &class);
        self.put(part, class);
        self.row.notes.update(|all| all.retain(|(of, ..)| *of != part));
        let label = self.label(part);
        self.tell(part, Some(format!("{label}: {error} Using {held}.")));
    }

    /// Says what is wrong in a field, beside what is wrong in others of its row; or that nothing is.
    fn tell(self, part: Part, problem: Option<String>) {
        if problem.is_none() && self.row.problems.read_untracked().iter().all(|(of, _)| *of != part) {
            return;
        }
        self.row.problems.update(|all| {
            all.retain(|(of, _)| *of != part);
            all.extend(problem.map(|words| (part, words)));
        });
    }
}
