//! The key of the service: a secret that is sent to it and shown to nobody.

use std::env::{self, VarError};

use crate::error::{Error, Result};

/// What an error keeps of a text that came from elsewhere, in characters.
const LONGEST: usize = 300;

/// The key. It has no `Debug` and no `Display`, so that it can't be shown by mistake.
pub struct Key(String);

impl Key {
    /// The key in an environment variable.
    pub fn from_env(variable: &str) -> Result<Self> {
        match env::var(variable) {
            Ok(key) => Self::new(key, variable),
            Err(VarError::NotPresent) => {
                Err(Error::new(format!("there is no key: set the environment variable {variable} to yours")))
            }
            Err(VarError::NotUnicode(_)) => Err(unfit(variable)),
        }
    }

    /// A key from a text that is said to hold one.
    pub fn new(key: String, variable: &str) -> Result<Self> {
        if key.trim().is_empty() {
            return Err(Error::new(format!("{variable} is blank: set it to your key")));
        }
        // The characters that the standard allows in a token. So it fits into a header, and is written in
        // the same way everywhere, which `clean` needs to find it.
        let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        if key.chars().all(fits) { Ok(Self(key)) } else { Err(unfit(variable)) }
    }

    /// The header that shows the key to the service. For nothing else.
    pub fn header(&self) -> String {
        format!("Token {}", self.0)
    }

    /// A text from elsewhere, fit for an error: without the key, in one line, and short.
    pub fn clean(&self, text: &str) -> String {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control());
        let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let line = line.replace(&self.0, "…");
        match line.char_indices().nth(LONGEST) {
            None => line,
            Some(_) => line.chars().take(LONGEST - 1).chain(['…']).collect(),
        }
    }
}

fn unfit(variable: &str) -> Error {
    Error::new(format!(
        "{variable} holds a space, a line break or something else that is in no key: set it to the key alone"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Result<Key> {
        Key::new(text.into(), "THE_KEY")
    }

    #[test]
    fn what_can_be_no_key_is_refused_and_not_shown() {
        for text in ["", " ", "\n"] {
            let refusal = key(text).err().expect("a refusal").to_string();
            assert!(refusal.contains("THE_KEY is blank"), "{refusal}");
        }
        for text in ["s3cret\n", "s3cret\r\nHost: x", "s3cret\u{7}", "s3 cret", "s3crét"] {
            let refusal = key(text).err().expect("a refusal").to_string();
            assert!(refusal.contains("THE_KEY holds") && !refusal.contains("s3"), "{refusal}");
        }
        assert!(
            Key::from_env("NARRATE_NO_SUCH_KEY").err().expect("a refusal").to_string().contains("set the")
        );
    }

    #[test]
    fn a_text_from_elsewhere_is_cleaned() {
        let key = key("s3cret").expect("a key");
        assert_eq!(key.clean("no\r\n\tkey \u{1b}[2Js3cret, s3cret!"), "no key [2J…, …!");
        // The key at the edge of what is kept: no part of it stays.
        let long = format!("{}s3cret{}", "x".repeat(297), "y".repeat(1000));
        let cleaned = key.clean(&long);
        assert_eq!(cleaned.chars().count(), 300);
        assert!(!cleaned.contains("s3"), "{cleaned}");
        assert_eq!(key.clean(&"é".repeat(300)), "é".repeat(300));
    }
}
