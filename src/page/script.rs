//! What is read aloud of a built page: its sentences, in its order, as a voice says them.

use crate::narration::spoken;
use html5gum::{Token, Tokenizer};
use serde::Serialize;

/// Seconds of silence after a sentence, and after the last one of a paragraph, a heading, a figure.
const PAUSE: f64 = 0.25;
const LONG_PAUSE: f64 = 0.7;
/// What ends with a longer silence.
const BLOCKS: [&[u8]; 6] = [b"p", b"li", b"h1", b"h2", b"h3", b"caption"];

/// A sentence to be said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What is said.
    pub text: String,
    /// Seconds of silence after it.
    pub pause: f64,
}

/// The sentences of a page: whatever is marked with `data-say`. What the attribute holds is said before.
pub fn lines(page: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![];
    // The sentence that is open: its words, its element's name, and how many of that name are open in it.
    let mut open: Option<(String, Vec<u8>, usize)> = None;
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if open.is_none() => {
                if let Some(before) = tag.attributes.get(&b"data-say"[..]) {
                    let before = String::from_utf8_lossy(before).into_owned();
                    open = Some((before + " ", tag.name.to_vec(), 1));
                }
            }
            Token::StartTag(tag) => {
                if let Some((_, name, depth)) = &mut open {
                    *depth += usize::from(*tag.name == **name);
                }
            }
            Token::String(text) => {
                if let Some((words, ..)) = &mut open {
                    words.push_str(&String::from_utf8_lossy(&text));
                }
            }
            Token::EndTag(tag) => {
                let name = &tag.name[..];
                if let Some((_, own, depth)) = &mut open {
                    *depth -= usize::from(own == name);
                }
                if let Some((words, ..)) = open.take_if(|(_, _, depth)| *depth == 0) {
                    lines.push(Line { text: spoken(&words), pause: PAUSE });
                }
                if open.is_none()
                    && BLOCKS.contains(&name)
                    && let Some(last) = lines.last_mut()
                {
                    last.pause = LONG_PAUSE;
                }
            }
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_said_and_nothing_else() {
        let page = "<h1 data-say>A title</h1><p>furniture</p><p><span data-say>One &amp; <a href=x><span>two</span></a>.</span> \
                    <span data-say>50M\ntokens.</span></p><p data-say=\"Figure 1.\">Cheap.</p><pre>code</pre>";
        let said =
            [("A title", 0.7), ("One & two.", 0.25), ("50 million tokens.", 0.7), ("Figure 1. Cheap.", 0.7)];
        assert_eq!(lines(page), said.map(|(text, pause)| Line { text: text.to_owned(), pause }));
    }
}
