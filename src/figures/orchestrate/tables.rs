//! The numbers of a plan by class, and of all plans.

use super::month::{Contender, Sum};
use super::report::{Report, name, work};
use crate::charts::{Row, Table};
use crate::domain::entry::time;
use crate::domain::format;
use crate::domain::routing::Totals;

/// The cell of the class table with the cost of a class.
pub const COST: usize = 6;

impl Report<'_> {
    /// Class by class.
    pub(super) fn classes(&self) -> Table {
        let blank = || "—".to_owned();
        let cells = |totals: Option<&Totals>| {
            [
                totals.map_or_else(blank, |totals| format::usd(totals.cost())),
                totals.map_or_else(blank, |totals| format::duration(totals.generation())),
                totals.map_or_else(blank, |totals| format::significant(totals.failures(), 3)),
                totals.map_or_else(blank, |totals| work(totals.repair())),
            ]
        };
        let row = |place: usize| {
            let class = &self.month.plan.classes[place];
            let totals = self.month.class(Contender::Yours, place);
            let own = [
                self.done_by(class.to),
                format::grouped(class.tasks),
                class.input.short(),
                class.output.short(),
                class.context.short(),
                time_of(class.repair),
            ];
            Row::new(name(class), own.into_iter().chain(cells(totals.as_ref())))
        };
        let mut rows: Vec<Row> = (0..self.month.plan.classes.len()).map(row).collect();
        let tasks: u64 = self.month.plan.classes.iter().map(|class| class.tasks).sum();
        let own = [
            String::new(),
            format::grouped(tasks),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ];
        let sum = self.sum(Contender::Yours).as_ref().ok();
        rows.push(Row { total: true, ..Row::new("Total", own.into_iter().chain(cells(sum))) });
        let head = [
            "Class",
            "Model",
            "Tasks",
            "Input tokens",
            "Output tokens",
            "Context",
            "Time per failure",
            "Cost",
            "Generation",
            "Failures",
            "Repair",
        ];
        Table {
            caption: format!("Your plan for one month, {}", self.month.book.phrase),
            head: head.map(str::to_owned).to_vec(),
            rows,
        }
    }

    /// Plan by plan.
    pub(super) fn plans(&self) -> Table {
        let row = |(contender, sum): (Contender, &Sum)| {
            let cells: Vec<String> = match sum {
                Ok(sum) => vec![
                    format::usd(sum.cost()),
                    format::usd(sum.tokens(0)),
                    format::usd(sum.tokens(1)),
                    format::usd(sum.checks()),
                    format::usd(sum.people()),
                    format::duration(sum.generation()),
                    format::significant(sum.failures(), 3),
                    work(sum.repair()),
                ],
                Err(place) => {
                    let mut cells = vec!["—".to_owned(); 8];
                    cells[0] = self.misfit(contender, *place);
                    cells
                }
            };
            Row::new(self.called(contender), cells)
        };
        let names = self.names();
        let mut head = vec!["Plan".to_owned(), "Monthly cost".to_owned()];
        head.extend(names.map(|name| format!("{name} tokens")));
        head.extend(["Checks", "People", "Generation", "Failures", "Repair"].map(str::to_owned));
        Table {
            caption: format!("Plans of the same classes, {}", self.month.book.phrase),
            head,
            rows: Contender::ALL.into_iter().zip(&self.sums).map(row).collect(),
        }
    }
}

fn time_of(milliseconds: u64) -> String {
    if milliseconds == 0 { "0 s".to_owned() } else { time(milliseconds) }
}
