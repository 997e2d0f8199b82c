//! `oracle FILE`: replays priced requests of an independent engine against the pricing core.
//!
//! FILE has the format of `tests/data/cost-vectors.json`. Each disagreement is one line that names its
//! row; the last line is `N of M agree`. The exit code is 0 if all agree, 1 if some disagree, and 2 if
//! the file cannot be replayed.

use std::{
    env, fs,
    io::{self, Write},
    process::ExitCode,
};

use serde::Deserialize;
use serde_json::Value;
use showdown::data::{Listing, Showdown};
use showdown::domain::{Context, Cost, Tokens, Usage, parse_utc_date};

fn main() -> ExitCode {
    let Some(file) = env::args().nth(1) else {
        eprintln!("error: the file is missing; usage: oracle FILE");
        return ExitCode::from(2);
    };
    match replay(&file) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {file}: {error}");
            ExitCode::from(2)
        }
    }
}

/// Replays a file. Prints disagreements and their count, and returns whether all rows agree.
fn replay(file: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let vectors: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let vectors = (vectors.get("vectors").and_then(Value::as_array))
        .filter(|vectors| !vectors.is_empty())
        .ok_or("`vectors` is missing: expected an object with a non-empty list `vectors`")?;
    let listings = listings()?;
    let mut out = io::stdout().lock();
    let mut agree = 0;
    for (index, vector) in vectors.iter().enumerate() {
        let disagreements = compare(vector, &listings);
        agree += usize::from(disagreements.is_empty());
        for disagreement in disagreements {
            writeln!(out, "row {} ({}): {disagreement}", index + 1, label(vector))?;
        }
    }
    writeln!(out, "{agree} of {} agree", vectors.len())?;
    Ok(agree == vectors.len())
}

/// The models' listings in the page's book of list prices.
fn listings() -> Result<Vec<Listing>, Box<dyn std::error::Error>> {
    let book = Showdown::embedded()?.books.into_iter().find(|book| book.id == "list");
    Ok(book.ok_or("showdown.json has no book `list`")?.listings.into())
}

/// The disagreements between a row and the pricing core, as `field: expected …, got …`.
fn compare(vector: &Value, listings: &[Listing]) -> Vec<String> {
    let cost = price(vector, listings);
    let expect = match vector.get("expect") {
        Some(Value::Object(expect)) if !expect.is_empty() => expect,
        other => return vec![mismatch("expect", "an object of amounts", shown(other))],
    };
    if expect.contains_key("error") {
        let got = cost.map(|cost| format!("a total of {}", cost.total));
        return got.map(|got| mismatch("error", "an error", got)).into_iter().collect();
    }
    let cost = match cost {
        Ok(cost) => cost,
        Err(disagreement) => return vec![disagreement],
    };
    (expect.iter())
        .filter_map(|(field, expected)| {
            let got = match field.as_str() {
                "input_usd" => cost.input,
                "output_usd" => cost.output,
                "total_usd" => cost.total,
                _ => {
                    return Some(mismatch(&format!("expect.{field}"), "an amount that is known", "this key"));
                }
            };
            let expected = match expected {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (expected.parse() != Ok(got)).then(|| mismatch(field, expected, got))
        })
        .collect()
}

/// The cost of a row's request, or the reason why it has none.
fn price(vector: &Value, listings: &[Listing]) -> Result<Cost, String> {
    let provider = text(vector, "provider")?;
    let id = text(vector, "model")?;
    let of_provider = || listings.iter().filter(|listing| listing.provider == provider);
    let known = |names: Vec<&str>| format!("one of {}", names.join(", "));
    if of_provider().next().is_none() {
        let names = listings.iter().map(|listing| listing.provider.as_str()).collect();
        return Err(mismatch("provider", known(names), provider));
    }
    let listing = of_provider().find(|listing| listing.id == id).ok_or_else(|| {
        mismatch("model", known(of_provider().map(|listing| listing.id.as_str()).collect()), id)
    })?;
    let date = parse_utc_date(text(vector, "at")?)
        .map_err(|error| mismatch("at", "an RFC 3339 timestamp", error))?;
    let context = match vector.get("context") {
        None | Some(Value::Null) => Context::STANDARD,
        Some(context) => Context::deserialize(context)
            .map_err(|error| mismatch("context", "an object of strings", error))?,
    };
    let usage = usage(vector)?;
    (listing.prices.cost(&usage, date, &context)).map_err(|error| mismatch("usage", "a cost", error))
}

/// A row's token counts. Absent counts are 0, but cached tokens require an input count.
fn usage(vector: &Value) -> Result<Usage, String> {
    let counts = match vector.get("usage") {
        Some(Value::Object(counts)) => counts,
        other => return Err(mismatch("usage", "an object of counts", shown(other))),
    };
    let mut usage = Usage::default();
    for (key, count) in counts {
        let field = match key.as_str() {
            "input_tokens" => &mut usage.input,
            "cache_read_tokens" => &mut usage.cache_read,
            "cache_write_tokens" => &mut usage.cache_write,
            "cache_write_1h_tokens" => &mut usage.cache_write_1h,
            "output_tokens" => &mut usage.output,
            _ => {
                return Err(mismatch(&format!("usage.{key}"), "a usage key that is known", "this key"));
            }
        };
        *field = count.as_u64().map(Tokens::new).ok_or_else(|| {
            mismatch(&format!("usage.{key}"), "a whole count from 0 to 18446744073709551615", count)
        })?;
    }
    let cached = [usage.cache_read, usage.cache_write, usage.cache_write_1h];
    if !counts.contains_key("input_tokens") && cached.into_iter().sum::<Tokens>() > Tokens::ZERO {
        return Err(mismatch("usage.input_tokens", "a count, as cached tokens are part of it", "none"));
    }
    Ok(usage)
}

fn text<'a>(vector: &'a Value, field: &str) -> Result<&'a str, String> {
    let value = vector.get(field);
    value.and_then(Value::as_str).ok_or_else(|| mismatch(field, "a string", shown(value)))
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

fn label(vector: &Value) -> String {
    let field = |name| vector.get(name).and_then(Value::as_str).unwrap_or("?");
    format!("{}/{} at {}", field("provider"), field("model"), field("at"))
}

fn mismatch(field: &str, expected: impl ToString, got: impl ToString) -> String {
    format!("{field}: expected {}, got {}", expected.to_string(), got.to_string())
}
