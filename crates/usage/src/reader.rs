//! Files in, a report out. What a file is shows in its content; its name is only for the report.

use crate::elements::{Element, Elements};
use crate::formats::{Counted, Format, Formats};
use crate::lines::{Line, Lines};
use crate::table::{Found, Table};
use crate::{Problem, Reason, Row, Tokens};
use serde_json::Value;

/// So much of a file is kept until it shows what the file is.
const BEGINNING: usize = 64 << 10;
/// Keys with which a JSON document begins. Other objects are lines of a log.
const DOCUMENTS: [&str; 12] = [
    "data",
    "object",
    "has_more",
    "next_page",
    "daily",
    "weekly",
    "monthly",
    "session",
    "sessions",
    "blocks",
    "projects",
    "totals",
];
/// A line without any of these has nothing to count.
const MARKS: [&str; 4] = ["usage", "oken", "turn_context", "session_meta"];

/// Reads files, one after the other.
///
/// ```
/// let mut reader = usage::Reader::new(&[200_000]);
/// reader.begin("usage.csv");
/// reader.push(b"usage_date_utc,model_version,api_key,workspace,usage_type,context_window,\
/// usage_input_tokens_no_cache,usage_input_tokens_cache_write,usage_input_tokens_cache_read,usage_output_tokens,\
/// web_search_count\n2026-11-02,claude-opus-4-6,key,Default,standard,\xE2\x89\xA4 200k,700,0,300,20,0\n");
/// reader.end();
/// assert_eq!(reader.report().total().prompt(), 1_000);
/// ```
pub struct Reader {
    formats: Formats,
    files: Vec<File>,
    problems: Vec<Problem>,
    shape: Shape,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is, if anything was recognized.
    pub format: Option<Format>,
    /// How many records were counted.
    pub records: u64,
}

/// What was read.
///
/// ```
/// assert_eq!(usage::Reader::new(&[]).report(), usage::Report::default());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The tokens, in order of day, model, and project.
    pub rows: Vec<Row>,
    /// The files, in the order in which they were read.
    pub files: Vec<File>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Report {
    /// The tokens of all rows.
    pub fn total(&self) -> Tokens {
        self.rows.iter().fold(Tokens::default(), |sum, row| sum + row.tokens)
    }
}

/// How the present file is cut.
enum Shape {
    /// Not known yet.
    Beginning(Vec<u8>),
    Lines(Lines),
    Document(Elements),
    Table(Box<Table>),
    /// Nothing of it can be read.
    Refused,
}

impl Reader {
    /// Nothing read yet. `thresholds` are the prompt sizes above which a request has other prices, in
    /// tokens, ascending.
    pub fn new(thresholds: &[u64]) -> Self {
        let formats = Formats::new(thresholds);
        Self { formats, files: vec![], problems: vec![], shape: Shape::Beginning(vec![]) }
    }

    /// Begins a file.
    pub fn begin(&mut self, name: &str) {
        self.files.push(File { name: name.to_owned(), format: None, records: 0 });
        self.shape = Shape::Beginning(vec![]);
        self.formats.begin();
    }

    /// Takes the next bytes of the file, as many as there are.
    pub fn push(&mut self, bytes: &[u8]) {
        let mut shape = std::mem::replace(&mut self.shape, Shape::Refused);
        match &mut shape {
            Shape::Beginning(kept) => {
                kept.extend_from_slice(bytes);
                if kept.len() >= BEGINNING || is_clear(kept) {
                    let kept = std::mem::take(kept);
                    return self.recognized(&kept);
                }
            }
            Shape::Lines(lines) => lines.push(bytes, |number, line| self.line(number, line)),
            Shape::Document(document) => document.push(bytes, |line, element| self.element(line, element)),
            // The end of a file is empty, too.
            Shape::Table(table) if !bytes.is_empty() => self.rows(table, bytes),
            Shape::Table(_) | Shape::Refused => {}
        }
        self.shape = shape;
    }

    /// Ends the file.
    pub fn end(&mut self) {
        if let Shape::Beginning(kept) = &mut self.shape {
            let kept = std::mem::take(kept);
            self.recognized(&kept);
        }
        match std::mem::replace(&mut self.shape, Shape::Refused) {
            Shape::Lines(mut lines) => lines.end(|number, line| self.line(number, line)),
            Shape::Document(document) if !document.is_complete() => {
                self.problem(document.line(), Reason::Cut);
            }
            Shape::Table(mut table) => {
                self.rows(&mut table, b"\n");
                self.rows(&mut table, b"");
            }
            _ => {}
        }
        let Some(File { name, format: None, .. }) = self.files.last() else { return };
        // Any text has rows with too few cells.
        self.problems.retain(|problem| problem.file != *name || problem.reason != Reason::Cells);
        if self.problems.iter().all(|problem| problem.file != *name) {
            self.problem(1, Reason::Unknown);
        }
    }

    /// What was read so far.
    pub fn report(&self) -> Report {
        Report {
            rows: self.formats.totals.rows(),
            files: self.files.clone(),
            problems: self.problems.clone(),
        }
    }

    /// Decides what the file is by its beginning.
    fn recognized(&mut self, bytes: &[u8]) {
        let refused = match bytes {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(Reason::Utf16),
            [0x1F, 0x8B, ..] | [b'P', b'K', 3, 4, ..] => Some(Reason::Binary),
            _ if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) => Some(Reason::Empty),
            _ => None,
        };
        if let Some(reason) = refused {
            self.shape = Shape::Refused;
            return self.problem(1, reason);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]);
        let start = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\0');
        self.shape = match start.as_bytes() {
            [b'[', ..] => Shape::Document(Elements::default()),
            [b'{', ..] if DOCUMENTS.contains(&first_key(start)) => Shape::Document(Elements::default()),
            [b'{', ..] => Shape::Lines(Lines::default()),
            // A log whose first line is cut off.
            _ if text.contains("\n{") => Shape::Lines(Lines::default()),
            _ => Shape::Table(Box::new(Table::new(start.lines().next().unwrap_or_default()))),
        };
        self.push(bytes);
    }

    fn line(&mut self, number: u64, line: Line) {
        let Line::Whole(bytes) = line else { return self.problem(number, Reason::TooLong) };
        let text = String::from_utf8_lossy(bytes);
        let text =
            text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\0' | '\u{feff}'));
        if text.is_empty() {
            return;
        }
        if !text.starts_with('{') {
            return self.problem(number, Reason::Json);
        }
        if !text.ends_with('}') {
            return self.problem(number, Reason::Cut);
        }
        if MARKS.iter().any(|mark| text.contains(mark)) {
            self.record(number, "", text.as_bytes());
        }
    }

    fn element(&mut self, line: u64, element: Element) {
        match element {
            Element::Whole(key, bytes) => self.record(line, key, bytes),
            Element::TooLong => self.problem(line, Reason::TooLong),
            Element::Broken => self.problem(line, Reason::Json),
        }
    }

    fn record(&mut self, line: u64, key: &str, bytes: &[u8]) {
        match serde_json::from_slice::<Value>(bytes) {
            Ok(value) => {
                let counted = self.formats.record(key, &value);
                self.counted(line, counted);
            }
            Err(error) if error.is_eof() => self.problem(line, Reason::Cut),
            Err(_) => self.problem(line, Reason::Json),
        }
    }

    fn rows(&mut self, table: &mut Table, bytes: &[u8]) {
        table.push(bytes, |line, found| match found {
            Found::Row(cells) => {
                let counted = self.formats.row(&cells);
                self.counted(line, counted);
            }
            Found::TooFew => self.problem(line, Reason::Cells),
            Found::TooLong => self.problem(line, Reason::TooLong),
        });
    }

    fn counted(&mut self, line: u64, counted: Counted) {
        let file = self.files.last_mut();
        match counted {
            Counted::Nothing => {}
            Counted::Known(format, records) => {
                if let Some(file) = file {
                    file.format = file.format.or(Some(format));
                    file.records += records;
                }
            }
            Counted::Not(format, reason) => {
                if let Some(file) = file {
                    file.format = file.format.or(Some(format));
                }
                self.problem(line, reason);
            }
        }
    }

    fn problem(&mut self, line: u64, reason: Reason) {
        let Some(name) = self.files.last().map(|file| &file.name) else { return };
        let same = |problem: &&mut Problem| problem.reason == reason && problem.file == *name;
        match self.problems.iter_mut().rev().find(same) {
            Some(problem) => problem.count += 1,
            None => self.problems.push(Problem { file: name.clone(), reason, count: 1, line }),
        }
    }
}

/// Whether the beginning of a file shows what it is: JSON does so in its first line, other text only as a
/// whole.
fn is_clear(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start =
        bytes.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != 0).unwrap_or(bytes.len());
    let line = bytes[start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    // A document may open with a bracket alone.
    let is_complete = start + line.len() < bytes.len() && line.trim_ascii_end().len() > 1;
    is_complete && matches!(line, [b'{' | b'[', ..])
}

/// The first key of an object.
fn first_key(text: &str) -> &str {
    let key = text.strip_prefix('{').and_then(|text| text.trim_start().strip_prefix('"'));
    key.and_then(|key| key.split('"').next()).unwrap_or_default()
}
