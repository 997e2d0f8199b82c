//! What this browser remembers: said below the controls, with the button that forgets it.

use super::text::said;
use crate::figures::State;
use crate::state::Store;
use leptos::prelude::*;

/// What is said until something happens.
const BUILT: &str = "Your settings are saved in the URL and in this browser. Nothing is sent anywhere.";

/// The words, the button, and the way back.
#[component]
pub fn MemoryLine(store: Store) -> impl IntoView {
    // What was set before everything was reset.
    let forgotten = RwSignal::new(None::<State>);
    let words = move || {
        let words = store.remembered.get();
        said(if words.is_empty() { BUILT.to_owned() } else { words })
    };
    let forget = move |_| {
        forgotten.set(Some(store.forget_all()));
        store.remembered.set("Defaults restored. Saved settings deleted.".to_owned());
    };
    let remember = move |_| {
        let Some(before) = forgotten.get_untracked() else { return };
        forgotten.set(None);
        store.restore(before);
        store.remembered.set("Settings restored.".to_owned());
    };
    view! {
        <div class="memory">
            <p role="status">{words}</p>
            <button type="button" hidden=move || forgotten.read().is_none() on:click=remember>"Undo"</button>
            <button type="button" on:click=forget>"Reset and delete saved settings"</button>
        </div>
    }
}
