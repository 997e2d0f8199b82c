//! The results of a plan's month, in words.

use super::month::{Contender, Month, Sum};
use crate::data::Book;
use crate::domain::routing::{Assignment, Class, Goal, Totals};
use crate::domain::workload::WHOLE;
use crate::domain::{Usd, format};
use crate::figures::shown::Card;
use crate::figures::{Values, fits_address};
use crate::plan::SHARE;
use crate::plan::tree::plain;

/// The maximum length of a name within a sentence, in characters.
const NAME: usize = 60;

/// A plan's month, and those of the plans it is compared with.
pub(super) struct Report<'a> {
    pub(super) month: &'a Month<'a>,
    /// In the order of [`Contender::ALL`].
    pub(super) sums: [Sum; 5],
}

/// A class's name for display: on one line, and clipped.
pub(super) fn name(class: &Class) -> String {
    format::clipped(plain(&class.name).trim(), NAME)
}

/// The time of people, in hours: their days are shorter than 24.
pub(super) fn work(seconds: u64) -> String {
    match seconds {
        ..360_000 => format::duration(seconds),
        _ => format::significant(seconds as f64 / 3_600.0, 3) + " hours",
    }
}

pub(super) fn failures(count: f64) -> String {
    let words = format::significant(count, 3);
    let noun = if words == "1" { " failure" } else { " failures" };
    words + noun
}

impl<'a> Report<'a> {
    pub(super) fn new(month: &'a Month<'a>) -> Self {
        Self { month, sums: Contender::ALL.map(|contender| month.sum(contender)) }
    }

    pub(super) fn sum(&self, contender: Contender) -> &Sum {
        let place = Contender::ALL.iter().position(|other| *other == contender);
        &self.sums[place.unwrap_or_default()]
    }

    pub(super) fn names(&self) -> [&'a str; 2] {
        self.month.data.shorts()
    }

    /// The name of a plan.
    pub(super) fn called(&self, contender: Contender) -> String {
        match contender {
            Contender::Yours => "Your plan".to_owned(),
            Contender::All(model) => [self.names()[model], " only"].concat(),
            Contender::Rule => "The original’s rule".to_owned(),
            Contender::Best => match self.month.goal {
                Goal::Cheapest => "The cheapest".to_owned(),
                Goal::Fastest => "The fastest".to_owned(),
                Goal::Fewest => "The fewest failures".to_owned(),
            },
        }
    }

    /// Why a class does not fit as a plan assigns it.
    pub(super) fn misfit(&self, contender: Contender, place: usize) -> String {
        let class = &self.month.plan.classes[place];
        let names = self.names();
        let to = self.month.assigned(contender, place);
        let limit = |model: usize| {
            let misfit = self.month.misfit(model, class).filter(|_| to.is_none_or(|to| to.needs(model)))?;
            Some([names[model], " ", &misfit.says()].concat())
        };
        let holds = [0, 1].into_iter().filter_map(limit);
        let holds = format::joined(holds, ", ");
        format!("{} needs {} tokens of context, but {holds}.", name(class), class.context.short())
    }

    /// The difference to the cost of all work on one model.
    fn against(&self, mine: &Totals, model: usize) -> String {
        let what = [self.names()[model], " only"].concat();
        let Ok(other) = self.sum(Contender::All(model)) else {
            return [self.names()[model], " alone does not fit"].concat();
        };
        let (mine, theirs) = (mine.cost(), other.cost());
        match mine.cmp(&theirs) {
            std::cmp::Ordering::Less => format!("{} less than {what}", format::usd_fine(theirs - mine)),
            std::cmp::Ordering::Equal => format!("as much as {what}"),
            std::cmp::Ordering::Greater => format!("{} more than {what}", format::usd_fine(mine - theirs)),
        }
    }

    /// The cost of the mix against the cheaper of both models alone.
    pub(super) fn title(&self) -> String {
        match self.sum(Contender::Yours) {
            Ok(mine) => {
                let alone =
                    |model: &usize| Some((self.sum(Contender::All(*model)).as_ref().ok()?.cost(), *model));
                let cheaper = [0, 1].iter().filter_map(alone).min();
                let against = cheaper.map_or_else(
                    || "more than either model alone can do".to_owned(),
                    |(_, model)| self.against(mine, model),
                );
                format!("This mix costs {} a month, {against}", format::usd(mine.cost()))
            }
            Err(place) => format!("{} does not fit", name(&self.month.plan.classes[*place])),
        }
    }

    pub(super) fn verdict(&self) -> String {
        let mine = match self.sum(Contender::Yours) {
            Ok(mine) => mine,
            Err(place) => return self.misfit(Contender::Yours, *place),
        };
        let tasks: u64 = self.month.plan.classes.iter().map(|class| class.tasks).sum();
        format!(
            "Generation takes {}. About {} of {} fail. Fixing them takes {}.",
            format::duration(mine.generation()),
            format::significant(mine.failures(), 3),
            format::count(tasks, "task", "tasks"),
            work(mine.repair()),
        )
    }

    pub(super) fn optimum(&self) -> String {
        let (best, mine) = match (self.sum(Contender::Best), self.sum(Contender::Yours)) {
            (Err(place), _) => {
                return format!(
                    "No plan fits every class. {} Remove that class or split its requests.",
                    self.misfit(Contender::Best, *place)
                );
            }
            (Ok(best), mine) => (best, mine),
        };
        let is_best = mine.as_ref().is_ok_and(|mine| mine.compare(best, self.month.goal).is_eq());
        if is_best {
            let what = match self.month.goal {
                Goal::Cheapest => "is cheaper than yours",
                Goal::Fastest => "is faster than yours",
                Goal::Fewest => "has fewer failures than yours",
            };
            return format!("No plan of these classes {what}.");
        }
        let what = match self.month.goal {
            Goal::Cheapest => format!("The cheapest plan costs {}", format::usd(best.cost())),
            Goal::Fastest => {
                format!(
                    "The fastest plan takes {} to generate and costs {}",
                    format::duration(best.generation()),
                    format::usd(best.cost())
                )
            }
            Goal::Fewest => {
                format!(
                    "The most reliable plan has {} and costs {}",
                    failures(best.failures()),
                    format::usd(best.cost())
                )
            }
        };
        let classes = 0..self.month.plan.classes.len();
        let moved: Vec<String> = classes
            .filter(|place| {
                // A class that is as good as the best keeps its assignment.
                let [mine, best] =
                    [Contender::Yours, Contender::Best].map(|plan| self.month.class(plan, *place));
                mine.zip(best).is_none_or(|(mine, best)| mine.compare(&best, self.month.goal).is_ne())
            })
            .map(|place| {
                let to =
                    self.month.assigned(Contender::Best, place).map_or(String::new(), |to| self.done_by(to));
                [&name(&self.month.plan.classes[place]), " to ", &to].concat()
            })
            .collect();
        match moved.len() {
            0 => [&what, "."].concat(),
            1..=4 => format!("{what}. It assigns {}.", format::joined(&moved, ", ")),
            many => {
                format!("{what}. It reassigns {}.", format::count(many as u64, "class", "classes"))
            }
        }
    }

    /// The same plan in the books that are not in force.
    pub(super) fn other_books(&self, values: &Values) -> String {
        let data = self.month.data;
        let others = data.books.iter().filter(|book| book.id != self.month.book.id);
        let other = |book: &'a Book| {
            let month = self.month.in_book(book, values)?;
            let report = Report::new(&month);
            let phrase = format::capital(&book.phrase);
            Some(match report.sum(Contender::Yours) {
                Ok(mine) => {
                    let [a, b] = [0, 1].map(|model| report.against(mine, model));
                    format!("{phrase}: {}, {a}, {b}.", format::usd(mine.cost()))
                }
                Err(place) => format!("{phrase}: {}", report.misfit(Contender::Yours, *place)),
            })
        };
        format::joined(others.filter_map(other), " ")
    }

    pub(super) fn notices(&self, values: &Values) -> Vec<String> {
        let plan = &self.month.plan;
        let mut all = vec![];
        if self.month.unread {
            all.push("The plan in the URL is invalid, so the default plan is shown. The error is below the classes.".to_owned());
        }
        for place in 0..plan.classes.len() {
            if self.month.class(Contender::Yours, place).is_none() && all.len() < 5 {
                let way_out = match self.month.assigned(Contender::Best, place) {
                    Some(to) => format!("It fits {}.", self.done_by(to)),
                    None => "It fits no window.".to_owned(),
                };
                all.push(
                    [
                        &self.misfit(Contender::Yours, place),
                        " ",
                        &way_out,
                        " Until then there is no gateway configuration.",
                    ]
                    .concat(),
                );
            }
        }
        if plan.classes.iter().all(|class| class.fails[0] == class.fails[1]) {
            all.push(
                "Failure rates are equal for both models, because no source reports any. Until you change them, only a cascade reduces failures."
                    .to_owned(),
            );
        }
        if self.month.terms.wage == 0 {
            all.push("Your hourly rate is 0, so repair time costs nothing.".to_owned());
        }
        if !fits_address(&values.plan) {
            all.push(
                "This plan is too long for a link. This browser keeps it. To share it, save it as JSON."
                    .to_owned(),
            );
        }
        all
    }

    pub(super) fn sentence(&self) -> String {
        match self.sum(Contender::Yours) {
            Ok(mine) => {
                let [a, b] = [0, 1].map(|model| self.against(mine, model));
                let phrase = format::capital(&self.month.book.phrase);
                format!("{phrase}, your plan costs {} a month: {a}, {b}.", format::usd(mine.cost()))
            }
            Err(_) => [&self.title(), "."].concat(),
        }
    }

    /// The assignment in words.
    pub(super) fn done_by(&self, to: Assignment) -> String {
        let names = self.names();
        match to.plainest() {
            Assignment::One(model) => names[model].to_owned(),
            Assignment::Split(share) => {
                let [a, b] = [share, WHOLE - share].map(|share| SHARE.short(share));
                format!("{} {a}, {} {b}", names[0], names[1])
            }
            Assignment::Cascade(first) => [names[first], ", then ", names[1 - first]].concat(),
        }
    }

    pub(super) fn card(&self, contender: Contender) -> Card {
        let base = Card {
            model: if let Contender::All(model) = contender { Some(model) } else { None },
            name: self.called(contender),
            value: "—".to_owned(),
            notes: vec![],
            best: false,
            working: vec![],
        };
        match self.sum(contender) {
            Err(place) => Card { notes: vec![self.misfit(contender, *place)], ..base },
            Ok(sum) => {
                let names = self.names();
                let line = |what: &str, amount: Usd| format!("{what}: {}", format::usd_near(amount));
                let mut working: Vec<String> =
                    [0, 1].map(|model| line(&format!("{} tokens", names[model]), sum.tokens(model))).to_vec();
                working.push(line("checks", sum.checks()));
                let wage = format::usd(Usd::from_cents(self.month.terms.wage));
                working
                    .push(line(&format!("{} of repair at {wage} an hour", work(sum.repair())), sum.people()));
                Card {
                    value: format::usd(sum.cost()),
                    notes: vec![
                        format!("{} to generate", format::duration(sum.generation())),
                        failures(sum.failures()),
                        format!("{} to fix", work(sum.repair())),
                    ],
                    best: self
                        .sum(Contender::Best)
                        .as_ref()
                        .is_ok_and(|best| sum.compare(best, self.month.goal).is_eq()),
                    working,
                    ..base
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Showdown;
    use crate::domain::routing::Goal;
    use crate::figures::orchestrate::{By, COST, FIGURE, reassigned, written};
    use crate::plan::{Plan, Reader, csv};

    /// The original's price book.
    const ORIGINAL: (&str, u64) = ("book", 1);

    fn data() -> Showdown {
        Showdown::embedded().expect("the data are right")
    }

    /// What is said of a plan.
    fn says(plan: &Plan, changes: &[(&str, u64)]) -> (String, Vec<String>, Vec<String>) {
        let data = data();
        let values =
            changes.iter().fold(values(&data, plan), |values, (key, value)| values.with(key, *value));
        let shown = FIGURE.show(&data, &values).expect("something to show");
        (shown.title, shown.remarks, shown.extras[0].remarks.clone())
    }

    fn values(data: &Showdown, plan: &Plan) -> Values {
        let reader = Reader::of(data).expect("the data are right");
        let mut values = Values::defaults(&(FIGURE.settings)(data));
        values.plan = written(data, &reader, plan);
        values
    }

    fn plan(text: &str) -> Plan {
        csv::read(&Reader::of(&data()).expect("the data are right"), text).expect("a plan")
    }

    #[test]
    fn the_cost_of_a_class_is_in_the_cell_where_its_row_looks() {
        let shown = FIGURE.at_defaults(&data()).expect("something to show");
        assert_eq!(shown.table.head[COST + 1], "Cost");
    }

    #[test]
    fn the_mix_is_compared_with_both_extremes_and_with_the_best() {
        // 100 × (1M × $2.50 + 0) by Claude, and $4 by GPT; the same again.
        let mixed = plan("class,tasks,input,output,to\nA,100,1M,0,claude\nB,100,1M,0,gpt\n");
        let (title, remarks, _) = says(&mixed, &[ORIGINAL]);
        assert_eq!(title, "This mix costs $650.00 a month, $150.00 more than Claude only");
        assert_eq!(remarks[1], "The cheapest plan costs $500.00. It assigns B to Claude.");
        assert!(
            remarks[2].starts_with(
                "At list prices: $675.00, $325.00 less than Claude only, $325.00 more than GPT only."
            ),
            "{}",
            remarks[2]
        );
        let best = reassigned(&data(), &values(&data(), &mixed).with("book", 1), By::Goal(Goal::Cheapest))
            .expect("a plan");
        let (title, remarks, _) = says(&best, &[ORIGINAL]);
        assert_eq!(title, "This mix costs $500.00 a month, as much as Claude only");
        assert_eq!(remarks[1], "No plan of these classes is cheaper than yours.");
    }

    #[test]
    fn a_class_as_good_as_the_best_keeps_its_assignment() {
        // Nothing is written, so nothing takes time.
        let equal = plan("class,tasks,input,output,to\nA,1,1k,0,claude 50%\nB,1,1k,0,gpt\n");
        let (_, remarks, _) = says(&equal, &[ORIGINAL, ("goal", 1)]);
        assert!(
            remarks[1].contains("It assigns A to Claude, B to Claude."),
            "ties go to the cheaper plan: {}",
            remarks[1]
        );
        let whole = plan("class,tasks,input,output,to\nA,1,1k,1k,claude 100%\n");
        assert_eq!(says(&whole, &[ORIGINAL]).1[1], "No plan of these classes is cheaper than yours.");
    }

    #[test]
    fn a_better_plan_is_named() {
        let plan = plan("class,tasks,input,output,to\nA,100,1M,450k,gpt then claude\n");
        let (_, _, edge) = says(&plan, &[ORIGINAL]);
        assert!(edge[0].contains("Yours is not among them: for "), "{}", edge[0]);
        let dearest_first = says(&plan, &[ORIGINAL, ("against", 1)]).2;
        assert!(dearest_first[0].ends_with("another plan has 1.9 failures."), "{}", dearest_first[0]);
        let plan = self::plan("class,tasks,input,output,to\nA,100,1M,450k,claude then gpt\n");
        let fewest = says(&plan, &[ORIGINAL, ("against", 1)]).2;
        assert!(
            fewest[0].ends_with("None has both a lower cost and fewer failures than yours."),
            "{}",
            fewest[0]
        );
    }
}
