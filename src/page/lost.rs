//! The page for an address at which there is nothing, for hosts that serve `404.html`: it leads back.
//!
//! A host that answers with the whole page instead, and with no error, breaks a page that asks for a program of the version
//! before: what it gets is HTML.

use super::policy;
use crate::charts::text::escape;
use crate::data::Showdown;

/// Its file.
pub const FILE: &str = "404.html";

/// The page. Where the site will be published it may be shown at any address, so links need that; where it is not known they
/// lead to the folder of the address.
pub fn page(data: &Showdown, address: &str) -> String {
    let home = escape(if address.is_empty() { "./" } else { address });
    let title = escape(&data.page.title);
    [
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<meta name=\"color-scheme\" content=\"dark light\"><meta name=\"robots\" content=\"noindex\">",
        "<title>Not found</title>",
        &policy::tag_of_the_page(),
        "</head><body><main><h1>Nothing is at this address</h1><p>The file may belong to an earlier version of the page. ",
        "Go to <a href=\"",
        &home,
        "\">",
        &title,
        "</a>.</p></main></body></html>\n",
    ]
    .concat()
}
