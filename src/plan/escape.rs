//! Signs that part what stands in one value of an address: in a name they are written as in any address, `%2A` for `*`.

/// A sign, and how it is written behind a `%`.
pub type Sign = (char, &'static str);

/// The text with these signs escaped. The `%` must be one of them.
pub fn escaped(text: &str, signs: &[Sign]) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match signs.iter().find(|(sign, _)| *sign == character) {
            Some((_, code)) => escaped.extend(["%", code]),
            None => escaped.push(character),
        }
    }
    escaped
}

/// The text that [`escaped`] was given. What is no such sign stays as it is.
pub fn unescaped(text: &str, signs: &[Sign]) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let known = signs.iter().find_map(|(sign, code)| Some((*sign, part.strip_prefix(code)?)));
        let (sign, rest) = known.unwrap_or(('%', part));
        plain.push(sign);
        plain.push_str(rest);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: [Sign; 2] = [('%', "25"), ('*', "2A")];

    #[test]
    fn signs_are_escaped_and_come_back() {
        for (text, written) in
            [("", ""), ("a*b", "a%2Ab"), ("100%*", "100%25%2A"), ("%2A", "%252A"), ("🦀", "🦀")]
        {
            assert_eq!(escaped(text, &SIGNS), written);
            assert_eq!(unescaped(written, &SIGNS), text);
        }
    }

    #[test]
    fn what_is_no_such_sign_stays() {
        for text in ["%", "%3B", "%%", "50 % of it"] {
            assert_eq!(unescaped(text, &SIGNS), text);
        }
    }
}
