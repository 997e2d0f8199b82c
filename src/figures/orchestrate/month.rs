//! A month of the reader's plan, and of others with the same classes.

use crate::data::{Book, Showdown, Status};
use crate::domain::routing::{Assignment, Bill, Candidates, Class, Goal, Terms, Totals, best, candidates};
use crate::domain::workload::Service;
use crate::domain::{Misfit, Tokens, Usage, Usd};
use crate::figures::{Values, book};
use crate::plan::gateway::{Gateway, Served};
use crate::plan::{Plan, Reader, rule};
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// A plan, with everything needed to price it.
pub(super) struct Month<'a> {
    pub data: &'a Showdown,
    /// The price book in force.
    pub book: Cow<'a, Book>,
    pub reader: Rc<Reader>,
    /// The reader's plan.
    pub plan: Rc<Plan>,
    /// The candidates for each class.
    pub candidates: Vec<Candidates>,
    /// The totals of each class in the reader's plan.
    yours: Vec<Option<Totals>>,
    /// The best assignment of each class.
    best: Vec<Option<(Assignment, Totals)>>,
    pub terms: Terms,
    /// Whether the plan in the URL is invalid.
    pub unread: bool,
    /// What the best plan minimizes.
    pub goal: Goal,
}

/// The totals of a plan, or the place of a class that does not fit.
pub(super) type Sum = Result<Totals, usize>;

/// A plan of the same classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contender {
    /// Everything by one model.
    All(usize),
    /// By the original's rule.
    Rule,
    /// The reader's own.
    Yours,
    /// The best plan.
    Best,
}

impl Contender {
    pub(super) const ALL: [Self; 5] = [Self::Yours, Self::All(0), Self::All(1), Self::Rule, Self::Best];
}

impl<'a> Month<'a> {
    pub(super) fn of(data: &'a Showdown, values: &Values) -> Option<Self> {
        let reader = Reader::of(data).ok()?;
        let (plan, problem) = read(data, &reader, &values.plan)?;
        let month = Self::at(data, book::in_force(data, values)?, Rc::new(reader), plan, values)?;
        Some(Self { unread: problem.is_some(), ..month })
    }

    /// The same plan at the prices of another book.
    pub(super) fn in_book(&self, book: &'a Book, values: &Values) -> Option<Self> {
        Self::at(self.data, Cow::Borrowed(book), self.reader.clone(), self.plan.clone(), values)
    }

    fn at(
        data: &'a Showdown,
        book: Cow<'a, Book>,
        reader: Rc<Reader>,
        plan: Rc<Plan>,
        values: &Values,
    ) -> Option<Self> {
        let speeds = data.models.each_ref().map(|model| model.output_tokens_per_second);
        let terms = Terms { speeds, wage: values.of("wage") };
        let goal = Goal::ALL[(values.of("goal") as usize).min(2)];
        let mut month = Self {
            data,
            book,
            reader,
            plan,
            candidates: vec![],
            yours: vec![],
            best: vec![],
            terms,
            unread: false,
            goal,
        };
        for class in &month.plan.classes {
            let bill = bill(&month.book, class)?;
            let candidates = candidates(class, &bill, &terms);
            month.yours.push(class.to.totals(class, &bill, &terms));
            month.best.push(best(&candidates, goal));
            month.candidates.push(candidates);
        }
        Some(month)
    }

    /// The assignment of a class in a plan.
    pub(super) fn assigned(&self, contender: Contender, place: usize) -> Option<Assignment> {
        let class = &self.plan.classes[place];
        Some(match contender {
            Contender::All(model) => Assignment::One(model),
            Contender::Rule => rule(class.part),
            Contender::Yours => class.to,
            Contender::Best => self.best[place]?.0,
        })
    }

    /// The totals of a class in a plan.
    pub(super) fn class(&self, contender: Contender, place: usize) -> Option<Totals> {
        let by_one = |model: usize| self.candidates[place][model];
        match contender {
            Contender::All(model) => by_one(model),
            Contender::Rule => match rule(self.plan.classes[place].part) {
                Assignment::One(model) => by_one(model),
                _ => None,
            },
            Contender::Yours => self.yours[place],
            Contender::Best => Some(self.best[place]?.1),
        }
    }

    /// The totals of a plan.
    pub(super) fn sum(&self, contender: Contender) -> Sum {
        let mut sum = Totals::default();
        for place in 0..self.plan.classes.len() {
            sum += self.class(contender, place).ok_or(place)?;
        }
        Ok(sum)
    }

    /// Why a model can't take the largest request of a class, by the limits in force.
    pub(super) fn misfit(&self, model: usize, class: &Class) -> Option<Misfit> {
        misfit(&self.book, model, class)
    }

    /// Both models by the names that a gateway uses: the published ones, whatever book is in force.
    pub(super) fn served(&self) -> Option<[Served; 2]> {
        let published = self.data.books.iter().find(|book| book.status == Status::Published);
        let book = published.or(self.data.books.first())?;
        Some(book.listings.each_ref().map(|listing| Served {
            name: listing.name.clone(),
            provider: listing.provider.clone(),
            id: listing.id.clone(),
            window: listing.window(),
        }))
    }

    /// The configuration of the reader's plan, with a budget for both providers together, if that is above zero.
    pub(super) fn gateway(&self, budget: Usd) -> Option<Gateway<'_>> {
        let sum = self.sum(Contender::Yours).ok();
        let tokens = [0, 1].map(|model| sum.map_or(Usd::ZERO, |sum| sum.tokens(model)));
        let budgets = (budget > Usd::ZERO).then(|| parted(budget, tokens));
        Some(Gateway { reader: &self.reader, plan: &self.plan, models: self.served()?, budgets })
    }
}

/// A budget, in cents, as the cost of tokens is parted; a cent at least for each, since a provider without a budget has no
/// limit at all.
fn parted(budget: Usd, tokens: [Usd; 2]) -> [Usd; 2] {
    const PICO_A_CENT: i128 = 10_000_000_000;
    let cents = (budget.pico() / PICO_A_CENT).max(2);
    let [a, b] = tokens.map(Usd::pico);
    // Cents up to $1M times pico-dollars of any plan: below 128 bits.
    let first = if a + b > 0 { cents * a / (a + b) } else { cents / 2 };
    let first = first.clamp(1, cents - 1);
    [first, cents - first].map(|cents| Usd::from_cents(cents as u64))
}

/// A plan, and the text it was read from.
struct Known {
    by: Reader,
    from: Arc<str>,
    plan: Rc<Plan>,
}

thread_local! {
    /// The plan read last, kept while other settings move.
    static LAST: RefCell<Option<Known>> = const { RefCell::new(None) };
}

/// The reader's plan. The data's plan if there is none, or with the error if it is invalid.
pub(super) fn read(data: &Showdown, reader: &Reader, text: &Arc<str>) -> Option<(Rc<Plan>, Option<String>)> {
    let given = || Some(Rc::new(reader.given(data.work.plans.first()?).ok()?));
    if text.is_empty() {
        return Some((given()?, None));
    }
    let known = LAST.with_borrow(|last| match last {
        Some(known) if known.by == *reader && known.from == *text => Some(known.plan.clone()),
        _ => None,
    });
    if let Some(plan) = known {
        return Some((plan, None));
    }
    match reader.read_address(text) {
        Ok(plan) => {
            let plan = Rc::new(plan);
            LAST.set(Some(Known { by: reader.clone(), from: text.clone(), plan: plan.clone() }));
            Some((plan, None))
        }
        Err(problem) => Some((given()?, Some(problem))),
    }
}

/// Remembers the plan of a text, so that it is not read again.
pub(super) fn known(reader: &Reader, text: &Arc<str>, plan: &Plan) {
    LAST.set(Some(Known { by: reader.clone(), from: text.clone(), plan: Rc::new(plan.clone()) }));
}

fn misfit(book: &Book, model: usize, class: &Class) -> Option<Misfit> {
    book.listings[model].window().misfit_of_context(class.context, class.output)
}

/// The cost of a class on each model, with all requests as long as the longest. `None` if it cannot be priced.
fn bill(book: &Book, class: &Class) -> Option<Bill> {
    let all = |each: Tokens| Tokens::new(each.count().saturating_mul(class.tasks));
    let usage = Usage { input: all(class.input), output: all(class.output), ..Usage::default() };
    let tokens = |model: usize| {
        let rates =
            book.listings[model].prices.rates_on(book.day(), &Service::Standard.context(), class.context);
        rates.total(&usage).ok()
    };
    let fits = [0, 1].map(|model| misfit(book, model, class).is_none());
    Some(Bill { tokens: [tokens(0)?, tokens(1)?], fits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_parted_as_tokens_are_and_leaves_no_provider_without_one() {
        let usd = |text: &str| -> Usd { text.parse().expect("an amount") };
        let part = |budget: &str, tokens: [&str; 2]| parted(usd(budget), tokens.map(usd));
        assert_eq!(part("500", ["30", "10"]), [usd("375"), usd("125")]);
        assert_eq!(part("500", ["0", "10"]), [usd("0.01"), usd("499.99")]);
        assert_eq!(part("1", ["0.0001", "1000000"]), [usd("0.01"), usd("0.99")]);
        assert_eq!(
            part("1", ["0.000001", "0.000003"]),
            [usd("0.25"), usd("0.75")],
            "less than a cent altogether"
        );
        assert_eq!(part("100", ["0", "0"]), [usd("50"), usd("50")]);
        assert_eq!(part("0.01", ["1", "1"]), [usd("0.01"), usd("0.01")]);
    }
}
