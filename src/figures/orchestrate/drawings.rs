//! The drawings of a plan: its assignments, and its position among other plans.

use super::month::Contender;
use super::report::{Report, failures, name};
use crate::charts::{Axis, Chart, Flow, Frontier, Place, Source};
use crate::domain::format;
use crate::domain::routing::{Against, Class, Goal, Totals, frontier};
use crate::figures::shown::Extra;

/// The number of classes that the flow shows one by one.
const SHOWN: usize = 12;

impl Report<'_> {
    /// The assignments.
    pub(super) fn flow(&self, dollars: bool) -> Flow {
        let months = (0..self.month.plan.classes.len()).filter_map(|place| {
            let totals = self.month.class(Contender::Yours, place)?;
            Some((&self.month.plan.classes[place], totals))
        });
        let of = |totals: &Totals, model: usize| {
            if dollars { totals.tokens(model).dollars() } else { totals.volume(model).count() as f64 }
        };
        let label = |totals: &Totals, model: usize| {
            if dollars {
                format::usd(totals.tokens(model))
            } else {
                format::short(totals.volume(model).count() as f64)
            }
        };
        let mut all: Vec<(&Class, Totals)> = months.collect();
        let whole: f64 = all.iter().flat_map(|(_, totals)| [0, 1].map(|model| of(totals, model))).sum();
        let mut sum = Totals::default();
        all.iter().for_each(|(_, totals)| sum += *totals);
        // The largest ones, in the plan's order; the others together.
        let mut rest = Totals::default();
        let mut count = 0;
        if all.len() > SHOWN {
            let size = |totals: &Totals| of(totals, 0) + of(totals, 1);
            // What is among the largest: fewer than there is room for are larger, or as large and before it.
            let sizes: Vec<f64> = all.iter().map(|(_, totals)| size(totals)).collect();
            let larger = |place: usize| {
                let own = sizes[place];
                let before = |(other, size): (usize, &f64)| *size > own || (*size == own && other < place);
                sizes.iter().enumerate().filter(|(other, size)| before((*other, size))).count()
            };
            let mut places = 0..;
            all.retain(|(_, totals)| {
                let stays = places.next().is_some_and(|place| larger(place) < SHOWN - 1);
                if !stays {
                    rest += *totals;
                    count += 1;
                }
                stays
            });
        }
        let source = |name: String, note: String, totals: &Totals| Source {
            name,
            parts: [0, 1].map(|model| of(totals, model)),
            labels: [0, 1].map(|model| label(totals, model)),
            note,
        };
        let mut sources: Vec<Source> =
            all.iter().map(|(class, totals)| source(name(class), self.done_by(class.to), totals)).collect();
        if count > 0 {
            sources.push(source(format!("{count} others"), String::new(), &rest));
        }
        Flow {
            name: if dollars {
                "US dollars for tokens per month"
            } else {
                "Input and output tokens per month"
            }
            .to_owned(),
            models: self.names().map(str::to_owned),
            totals: [0, 1].map(|model| {
                let share = format::percent((of(&sum, model) * 1e6) as i128, (whole * 1e6).max(1.0) as i128);
                let short = if dollars { format::dollars_short } else { format::short };
                [short(of(&sum, model)), share.unwrap_or_default()]
            }),
            sources,
        }
    }

    /// The plans by cost and time, or cost and failures.
    pub(super) fn frontier(&self, by_time: bool) -> Extra {
        let against = if by_time { Against::Time } else { Against::Failures };
        let height =
            |totals: &Totals| if by_time { totals.generation() as f64 / 3_600.0 } else { totals.failures() };
        let words = |totals: &Totals| {
            if by_time {
                format!("{} to generate", format::duration(totals.generation()))
            } else {
                failures(totals.failures())
            }
        };
        let possible: Vec<(Contender, &Totals)> = Contender::ALL
            .into_iter()
            .zip(&self.sums)
            .filter_map(|(contender, sum)| Some((contender, sum.as_ref().ok()?)))
            .collect();
        let place = |(contender, totals): &(Contender, &Totals)| Place {
            name: self.called(*contender),
            at: (totals.cost().dollars(), height(totals)),
            says: [format::usd(totals.cost()), words(totals)],
            model: if let Contender::All(model) = contender { Some(*model) } else { None },
            own: *contender == Contender::Yours,
        };
        let corners = frontier(&self.month.candidates, against).unwrap_or_default();
        let edge: Vec<(f64, f64)> =
            corners.iter().map(|corner| (corner.cost().dollars(), height(corner))).collect();
        let places: Vec<Place> = possible.iter().map(place).collect();
        // Points, and no bars: the axes may begin where they begin, if that is far from zero.
        let range = |pick: fn(&(f64, f64)) -> f64| {
            let all = || places.iter().map(|place| &place.at).chain(&edge).map(pick);
            let (least, most) = (all().fold(f64::MAX, f64::min), all().fold(0.0_f64, f64::max));
            let room = (most - least).max(most / 10.0) / 8.0;
            (if least < most / 3.0 { 0.0 } else { (least - 2.0 * room).max(0.0) }, most + room)
        };
        let (name, say): (&str, fn(f64) -> String) = if by_time {
            ("Hours to generate", |value| format::significant(value, 2))
        } else {
            ("Expected failures", |value| format::significant(value, 2))
        };
        let (across, up) = (range(|at| at.0), range(|at| at.1));
        let finding = self.edge(&corners, by_time, &words);
        let picture = (!places.is_empty()).then(|| {
            Box::new(Frontier {
                x: Axis::around("Monthly cost", across, format::dollars_short),
                y: Axis::around(name, up, say),
                places,
                edge,
            }) as Box<dyn Chart>
        });
        Extra {
            title: "Plans compared",
            control: "against",
            remarks: vec![finding],
            picture,
            table: Some(self.plans()),
            ..Extra::default()
        }
    }

    /// Whether another plan beats the reader's in one dimension without losing in the other.
    fn edge(&self, corners: &[Totals], by_time: bool, words: &dyn Fn(&Totals) -> String) -> String {
        let (Some(first), Some(last)) = (corners.first(), corners.last()) else {
            return "No plan fits every class.".to_owned();
        };
        if corners.len() == 1 {
            let what = if by_time { "the fastest" } else { "the most reliable" };
            return format!(
                "The cheapest plan is also {what}: {}, {}.",
                format::usd(first.cost()),
                words(first)
            );
        }
        let ends = format!(
            "The best possible plans run from {} ({}) to {} ({}).",
            format::usd(first.cost()),
            words(first),
            format::usd(last.cost()),
            words(last),
        );
        let Ok(mine) = self.sum(Contender::Yours) else { return ends };
        let goal = if by_time { Goal::Fastest } else { Goal::Fewest };
        let better = corners
            .iter()
            .filter(|corner| corner.cost() <= mine.cost() && corner.compare(mine, goal).is_lt())
            .find(|corner| corner.cost() < mine.cost() || words(corner) != words(mine));
        match better {
            Some(corner) => {
                format!(
                    "{ends} Yours is not among them: for {} another plan has {}.",
                    format::usd(corner.cost()),
                    words(corner)
                )
            }
            None if by_time => [&ends, " None is both cheaper and faster than yours."].concat(),
            None => [&ends, " None has both a lower cost and fewer failures than yours."].concat(),
        }
    }
}
