//! The prose: `content/article.md` with its placeholders filled in, its claims linked and its figures in their places.

use super::sentences;
use crate::charts::text::escape;
use crate::data::{Claim, ClaimStatus, Showdown};
use crate::figures;
use crate::ui::listen;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::collections::VecDeque;

/// Begins the line that names the table below it. The player reads it in place of the table.
const CAPTION: &str = "::caption ";
/// The line for a button that starts the player at the heading above.
const LISTEN: &str = "::listen";
/// The line for the table of the default month in every price book.
const ANSWERS: &str = "::answers";
/// The line for the key to the marks of claims.
const LEGEND: &str = "::legend";
/// Words a minute, for the reading time: a usual rate for technical prose.
const READING_SPEED: usize = 230;

/// An article, ready for the page.
#[derive(Debug, Default)]
pub struct Article {
    /// Prose, figures and tables, in order.
    pub pieces: Vec<Piece>,
    /// The second-level sections.
    pub sections: Vec<Section>,
    /// The number of words in the prose.
    pub words: usize,
    /// Claims linked so far. The ledger leads back to the first link of each.
    linked: Vec<String>,
    /// Captions of the tables still to come.
    captions: VecDeque<String>,
}

/// A stretch of prose, a figure, or the table of answers.
#[derive(Debug)]
pub enum Piece {
    /// HTML.
    Prose(String),
    /// A figure of the registry.
    Figure(&'static figures::Figure),
    /// The default month in every price book.
    Answers,
}

/// A section with a second-level heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The anchor of the heading.
    pub id: String,
    /// The heading, as text.
    pub title: String,
}

impl Article {
    /// Reads an article.
    ///
    /// # Errors
    /// A placeholder, claim or figure that does not exist, a heading without an id, or a table without a caption: the line
    /// and the reason.
    pub fn read(text: &str, data: &Showdown) -> Result<Self, String> {
        let mut article = Self::default();
        let mut prose = String::new();
        let mut ids: Vec<&str> = vec![];
        // The line before, and the last one that was not empty.
        let (mut before, mut above) = ("", "");
        for (place, line) in text.lines().enumerate() {
            let fail = |reason: String| format!("line {}: {reason}", place + 1);
            if let Some(id) = anchor_of(line).map_err(fail)? {
                if ids.contains(&id) {
                    return Err(fail(format!("the id `{id}` is used twice")));
                }
                ids.push(id);
            }
            match figure_of(line) {
                Some(id) => {
                    let figure =
                        figures::find(id).ok_or_else(|| fail(format!("no figure is called `{id}`")))?;
                    article.add_prose(&std::mem::take(&mut prose), data);
                    article.pieces.push(Piece::Figure(figure));
                }
                None if line.trim() == ANSWERS => {
                    article.add_prose(&std::mem::take(&mut prose), data);
                    article.pieces.push(Piece::Answers);
                }
                None if line.trim() == LEGEND => {
                    prose.push_str(&legend());
                    prose.push('\n');
                }
                None if line.trim() == LISTEN => {
                    prose.push_str(&listen::built_here());
                    prose.push('\n');
                }
                None => {
                    check_claims(line, data).map_err(fail)?;
                    if line.starts_with('|') && !before.starts_with('|') && !above.starts_with(CAPTION) {
                        return Err(fail(format!(
                            "a table needs a caption in the line above it: `{CAPTION}…`"
                        )));
                    }
                    if let Some(caption) = line.strip_prefix(CAPTION) {
                        article.captions.push_back(data.quote(caption).map_err(fail)?);
                    } else {
                        prose.push_str(&data.quote(line).map_err(fail)?);
                        prose.push('\n');
                    }
                }
            }
            before = line;
            if !line.trim().is_empty() {
                above = line;
            }
        }
        article.add_prose(&prose, data);
        Ok(article)
    }

    /// The reading time in whole minutes, at least 1.
    pub fn minutes(&self) -> usize {
        ((self.words + READING_SPEED / 2) / READING_SPEED).max(1)
    }

    fn add_prose(&mut self, markdown: &str, data: &Showdown) {
        if markdown.trim().is_empty() {
            return;
        }
        let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES;
        let mut heading: Option<(String, String, usize)> = None;
        let mut events = vec![];
        for event in sentences::mark(Parser::new_ext(markdown, options).collect()) {
            match event {
                Event::Start(Tag::Heading { ref id, .. }) => {
                    heading =
                        Some((id.as_deref().unwrap_or_default().to_owned(), String::new(), events.len()));
                    events.push(event);
                }
                Event::End(TagEnd::Heading(level)) => {
                    if let Some((id, title, start)) = heading.take() {
                        events.push(Event::InlineHtml(permalink(&id, &title).into()));
                        if let Some(Event::Start(Tag::Heading { attrs, .. })) = events.get_mut(start) {
                            attrs.push(("aria-label".into(), Some(name_of_heading(&id, &title).into())));
                        }
                        if level == pulldown_cmark::HeadingLevel::H2 {
                            self.sections.push(Section { id, title });
                        }
                    }
                    events.push(event);
                }
                Event::Start(Tag::Link { ref dest_url, .. }) if claim_of(dest_url, data).is_some() => {
                    let Some(Claim { id, status, .. }) = claim_of(dest_url, data) else { continue };
                    let anchor = if self.linked.contains(id) {
                        String::new()
                    } else {
                        self.linked.push(id.clone());
                        format!(" id=\"ref-{id}\"")
                    };
                    // The ledger defines the status; screen readers say it after the phrase.
                    let status = status.name();
                    let link = format!(
                        "<a class=\"claim claim-{status}\"{anchor} href=\"#claim-{id}\" aria-describedby=\"status-{status}\">"
                    );
                    events.push(Event::InlineHtml(link.into()));
                }
                // Wide tables scroll in a box of their own.
                Event::Start(Tag::Table(_)) => {
                    let caption = escape(&self.captions.pop_front().unwrap_or_default());
                    let open = format!(
                        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{caption}\">"
                    );
                    events.push(Event::Html(open.into()));
                    events.push(event);
                    let caption = format!("<caption><span data-say>{caption}</span></caption>");
                    events.push(Event::Html(caption.into()));
                }
                Event::End(TagEnd::Table) => {
                    events.push(event);
                    events.push(Event::Html("</div>".into()));
                }
                Event::Text(ref text) | Event::Code(ref text) => {
                    self.words += words(text);
                    if let Some((_, title, _)) = &mut heading {
                        title.push_str(text);
                    }
                    events.push(event);
                }
                other => events.push(other),
            }
        }
        let mut rendered = String::new();
        html::push_html(&mut rendered, events.into_iter());
        self.pieces.push(Piece::Prose(rendered));
    }
}

/// The key to the marks of claims.
fn legend() -> String {
    let row = |status: ClaimStatus| {
        let (name, means) = (status.name(), status.means());
        format!("<li><span class=\"claim claim-{name}\">{name}</span>: {means}</li>")
    };
    format!("<ul class=\"legend\">{}</ul>\n", ClaimStatus::ALL.map(row).concat())
}

/// The accessible name of a heading: without the link in it, and with the part number that the styles add.
fn name_of_heading(id: &str, title: &str) -> String {
    match id.strip_prefix("part-").and_then(|number| number.parse::<u8>().ok()) {
        Some(number) => format!("Part {number}: {title}"),
        None => title.to_owned(),
    }
}

fn permalink(id: &str, title: &str) -> String {
    format!(" <a class=\"permalink\" href=\"#{id}\" aria-label=\"Link to “{}”\">#</a>", escape(title))
}

/// The id in a line such as `::figure{#test-a}`.
fn figure_of(line: &str) -> Option<&str> {
    line.trim().strip_prefix("::figure{#")?.strip_suffix('}')
}

/// The anchor on a line: a figure's id, or that of a heading. A heading must have one.
fn anchor_of(line: &str) -> Result<Option<&str>, String> {
    if !line.starts_with('#') {
        return Ok(figure_of(line));
    }
    let id = line.rsplit_once("{#").and_then(|(_, id)| id.trim_end().strip_suffix('}'));
    id.map(Some).ok_or_else(|| "a heading needs an id, such as `{#part-1}`".to_owned())
}

fn claim_of<'a>(url: &CowStr<'_>, data: &'a Showdown) -> Option<&'a Claim> {
    let id = url.strip_prefix("claim:")?;
    data.claims.iter().find(|claim| claim.id == id)
}

/// Checks that every `claim:` of a line exists.
fn check_claims(line: &str, data: &Showdown) -> Result<(), String> {
    for rest in line.split("](claim:").skip(1) {
        let id = rest.split(')').next().unwrap_or_default();
        if !data.claims.iter().any(|claim| claim.id == id) {
            return Err(format!("no claim is called `{id}`"));
        }
    }
    Ok(())
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Article, String> {
        Article::read(text, &Showdown::embedded().expect("the data are right"))
    }

    #[test]
    fn a_mistake_in_the_article_names_its_line() {
        assert_eq!(read("fine\n\n::figure{#pie}").unwrap_err(), "line 3: no figure is called `pie`");
        assert_eq!(read("fine\n[so](claim:nope)").unwrap_err(), "line 2: no claim is called `nope`");
        assert_eq!(read("## A {#a}\n## B {#a}").unwrap_err(), "line 2: the id `a` is used twice");
        assert_eq!(read("## No id").unwrap_err(), "line 1: a heading needs an id, such as `{#part-1}`");
        let two = "::caption One.\n\n| a |\n|---|\n\n| b |\n|---|";
        assert!(read(two).unwrap_err().starts_with("line 6: a table needs a caption"));
        assert!(read("| a |\n|---|").unwrap_err().starts_with("line 1: a table needs a caption"));
        assert_eq!(read("{{x.y}}").unwrap_err(), "line 1: `{{x.y}}` names nothing in the data");
    }

    #[test]
    fn a_figure_replaces_its_line() {
        let article = read("before\n\n::figure{#test-a}\n\nafter").expect("sound");
        assert!(
            matches!(&article.pieces[..], [Piece::Prose(_), Piece::Figure(figure), Piece::Prose(_)] if figure.id == "test-a")
        );
        assert_eq!(article.words, 2);
    }

    #[test]
    fn headings_have_permalinks_and_appear_in_the_contents() {
        let article = read("## One & two {#one}\n\n### Deeper {#deeper}\n").expect("sound");
        assert_eq!(article.sections, [Section { id: "one".into(), title: "One & two".into() }]);
        let Piece::Prose(html) = &article.pieces[0] else { panic!("prose expected") };
        assert!(
            html.contains(
                "<h2 id=\"one\" aria-label=\"One &amp; two\"><span data-say>One &amp; two</span> <a class=\"permalink\" href=\"#one\""
            ),
            "{html}"
        );
        assert!(html.contains("href=\"#deeper\""));
    }
}
