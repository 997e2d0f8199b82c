//! What a page of the site may load and do: its own files, and nothing else. `Trunk.toml` sends the same as a header.
//!
//! The tag comes late in the head, and the script that sets the theme after everything else. In a page with such a tag
//! Chromium does not look ahead for what it will need: behind a script that it has to wait for, nothing is asked for.

use crate::charts::text::escape;

/// The policy for pages whose own host is this; `'self'` for the one that they come from.
fn policy(host: &str) -> String {
    format!(
        "default-src 'none'; script-src {host} 'wasm-unsafe-eval'; style-src {host}; img-src {host} data:; \
         connect-src {host}; media-src {host}; frame-src {host}; base-uri 'none'; form-action 'none'"
    )
}

/// The tag for the page itself.
pub fn tag_of_the_page() -> String {
    tag(&policy("'self'"))
}

/// The tag for a figure's own page, in a site at that address; none if that is not known.
///
/// In a sandbox a frame has no origin. WebKit then takes `'self'` for nothing, and only a host that is named remains.
pub fn tag_of_a_figure(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return String::new() };
    let host = rest.split('/').next().unwrap_or_default();
    tag(&policy(&format!("'self' {scheme}://{host}")))
}

fn tag(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", escape(policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_sends_what_the_page_says() {
        let sent = format!("\"Content-Security-Policy\" = \"{}\"", policy("'self'"));
        assert!(include_str!("../../Trunk.toml").contains(&sent), "Trunk.toml does not send {sent}");
    }

    #[test]
    fn a_figure_names_its_host_or_says_nothing() {
        assert_eq!(tag_of_a_figure(""), "");
        let tag = tag_of_a_figure("https://example.org:8000/showdown/");
        assert!(tag.contains("style-src 'self' https://example.org:8000;"), "{tag}");
    }
}
