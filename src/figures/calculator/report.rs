//! What follows from a reader's settings: bills, words, drawing and table.

use super::Month;
use crate::charts::{Part, Row, Stack, StackRow, Table};
use crate::data::{Book, Showdown, Status};
use crate::domain::{Context, Cost, Error, Line, Usd, Workload, format, workload};
use crate::figures::lesser;
use std::cmp::Ordering;

/// The bills for a month.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What was asked for.
    pub month: Month,
    /// A month's bill for each model, in the book in force.
    pub costs: [Cost; 2],
    /// The month's totals in every book, in the data's order.
    pub totals: Vec<[Usd; 2]>,
}

impl Report {
    /// Prices a month.
    ///
    /// # Errors
    /// A workload that can't be priced, such as more cached tokens than tokens.
    pub fn new(data: &Showdown, month: Month) -> Result<Self, Error> {
        let bills = |book: &Book| Ok([book.month(0, month.work)?, book.month(1, month.work)?]);
        let all = data.books.iter().map(bills).collect::<Result<Vec<[Cost; 2]>, Error>>()?;
        let totals = all.iter().map(|[a, b]| [a.total, b.total]).collect();
        let costs = all.into_iter().nth(month.book).unwrap_or_default();
        Ok(Self { month, costs, totals })
    }

    /// The model with the lower bill; none if they are equal.
    pub fn cheaper(&self) -> Option<usize> {
        lesser([self.costs[0].total, self.costs[1].total])
    }

    /// Twelve such months.
    pub fn a_year(&self, model: usize) -> Usd {
        workload::per_year(self.costs[model].total)
    }

    /// Seconds to generate the month's output in one stream.
    pub fn seconds(&self, model: usize, data: &Showdown) -> u64 {
        let speed = data.models[model].output_tokens_per_second;
        workload::generation_time(self.month.work.output, speed).unwrap_or_default()
    }

    /// How long generation takes, at whose speed.
    pub fn generation(&self, model: usize, data: &Showdown) -> String {
        let model_data = &data.models[model];
        let source = data.source(&model_data.speed_source).map_or("", |source| &source.short);
        let speed = format::grouped(model_data.output_tokens_per_second.into());
        format!(
            "{} in one stream, at {source}’s {speed} tokens/s",
            format::duration(self.seconds(model, data))
        )
    }

    /// The finding: who is cheaper in which book.
    pub fn title(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let winner = |totals: &[Usd; 2]| match lesser(*totals) {
            Some(model) => format!("{} is cheaper", names[model]),
            None => "both cost the same".to_owned(),
        };
        let first = winner(&self.totals[0]);
        if self.totals.iter().all(|totals| winner(totals) == first) {
            return format!("{}, in either price book", format::capital(&first));
        }
        let books = data.books.iter().zip(&self.totals);
        let always = (books.clone())
            .all(|(book, totals)| book.always_cheaper().is_some_and(|model| lesser(*totals) == Some(model)));
        let words =
            books.map(|(book, totals)| format!("{} {}", book.phrase, winner(totals))).collect::<Vec<_>>();
        let words = words.join(", ");
        if always { format!("At any volume: {words}") } else { format::capital(&words) }
    }

    /// Who is cheaper by how much, in the book in force.
    pub fn verdict(&self, data: &Showdown) -> String {
        let phrase = format::capital(&data.books[self.month.book].phrase);
        let Some(cheap) = self.cheaper() else { return format!("{phrase}, both cost the same.") };
        let (low, high) = (self.costs[cheap].total, self.costs[1 - cheap].total);
        let saved = high - low;
        let share = format::percent(saved.pico(), high.pico()).unwrap_or_default();
        let (name, other) = (data.shorts()[cheap], data.shorts()[1 - cheap]);
        format!("{phrase}, {name} is cheaper by {} a month, {share} less than {other}.", format::usd(saved))
    }

    /// What the other books say, so that nobody takes one book for the truth.
    pub fn other_books(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let others =
            data.books.iter().zip(&self.totals).enumerate().filter(|(place, _)| *place != self.month.book);
        let sentences = others.map(|(_, (book, totals))| {
            let phrase = format::capital(&book.phrase);
            let amounts = totals.map(format::usd);
            let verdict = match (lesser(*totals), self.cheaper()) {
                (None, _) => "both cost the same".to_owned(),
                (Some(there), Some(here)) if there != here => "it is the other way round".to_owned(),
                (Some(there), Some(_)) => format!("{} is cheaper too", names[there]),
                (Some(there), None) => format!("{} is cheaper", names[there]),
            };
            format!("{phrase} {verdict}: {} for {}, {} for {}.", amounts[0], names[0], amounts[1], names[1])
        });
        sentences.collect::<Vec<_>>().join(" ")
    }

    /// Everything that is shown, in a sentence or two.
    pub fn sentence(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let work = self.month.work;
        format!(
            "{} in and {} out a month cost {} with {} and {} with {}. {}",
            format::capital(&work.input.words()),
            work.output.words(),
            format::usd(self.costs[0].total),
            names[0],
            format::usd(self.costs[1].total),
            names[1],
            self.verdict(data),
        )
    }

    /// Where the money goes.
    pub fn stack(&self, data: &Showdown) -> Stack {
        let part = |line: &Line| Part {
            name: line.kind.name().to_owned(),
            value: line.amount.pico() as f64 / 1e12,
            label: format::usd(line.amount),
            note: working(line),
        };
        Stack {
            name: format!("A month’s cost, {}", data.books[self.month.book].phrase),
            rows: [0, 1].map(|model| StackRow {
                model: data.models[model].name.clone(),
                short: data.models[model].short.clone(),
                total: format::usd(self.costs[model].total),
                parts: self.costs[model].lines.iter().map(part).collect(),
            }),
        }
    }

    /// The working: tokens × rate = amount, line by line, and where each rate stands.
    pub fn table(&self, data: &Showdown) -> Table {
        let book = &data.books[self.month.book];
        let mut rows = vec![];
        for (model, cost) in self.costs.iter().enumerate() {
            let name = &data.models[model].short;
            let source = source(data, book, model);
            rows.extend(cost.lines.iter().map(|line| {
                let cells = [
                    line.tokens.to_string(),
                    format::rate(line.rate),
                    format::usd_exact(line.amount),
                    source.clone(),
                ];
                Row::new(format!("{name}, {}", line.kind.name()), cells)
            }));
            let total = [
                String::new(),
                String::new(),
                format::usd_exact(cost.total),
                "sum of the lines above".to_owned(),
            ];
            rows.push(Row::total(format!("{name}, a month"), total));
            let year = [
                String::new(),
                String::new(),
                format::usd_exact(self.a_year(model)),
                "twelve such months".to_owned(),
            ];
            rows.push(Row::new(format!("{name}, a year"), year));
            let speed = data.models[model].output_tokens_per_second;
            let time = [
                self.month.work.output.to_string(),
                format!("{} tokens/s", format::grouped(speed.into())),
                format::duration(self.seconds(model, data)),
                format!(
                    "speed reported by {}",
                    data.source(&data.models[model].speed_source).map_or("", |source| &source.short)
                ),
            ];
            rows.push(Row::new(format!("{name}, generation"), time));
        }
        Table {
            caption: format!("{}: tokens × rate = amount", book.name),
            head: ["Line", "Tokens", "Rate per million", "Amount", "Source of the rate"]
                .map(String::from)
                .to_vec(),
            rows,
        }
    }
}

impl Book {
    /// What the book is, how far it can be relied on, and under which other names it lists the models.
    pub fn note(&self, data: &Showdown) -> String {
        let recorded =
            self.recorded_by.as_ref().map_or(String::new(), |who| format!(" as recorded by {who}"));
        let note = match (self.status, self.on) {
            (Status::Reported, _) => {
                format!("As {} reports them. Nobody has confirmed them.", data.original.author)
            }
            (Status::Published, Some(day)) => {
                format!("The vendors’ own prices{recorded}, read on {}.", day.long())
            }
            (Status::Published, None) => format!("The vendors’ own prices{recorded}."),
        };
        let renamed =
            data.models.iter().zip(&self.listings).filter(|(model, listing)| model.name != listing.name);
        let names =
            renamed.map(|(model, listing)| format!(" {} is taken to be {}.", listing.name, model.name));
        note + &names.collect::<String>()
    }

    /// The model whose input and output both cost less, or one less and the other the same: cheaper at any volume.
    fn always_cheaper(&self) -> Option<usize> {
        let rates = |model: usize| {
            let prices = &self.listings[model].prices;
            prices.rates_on(self.day(), &Context::STANDARD, Workload::DEFAULT_PROMPT)
        };
        let (a, b) = (rates(0), rates(1));
        match (a.input.cmp(&b.input), a.output.cmp(&b.output)) {
            (Ordering::Less, Ordering::Less | Ordering::Equal) | (Ordering::Equal, Ordering::Less) => Some(0),
            (Ordering::Greater, Ordering::Greater | Ordering::Equal)
            | (Ordering::Equal, Ordering::Greater) => Some(1),
            _ => None,
        }
    }
}

/// `50,000,000 × $2.50 per million`
fn working(line: &Line) -> String {
    format!("{} × {} per million", line.tokens, format::rate(line.rate))
}

/// Where a rate stands, and when it was read there.
fn source(data: &Showdown, book: &Book, model: usize) -> String {
    let Some(source) = data.source(&book.listings[model].source) else { return String::new() };
    match source.read_on {
        Some(day) => format!("{}, {}", source.short, day.long()),
        None => source.short.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Tokens, Workload};

    /// What the calculator says for so many tokens in and out, in the book at that place.
    fn said(book: usize, input: u64, output: u64) -> [String; 3] {
        let data = Showdown::embedded().expect("the data are right");
        let work = Workload { input: Tokens::new(input), output: Tokens::new(output) };
        let report = Report::new(&data, Month { book, work }).expect("it can be priced");
        [report.title(&data), report.verdict(&data), report.other_books(&data)]
    }

    #[test]
    fn nothing_used_costs_the_same_everywhere_and_no_model_is_called_cheaper() {
        let words = said(0, 0, 0).concat();
        assert!(words.contains("both cost the same") && !words.contains("cheaper"), "{words}");
    }

    #[test]
    fn books_that_disagree_are_said_to_disagree_whichever_is_in_force() {
        for book in [0, 1] {
            let [title, verdict, others] = said(book, 50_000_000, 10_000_000);
            assert!(title.contains("Claude is cheaper") && title.contains("GPT is cheaper"), "{title}");
            assert!(verdict.contains(["Claude is cheaper by", "GPT is cheaper by"][book]), "{verdict}");
            assert!(others.contains("the other way round"), "{others}");
        }
    }
}
