//! Text in drawings and markup: width estimates without a browser, and escaping.
//!
//! Charts use the page's monospaced font, so a text's width is proportional to its number of characters.
//! Both backends use this estimate, so labels have the same position in both.

/// The width of a character as a share of the font size. Monospaced fonts range from 0.55 (Consolas) to
/// 0.62 (Cascadia Mono bold). The widest value ensures that labels never overlap.
const ADVANCE: f64 = 0.62;

/// The estimated width of a text, in the unit of `size`.
///
/// ```
/// use showdown::charts::text::width;
/// assert_eq!(width("−2%", 100), 186);
/// ```
pub fn width(text: &str, size: i32) -> i32 {
    let characters: u32 = text.chars().map(cells).sum();
    (f64::from(characters) * f64::from(size) * ADVANCE).ceil() as i32
}

/// The number of cells of a character in a monospaced font: 2 for full-width characters.
const fn cells(character: char) -> u32 {
    match character {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f000}'.. => 2,
        _ => 1,
    }
}

/// The longest prefix of a text that fits into the width `most`. A cut text ends in `…`.
///
/// ```
/// use showdown::charts::text::{fit, width};
/// assert_eq!(fit("Architecture", 30, width("Archit", 30)), "Archi…");
/// assert_eq!(fit("UI", 30, 1_000), "UI");
/// ```
pub fn fit(text: &str, size: i32, most: i32) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while !kept.is_empty() && width(&kept, size) + width("…", size) > most {
        kept.pop();
    }
    [kept.trim_end(), "…"].concat()
}

/// Wraps a text at spaces into lines of width `most`. A word that is wider remains whole.
pub fn wrap(text: &str, size: i32, most: i32) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Escapes a text for HTML and SVG, between tags or in a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Escapes a text for one line of Markdown.
pub fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if ['|', '\\', '`', '*', '_', '<', '[', '#'].contains(&character) {
            escaped.push('\\');
        }
        escaped.push(if character.is_control() { ' ' } else { character });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_where_it_would_be_too_wide_and_loses_no_word() {
        let text = "Claude left 0 errors to GPT’s 4";
        let lines = wrap(text, 100, width("Claude left 0", 100));
        assert_eq!(lines, ["Claude left 0", "errors to", "GPT’s 4"]);
        assert_eq!(wrap("incomprehensibilities", 100, 10), ["incomprehensibilities"]);
        assert!(wrap(" ", 100, 10).is_empty());
    }
}
