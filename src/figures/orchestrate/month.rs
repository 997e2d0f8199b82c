//! A month of the reader's plan, and of others with the same classes.

use crate::data::{Book, Showdown, Status};
use crate::domain::routing::{Assignment, Bill, Class, Goal, Terms, Totals, best};
use crate::domain::workload::Service;
use crate::domain::{Tokens, Usage, Usd};
use crate::figures::{Values, book};
use crate::plan::gateway::{Gateway, Served};
use crate::plan::{Plan, Reader, rule};
use std::borrow::Cow;

/// A plan with everything that counts for it.
pub(super) struct Month<'a> {
    pub data: &'a Showdown,
    /// Whose prices count.
    pub book: Cow<'a, Book>,
    pub reader: Reader,
    /// The reader's plan.
    pub plan: Plan,
    /// What each class costs on either model.
    pub bills: Vec<Bill>,
    pub terms: Terms,
    /// What the optimum is to be.
    pub goal: Goal,
}

/// What a plan comes to, or which class can't be done like that.
pub(super) type Sum = Result<Totals, usize>;

/// A plan of the same classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contender {
    /// Everything by one model.
    All(usize),
    /// By the article's rule.
    Rule,
    /// The reader's own.
    Yours,
    /// The best there is.
    Best,
}

impl Contender {
    pub(super) const ALL: [Self; 5] = [Self::Yours, Self::All(0), Self::All(1), Self::Rule, Self::Best];
}

impl<'a> Month<'a> {
    pub(super) fn of(data: &'a Showdown, values: &Values) -> Option<Self> {
        let book = book::in_force(data, values)?;
        let reader = Reader::of(data).ok()?;
        let (plan, _) = read(data, &reader, &values.plan)?;
        let bills = plan.classes.iter().map(|class| bill(&book, class)).collect();
        let speeds = data.models.each_ref().map(|model| model.output_tokens_per_second);
        let terms = Terms { speeds, wage: values.of("wage") };
        let goal = Goal::ALL[(values.of("goal") as usize).min(2)];
        Some(Self { data, book, reader, plan, bills, terms, goal })
    }

    /// Who does a class in a plan.
    pub(super) fn assigned(&self, contender: Contender, place: usize) -> Option<Assignment> {
        let class = &self.plan.classes[place];
        Some(match contender {
            Contender::All(model) => Assignment::One(model),
            Contender::Rule => rule(class.part),
            Contender::Yours => class.to,
            Contender::Best => best(class, &self.bills[place], &self.terms, self.goal)?.0,
        })
    }

    /// What a class comes to in a plan.
    pub(super) fn class(&self, contender: Contender, place: usize) -> Option<Totals> {
        let to = self.assigned(contender, place)?;
        to.totals(&self.plan.classes[place], &self.bills[place], &self.terms)
    }

    /// What a plan comes to.
    pub(super) fn sum(&self, contender: Contender) -> Sum {
        let mut sum = Totals::default();
        for place in 0..self.plan.classes.len() {
            sum += self.class(contender, place).ok_or(place)?;
        }
        Ok(sum)
    }

    /// The windows in force.
    pub(super) fn windows(&self) -> [Tokens; 2] {
        self.book.listings.each_ref().map(|listing| listing.context_window)
    }

    /// Both models as a gateway calls them: as their vendors publish them, whatever prices are in force.
    pub(super) fn served(&self) -> Option<[Served; 2]> {
        let published = self.data.books.iter().rev().find(|book| book.status == Status::Published);
        let book = published.or(self.data.books.last())?;
        Some(book.listings.each_ref().map(|listing| Served {
            name: listing.name.clone(),
            provider: listing.provider.clone(),
            id: listing.id.clone(),
            window: listing.context_window,
        }))
    }

    /// The configuration of the reader's plan, with a month's budget for both together, if that is above zero. It is parted
    /// as the plan parts its tokens' cost.
    pub(super) fn gateway(&self, budget: Usd) -> Option<Gateway<'_>> {
        let sum = self.sum(Contender::Yours).ok();
        let [a, b] = [0, 1].map(|model| sum.map_or(Usd::ZERO, |sum| sum.tokens(model)).pico() / PICO_A_CENT);
        let budgets = (budget > Usd::ZERO && a + b > 0).then(|| {
            let cents = budget.pico() / PICO_A_CENT;
            // Cents up to $10M times cents of any plan: far below 128 bits.
            let first = cents * a / (a + b);
            [first, cents - first].map(|cents| Usd::from_cents(cents as u64))
        });
        Some(Gateway { reader: &self.reader, plan: &self.plan, models: self.served()?, budgets })
    }
}

const PICO_A_CENT: i128 = 10_000_000_000;

/// The reader's plan; the data's where there is none, or none that can be used.
pub(super) fn read(data: &Showdown, reader: &Reader, text: &str) -> Option<(Plan, Option<String>)> {
    let given = || reader.given(data.work.plans.first()?).ok();
    if text.is_empty() {
        return Some((given()?, None));
    }
    match reader.read_address(text) {
        Ok(plan) => Some((plan, None)),
        Err(problem) => Some((given()?, Some(problem))),
    }
}

/// What a class costs on each model, all of its requests as long as the longest.
fn bill(book: &Book, class: &Class) -> Bill {
    let all = |each: Tokens| Tokens::new(each.count().saturating_mul(class.tasks));
    let usage = Usage { input: all(class.input), output: all(class.output), ..Usage::default() };
    let tokens = [0, 1].map(|model: usize| {
        let rates =
            book.listings[model].prices.rates_on(book.day(), &Service::Standard.context(), class.context);
        rates.total(&usage).unwrap_or_default()
    });
    Bill { tokens, fits: book.listings.each_ref().map(|listing| listing.context_window >= class.context) }
}
