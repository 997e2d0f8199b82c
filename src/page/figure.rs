//! The markup of a figure, as it is built: complete with no script, and with the places at which `live` takes hold.
//!
//! Those places are classes and attributes: `figure-title`, `controls` with a `field` for each setting (`data-key`), its
//! text field, slider and radio buttons, `verdict`, `player`, `drawing`, `sentence`, `numbers`, `extra` with its own drawing
//! and numbers, `keeper`, `memory`, `planner`, `code`, `share`; buttons carry `data-deed`, or `data-set` with settings as in an address.

use crate::charts::{Chart, Layout, svg};
use crate::data::Showdown;
use crate::domain::Entry;
use crate::figures::{Choice, Extra, Figure, Group, Kept, Kind, Setting, Shown, Start, Values};
use leptos::prelude::*;

/// What a reader can take away from a figure: the word for it, and what its button says.
const DEEDS: [(&str, &str); 7] = [
    ("link", "Copy link to this state"),
    (EMBED, "Embed this figure"),
    ("svg", "Save as SVG"),
    ("png", "Save as PNG"),
    ("csv", "Save numbers as CSV"),
    ("markdown", "Copy numbers as Markdown"),
    ("reset", "Reset to defaults"),
];

/// What shows a figure elsewhere. Alone it leads to the page, which does that.
const EMBED: &str = "embed";

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
    let nothing = || format!("figure `{id}`: the data have nothing to show in it");
    let whole = figure.at_defaults(data).ok_or_else(nothing)?;
    let alone = figure.alone();
    let main = alone.at_defaults(data).ok_or_else(nothing)?;
    let (figure, shown) = if home.is_some() { (&alone, &main) } else { (figure, &whole) };
    let further: Vec<&'static str> = whole.extras.iter().map(|extra| extra.title).collect();
    let elsewhere = home.filter(|_| !further.is_empty()).map(|home| {
        let back = format!("{home}#{id}");
        view! {
            <p class="elsewhere">
                "In the article: "<a href=back data-back=id target="_blank" rel="noopener">{further.join(" · ")}</a>
            </p>
        }
    });
    let mut sources = vec![];
    for name in figure.sources {
        let found = data.source(name).ok_or(format!("figure `{id}`: no source is called `{name}`"))?;
        let link = format!("{}#source-{}", home.unwrap_or_default(), found.id);
        let target = home.map(|_| "_blank");
        sources.push(view! { <li><a href=link target=target rel=target.map(|_| "noopener")>{found.short.clone()}</a>" ("{found.status.name()}")"</li> });
    }
    let csv = if home.is_some() { format!("{id}.csv") } else { format!("embed/{id}.csv") };
    let formula = (!figure.formula.is_empty()).then(|| match home {
        // In a frame, height is dear.
        Some(_) => view! { <details class="formula"><summary>"Computed here: how"</summary><p>{figure.formula}</p></details> }.into_any(),
        None => view! { <p>"Computed here: "{figure.formula}</p> }.into_any(),
    });
    Ok(view! {
        <figure id=id data-figure=id class="figure" aria-labelledby=format!("{id}-title")>
            {frame(data, figure, number, shown, &whole, home)?}
            {elsewhere}
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

fn frame(
    data: &Showdown,
    figure: &Figure,
    number: usize,
    shown: &Shown,
    whole: &Shown,
    home: Option<&str>,
) -> Result<AnyView, String> {
    let (id, alone) = (figure.id, home.is_some());
    // Where nothing can be set there is nothing to take back.
    let fixed = (figure.settings)(data).is_empty();
    let deeds = DEEDS.iter().filter(|(deed, _)| !(fixed && *deed == "reset"));
    let deeds = deeds.map(|(deed, name)| match home.filter(|_| *deed == EMBED) {
        Some(home) => {
            let there = format!("{home}?{EMBED}={id}#{id}");
            view! { <li><a href=there data-back=id data-with=EMBED target="_blank" rel="noopener">{*name}</a></li> }.into_any()
        }
        None => view! { <li><button type="button" data-deed=*deed>{*name}</button></li> }.into_any(),
    });
    let last = shown.extras.len().wrapping_sub(1);
    let extras = shown.extras.iter().enumerate().map(|(place, extra)| {
        // Scenarios are kept in the last part.
        further(data, figure, extra, alone, figure.keeps && place == last)
    });
    let extras = extras.collect::<Result<Vec<_>, _>>()?;
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
    let planner = if figure.plans { Some(super::planner::planner(data, shown, !alone)?) } else { None };
    Ok(view! {
        <div class="frame">
            <div class="frame-head">
                <p class="kicker">{(figure.kicker)(data)}</p>
                <details class="share">
                    <summary>"Share"<span class="sr-only">" or reset this figure"</span></summary>
                    <div class="share-panel">
                        <ul>{deeds.collect_view()}<li><button type="button" data-deed="undo" hidden>"Undo"</button></li></ul>
                        <p role="status"></p>
                        <textarea readonly rows="5" aria-label="To be copied" hidden></textarea>
                    </div>
                </details>
            </div>
            {title}
            <div class="verdict" inner_html=shown.verdict_html()></div>
            {player}
            {drawing(figure, Some(&*shown.picture), &shown.title)?}
            {planner}
            {controls(data, figure, whole, alone)}
            <p class="sentence" aria-live="polite" data-say=format!("Figure {number}.")>{shown.sentence.clone()}</p>
            <details class="numbers">
                <summary>{figure.table_name}</summary>
                <div inner_html=shown.table.html()></div>
            </details>
            {extras}
        </div>
    }
    .into_any())
}

/// A drawing, or the place for one that is not there yet, with what points at it and speaks it.
fn drawing(figure: &Figure, picture: Option<&dyn Chart>, title: &str) -> Result<AnyView, String> {
    let mut drawings = String::new();
    for layout in Layout::ALL {
        let Some(picture) = picture else { continue };
        let drawing = svg::render(picture, layout, svg::Colours::Page);
        drawings += &drawing.map_err(|error| format!("figure `{}`: {error}", figure.id))?;
    }
    Ok(view! {
        <div
            class="drawing"
            role="img"
            aria-roledescription="interactive chart"
            aria-label=picture.map_or_else(|| title.to_owned(), Chart::describe)
            hidden=picture.is_none()
        >
            <div class="drawing-static" inner_html=drawings></div>
            <canvas aria-hidden="true"></canvas>
            <div class="ring" hidden></div>
            <div class="tip" hidden aria-hidden="true"></div>
        </div>
        <p class="spoken sr-only" aria-live="polite"></p>
    }
    .into_any())
}

/// What else follows: a question with its answer, a drawing, and the numbers.
fn further(
    data: &Showdown,
    figure: &Figure,
    extra: &Extra,
    alone: bool,
    keeps: bool,
) -> Result<AnyView, String> {
    let own = (figure.settings)(data);
    let defaults = Values::defaults(&own);
    let control = own.iter().find(|setting| setting.key == extra.control).map(|setting| {
        view! {
            <fieldset class="controls" disabled>
                <legend class="sr-only">{extra.title}</legend>
                <div class="fields">{field(figure.id, setting, &defaults)}</div>
            </fieldset>
        }
    });
    let title = match alone {
        true => view! { <h2 class="extra-title">{extra.title}</h2> }.into_any(),
        false => view! { <h4 class="extra-title">{extra.title}</h4> }.into_any(),
    };
    let hint = extra.drag.map(|_| {
        view! { <p class="help drag-hint">"Drag in the drawing to set it; with the keyboard, go to a point and press Enter."</p> }
    });
    let code = extra.code.as_ref().map(|code| {
        view! {
            <details class="code">
                <summary>{code.name.clone()}</summary>
                <pre tabindex="0">{code.text.clone()}</pre>
            </details>
        }
    });
    let table = extra.table.as_ref();
    let keeper = keeps.then(|| keeper(figure.id));
    Ok(view! {
        <section class="extra">
            {title}
            {control}
            <div class="extra-words" inner_html=extra.remarks_html()></div>
            {keeper}
            <div class="actions" inner_html=extra.actions_html()></div>
            <p class="action-status" role="status"></p>
            {code}
            {drawing(figure, extra.picture.as_deref(), extra.title)?}
            {hint}
            <details class="numbers" hidden=table.is_none()>
                <summary>"The numbers as a table"</summary>
                <div inner_html=table.map(|table| table.html())></div>
            </details>
        </section>
    }
    .into_any())
}

/// Where a scenario gets its name and is kept.
fn keeper(id: &str) -> impl IntoView + use<> {
    let [name, help] = ["name", "kept"].map(|part| format!("{id}-{part}"));
    view! {
        <fieldset class="keeper" disabled>
            <legend class="sr-only">"Keep a scenario"</legend>
            <label class="label" for=name.clone()>"Name of the scenario"</label>
            <div class="amount">
                <input id=name type="text" maxlength=Kept::LONGEST.to_string() autocomplete="off" aria-describedby=help.clone()/>
                <button type="button" data-deed="keep">"Keep what is set now"</button>
            </div>
            <p class="help" id=help>"Up to four, in the page’s address: a link carries them. A name that is kept already is replaced."</p>
            <p class="undo"><span class="keeper-status" role="status" tabindex="-1"></span>" "<button type="button" data-deed="undo" hidden>"Undo"</button></p>
            <p class="problem" role="alert" hidden></p>
        </fieldset>
    }
}

fn controls(data: &Showdown, figure: &Figure, whole: &Shown, alone: bool) -> Option<impl IntoView + use<>> {
    let own = (figure.settings)(data);
    let defaults = Values::defaults(&own);
    // What stands in one of the further parts does not stand here.
    let elsewhere = |setting: &Setting| whole.extras.iter().any(|extra| extra.control == setting.key);
    let mut groups: Vec<(Option<&Group>, Vec<AnyView>)> = vec![(None, vec![])];
    let mut rest = figure.groups;
    if let [first, others @ ..] = rest
        && first.from.is_empty()
    {
        groups = vec![(Some(first), vec![])];
        rest = others;
    }
    for setting in own.iter().filter(|setting| !elsewhere(setting)) {
        if let [next, others @ ..] = rest
            && next.from == setting.key
        {
            groups.push((Some(next), vec![]));
            rest = others;
        }
        if let Some((_, fields)) = groups.last_mut() {
            fields.push(field(figure.id, setting, &defaults));
        }
    }
    let parts: Vec<AnyView> =
        groups.into_iter().map(|(head, fields)| group(data, head, fields, alone && figure.plans)).collect();
    let memory = (figure.keeps && !alone).then(|| {
        view! {
            <div class="memory">
                <p role="status">
                    "What you set stands in the page’s address, and this browser keeps it for your next visit. Nothing is sent anywhere."
                </p>
                <button type="button" data-deed="remember" hidden>"Undo"</button>
                <button type="button" data-deed="forget">"Reset everything and forget it"</button>
            </div>
        }
    });
    (!own.is_empty()).then(|| {
        view! {
            <fieldset class="controls" disabled>
                <legend class="sr-only">"Your numbers"</legend>
                {parts}
                {memory}
            </fieldset>
        }
    })
}

/// Controls that belong together, below their title; folded where what comes before is long.
fn group(data: &Showdown, head: Option<&Group>, fields: Vec<AnyView>, fold: bool) -> AnyView {
    let Some(head) = head else { return view! { <div class="fields">{fields}</div> }.into_any() };
    let starts = head.starts.map(|starts| buttons(starts(data)));
    let fields = (!fields.is_empty()).then(|| view! { <div class="fields">{fields}</div> });
    match head.fold || fold {
        true => view! { <details class="group"><summary>{head.title}</summary>{starts}{fields}</details> }
            .into_any(),
        false => view! {
            <div class="group" role="group" aria-label=head.title>
                <p class="group-title" aria-hidden="true">{head.title}</p>
                {fields}
                {starts}
            </div>
        }
        .into_any(),
    }
}

/// Buttons that set several settings at once, and the way back.
pub(super) fn buttons(starts: Vec<Start>) -> impl IntoView + use<> {
    let button = |start: Start| {
        view! {
            <li>
                <button type="button" data-set=start.address title=(!start.note.is_empty()).then_some(start.note)>{start.name}</button>
            </li>
        }
    };
    view! {
        <ul class="starts">{starts.into_iter().map(button).collect_view()}</ul>
        <p class="undo"><span role="status" tabindex="-1"></span>" "<button type="button" data-deed="undo" hidden>"Undo"</button></p>
    }
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
    let help = [&setting.help, " ", &entry.hint()].concat();
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
