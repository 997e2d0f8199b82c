//! Marking the sentences of the prose, for whoever reads them aloud: `<span data-say>`.
//!
//! Not those of tables, which are read as their caption, and not blocks of code.

use crate::narration;
use pulldown_cmark::{Event, Tag, TagEnd};

const OPEN: &str = "<span data-say>";
const CLOSE: &str = "</span>";

/// The same prose with its sentences marked. A sentence that ends within a link or an emphasis ends behind it.
pub fn mark(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut marked = vec![];
    let mut line: Vec<Event<'_>> = vec![];
    let mut silent = 0_usize;
    for event in events {
        match &event {
            Event::Start(Tag::Table(_) | Tag::CodeBlock(_)) => silent += 1,
            Event::End(TagEnd::Table | TagEnd::CodeBlock) => silent = silent.saturating_sub(1),
            _ => {}
        }
        if silent == 0 && is_inline(&event) {
            line.push(event);
        } else {
            mark_line(&mut line, &mut marked);
            marked.push(event);
        }
    }
    mark_line(&mut line, &mut marked);
    marked
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => true,
        Event::Start(tag) => matches!(tag, Tag::Link { .. } | Tag::Emphasis | Tag::Strong),
        Event::End(tag) => matches!(tag, TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong),
        _ => false,
    }
}

/// What is said of an event.
fn words<'a>(event: &'a Event<'_>) -> &'a str {
    match event {
        Event::Text(text) | Event::Code(text) => text,
        Event::SoftBreak | Event::HardBreak => "\n",
        _ => "",
    }
}

/// Marks what stands in one paragraph, heading or point of a list.
fn mark_line<'a>(line: &mut Vec<Event<'a>>, marked: &mut Vec<Event<'a>>) {
    let text: String = line.iter().map(words).collect();
    let mut ends = narration::ends(&text).into_iter().peekable();
    let (mut place, mut depth, mut open) = (0, 0_usize, false);
    for event in line.drain(..) {
        let (start, length) = (place, words(&event).len());
        place += length;
        match event {
            Event::Text(text) if depth == 0 => {
                let mut rest = &text[..];
                let mut at = start;
                while let Some(end) = ends.next_if(|end| *end <= place) {
                    // It may have ended in a link before.
                    let (sentence, more) = rest.split_at(end.saturating_sub(at));
                    push(sentence, &mut open, marked);
                    if std::mem::take(&mut open) {
                        marked.push(Event::InlineHtml(CLOSE.into()));
                    }
                    (rest, at) = (more, end.max(at));
                }
                push(rest, &mut open, marked);
            }
            other => {
                if !open && ends.peek().is_some() {
                    open = true;
                    marked.push(Event::InlineHtml(OPEN.into()));
                }
                match &other {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    _ => {}
                }
                marked.push(other);
                if depth == 0 && ends.next_if(|end| *end <= place).is_some() {
                    while ends.next_if(|end| *end <= place).is_some() {}
                    open = false;
                    marked.push(Event::InlineHtml(CLOSE.into()));
                }
            }
        }
    }
    if open {
        marked.push(Event::InlineHtml(CLOSE.into()));
    }
}

/// Adds text to the sentence that is open; one begins with the first word.
fn push(text: &str, open: &mut bool, marked: &mut Vec<Event<'_>>) {
    let words = if *open { text } else { text.trim_start() };
    let space = &text[..text.len() - words.len()];
    for part in [space, words] {
        if part.is_empty() {
            continue;
        }
        if !*open && part.contains(char::is_alphanumeric) {
            *open = true;
            marked.push(Event::InlineHtml(OPEN.into()));
        }
        marked.push(Event::Text(part.to_owned().into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Options, Parser, html};

    fn rendered(markdown: &str) -> String {
        let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).collect();
        let mut page = String::new();
        html::push_html(&mut page, mark(events).into_iter());
        page.replace(OPEN, "{").replace(CLOSE, "}").trim().replace('\n', " ")
    }

    #[test]
    fn sentences_are_marked_across_links_and_emphasis() {
        for (markdown, expected) in [
            ("One. Two.", "<p>{One.} {Two.}</p>"),
            (
                "It is [a *link*](x) here. And `code`.",
                "<p>{It is <a href=\"x\">a <em>link</em></a> here.} {And <code>code</code>.}</p>",
            ),
            ("[Both](x). *Then.* Now", "<p>{<a href=\"x\">Both</a>.} {<em>Then.</em>} {Now}</p>"),
            ("*One. Two.* Three.", "<p>{<em>One. Two.</em>} {Three.}</p>"),
            ("Lines\nbreak. Here\ntoo.", "<p>{Lines break.} {Here too.}</p>"),
            ("## Two & more", "<h2>{Two &amp; more}</h2>"),
            ("1. One.\n2. Two", "<ol> <li>{One.}</li> <li>{Two}</li> </ol>"),
            ("Dark. ☾", "<p>{Dark. ☾}</p>"),
            ("a\n\n```\ncode. Here.\n```", "<p>{a}</p> <pre><code>code. Here. </code></pre>"),
        ] {
            assert_eq!(rendered(markdown), expected, "{markdown}");
        }
        assert!(!rendered("| A. B. |\n|---|\n| C. D. |").contains('{'));
    }
}
