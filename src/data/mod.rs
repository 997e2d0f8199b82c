//! `public/data/showdown.json`, parsed once into domain types.
//!
//! Every number that readers see comes from this file, or is computed from it and the reader's settings.
//! An invalid file is rejected with the line, the field, and the reason (see [`Showdown::parse`]).
//! `docs/data.md` explains each field to authors; `showdown.schema.json` does so to editors.

mod quote;

use crate::domain::workload::Service;
use crate::domain::{self, Cost, Date, Period, PriceList, Tokens, Unit, Variant, Window, Workload};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The file as of compile time.
#[cfg(not(all(feature = "csr", target_arch = "wasm32")))]
const EMBEDDED: &str = include_str!("../../public/data/showdown.json");

/// The same data in postcard form, written by `build.rs`: the browser's program then needs no JSON parser
/// to start.
#[cfg(all(feature = "csr", target_arch = "wasm32"))]
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/showdown.postcard"));

/// Everything the page compares: models, price books, benchmarks, and claims.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Showdown {
    /// The schema's location, for editors. Not used here.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// The version of the file format. Only `1` is supported.
    pub format: u32,
    /// The page's metadata.
    pub page: Page,
    /// The original, whose claims are examined.
    pub original: Original,
    /// The sources of numbers and claims.
    pub sources: Vec<Source>,
    /// The two models: `a` and `b` in the URL.
    pub models: [Model; 2],
    /// The price books; the first one is the default.
    pub books: Vec<Book>,
    /// The models' successors from the same vendors, as in the published list. May be empty.
    #[serde(default)]
    pub successors: Vec<Listing>,
    /// The benchmarks.
    pub benchmarks: Vec<Benchmark>,
    /// Checklists: requirements, and what each model delivered.
    pub checklists: Vec<Checklist>,
    /// Agents and their steps.
    pub agents: Vec<Agent>,
    /// Defaults that no source reports, each with its reason.
    pub assumptions: Vec<Assumption>,
    /// Example workloads for the calculator.
    pub presets: Vec<Preset>,
    /// Example plans for the routing planner.
    pub work: Work,
    /// The original's claims, and what others publish. The browser's data contain only the numbers
    /// claimed.
    pub claims: Vec<Claim>,
}

/// The page's title, summary, and tags.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The title, also shown in the browser's tab.
    pub title: String,
    /// A summary of one line: the pull quote, and the description for search engines.
    pub summary: String,
    /// The section of the blog.
    pub category: String,
    /// The target of the back link, relative to the page.
    pub back: String,
    /// Tags in display order.
    pub tags: Vec<String>,
}

/// The article that this page examines.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// Its full title.
    pub title: String,
    /// Its author.
    pub author: String,
    /// The year in its copyright line.
    pub year: u16,
    /// The reading time it states: `5 min read`.
    pub reading_time: String,
    /// The names in its “verified by” line.
    pub verified_by: String,
}

/// The status of a source or price book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Reported by one author.
    Reported,
    /// Published by the vendor of the product.
    Published,
    /// Set by the reader. The file cannot contain it.
    #[serde(skip)]
    Yours,
}

impl Status {
    /// The word shown next to a source.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "one author’s report, unconfirmed",
            Self::Published => "published by the vendor",
            Self::Yours => "set by you",
        }
    }
}

/// A source: its name, its URL, and the date of access.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id for references.
    pub id: String,
    /// The full name, for a list of sources.
    pub name: String,
    /// The short name, for running text.
    pub short: String,
    /// Its status.
    pub status: Status,
    /// The URL, if the source is on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// The date of access.
    #[serde(default)]
    pub read_on: Option<Date>,
}

/// One of the two models.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The id for references.
    pub id: String,
    /// The name in the original.
    pub name: String,
    /// The short name, for labels.
    pub short: String,
    /// The company that offers it.
    pub vendor: String,
    /// Throughput, in output tokens per second.
    pub output_tokens_per_second: u32,
    /// The source of the throughput, by id.
    pub speed_source: String,
}

/// A price book: the prices of both models according to one source.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// The id, as in the URL (`book=list`).
    pub id: String,
    /// The name, for headings and controls.
    pub name: String,
    /// The name within a sentence: `at list prices`.
    pub phrase: String,
    /// Its status.
    pub status: Status,
    /// The date for which prices are taken. Prices that start later are ignored.
    #[serde(default)]
    pub on: Option<Date>,
    /// The name of the party that recorded the prices, if not the publisher.
    #[serde(default)]
    pub recorded_by: Option<String>,
    /// One listing per model, in model order.
    pub listings: [Listing; 2],
}

/// A model's entry in a price book.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(try_from = "ListingRow", into = "ListingRow")]
pub struct Listing {
    /// The model's id.
    pub model: String,
    /// The source, by id.
    pub source: String,
    /// The provider's id in price catalogues.
    pub provider: String,
    /// The model's id at its provider.
    pub id: String,
    /// The name in the provider's list.
    pub name: String,
    /// The context window in tokens, output included.
    pub context_window: Tokens,
    /// Limits of input and output, if known.
    pub limits: Option<Limits>,
    /// The prices, by date.
    pub prices: PriceList,
}

/// How many tokens of a window may be input and output.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Maximum input tokens.
    pub input: Tokens,
    /// Maximum output tokens.
    pub output: Tokens,
    /// The source, by id.
    pub source: String,
}

impl Listing {
    /// The token limits of one request.
    pub fn window(&self) -> Window {
        let limit = |of: fn(&Limits) -> Tokens| self.limits.as_ref().map_or(self.context_window, of);
        Window {
            all: self.context_window,
            input: limit(|limits| limits.input),
            output: limit(|limits| limits.output),
        }
    }
}

/// A listing as written in the file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ListingRow {
    model: String,
    source: String,
    provider: String,
    id: String,
    name: String,
    context_window: Tokens,
    #[serde(default)]
    limits: Option<Limits>,
    prices: Vec<Period>,
    variants: Vec<Variant>,
}

impl From<Listing> for ListingRow {
    fn from(listing: Listing) -> Self {
        Self {
            model: listing.model,
            source: listing.source,
            provider: listing.provider,
            id: listing.id,
            name: listing.name,
            context_window: listing.context_window,
            limits: listing.limits,
            prices: listing.prices.periods().copied().collect(),
            variants: listing.prices.variants().to_vec(),
        }
    }
}

impl TryFrom<ListingRow> for Listing {
    type Error = domain::Error;

    fn try_from(row: ListingRow) -> Result<Self, domain::Error> {
        Ok(Self {
            model: row.model,
            source: row.source,
            provider: row.provider,
            id: row.id,
            name: row.name,
            context_window: row.context_window,
            limits: row.limits,
            prices: PriceList::new(row.prices, row.variants)?,
        })
    }
}

/// A benchmark of the original.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The id, also of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The source, by id.
    pub source: String,
    /// Lines of code in the benchmark's task.
    pub lines: u32,
    /// The measures of the benchmark.
    pub measures: Vec<Measure>,
}

/// One quantity that a benchmark measured.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The id, unique within the benchmark.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The unit of the values.
    pub unit: Unit,
    /// The direction of improvement.
    pub better: Better,
    /// One value per model, in model order.
    pub values: [Value; 2],
}

/// The direction of improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// Lower is better.
    Lower,
    /// Higher is better.
    Higher,
}

/// One model's value.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The model's id.
    pub model: String,
    /// The number, in the measure's unit.
    pub value: f64,
    /// The source's remark.
    #[serde(default)]
    pub note: Option<String>,
}

/// A checklist: requirements of a design, and what each model delivered.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The id, also of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The source, by id.
    pub source: String,
    /// The requirements.
    pub items: Vec<Item>,
}

/// One requirement.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id, unique within the checklist. In the URL it follows `w-`.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// One entry per model, in model order.
    pub values: [Delivered; 2],
}

/// What one model delivered, according to the source.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    /// The model's id.
    pub model: String,
    /// Whether the model delivered it.
    pub value: Delivery,
    /// Details, in the source's words.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whether the source says that a requirement was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// Delivered, according to the source.
    Delivered,
    /// Not delivered, according to the source.
    NotDelivered,
    /// The source does not say.
    NotReported,
}

impl Delivery {
    /// The text for readers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::NotDelivered => "not delivered",
            Self::NotReported => "not reported",
        }
    }
}

/// An agent that works through steps.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Agent {
    /// The id, also of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The source, by id.
    pub source: String,
    /// The steps, in order.
    pub steps: Vec<AgentStep>,
    /// The id of the step with the gate.
    pub gate_after: String,
}

/// One step of an agent.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AgentStep {
    /// The id, unique within the agent. In the URL it precedes `-in`, `-out`, and other suffixes.
    pub id: String,
    /// The name.
    pub name: String,
    /// The name in one word.
    pub short: String,
}

/// The default of a setting without a reported value.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The setting's key in the URL.
    pub key: String,
    /// The default, as a reader would type it.
    pub value: String,
    /// The reason, for readers. The built page contains it; the browser's data do not.
    pub because: String,
}

/// An example workload of a month.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The reason for its numbers.
    pub because: String,
    /// Calculator settings that differ from their defaults.
    pub settings: Vec<Preassigned>,
}

/// A setting with its value.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preassigned {
    /// The setting's key in the URL.
    pub key: String,
    /// The value, as a reader would type it.
    pub value: String,
}

/// Example plans for work that both models can do.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The initial values of a class that a reader adds.
    pub new_class: GivenClass,
    /// The example plans. The first one is the default, and the only one in the browser's data.
    pub plans: Vec<GivenPlan>,
}

/// An example plan.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GivenPlan {
    /// The id.
    pub id: String,
    /// The name, in a few words.
    pub name: String,
    /// The reason for its numbers.
    pub because: String,
    /// Its classes, as in a plan file.
    pub classes: Vec<GivenClass>,
}

/// A class of work as in a plan file: keys and values, as a reader would type them.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct GivenClass(Said);

impl GivenClass {
    /// All keys with their values.
    pub fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.0.iter().map(|(key, said)| (key.as_str(), said.as_str()))
    }
}

/// Keys and texts. In the file, a plain number may omit its quotes.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(from = "BTreeMap<String, TextOrNumber>", into = "BTreeMap<String, String>")]
struct Said(Vec<(String, String)>);

/// A text that JSON may represent as a plain number.
struct TextOrNumber(String);

impl<'de> Deserialize<'de> for TextOrNumber {
    fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Text(String),
            Number(u64),
        }
        // Binary formats do not record the type of a value. There it was written as text.
        if !source.is_human_readable() {
            return String::deserialize(source).map(Self);
        }
        Ok(Self(match Either::deserialize(source)? {
            Either::Text(text) => text,
            Either::Number(number) => number.to_string(),
        }))
    }
}

impl From<BTreeMap<String, TextOrNumber>> for Said {
    fn from(said: BTreeMap<String, TextOrNumber>) -> Self {
        Self(said.into_iter().map(|(key, TextOrNumber(text))| (key, text)).collect())
    }
}

impl From<Said> for BTreeMap<String, String> {
    fn from(said: Said) -> Self {
        said.0.into_iter().collect()
    }
}

/// One claim of the original.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The id, as used in the prose.
    pub id: String,
    /// The number it states, if any.
    #[serde(default)]
    pub value: Option<f64>,
    /// The unit of the number.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// The section of the original that contains it. Texts are used only by the build.
    pub part: String,
    /// The id of its model, if it is about one model.
    #[serde(default)]
    pub model: Option<String>,
    /// The claim in one sentence. May contain placeholders.
    pub says: String,
    /// The source, by id.
    pub source: String,
    /// Its status.
    pub status: ClaimStatus,
    /// What other sources publish. May contain placeholders.
    pub others: String,
}

/// The status of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimStatus {
    /// No other source in the data confirms it.
    Unconfirmed,
    /// A published source in the data contradicts it.
    Contradicted,
    /// A judgement, a forecast, or a matter of taste.
    Opinion,
}

impl ClaimStatus {
    /// Every status, in legend order.
    pub const ALL: [Self; 3] = [Self::Unconfirmed, Self::Contradicted, Self::Opinion];

    /// The word shown next to a claim, also part of its class name and of the anchor of its definition.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Contradicted => "contradicted",
            Self::Opinion => "opinion",
        }
    }

    /// The definition, as the end of a sentence.
    pub const fn means(self) -> &'static str {
        match self {
            Self::Unconfirmed => "no source on this page confirms it",
            Self::Contradicted => "a published price list says otherwise",
            Self::Opinion => "a judgement, a forecast or a matter of taste",
        }
    }
}

/// Why the data are invalid: the field, the reason, and the line where known.
///
/// ```
/// # use showdown::data::Showdown;
/// let error = Showdown::parse("{\n  \"format\": true\n}").unwrap_err();
/// assert!(error.to_string().starts_with("line 2"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl Showdown {
    /// The data compiled into the program.
    ///
    /// # Errors
    /// As [`Showdown::parse`]. The build checks the file, so a built site has valid data.
    #[cfg(not(all(feature = "csr", target_arch = "wasm32")))]
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(EMBEDDED)
    }

    /// The data compiled into the program.
    ///
    /// # Errors
    /// If these types cannot read the bytes. The build writes them with the same types.
    #[cfg(all(feature = "csr", target_arch = "wasm32"))]
    pub fn embedded() -> Result<Self, Error> {
        postcard::from_bytes(EMBEDDED).map_err(|error| Error(error.to_string()))
    }

    /// Parses the text of a data file.
    ///
    /// # Errors
    /// If the text is not JSON, has a missing or unknown field or a value of the wrong type, or
    /// contradicts itself (for example, with a listing of an unknown model). The message names line,
    /// field, and reason.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let data = Self::read(text)?;
        data.check().map_err(Error)?;
        Ok(data)
    }

    #[cfg(feature = "ssr")]
    fn read(text: &str) -> Result<Self, Error> {
        let mut reader = serde_json::Deserializer::from_str(text);
        serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let inner = error.inner();
            let reason = inner.to_string();
            let reason = reason.rsplit_once(" at line").map_or(reason.as_str(), |(reason, _)| reason);
            Error(format!("line {}, field `{}`: {reason}", inner.line(), error.path()))
        })
    }

    #[cfg(not(feature = "ssr"))]
    fn read(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|error| Error(format!("line {}: {error}", error.line())))
    }

    /// Checks that types cannot express: ids are known and unique, and nothing is missing.
    fn check(&self) -> Result<(), String> {
        if self.format != 1 {
            return Err(format!("field `format`: only 1 is known, found {}", self.format));
        }
        if self.books.is_empty() {
            return Err("field `books`: at least one price book is needed".into());
        }
        unique("sources", self.sources.iter().map(|s| &s.id))?;
        unique("models", self.models.iter().map(|m| &m.id))?;
        unique("books", self.books.iter().map(|b| &b.id))?;
        unique("benchmarks", self.benchmarks.iter().map(|b| &b.id))?;
        for (m, model) in self.models.iter().enumerate() {
            self.known_source(&format!("models[{m}].speed_source"), &model.speed_source)?;
            if model.output_tokens_per_second == 0 {
                return Err(format!("field `models[{m}].output_tokens_per_second`: must be above 0"));
            }
        }
        for (s, source) in self.sources.iter().enumerate() {
            if source.status == Status::Published && (source.url.is_none() || source.read_on.is_none()) {
                return Err(format!("field `sources[{s}]`: what is published has `url` and `read_on`"));
            }
        }
        for (b, book) in self.books.iter().enumerate() {
            if book.status == Status::Published && book.on.is_none() {
                return Err(format!("field `books[{b}].on`: needed, since published prices change"));
            }
            for (l, listing) in book.listings.iter().enumerate() {
                let field = format!("books[{b}].listings[{l}]");
                self.in_order(&field, l, &listing.model)?;
                self.known_source(&format!("{field}.source"), &listing.source)?;
                let periods = listing.prices.periods().map(|period| period.from);
                let variants = listing.prices.variants().iter().map(|variant| variant.from);
                if book.on.is_none() && periods.chain(variants).any(|from| from.is_some()) {
                    return Err(format!(
                        "field `books[{b}].on`: needed, since `{field}` has prices from a day on"
                    ));
                }
                if listing.context_window.count() == 0 {
                    return Err(format!("field `{field}.context_window`: must be above 0"));
                }
                if let Some(limits) = &listing.limits {
                    self.known_source(&format!("{field}.limits.source"), &limits.source)?;
                    for (name, limit) in [("input", limits.input), ("output", limits.output)] {
                        if limit.count() == 0 || limit > listing.context_window {
                            return Err(format!(
                                "field `{field}.limits.{name}`: must be above 0 and within the window"
                            ));
                        }
                    }
                }
            }
        }
        for (s, listing) in self.successors.iter().enumerate() {
            let field = format!("successors[{s}]");
            self.known_source(&format!("{field}.source"), &listing.source)?;
            if !self.models.iter().any(|model| model.id == listing.model) {
                return Err(format!("field `{field}.model`: no model is called `{}`", listing.model));
            }
        }
        for (b, benchmark) in self.benchmarks.iter().enumerate() {
            self.known_source(&format!("benchmarks[{b}].source"), &benchmark.source)?;
            if benchmark.lines == 0 {
                return Err(format!("field `benchmarks[{b}].lines`: must be above 0"));
            }
            unique(&format!("benchmarks[{b}].measures"), benchmark.measures.iter().map(|m| &m.id))?;
            for (m, measure) in benchmark.measures.iter().enumerate() {
                for (v, value) in measure.values.iter().enumerate() {
                    let field = format!("benchmarks[{b}].measures[{m}].values[{v}]");
                    self.in_order(&field, v, &value.model)?;
                    in_range(&field, value.value, measure.unit)?;
                }
            }
        }
        for (c, list) in self.checklists.iter().enumerate() {
            let field = format!("checklists[{c}]");
            self.known_source(&format!("{field}.source"), &list.source)?;
            unique(&format!("{field}.items"), list.items.iter().map(|item| &item.id))?;
            for (i, item) in list.items.iter().enumerate() {
                for (v, value) in item.values.iter().enumerate() {
                    self.in_order(&format!("{field}.items[{i}].values[{v}]"), v, &value.model)?;
                }
            }
        }
        for (a, agent) in self.agents.iter().enumerate() {
            let field = format!("agents[{a}]");
            self.known_source(&format!("{field}.source"), &agent.source)?;
            unique(&format!("{field}.steps"), agent.steps.iter().map(|step| &step.id))?;
            if !agent.steps.iter().any(|step| step.id == agent.gate_after) {
                return Err(format!("field `{field}.gate_after`: no step is called `{}`", agent.gate_after));
            }
        }
        unique("checklists", self.checklists.iter().map(|list| &list.id))?;
        unique("agents", self.agents.iter().map(|agent| &agent.id))?;
        unique("assumptions", self.assumptions.iter().map(|assumption| &assumption.key))?;
        unique("presets", self.presets.iter().map(|preset| &preset.id))?;
        unique("work.plans", self.work.plans.iter().map(|plan| &plan.id))?;
        if self.work.plans.is_empty() {
            return Err("field `work.plans`: at least one plan is needed".into());
        }
        self.check_claims()?;
        Ok(())
    }

    fn check_claims(&self) -> Result<(), String> {
        unique("claims", self.claims.iter().map(|c| &c.id))?;
        for (c, claim) in self.claims.iter().enumerate() {
            self.known_source(&format!("claims[{c}].source"), &claim.source)?;
            if let Some(model) = &claim.model
                && !self.models.iter().any(|m| m.id == *model)
            {
                return Err(format!("field `claims[{c}].model`: no model is called `{model}`"));
            }
            if claim.value.is_some() != claim.unit.is_some() {
                return Err(format!("field `claims[{c}]`: `value` and `unit` go together"));
            }
            if let (Some(value), Some(unit)) = (claim.value, claim.unit) {
                in_range(&format!("claims[{c}]"), value, unit)?;
            }
            for (name, text) in [("says", &claim.says), ("others", &claim.others)] {
                self.quote(text).map_err(|error| format!("field `claims[{c}].{name}`: {error}"))?;
            }
        }
        Ok(())
    }

    fn known_source(&self, field: &str, id: &str) -> Result<(), String> {
        match self.source(id) {
            Some(_) => Ok(()),
            None => Err(format!("field `{field}`: no source is called `{id}`")),
        }
    }

    fn in_order(&self, field: &str, place: usize, id: &str) -> Result<(), String> {
        match &self.models[place].id {
            expected if expected == id => Ok(()),
            expected => Err(format!(
                "field `{field}.model`: expected `{expected}`, in the order of `models`, found `{id}`"
            )),
        }
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The benchmark with this id.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|benchmark| benchmark.id == id)
    }

    /// The checklist with this id.
    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.checklists.iter().find(|list| list.id == id)
    }

    /// The agent with this id.
    pub fn agent(&self, id: &str) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == id)
    }

    /// The assumption for a setting, by its key.
    pub fn assumption(&self, key: &str) -> Option<&Assumption> {
        self.assumptions.iter().find(|assumption| assumption.key == key)
    }

    /// The number that a claim states, by the claim's id.
    pub fn claimed(&self, id: &str) -> Option<f64> {
        self.claims.iter().find(|claim| claim.id == id)?.value
    }

    /// The short names of both models.
    pub fn shorts(&self) -> [&str; 2] {
        [&self.models[0].short, &self.models[1].short]
    }
}

impl Benchmark {
    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }
}

impl Book {
    /// The cost of a month's work on a model (0 or 1). The size of each request decides the long-context
    /// tier.
    ///
    /// # Errors
    /// As [`domain::Rates::cost`].
    pub fn month(&self, model: usize, work: Workload, service: Service) -> Result<Cost, domain::Error> {
        let prices = &self.listings[model.min(1)].prices;
        prices.cost_of_volume(&work.usage(), work.prompt, self.day(), &service.context())
    }

    /// A short label for the book, next to a model's name: `original`, `list`.
    pub fn word(&self) -> &str {
        if self.status == Status::Reported { "original" } else { &self.id }
    }

    /// The date for which prices are taken. A book without a date has prices for every day.
    pub fn day(&self) -> Date {
        self.on.unwrap_or(Date::EPOCH)
    }
}

/// The largest reported number. Its millionths are still exact, and so is every displayed form.
const MOST: f64 = 1e12;

/// Checks that a reported number can be displayed. Only percentages may be negative, and counts are
/// whole.
fn in_range(field: &str, value: f64, unit: Unit) -> Result<(), String> {
    let least = if matches!(unit, Unit::Percent | Unit::Change) { -MOST } else { 0.0 };
    if !(least..=MOST).contains(&value) {
        return Err(format!("field `{field}.value`: must be from {least} to {MOST}, found {value}"));
    }
    if unit == Unit::Errors && value.fract() != 0.0 {
        return Err(format!("field `{field}.value`: errors are counted whole, found {value}"));
    }
    Ok(())
}

fn unique<'a>(field: &str, ids: impl Iterator<Item = &'a String>) -> Result<(), String> {
    let mut seen: Vec<&String> = Vec::new();
    for id in ids {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(fits) {
            return Err(format!("field `{field}`: the id `{id}` may have only a-z, 0-9 and -"));
        }
        if seen.contains(&id) {
            return Err(format!("field `{field}`: `{id}` is used twice"));
        }
        seen.push(id);
    }
    Ok(())
}
