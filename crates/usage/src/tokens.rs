//! Tokens by kind: no token is in two of them.

use std::ops::{Add, AddAssign};

/// Tokens by kind. Sums stop at `u64::MAX`.
///
/// `input` leaves out what was read from or written to a cache, as in Anthropic's records. OpenAI's records
/// include what was read: the formats subtract it.
///
/// ```
/// use usage::Tokens;
///
/// let tokens = Tokens { input: 10, cache_read: 80, cache_write_5m: 10, output: 5, ..Tokens::default() };
/// assert_eq!(tokens.prompt(), 100);
/// assert_eq!(tokens.all(), 105);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens {
    /// Prompt tokens that no cache touched.
    pub input: u64,
    /// Prompt tokens read from the cache.
    pub cache_read: u64,
    /// Prompt tokens written to the cache for five minutes, or for a time that the file does not give.
    pub cache_write_5m: u64,
    /// Prompt tokens written to the cache for one hour.
    pub cache_write_1h: u64,
    /// Completion tokens, those of reasoning included.
    pub output: u64,
}

impl Tokens {
    /// The whole prompt.
    pub fn prompt(&self) -> u64 {
        let cached = self.cache_read.saturating_add(self.cache_write_5m).saturating_add(self.cache_write_1h);
        self.input.saturating_add(cached)
    }

    /// Everything.
    pub fn all(&self) -> u64 {
        self.prompt().saturating_add(self.output)
    }

    /// From counts whose input includes `cached`, as in OpenAI's records.
    pub(crate) fn inclusive(input: u64, cached: u64, output: u64) -> Self {
        let cache_read = cached.min(input);
        Self { input: input - cache_read, cache_read, output, ..Self::default() }
    }

    /// Both, kind by kind.
    fn both(self, other: Self, of: fn(u64, u64) -> u64) -> Self {
        Self {
            input: of(self.input, other.input),
            cache_read: of(self.cache_read, other.cache_read),
            cache_write_5m: of(self.cache_write_5m, other.cache_write_5m),
            cache_write_1h: of(self.cache_write_1h, other.cache_write_1h),
            output: of(self.output, other.output),
        }
    }

    /// What is left without `other`; zero where `other` has more.
    pub(crate) fn without(self, other: Self) -> Self {
        self.both(other, u64::saturating_sub)
    }
}

impl Add for Tokens {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.both(other, u64::saturating_add)
    }
}

impl AddAssign for Tokens {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
