//! Going through one run of a figure's steps, by itself or one step at a time.
//!
//! It moves; whoever prefers that nothing moves goes on by the button, step by step.

use super::text::said;
use crate::browser::{screen, timer::Debounce};
use crate::figures::{Play, Scene};
use crate::state::{FigureState, IN_BROWSER};
use leptos::prelude::*;

/// How long a step is shown, in milliseconds.
const BEAT: u32 = 1100;

/// The buttons for a run, and what it says.
#[component]
pub fn Run(state: FigureState, play: Play) -> impl IntoView {
    let run = RunState {
        state,
        play,
        scenes: StoredValue::new(vec![]),
        runs: StoredValue::new(0),
        running: RwSignal::new(false),
        said: RwSignal::new(String::new()),
        beat: StoredValue::new_local(Debounce::default()),
    };
    view! {
        <fieldset class="player" disabled=!IN_BROWSER>
            <legend class="sr-only">"Go through one run"</legend>
            <button type="button" on:click=move |_| run.start_or_stop()>
                {move || if run.running.get() { "Stop" } else { "Run once" }}
            </button>
            <button type="button" on:click=move |_| run.step()>"Next step"</button>
            <p role="status">{move || said(run.said.get())}</p>
        </fieldset>
    }
}

/// A run, and how far it has come.
#[derive(Clone, Copy)]
struct RunState {
    state: FigureState,
    play: Play,
    /// The scenes to come, the next one last.
    scenes: StoredValue<Vec<Scene>>,
    /// How many runs there were.
    runs: StoredValue<u64>,
    running: RwSignal<bool>,
    said: RwSignal<String>,
    beat: StoredValue<Debounce, LocalStorage>,
}

impl RunState {
    fn start_or_stop(self) {
        if self.running.get_untracked() {
            return self.stop();
        }
        self.running.set(screen::may_move());
        self.go_on();
    }

    fn step(self) {
        self.stop();
        self.go_on();
    }

    fn stop(self) {
        self.beat.with_value(Debounce::cancel);
        self.running.set(false);
    }

    /// Shows the next scene, of a new run if the last one is over; and in a while the one after it.
    fn go_on(self) {
        if self.scenes.with_value(Vec::is_empty) {
            self.runs.update_value(|runs| *runs += 1);
            let mut scenes = (self.play)(self.state.store.data, &self.state.now(), self.runs.get_value());
            scenes.reverse();
            self.scenes.set_value(scenes);
        }
        if let Some(scene) = self.scenes.try_update_value(Vec::pop).flatten() {
            self.state.change(scene.change.0, scene.change.1);
            self.said.set(scene.says);
        }
        if self.scenes.with_value(Vec::is_empty) {
            self.running.set(false);
        } else if self.running.get_untracked() {
            self.beat.with_value(|beat| beat.run(BEAT, move || self.go_on()));
        }
    }
}
