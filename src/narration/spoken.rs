//! The spoken form of a sentence: symbols as words, in pieces short enough for a voice.

/// Symbols that voices skip or spell, and the words for them. Longer symbols come before their prefixes.
const WORDS: &[(&str, &str)] = &[
    ("tokens/s", "tokens per second"),
    ("C++", "C plus plus"),
    ("TLA+", "TLA plus"),
    ("×", " times"),
    ("−", "minus "),
    ("≈", "about "),
    ("≤", "at most "),
    ("≥", "at least "),
    ("→", " to "),
    ("÷", " divided by "),
];
/// The meaning of a letter after a number.
const SCALES: &[(char, &str)] = &[('k', " thousand"), ('M', " million"), ('B', " billion")];
/// Units behind a number and a space, and one of them.
const UNITS: &[(&str, &str)] = &[(" s", " second"), (" min", " minute")];
/// Places to pause in a long sentence, the best first.
const PAUSES: &[&[char]] = &[&['.', '!', '?'], &[';', ':'], &[',', '–', '—'], &[' ']];

/// A sentence as a voice should say it: without line breaks and ornaments, symbols and scales as words.
///
/// ```
/// use showdown::narration::spoken;
///
/// assert_eq!(spoken("C++ at 50M\n tokens/s: 2.86× as much. ☾"), "C plus plus at 50 million tokens per second: 2.86 times as much.");
/// assert_eq!(spoken("5–10 %, 0-day, $7.50"), "5 to 10 %, 0-day, $7.50");
/// ```
pub fn spoken(sentence: &str) -> String {
    let mut said = String::new();
    let mut rest = sentence;
    let mut before = ' ';
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        let after = |place: usize| rest.as_bytes().get(place).copied().unwrap_or(b' ');
        let scale = SCALES
            .iter()
            .find(|(scale, _)| *scale == letter)
            .filter(|_| !after(length).is_ascii_alphanumeric());
        let unit = UNITS.iter().find(|(unit, _)| {
            before.is_ascii_digit() && rest.starts_with(unit) && !after(unit.len()).is_ascii_alphanumeric()
        });
        if let Some((unit, words)) = unit {
            let one = said.ends_with('1')
                && !said[..said.len() - 1].ends_with(|digit: char| digit.is_ascii_digit() || digit == '.');
            said.push_str(words);
            said.push_str(if one { "" } else { "s" });
            before = ' ';
            rest = &rest[unit.len()..];
            continue;
        }
        match (WORDS.iter().find(|(symbol, _)| rest.starts_with(symbol)), scale) {
            (Some((symbol, words)), _) => {
                length = symbol.len();
                said.push_str(if said.ends_with(' ') { words.trim_start() } else { words });
            }
            (None, Some((_, words))) if before.is_ascii_digit() => said.push_str(words),
            _ if letter == '–' && before.is_ascii_digit() && after(length).is_ascii_digit() => {
                said.push_str(" to ")
            }
            // Pictures, such as a moon.
            _ if ('\u{2600}'..='\u{27bf}').contains(&letter) || letter >= '\u{1f000}' => {}
            _ if !matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{a0}') => said.push(letter),
            _ if said.is_empty() || said.ends_with(' ') => {}
            _ => said.push(' '),
        }
        before = letter;
        rest = &rest[length..];
    }
    said.truncate(said.trim_end().len());
    said
}

/// A text in pieces of at most that size (at least a character each), cut where one may pause; longer words are cut too.
/// Each character has its size.
///
/// ```
/// use showdown::narration::pieces;
///
/// assert_eq!(pieces("Slow, but safe; fast, but not.", 20, |_| 1), ["Slow, but safe;", "fast, but not."]);
/// assert_eq!(pieces("It is 1.5. So it is: fine.", 20, |_| 1), ["It is 1.5.", "So it is: fine."]);
/// assert_eq!(pieces("short", 20, |_| 1), ["short"]);
/// ```
pub fn pieces(text: &str, most: usize, size: fn(char) -> usize) -> Vec<&str> {
    let mut pieces = vec![];
    let mut rest = text.trim();
    loop {
        let mut room = most;
        let too_much = |&(place, letter): &(usize, char)| {
            let fits = size(letter) <= room;
            room = room.saturating_sub(size(letter));
            place > 0 && !fits
        };
        let Some((limit, _)) = rest.char_indices().find(too_much) else { break };
        let head = &rest[..limit];
        // Not so early that the rest is as long as before.
        let pause = PAUSES.iter().find_map(|marks| {
            let (place, mark) = head.char_indices().rev().find(|(place, mark)| {
                let end = place + mark.len_utf8();
                marks.contains(mark) && end > limit / 3 && (*mark == ' ' || rest[end..].starts_with(' '))
            })?;
            Some(place + mark.len_utf8())
        });
        let (piece, left) = rest.split_at(pause.unwrap_or(limit));
        pieces.push(piece.trim_end());
        rest = left.trim_start();
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_piece_is_too_long_and_no_word_is_lost() {
        let text = "At list prices it costs 1.8× as much: for input, for output – and for 20M tokens, a whole month long.";
        for most in 1..120 {
            let pieces = pieces(text, most, |_| 1);
            assert!(
                pieces.iter().all(|piece| (1..=most).contains(&piece.chars().count())),
                "{most}: {pieces:?}"
            );
            let letters = |text: &str| text.chars().filter(|letter| *letter != ' ').collect::<String>();
            assert_eq!(letters(&pieces.concat()), letters(text), "{most}");
        }
        assert_eq!(pieces(text, 200, |_| 1), [text]);
        assert!(pieces("  ", 5, |_| 1).is_empty());
        assert_eq!(pieces("123 ab", 3, |letter| if letter == '2' { 9 } else { 1 }), ["1", "2", "3", "ab"]);
    }

    #[test]
    fn a_letter_is_a_scale_only_behind_a_number() {
        assert_eq!(
            spoken("20M in, 4.5k out, GPT-4B, 5MB, Mars, $3B."),
            "20 million in, 4.5 thousand out, GPT-4 billion, 5MB, Mars, $3 billion."
        );
        assert_eq!(
            spoken("1 min 21 s (42 s) ÷ 2.1 s, 5 min. 3 sets"),
            "1 minute 21 seconds (42 seconds) divided by 2.1 seconds, 5 minutes. 3 sets"
        );
        assert_eq!(spoken("−$5.00 → nothing"), "minus $5.00 to nothing");
    }
}
