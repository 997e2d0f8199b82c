//! The month of a report, as settings of the calculator.

use super::price::Priced;
use super::sample;
use crate::data::Showdown;
use crate::domain::workload::WHOLE;
use crate::domain::{Tokens, format};
use crate::figures::Values;
use std::collections::BTreeSet;

/// The settings of the calculator that the present report gives, and what to say of them. With several months they are those
/// of an average one. Nothing where there are no tokens.
pub fn volumes(data: &Showdown, values: &Values) -> Option<(Vec<(&'static str, u64)>, String)> {
    let report = match &values.usage {
        Some(report) => report.clone(),
        None => sample::report(data)?.into(),
    };
    let priced = Priced::new(data, &report)?;
    let tokens = priced.tokens;
    let months: BTreeSet<_> = report.rows.iter().map(|row| (row.day.parts().0, row.day.parts().1)).collect();
    let months = months.len() as u64;
    let monthly = |count: u64| Some(Tokens::new(count.checked_div(months)?).min(Tokens::MAX_TYPED));
    let (input, output) = (monthly(tokens.prompt())?, monthly(tokens.output)?);
    let share = |part: u64| {
        let hundredths = u128::from(part) * u128::from(WHOLE) / u128::from(tokens.prompt().max(1));
        hundredths.min(WHOLE.into()) as u64
    };
    let written = tokens.cache_write_5m.saturating_add(tokens.cache_write_1h);
    let settings = vec![
        ("by", 0),
        ("in", input.count()),
        ("out", output.count()),
        ("cached", share(tokens.cache_read)),
        ("written", share(written)),
        // Five minutes or one hour: what most of it was written for.
        ("life", u64::from(tokens.cache_write_1h > tokens.cache_write_5m)),
    ];
    let average = if months > 1 {
        format!(" The average of {}.", format::count(months, "month", "months"))
    } else {
        String::new()
    };
    let said = format!(
        "The calculator now has {} in and {} out a month.{average}",
        to_short(input),
        to_short(output)
    );
    Some((settings, said))
}

/// Near enough to read.
fn to_short(tokens: Tokens) -> String {
    format::short(tokens.count() as f64)
}
