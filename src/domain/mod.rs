//! The pure core: what work costs and how long it takes, to the last digit.
//!
//! The promise of this room: **amounts are integers**, so nothing is lost to rounding before the moment a
//! number is shown; **units are types**, so dollars, rates and tokens cannot be mixed up; and **nothing here
//! looks outside**: no browser, no clock, no file. The same arguments give the same answer for ever.
//!
//! # Example
//!
//! What the article's default month (50 million tokens in, 10 million out) costs at one pair of rates:
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
//! | file | holds |
//! |---|---|
//! | `money` | [`Usd`], an exact amount; [`UsdPerMillion`], a rate per million tokens |
//! | `tokens` | [`Tokens`], a count, and how a reader types and hears one |
//! | `date` | [`Date`], and [`parse_utc_date`] for timestamps |
//! | `pricing` | [`PriceList`] → [`Rates`] → [`Cost`]: periods, tiers, variants, caches |
//! | [`entry`] | [`Entry`], a number that a reader sets: read, written, heard, on a slider |
//! | [`workload`] | a month of work and what it consists of, its year, the time it takes to generate |
//! | `window` | [`Window`]: what one request may hold, of input and of output |
//! | [`finish`] | what it costs until tasks are finished: attempts, repairs, people's time |
//! | [`threshold`] | the number at which a comparison turns round |
//! | [`reading`] | a text that may be larger than a context window |
//! | [`verification`] | what a check leaves of the errors in a draft |
//! | [`repair`] | time until a draft is safe, and where two drafts take the same |
//! | [`routing`] | classes of work, who does them, the best plan and the edge of what is possible |
//! | [`agent`] | steps that are repeated until they succeed, and a gate behind one |
//! | [`throughput`] | streams for work by the hour, and what “more efficient” means for them |
//! | `quantity` | a reported number with its [`Unit`] |
//! | [`mod@format`] | every number as readers see it |
//! | `error` | [`Error`]: what is wrong, and with what |
//! | `numeral` | numbers as people write them, and what has two meanings ([`Writing`]) |
//! | `decimal`, `from_text` | plumbing: exact decimal text in and out, and reading it from JSON |
//!
//! To carry on: a new kind of token is a [`LineKind`] and a field in [`Rates`]; a new way of charging is a
//! step in [`PriceList::rates_on`]. `cargo xtask oracle FILE` tells whether the result still agrees with an
//! independent engine.

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
