//! The dialog in which an author takes a figure along: how, in which colours, in which state. One for all figures; `live`
//! fills it in.

use crate::charts::Theme;
use leptos::prelude::*;

/// The ways to show a figure elsewhere: the word for each, what it is called, and what it is for.
const LEVELS: [(&str, &str, &str); 3] = [
    (
        "element",
        "Element",
        "Follows its height and the colours of your page. Needs a script of this site; without it, the picture shows.",
    ),
    ("frame", "Frame", "No script in your page, which only has to allow frames. The height stays as it is."),
    (
        "picture",
        "Picture",
        "For mail, feeds and READMEs: the figure as it begins, with a link to it as it is.",
    ),
];

/// The dialog, closed.
pub(super) fn dialog() -> impl IntoView {
    let levels = LEVELS.iter().enumerate().map(|(place, (word, name, help))| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="embed-level"
                    value=*word
                    checked=place == 0
                    data-help=*help
                    aria-describedby="embed-help"
                />
                <span>{*name}</span>
            </label>
        }
    });
    let themes = Theme::ALL.map(|theme| {
        view! {
            <label class="choice">
                <input type="radio" name="embed-theme" value=theme.name() checked=theme == Theme::default()/>
                <span>{theme.name()}</span>
            </label>
        }
    });
    view! {
        <dialog class="embed" id="embed" aria-labelledby="embed-title">
            <div class="embed-head">
                <h2 id="embed-title">"Embed this figure"</h2>
                <button type="button" data-embed="close">"Close"</button>
            </div>
            <p class="embed-name"></p>
            <div class="embed-choices">
                <fieldset>
                    <legend class="label">"As"</legend>
                    <div class="choices">{levels.collect_view()}</div>
                </fieldset>
                <fieldset class="embed-themes">
                    <legend class="label">"Colours"</legend>
                    <div class="choices">{themes.into_iter().collect_view()}</div>
                </fieldset>
                <label class="embed-keep"><input type="checkbox" name="embed-keep"/>" Keep what is set now"</label>
            </div>
            <p class="help" id="embed-help">{LEVELS[0].2}</p>
            <label class="label" for="embed-code">"Paste this into your post"</label>
            <textarea id="embed-code" readonly rows="5" spellcheck="false"></textarea>
            <p class="embed-deeds">
                <button type="button" data-embed="copy">"Copy"</button>
                <span role="status"></span>
            </p>
            <p class="label">"What it looks like"</p>
            <div class="embed-preview" inert></div>
        </dialog>
    }
}
