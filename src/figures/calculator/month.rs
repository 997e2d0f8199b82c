//! The settings as one plain state: the price book, the volume, and how tasks get finished.

use super::inputs::of_model;
use super::volume::{BY_MONTH, total};
use crate::data::{Book, Showdown};
use crate::domain::finish::{Exact, Finish};
use crate::domain::workload::{CacheLife, Service, WHOLE};
use crate::domain::{Cost, Error, Rates, Tokens, Usd, Workload};
use crate::figures::{Values, book};

/// A month's work, the price book, and what finishing the tasks takes.
#[derive(Debug, Clone)]
pub struct Month {
    /// The place of the price book among the data's books. The first is the default; behind the last are the reader's own.
    pub book: usize,
    /// The reader's own prices, where they are in force.
    pub own: Option<Book>,
    /// The month's volumes, for one attempt at each task.
    pub work: Workload,
    /// The output of one request, where that is set; else 0.
    pub answer: Tokens,
    /// How requests are processed.
    pub service: Service,
    /// The second model's tokens for the same work, in hundredths of a percent of the first one's.
    pub relative: u64,
    /// How tasks are finished, by model.
    pub finish: [Finish; 2],
}

impl Default for Month {
    fn default() -> Self {
        Self {
            book: 0,
            own: None,
            work: Workload::DEFAULT,
            answer: Tokens::ZERO,
            service: Service::Standard,
            relative: WHOLE,
            finish: [Finish::PLAIN; 2],
        }
    }
}

impl Month {
    /// The month of these settings.
    pub fn of(data: &Showdown, values: &Values) -> Self {
        let [input, output] = total(values);
        let finish = |model: usize| Finish {
            tasks: values.of("tasks"),
            success: values.of(&of_model(data, "success", model)),
            attempts: values.of("attempts"),
            failure: values.of("failure"),
            errors: values.of(&of_model(data, "errors", model)),
            repair: values.of("repair"),
            wage: values.of("wage"),
        };
        let place = values.of("book") as usize;
        let answer = if values.of("by") == BY_MONTH { 0 } else { values.of("answer") };
        Self {
            book: place,
            own: (place >= data.books.len())
                .then(|| book::in_force(data, values))
                .flatten()
                .map(|book| book.into_owned()),
            work: Workload {
                input,
                output,
                cached: values.of("cached"),
                written: values.of("written"),
                life: CacheLife::ALL.get(values.of("life") as usize).copied().unwrap_or_default(),
                prompt: Tokens::new(values.of("prompt")),
            },
            answer: Tokens::new(answer),
            service: Service::ALL.get(values.of("service") as usize).copied().unwrap_or_default(),
            relative: values.of("relative"),
            finish: [finish(0), finish(1)],
        }
    }

    /// The book in force.
    pub fn book<'a>(&'a self, data: &'a Showdown) -> &'a Book {
        self.own.as_ref().or(data.books.get(self.book)).unwrap_or(&data.books[0])
    }

    /// A model's tokens for one attempt at each task.
    pub fn work_of(&self, model: usize) -> Workload {
        work_of(self.work, self.relative, model)
    }

    /// The cost of one attempt at each task.
    ///
    /// # Errors
    /// As [`Book::month`].
    pub fn first(&self, book: &Book, model: usize) -> Result<Cost, Error> {
        book.month(model, self.work_of(model), self.service)
    }

    /// The same month at the rates of the book in force, for some service: cheap to price again when an input moves.
    pub(super) fn priced(&self, data: &Showdown, service: Service) -> Priced {
        let book = self.book(data);
        let rates = |model: usize| {
            let prices = &book.listings[model].prices;
            prices.rates_on(book.day(), &service.context(), self.work.prompt)
        };
        Priced { work: self.work, relative: self.relative, finish: self.finish, rates: [rates(0), rates(1)] }
    }

    /// Whether only volumes and rates count.
    pub fn is_plain(&self) -> bool {
        let finish = self.finish.iter().all(|finish| finish.success == WHOLE && finish.wage == 0);
        let nothing_cached = self.work.cached == 0 && self.work.written == 0;
        finish && nothing_cached && self.relative == WHOLE && self.service == Service::Standard
    }
}

fn work_of(work: Workload, relative: u64, model: usize) -> Workload {
    if model == 0 { work } else { work.scaled(relative) }
}

/// A month at known rates: small, and quick to price again when something in it is moved.
#[derive(Debug, Clone, Copy)]
pub(super) struct Priced {
    pub work: Workload,
    pub relative: u64,
    pub finish: [Finish; 2],
    rates: [Rates; 2],
}

impl Priced {
    /// The exact cost with each model until all tasks are finished. `None` if it cannot be priced.
    pub fn until_all(&self) -> Option<[Exact; 2]> {
        let exact = |model: usize| {
            let usage = work_of(self.work, self.relative, model).usage();
            Some(self.finish[model].until_all(self.rates[model].total(&usage).ok()?))
        };
        Some([exact(0)?, exact(1)?])
    }

    /// The same in dollars.
    pub fn totals(&self) -> [Usd; 2] {
        self.until_all().map_or([Usd::ZERO; 2], |[a, b]| [a.amount(), b.amount()])
    }
}
