//! `public/data/showdown.json`, parsed once into domain types.
//!
//! Every number that a reader sees comes from this file, or is computed from it and the reader's input.
//! A file that can't be used is refused with its line, its field and the reason (see [`Showdown::parse`]).
//! `docs/data.md` tells an author what each field means; `showdown.schema.json` says it to an editor.

mod quote;

use crate::domain::workload::Service;
use crate::domain::{self, Cost, Date, Period, PriceList, Tokens, Unit, Variant, Window, Workload};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The file, as it was when the program was built.
#[cfg(not(all(feature = "csr", target_arch = "wasm32")))]
const EMBEDDED: &str = include_str!("../../public/data/showdown.json");

/// The same in a binary form, which `build.rs` makes: the browser's program needs no reader of JSON to start.
#[cfg(all(feature = "csr", target_arch = "wasm32"))]
const EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/showdown.postcard"));

/// Everything the article compares: models, price books, benchmarks and claims.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Showdown {
    /// Where an editor finds the schema; not used here.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
    /// The version of this file's format. Only `1` is known.
    pub format: u32,
    /// The page's own words about itself.
    pub page: Page,
    /// The article whose claims are examined.
    pub original: Original,
    /// Where numbers and claims come from.
    pub sources: Vec<Source>,
    /// The two models: `a` and `b` in addresses.
    pub models: [Model; 2],
    /// The price books, the default one first.
    pub books: Vec<Book>,
    /// Newer models of the same vendors, as the published list has them. May be empty.
    #[serde(default)]
    pub successors: Vec<Listing>,
    /// The measured comparisons.
    pub benchmarks: Vec<Benchmark>,
    /// Requirements of a design, and what each model delivered.
    pub checklists: Vec<Checklist>,
    /// An agent and its steps.
    pub agents: Vec<Agent>,
    /// Defaults of settings that no source reports, each with its reason.
    pub assumptions: Vec<Assumption>,
    /// Examples of a month's work, for the calculator to begin with.
    pub presets: Vec<Preset>,
    /// Plans offered by the control plane.
    pub work: Work,
    /// What the original claims, and what others publish. In the browser only the numbers claimed.
    pub claims: Vec<Claim>,
}

/// Title, summary and tags of the page.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The title, as in the browser's tab.
    pub title: String,
    /// One line: the pull quote, and the description for search engines.
    pub summary: String,
    /// The section of the blog.
    pub category: String,
    /// The target of the back link, relative to the page.
    pub back: String,
    /// Tags, in the order shown.
    pub tags: Vec<String>,
}

/// The original: the article that this page examines.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// Its full title.
    pub title: String,
    /// Its author.
    pub author: String,
    /// The year of its copyright line.
    pub year: u16,
    /// The reading time that it states: `5 min read`.
    pub reading_time: String,
    /// Whom its "verified by" line names.
    pub verified_by: String,
}

/// The status of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// One author's report.
    Reported,
    /// Published by the vendor whose product it is about.
    Published,
    /// Set by the reader. Not to be had from the file.
    #[serde(skip)]
    Yours,
}

impl Status {
    /// The word shown beside a source.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reported => "one author’s report, unconfirmed",
            Self::Published => "published by the vendor",
            Self::Yours => "set by you",
        }
    }
}

/// A source: its name, its URL, and the day it was read.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The id that others refer to.
    pub id: String,
    /// The full name, for a list of sources.
    pub name: String,
    /// The short name, for running text.
    pub short: String,
    /// Its status.
    pub status: Status,
    /// Where it stands, if it stands on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// The day on which it was read.
    #[serde(default)]
    pub read_on: Option<Date>,
}

/// One of the two models.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The id that others refer to.
    pub id: String,
    /// The name in the original.
    pub name: String,
    /// The short name, for labels.
    pub short: String,
    /// Who makes it.
    pub vendor: String,
    /// Throughput, in output tokens per second.
    pub output_tokens_per_second: u32,
    /// The id of the source of that throughput.
    pub speed_source: String,
}

/// A price book: what each model costs, according to one source.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Book {
    /// The id, as in the address (`book=list`).
    pub id: String,
    /// The name, for headings and controls.
    pub name: String,
    /// The name within a sentence: `at list prices`.
    pub phrase: String,
    /// Its status.
    pub status: Status,
    /// The day for which prices hold. Prices that start later are not used yet.
    #[serde(default)]
    pub on: Option<Date>,
    /// Who recorded the prices, if not their publisher.
    #[serde(default)]
    pub recorded_by: Option<String>,
    /// One listing per model, in the order of the models.
    pub listings: [Listing; 2],
}

/// A model in a price book.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(try_from = "ListingRow", into = "ListingRow")]
pub struct Listing {
    /// The model's id.
    pub model: String,
    /// The id of the source.
    pub source: String,
    /// The provider's id in price catalogues.
    pub provider: String,
    /// The model's id at its provider.
    pub id: String,
    /// The name under which it is listed.
    pub name: String,
    /// The context window in tokens, output included.
    pub context_window: Tokens,
    /// The limits of input and of output, if known.
    pub limits: Option<Limits>,
    /// The prices, by date.
    pub prices: PriceList,
}

/// How many tokens of a window may be what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The most that can be sent.
    pub input: Tokens,
    /// The most that a model writes in answer.
    pub output: Tokens,
    /// The id of the source.
    pub source: String,
}

impl Listing {
    /// What one request may hold.
    pub fn window(&self) -> Window {
        let limit = |of: fn(&Limits) -> Tokens| self.limits.as_ref().map_or(self.context_window, of);
        Window {
            all: self.context_window,
            input: limit(|limits| limits.input),
            output: limit(|limits| limits.output),
        }
    }
}

/// A listing as it stands in the file.
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
    /// The id; also that of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The id of the source.
    pub source: String,
    /// Lines of code in the task.
    pub lines: u32,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// One thing that a benchmark measured.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The id within its benchmark.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The unit of the values.
    pub unit: Unit,
    /// Which direction is good.
    pub better: Better,
    /// One value per model, in the order of the models.
    pub values: [Value; 2],
}

/// Which direction of a measure is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// The smaller, the better.
    Lower,
    /// The larger, the better.
    Higher,
}

/// A measured value of one model.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The model's id.
    pub model: String,
    /// The number, in the measure's unit.
    pub value: f64,
    /// A remark of the source's.
    #[serde(default)]
    pub note: Option<String>,
}

/// Requirements of a design, and what each model delivered.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The id; also that of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The id of the source.
    pub source: String,
    /// The requirements.
    pub items: Vec<Item>,
}

/// One thing that is needed.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id within its checklist; in the address, behind `w-`.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// One entry per model, in the order of the models.
    pub values: [Delivered; 2],
}

/// The reported delivery of one model.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Delivered {
    /// The model's id.
    pub model: String,
    /// Whether it was delivered.
    pub value: Delivery,
    /// Details, in a few words of the source.
    #[serde(default)]
    pub note: Option<String>,
}

/// Whether something was delivered, as far as the source says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delivery {
    /// The source says that it was.
    Delivered,
    /// The source says that it was not.
    NotDelivered,
    /// The source does not say.
    NotReported,
}

impl Delivery {
    /// The words for it.
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
    /// The id; also that of its figure.
    pub id: String,
    /// The name, as a heading.
    pub name: String,
    /// The id of the source.
    pub source: String,
    /// The steps, in their order.
    pub steps: Vec<AgentStep>,
    /// The id of the step behind which the gate stands.
    pub gate_after: String,
}

/// One step of an agent.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AgentStep {
    /// The id within its agent; in the address, in front of `-in`, `-out` and the like.
    pub id: String,
    /// The step.
    pub name: String,
    /// The same in one word.
    pub short: String,
}

/// The default of a setting that no source reports.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The setting's key in the address.
    pub key: String,
    /// The default, written as a reader would type it.
    pub value: String,
    /// Why there, for the reader. It stands in the page as built, and is not needed in the browser.
    pub because: String,
}

/// An example of a month's work.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The origin of its numbers.
    pub because: String,
    /// Settings of the calculator that differ from their defaults.
    pub settings: Vec<Preassigned>,
}

/// A setting with a value of its own.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Preassigned {
    /// The setting's key in the address.
    pub key: String,
    /// Its value, written as a reader would type it.
    pub value: String,
}

/// Plans, of work that both models can do.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// A class as it begins when a reader adds one.
    pub new_class: GivenClass,
    /// Plans to begin with; the page opens with the first one. In the browser only that.
    pub plans: Vec<GivenPlan>,
}

/// A plan to begin with.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct GivenPlan {
    /// The id.
    pub id: String,
    /// What it is called, in a few words.
    pub name: String,
    /// Where its numbers come from.
    pub because: String,
    /// Its classes, as a plan's own file has them.
    pub classes: Vec<GivenClass>,
}

/// A class of work as a plan's file has it: keys, and what a reader would type.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct GivenClass(Said);

impl GivenClass {
    /// Keys and what is said.
    pub fn said(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.0.iter().map(|(key, said)| (key.as_str(), said.as_str()))
    }
}

/// Keys and texts; in the file a plain number may stand without quotes.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(from = "BTreeMap<String, TextOrNumber>", into = "BTreeMap<String, String>")]
struct Said(Vec<(String, String)>);

/// A text, which a JSON file may spell as a plain number.
struct TextOrNumber(String);

impl<'de> Deserialize<'de> for TextOrNumber {
    fn deserialize<D: serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            Text(String),
            Number(u64),
        }
        // A binary form does not say of what kind a value is, and has been written as text.
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
    /// The id that the prose refers to.
    pub id: String,
    /// The number in it, if there is one.
    #[serde(default)]
    pub value: Option<f64>,
    /// The unit of the number.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// The part of the article in which it stands. Words are needed only when the page is built.
    pub part: String,
    /// The model it is about, if it is about one.
    #[serde(default)]
    pub model: Option<String>,
    /// The claim, in one sentence; placeholders allowed.
    pub says: String,
    /// The id of the source.
    pub source: String,
    /// What is known about it.
    pub status: ClaimStatus,
    /// What others publish instead; placeholders allowed.
    pub others: String,
}

/// What is known about a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimStatus {
    /// No other source of the data says so.
    Unconfirmed,
    /// A published source of the data says otherwise.
    Contradicted,
    /// A judgement, a forecast or a matter of taste.
    Opinion,
}

impl ClaimStatus {
    /// Every status, in the order of the legend.
    pub const ALL: [Self; 3] = [Self::Unconfirmed, Self::Contradicted, Self::Opinion];

    /// The word shown beside a claim; also in its class and in the anchor of its definition.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::Contradicted => "contradicted",
            Self::Opinion => "opinion",
        }
    }

    /// What it means, as the end of a sentence: the one definition.
    pub const fn means(self) -> &'static str {
        match self {
            Self::Unconfirmed => "no source on this page confirms it",
            Self::Contradicted => "a published price list says otherwise",
            Self::Opinion => "a judgement, a forecast or a matter of taste",
        }
    }
}

/// Why the data can't be used: the field and the reason, and the line where it is known.
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
    /// The data that the program was built with.
    ///
    /// # Errors
    /// As [`Showdown::parse`]. The build checks the file, so a built site never sees one.
    #[cfg(not(all(feature = "csr", target_arch = "wasm32")))]
    pub fn embedded() -> Result<Self, Error> {
        Self::parse(EMBEDDED)
    }

    /// The data that the program was built with.
    ///
    /// # Errors
    /// Bytes that this version of the types can't read. The build writes them from the same types.
    #[cfg(all(feature = "csr", target_arch = "wasm32"))]
    pub fn embedded() -> Result<Self, Error> {
        postcard::from_bytes(EMBEDDED).map_err(|error| Error(error.to_string()))
    }

    /// Reads a file's text.
    ///
    /// # Errors
    /// When the text is not JSON, lacks a field or has one too many, holds a value of the wrong kind, or contradicts
    /// itself (a listing for a model that does not exist, say). The message names line, field and reason.
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

    /// Checks beyond types: ids are known and unique, nothing is missing.
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

    /// The source of that id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The benchmark of that id.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.benchmarks.iter().find(|benchmark| benchmark.id == id)
    }

    /// The checklist of that id.
    pub fn checklist(&self, id: &str) -> Option<&Checklist> {
        self.checklists.iter().find(|list| list.id == id)
    }

    /// The agent of that id.
    pub fn agent(&self, id: &str) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == id)
    }

    /// The assumption about a setting.
    pub fn assumption(&self, key: &str) -> Option<&Assumption> {
        self.assumptions.iter().find(|assumption| assumption.key == key)
    }

    /// The number in a claim.
    pub fn claimed(&self, id: &str) -> Option<f64> {
        self.claims.iter().find(|claim| claim.id == id)?.value
    }

    /// The short names of both models.
    pub fn shorts(&self) -> [&str; 2] {
        [&self.models[0].short, &self.models[1].short]
    }
}

impl Benchmark {
    /// The measure of that id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }
}

impl Book {
    /// The cost of a month's work with a model (0 or 1), request by request.
    ///
    /// # Errors
    /// As [`domain::Rates::cost`].
    pub fn month(&self, model: usize, work: Workload, service: Service) -> Result<Cost, domain::Error> {
        let prices = &self.listings[model.min(1)].prices;
        prices.cost_of_volume(&work.usage(), work.prompt, self.day(), &service.context())
    }

    /// A word for it beside a model's name, in labels that must be short: `original`, `list`.
    pub fn word(&self) -> &str {
        if self.status == Status::Reported { "original" } else { &self.id }
    }

    /// The day for which its prices are taken. A book without one has prices that hold on every day.
    pub fn day(&self) -> Date {
        self.on.unwrap_or(Date::EPOCH)
    }
}

/// The largest number that is reported of anything: its millionths are still exact, and so is what is shown of it.
const MOST: f64 = 1e12;

/// A reported number is one that can be shown. Only what is in percent may be below zero, and nobody counts half an error.
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
