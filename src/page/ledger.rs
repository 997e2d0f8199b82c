//! The ledger: every claim of the original, its status, and what else is on record.

use crate::data::{Claim, ClaimStatus, Showdown};
use leptos::prelude::*;

/// All claims, part by part.
pub fn ledger(data: &Showdown, parts: &[(String, String)]) -> Result<AnyView, String> {
    let mut groups = vec![];
    for (part, title) in parts {
        let claims = data.claims.iter().filter(|claim| claim.part == *part);
        let rows = claims.map(|claim| entry(data, claim)).collect::<Result<Vec<_>, _>>()?;
        if !rows.is_empty() {
            groups.push(view! {
                <h3>{title.clone()}</h3>
                <ol class="claims">{rows}</ol>
            });
        }
    }
    if let Some(lost) = data.claims.iter().find(|claim| !parts.iter().any(|(part, _)| *part == claim.part)) {
        return Err(format!("claim `{}`: article.md has no part `{}`", lost.id, lost.part));
    }
    // Links in the prose name these elements as their description, so each holds the word alone.
    let tally = ClaimStatus::ALL.map(|status| {
        let (count, name) =
            (data.claims.iter().filter(|claim| claim.status == status).count(), status.name());
        view! {
            <li>
                <span id=format!("status-{name}") class=format!("status status-{name}")>{name}</span>
                " "{count}": "{status.means()}"."
            </li>
        }
    });
    let sources = data.sources.iter().map(|source| {
        let read = source.read_on.map(|day| format!(" Read on {}.", day.long()));
        let name = match &source.url {
            Some(url) => view! { <a href=url.clone() rel="noopener">{source.name.clone()}</a> }.into_any(),
            None => view! { <span>{source.name.clone()}</span> }.into_any(),
        };
        view! { <li id=format!("source-{}", source.id)>{name}"."{read}" Status: "{source.status.name()}"."</li> }
    });
    Ok(view! {
        <section class="ledger" aria-labelledby="ledger">
            <h2 id="ledger" aria-label="The ledger">"The ledger" <a class="permalink" href="#ledger" aria-label="Link to “The ledger”">"#"</a></h2>
            <p>
                "Every claim of the original, its status, and what else is on record. We searched the "
                <a href="#sources">"sources below"</a>" on the days given there, and ran no tests of our own."
            </p>
            <ul class="tally">{tally.into_iter().collect_view()}</ul>
            {groups}
            <h3 id="sources">"Sources"</h3>
            <ul class="sources">{sources.collect_view()}</ul>
        </section>
    }
    .into_any())
}

fn entry(data: &Showdown, claim: &Claim) -> Result<impl IntoView + use<>, String> {
    // Claims come from the original, the first source, unless another one is named.
    let source = (data.source(&claim.source))
        .filter(|source| data.sources.first().is_none_or(|first| first.id != source.id))
        .map(|source| view! { <span class="claim-source">"Source: "{source.short.clone()}". "</span> });
    let (says, others) = (data.quote(&claim.says)?, data.quote(&claim.others)?);
    let status = claim.status.name();
    Ok(view! {
        <li id=format!("claim-{}", claim.id)>
            <p class="claim-says">
                <span class=format!("status status-{status}")>{status}</span>" "{says}
                "\u{a0}"<a class="claim-back" href=format!("#ref-{}", claim.id) aria-label=format!("Back to the text: {}", claim.id)>"↩"</a>
            </p>
            <p class="claim-others">{source}{others}</p>
        </li>
    })
}
