//! Cuts bytes into rows of CSV, however they arrive, and finds cells by the name of their column.

use crate::LONGEST;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// What comes of some bytes.
pub(crate) enum Found<'a> {
    /// A row, by the names of the columns.
    Row(Cells<'a>),
    /// A row with fewer cells than the head.
    TooFew,
    /// A row that was too long to be kept.
    TooLong,
}

/// The table that is being read.
pub(crate) struct Table {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    cells: usize,
    too_long: bool,
    line: u64,
    head: Vec<String>,
}

/// The cells of a row.
pub(crate) struct Cells<'a> {
    head: &'a [String],
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl Table {
    /// A table with this head line.
    pub fn new(head: &str) -> Self {
        let count = |mark: &char| head.matches(*mark).count();
        let delimiter = [',', ';', '\t'].into_iter().max_by_key(|mark| (count(mark), *mark == ','));
        let reader = ReaderBuilder::new().delimiter(delimiter.unwrap_or(',') as u8).build();
        Self {
            reader,
            bytes: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            cells: 0,
            too_long: false,
            line: 1,
            head: vec![],
        }
    }

    /// Takes a piece, and gives each row that ends in it, with the line on which it begins. Empty for the
    /// end of the file.
    pub fn push(&mut self, mut bytes: &[u8], mut found: impl FnMut(u64, Found)) {
        let is_end = bytes.is_empty();
        loop {
            let (result, read, wrote, ended) =
                self.reader.read_record(bytes, &mut self.bytes[self.filled..], &mut self.ends[self.cells..]);
            bytes = &bytes[read..];
            self.filled += wrote;
            self.cells += ended;
            match result {
                ReadRecordResult::InputEmpty => return,
                ReadRecordResult::OutputFull if self.bytes.len() >= LONGEST => {
                    self.too_long = true;
                    self.filled = 0;
                }
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() >= LONGEST / 64 => {
                    self.too_long = true;
                    self.cells = 0;
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => self.row(&mut found),
                ReadRecordResult::End => return,
            }
            if bytes.is_empty() && !is_end {
                return;
            }
        }
    }

    fn row(&mut self, found: &mut impl FnMut(u64, Found)) {
        let line = std::mem::replace(&mut self.line, self.reader.line());
        let too_long = std::mem::take(&mut self.too_long);
        let (filled, cells) = (std::mem::take(&mut self.filled), std::mem::take(&mut self.cells));
        let row = Cells { head: &self.head, bytes: &self.bytes[..filled], ends: &self.ends[..cells] };
        if too_long {
            found(line, Found::TooLong);
        } else if self.head.is_empty() {
            self.head = (0..cells).map(|place| row.at(place).trim().to_lowercase()).collect();
        } else if cells < self.head.len() {
            found(line, Found::TooFew);
        } else {
            found(line, Found::Row(row));
        }
    }
}

impl Cells<'_> {
    /// The text of the first of these columns that there is.
    pub fn text(&self, names: &[&str]) -> String {
        let place = names.iter().find_map(|name| self.head.iter().position(|head| head == name));
        place.map_or(String::new(), |place| self.at(place).trim().to_owned())
    }

    /// The count in the first of these columns that there is, 0 if there is none. Nothing for what is not a
    /// count.
    pub fn count(&self, names: &[&str]) -> Option<u64> {
        crate::field::number(&self.text(names))
    }

    fn at(&self, place: usize) -> String {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(start);
        String::from_utf8_lossy(self.bytes.get(start..end).unwrap_or_default()).into_owned()
    }
}
