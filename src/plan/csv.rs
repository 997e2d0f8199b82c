//! A plan as comma-separated values, for spreadsheets. The first line names the columns, in any order. Only `class` is
//! required.
//!
//! Also reads what spreadsheets write: semicolons or tabs instead of commas, a byte order mark, empty lines.

use super::{Plan, Reader};
use crate::charts::{Row, Table};
use crate::domain::format;
use csv_core::{ReadRecordResult, ReaderBuilder};

/// A plan as CSV (RFC 4180).
pub fn write(reader: &Reader, plan: &Plan) -> String {
    let row = |class| {
        let mut texts = reader.texts(class).into_iter();
        Row { head: texts.next().unwrap_or_default(), cells: texts.collect(), total: false }
    };
    Table { caption: String::new(), head: reader.keys(), rows: plan.classes.iter().map(row).collect() }.csv()
}

/// Reads a plan.
///
/// # Errors
/// The line, and what is wrong with it.
pub fn read(reader: &Reader, text: &str) -> Result<Plan, String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.trim_start().lines().next().unwrap_or_default();
    // The separator of the names separates everything.
    let delimiter = first.chars().find(|character| [',', ';', '\t'].contains(character)).unwrap_or(',');
    let mut rows = rows(text, delimiter as u8).into_iter();
    let (_, head) = rows.next().ok_or("The text is empty. Paste a plan as CSV.")?;
    let known = reader.keys();
    let column = |name: &String| name.trim().to_ascii_lowercase();
    if let Some(unknown) = head.iter().find(|name| !known.contains(&column(name))) {
        return Err(format!(
            "Line 1 names an unknown column “{}”. Known columns: {}.",
            format::clipped(unknown, 40),
            format::joined(&known, ", ")
        ));
    }
    let head: Vec<String> = head.iter().map(column).collect();
    let class = |(line, cells): (usize, Vec<String>)| {
        let read = match cells.len() == head.len() {
            true => {
                // An empty cell means the default.
                let said = head.iter().map(String::as_str).zip(cells.iter().map(String::as_str));
                reader.class(said.filter(|(_, text)| !text.is_empty()))
            }
            false => Err(format!(
                "has {}; line 1 has {}.",
                format::count(cells.len() as u64, "cell", "cells"),
                head.len()
            )),
        };
        (format!("Line {line}"), read)
    };
    reader.plan(rows.map(class))
}

/// The rows with something in them, each with the line on which it begins.
fn rows(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
    let mut machine = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut input, mut rows) = (text.as_bytes(), vec![]);
    // Neither output nor ends can be more than that.
    let (mut output, mut ends) = (vec![0; text.len()], vec![0; text.len() + 1]);
    let (mut written, mut ended, mut line) = (0, 0, 1);
    loop {
        let (result, read, more, cells) =
            machine.read_record(input, &mut output[written..], &mut ends[ended..]);
        let blank = input[..read].iter().take_while(|byte| b"\r\n".contains(byte));
        let blank = if written == 0 { blank.filter(|byte| **byte == b'\n').count() } else { 0 };
        input = &input[read..];
        written += more;
        ended += cells;
        match result {
            ReadRecordResult::Record => {}
            // At the end, one more call tells so, and a last line without an end is complete.
            ReadRecordResult::InputEmpty => continue,
            _ => return rows,
        }
        let starts = [0].into_iter().chain(ends.iter().copied());
        let text = |(start, end): (usize, &usize)| String::from_utf8_lossy(&output[start..*end]).into_owned();
        let cells: Vec<String> = starts.zip(&ends[..ended]).map(text).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line + blank, cells));
        }
        (written, ended, line) = (0, 0, machine.line() as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::reader;
    use super::*;

    #[test]
    fn the_csv_of_spreadsheets_is_read() {
        let tabs = read(&reader(), "\u{feff}tasks\tclass\r\n\r\n20\tUI; all of it\r\n").expect("a plan");
        assert_eq!((tabs.classes[0].tasks, tabs.classes[0].name.as_str()), (20, "UI; all of it"));
        let semicolons =
            read(&reader(), "class;tasks;to\n\"a;b\"\"\nc\";1,000;gpt 30%\nd;;\n").expect("a plan");
        assert_eq!(semicolons.classes[0].name, "a;b\"\nc");
        assert_eq!(semicolons.classes[0].tasks, 1_000);
        assert_eq!(semicolons.classes[1].tasks, reader().blank.tasks, "an empty cell means the default");
        let without_end = read(&reader(), "class,tasks\nA,1\n\"B, C\",20").expect("a plan");
        assert_eq!(without_end.classes[1].name, "B, C");
        assert_eq!(without_end.classes[1].tasks, 20);
    }

    #[test]
    fn errors_name_their_line() {
        let error = |text: &str| read(&reader(), text).expect_err("wrong");
        assert_eq!(error(""), "The text is empty. Paste a plan as CSV.");
        assert_eq!(error("class\n"), "The plan has no classes. Add at least one.");
        assert!(error("UI,20\n").starts_with("Line 1 names an unknown column “UI”"));
        assert!(
            error("class,tasks\nA,1\n\n\nB,banana\n").starts_with("Line 5, tasks: "),
            "{}",
            error("class,tasks\nA,1\n\n\nB,banana\n")
        );
        assert_eq!(error("class,tasks\n\"A\nB\",1\nC\n"), "Line 4 has 1 cell; line 1 has 2.");
        assert!(error(&["class\n", &"A\n".repeat(201)].concat()).contains("201 classes"));
    }
}
