//! The key of the service: a secret that is sent to the service only.

use std::env::{self, VarError};

use anyhow::{Error, Result, anyhow, ensure};

/// Maximum characters of a foreign text in an error.
const LONGEST: usize = 300;

/// The key. It implements neither `Debug` nor `Display`, so it is never printed by mistake.
pub struct Key(String);

impl Key {
    /// Reads the key from an environment variable.
    ///
    /// # Errors
    /// A variable that is missing, blank, or contains characters that no key has.
    pub fn from_env(variable: &str) -> Result<Self> {
        match env::var(variable) {
            Ok(key) => Self::new(key, variable),
            Err(VarError::NotPresent) => {
                Err(anyhow!("the key is missing: set the environment variable {variable}"))
            }
            Err(VarError::NotUnicode(_)) => Err(unfit(variable)),
        }
    }

    /// Creates a key. `variable` names its origin, for errors.
    ///
    /// # Errors
    /// A blank text, or characters that no key has.
    pub fn new(key: String, variable: &str) -> Result<Self> {
        ensure!(!key.trim().is_empty(), "{variable} is blank: set it to your key");
        // Only characters that RFC 7235 allows in a token. So the key fits into a header and has one
        // spelling, which `clean` needs to find it.
        let fits = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        if key.chars().all(fits) { Ok(Self(key)) } else { Err(unfit(variable)) }
    }

    /// The value of the request header with the key. Use it for nothing else.
    pub fn header(&self) -> String {
        format!("Token {}", self.0)
    }

    /// A foreign text for an error: without the key, on one line, and short.
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
    anyhow!("{variable} contains a space, a line break or another invalid character: set it to the key alone")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Result<Key> {
        Key::new(text.into(), "THE_KEY")
    }

    #[test]
    fn an_invalid_key_is_refused_and_not_shown() {
        for text in ["", " ", "\n"] {
            let refusal = key(text).err().expect("a refusal").to_string();
            assert!(refusal.contains("THE_KEY is blank"), "{refusal}");
        }
        for text in ["s3cret\n", "s3cret\r\nHost: x", "s3cret\u{7}", "s3 cret", "s3crét"] {
            let refusal = key(text).err().expect("a refusal").to_string();
            assert!(refusal.contains("THE_KEY contains") && !refusal.contains("s3"), "{refusal}");
        }
        assert!(
            Key::from_env("NARRATE_NO_SUCH_KEY")
                .err()
                .expect("a refusal")
                .to_string()
                .contains("set the environment variable")
        );
    }

    #[test]
    fn a_foreign_text_is_cleaned() {
        let key = key("s3cret").expect("a key");
        assert_eq!(key.clean("no\r\n\tkey \u{1b}[2Js3cret, s3cret!"), "no key [2J…, …!");
        // No part of a key at the cutting edge remains.
        let long = format!("{}s3cret{}", "x".repeat(297), "y".repeat(1000));
        let cleaned = key.clean(&long);
        assert_eq!(cleaned.chars().count(), 300);
        assert!(!cleaned.contains("s3"), "{cleaned}");
        assert_eq!(key.clean(&"é".repeat(300)), "é".repeat(300));
    }
}
