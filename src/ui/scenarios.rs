//! Keeping what is set under a name, showing it again, removing it.

use super::text::said;
use super::undo::UndoLine;
use crate::figures::{Kept, State};
use crate::state::{FigureState, IN_BROWSER, Line};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Where a scenario gets its name and is kept. Enter keeps, too.
#[component]
pub fn Scenarios(state: FigureState) -> impl IntoView {
    let [name, help] = ["name", "kept"].map(|part| format!("{}-{part}", state.figure.id));
    let typed = RwSignal::new(String::new());
    let entered = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            keep(state, typed);
        }
    };
    let problem = Memo::new(move |_| state.problems_of_scenarios());
    view! {
        <fieldset class="keeper" disabled=!IN_BROWSER>
            <legend class="sr-only">"Keep a scenario"</legend>
            <label class="label" for=name.clone()>"Name of the scenario"</label>
            <div class="amount">
                <input
                    id=name
                    type="text"
                    maxlength=Kept::LONGEST.to_string()
                    autocomplete="off"
                    aria-describedby=help.clone()
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=entered
                />
                <button type="button" on:click=move |_| keep(state, typed)>"Keep current settings"</button>
            </div>
            <p class="help" id=help>"Up to four, saved in the URL. An existing name is replaced."</p>
            <UndoLine state=state line=Line::Scenarios/>
            <p class="problem" role="alert" hidden=move || problem.read().is_empty()>{move || said(problem.get())}</p>
        </fieldset>
    }
}

/// Keeps what is set now, under the name that is typed.
fn keep(state: FigureState, typed: RwSignal<String>) {
    state.forget();
    let own = state.written().into_iter().filter(|(key, _)| !Kept::is_key(key));
    let settings: Vec<_> = own.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect();
    let all = state.now().kept;
    let free = |name: &String| all.iter().all(|other| other.name != *name);
    let number = (1..).map(|number: u8| format!("Scenario {number}")).find(free).unwrap_or_default();
    let name = typed.get_untracked();
    let Some(kept) = Kept::new(&name, settings.clone()).or_else(|| Kept::new(&number, settings)) else {
        return;
    };
    let known = all.iter().position(|other| other.name == kept.name);
    let words = match known {
        None if all.len() == Kept::MOST => {
            let words = "Four scenarios is the maximum. Remove one, or reuse a name.";
            return state.say(Line::Scenarios, words.to_owned());
        }
        None => ["Kept: “", &kept.name, "”."].concat(),
        Some(_) => ["Replaced: “", &kept.name, "”."].concat(),
    };
    state.store.change_kept(|all| match known {
        Some(place) => all[place] = kept,
        None => all.push(kept),
    });
    typed.set(String::new());
    state.say(Line::Scenarios, words);
}

/// Sets what the scenario at a place has.
pub fn show(state: FigureState, place: usize) {
    let Some(scenario) = state.now().kept.into_iter().nth(place) else { return };
    let values = State::read_settings(state.store.settings, &scenario.settings).values;
    let own = state.settings.iter().map(|setting| (setting.key.as_str(), values.of(&setting.key)));
    let words = ["Loaded “", &scenario.name, "”."].concat();
    state.change_all(own.collect(), Line::Scenarios, words);
    state.focus.set(Some(Line::Scenarios));
}

/// Removes the scenario at a place.
pub fn remove(state: FigureState, place: usize) {
    let Some(scenario) = state.now().kept.into_iter().nth(place) else { return };
    state.forget();
    state.store.change_kept(|all| {
        if place < all.len() {
            all.remove(place);
        }
    });
    state.say(Line::Scenarios, ["Removed: “", &scenario.name, "”."].concat());
}
