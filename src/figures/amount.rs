//! A number of tokens that a reader sets: a field to type it into, and a slider over eight orders of magnitude.
//!
//! Both stay in step, but a field that is being typed in is never written to. What can't be read is explained below it and
//! changes nothing.

use super::problem::ProblemLine;
use super::reactive::{Computed, effect, text};
use crate::browser::{address, timer::Debounce};
use crate::domain::Tokens;
use leptos::prelude::*;

/// The slider's left end, as a power of ten: 1k.
const LOWEST: f64 = 3.0;
/// The slider's right end, as a power of ten: 100B.
const HIGHEST: f64 = 11.0;
/// How long a reader must have stopped typing before what is wrong is said, in milliseconds.
const JUDGE_AFTER: u32 = 700;
/// Steps of the slider in each power of ten: as many as two digits can tell apart, so that each step changes something.
const STEPS: f64 = 30.0;

/// Where the slider stands for an amount.
fn position(tokens: Tokens) -> u32 {
    let power = (tokens.count().max(1) as f64).log10().clamp(LOWEST, HIGHEST);
    ((power - LOWEST) * STEPS).round() as u32
}

/// The amount at a place of the slider: two digits that people would say.
fn amount(position: u32) -> Tokens {
    let power = LOWEST + f64::from(position) / STEPS;
    let unit = 10_f64.powi(power.floor() as i32 - 1);
    Tokens::new(((10_f64.powf(power) / unit).round() * unit) as u64)
}

/// The field and its slider.
#[component]
pub fn AmountField(
    /// An id that is free on the page.
    id: &'static str,
    /// What is set.
    label: &'static str,
    /// What counts towards it.
    help: &'static str,
    /// The amount in force.
    value: Computed<Tokens>,
    /// What was wrong with the amount in the address.
    problem: Signal<String>,
    /// Called with each new amount.
    on_change: Callback<Tokens>,
) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    // What is wrong with what is typed now; empty if nothing is.
    let typed_problem = RwSignal::new(String::new());
    let typing = RwSignal::new(false);
    let shown = text(move || {
        let typed = typed_problem.get();
        if typed.is_empty() { problem.get() } else { typed }
    });
    let first = untrack(|| value());
    let tidy = {
        let value = value.clone();
        move || {
            if let Some(field) = field.get_untracked() {
                field.set_value(&value().short());
            }
        }
    };

    effect({
        let (value, tidy) = (value.clone(), tidy.clone());
        move || {
            let _ = value();
            if !typing.get_untracked() {
                tidy();
            }
        }
    });
    let judging = Debounce::default();
    let on_input = {
        let (value, judging) = (value.clone(), judging.clone());
        move |event| {
            typing.set(true);
            match event_target_value(&event).parse::<Tokens>() {
                Ok(tokens) => {
                    judging.cancel();
                    typed_problem.set(String::new());
                    on_change.run(tokens);
                }
                // On the way to `1.5k` lies `1.5`: nobody is corrected in the middle of a word.
                Err(error) => {
                    let value = value.clone();
                    judging.run(JUDGE_AFTER, move || {
                        typed_problem
                            .set(format!("{error} Still counting with {}.", untrack(|| value()).short()));
                    });
                }
            }
        }
    };
    // Whoever goes back in the history has done with typing.
    address::on_travel({
        let (tidy, judging) = (tidy.clone(), judging.clone());
        move || {
            judging.cancel();
            typing.set(false);
            typed_problem.set(String::new());
            untrack(&tidy);
        }
    });
    let tidied = tidy.clone();
    // Leaving the field tidies what was understood, and leaves alone what was not.
    let on_leave = move |_| {
        judging.finish();
        typing.set(false);
        if typed_problem.get_untracked().is_empty() {
            untrack(&tidy);
        }
    };
    let on_slide = move |event| {
        if let Ok(place) = event_target_value(&event).parse::<u32>() {
            typing.set(false);
            typed_problem.set(String::new());
            on_change.run(amount(place));
            untrack(&tidied);
        }
    };
    let spoken = value.clone();

    view! {
        <div class="field">
            <label class="label" for=id>{label}</label>
            <div class="amount">
                <input
                    id=id
                    node_ref=field
                    type="text"
                    inputmode="text"
                    autocomplete="off"
                    spellcheck="false"
                    value=first.short()
                    aria-describedby=format!("{id}-help {id}-problem")
                    aria-invalid=text(move || (!typed_problem.read().is_empty()).to_string())
                    on:input=on_input
                    on:blur=on_leave
                />
                <input
                    type="range"
                    min="0"
                    max=((HIGHEST - LOWEST) * STEPS) as u32
                    step="1"
                    value=position(first)
                    prop:value=text(move || position(value()).to_string())
                    aria-label=format!("{label}, slider from 1k to 100B")
                    aria-valuetext=text(move || spoken().words())
                    on:input=on_slide
                />
            </div>
            <p class="help" id=format!("{id}-help")>{help}" For example 2.5M, 750k or 1e9."</p>
            <ProblemLine id=format!("{id}-problem") problem=shown/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_runs_from_1k_to_100b_in_amounts_that_people_say() {
        assert_eq!(amount(0), Tokens::new(1000));
        assert_eq!(amount(position(Tokens::new(u64::MAX))), Tokens::new(100_000_000_000));
        assert_eq!(position(Tokens::ZERO), 0);
        for place in 0..=240 {
            let tokens = amount(place);
            assert_eq!(position(tokens), place, "{tokens}");
            assert!(tokens.short().len() <= 4, "{tokens}");
        }
    }

    #[test]
    fn the_defaults_lie_on_the_slider() {
        for default in [50_000_000, 10_000_000].map(Tokens::new) {
            assert_eq!(amount(position(default)), default);
        }
    }
}
