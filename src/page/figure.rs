//! The page around a figure's frame: its element, its sources, and what is said where no script runs.

use crate::data::Showdown;
use crate::figures::{self, Figure, REGISTRY};
use crate::state::{FigureState, Place, Store};
use crate::ui::figure::{FigureFrame, SLOT};
use crate::ui::parts::{planner, usage_files};
use leptos::prelude::*;

/// A figure in its place: on the page, or alone on one of its own, from which `home` leads to the page.
///
/// # Errors
/// A source that does not exist, or data that have nothing to show in it.
pub fn figure(
    data: &'static Showdown,
    figure: &'static Figure,
    number: usize,
    home: Option<&'static str>,
) -> Result<AnyView, String> {
    let id = figure.id;
    let nothing = || format!("figure `{id}`: the data have nothing to show in it");
    let whole = figure.at_defaults(data).ok_or_else(nothing)?;
    let further: Vec<&'static str> = whole.extras.iter().map(|extra| extra.title).collect();
    let place = if home.is_some() { Place::Embed } else { Place::Page };
    let framed: &'static Figure = if home.is_some() { Box::leak(Box::new(figure.alone())) } else { figure };
    let logic = figures::logic(figure.id).ok_or_else(nothing)?;
    let state = FigureState::new(framed, logic, Store::new(REGISTRY, place, data)).ok_or_else(nothing)?;
    let planner: Option<fn(FigureState) -> AnyView> = match (figure.plans, figure.reads) {
        (true, _) => Some(planner),
        (false, true) => Some(usage_files),
        (false, false) => None,
    };
    let elsewhere = home.filter(|_| !further.is_empty()).map(|home| {
        let back = format!("{home}#{id}");
        view! {
            <p class="elsewhere">
                "On the page: "<a href=back data-back=id target="_blank" rel="noopener">{further.join(" · ")}</a>
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
    let formula = (!figure.formula.is_empty()).then(|| {
        view! { <details class="formula"><summary>"How it is computed"</summary><p>{figure.formula}</p></details> }
    });
    Ok(view! {
        <figure id=id data-figure=id class="figure" aria-labelledby=format!("{id}-title")>
            <div class=SLOT>
                <FigureFrame state=state number=number home=home planner=planner embed=Callback::new(|_| ())/>
            </div>
            {elsewhere}
            <noscript>
                <p class="needs-scripts">
                    "Controls, tooltips and exports need JavaScript. "
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
