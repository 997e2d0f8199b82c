//! The rules of every field that is typed into: what can be read counts key by key, what can’t be read is said when the
//! reader rests, and a number with two meanings says how it was read and offers the other one.

use super::text::said;
use crate::browser::timer::Debounce;
use crate::domain::Note;
use leptos::prelude::*;

/// How long a reader must have stopped typing before what is wrong is said, in milliseconds.
const JUDGE_AFTER: u32 = 700;

/// A field that a reader may be typing in. Copies are the same one.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    /// What the field shows.
    pub text: RwSignal<String>,
    judging: StoredValue<Debounce, LocalStorage>,
}

impl Typing {
    /// A field that shows this text.
    pub fn new(text: String) -> Self {
        Self { text: RwSignal::new(text), judging: StoredValue::new_local(Debounce::default()) }
    }

    /// What is typed, as it could be read: takes what counts, or judges the error later.
    pub fn take<T>(
        self,
        typed: &str,
        read: Result<T, String>,
        count: impl FnOnce(T),
        judge: impl FnOnce(&str) + 'static,
    ) {
        self.know(typed);
        match read {
            Ok(read) => {
                self.cancel();
                count(read);
            }
            // On the way to `1.5k` lies `1.5`: nobody is corrected in the middle of a word.
            Err(error) => self.judging.with_value(|judging| judging.run(JUDGE_AFTER, move || judge(&error))),
        }
    }

    /// Lets the signal know what is in its field, or it could not tell that it writes something else. Half a letter (a
    /// lone surrogate), which no text here can hold, stays in the field as it is.
    fn know(self, typed: &str) {
        if !typed.contains('\u{fffd}') {
            self.text.set(typed.to_owned());
        }
    }

    /// Judges now what would be judged later.
    pub fn finish(self) {
        self.judging.with_value(Debounce::finish);
    }

    /// Judges nothing.
    pub fn cancel(self) {
        self.judging.with_value(Debounce::cancel);
    }
}

/// How a text with two meanings was read, with a button that takes the other meaning. `label` names the field, where that
/// is not plain from the place.
pub(super) fn reading(label: &str, note: Note, take: Callback<u64>) -> impl IntoView + use<> {
    let label = said(if label.is_empty() { String::new() } else { [label, ": "].concat() });
    let Note { said, instead } = note;
    let take = instead.map(|(value, words)| {
        view! { <button type="button" on:click=move |_| take.run(value)>{words}</button> }
    });
    view! { <p class="help reading">{label}{said}" "{take}</p> }
}
