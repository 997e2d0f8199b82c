//! The pure core: the cost and duration of work, to the last digit.
//!
//! Three promises. **Amounts are integers**, so nothing is rounded before a number is shown. **Units are
//! types**, so dollars, rates, and tokens cannot be mixed up. **Nothing reads the outside world**: no
//! browser, clock, or file, so the same arguments always give the same result.
//!
//! # Example
//!
//! The cost of the page's default month (50 million tokens in, 10 million out) at one pair of rates:
//!
//! ```
//! use showdown::domain::{Context, Date, PriceList, Rates, Workload, format};
//!
//! let list = PriceList::flat(Rates::new("2.50".parse()?, "7.50".parse()?));
//! let date: Date = "2026-11-22".parse()?;
//! let month = Workload::DEFAULT;
//!
//! let cost = list.cost_of_volume(&month.usage(), month.prompt, date, &Context::STANDARD)?;
//! assert_eq!(format::usd(cost.input), "$125.00");
//! assert_eq!(format::usd(cost.output), "$75.00");
//! assert_eq!(format::usd(cost.total), "$200.00");
//! # Ok::<(), showdown::domain::Error>(())
//! ```
//!
//! # Overview
//!
//! | file | contents |
//! |---|---|
//! | `money` | [`Usd`], an exact amount; [`UsdPerMillion`], a rate per million tokens |
//! | `tokens` | [`Tokens`], a count, in typed and spoken form |
//! | `date` | [`Date`], and [`parse_utc_date`] for timestamps |
//! | `pricing` | [`PriceList`] → [`Rates`] → [`Cost`]: periods, tiers, variants, caches |
//! | [`entry`] | [`Entry`], a number that a reader sets: parsed, formatted, spoken, on a slider |
//! | [`workload`] | a month of work, its composition, its yearly cost, its generation time |
//! | `window` | [`Window`]: how much input and output one request may hold |
//! | [`finish`] | the cost of finished tasks: attempts, repairs, people's time |
//! | [`threshold`] | the value at which a comparison flips |
//! | [`reading`] | reading a text that may exceed a context window |
//! | [`verification`] | how a check reduces the errors of a draft |
//! | [`repair`] | time until a draft is safe, and the repair time at which two drafts tie |
//! | [`routing`] | classes of work, their assignment to models, the best plan, the frontier of plans |
//! | [`agent`] | steps that are repeated until they succeed, with a gate after one step |
//! | [`throughput`] | parallel streams for hourly work, and the meanings of “more efficient” |
//! | `quantity` | a reported number with its [`Unit`] |
//! | [`mod@format`] | every number as readers see it |
//! | `error` | [`Error`]: what is wrong, and where |
//! | `numeral` | numbers as people write them, including ambiguous ones ([`Writing`]) |
//! | `decimal`, `from_text` | exact decimal text, and its form in JSON |
//!
//! To extend the core: a new kind of token is a [`LineKind`] and a field of [`Rates`], and a new way of
//! charging is a step in [`PriceList::rates_on`]. Then run `cargo xtask oracle FILE`, which compares the
//! results with an independent engine.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod agent;
mod date;
mod decimal;
pub mod entry;
mod error;
pub mod finish;
pub mod format;
mod from_text;
mod money;
mod numeral;
mod pricing;
mod quantity;
pub mod reading;
pub mod repair;
pub mod routing;
pub mod threshold;
pub mod throughput;
mod tokens;
pub mod verification;
mod window;
pub mod workload;

pub use date::{Date, parse_utc_date};
pub use entry::{Entry, Measure, Note, Slider, Understood};
pub use error::Error;
pub use money::{Usd, UsdPerMillion};
pub use numeral::{Writing, evidence};
pub use pricing::{
    Context, Cost, Line, LineKind, Overrides, Period, PriceList, Rates, Tier, Unpriced, Usage, Variant,
};
pub use quantity::{Unit, quantity};
pub use tokens::{AmountError, Tokens};
pub use window::{Misfit, Window};
pub use workload::Workload;

#[cfg(test)]
mod cases;
#[cfg(test)]
pub(crate) use cases::the_same_cases;
