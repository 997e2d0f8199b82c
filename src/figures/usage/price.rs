//! What the tokens of a report cost: as used, and all on either model.

use crate::data::{Book, Showdown, Status};
use crate::domain::{Context, Cost, Date, LineKind, Tokens, Usage, Usd};
use usage::{Report, Row, Service};

/// A report with its costs.
#[derive(Default)]
pub(super) struct Priced {
    /// What each row costs, in the order of the report.
    pub lines: Vec<Line>,
    /// The tokens that the amounts stand for: those with a price as used, or all if none has one.
    pub tokens: usage::Tokens,
    /// The cost as used; `None` if no model has a price.
    pub used: Option<Usd>,
    /// The same if every request of unknown size were a long one.
    pub most: Usd,
    /// The cost of these tokens on either model.
    pub on: [Usd; 2],
    /// That, by kind of token.
    pub parts: [Vec<(LineKind, Tokens, Usd)>; 2],
    /// The kinds that a model has no price for, what they are billed as, and how many tokens.
    pub stand_ins: [Vec<(LineKind, LineKind, u64)>; 2],
    /// Models without a price, with their tokens.
    pub unpriced: Vec<(String, u64)>,
    /// Tokens that were not processed as standard, and are priced as if they were.
    pub standard: u64,
}

/// What a row costs.
#[derive(Default)]
pub(super) struct Line {
    /// As used, if its model has a price.
    pub used: Option<Usd>,
    /// On either model, if its tokens count.
    pub on: [Usd; 2],
}

/// A count of tokens.
pub fn to_tokens(count: u64) -> Tokens {
    Tokens::new(count)
}

/// The published price book.
fn book(data: &Showdown) -> Option<&Book> {
    data.books.iter().find(|book| book.status == Status::Published)
}

/// The prompt sizes above which the published prices are others, ascending.
pub fn thresholds(data: &Showdown) -> Vec<u64> {
    let listings = book(data).into_iter().flat_map(|book| &book.listings);
    let periods = listings.flat_map(|listing| listing.prices.periods());
    let mut all: Vec<u64> = periods.filter_map(|period| Some(period.tier?.over.count())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A name as vendors, gateways, and clouds write it, as the vendor writes it alone: `us.anthropic.claude-x-1-v1:0`,
/// `anthropic/claude-x.1`, and `claude-x-1-20260205` are `claude-x-1`.
fn plain(name: &str) -> String {
    let name = name.to_ascii_lowercase().replace('.', "-");
    let name = name.rsplit('/').next().unwrap_or_default();
    let name = name.split(['@', ':', '[']).next().unwrap_or_default();
    let name = match name.find("anthropic-") {
        Some(place) => name[place + "anthropic-".len()..].trim_end_matches("-v1"),
        None => name,
    };
    // A date at the end, with or without hyphens.
    let dated = |length: usize| {
        let (rest, date) = name.split_at_checked(name.len().checked_sub(length)?)?;
        let is_date = date.strip_prefix("-20")?.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        is_date.then_some(rest)
    };
    dated(9).or_else(|| dated(11)).unwrap_or(name).to_owned()
}

/// The model that a file calls so.
pub(super) fn model(data: &Showdown, name: &str) -> Option<usize> {
    let name = plain(name);
    book(data)?.listings.iter().position(|listing| plain(&listing.id) == name)
}

fn context(service: Service) -> Context {
    let tier = |name: &str| Context::STANDARD.with("service_tier", name);
    match service {
        Service::Standard => Context::STANDARD,
        Service::Batch => Context::STANDARD.with("processing", "batch"),
        Service::Priority => tier("priority"),
        Service::Fast => tier("fast"),
        Service::Flex => tier("flex"),
    }
}

/// The tokens as the price list counts them.
fn counted(tokens: usage::Tokens) -> Usage {
    Usage {
        input: Tokens::new(tokens.prompt()),
        cache_read: Tokens::new(tokens.cache_read),
        cache_write: Tokens::new(tokens.cache_write_5m) + Tokens::new(tokens.cache_write_1h),
        cache_write_1h: Tokens::new(tokens.cache_write_1h),
        output: Tokens::new(tokens.output),
    }
}

/// How to price the rows of a report.
struct Prices<'a> {
    book: &'a Book,
    thresholds: Vec<u64>,
}

impl Prices<'_> {
    /// What a row costs on a model. Requests of unknown size count as short ones, or as `long`.
    fn cost(&self, row: &Row, model: usize, long: bool) -> Option<Cost> {
        let prompt = match row.over {
            None if long => u64::MAX,
            None | Some(0) => 0,
            Some(over) => self.thresholds.get(over - 1)?.saturating_add(1),
        };
        let (year, month, day) = row.day.parts();
        let (day, context) = (Date::new(year, month, day)?, context(row.service));
        let prices = &self.book.listings[model].prices;
        prices.cost_of_volume(&counted(row.tokens), Tokens::new(prompt), day, &context).ok()
    }

    /// Whether a row is priced at the standard rate, though it was processed in another way.
    fn is_stand_in(&self, row: &Row, model: usize) -> bool {
        let (year, month, day) = row.day.parts();
        let day = Date::new(year, month, day).unwrap_or(Date::EPOCH);
        row.service != Service::Standard
            && !self.book.listings[model].prices.has_variant_on(day, &context(row.service))
    }
}

impl Priced {
    /// Prices a report. Nothing where the data have no published prices.
    pub fn new(data: &Showdown, report: &Report) -> Option<Self> {
        let prices = Prices { book: book(data)?, thresholds: thresholds(data) };
        let models: Vec<Option<usize>> = report.rows.iter().map(|row| model(data, &row.model)).collect();
        let any = models.iter().any(Option::is_some);
        let mut priced = Self { used: any.then_some(Usd::ZERO), ..Self::default() };
        for (row, model) in report.rows.iter().zip(models) {
            let line = priced.line(&prices, row, model, any).unwrap_or_default();
            priced.lines.push(line);
        }
        for parts in &mut priced.parts {
            parts.sort_by_key(|(kind, ..)| LineKind::ALL.iter().position(|other| other == kind));
        }
        Some(priced)
    }

    /// Prices a row, and adds it up. `any` is whether any row has a price as used.
    fn line(&mut self, prices: &Prices, row: &Row, model: Option<usize>, any: bool) -> Option<Line> {
        if model.is_none() {
            match self.unpriced.iter_mut().find(|(name, _)| *name == row.model) {
                Some((_, tokens)) => *tokens = tokens.saturating_add(row.tokens.all()),
                None => self.unpriced.push((row.model.clone(), row.tokens.all())),
            }
        }
        if model.is_none() && any {
            return None;
        }
        let both = [prices.cost(row, 0, false)?, prices.cost(row, 1, false)?];
        self.tokens += row.tokens;
        let mut line = Line { used: None, on: [both[0].total, both[1].total] };
        if let Some(model) = model {
            let (used, most) = (both[model].total, prices.cost(row, model, true)?.total);
            line.used = Some(used);
            self.used = Some(self.used.unwrap_or_default() + used);
            self.most += most;
            if prices.is_stand_in(row, model) {
                self.standard = self.standard.saturating_add(row.tokens.all());
            }
        }
        for (on, cost) in both.iter().enumerate() {
            self.on[on] += cost.total;
            self.add_parts(on, cost);
        }
        Some(line)
    }

    /// Adds a bill up by kind of token.
    fn add_parts(&mut self, on: usize, cost: &Cost) {
        for line in &cost.lines {
            match self.parts[on].iter_mut().find(|(kind, ..)| *kind == line.kind) {
                Some((_, tokens, amount)) => {
                    (*tokens, *amount) = (*tokens + line.tokens, *amount + line.amount)
                }
                None => self.parts[on].push((line.kind, line.tokens, line.amount)),
            }
        }
        for part in &cost.unpriced {
            let same =
                |known: &&mut (LineKind, LineKind, u64)| (known.0, known.1) == (part.kind, part.charged_as);
            match self.stand_ins[on].iter_mut().find(same) {
                Some((.., tokens)) => *tokens = tokens.saturating_add(part.tokens.count()),
                None => self.stand_ins[on].push((part.kind, part.charged_as, part.tokens.count())),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_found_under_the_names_that_gateways_give_it() {
        let data = Showdown::embedded().expect("the data are right");
        for name in [
            "claude-opus-4-6",
            "anthropic/claude-opus-4.6",
            "claude-opus-4-6-20260205",
            "us.anthropic.claude-opus-4-6-v1:0",
            "claude-opus-4-6@20260205",
            "claude-opus-4-6[1m]",
            "Claude-Opus-4-6",
        ] {
            assert_eq!(model(&data, name), Some(0), "{name}");
        }
        for name in ["gpt-5.3-codex", "openai/gpt-5.3-codex", "gpt-5.3-codex-2026-02-05"] {
            assert_eq!(model(&data, name), Some(1), "{name}");
        }
        for name in ["claude-opus-4-5", "claude-opus-4-60", "gpt-5.3", "", "é", "-20260205"] {
            assert_eq!(model(&data, name), None, "{name}");
        }
    }
}
