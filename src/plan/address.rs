//! A plan as one value of the URL: classes separated by `*`, fields by `_`, which need no escapes there.
//!
//! Fields follow the order of [`Reader::keys`], without signs and spaces. In a name, the separators are percent-encoded:
//! `%2A`, `%5F` and `%25`.

use super::escape::{Sign, escaped, unescaped};
use super::{Plan, Reader};
use crate::domain::format;

/// The separators of a plan.
const SIGNS: [Sign; 3] = [('%', "25"), ('_', "5F"), ('*', "2A")];

impl Plan {
    /// The maximum length of that value, in bytes as written: web hosts refuse URLs of 8,000.
    pub const LONGEST_ADDRESS: usize = 6_000;
}

impl Reader {
    /// A plan as one value of the URL.
    pub fn address(&self, plan: &Plan) -> String {
        let last = self.keys().len() - 1;
        let field = |(place, text): (usize, String)| match place {
            0 => escaped(&text, &SIGNS),
            // The first letter of a part is enough.
            1 => text.chars().take(1).collect(),
            _ if place == last => {
                let words = text.split([' ', '%']).filter(|word| !["", "then"].contains(word));
                format::joined(words, ".")
            }
            _ => text.replace(['$', '%', ',', ' '], ""),
        };
        let class = |class| format::joined(self.texts(class).into_iter().enumerate().map(field), "_");
        format::joined(plan.classes.iter().map(class), "*")
    }

    /// Reads what [`Reader::address`] wrote.
    ///
    /// # Errors
    /// The class, and what is wrong with it.
    pub fn read_address(&self, text: &str) -> Result<Plan, String> {
        let keys = self.keys();
        let class = |(place, text): (usize, &str)| {
            let (name, rest) = text.split_once('_').unwrap_or((text, ""));
            let name = unescaped(name, &SIGNS);
            let texts: Vec<&str> = [name.as_str()].into_iter().chain(rest.split('_')).collect();
            let read = match texts.len() == keys.len() {
                true => self.class(keys.iter().map(String::as_str).zip(texts)),
                false => Err(format!(
                    "has {}; it needs {}.",
                    format::count(text.split('_').count() as u64, "field", "fields"),
                    keys.len()
                )),
            };
            (format!("class {}", place + 1), read)
        };
        self.plan(text.split('*').enumerate().map(class))
    }
}
