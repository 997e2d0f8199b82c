//! The markup of a figure, as it is built: complete with no script, and with the places at which `live` takes hold.
//!
//! Those places are classes and attributes: `figure-title`, `controls` with a `field` for each setting (`data-key`), its
//! text field, slider and radio buttons, `verdict`, `player`, `drawing`, `sentence`, `numbers`, `share` (`data-deed`).

use crate::charts::{Layout, svg};
use crate::data::Showdown;
use crate::domain::Entry;
use crate::figures::{Choice, Figure, Kind, Setting, Shown, Values};
use leptos::prelude::*;

/// What a reader can take away from a figure: the word for it, and what its button says.
const DEEDS: [(&str, &str); 6] = [
    ("link", "Copy link to this state"),
    ("embed", "Copy embed code"),
    ("svg", "Save as SVG"),
    ("png", "Save as PNG"),
    ("csv", "Save numbers as CSV"),
    ("reset", "Reset to defaults"),
];

/// A figure in its place: on the page, or alone on one of its own, from which `home` leads to the page.
///
/// # Errors
/// A source that does not exist, or data that have nothing to show in it.
pub fn figure(
    data: &Showdown,
    figure: &Figure,
    number: usize,
    home: Option<&str>,
) -> Result<AnyView, String> {
    let id = figure.id;
    let shown =
        figure.at_defaults(data).ok_or(format!("figure `{id}`: the data have nothing to show in it"))?;
    let mut sources = vec![];
    for name in figure.sources {
        let found = data.source(name).ok_or(format!("figure `{id}`: no source is called `{name}`"))?;
        let link = format!("{}#source-{}", home.unwrap_or_default(), found.id);
        let target = home.map(|_| "_blank");
        sources.push(view! { <li><a href=link target=target rel=target.map(|_| "noopener")>{found.short.clone()}</a>" ("{found.status.name()}")"</li> });
    }
    let csv = if home.is_some() { format!("{id}.csv") } else { format!("embed/{id}.csv") };
    let formula = (!figure.formula.is_empty()).then(|| view! { <p>"Computed here: "{figure.formula}</p> });
    Ok(view! {
        <figure id=id data-figure=id class="figure" aria-labelledby=format!("{id}-title")>
            {frame(data, figure, &shown, home.is_some())?}
            <noscript>
                <p class="needs-scripts">
                    "Entering your own numbers, pointing at the drawing and saving pictures need JavaScript. "
                    <a href=csv download="">"These numbers as CSV"</a>
                </p>
            </noscript>
            <footer class="figure-sources">
                <p>"Figure "{number}". Sources: "</p><ul>{sources}</ul>
                {formula}
            </footer>
        </figure>
    }
    .into_any())
}

fn frame(data: &Showdown, figure: &Figure, shown: &Shown, alone: bool) -> Result<AnyView, String> {
    // Where nothing can be set there is nothing to take back.
    let fixed = (figure.settings)(data).is_empty();
    let deeds = DEEDS.iter().filter(|(deed, _)| !(fixed && *deed == "reset"));
    let deeds =
        deeds.map(|(deed, name)| view! { <li><button type="button" data-deed=*deed>{*name}</button></li> });
    let mut drawings = String::new();
    for layout in Layout::ALL {
        let drawing = svg::render(&*shown.picture, layout, svg::Colours::Page);
        drawings += &drawing.map_err(|error| format!("figure `{}`: {error}", figure.id))?;
    }
    let (id, words) = (format!("{}-title", figure.id), shown.title.clone());
    let title = match alone {
        true => view! { <h1 class="figure-title" id=id>{words}</h1> }.into_any(),
        false => view! { <h3 class="figure-title" id=id>{words}</h3> }.into_any(),
    };
    let player = figure.play.map(|_| {
        view! {
            <fieldset class="player" disabled>
                <legend class="sr-only">"Go through one run"</legend>
                <button type="button" data-run="all">"Run once"</button>
                <button type="button" data-run="step">"Next step"</button>
                <p role="status"></p>
            </fieldset>
        }
    });
    Ok(view! {
        <div class="frame">
            <div class="frame-head">
                <p class="kicker">{(figure.kicker)(data)}</p>
                <details class="share">
                    <summary>"Share"<span class="sr-only">" or reset this figure"</span></summary>
                    <div class="share-panel">
                        <ul>{deeds.collect_view()}</ul>
                        <p role="status"></p>
                        <textarea readonly rows="5" aria-label="To be copied" hidden></textarea>
                    </div>
                </details>
            </div>
            {title}
            <div class="verdict" inner_html=shown.verdict_html()></div>
            {player}
            <div class="drawing" role="img" aria-roledescription="interactive chart" aria-label=shown.picture.describe()>
                <div class="drawing-static" inner_html=drawings></div>
                <canvas aria-hidden="true"></canvas>
                <div class="ring" hidden></div>
                <div class="tip" hidden aria-hidden="true"></div>
            </div>
            <p class="spoken sr-only" aria-live="polite"></p>
            {controls(data, figure)}
            <p class="sentence" aria-live="polite">{shown.sentence.clone()}</p>
            <details class="numbers">
                <summary>{figure.table_name}</summary>
                <div inner_html=shown.table.html()></div>
            </details>
        </div>
    }
    .into_any())
}

fn controls(data: &Showdown, figure: &Figure) -> Option<impl IntoView + use<>> {
    let own = (figure.settings)(data);
    let defaults = Values::defaults(&own);
    let fields: Vec<_> = own.iter().map(|setting| field(figure.id, setting, &defaults)).collect();
    (!fields.is_empty()).then(|| {
        view! {
            <fieldset class="controls" disabled>
                <legend class="sr-only">"Your numbers"</legend>
                <div>{fields}</div>
            </fieldset>
        }
    })
}

fn field(figure: &str, setting: &Setting, defaults: &Values) -> AnyView {
    let id = format!("{figure}-{}", setting.key);
    let class = match (&setting.kind, setting.compact) {
        (_, true) => "field compact",
        (Kind::Choice(_), _) => "field field-wide",
        _ => "field",
    };
    let control = match &setting.kind {
        Kind::Choice(choices) => choice(&id, setting, choices).into_any(),
        Kind::Number(entry) => number(&id, setting, *entry).into_any(),
    };
    view! {
        <div class=class data-key=setting.key.clone() hidden=!setting.is_there(defaults)>
            {control}
            <p class="problem" id=format!("{id}-problem") role="alert" hidden></p>
        </div>
    }
    .into_any()
}

/// One of several.
fn choice(id: &str, setting: &Setting, choices: &[Choice]) -> impl IntoView + use<> {
    let label = format!("{id}-label");
    let labelled = label.clone();
    let options = choices.iter().zip(0_u64..).map(|(choice, place)| {
        view! {
            <label class="choice">
                <input type="radio" name=id.to_owned() value=choice.name.clone() checked=place == setting.default/>
                <span>{choice.label.clone()}</span>
            </label>
        }
    });
    view! {
        <div role="radiogroup" aria-labelledby=labelled aria-describedby=format!("{id}-help {id}-problem")>
            <p class="label" id=label>{setting.label.clone()}</p>
            <div class="choices">{options.collect_view()}</div>
            <p class="help" id=format!("{id}-help")>{setting.help_at(setting.default)}</p>
        </div>
    }
}

/// A number: a field to type it into, and a slider.
fn number(id: &str, setting: &Setting, entry: Entry) -> impl IntoView + use<> {
    let help = [setting.help.as_str(), entry.hint()].join(" ");
    view! {
        <label class="label" for=id.to_owned()>{setting.label.clone()}</label>
        <div class="amount">
            <input
                id=id.to_owned()
                type="text"
                inputmode="text"
                autocomplete="off"
                spellcheck="false"
                value=entry.short(setting.default)
                aria-describedby=format!("{id}-help {id}-problem")
                aria-invalid="false"
            />
            <input
                type="range"
                min="0"
                max=entry.places()
                step="1"
                value=entry.place(setting.default)
                aria-label=format!("{}, slider {}", setting.label, entry.range())
                aria-valuetext=entry.words(setting.default)
            />
        </div>
        <p class=if setting.compact { "sr-only" } else { "help" } id=format!("{id}-help")>{help.trim().to_owned()}</p>
    }
}
