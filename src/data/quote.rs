//! Placeholders in texts: `{{article.claude.input}}` becomes `$2.50`.
//!
//! So that no number stands twice: prose and claims name a number, and only `showdown.json` holds it. The whole list of
//! paths stands in `docs/data.md`.

use super::{Book, Showdown};
use crate::domain::workload::Service;
use crate::domain::{LineKind, Tokens, Workload, format, quantity};

/// What a placeholder stands for.
struct Quoted {
    /// As shown.
    text: String,
    /// As a number, for ratios, in billionths of its unit.
    number: Option<i128>,
}

impl Quoted {
    fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: None }
    }

    fn number(text: impl Into<String>, billionths: i128) -> Self {
        Self { text: text.into(), number: Some(billionths) }
    }

    fn float(text: impl Into<String>, value: f64) -> Self {
        Self::number(text, (value * 1e9).round() as i128)
    }

    fn tokens(text: impl Into<String>, tokens: Tokens) -> Self {
        Self::number(text, i128::from(tokens.count()) * 1_000_000_000)
    }
}

impl Showdown {
    /// The text with every placeholder filled in.
    ///
    /// # Errors
    /// A placeholder that is not closed or that names nothing: which one, and why.
    pub fn quote(&self, text: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (path, after) = after.split_once("}}").ok_or("`{{` without `}}`")?;
            filled.push_str(before);
            filled.push_str(&self.resolve(path.trim())?);
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn resolve(&self, path: &str) -> Result<String, String> {
        let find =
            |path: &str| self.find(path).ok_or_else(|| format!("`{{{{{path}}}}}` names nothing in the data"));
        let Some((a, b)) = path.split_once('/') else { return Ok(find(path)?.text) };
        let number = |path: &str| {
            find(path.trim())?.number.ok_or_else(|| format!("`{{{{{}}}}}` is not a number", path.trim()))
        };
        format::ratio(number(a)?, number(b)?).ok_or_else(|| {
            format!("`{{{{{path}}}}}` is not a ratio: one part is negative, or the second is zero")
        })
    }

    fn find(&self, path: &str) -> Option<Quoted> {
        let words: Vec<&str> = path.split('.').collect();
        match *words {
            ["original", "title"] => Some(Quoted::text(&self.original.title)),
            ["original", "author"] => Some(Quoted::text(&self.original.author)),
            ["original", "year"] => Some(Quoted::text(self.original.year.to_string())),
            ["calculator", "in"] => {
                Some(Quoted::tokens(Workload::DEFAULT.input.short(), Workload::DEFAULT.input))
            }
            ["calculator", "out"] => {
                Some(Quoted::tokens(Workload::DEFAULT.output.short(), Workload::DEFAULT.output))
            }
            ["claim", id] => {
                let claim = self.claims.iter().find(|claim| claim.id == id)?;
                let value = claim.value?;
                Some(Quoted::float(quantity(value, claim.unit?), value))
            }
            [first, second] => self.model_field(first, second).or_else(|| {
                if let Some(book) = self.books.iter().find(|book| book.id == first) {
                    return (second == "on").then_some(Quoted::text(book.on?.long()));
                }
                let lines = self.benchmark(first)?.lines;
                (second == "lines").then(|| Quoted::float(format::grouped(lines.into()), lines.into()))
            }),
            [first, second, third] => match self.books.iter().find(|book| book.id == first) {
                Some(book) => self.listing_field(book, self.model(second)?, third),
                None => {
                    let measure = self.benchmark(first)?.measure(second)?;
                    let value = measure.values[self.model(third)?].value;
                    Some(Quoted::float(quantity(value, measure.unit), value))
                }
            },
            _ => None,
        }
    }

    fn model(&self, id: &str) -> Option<usize> {
        self.models.iter().position(|model| model.id == id)
    }

    fn model_field(&self, id: &str, field: &str) -> Option<Quoted> {
        let model = &self.models[self.model(id)?];
        Some(match field {
            "name" => Quoted::text(&model.name),
            "short" => Quoted::text(&model.short),
            "vendor" => Quoted::text(&model.vendor),
            "speed" => {
                let speed = u64::from(model.output_tokens_per_second);
                Quoted::tokens(format::grouped(speed), Tokens::new(speed))
            }
            _ => return None,
        })
    }

    fn listing_field(&self, book: &Book, model: usize, field: &str) -> Option<Quoted> {
        let listing = &book.listings[model];
        let kind = match field {
            "window" => return Some(Quoted::tokens(listing.context_window.short(), listing.context_window)),
            "window_words" => {
                let words = listing.context_window.spoken();
                return Some(Quoted::tokens(words, listing.context_window));
            }
            "name" => return Some(Quoted::text(&listing.name)),
            "month" => {
                let total = book.month(model, Workload::DEFAULT, Service::Standard).ok()?.total;
                return Some(Quoted::number(format::usd(total), total.pico() / 1000));
            }
            "input" => LineKind::Input,
            "output" => LineKind::Output,
            "cache_read" => LineKind::CacheRead,
            _ => return None,
        };
        let rates =
            listing.prices.rates_on(book.day(), &crate::domain::Context::STANDARD, Workload::DEFAULT.prompt);
        let rate = rates.of(kind)?;
        Some(Quoted::number(format::rate(rate), i128::from(rate.micro()) * 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_numbers_and_gets_them_in_the_readers_form() {
        let data = Showdown::embedded().expect("the data are right");
        let quoted = |text: &str| data.quote(text);
        assert_eq!(quoted("no placeholder"), Ok("no placeholder".into()));
        assert_eq!(quoted("{{claude.short}}, {{ gpt.vendor }}"), Ok("Claude, OpenAI".into()));
        assert_eq!(quoted("{{nobody.input}}"), Err("`{{nobody.input}}` names nothing in the data".into()));
        assert_eq!(quoted("{{claude.name / gpt.speed}}"), Err("`{{claude.name}}` is not a number".into()));
        assert!(quoted("{{test-a.time.gpt / test-a.errors.claude}}").is_err());
        assert_eq!(quoted("an open {{claude.name"), Err("`{{` without `}}`".into()));
    }
}
