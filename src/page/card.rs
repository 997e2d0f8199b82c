//! What others show of a page when its address is pasted there: a title, a summary and a picture (Open Graph, Twitter
//! cards), and what asks for more (oEmbed).

use super::heights::WIDTH;
use crate::charts::text::escape;
use crate::figures::Embed;
use serde_json::json;

/// How long an answer of oEmbed may be kept, in seconds: a day.
const KEPT: u32 = 86_400;

/// A page, as others show it.
pub struct Card {
    /// Where the site will be published, with a `/` at the end; unknown if empty. Then addresses lead from the page that
    /// they stand in, which few services follow.
    pub site: String,
    /// The page's path in the site.
    pub path: String,
    /// What it finds.
    pub title: String,
    /// The same in a sentence.
    pub summary: String,
    /// Its picture.
    pub picture: Picture,
    /// What the whole site is called.
    pub name: String,
}

/// A picture in the site.
#[derive(Clone)]
pub struct Picture {
    /// Its path in the site.
    pub path: String,
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// What it shows, for those who can't see it.
    pub alt: String,
}

impl Card {
    /// The address of a file of the site: in full where it is known where the site will be, and else from a page from which
    /// `home` leads to the site's root.
    pub fn address(&self, home: &str, path: &str) -> String {
        [if self.site.is_empty() { home } else { &self.site }, path].concat()
    }

    /// The tags for the head of the page.
    pub fn tags(&self, home: &str) -> String {
        let picture = &self.picture;
        let (width, height) = picture.size;
        let tags = [
            ("name", "description", self.summary.clone()),
            ("property", "og:type", "article".to_owned()),
            ("property", "og:site_name", self.name.clone()),
            ("property", "og:title", self.title.clone()),
            ("property", "og:description", self.summary.clone()),
            ("property", "og:url", self.address(home, &self.path)),
            ("property", "og:image", self.address(home, &picture.path)),
            ("property", "og:image:type", "image/png".to_owned()),
            ("property", "og:image:width", width.to_string()),
            ("property", "og:image:height", height.to_string()),
            ("property", "og:image:alt", picture.alt.clone()),
            ("name", "twitter:card", "summary_large_image".to_owned()),
        ];
        let tag = |(kind, name, content): (&str, &str, String)| {
            format!("<meta {kind}=\"{name}\" content=\"{}\">", escape(&content))
        };
        let canonical = (!self.site.is_empty()).then(|| {
            format!("<link rel=\"canonical\" href=\"{}\">", escape(&self.address(home, &self.path)))
        });
        tags.into_iter().map(tag).chain(canonical).collect()
    }

    /// What leads to the answer of oEmbed for a figure.
    pub fn discovery(&self, home: &str, figure: &str) -> String {
        format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{}\" title=\"{}\">",
            escape(&self.address(home, &format!("oembed/{figure}.json"))),
            escape(&self.title)
        )
    }

    /// The same picture, for the whole page.
    pub fn of_the_page(self, summary: &str) -> Self {
        Self { path: String::new(), title: self.name.clone(), summary: summary.to_owned(), ..self }
    }

    /// What oEmbed 1.0 says of the page: a frame of it, of the height that it has at that width, in this state. The answer is
    /// a file and can't follow what stands in the address that was asked about; so the frame says what it shows.
    pub fn oembed(&self, height: u32, state: &str) -> String {
        // From the folder in which this stands.
        let home = "../";
        let (width, thumbnail_height) = self.picture.size;
        let query = if state.is_empty() { "" } else { "?" };
        let address = [&self.address(home, &self.path), query, state].concat();
        let frame = Embed { title: &self.title, frame: &address, height, ..Embed::default() }.frame();
        let answer = json!({
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": self.name,
            "provider_url": self.address(home, ""),
            "cache_age": KEPT,
            "html": frame,
            "width": WIDTH,
            "height": height,
            "thumbnail_url": self.address(home, &self.picture.path),
            "thumbnail_width": width,
            "thumbnail_height": thumbnail_height,
        });
        format!("{answer:#}\n")
    }
}
