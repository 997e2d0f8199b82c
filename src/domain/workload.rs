//! A month of work, its yearly cost, and its generation time.

use super::{Context, Tokens, Usage, Usd, decimal::round};

/// 100% in hundredths of a percent, the unit of shares.
pub const WHOLE: u64 = 10_000;

/// One month's usage.
///
/// ```
/// use showdown::domain::{Tokens, Workload, workload};
///
/// let month = Workload::DEFAULT;
/// assert_eq!(month.input.short(), "50M");
/// assert_eq!(workload::generation_time(month.output, 120), Some(83_333));
///
/// let cached = Workload { cached: 8_000, written: 1_000, ..month };
/// assert_eq!(cached.usage().cache_read, Tokens::new(40_000_000));
/// assert_eq!(cached.usage().cache_write, Tokens::new(5_000_000));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Prompt tokens per month, including cached ones.
    pub input: Tokens,
    /// Completion tokens per month.
    pub output: Tokens,
    /// Share of the input read from the cache, in hundredths of a percent.
    pub cached: u64,
    /// Share of the input written to the cache, in hundredths of a percent. If both shares exceed 100%
    /// together, the written share is reduced to fit.
    pub written: u64,
    /// How long cache entries live.
    pub life: CacheLife,
    /// Input tokens of one request. They decide the long-context tier.
    pub prompt: Tokens,
}

impl Workload {
    /// The default month: 50M in, 10M out, nothing cached, 20k per request. It is part of the public URL
    /// format: links that omit `in`, `out`, `cached`, `written` or `prompt` mean these values.
    pub const DEFAULT: Self = Self {
        input: Tokens::new(50_000_000),
        output: Tokens::new(10_000_000),
        cached: 0,
        written: 0,
        life: CacheLife::FiveMinutes,
        prompt: Tokens::new(20_000),
    };

    /// The written share, limited to what the read share leaves.
    pub fn room_to_write(&self) -> u64 {
        self.written.min(WHOLE.saturating_sub(self.cached))
    }

    /// The month as tokens of each kind. Shares are rounded half up to the token.
    pub fn usage(&self) -> Usage {
        let cache_read = share(self.input, self.cached);
        let left = self.input.checked_sub(cache_read).unwrap_or_default();
        let cache_write = share(self.input, self.room_to_write()).min(left);
        let cache_write_1h = if self.life == CacheLife::OneHour { cache_write } else { Tokens::ZERO };
        Usage { input: self.input, cache_read, cache_write, cache_write_1h, output: self.output }
    }

    /// Output as a share of all tokens, in hundredths of a percent, rounded half up. 0 if there are no
    /// tokens.
    pub fn output_share(&self) -> u64 {
        let [output, all] = [self.output, self.input + self.output].map(|tokens| u128::from(tokens.count()));
        round(output * u128::from(WHOLE), all.max(1)) as u64
    }

    /// The same total of tokens with another output share, in hundredths of a percent.
    #[must_use]
    pub fn with_output_share(self, hundredths: u64) -> Self {
        let all = self.input + self.output;
        let output = share(all, hundredths.min(WHOLE));
        Self { input: all.checked_sub(output).unwrap_or_default(), output, ..self }
    }

    /// The same work for a model that needs `times` as many tokens, in hundredths of a percent.
    #[must_use]
    pub fn scaled(self, times: u64) -> Self {
        Self { input: share(self.input, times), output: share(self.output, times), ..self }
    }
}

impl Default for Workload {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A share of some tokens, in hundredths of a percent, rounded half up. Saturates at `u64::MAX`.
pub fn share(of: Tokens, hundredths: u64) -> Tokens {
    let part = round(u128::from(of.count()) * u128::from(hundredths), WHOLE.into());
    Tokens::new(u64::try_from(part).unwrap_or(u64::MAX))
}

/// How long cache entries live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CacheLife {
    /// Five minutes, at the standard write rate.
    #[default]
    FiveMinutes,
    /// One hour, at a rate of its own.
    OneHour,
}

impl CacheLife {
    /// Every variant.
    pub const ALL: [Self; 2] = [Self::FiveMinutes, Self::OneHour];

    /// Its name in the URL: `5m`, `1h`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FiveMinutes => "5m",
            Self::OneHour => "1h",
        }
    }
}

/// How requests are processed.
///
/// ```
/// use showdown::domain::workload::Service;
///
/// assert_eq!(Service::Batch.context().get("processing"), Some("batch"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Service {
    /// Immediately, at standard rates.
    #[default]
    Standard,
    /// Within a day, at a discount.
    Batch,
    /// With priority, at a surcharge.
    Priority,
}

impl Service {
    /// Every variant.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Batch, Self::Priority];

    /// Its name in the URL: `standard`, `batch`, `priority`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Batch => "batch",
            Self::Priority => "priority",
        }
    }

    /// The pricing context that selects these rates.
    pub fn context(self) -> Context {
        match self {
            Self::Standard => Context::STANDARD,
            Self::Batch => Context::STANDARD.with("processing", self.name()),
            Self::Priority => Context::STANDARD.with("service_tier", self.name()),
        }
    }
}

/// A month's volume split into equal requests.
///
/// Only totals are priced. Parts are whole numbers, so they cannot represent every total: splitting
/// rounds, and [`Parts::hold`] keeps the exact total while the parts are unchanged.
///
/// ```
/// use showdown::domain::Tokens;
/// use showdown::domain::workload::Parts;
///
/// let total = [50_000_000, 10_000_000].map(Tokens::new);
/// let parts = Parts::of(total, Tokens::new(20_000), 1);
/// assert_eq!((parts.requests, parts.answer), (2_500, Tokens::new(4_000)));
/// assert_eq!(parts.total(), total);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Requests per month.
    pub requests: u64,
    /// Prompt tokens per request.
    pub prompt: Tokens,
    /// Completion tokens per request.
    pub answer: Tokens,
}

impl Parts {
    /// Splits input and output into requests of about `prompt` input tokens: a multiple of `tasks`, at
    /// least one request per task.
    pub fn of([input, output]: [Tokens; 2], prompt: Tokens, tasks: u64) -> Self {
        let divided = |total: Tokens, by: u128| round(total.count().into(), by.max(1)) as u64;
        let each = divided(input, u128::from(prompt.count()) * u128::from(tasks.max(1))).max(1);
        let requests = each.saturating_mul(tasks.max(1));
        Self { requests, prompt, answer: Tokens::new(divided(output, requests.into())) }
    }

    /// Total input and output of these parts. Saturates at [`Tokens::MAX_TYPED`].
    pub fn total(&self) -> [Tokens; 2] {
        [self.prompt, self.answer]
            .map(|each| Tokens::new(self.requests.saturating_mul(each.count())).min(Tokens::MAX_TYPED))
    }

    /// The total that these parts represent: `total` if it splits into exactly these parts, otherwise
    /// their product.
    pub fn hold(&self, total: [Tokens; 2], tasks: u64) -> [Tokens; 2] {
        if Self::of(total, self.prompt, tasks) == *self { total } else { self.total() }
    }
}

/// Seconds to generate a completion in one stream, rounded to the nearest. `None` if the throughput is 0.
pub fn generation_time(output: Tokens, tokens_per_second: u32) -> Option<u64> {
    if tokens_per_second == 0 {
        return None;
    }
    u64::try_from(round(output.count().into(), tokens_per_second.into())).ok()
}

/// Twelve times the monthly cost.
pub fn per_year(a_month: Usd) -> Usd {
    a_month * 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generation_takes_output_over_throughput() {
        let time = |output, rate| generation_time(Tokens::new(output), rate);
        assert_eq!(time(10_000_000, 120), Some(83_333));
        assert_eq!(time(10_000_000, 450), Some(22_222));
        assert_eq!(time(3, 2), Some(2));
        assert_eq!(time(0, 2), Some(0));
        assert_eq!(time(u64::MAX, 1), Some(u64::MAX));
        assert_eq!(time(1, 0), None);
    }

    #[test]
    fn shares_of_a_month_never_add_up_to_more_than_it() {
        let month = |input, cached, written| Workload {
            input: Tokens::new(input),
            cached,
            written,
            ..Workload::DEFAULT
        };
        for (work, read, write) in [
            (month(10, 0, 0), 0, 0),
            (month(10, 8_000, 2_000), 8, 2),
            (month(10, 8_000, 4_000), 8, 2),
            (month(10, 10_000, 10_000), 10, 0),
            (month(1, 5_000, 5_000), 1, 0),
            (month(3, 5_000, 5_000), 2, 1),
        ] {
            let usage = work.usage();
            assert_eq!([usage.cache_read, usage.cache_write], [read, write].map(Tokens::new), "{work:?}");
        }
    }

    #[test]
    fn a_total_stands_for_its_parts_until_a_part_is_changed() {
        let total = [1_000_000, 250_000].map(Tokens::new);
        let parts = Parts::of(total, Tokens::new(300_000), 1);
        assert_eq!((parts.requests, parts.answer.count()), (3, 83_333));
        assert_eq!(parts.hold(total, 1), total, "switching keeps the total");
        let more = Parts { requests: 4, ..parts };
        assert_eq!(more.hold(total, 1), [1_200_000, 333_332].map(Tokens::new));

        let of_tasks = Parts::of(total, Tokens::new(300_000), 7);
        assert_eq!(of_tasks.requests, 7, "at least one request for each task");
        assert_eq!(of_tasks.hold(total, 7), total);

        let nothing = [Tokens::ZERO; 2];
        assert_eq!(Parts::of(nothing, Tokens::new(20_000), 1).hold(nothing, 1), nothing);
    }

    #[test]
    fn a_year_is_twelve_months() {
        assert_eq!(per_year(Usd::from_pico(-5)), Usd::from_pico(-60));
    }
}
