//! One figure alone, for a frame in somebody else's post: complete with no script, and a way back to the article.

use super::figure::figure;
use super::shell::app_note;
use crate::data::Showdown;
use crate::figures::Figure;
use leptos::prelude::*;

/// From the folder of the embeds to the page.
pub const HOME: &str = "../";

/// The body of a figure's own page.
///
/// # Errors
/// As for the figure itself.
pub fn embed(data: &Showdown, shown: &'static Figure, number: usize) -> Result<AnyView, String> {
    let back = format!("{HOME}#{}", shown.id);
    Ok(view! {
        <main class="alone">
            {figure(data, shown, number, Some(HOME))?}
            <p class="credit">
                "From "<a href=back target="_blank" rel="noopener">{data.page.title.clone()}</a>
            </p>
        </main>
        {app_note()}
    }
    .into_any())
}
