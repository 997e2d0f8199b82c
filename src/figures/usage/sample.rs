//! The invented sample: two projects of one team, in three weeks of a month.

use super::price;
use crate::data::{Showdown, Status};
use usage::{Day, Report, Row, Service, Tokens};

/// Day, model, project, then input, cache read, cache written for five minutes and for one hour, output. All invented.
const ROWS: [(&str, usize, &str, [u64; 5]); 6] = [
    ("2026-11-03", 0, "shop", [310_000, 9_400_000, 620_000, 180_000, 240_000]),
    ("2026-11-05", 1, "shop", [900_000, 6_100_000, 0, 0, 310_000]),
    ("2026-11-10", 0, "reports", [120_000, 4_800_000, 350_000, 0, 150_000]),
    ("2026-11-12", 0, "shop", [420_000, 12_600_000, 810_000, 260_000, 390_000]),
    ("2026-11-17", 1, "reports", [1_300_000, 7_700_000, 0, 0, 280_000]),
    ("2026-11-19", 0, "reports", [200_000, 5_200_000, 410_000, 90_000, 170_000]),
];

/// The sample, with the models of the data.
pub(super) fn report(data: &Showdown) -> Option<Report> {
    let book = data.books.iter().find(|book| book.status == Status::Published)?;
    debug_assert!(price::model(data, &book.listings[0].id) == Some(0));
    let row = |(day, model, project, counts): (&str, usize, &str, [u64; 5])| {
        let [input, cache_read, cache_write_5m, cache_write_1h, output] = counts;
        Some(Row {
            day: Day::read(day)?,
            model: book.listings[model].id.clone(),
            project: project.to_owned(),
            service: Service::Standard,
            over: Some(0),
            requests: 0,
            tokens: Tokens { input, cache_read, cache_write_5m, cache_write_1h, output },
        })
    };
    Some(Report { rows: ROWS.into_iter().filter_map(row).collect(), ..Report::default() })
}
