//! From a price list to a bill: the rates in force, and the cost of a usage at these rates.
//!
//! A [`PriceList`] holds a model's prices over time. For a day, a [`Context`] and a prompt it gives
//! [`Rates`], which price a [`Usage`] as a [`Cost`], line by line. The rules are those of the independent
//! engine [genai-prices](https://pypi.org/project/genai-prices/) 0.2.3, and results agree with it to the
//! last digit:
//!
//! 1. **Period.** The last period in the list that starts on or before the UTC day; the first period if
//!    none has started.
//! 2. **Variants.** A variant applies if it has started and the context contains all its `when` entries.
//!    For each rate, the first applicable variant that sets it wins.
//! 3. **Long-context tier.** If the prompt exceeds the threshold, the tier's rates apply to the *whole*
//!    request, except to rates that a variant has set.
//! 4. **Caches.** Input includes cache reads and writes, and writes include one-hour writes. Each part is
//!    charged once, at the closest rate that exists. A part without a rate is charged with the whole that
//!    contains it, and reported as [`Unpriced`].

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor},
};

use super::{Date, Error, Tokens, Usd, UsdPerMillion, error::Kind};

/// The tokens of one or more requests, by kind.
///
/// The counts nest, as in OpenAI's usage records: `input` includes `cache_read` and `cache_write`, and
/// `cache_write` includes `cache_write_1h`. (Anthropic's records exclude cached tokens from `input`: add
/// them.)
///
/// ```
/// use showdown::domain::{Tokens, Usage};
///
/// let usage = Usage { input: Tokens::new(1_000), cache_read: Tokens::new(800), ..Usage::default() };
/// assert_eq!(usage.output, Tokens::ZERO);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// All prompt tokens, including cached ones.
    pub input: Tokens,
    /// The part of `input` read from the cache.
    pub cache_read: Tokens,
    /// The part of `input` written to the cache, for any lifetime.
    pub cache_write: Tokens,
    /// The part of `cache_write` written for one hour; the rest is written for five minutes.
    pub cache_write_1h: Tokens,
    /// All completion tokens.
    pub output: Tokens,
}

/// How requests are processed, as far as prices depend on it: keys and values, compared exactly.
///
/// ```
/// use showdown::domain::Context;
///
/// let context = Context::STANDARD.with("processing", "batch");
/// assert_eq!(context.get("processing"), Some("batch"));
/// assert_eq!(context.get("service_tier"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(Vec<(String, String)>);

impl Context {
    /// Standard processing: no entries.
    pub const STANDARD: Self = Self(Vec::new());

    /// Adds an entry, or replaces the entry with the same key.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let key = key.into();
        self.0.retain(|(other, _)| *other != key);
        self.0.push((key, value.into()));
        self
    }

    /// The value of a key, if the context has it.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str())
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether the context has no entries.
    pub fn is_standard(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `other` contains every entry.
    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

/// Deserializes a JSON object of strings.
impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Context;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object of strings such as {\"processing\": \"batch\"}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Context, A::Error> {
                let mut context = Context::STANDARD;
                while let Some((key, value)) = map.next_entry::<String, String>()? {
                    context = context.with(key, value);
                }
                Ok(context)
            }
        }

        source.deserialize_map(Entries)
    }
}

/// Serializes a JSON object of strings.
impl Serialize for Context {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        target.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

/// The five rates of one request. A cache rate may be absent: see [`Unpriced`].
///
/// ```
/// use showdown::domain::{Rates, Tokens, Usage};
///
/// let rates = Rates { cache_read: Some("0.175".parse()?), ..Rates::new("1.75".parse()?, "14".parse()?) };
/// let cost = rates.cost(&Usage {
///     input: Tokens::new(100_000),
///     cache_read: Tokens::new(80_000),
///     output: Tokens::new(1_000),
///     ..Usage::default()
/// })?;
/// assert_eq!(cost.total.to_string(), "0.063"); // 20k × 1.75 + 80k × 0.175 + 1k × 14, in USD per million
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Prompt tokens without cache use.
    pub input: UsdPerMillion,
    /// Prompt tokens read from the cache.
    pub cache_read: Option<UsdPerMillion>,
    /// Prompt tokens written to the cache for five minutes.
    pub cache_write_5m: Option<UsdPerMillion>,
    /// Prompt tokens written to the cache for one hour.
    pub cache_write_1h: Option<UsdPerMillion>,
    /// Completion tokens.
    pub output: UsdPerMillion,
}

impl Rates {
    /// Rates without cache rates.
    pub const fn new(input: UsdPerMillion, output: UsdPerMillion) -> Self {
        Self { input, cache_read: None, cache_write_5m: None, cache_write_1h: None, output }
    }

    /// The rate of one kind of token.
    pub fn of(&self, kind: LineKind) -> Option<UsdPerMillion> {
        match kind {
            LineKind::Input => Some(self.input),
            LineKind::CacheRead => self.cache_read,
            LineKind::CacheWrite5m => self.cache_write_5m,
            LineKind::CacheWrite1h => self.cache_write_1h,
            LineKind::Output => Some(self.output),
        }
    }

    /// Every existing rate times a share in hundredths of a percent, rounded half up to the micro-dollar.
    pub fn scaled(&self, share: u64) -> Overrides {
        let scaled = |rate: UsdPerMillion| {
            let micro = u128::from(rate.micro()) * u128::from(share);
            UsdPerMillion::from_micro(super::decimal::round(micro, super::workload::WHOLE.into()) as u64)
        };
        Overrides {
            input: scaled(self.input),
            cache_read: self.cache_read.and_then(scaled),
            cache_write_5m: self.cache_write_5m.and_then(scaled),
            cache_write_1h: self.cache_write_1h.and_then(scaled),
            output: scaled(self.output),
        }
    }

    /// The cost of a usage at these rates.
    ///
    /// # Errors
    ///
    /// Parts with a rate that add up to more than the whole that contains them.
    pub fn cost(&self, usage: &Usage) -> Result<Cost, Error> {
        let mut cost = Cost::default();
        for (kind, tokens) in self.parts(usage)? {
            let Some(rate) = self.of(kind) else { continue };
            let amount = rate * tokens;
            match kind {
                LineKind::Output => cost.output += amount,
                _ => cost.input += amount,
            }
            if tokens > Tokens::ZERO || matches!(kind, LineKind::Input | LineKind::Output) {
                cost.lines.push(Line { kind, tokens, rate, amount });
            }
        }
        cost.total = cost.input + cost.output;
        cost.unpriced = self.unpriced(usage);
        Ok(cost)
    }

    /// The total of [`Rates::cost`], without a bill: for comparing many workloads.
    ///
    /// # Errors
    ///
    /// As [`Rates::cost`].
    pub fn total(&self, usage: &Usage) -> Result<Usd, Error> {
        let parts = self.parts(usage)?;
        let amounts = parts.into_iter().filter_map(|(kind, tokens)| Some(self.of(kind)? * tokens));
        Ok(amounts.fold(Usd::ZERO, |sum, amount| sum + amount))
    }

    /// Splits a usage into parts with a rate. No token is in two parts.
    fn parts(&self, usage: &Usage) -> Result<[(LineKind, Tokens); 5], Error> {
        use LineKind::{CacheRead, CacheWrite1h, CacheWrite5m, Input, Output};

        let if_priced = |kind, tokens| self.of(kind).map_or(Tokens::ZERO, |_| tokens);
        let read = if_priced(CacheRead, usage.cache_read);
        let one_hour = if_priced(CacheWrite1h, usage.cache_write_1h);
        let five_minutes = match self.cache_write_5m {
            Some(_) => usage
                .cache_write
                .checked_sub(one_hour)
                .ok_or_else(|| Error::new(Kind::OneHourOverWrites { one_hour, writes: usage.cache_write }))?,
            None => Tokens::ZERO,
        };
        let cached = [read, five_minutes, one_hour];
        let uncached = (cached.into_iter()).try_fold(usage.input, Tokens::checked_sub).ok_or_else(|| {
            let cached = cached.iter().map(|part| u128::from(part.count())).sum();
            Error::new(Kind::CachedOverInput { cached, input: usage.input })
        })?;
        Ok([
            (Input, uncached),
            (CacheRead, read),
            (CacheWrite5m, five_minutes),
            (CacheWrite1h, one_hour),
            (Output, usage.output),
        ])
    }

    /// The cached parts without a rate, each with the kind it is charged as.
    fn unpriced(&self, usage: &Usage) -> Vec<Unpriced> {
        use LineKind::{CacheRead, CacheWrite1h, CacheWrite5m, Input};

        let five_minutes = usage.cache_write.checked_sub(usage.cache_write_1h);
        let write = if self.cache_write_5m.is_some() { CacheWrite5m } else { Input };
        [
            (CacheRead, usage.cache_read, Input),
            (CacheWrite5m, five_minutes.unwrap_or_default(), Input),
            (CacheWrite1h, usage.cache_write_1h, write),
        ]
        .into_iter()
        .filter(|&(kind, tokens, _)| self.of(kind).is_none() && tokens > Tokens::ZERO)
        .map(|(kind, tokens, charged_as)| Unpriced { kind, tokens, charged_as })
        .collect()
    }
}

/// Rates that replace other rates where set.
///
/// ```
/// use showdown::domain::{Overrides, Rates};
///
/// let standard = Rates::new("5".parse()?, "25".parse()?);
/// let batch = Overrides { input: Some("2.5".parse()?), ..Overrides::default() };
/// assert_eq!(batch.over(standard), Rates::new("2.5".parse()?, "25".parse()?));
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Replaces [`Rates::input`].
    pub input: Option<UsdPerMillion>,
    /// Replaces [`Rates::cache_read`].
    pub cache_read: Option<UsdPerMillion>,
    /// Replaces [`Rates::cache_write_5m`].
    pub cache_write_5m: Option<UsdPerMillion>,
    /// Replaces [`Rates::cache_write_1h`].
    pub cache_write_1h: Option<UsdPerMillion>,
    /// Replaces [`Rates::output`].
    pub output: Option<UsdPerMillion>,
}

impl Overrides {
    /// These overrides, completed by `others`.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            input: self.input.or(others.input),
            cache_read: self.cache_read.or(others.cache_read),
            cache_write_5m: self.cache_write_5m.or(others.cache_write_5m),
            cache_write_1h: self.cache_write_1h.or(others.cache_write_1h),
            output: self.output.or(others.output),
        }
    }

    /// `rates` with these overrides applied.
    pub fn over(self, rates: Rates) -> Rates {
        Rates {
            input: self.input.unwrap_or(rates.input),
            cache_read: self.cache_read.or(rates.cache_read),
            cache_write_5m: self.cache_write_5m.or(rates.cache_write_5m),
            cache_write_1h: self.cache_write_1h.or(rates.cache_write_1h),
            output: self.output.unwrap_or(rates.output),
        }
    }
}

/// Rates for requests with long prompts: the long-context tier.
///
/// In JSON: an object with `over` and rates as in [`Period`]. Absent rates remain those of the period.
///
/// ```
/// use showdown::domain::{Tier, Tokens};
///
/// let tier: Tier = serde_json::from_str(r#"{ "over": 200000, "input": "10" }"#)?;
/// assert_eq!(tier.over, Tokens::new(200_000));
/// assert_eq!(tier.rates.output, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Row", into = "Row")]
pub struct Tier {
    /// The threshold. The tier applies only to prompts with more tokens.
    pub over: Tokens,
    /// Replace the period's rates, for the whole request.
    pub rates: Overrides,
}

/// The standard rates from a day on.
///
/// In JSON: an object with the keys `from`, `input`, `cache_read`, `cache_write_5m`, `cache_write_1h`,
/// `output` and `tier`. Unknown keys are errors, so a typing mistake never drops a rate.
///
/// ```
/// use showdown::domain::Period;
///
/// let period: Period = serde_json::from_str(r#"{ "from": "2026-03-13", "input": "5", "output": "25" }"#)?;
/// assert_eq!(period.rates.input.to_string(), "5");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Row", into = "Row")]
pub struct Period {
    /// The first day, in UTC. `None` means always.
    pub from: Option<Date>,
    /// For prompts up to the tier's threshold.
    pub rates: Rates,
    /// For prompts over the threshold.
    pub tier: Option<Tier>,
}

/// Rates for requests with special processing, for example in a batch.
///
/// In JSON: an object with `when` and `from`, and rates as in [`Period`].
///
/// ```
/// use showdown::domain::Variant;
///
/// let batch: Variant = serde_json::from_str(r#"{ "when": { "processing": "batch" }, "input": "2.5" }"#)?;
/// assert_eq!(batch.when.get("processing"), Some("batch"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "Row", into = "Row")]
pub struct Variant {
    /// The entries that a request's context must contain. Without entries the variant never applies (in
    /// JSON: an error).
    pub when: Context,
    /// The first day, in UTC. `None` means always.
    pub from: Option<Date>,
    /// Replace the rates of the period and of its tier.
    pub rates: Overrides,
}

impl Variant {
    fn applies(&self, date: Date, context: &Context) -> bool {
        has_begun(self.from, date) && !self.when.is_standard() && self.when.is_within(context)
    }
}

fn has_begun(from: Option<Date>, date: Date) -> bool {
    from.is_none_or(|from| from <= date)
}

/// The JSON shape of [`Period`], [`Tier`] and [`Variant`]. One deserializer for all three keeps the
/// WebAssembly small.
#[derive(Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Row {
    from: Option<Date>,
    when: Option<Context>,
    over: Option<Tokens>,
    input: Option<UsdPerMillion>,
    cache_read: Option<UsdPerMillion>,
    cache_write_5m: Option<UsdPerMillion>,
    cache_write_1h: Option<UsdPerMillion>,
    output: Option<UsdPerMillion>,
    tier: Option<Tier>,
}

impl Row {
    fn rates(&self) -> Overrides {
        Overrides {
            input: self.input,
            cache_read: self.cache_read,
            cache_write_5m: self.cache_write_5m,
            cache_write_1h: self.cache_write_1h,
            output: self.output,
        }
    }
}

impl From<Overrides> for Row {
    fn from(rates: Overrides) -> Self {
        let Overrides { input, cache_read, cache_write_5m, cache_write_1h, output } = rates;
        Self { input, cache_read, cache_write_5m, cache_write_1h, output, ..Self::default() }
    }
}

impl From<Period> for Row {
    fn from(period: Period) -> Self {
        let Rates { input, cache_read, cache_write_5m, cache_write_1h, output } = period.rates;
        let rates = Overrides {
            input: Some(input),
            cache_read,
            cache_write_5m,
            cache_write_1h,
            output: Some(output),
        };
        Self { from: period.from, tier: period.tier, ..rates.into() }
    }
}

impl From<Tier> for Row {
    fn from(tier: Tier) -> Self {
        Self { over: Some(tier.over), ..tier.rates.into() }
    }
}

impl From<Variant> for Row {
    fn from(variant: Variant) -> Self {
        Self { from: variant.from, when: Some(variant.when), ..variant.rates.into() }
    }
}

impl TryFrom<Row> for Period {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let rates = row.rates();
        match row {
            Row { from, when: None, over: None, input: Some(input), output: Some(output), tier, .. } => {
                Ok(Self { from, rates: rates.over(Rates::new(input, output)), tier })
            }
            _ => Err(Error::new(Kind::Period)),
        }
    }
}

impl TryFrom<Row> for Tier {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        match row {
            Row { from: None, when: None, over: Some(over), tier: None, .. } => {
                Ok(Self { over, rates: row.rates() })
            }
            _ => Err(Error::new(Kind::Tier)),
        }
    }
}

impl TryFrom<Row> for Variant {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let rates = row.rates();
        match row {
            Row { from, when: Some(when), over: None, tier: None, .. } if !when.is_standard() => {
                Ok(Self { when, from, rates })
            }
            _ => Err(Error::new(Kind::Variant)),
        }
    }
}

/// A model's prices over time: at least one period, and any number of variants.
///
/// ```
/// use showdown::domain::{Context, PriceList, Rates, Tokens, Usage};
///
/// let list = PriceList::flat(Rates::new("5".parse()?, "25".parse()?));
/// let usage = Usage { input: Tokens::new(50_000), output: Tokens::new(2_000), ..Usage::default() };
/// let cost = list.cost(&usage, "2026-11-22".parse()?, &Context::STANDARD)?;
/// assert_eq!(cost.total.to_string(), "0.3");
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceList {
    // Separate from the others, so a list always has a period.
    first: Period,
    later: Vec<Period>,
    variants: Vec<Variant>,
}

impl PriceList {
    /// Creates a list from parts in the order of the file.
    ///
    /// # Errors
    ///
    /// If there is no period.
    pub fn new(mut prices: Vec<Period>, variants: Vec<Variant>) -> Result<Self, Error> {
        if prices.is_empty() {
            return Err(Error::new(Kind::NoPrices));
        }
        let later = prices.split_off(1);
        match prices.pop() {
            Some(first) => Ok(Self { first, later, variants }),
            None => Err(Error::new(Kind::NoPrices)),
        }
    }

    /// A list with the same rates on every day, for every request.
    pub const fn flat(rates: Rates) -> Self {
        let first = Period { from: None, rates, tier: None };
        Self { first, later: Vec::new(), variants: Vec::new() }
    }

    /// All periods, in the order of the file.
    pub fn periods(&self) -> impl Iterator<Item = &Period> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// All variants, in the order of the file.
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// The period in force on a UTC day.
    pub fn period_on(&self, date: Date) -> &Period {
        let in_force = self.later.iter().rev().find(|period| has_begun(period.from, date));
        in_force.unwrap_or(&self.first)
    }

    /// Whether an earlier period charged a long-context rate for such prompts and the period in force
    /// does not: the threshold, and the day on which the rate ended.
    pub fn past_tier(&self, date: Date, prompt: Tokens) -> Option<(Tokens, Date)> {
        let over = self.first.tier.filter(|tier| prompt > tier.over)?.over;
        let ended = self.later.iter().find(|period| period.tier.is_none())?.from?;
        (ended <= date && self.period_on(date).tier.is_none()).then_some((over, ended))
    }

    /// Whether a variant applies to this context on that day. If not, the standard rates are charged, and
    /// the page must say so: batch processing changes nothing for a model without a batch price.
    pub fn has_variant_on(&self, date: Date, context: &Context) -> bool {
        self.variants.iter().any(|variant| variant.applies(date, context))
    }

    /// The rates for a request. `prompt` is its whole input, including cached tokens.
    pub fn rates_on(&self, date: Date, context: &Context, prompt: Tokens) -> Rates {
        let period = self.period_on(date);
        let tier = period.tier.filter(|tier| prompt > tier.over);
        (self.variants.iter())
            .filter(|variant| variant.applies(date, context))
            .fold(Overrides::default(), |found, variant| found.or(variant.rates))
            .or(tier.map(|tier| tier.rates).unwrap_or_default())
            .over(period.rates)
    }

    /// The cost of one request. Its own input decides the tier.
    ///
    /// # Errors
    ///
    /// As [`Rates::cost`].
    pub fn cost(&self, usage: &Usage, date: Date, context: &Context) -> Result<Cost, Error> {
        self.cost_of_volume(usage, usage.input, date, context)
    }

    /// The cost of a volume, for example a month's, made of many requests with `prompt` input tokens
    /// each.
    ///
    /// The single request decides the tier, never the volume: 100 requests of 50k tokens are 100 small
    /// requests, not one of 5M.
    ///
    /// # Errors
    ///
    /// As [`Rates::cost`].
    pub fn cost_of_volume(
        &self,
        volume: &Usage,
        prompt: Tokens,
        date: Date,
        context: &Context,
    ) -> Result<Cost, Error> {
        self.rates_on(date, context, prompt).cost(volume)
    }
}

/// A bill: `total` = `input` + `output` = the exact sum of its lines.
///
/// ```
/// use showdown::domain::{LineKind, Rates, Tokens, Usage};
///
/// let usage = Usage { input: Tokens::new(10), cache_read: Tokens::new(4), ..Usage::default() };
/// let cost = Rates::new("5".parse()?, "25".parse()?).cost(&usage)?;
/// assert_eq!(cost.lines[0].kind, LineKind::Input);
/// assert_eq!(cost.lines[0].tokens, Tokens::new(10)); // in full: nothing is known about reads
/// assert_eq!(cost.unpriced[0].kind, LineKind::CacheRead);
/// assert_eq!(cost.unpriced[0].charged_as, LineKind::Input);
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The calculation: input and output always, caches where they have tokens.
    pub lines: Vec<Line>,
    /// Tokens charged at another rate because their own rate is absent. Usually empty.
    pub unpriced: Vec<Unpriced>,
    /// Cost of the prompt, including caches.
    pub input: Usd,
    /// Cost of the completion.
    pub output: Usd,
    /// `input` plus `output`.
    pub total: Usd,
}

/// One line of a bill: `amount` = `tokens` × `rate`, exactly. No token is in two lines.
///
/// ```
/// use showdown::domain::{Rates, Tokens, Usage};
///
/// let usage = Usage { output: Tokens::new(10_000), ..Usage::default() };
/// for line in Rates::new("5".parse()?, "25".parse()?).cost(&usage)?.lines {
///     assert_eq!(line.amount, line.rate * line.tokens);
/// }
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The kind of token.
    pub kind: LineKind,
    /// Number of tokens.
    pub tokens: Tokens,
    /// The rate per million tokens.
    pub rate: UsdPerMillion,
    /// Their cost.
    pub amount: Usd,
}

/// Cached tokens without a rate of their own, charged at the rate of the kind that contains them.
///
/// ```
/// use showdown::domain::{LineKind, Rates, Tokens, Usage};
///
/// let written = Tokens::new(10);
/// let usage = Usage { input: written, cache_write: written, ..Usage::default() };
/// let [part] = Rates::new("5".parse()?, "25".parse()?).cost(&usage)?.unpriced[..] else { unreachable!() };
/// let [kind, charged_as] = [part.kind, part.charged_as].map(LineKind::name);
/// let says = format!("{} tokens of {kind} charged as {charged_as}", part.tokens);
/// assert_eq!(says, "10 tokens of cache write (5 minutes) charged as input");
/// # Ok::<(), showdown::domain::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpriced {
    /// The kind of token.
    pub kind: LineKind,
    /// Number of tokens.
    pub tokens: Tokens,
    /// The line of the bill that contains them.
    pub charged_as: LineKind,
}

/// The kinds of tokens that have rates.
///
/// ```
/// use showdown::domain::LineKind;
///
/// assert_eq!(LineKind::ALL.map(LineKind::name)[1], "cache read");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// Prompt tokens without cache use.
    Input,
    /// Prompt tokens read from the cache.
    CacheRead,
    /// Prompt tokens written to the cache for five minutes.
    CacheWrite5m,
    /// Prompt tokens written to the cache for one hour.
    CacheWrite1h,
    /// Completion tokens.
    Output,
}

impl LineKind {
    /// Every kind, in the order of a bill.
    pub const ALL: [Self; 5] =
        [Self::Input, Self::CacheRead, Self::CacheWrite5m, Self::CacheWrite1h, Self::Output];

    /// The name for readers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::CacheRead => "cache read",
            Self::CacheWrite5m => "cache write (5 minutes)",
            Self::CacheWrite1h => "cache write (1 hour)",
            Self::Output => "output",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(text: &str) -> UsdPerMillion {
        text.parse().unwrap()
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn usage(input: u64, read: u64, write: u64, one_hour: u64, output: u64) -> Usage {
        let [input, cache_read, cache_write, cache_write_1h, output] =
            [input, read, write, one_hour, output].map(Tokens::new);
        Usage { input, cache_read, cache_write, cache_write_1h, output }
    }

    fn list(prices: &str, variants: &str) -> PriceList {
        let prices = serde_json::from_str(prices).unwrap();
        PriceList::new(prices, serde_json::from_str(variants).unwrap()).unwrap()
    }

    /// The input rate of a small request.
    fn input_on(list: &PriceList, day: &str, context: &Context) -> String {
        list.rates_on(date(day), context, Tokens::ZERO).input.to_string()
    }

    const PRICED: Rates = Rates {
        input: UsdPerMillion::MAX,
        cache_read: Some(UsdPerMillion::ZERO),
        cache_write_5m: Some(UsdPerMillion::ZERO),
        cache_write_1h: Some(UsdPerMillion::ZERO),
        output: UsdPerMillion::ZERO,
    };

    #[test]
    fn the_last_period_begun_is_in_force_and_the_first_if_none_is() {
        let list = list(
            r#"[{"from": "2026-02-01", "input": "1", "output": "0"},
                {"from": "2026-04-01", "input": "2", "output": "0"},
                {"from": "2026-03-01", "input": "3", "output": "0"}]"#,
            "[]",
        );
        for (day, input) in
            [("2026-01-01", "1"), ("2026-02-28", "1"), ("2026-03-01", "3"), ("2026-04-01", "3")]
        {
            assert_eq!(input_on(&list, day, &Context::STANDARD), input, "{day}");
        }
    }

    #[test]
    fn the_first_matching_variant_wins_for_each_rate_and_its_tier() {
        let list = list(
            r#"[{"input": "1", "output": "1", "tier": {"over": 10, "input": "2", "output": "2"}}]"#,
            r#"[{"when": {"a": "x", "b": "y"}, "input": "3"},
                {"when": {"a": "x"}, "input": "4", "cache_read": "5"},
                {"when": {"b": "y"}, "from": "2026-06-01", "output": "6"}]"#,
        );
        let [x, y] = [("a", "x"), ("b", "y")].map(|(key, value)| Context::STANDARD.with(key, value));
        let both = x.clone().with("b", "y").with("c", "z");
        let rates = |context: &Context, prompt, day| {
            let rates = list.rates_on(date(day), context, Tokens::new(prompt));
            (rates.input, rates.cache_read, rates.output)
        };
        let (early, late) = ("2026-05-31", "2026-06-01");
        let [one, two, three, four, five, six] = ["1", "2", "3", "4", "5", "6"].map(rate);
        assert_eq!(rates(&Context::STANDARD, 10, late), (one, None, one));
        assert_eq!(rates(&Context::STANDARD, 11, late), (two, None, two));
        assert_eq!(rates(&x, 11, late), (four, Some(five), two));
        assert_eq!(rates(&y, 11, early), (two, None, two));
        assert_eq!(rates(&y, 11, late), (two, None, six));
        assert_eq!(rates(&both, 11, early), (three, Some(five), two));
        assert_eq!(rates(&both, 11, late), (three, Some(five), six));
        assert_eq!(rates(&Context::STANDARD.with("a", "X"), 10, late), (one, None, one));
    }

    #[test]
    fn a_list_tells_whether_it_knows_a_context() {
        let list = list(
            r#"[{"input": "1", "output": "1"}]"#,
            r#"[{"when": {"tier": "default"}}, {"when": {"tier": "fast"}, "from": "2026-06-01"}]"#,
        );
        let tier = |value| Context::STANDARD.with("tier", value);
        assert!(list.has_variant_on(date("2026-05-31"), &tier("default")));
        assert!(!list.has_variant_on(date("2026-05-31"), &tier("fast")));
        assert!(list.has_variant_on(date("2026-06-01"), &tier("fast")));
        assert!(!list.has_variant_on(date("2026-06-01"), &Context::STANDARD));
    }

    #[test]
    fn a_variant_for_nothing_in_particular_never_applies() {
        let standard = Rates::new(rate("1"), rate("1"));
        let free = Overrides { input: Some(rate("0")), ..Overrides::default() };
        let variant = Variant { when: Context::STANDARD, from: None, rates: free };
        let period = Period { from: None, rates: standard, tier: None };
        let list = PriceList::new(vec![period], vec![variant]).unwrap();
        assert_eq!(input_on(&list, "2026-06-01", &Context::STANDARD.with("a", "x")), "1");
    }

    #[test]
    fn a_context_has_one_value_for_a_key() {
        let context = Context::STANDARD.with("a", "x").with("b", "y").with("a", "z");
        assert_eq!([context.get("a"), context.get("b")], [Some("z"), Some("y")]);
        assert_eq!(context, serde_json::from_str(r#"{"a": "x", "b": "y", "a": "z"}"#).unwrap());
    }

    #[test]
    fn parts_without_a_rate_stay_in_their_whole_and_are_reported() {
        use LineKind::{CacheRead, CacheWrite1h, CacheWrite5m, Input};
        let usage = usage(100, 10, 30, 5, 0);
        for (rates, uncached, five_minutes, unpriced) in [
            (PRICED, 60, Some(25), vec![]),
            (Rates { cache_write_1h: None, ..PRICED }, 60, Some(30), vec![(CacheWrite1h, 5, CacheWrite5m)]),
            (Rates { cache_write_5m: None, ..PRICED }, 85, None, vec![(CacheWrite5m, 25, Input)]),
            (
                Rates::new(UsdPerMillion::MAX, UsdPerMillion::ZERO),
                100,
                None,
                vec![(CacheRead, 10, Input), (CacheWrite5m, 25, Input), (CacheWrite1h, 5, Input)],
            ),
        ] {
            let cost = rates.cost(&usage).unwrap();
            let tokens =
                |kind| cost.lines.iter().find(|line| line.kind == kind).map(|line| line.tokens.count());
            assert_eq!(tokens(Input), Some(uncached));
            assert_eq!(tokens(CacheWrite5m), five_minutes);
            let reported: Vec<_> =
                cost.unpriced.iter().map(|part| (part.kind, part.tokens.count(), part.charged_as)).collect();
            assert_eq!(reported, unpriced);
        }
    }

    #[test]
    fn parts_beyond_their_whole_are_an_error_that_names_the_counts() {
        let error = |rates: Rates, usage: &Usage| rates.cost(usage).unwrap_err().to_string();
        let over = error(PRICED, &usage(1_000, 600, 401, 0, 0));
        assert!(over.contains("1,000") && over.contains("1001"), "{over}");
        let over = error(PRICED, &usage(1_000, 0, 10, 11, 0));
        assert!(over.contains("10 tokens") && over.contains("11"), "{over}");
        let huge = error(PRICED, &usage(0, u64::MAX, u64::MAX, 0, 0));
        assert!(huge.contains("36893488147419103230"), "{huge}");
        // As in the engine, the counts of kinds without a rate are not checked.
        let unpriced = Rates::new(UsdPerMillion::MAX, UsdPerMillion::MAX);
        assert!(unpriced.cost(&usage(10, 20, 30, 40, 0)).is_ok());
    }

    #[test]
    fn the_file_is_read_strictly() {
        let period = |text| serde_json::from_str::<Period>(text).map_err(|error| error.to_string());
        let variant = |text| serde_json::from_str::<Variant>(text).map_err(|error| error.to_string());
        assert!(
            period(r#"{"input": "1", "output": "1", "cache_raed": "1"}"#).unwrap_err().contains("cache_raed")
        );
        assert!(period(r#"{"input": "1"}"#).unwrap_err().contains("`output`"));
        assert!(period(r#"{"input": 1, "output": "1"}"#).unwrap_err().contains("decimal string"));
        assert!(period(r#"{"input": "1", "output": "1", "when": {"a": "b"}}"#).is_err());
        assert!(
            period(r#"{"input": "1", "output": "1", "tier": {"input": "1"}}"#)
                .unwrap_err()
                .contains("`over`")
        );
        assert!(variant(r#"{"when": {}, "input": "1"}"#).unwrap_err().contains("`when`"));
        assert!(variant(r#"{"when": {"a": 1}}"#).is_err());
        assert!(variant(r#"{"when": {"a": "b"}, "tier": {"over": 1}}"#).is_err());
        assert_eq!(PriceList::new(vec![], vec![]), Err(Error::new(Kind::NoPrices)));
    }
}
