//! The ledger: every claim of the article, who makes it, and what others publish instead.

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
        return Err(format!("claim `{}`: the article has no part `{}`", lost.id, lost.part));
    }
    let tally = [ClaimStatus::Unconfirmed, ClaimStatus::Contradicted, ClaimStatus::Opinion].map(|status| {
        let count = data.claims.iter().filter(|claim| claim.status == status).count();
        view! { <li><span class=format!("status status-{}", name(status))>{name(status)}</span>" "{count}</li> }
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
                "Every claim that the article makes, where it stands, and what else is on record. A claim is "
                <em>"unconfirmed"</em>" when nobody has reproduced it, "<em>"contradicted"</em>
                " when somebody publishes something else, and an "<em>"opinion"</em>" when it can’t be measured."
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
    // The ledger's introduction says that all of it is the article's, the first source; only another one is named.
    let source = (data.source(&claim.source))
        .filter(|source| data.sources.first().is_none_or(|first| first.id != source.id))
        .map(|source| view! { <span class="claim-source">"Says "{source.short.clone()}". "</span> });
    let (says, others) = (data.quote(&claim.says)?, data.quote(&claim.others)?);
    let status = name(claim.status);
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

fn name(status: ClaimStatus) -> &'static str {
    match status {
        ClaimStatus::Unconfirmed => "unconfirmed",
        ClaimStatus::Contradicted => "contradicted",
        ClaimStatus::Opinion => "opinion",
    }
}
