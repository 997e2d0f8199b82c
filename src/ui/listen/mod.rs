//! The player that reads the article aloud, with the recording of the site or a voice of the browser: what it
//! looks like.
//!
//! What it does: [`player`], and [`reading`] for the way from sentence to sentence. What it reads: [`prose`].
//! With what: [`recording`], [`speech`]; which of them: [`choice`].

mod choice;
mod player;
mod prose;
mod reading;
mod recording;
mod speech;

use super::slot;
use super::text::said;
use crate::browser::{elements, menu};
use leptos::prelude::*;
use player::{Command, SPEEDS, Step, USUAL};

pub use player::Player;
pub use prose::sentences;
pub use recording::{RecordingElement, Source};

/// The slot of the player.
const SLOT: &str = "listen-slot";
/// The slot of a button that reads from the heading above it.
const SLOT_HERE: &str = "listen-here";

/// The ways through the article: their names, and their drawings, 16 units wide.
const STEPS: [(Step, &str, &str); 4] = [
    (Step::SectionBack, "Previous section", "M3 3v10M13 3 7 8l6 5z"),
    (Step::Back, "Previous sentence", "M12 3 5 8l7 5z"),
    (Step::On, "Next sentence", "M4 3l7 5-7 5z"),
    (Step::SectionOn, "Next section", "M13 3v10M3 3l6 5-6 5z"),
];

/// The player as it is built: not usable yet.
pub fn built() -> impl IntoView {
    view! { <div class=SLOT><ListenPlayer player=Player::built()/></div> }
}

/// A button in the prose that reads from the heading above it, as it is built.
pub fn built_here() -> String {
    let button = view! { <p class=SLOT_HERE><FromHere/></p> };
    button.to_html()
}

/// Puts the player, and the buttons that belong to it, in the place of what was built. `sentences` are those of the page
/// as it was built.
pub fn start(sentences: &[String]) {
    let find = |class: &str| elements::all(&[".", class].concat());
    let Some(slot) = find(SLOT).pop() else { return };
    let player = Player::of_page(&slot, sentences);
    for here in find(SLOT_HERE) {
        let heading = player.means().and_then(|means| means.prose.heading_above(&here)).unwrap_or_default();
        here.set_hidden(player.is_mute());
        slot::fill(&here, move || view! { <FromHere to_read=(player, heading)/> });
    }
    slot::fill(&slot, move || view! { <ListenPlayer player/> });
}

/// The button that reads from the heading above it: with which player, and which sentence the heading is.
#[component]
fn FromHere(#[prop(optional)] to_read: Option<(Player, usize)>) -> impl IntoView {
    let read = move |_| {
        if let Some((player, heading)) = to_read {
            player.read_from(heading);
        }
    };
    view! { <button type="button" disabled=to_read.is_none() on:click=read>"Listen from here"</button> }
}

/// The player.
#[component]
fn ListenPlayer(player: Player) -> impl IntoView {
    player.connect();
    let Player { phase, status, parts, .. } = player;
    let recording = player.means().and_then(|means| means.recording.clone());
    let recording = recording.map(|recording| {
        view! { <RecordingElement source=recording.source.clone() player/> }
    });
    let steps = STEPS.map(|(step, name, drawing)| {
        small_button(name, drawing, Box::new(move || player.obey(Command::Step(step))))
    });
    let stop = small_button("Stop", "M3 3h10v10H3z", Box::new(move || player.stop_and_keep_focus()));
    view! {
        <section
            id="listen"
            class="listen"
            class:in-use=move || phase.get().in_use()
            aria-label="Listen to this article"
            data-state=move || phase.get().name()
            node_ref=parts.section
        >
            <div><div class="listen-recording">{recording}</div></div>
            <fieldset
                class="listen-player"
                tabindex="-1"
                disabled=!player.is_usable()
                hidden=player.is_mute()
                aria-keyshortcuts="Space ArrowLeft ArrowRight ArrowUp ArrowDown"
                node_ref=parts.fields
                on:keydown=move |key| player.press(&key)
            >
                <legend class="sr-only">
                    "Player: space plays and pauses, left and right go by sentence, up and down by section"
                </legend>
                <div class="listen-buttons">
                    // First, so that it stays under the pointer when the others come.
                    <button
                        type="button"
                        class="listen-play"
                        node_ref=parts.play
                        on:click=move |click| player.toggle(&click)
                    >
                        <svg viewBox="0 0 16 16" aria-hidden="true">
                            <path class="listen-go" d="M4 2l10 6-10 6z"></path>
                            <path class="listen-rest" d="M3 2h3.5v12H3zM9.5 2H13v12H9.5z"></path>
                        </svg>
                        <span>{move || phase.get().action()}</span>
                    </button>
                    {steps.collect_view()}
                    {stop}
                </div>
                <p class="listen-where">
                    <span class="listen-section">{move || player.place()}</span>
                    <span class="listen-left">{move || player.time()}</span>
                </p>
                <div class="listen-track" aria-hidden="true">{bars(player)}</div>
                <ListenSettings player/>
            </fieldset>
            <p class="listen-status" role="status">
                {move || said(status.get())}
            </p>
        </section>
    }
}

/// Speed, voice, and whether the page follows.
#[component]
fn ListenSettings(player: Player) -> impl IntoView {
    let Player { offers, reader, speed, follow, parts, .. } = player;
    let close = move |key: web_sys::KeyboardEvent| {
        if let Some(more) = parts.more.get_untracked() {
            menu::close_by_escape(&more, &key);
        }
    };
    let speeds = SPEEDS.map(|(percent, name)| {
        let is_chosen = move || speed.get() == percent;
        let value = percent.to_string();
        view! { <option value=value selected=percent == USUAL prop:selected=is_chosen>{name}</option> }
    });
    let readers = move || {
        let option = |offer: choice::Offer| {
            let value = offer.reader.as_ref().map(|reader| reader.value().to_owned()).unwrap_or_default();
            let is_chosen = move || reader.with(|reader| *reader == offer.reader);
            view! { <option value=value prop:selected=is_chosen>{offer.name}</option> }
        };
        offers.get().into_iter().map(option).collect_view()
    };
    let choose_speed = move |event| {
        if let Ok(percent) = event_target_value(&event).parse() {
            player.choose_speed(percent);
        }
    };
    let choose_reader =
        move |event| player.choose_reader(choice::Reader::from_value(&event_target_value(&event)));
    let choose_to_follow = move |event| player.choose_to_follow(event_target_checked(&event));
    view! {
        <details class="listen-more" node_ref=parts.more on:keydown=close>
            <summary>"Voice"<span>" and speed"</span></summary>
            <div class="listen-settings">
                <label>
                    "Speed "
                    <select class="listen-speed" on:change=choose_speed>{speeds.collect_view()}</select>
                </label>
                <label>
                    "Voice "
                    <select class="listen-voice" node_ref=parts.voices on:change=choose_reader>{readers}</select>
                </label>
                <label class="listen-follow">
                    <input
                        type="checkbox"
                        checked
                        prop:checked=move || follow.get()
                        on:change=choose_to_follow
                    />
                    <span>"Keep the sentence in view"</span>
                </label>
                <p class="help">
                    "Click a sentence to jump to it. With the player focused, use Space and the arrow keys. "
                    "An online voice is spoken by its maker’s service, which receives the page’s text."
                </p>
            </div>
        </details>
    }
}

/// A bar for each section, as long as it is and filled as far as it has been read. When the page is built,
/// the sections are not known.
fn bars(player: Player) -> impl IntoView {
    let means = player.means();
    let sections = means.as_ref().map_or(0, |means| means.prose.starts.len());
    let bar = |section| {
        let seconds = means.as_ref().map_or(0, |means| means.track.length_of(section).ceil() as u32);
        let done = move || player.share_of(section);
        view! { <i style=("flex-grow", seconds.to_string()) style=("--done", done)></i> }
    };
    (0..sections).map(bar).collect_view()
}

/// A button with a drawing, 16 units wide.
fn small_button(name: &'static str, drawing: &'static str, act: Box<dyn Fn()>) -> impl IntoView {
    view! {
        <button type="button" class="listen-step" aria-label=name title=name on:click=move |_| act()>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d=drawing></path>
            </svg>
        </button>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_built_player_can_not_be_used_yet_and_has_a_place_for_the_recording() {
        let html = Owner::new().with(|| built().to_html().replace("<!>", ""));
        assert!(html.contains("<div class=\"listen-recording\"></div>"), "{html}");
        assert!(html.contains("data-state=\"idle\""), "{html}");
        assert!(html.contains(" disabled aria-keyshortcuts="), "{html}");
        assert!(html.contains("<p role=\"status\" class=\"listen-status\"></p>"), "{html}");
        assert!(html.contains("<span>Listen to this article</span>"), "{html}");
        assert_eq!(html.matches("<option").count(), SPEEDS.len(), "the voices are not known: {html}");
        assert!(!html.contains("in-use"), "{html}");
    }

    #[test]
    fn the_built_button_that_reads_from_the_heading_above_can_not_be_used_yet() {
        let html = built_here();
        let expected =
            "<p class=\"listen-here\"><button type=\"button\" disabled>Listen from here</button></p>";
        assert_eq!(html, expected);
    }
}
