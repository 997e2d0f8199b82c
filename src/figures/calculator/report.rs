//! The results of the settings: bills, texts, drawing and table.

use super::Month;
use super::inputs::{SHARE, counted};
use crate::charts::{Part, Row, Stack, StackRow, Table};
use crate::data::{Book, Showdown, Status};
use crate::domain::finish::{Exact, Finish};
use crate::domain::workload::{Service, WHOLE};
use crate::domain::{Context, Cost, Error, Line, Tokens, Usd, format, workload};
use crate::figures::lesser;
use crate::figures::repair_time::REPAIR;
use std::cmp::Ordering;

/// A month on one model at the prices of one book.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    /// One attempt at each task, line by line.
    pub first: Cost,
    /// Further attempts, until all tasks are finished.
    pub retries: Usd,
    /// The time of people for failed attempts.
    pub failures: Usd,
    /// The time of people for errors that are left.
    pub repairs: Usd,
    /// All of it, exactly: for comparisons.
    pub exact: Exact,
    /// All of it: the sum of what stands above, each rounded to the pico-dollar.
    pub total: Usd,
}

impl Bill {
    fn new(month: &Month, book: &Book, model: usize) -> Result<Self, Error> {
        let first = month.first(book, model)?;
        let finish = month.finish[model];
        let exact = finish.until_all(first.total);
        let alone = |finish: Finish, first: Usd| finish.until_all(first).amount();
        let retries = alone(Finish { wage: 0, ..finish }, first.total) - first.total;
        let failures = alone(Finish { errors: 0, ..finish }, Usd::ZERO);
        let repairs = alone(Finish { failure: 0, ..finish }, Usd::ZERO);
        let total = first.total + retries + failures + repairs;
        Ok(Self { first, retries, failures, repairs, exact, total })
    }

    /// The cost of people's time.
    fn people(&self) -> Usd {
        self.failures + self.repairs
    }

    /// The cost beyond first attempts: name, amount and working.
    fn more(&self, finish: &Finish) -> Vec<(&'static str, Usd, String)> {
        let time = |milliseconds: u64| REPAIR.short(milliseconds);
        let wage = format!("{} an hour", format::usd(Usd::from_cents(finish.wage)));
        let [failed, succeeded] = [WHOLE - finish.success, finish.success].map(|share| SHARE.short(share));
        let tasks = format::grouped(finish.tasks);
        let all = [
            (
                "retries",
                self.retries,
                format!("{} × {failed} ÷ {succeeded}", format::usd_exact(self.first.total)),
            ),
            (
                "people’s time, failures",
                self.failures,
                format!("{tasks} tasks × {failed} ÷ {succeeded} × {} × {wage}", time(finish.failure)),
            ),
            (
                "people’s time, repairs",
                self.repairs,
                format!(
                    "{tasks} tasks × {} × {} × {wage}",
                    format::count(finish.errors, "error", "errors"),
                    time(finish.repair)
                ),
            ),
        ];
        all.into_iter().filter(|(_, amount, _)| *amount > Usd::ZERO).collect()
    }
}

/// The bills for a month.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The month.
    pub month: &'a Month,
    /// The data's books, and the reader's own prices if they are in force.
    pub books: Vec<&'a Book>,
    /// A month's bill for each model, book by book.
    pub bills: Vec<[Bill; 2]>,
}

impl<'a> Report<'a> {
    /// Prices a month.
    ///
    /// # Errors
    /// A workload that can't be priced.
    pub fn new(data: &'a Showdown, month: &'a Month) -> Result<Self, Error> {
        let books: Vec<&Book> = data.books.iter().chain(&month.own).collect();
        let both = |book: &&Book| Ok([Bill::new(month, book, 0)?, Bill::new(month, book, 1)?]);
        let bills = books.iter().map(both).collect::<Result<Vec<[Bill; 2]>, Error>>()?;
        Ok(Self { month, books, bills })
    }

    /// The place of the book in force.
    fn place(&self) -> usize {
        self.month.book.min(self.books.len() - 1)
    }

    /// The book in force.
    pub fn book(&self) -> &'a Book {
        self.books[self.place()]
    }

    /// The bills in force.
    pub fn in_force(&self) -> &[Bill; 2] {
        &self.bills[self.place()]
    }

    /// The model with the lower bill; none if they are equal.
    pub fn cheaper(&self) -> Option<usize> {
        lower(self.in_force())
    }

    /// Whether another book has another answer.
    pub fn disagree(&self) -> bool {
        self.bills.iter().any(|bills| lower(bills) != self.cheaper())
    }

    /// Twelve such months.
    pub fn a_year(&self, model: usize) -> Usd {
        workload::per_year(self.in_force()[model].total)
    }

    /// Seconds to generate the month's output once, in one stream.
    pub fn seconds(&self, model: usize, data: &Showdown) -> u64 {
        let speed = data.models[model].output_tokens_per_second;
        workload::generation_time(self.month.work_of(model).output, speed).unwrap_or_default()
    }

    /// The generation time, and the source of the speed.
    pub fn generation(&self, model: usize, data: &Showdown) -> String {
        let model_data = &data.models[model];
        let source = data.source(&model_data.speed_source).map_or("", |source| &source.short);
        let speed = format::grouped(model_data.output_tokens_per_second.into());
        let once =
            if self.month.finish[model].success < WHOLE { " for one attempt at each task" } else { "" };
        format!("{} to generate in one stream{once}, at {source}’s {speed} tokens/s", self.time(model, data))
    }

    /// The same for readers: work that takes time never shows as zero.
    fn time(&self, model: usize, data: &Showdown) -> String {
        match self.seconds(model, data) {
            0 if self.month.work_of(model).output > Tokens::ZERO => "under 1 s".to_owned(),
            seconds => format::duration(seconds),
        }
    }

    /// Tokens and people's time as parts of the cost, if both are above 0.
    pub fn split(&self, model: usize) -> Option<String> {
        let bill = &self.in_force()[model];
        let people = bill.people();
        let tokens = bill.total - people;
        (people > Usd::ZERO)
            .then(|| format!("{} for tokens, {} for people’s time", format::usd(tokens), format::usd(people)))
    }

    /// The cost of a finished task.
    pub fn a_task(&self, model: usize) -> Usd {
        self.in_force()[model].exact.each(self.month.finish[model].tasks)
    }

    /// The finding: the cheaper model in each book.
    pub fn title(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let winner = |bills: &[Bill; 2]| match lower(bills) {
            Some(model) => format!("{} is cheaper", names[model]),
            None => "both cost the same".to_owned(),
        };
        let first = winner(&self.bills[0]);
        if !self.disagree() {
            let every = if self.bills.len() == 2 { "either" } else { "any" };
            return format::capital(&format!("{first} in {every} price book"));
        }
        if self.bills.len() > 2 {
            let mine = winner(self.in_force());
            return format!("The price books disagree: {mine} {}", self.book().phrase);
        }
        let others = self.books.iter().zip(&self.bills).skip(1).map(|(book, bills)| {
            let who = lower(bills).map_or("a tie", |model| names[model]);
            format!(", {who} {}", book.phrase)
        });
        format::capital(&format!("{first} {}{}", self.books[0].phrase, others.collect::<String>()))
    }

    /// Whether volumes can change no book's answer: nothing but volumes and rates counts, and in each book one model has the
    /// lower rates.
    fn at_any_volume(&self) -> bool {
        self.month.is_plain()
            && self.books.iter().zip(&self.bills).all(|(book, bills)| {
                book.always_cheaper(self.month.work.prompt).is_some_and(|model| lower(bills) == Some(model))
            })
    }

    /// The cheaper model and the difference, in the book in force.
    pub fn verdict(&self, data: &Showdown) -> String {
        let phrase = format::capital(&self.book().phrase);
        let Some(cheap) = self.cheaper() else { return format!("{phrase}, both cost the same.") };
        let [low, high] = [cheap, 1 - cheap].map(|model| self.in_force()[model].total);
        let saved = high - low;
        let share = match format::percent(saved.pico(), high.pico()) {
            Some(share) if share == "0%" => "under 0.1%".to_owned(),
            share => share.unwrap_or_default(),
        };
        let (name, other) = (data.shorts()[cheap], data.shorts()[1 - cheap]);
        format!("{phrase}, {name} is cheaper by {} a month, {share} less than {other}.", format::usd(saved))
    }

    /// The answer of the other books.
    pub fn other_books(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let others =
            self.books.iter().zip(&self.bills).enumerate().filter(|(place, _)| *place != self.place());
        let sentences = others.map(|(_, (book, bills))| {
            let phrase = format::capital(&book.phrase);
            let amounts = [0, 1].map(|model| format::usd(bills[model].total));
            let verdict = match (lower(bills), self.cheaper()) {
                (None, _) => "both cost the same".to_owned(),
                (Some(there), Some(here)) if there != here => "it is the other way round".to_owned(),
                (Some(there), Some(_)) => format!("{} is cheaper too", names[there]),
                (Some(there), None) => format!("{} is cheaper", names[there]),
            };
            let unpriced = bills.iter().any(|bill| !bill.first.unpriced.is_empty());
            let caution = if unpriced { " Cached input without a price there counts in full." } else { "" };
            format!(
                "{phrase} {verdict}: {} for {}, {} for {}.{caution}",
                amounts[0], names[0], amounts[1], names[1]
            )
        });
        let always = if self.at_any_volume() { " Volume changes neither answer." } else { "" };
        format::joined(sentences, " ") + always
    }

    /// The mark of standard rates used because the book has no price for the service: `standard rate, no priority price`.
    pub fn stand_in(&self, model: usize) -> Option<String> {
        let (book, service) = (self.book(), self.month.service);
        let prices = &book.listings[model].prices;
        let lacks = service != Service::Standard && !prices.has_variant_on(book.day(), &service.context());
        lacks.then(|| ["standard rate, no ", service.name(), " price"].concat())
    }

    /// Caveats: missing prices, prompts that do not fit.
    pub fn notices(&self, data: &Showdown) -> Vec<String> {
        let mut notices = vec![];
        let (month, book, names) = (self.month, self.book(), data.shorts());
        let (work, service) = (&month.work, month.service);
        let phrase = &book.phrase;
        for (model, name) in names.into_iter().enumerate() {
            let listing = &book.listings[model];
            for part in &self.in_force()[model].first.unpriced {
                notices.push(format!(
                    "{name} has no price for {} {phrase}. Its {} tokens are billed in full as {}.",
                    part.kind.name(),
                    part.tokens.short(),
                    part.charged_as.name()
                ));
            }
            if self.stand_in(model).is_some() {
                notices.push(format!(
                    "{name} has no {} price {phrase}, so the standard rate applies.",
                    service.name()
                ));
            }
            if let Some(misfit) = listing.window().misfit(work.prompt, month.answer) {
                let answer = match month.answer {
                    Tokens::ZERO => String::new(),
                    answer => format!(" and {} of output", answer.short()),
                };
                notices.push(format!(
                    "A request of {} input tokens{answer} does not fit {name}, which {}. You could not send it. The amount is hypothetical.",
                    work.prompt.short(),
                    misfit.says()
                ));
            }
            let rates = |prompt: Tokens| listing.prices.rates_on(book.day(), &service.context(), prompt);
            if rates(work.prompt) != rates(Tokens::ZERO) {
                notices.push(format!(
                    "Requests of {} input tokens pay {name}’s long-context rates.",
                    work.prompt.short()
                ));
            } else if let Some((over, until)) = listing.prices.past_tier(book.day(), work.prompt) {
                notices.push(format!(
                    "Until {}, {name}’s list charged more for requests over {}. On {} it no longer does.",
                    until.long(),
                    over.short(),
                    book.day().long()
                ));
            }
        }
        if work.room_to_write() < work.written {
            let percent = |share: u64| format::percent(share.into(), WHOLE.into()).unwrap_or_default();
            notices.push(format!(
                "{} of the input is read from the cache, so at most {} can be written to it. The lower share applies.",
                percent(work.cached),
                percent(work.room_to_write())
            ));
        }
        // One report of one task must not decide unnoticed.
        for (model, bill) in self.in_force().iter().enumerate() {
            let errors = month.finish[model].errors;
            if bill.repairs > Usd::ZERO && Some(errors) == counted(data, model) {
                notices.push(format!(
                    "{} of {}’s amount is people’s time for {} per task. That is Test A’s count, one author’s report of one task.",
                    format::usd(bill.repairs),
                    names[model],
                    format::count(errors, "error", "errors")
                ));
            }
        }
        if month.finish.iter().any(|finish| finish.success < WHOLE) {
            let finished = [0, 1].map(|model| {
                let outcome = month.finish[model].month(self.in_force()[model].first.total);
                let share = match format::percent(outcome.finished.into(), 1_000_000) {
                    Some(share) if outcome.finished < 1_000_000 && share == "100%" => "over 99.9%".to_owned(),
                    share => share.unwrap_or_default(),
                };
                format!("{share} of the tasks with {}, for {}", names[model], format::usd(outcome.total()))
            });
            notices.push(format!(
                "Amounts run until every task is finished. With at most {} each, you get {}.",
                format::count(month.finish[0].attempts, "attempt", "attempts"),
                format::joined(&finished, ", and ")
            ));
        }
        notices
    }

    /// The amounts, in a sentence.
    pub fn sentence(&self, data: &Showdown) -> String {
        let names = data.shorts();
        let work = self.month.work;
        let [a, b] = self.in_force();
        let people = if a.people() + b.people() > Usd::ZERO { ", people’s time included" } else { "" };
        format!(
            "{} in and {} out a month cost {} with {} and {} with {}{people}.",
            format::capital(&work.input.words()),
            work.output.words(),
            format::usd(a.total),
            names[0],
            format::usd(b.total),
            names[1],
        )
    }

    /// The cost by part.
    pub fn stack(&self, data: &Showdown) -> Stack {
        let row = |(of, bill): (usize, &Bill)| StackRow {
            of,
            model: data.models[of].name.clone(),
            short: data.models[of].short.clone(),
            total: format::usd(bill.total),
            parts: self.parts(of),
        };
        Stack {
            name: format!("Monthly cost, {}", self.book().phrase),
            rows: self.in_force().iter().enumerate().map(row).collect(),
        }
    }

    fn parts(&self, model: usize) -> Vec<Part> {
        let bill = &self.in_force()[model];
        let part = |name: &str, amount: Usd, note: String| Part {
            name: name.to_owned(),
            value: amount.dollars(),
            label: format::usd(amount),
            note,
        };
        let lines = bill.first.lines.iter().map(|line| part(line.kind.name(), line.amount, working(line)));
        let more = bill.more(&self.month.finish[model]).into_iter();
        lines.chain(more.map(|(name, amount, note)| part(name, amount, note))).collect()
    }

    /// The working of a model's amount, line by line.
    pub fn working(&self, model: usize, data: &Showdown) -> Vec<String> {
        let bill = &self.in_force()[model];
        let line = |line: &Line| {
            format!("{}: {} = {}", line.kind.name(), working(line), format::usd_exact(line.amount))
        };
        let more = |(name, amount, note): (&str, Usd, String)| {
            let amount = format::usd_near(amount);
            let equals = if amount.starts_with('≈') { "" } else { "= " };
            format!("{name}: {note} {equals}{amount}")
        };
        let mut lines: Vec<String> = bill.first.lines.iter().map(line).collect();
        lines.extend(bill.more(&self.month.finish[model]).into_iter().map(more));
        lines.push(format!("total {}", format::usd_near(bill.total)));
        let mark = self.stand_in(model).map_or(String::new(), |mark| ["; ", &mark].concat());
        lines.push(["Rates: ", &source(data, self.book(), model), &mark].concat());
        lines
    }

    /// The working: tokens × rate = amount, line by line, with the source of each rate.
    pub fn table(&self, data: &Showdown) -> Table {
        let book = self.book();
        let mut rows = vec![];
        let amount =
            |amount: Usd, note: String| [String::new(), String::new(), format::usd_near(amount), note];
        for (model, bill) in self.in_force().iter().enumerate() {
            let name = &data.models[model].short;
            let stands_in = self.stand_in(model);
            let source = [
                source(data, book, model),
                stands_in.map_or(String::new(), |mark| [" (", &mark, ")"].concat()),
            ]
            .concat();
            let finish = &self.month.finish[model];
            rows.extend(bill.first.lines.iter().map(|line| {
                let cells = [
                    line.tokens.to_string(),
                    format::rate(line.rate),
                    format::usd_exact(line.amount),
                    source.clone(),
                ];
                Row::new(format!("{name}, {}", line.kind.name()), cells)
            }));
            let more = bill.more(finish).into_iter();
            rows.extend(
                more.map(|(what, cost, note)| Row::new(format!("{name}, {what}"), amount(cost, note))),
            );
            let sum = "sum of the lines above".to_owned();
            rows.push(Row::total(format!("{name}, month"), amount(bill.total, sum)));
            let tasks = format!("÷ {}", format::count(finish.tasks, "task", "tasks"));
            rows.push(Row::new(format!("{name}, finished task"), amount(self.a_task(model), tasks)));
            let year = "twelve such months".to_owned();
            rows.push(Row::new(format!("{name}, year"), amount(self.a_year(model), year)));
            let speed = data.models[model].output_tokens_per_second;
            let time = [
                self.month.work_of(model).output.to_string(),
                format!("{} tokens/s", format::grouped(speed.into())),
                self.time(model, data),
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

/// The model with the lower bill; none if they are equal.
fn lower([a, b]: &[Bill; 2]) -> Option<usize> {
    lesser([&a.exact, &b.exact])
}

impl Book {
    /// The model whose input and output both cost less, or one less and the other the same: cheaper at any volume.
    fn always_cheaper(&self, prompt: Tokens) -> Option<usize> {
        let rates = |model: usize| {
            let prices = &self.listings[model].prices;
            prices.rates_on(self.day(), &Context::STANDARD, prompt)
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

/// The source of a rate, and the day it was read.
fn source(data: &Showdown, book: &Book, model: usize) -> String {
    if book.status == Status::Yours {
        return Status::Yours.name().to_owned();
    }
    let Some(source) = data.source(&book.listings[model].source) else { return String::new() };
    match source.read_on {
        Some(day) => format!("{}, {}", source.short, day.long()),
        None => source.short.clone(),
    }
}

#[cfg(test)]
mod tests;
