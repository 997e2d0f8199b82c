//! A plan as comma-separated values, for spreadsheets. The first line names the columns, in any order. Only `class` is
//! required. Numbers are plain; the head names their unit: `repair (s)`, `check (USD)`.
//!
//! Also reads what spreadsheets write: semicolons or tabs instead of commas, a first line `sep=;`, a byte order mark, empty
//! lines, times in minutes or hours if the head says so, and numbers in any common notation. The decimal mark is inferred
//! from the whole column, else from the whole file. If neither decides, numbers with two meanings follow the rule of
//! [`Writing`], with a note.

use super::fields::{NAME, TO};
use super::{Plan, Reader};
use crate::charts::spreadsheet::{Content, MARK, unguarded, written};
use crate::domain::{Measure, Writing, evidence, format};
use csv_core::{ReadRecordResult, ReaderBuilder};

/// A plan that was read, and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The plan.
    pub plan: Plan,
    /// How numbers with two meanings were read: `Line 2, tasks: Read as 12k, not as 12.`
    pub notes: Vec<String>,
}

/// A plan as CSV (RFC 4180).
pub fn write(reader: &Reader, plan: &Plan) -> String {
    let texts: Vec<Vec<String>> = plan.classes.iter().map(|class| reader.texts(class)).collect();
    let column = |(place, key): (usize, String)| match reader.field(&key) {
        Some(field) => {
            let unit = field.entry.bare_unit();
            let head = if unit.is_empty() { key } else { [&key, " (", unit, ")"].concat() };
            let number = |class| field.entry.bare_number((field.of)(class));
            (head, true, plan.classes.iter().map(number).collect())
        }
        None => (key, false, texts.iter().map(|texts| texts[place].clone()).collect()),
    };
    let columns: Vec<(String, bool, Vec<String>)> =
        reader.keys().into_iter().enumerate().map(column).collect();
    // The columns outlive what points into them.
    let mut contents = vec![];
    for (head, is_number, cells) in &columns {
        let content = if *is_number { Content::Number } else { Content::Text };
        contents.push((head.clone(), cells.iter().map(|cell| content(cell)).collect::<Vec<_>>()));
    }
    written(&contents)
}

/// Reads a plan.
///
/// # Errors
/// The line, and what is wrong with it.
pub fn read(reader: &Reader, text: &str) -> Result<Plan, String> {
    take(reader, text).map(|taken| taken.plan)
}

/// Reads a plan, with a note on each number that has two meanings.
///
/// # Errors
/// The line and what is wrong with it.
pub fn take(reader: &Reader, text: &str) -> Result<Taken, String> {
    let text = text.trim_start_matches(MARK);
    let (delimiter, text, before) = delimiter(text);
    let rows = rows(text, delimiter as u8);
    let ((_, head), rows) = rows.split_first().ok_or("The text is empty. Paste a plan as CSV.")?;
    let head = columns(reader, head)?;
    let (file, own) = writings(&head, rows);
    let mut notes = vec![];
    let class = |(line, cells): &(usize, Vec<String>)| {
        let place = format!("Line {}", line + before);
        if cells.len() != head.len() {
            let count = format::count(cells.len() as u64, "cell", "cells");
            return (place, Err(format!("has {count}; line 1 has {}.", head.len())));
        }
        // An empty cell means the default.
        let said = head.iter().zip(cells).zip(&own).filter(|((_, text), _)| !text.trim().is_empty());
        let texts: Vec<(&str, String, Writing)> = said
            .map(|((column, text), own)| {
                (column.key.as_str(), column.text(text), column.writing(*own, file, delimiter))
            })
            .collect();
        let said = texts.iter().map(|(key, text, writing)| (*key, text.as_str(), *writing));
        let read = reader.class_of(said, |key, note| notes.push(format!("{place}, {key}: {}", note.said)));
        (place, read)
    };
    let plan = reader.plan(rows.iter().map(class).collect::<Vec<_>>())?;
    Ok(Taken { plan, notes })
}

/// The separator, the text after a line that may name it, and the number of such lines.
fn delimiter(text: &str) -> (char, &str, usize) {
    const KNOWN: [char; 3] = [',', ';', '\t'];
    let (first, rest) = text.trim_start_matches(['\r', '\n']).split_once('\n').unwrap_or((text, ""));
    let line = first.trim_end_matches('\r').trim_matches('"');
    let said = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
    if let Some(said) = said.and_then(|_| line.get(4..)?.chars().next()).filter(|said| KNOWN.contains(said)) {
        return (said, rest, 1);
    }
    // The separator of the names separates everything.
    (first.chars().find(|character| KNOWN.contains(character)).unwrap_or(','), text, 0)
}

/// A column of a file.
struct Column {
    key: String,
    /// The unit that its head names, for cells that name none.
    unit: String,
    measure: Option<Measure>,
}

impl Column {
    /// A cell’s text, with the unit of the head.
    fn text(&self, cell: &str) -> String {
        match self.measure {
            None if self.key == NAME => unguarded(cell).to_owned(),
            Some(Measure::Time) if cell.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
                [cell.trim(), " ", &self.unit].concat()
            }
            _ => cell.trim().to_owned(),
        }
    }

    /// The decimal mark of this column.
    fn writing(&self, own: Writing, file: Writing, delimiter: char) -> Writing {
        match (own, file) {
            (Writing::Unknown, Writing::Unknown) => {
                // If the comma is the decimal mark, semicolons separate cells. A count has no decimals.
                let whole = matches!(self.measure, Some(Measure::Count(..)));
                if delimiter == ';' && !whole { Writing::Comma } else { Writing::Unknown }
            }
            (Writing::Unknown, _) => file,
            _ => own,
        }
    }
}

/// The columns that a head names.
fn columns(reader: &Reader, head: &[String]) -> Result<Vec<Column>, String> {
    let column = |name: &String| {
        let lower = name.trim().to_lowercase();
        let (key, unit) = lower.split_once('(').unwrap_or((&lower, ""));
        let (key, unit) = (key.trim(), unit.trim_end_matches(')').trim());
        let measure = reader.field(key).map(|field| field.entry.measure);
        let right = match measure {
            _ if unit.is_empty() => reader.keys().iter().any(|known| known == key),
            Some(Measure::Time) => ["s", "sec", "min", "m", "h", "hours"].contains(&unit),
            Some(Measure::Percent) => unit == "%",
            Some(Measure::Price) => ["usd", "$"].contains(&unit),
            Some(_) => unit == "tokens" || unit == "tasks",
            None => false,
        };
        let column = || Column { key: key.to_owned(), unit: unit.to_owned(), measure };
        right.then(column).ok_or_else(|| {
            format!(
                "Line 1 names an unknown column “{}”. Known columns: {}.",
                format::clipped(name, 40),
                format::joined(reader.keys(), ", ")
            )
        })
    };
    head.iter().map(column).collect()
}

/// Which mark parts decimals, as far as the numbers tell: in the file, and in each column. Where they contradict each other
/// nothing is told.
fn writings(head: &[Column], rows: &[(usize, Vec<String>)]) -> (Writing, Vec<Writing>) {
    let all = |found: &mut dyn Iterator<Item = Writing>| {
        let mut told = found.filter(|writing| *writing != Writing::Unknown);
        let first = told.next().unwrap_or_default();
        if told.all(|writing| writing == first) { first } else { Writing::Unknown }
    };
    let own =
        head.iter().enumerate().map(|(place, column)| match column.measure.is_some() || column.key == TO {
            true => {
                all(&mut rows.iter().filter_map(|(_, cells)| cells.get(place)).map(|cell| evidence(cell)))
            }
            false => Writing::Unknown,
        });
    let own: Vec<Writing> = own.collect();
    (all(&mut own.iter().copied()), own)
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
    use crate::domain::routing::{Assignment, Class};

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
    fn a_spreadsheet_of_another_country_is_read_as_it_was_meant() {
        let german = "sep=;\r\nclass;tasks;check;fails-gpt;to\r\nPrüfung;12.000;0,02;2,5%;GPT\r\n";
        let taken = take(&reader(), german).expect("a plan");
        let class = &taken.plan.classes[0];
        assert_eq!((class.name.as_str(), class.tasks, class.check), ("Prüfung", 12_000, 20_000));
        assert_eq!((class.fails[1], class.to), (250, Assignment::One(1)));
        let error = take(&reader(), "sep=;\nclass;tasks\nA;x\n").expect_err("no number");
        assert!(error.starts_with("Line 3, tasks: "), "{error}");
        assert_eq!(taken.notes, [""; 0], "the other columns tell that the comma parts decimals");

        let swiss = take(&reader(), "class;tasks;check\nA;1'000;0.02\n").expect("a plan");
        assert_eq!((swiss.plan.classes[0].tasks, swiss.plan.classes[0].check), (1_000, 20_000));
    }

    #[test]
    fn what_a_file_leaves_open_is_read_by_the_rule_and_said() {
        let taken = take(&reader(), "class,tasks\nA,12.000\nB,200\n").expect("a plan");
        assert_eq!(taken.plan.classes[0].tasks, 12_000);
        assert_eq!(taken.notes, ["Line 2, tasks: Read as 12k, not as 12."]);
        // A column tells what its other numbers mean.
        let taken = take(&reader(), "class;check\nA;1.500\nB;0,25\n").expect_err("$1500 for a check");
        assert!(taken.starts_with("Line 2, check: $1,500 is too much."), "{taken}");
        let taken = take(&reader(), "class;check\nA;1.500\nB;0.25\n").expect("a plan");
        assert_eq!((taken.plan.classes[0].check, taken.notes.len()), (1_500_000, 0));
    }

    #[test]
    fn a_head_may_say_in_what_its_numbers_are() {
        let plan = read(&reader(), "Class,Repair (min),Fails-GPT (%)\nA,15,2.5\nB,2 h,\n").expect("a plan");
        assert_eq!([plan.classes[0].repair, plan.classes[1].repair], [900_000, 7_200_000]);
        assert_eq!(plan.classes[0].fails[1], 250);
        let error = read(&reader(), "class,repair (parsecs)\nA,1\n").expect_err("no such unit");
        assert!(error.starts_with("Line 1 names an unknown column “repair (parsecs)”"), "{error}");
    }

    #[test]
    fn names_that_would_run_as_formulas_are_harmless_in_the_file_and_come_back_unchanged() {
        let names = ["=HYPERLINK(\"http://x\",\"y\")", "@ops", "'=x", "-5", "plain", "'quoted'"];
        let classes = names.map(|name| Class { name: name.to_owned(), ..reader().blank });
        let plan = Plan { classes: classes.into() };
        let file = write(&reader(), &plan);
        for line in file.trim_start_matches(MARK).lines().skip(1) {
            assert!(!line.trim_start_matches('"').starts_with(['=', '@', '-', '+']), "{line}");
        }
        assert_eq!(read(&reader(), &file), Ok(plan));
    }

    #[test]
    fn numbers_are_numbers_and_units_stand_in_the_head() {
        let plan = Plan { classes: vec![Class { name: "A".into(), ..reader().blank }] };
        let file = write(&reader(), &plan);
        let mut lines = file.trim_start_matches(MARK).lines();
        assert_eq!(
            lines.next(),
            Some(
                "class,part,tasks,input,output,context,repair (s),fails-claude (%),fails-gpt (%),caught (%),\
                 check (USD),to"
            )
        );
        let cells: Vec<&str> = lines.next().expect("a class").split(',').collect();
        for cell in &cells[2..11] {
            assert!(cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'), "{cell}");
        }
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
