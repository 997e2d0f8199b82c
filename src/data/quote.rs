//! Placeholders in texts: `{{article.claude.input}}` becomes `$2.50`.
//!
//! Prose and claims refer to a number; only `showdown.json` contains it. `docs/data.md` lists every path.
//!
//! Placeholders can combine two numbers: `{{a / b}}` is a ratio, `{{a * b}}` a whole number, `{{a - b}}`
//! a difference in dollars.

use super::{Book, Listing, Showdown};
use crate::domain::throughput::Efficiency;
use crate::domain::workload::Service;
use crate::domain::{Context, Date, LineKind, Tokens, Usage, Usd, Workload, format, quantity};

/// The value of a placeholder.
struct Quoted {
    /// As shown to readers.
    text: String,
    /// For calculations: the number in billionths of its unit.
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
    /// Fills in every placeholder of a text.
    ///
    /// # Errors
    /// A placeholder that is not closed, or whose path is unknown. The message quotes it and gives the
    /// reason.
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
        let Some((a, sign, b)) = ["/", "*", " - "]
            .into_iter()
            .find_map(|sign| path.split_once(sign).map(|(a, b)| (a.trim(), sign, b.trim())))
        else {
            return Ok(find(path)?.text);
        };
        let number =
            |path: &str| find(path)?.number.ok_or_else(|| format!("`{{{{{path}}}}}` is not a number"));
        let (x, y) = (number(a)?, number(b)?);
        match sign {
            "/" => format::ratio(x, y).ok_or_else(|| {
                format!("`{{{{{path}}}}}` is not a ratio: one part is negative, or the second is zero")
            }),
            "*" => product(x, y)
                .map(format::grouped)
                .ok_or_else(|| format!("`{{{{{path}}}}}` is not a whole number of 0 or more")),
            _ => [a, b]
                .iter()
                .all(|path| find(path).is_ok_and(|found| found.text.starts_with('$')))
                .then(|| format::usd(Usd::from_pico((x - y) * 1000)))
                .ok_or_else(|| format!("`{{{{{path}}}}}` is not a difference of two amounts in dollars")),
        }
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
            ["page", book, model] => self.page_cost(book, self.model(model)?),
            ["successor", model, field] => {
                let listing = self.successors.iter().find(|listing| listing.model == model)?;
                let published = self.books.iter().find_map(|book| book.on)?;
                listing_field(listing, published, field)
            }
            [first, second, third] => match self.books.iter().find(|book| book.id == first) {
                Some(book) if third == "month" => {
                    let total =
                        book.month(self.model(second)?, Workload::DEFAULT, Service::Standard).ok()?.total;
                    Some(Quoted::number(format::usd(total), total.pico() / 1000))
                }
                Some(book) => listing_field(&book.listings[self.model(second)?], book.day(), third),
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

    /// Cost of a landing page at a book's prices, with the default tokens of the figure `ui-throughput`
    /// and its default interpretation of the efficiency claim: more pages of the second model from the
    /// same tokens.
    fn page_cost(&self, book: &str, model: usize) -> Option<Quoted> {
        let book: &Book = self.books.iter().find(|known| known.id == book)?;
        let tokens = |key: &str| self.assumption(key)?.value.parse::<Tokens>().ok();
        let plain = tokens("page-out")?;
        let output = match model {
            0 => plain,
            _ => {
                let percent = self.claimed("ui-efficiency")?;
                Efficiency::MorePages.output(plain, (percent * 100.0).round() as u64)
            }
        };
        let usage = Usage { input: tokens("page-in")?, output, ..Usage::default() };
        let cost = book.listings[model].prices.cost(&usage, book.day(), &Context::STANDARD).ok()?.total;
        Some(Quoted::number(format::usd_fine(cost), cost.pico() / 1000))
    }
}

/// Multiplies two numbers in billionths. The result is a whole number.
fn product(a: i128, b: i128) -> Option<u64> {
    const WHOLE: i128 = 1_000_000_000;
    let product = a.checked_mul(b)?;
    u64::try_from((product + WHOLE * WHOLE / 2) / (WHOLE * WHOLE)).ok().filter(|_| product >= 0)
}

/// A field of a listing: its name, its window, or a rate on that day.
fn listing_field(listing: &Listing, day: Date, field: &str) -> Option<Quoted> {
    let rates = |prompt: Tokens| listing.prices.rates_on(day, &Context::STANDARD, prompt);
    // Long-context rates are the rates of the longest prompt.
    let (prompt, kind) = match field {
        "window" => return Some(Quoted::tokens(listing.context_window.short(), listing.context_window)),
        "window_words" => {
            let words = listing.context_window.spoken();
            return Some(Quoted::tokens(words, listing.context_window));
        }
        "name" => return Some(Quoted::text(&listing.name)),
        "over" => {
            let over = listing.prices.periods().last()?.tier?.over;
            return Some(Quoted::tokens(over.short(), over));
        }
        "input" => (Workload::DEFAULT.prompt, LineKind::Input),
        "output" => (Workload::DEFAULT.prompt, LineKind::Output),
        "cache_read" => (Workload::DEFAULT.prompt, LineKind::CacheRead),
        "long_input" => (Tokens::MAX_TYPED, LineKind::Input),
        "long_output" => (Tokens::MAX_TYPED, LineKind::Output),
        _ => return None,
    };
    let rate = rates(prompt).of(kind)?;
    Some(Quoted::number(format::rate(rate), i128::from(rate.micro()) * 1000))
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
        assert_eq!(quoted("{{claude.speed * test-a.time.claude}}"), Ok("5,040".into()));
        assert_eq!(quoted("{{list.claude.month - list.gpt.month}}"), Ok("$272.50".into()));
        assert!(quoted("{{claude.speed - gpt.speed}}").is_err());
        assert_eq!(
            quoted("{{successor.gpt.input}}, {{successor.gpt.long_input}}"),
            Ok("$2.00, $4.00".into())
        );
        assert_eq!(quoted("an open {{claude.name"), Err("`{{` without `}}`".into()));
    }
}
