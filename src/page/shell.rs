//! The page around article and figures.

use super::article::{Article, Piece};
use super::figure::figure;
use super::ledger::ledger;
use crate::data::Showdown;
use crate::domain::{Workload, format};
use crate::figures::{Month, Report};
use crate::ui::ADDRESS_PROBLEM;
use crate::ui::embed_dialog::{self, EmbedDialog};
use crate::ui::{listen, theme};
use leptos::prelude::*;

/// The whole body of the page.
///
/// # Errors
/// A claim names a part or a placeholder that does not exist.
pub fn page(data: &'static Showdown, article: Article) -> Result<AnyView, String> {
    let mut parts: Vec<(String, String)> =
        article.sections.iter().map(|section| (section.id.clone(), section.title.clone())).collect();
    let ledger = ledger(data, &parts)?;
    parts.push(("ledger".to_owned(), "The ledger".to_owned()));
    let minutes = article.minutes();
    let mut number = 0;
    let mut pieces = vec![];
    for piece in article.pieces {
        pieces.push(match piece {
            Piece::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
            Piece::Answers => {
                view! { <div class="opening">{answers(data)}{facts(data, minutes)}</div> }.into_any()
            }
            Piece::Figure(found) => {
                number += 1;
                figure(data, found, number, None)?
            }
        });
    }
    Ok(view! {
        <a class="skip" href="#article">"Skip to content"</a>
        {bar(data, &parts)}
        <div class="layout">
            <nav class="contents" aria-label="Contents">
                <p class="contents-title">"Contents"</p>
                {list(&parts)}
            </nav>
            <main id="article" tabindex="-1">
                {title(data)}
                {listen::built()}
                {pieces}
                {ledger}
            </main>
        </div>
        {footer(data)}
        <div id=embed_dialog::SLOT>
            <EmbedDialog about=RwSignal::new(None)/>
        </div>
        {app_note()}
    }
    .into_any())
}

/// The line shown if the program fails to start or stops.
pub fn app_note() -> impl IntoView {
    view! {
        <p class="app-note" role="status">
            <span class="app-failed">
                "The interactive part did not start. Text, figures and tables are complete without it. "
                "Reload the page: there may be a newer version."
            </span>
            <span class="app-old">
                "The interactive part did not start, because this browser is too old for it. "
                "Text, figures and tables are complete without it."
            </span>
        </p>
        <p class="problem address-problem" id=ADDRESS_PROBLEM role="alert" hidden></p>
    }
}

fn bar(data: &Showdown, parts: &[(String, String)]) -> impl IntoView + use<> {
    view! {
        <header class="bar">
            <a class="bar-back" href=data.page.back.clone()><span aria-hidden="true">"cd "</span>"../blog"</a>
            <details class="menu">
                <summary><span aria-hidden="true">"$ "</span>"ls ./menu"</summary>
                <nav aria-label="Menu">{list(parts)}</nav>
            </details>
            {theme::built()}
        </header>
    }
}

fn list(parts: &[(String, String)]) -> impl IntoView + use<> {
    let links =
        parts.iter().map(|(id, title)| view! { <li><a href=format!("#{id}")>{title.clone()}</a></li> });
    view! { <ol>{links.collect_view()}</ol> }
}

fn title(data: &Showdown) -> impl IntoView + use<> {
    view! {
        <header class="opening">
            <p class="category">{data.page.category.clone()}</p>
            <h1><span data-say="">{data.page.title.clone()}</span></h1>
            <p class="pull"><span data-say="">{data.page.summary.clone()}</span></p>
        </header>
    }
}

fn facts(data: &'static Showdown, minutes: usize) -> impl IntoView {
    let original = &data.original;
    let verified_by = if original.verified_by == original.author {
        format!("{}, the author. We found no other confirmation.", original.verified_by)
    } else {
        original.verified_by.clone()
    };
    let tags = data.page.tags.iter().map(|tag| view! { <li>{tag.clone()}</li> });
    view! {
            <dl class="facts">
                <div><dt>"Reading time"</dt><dd>{minutes}" minutes, without the ledger. The original: “"{original.reading_time.clone()}"”."</dd></div>
                <div><dt>"Claims by"</dt><dd>{original.author.clone()}</dd></div>
                <div><dt>"Verified by"</dt><dd>{verified_by}</dd></div>
                <div><dt>"Tags"</dt><dd><ul class="tags">{tags.collect_view()}</ul></dd></div>
            </dl>
    }
}

/// The default month in every price book.
fn answers(data: &'static Showdown) -> Option<AnyView> {
    let work = Workload::DEFAULT;
    let month = Month::default();
    let report = Report::new(data, &month).ok()?;
    let rows = data.books.iter().zip(&report.bills).map(|(book, bills)| {
        let totals = [0, 1].map(|model| bills[model].total);
        let cells = [0, 1].map(|model| {
            let cheaper = totals[model] < totals[1 - model];
            view! {
                <td class=if cheaper { "cheaper" } else { "" } data-model=model.to_string()>
                    <span class="opening-amount">{format::usd(totals[model])}</span>
                    {cheaper.then(|| view! { <span class="answer-word">"cheaper"</span> })}
                </td>
            }
        });
        let [a, b] = cells;
        view! { <tr><th scope="row">{book.name.clone()}<small>{book.note(data)}</small></th>{a}{b}</tr> }
    });
    // The player reads this in place of the table.
    let said = data.books.iter().zip(&report.bills).map(|(book, bills)| {
        let costs =
            [0, 1].map(|model| format!("{} {}", data.models[model].name, format::usd(bills[model].total)));
        format!("{}: {}.", book.name, costs.join(", "))
    });
    let said = said.collect::<Vec<_>>().join(" ");
    let head = [0, 1].map(|model| view! {
        <th scope="col"><span class=["key key-a", "key key-b"][model]></span>{data.models[model].name.clone()}</th>
    });
    Some(view! {
        <section class="answers" aria-labelledby="answers">
            <h2 id="answers"><span data-say="">"One month, two answers"</span></h2>
            <table>
                <caption>
                    <span data-say=said>
                        "Example: "{work.input.words().replace(" tokens", "")}" tokens in, "{work.output.words().replace(" tokens", "")}
                        " tokens out."
                    </span>" "<a href="#calculator">"Enter your own numbers"</a>
                </caption>
                <thead><tr><td></td>{head.into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any())
}

fn footer(data: &Showdown) -> impl IntoView + use<> {
    let original = &data.original;
    view! {
        <footer class="end">
            <p>
                "Claims and figures under examination: "{original.author.clone()}", "<cite>{original.title.clone()}</cite>", © "
                {original.year}" "{original.author.clone()}". The prose, drawings and calculations of this page are new."
            </p>
            <p>"Nothing you type leaves your browser. All numbers: "<a href="data/showdown.json">"showdown.json"</a>"."</p>
            <p>"Credits and licences: "<a href=super::notices::FILE>{super::notices::FILE}</a>"."</p>
            <p><a href=data.page.back.clone()><span aria-hidden="true">"cd "</span>"../blog"</a></p>
        </footer>
    }
}
