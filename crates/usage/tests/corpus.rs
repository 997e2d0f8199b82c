//! Counts the corpus and compares each case with what ccusage 20.0.24 counts (`tests/ccusage.mjs`). Where
//! we differ, the number that we hold to be right stands here, with the reason.

#![allow(clippy::unwrap_used)]

#[path = "corpus/mod.rs"]
mod corpus;

use std::collections::BTreeMap;
use usage::{Reader, Report};

/// What ccusage counts.
const CCUSAGE: &str = include_str!("data/ccusage.tsv");
/// What we count where that differs, in the same form, and below each line why.
const OURS: &str = include_str!("data/ours.tsv");

type Counts = BTreeMap<(String, String), [u64; 4]>;

fn read(files: &[corpus::File], piece: usize) -> Report {
    let mut reader = Reader::new(&[]);
    for (name, bytes) in files {
        reader.begin(name);
        bytes.chunks(piece).for_each(|piece| reader.push(piece));
        reader.end();
    }
    reader.report()
}

fn counts(report: &Report) -> Counts {
    let mut counts = Counts::new();
    for row in &report.rows {
        let fast = if row.service == usage::Service::Fast { "-fast" } else { "" };
        let sums = counts.entry((row.day.to_string(), [&row.model, fast].concat())).or_default();
        let written = row.tokens.cache_write_5m + row.tokens.cache_write_1h;
        let new = [row.tokens.input, row.tokens.cache_read, written, row.tokens.output];
        for (sum, new) in sums.iter_mut().zip(new) {
            *sum += new;
        }
    }
    counts
}

/// The lines of a table for one case.
fn expected(table: &str, case: &str) -> Counts {
    let cells = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let own = cells.filter(|cells| cells[0] == case);
    own.map(|cells| {
        let counts: Vec<u64> = cells[3..7].iter().map(|cell| cell.parse().unwrap()).collect();
        ((cells[1].to_owned(), cells[2].to_owned()), counts.try_into().unwrap())
    })
    .collect()
}

#[test]
fn every_case_counts_as_ccusage_counts_it_or_has_its_reason() {
    let mut wrong = vec![];
    for (case, files) in corpus::all() {
        let (report, theirs) = (read(&files, usize::MAX), expected(CCUSAGE, case));
        let differs = OURS.lines().any(|line| line.split('\t').next() == Some(case));
        let right = if differs { expected(OURS, case) } else { theirs.clone() };
        let counted = counts(&report);
        if counted != right || differs && counted == theirs {
            wrong.push(format!("{case}: {counted:?}, not {right:?}; {:?}", report.problems));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_in_pieces_of_any_size_give_the_same_report() {
    for (case, files) in corpus::all() {
        if case == "claude-huge" {
            continue;
        }
        let whole = read(&files, usize::MAX);
        for piece in [1, 7, 1_000] {
            assert_eq!(read(&files, piece), whole, "{case} in pieces of {piece}");
        }
    }
}

#[test]
fn the_order_of_files_changes_no_total() {
    for (case, mut files) in corpus::all() {
        let total = read(&files, usize::MAX).total();
        files.reverse();
        assert_eq!(read(&files, usize::MAX).total(), total, "{case}");
    }
}

#[test]
fn what_can_not_be_read_is_named_with_its_first_line() {
    let problems = |case: &str| {
        let (_, files) = corpus::all().into_iter().find(|(name, _)| *name == case).unwrap();
        let problems = read(&files, usize::MAX).problems;
        problems
            .into_iter()
            .map(|problem| (problem.line, problem.count, problem.reason.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(problems("claude-cut-end"), [(2, 1, "the record is cut off".to_owned())]);
    assert_eq!(problems("claude-noise"), [(1, 2, "the record is invalid JSON".to_owned())]);
    assert_eq!(problems("claude-nul-line"), []);
    assert_eq!(problems("claude-not-utf-8"), []);
}
