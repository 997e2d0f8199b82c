//! One figure alone, for a frame in somebody else's post: complete with no script, and a way back to the article.

use super::assets::{Lasting, Program, Styles};
use super::card::Card;
use super::figure::figure;
use super::policy;
use crate::charts::text::escape;
use crate::data::Showdown;
use crate::figures::Figure;
use crate::ui::ADDRESS_PROBLEM;
use leptos::prelude::*;

/// From the folder of the embeds to the page.
pub const HOME: &str = "../";

/// The body of a figure's own page.
///
/// # Errors
/// As for the figure itself.
pub fn embed(data: &'static Showdown, shown: &'static Figure, number: usize) -> Result<AnyView, String> {
    let back = format!("{HOME}#{}", shown.id);
    Ok(view! {
        <main class="alone">
            {figure(data, shown, number, Some(HOME))?}
            <p class="credit">
                "From "<a href=back data-back=shown.id target="_blank" rel="noopener">{data.page.title.clone()}</a>
            </p>
            <p class="problem" id=ADDRESS_PROBLEM role="alert" hidden></p>
        </main>
    }
    .into_any())
}

/// What pages of single figures share with the page.
pub struct Parts {
    pub styles: Styles,
    /// Sets the theme before anything is painted.
    pub theme: Lasting,
    pub program: Program,
}

/// The whole document around it.
pub fn document(figure: &Figure, parts: &Parts, card: &Card, body: &str) -> String {
    let mut sheets = vec!["tokens", "base", "figure", "print"];
    if figure.plans || figure.reads {
        sheets.push("planner");
    }
    let Parts { styles, theme, program } = parts;
    [
        "<!doctype html>\n<html lang=\"en\" data-theme=\"auto\" data-home=\"",
        HOME,
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta name=\"color-scheme\" content=\"dark light\"><title>",
        &escape(&card.title),
        "</title>",
        &card.tags(HOME),
        &card.discovery(HOME, figure.id),
        &styles.links(&sheets),
        &format!("<link rel=\"icon\" href=\"{HOME}favicon.svg\" type=\"image/svg+xml\">"),
        &program.tags(HOME, ""),
        &program.part(HOME, figure.id).unwrap_or_default(),
        &policy::tag_of_a_figure(&card.site),
        // No checksum for this, nor for styles: a frame in a sandbox has no origin, so both are foreign to it, and what is
        // foreign is compared only where its host lets others have it. Modules are never had otherwise.
        &format!("<script src=\"{HOME}{}\"></script>", theme.name),
        "</head><body>",
        body,
        "</body></html>\n",
    ]
    .concat()
}
