//! The player that reads the article aloud, as it is built: not usable yet, and hidden where no script will make it so.

use super::script;
use crate::narration::{clock, estimate};
use leptos::prelude::*;

/// Where a recording comes in when the site has one: between these.
const RECORDING: [&str; 2] = ["<div class=\"listen-recording\">", "</div>"];

/// Speeds, in percent of the usual one, and as one says them.
const SPEEDS: [(&str, &str); 6] =
    [("75", "0.75×"), ("100", "1×"), ("125", "1.25×"), ("150", "1.5×"), ("175", "1.75×"), ("200", "2×")];

/// The ways through the article: what they are called, what they do, and their drawing, 16 units wide.
const STEPS: [(&str, &str, &str); 4] = [
    ("Previous section", "section-back", "M3 3v10M13 3 7 8l6 5z"),
    ("Previous sentence", "back", "M12 3 5 8l7 5z"),
    ("Next sentence", "on", "M4 3l7 5-7 5z"),
    ("Next section", "section-on", "M13 3v10M3 3l6 5-6 5z"),
];

/// The player.
pub fn player() -> impl IntoView {
    let speeds = SPEEDS.map(|(speed, name)| {
        view! { <option value=speed selected=speed == "100">{name}</option> }
    });
    view! {
        <section id="listen" class="listen" aria-label="Listen to this article" data-state="idle">
            <div inner_html=RECORDING.concat()></div>
            <fieldset class="listen-player" tabindex="-1" disabled aria-keyshortcuts="Space ArrowLeft ArrowRight ArrowUp ArrowDown">
                <legend class="sr-only">"Player: space plays and pauses, left and right go by sentence, up and down by section"</legend>
                <div class="listen-buttons">
                    // First, so that it stays under the pointer when the others come.
                    <button type="button" class="listen-play" data-do="play">
                        <svg viewBox="0 0 16 16" aria-hidden="true"><path class="listen-go" d="M4 2l10 6-10 6z"></path><path class="listen-rest" d="M3 2h3.5v12H3zM9.5 2H13v12H9.5z"></path></svg>
                        <span>"Listen to this article"</span>
                    </button>
                    {steps(STEPS)}
                    <button type="button" class="listen-step" data-do="stop" aria-label="Stop" title="Stop">{icon("M3 3h10v10H3z")}</button>
                </div>
                <p class="listen-where"><span class="listen-section"></span><span class="listen-left"></span></p>
                <div class="listen-track" aria-hidden="true"></div>
                <details class="listen-more">
                    <summary>"Voice"<span>" and speed"</span></summary>
                    <div class="listen-settings">
                        <label>"Speed "<select class="listen-speed">{speeds.collect_view()}</select></label>
                        <label>"Voice "<select class="listen-voice"></select></label>
                        <label class="listen-follow"><input type="checkbox" checked/><span>"Keep the sentence in view"</span></label>
                        <p class="help">"A click on a sentence goes there. With the focus on the player: space, and the arrow keys. An online voice is spoken by its maker’s service, which gets the text of the article."</p>
                    </div>
                </details>
            </fieldset>
            <p class="listen-status" role="status"></p>
        </section>
    }
}

/// The page up to its recording, and from there on.
pub fn around_recording(page: &str) -> Option<(&str, &str)> {
    let [open, close] = RECORDING;
    let start = page.find(open)? + open.len();
    let end = start + page[start..].find(close)?;
    Some((&page[..start], &page[end..]))
}

/// The page with how long a voice of the browser needs for it.
pub fn read_by_device(page: &str) -> String {
    let seconds = script::lines(page).iter().map(|line| estimate(&line.text)).sum();
    with_length(page, seconds, "read by your device")
}

/// The page with how long the reading takes, in seconds, and who reads, as the player will show both: nothing moves when it
/// comes to life.
pub fn with_length(page: &str, seconds: f64, who: &str) -> String {
    let fill = |page: &str, open: &str, text: &str| {
        let Some((before, rest)) = page.split_once(open) else { return page.to_owned() };
        let after = rest.split_once('<').map_or("", |(_, after)| after);
        [before, open, text, "<", after].concat()
    };
    let page = fill(page, "<span class=\"listen-section\">", who);
    fill(&page, "<span class=\"listen-left\">", &clock(seconds))
}

/// The way from the part about the voice to the player.
pub fn from_here(section: &str) -> String {
    format!(
        "<p class=\"listen-here\"><button type=\"button\" data-listen=\"{section}\" disabled>Listen from here</button></p>"
    )
}

fn steps(steps: [(&'static str, &'static str, &'static str); 4]) -> impl IntoView {
    steps
        .map(|(name, what, drawing)| {
            view! { <button type="button" class="listen-step" data-do=what aria-label=name title=name>{icon(drawing)}</button> }
        })
        .collect_view()
}

fn icon(drawing: &'static str) -> impl IntoView {
    view! { <svg viewBox="0 0 16 16" aria-hidden="true"><path d=drawing></path></svg> }
}
