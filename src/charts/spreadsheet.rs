//! CSV tables for spreadsheets. Values that the page shows as `$200.00`, `50M` or `20 min 18 s` become
//! numbers, and their unit moves into the column's head.
//!
//! - Numbers contain digits, a decimal point, and `-` only. Durations are in seconds. Values are those of
//!   the table, with its rounding.
//! - A column with several units has its units in a column beside it. If each row has one unit, a single
//!   column `Unit` holds it.
//! - Other content of a cell has a column of its own: a remark in brackets, or a date (as `2026-11-22`).
//! - Text that a spreadsheet would run as a formula gets an apostrophe in front; [`unguarded`] removes
//!   it.
//! - The file starts with a byte order mark. Without it, spreadsheets assume another encoding.

use super::Table;
use crate::domain::Date;

/// The byte order mark at the start of a CSV file.
pub const MARK: char = '\u{feff}';

/// A parsed cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// The number as a spreadsheet reads it, and its unit.
    number: Option<String>,
    unit: &'static str,
    /// The remaining text.
    text: String,
    date: String,
    remark: String,
}

impl Table {
    /// The table as comma-separated values (RFC 4180), with the head first.
    ///
    /// ```
    /// use showdown::charts::{Row, Table};
    ///
    /// let table = Table {
    ///     caption: String::new(),
    ///     head: vec!["Line".into(), "Tokens".into(), "Amount".into()],
    ///     rows: vec![Row::new("Claude, “in”", ["50M".to_owned(), "$1,200.50".to_owned()])],
    /// };
    /// let csv = "\u{feff}Line,Tokens,Amount (USD)\r\n\"Claude, “in”\",50000000,1200.50\r\n";
    /// assert_eq!(table.csv(), csv);
    /// ```
    pub fn csv(&self) -> String {
        let cells: Vec<Vec<Cell>> = (0..self.head.len()).map(|place| self.column(place)).collect();
        let by_row = units_by_row(&cells, self.rows.len());
        let mut columns = vec![];
        for (place, (name, cells)) in self.head.iter().zip(&cells).enumerate() {
            let unit = shared_unit(cells);
            let named = match unit {
                Some(unit) if !unit.is_empty() => [name, " (", unit, ")"].concat(),
                _ => name.clone(),
            };
            let main = cells.iter().map(|cell| cell.number.as_deref().map_or(Text(&cell.text), Number));
            columns.push((named, main.collect::<Vec<_>>()));
            let further = |what: &str, of: fn(&Cell) -> &str| {
                let texts: Vec<_> = cells.iter().map(|cell| Text(of(cell))).collect();
                ([name, what].concat(), texts)
            };
            if unit.is_none() && by_row.is_none() {
                columns.push(further(", unit", |cell| cell.unit));
            }
            if cells.iter().any(|cell| !cell.date.is_empty()) {
                columns.push(further(", date", |cell| &cell.date));
            }
            if cells.iter().any(|cell| !cell.remark.is_empty()) {
                columns.push(further(", remark", |cell| &cell.remark));
            }
            if place == 0
                && let Some(units) = &by_row
            {
                columns.push(("Unit".to_owned(), units.iter().map(|unit| Text(unit)).collect()));
            }
        }
        written(&columns)
    }

    /// The parsed cells of a column. Names in the first column may come from readers, so it counts as
    /// numeric only if every cell is.
    fn column(&self, place: usize) -> Vec<Cell> {
        let text = |row: &'_ super::Row| match place.checked_sub(1) {
            None => row.head.clone(),
            Some(place) => row.cells.get(place).cloned().unwrap_or_default(),
        };
        let texts: Vec<String> = self.rows.iter().map(text).collect();
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::of(text)).collect();
        if place > 0 || cells.iter().all(|cell| cell.number.is_some()) {
            return cells;
        }
        texts.into_iter().map(|text| Cell { text, ..Cell::default() }).collect()
    }
}

/// The common unit of a column's numbers. An empty unit if the column has no numbers.
fn shared_unit(cells: &[Cell]) -> Option<&'static str> {
    let mut units = cells.iter().filter(|cell| cell.number.is_some()).map(|cell| cell.unit);
    let first = units.next().unwrap_or_default();
    units.all(|unit| unit == first).then_some(first)
}

/// The unit of each row, if several columns mix units but agree within each row.
fn units_by_row(columns: &[Vec<Cell>], rows: usize) -> Option<Vec<&'static str>> {
    let mixed: Vec<&Vec<Cell>> = columns.iter().filter(|cells| shared_unit(cells).is_none()).collect();
    let unit_of = |row: usize| {
        let mut cells = mixed.iter().map(|cells| &cells[row]).filter(|cell| cell.number.is_some());
        let first = cells.next().map_or("", |cell| cell.unit);
        cells.all(|cell| cell.unit == first).then_some(first)
    };
    if mixed.len() < 2 { None } else { (0..rows).map(unit_of).collect() }
}

impl Cell {
    fn of(text: &str) -> Self {
        let remark = |text: &str| text.trim_matches([' ', ',', '(', ')']).to_owned();
        // Forms of a cell: `4 (complex lifetimes)`, `5 min, yours`, `1.23% wrong`.
        let (body, rest) = match text.split_once(" (") {
            Some((body, rest)) if text.ends_with(')') => (body, rest),
            _ => text.split_once(", ").unwrap_or((text, "")),
        };
        if let Some((number, unit)) = fact(body) {
            return Self { number: Some(number), unit, remark: remark(rest), ..Self::default() };
        }
        if let Some((share, rest)) = text.split_once("% ")
            && let Some(number) = digits(share)
        {
            return Self { number: Some(number), unit: "%", remark: remark(rest), ..Self::default() };
        }
        if let Some((text, date)) = text.rsplit_once(", ")
            && let Some(date) = Date::from_long(date)
        {
            return Self { text: text.to_owned(), date: date.to_string(), ..Self::default() };
        }
        match text.ends_with(')') && !body.is_empty() {
            true => Self { text: body.to_owned(), remark: remark(rest), ..Self::default() },
            false => Self { text: text.to_owned(), ..Self::default() },
        }
    }
}

/// The page's units of time, in seconds.
const TIMES: [(&str, u64); 9] = [
    ("s", 1),
    ("min", 60),
    ("h", 3_600),
    ("hour", 3_600),
    ("hours", 3_600),
    ("day", 86_400),
    ("days", 86_400),
    ("year", 31_536_000),
    ("years", 31_536_000),
];

/// The number and unit of a text, if the text contains nothing else.
fn fact(text: &str) -> Option<(String, &'static str)> {
    let text = text.strip_prefix("≈ ").unwrap_or(text);
    let (minus, text) = match text.strip_prefix(['−', '-']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let signed = |number: String, unit| Some(([minus, &number].concat(), unit));
    if let Some(number) = text.strip_prefix('$').and_then(counted) {
        return signed(number, "USD");
    }
    for (sign, unit) in
        [("%", "%"), ("×", "×"), (" tokens/s", "tokens/s"), (" windows", "windows"), (" window", "windows")]
    {
        if let Some(number) = text.strip_suffix(sign).and_then(digits) {
            return signed(number, unit);
        }
    }
    if let Some(number) = counted(text) {
        return signed(number, "");
    }
    signed(seconds(text)?, "s")
}

/// Digits as a spreadsheet reads them: `1,200.50` becomes `1200.50`.
fn digits(text: &str) -> Option<String> {
    let plain = text.replace(',', "");
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, "0"));
    let sound = [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    sound.then_some(plain)
}

/// Like [`digits`], with an optional suffix `k`, `M`, `B`, or `T`.
fn counted(text: &str) -> Option<String> {
    let power = match text.chars().last()? {
        'k' => 3,
        'M' => 6,
        'B' => 9,
        'T' => 12,
        _ => return digits(text),
    };
    times(&digits(text.get(..text.len() - 1)?)?, 10_u64.pow(power))
}

/// A duration in seconds, from `20 min 18 s` or `1.9 hours`.
fn seconds(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let [first, unit, rest @ ..] = &words[..] else { return None };
    let length = |unit: &str| TIMES.iter().find(|(name, _)| *name == unit).map(|(_, length)| *length);
    let time = times(&digits(first)?, length(unit)?)?;
    match rest {
        [] => Some(time),
        [second, unit] => {
            let second = times(&digits(second)?, length(unit)?)?;
            Some((time.parse::<u64>().ok()? + second.parse::<u64>().ok()?).to_string())
        }
        _ => None,
    }
}

/// Multiplies a decimal by an integer, exactly.
fn times(number: &str, factor: u64) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all: u64 = [whole, fraction].concat().parse().ok()?;
    let unit = 10_u64.checked_pow(fraction.len() as u32)?;
    let product = u128::from(all) * u128::from(factor);
    let (whole, rest) = (product / u128::from(unit), (product % u128::from(unit)) as u64);
    let rest = format!("{rest:0length$}", length = fraction.len());
    let rest = rest.trim_end_matches('0');
    let whole = u64::try_from(whole).ok()?.to_string();
    Some(if rest.is_empty() { whole } else { [&whole, ".", rest].concat() })
}

/// The content of a cell in a CSV file.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A number. It may start with a minus sign.
    Number(&'a str),
    /// Any text.
    Text(&'a str),
}
use Content::{Number, Text};

/// A CSV file of named columns.
pub fn written(columns: &[(String, Vec<Content>)]) -> String {
    let mut file = String::from(MARK);
    let rows = columns.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    for row in 0..=rows {
        for (place, (name, cells)) in columns.iter().enumerate() {
            if place > 0 {
                file.push(',');
            }
            let content = row.checked_sub(1).map_or(Some(Text(name)), |row| cells.get(row).copied());
            match content {
                Some(Number(number)) => file.push_str(number),
                Some(Text(text)) => write_text(&mut file, text),
                None => {}
            }
        }
        file.push_str("\r\n");
    }
    file
}

fn write_text(file: &mut String, text: &str) {
    let guard = if runs(text) { "'" } else { "" };
    if text.contains(['"', ',', ';', '\t', '\n', '\r']) {
        file.extend(["\"", guard, &text.replace('"', "\"\""), "\""]);
    } else {
        file.extend([guard, text]);
    }
}

/// Whether a spreadsheet would run a text as a formula, ignoring leading apostrophes.
fn runs(text: &str) -> bool {
    let bare =
        text.trim_start_matches(|c: char| c == '\'' || c == '"' || c.is_whitespace() || c.is_control());
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// The original text of a cell that was written with a guarding apostrophe.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::super::Row;
    use super::*;
    use proptest::prelude::*;

    fn csv(head: &[&str], rows: &[&[&str]]) -> String {
        let row = |cells: &&[&str]| Row::new(cells[0], cells[1..].iter().map(|cell| cell.to_string()));
        let table = Table {
            caption: String::new(),
            head: head.iter().map(|name| name.to_string()).collect(),
            rows: rows.iter().map(row).collect(),
        };
        table.csv().trim_start_matches(MARK).replace("\r\n", "\n")
    }

    #[test]
    fn a_number_is_a_number_with_its_unit_in_the_head() {
        assert_eq!(
            csv(
                &["Line", "Tokens", "Amount", "Ratio", "Time", "Change"],
                &[
                    &["In", "50M", "$200.00", "0.63×", "20 min 18 s", "−2%"],
                    &["Out", "1,234.5k", "−$0.0123", "none given", "1.9 hours", "+1%"],
                    &["Sum", "", "≈ $2,479.16", "5×", "0.7 s", "0%"],
                ]
            ),
            "Line,Tokens,Amount (USD),Ratio (×),Time (s),Change (%)\n\
             In,50000000,200.00,0.63,1218,-2\n\
             Out,1234500,-0.0123,none given,6840,1\n\
             Sum,,2479.16,5,0.7,0\n"
        );
    }

    #[test]
    fn a_row_of_another_unit_names_it() {
        assert_eq!(
            csv(
                &["Measure", "A", "B"],
                &[&["Time", "42 s", "18 s"], &["Errors", "0", "4 (complex)"], &["Change", "−2%", "none"]]
            ),
            "Measure,Unit,A,B,\"B, remark\"\nTime,s,42,18,\nErrors,,0,4,complex\nChange,%,-2,none,\n"
        );
        assert_eq!(
            csv(&["Line", "Amount"], &[&["Sum", "$5.00"], &["Generation", "2 h"]]),
            "Line,Amount,\"Amount, unit\"\nSum,5.00,USD\nGeneration,7200,s\n"
        );
    }

    #[test]
    fn one_fact_stands_in_a_cell_and_dates_are_dates() {
        assert_eq!(
            csv(
                &["Line", "Source"],
                &[&["In", "a price list, 22 November 2026"], &["Sum", "sum of the lines"]]
            ),
            "Line,Source,\"Source, date\"\nIn,a price list,2026-11-22\nSum,sum of the lines,\n"
        );
        assert_eq!(
            csv(&["Each", "Wrong"], &[&["1 s", "1.23% wrong"], &["5 min, yours", ""]]),
            "Each (s),\"Each, remark\",Wrong (%),\"Wrong, remark\"\n1,,1.23,wrong\n300,yours,,\n"
        );
    }

    #[test]
    fn names_stay_names_and_none_runs_as_a_formula() {
        assert_eq!(
            csv(
                &["Class", "Cost"],
                &[&["=HYPERLINK(\"http://x\",\"y\")", "$1"], &["@ops", "−$2"], &["50M", "$3"]]
            ),
            "Class,Cost (USD)\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",1\n'@ops,-2\n50M,3\n"
        );
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn a_text_comes_back_as_it_was_and_is_no_formula(text in "['=@+\\-＝ \"a\t]{0,6}|\\PC*") {
            let mut file = String::new();
            write_text(&mut file, &text);
            let cell = file.trim_matches('"').replace("\"\"", "\"");
            prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", file);
            if !text.contains('"') {
                prop_assert_eq!(unguarded(&cell), text);
            }
        }

        #[test]
        fn every_cell_is_written(text in "[-+−$≈0-9.,kM%×() a-z]{0,12}") {
            let cell = Cell::of(&text);
            if let Some(number) = cell.number {
                prop_assert!(number.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.'));
            }
        }
    }
}
