//! The ends of sentences.

/// Never the end of a sentence: something belongs to each of them.
const OPEN: &[&str] = &[
    "e.g.", "i.e.", "cf.", "vs.", "viz.", "ca.", "approx.", "Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "Fig.",
    "St.", "U.S.", "al.",
];
/// Not the end of one where a number follows.
const BEFORE_NUMBERS: &[&str] =
    &["No.", "no.", "p.", "pp.", "vol.", "Vol.", "Ch.", "ch.", "Eq.", "Sec.", "sec."];

/// Where the sentences of a text end: the places, in bytes, behind the last character of each.
///
/// A sentence ends at `.`, `!`, `?` or `…`, with the quotes and brackets that close after it, if a space follows and then
/// anything but a small letter. So numbers (`2.5`), prices (`$7.50`), names (`AutoBlogging.Pro`) and what is quoted within
/// a sentence do not end one; nor do abbreviations, initials at its beginning, and the number of a list's point.
///
/// ```
/// use showdown::narration::ends;
///
/// assert_eq!(ends("It costs $7.50, i.e. less. “Why?” he asked. C++."), ["It costs $7.50, i.e. less.".len(), 47, 52]);
/// ```
pub fn ends(text: &str) -> Vec<usize> {
    let mut ends = vec![];
    let mut start = 0;
    let mut marks = text.char_indices().filter(|(_, mark)| is_stop(*mark)).peekable();
    while let Some((place, mark)) = marks.next() {
        let rest = &text[place + mark.len_utf8()..];
        let end = text.len() - rest.trim_start_matches(|next| is_stop(next) || closes(next)).len();
        // Of several marks in a row the last one counts.
        while marks.next_if(|(next, _)| *next < end).is_some() {}
        let next = text[end..].trim_start();
        let begins =
            next.len() < text[end..].len() && !next.starts_with(char::is_lowercase) && has_words(next);
        if begins && has_words(&text[start..end]) && !goes_on(&text[start..end], next) {
            ends.push(end);
            start = end;
        }
    }
    let last = text.trim_end().len();
    if has_words(&text[start..last]) {
        ends.push(last);
    }
    ends
}

fn is_stop(mark: char) -> bool {
    matches!(mark, '.' | '!' | '?' | '…')
}

fn closes(mark: char) -> bool {
    matches!(mark, '”' | '’' | '"' | '\'' | ')' | ']' | '»')
}

/// Whether there is anything to be said.
fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether what looks like a whole sentence only ends in an abbreviation.
fn goes_on(sentence: &str, next: &str) -> bool {
    let mut words = sentence.split_whitespace().rev();
    let last = words.next().unwrap_or_default().trim_start_matches(['(', '“', '"', '[', '‘']);
    let first = words.next().is_none();
    let Some(word) = last.strip_suffix('.') else { return false };
    OPEN.contains(&last)
        || (BEFORE_NUMBERS.contains(&last) && next.starts_with(|next: char| next.is_ascii_digit()))
        // The number of a list's point, or the initials of a name that begins the sentence.
        || (first && word.chars().all(|digit| digit.is_ascii_digit()))
        || (sentence.split_whitespace().all(is_initial))
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of a text, trimmed.
    fn split(text: &str) -> Vec<&str> {
        let mut start = 0;
        let sentence = |end| text[std::mem::replace(&mut start, end)..end].trim();
        ends(text).into_iter().map(sentence).collect()
    }

    /// Each line is a text; `|` stands where a sentence ends and another one begins.
    const HARD: &[&str] = &[
        // Numbers, prices, shares.
        "A cut of 2.5 per task.| It costs $7.50 a day.",
        "It is 98 % accurate.| Or 98 %.| Nobody knows.",
        "The year was 2024.| Then came 2025.",
        "From 0.5 to 1.5.| 3 remain.",
        "About 1,000.50 tokens/s … or less.",
        // Names.
        "C++ is old.| Rust replaced C++.| So it goes.",
        "It watches for 0-day disclosures.| 0-day bugs are rare.",
        "AutoBlogging.Pro, by its author’s account, uses Node.js and .NET.| It is fast.",
        "See showdown.json and v5.3 of the list.",
        // Abbreviations.
        "Some, e.g. Claude, i.e. Opus, are slow vs. GPT and cf. Codex.| Others not.",
        "Dr. Smith met Mr. Jones.| They talked.",
        "It fails, e.g. “Now.| Then.”",
        "See No. 5 and p. 12.| The answer was no.| Why?",
        "Prices, windows, etc.| The rest follows.",
        "J. R. Smith wrote it.| He is gone.",
        "It runs at 5 a.m. every day.| It stops at 6 p.m.| Fine.",
        "The U.S. Senate agreed (Smith et al. (2020), Sec. 3).| So it was.",
        // Marks.
        "Is it?| Yes!| Really?!| Well … perhaps.| Wait…| Go.",
        // Quotes and brackets.
        "He said “No.”| Then he left.",
        "“Why?” he asked.| “Because.”| She smiled.",
        "(It is so.)| And so on.",
        "It is so (see below.) and on.",
        "They call it “lost in the middle”.| It is.",
        "'Single.'| \"Double.\"| Done.",
        // Lists.
        "1. Clone the repository.",
        "2. Reproduce the exploit in a sandbox.| 3 times.",
        // What is no word is no sentence.
        "Stay dark.| Stay technical. ☾",
        "…",
        "",
        "  \n ",
        // White space of any kind.
        "One.\nTwo.| three.|\u{a0}Four.",
    ];

    #[test]
    fn hard_cases_are_split_where_a_reader_would() {
        for case in HARD {
            // “\nTwo”: a new line is a space like any other.
            let marked = case.replace(".\nTwo", ".|\nTwo").replace(".| three", ". three");
            let expected: Vec<&str> =
                marked.split('|').map(str::trim).filter(|sentence| has_words(sentence)).collect();
            let text = marked.replace('|', "");
            assert_eq!(split(&text), expected, "{case:?}");
        }
    }

    #[test]
    fn nothing_that_can_be_said_is_lost() {
        for case in HARD {
            let words =
                |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
            let text = case.replace('|', "");
            assert_eq!(words(&split(&text).concat()), words(&text), "{case:?}");
        }
    }
}
