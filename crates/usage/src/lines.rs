//! Cuts bytes into lines, however they arrive.

use crate::LONGEST;

/// A line that is complete.
pub(crate) enum Line<'a> {
    /// Its bytes, without what ends it.
    Whole(&'a [u8]),
    /// It was too long to be kept.
    TooLong,
}

/// The line that is being read.
#[derive(Default)]
pub(crate) struct Lines {
    kept: Vec<u8>,
    too_long: bool,
    /// The number of the line that is being read, from 0 on.
    number: u64,
}

impl Lines {
    /// Takes a piece, and gives each line that ends in it, with its number from 1 on.
    pub fn push(&mut self, mut bytes: &[u8], mut line: impl FnMut(u64, Line)) {
        while let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            let (rest, after) = (&bytes[..end], &bytes[end + 1..]);
            self.number += 1;
            if self.too_long || self.kept.len() + rest.len() > LONGEST {
                line(self.number, Line::TooLong);
            } else if self.kept.is_empty() {
                line(self.number, Line::Whole(rest));
            } else {
                self.kept.extend_from_slice(rest);
                line(self.number, Line::Whole(&self.kept));
            }
            self.clear();
            bytes = after;
        }
        self.too_long |= self.kept.len() + bytes.len() > LONGEST;
        if self.too_long {
            self.kept = Vec::new();
        } else {
            self.kept.extend_from_slice(bytes);
        }
    }

    /// The last line, if nothing ended it.
    pub fn end(&mut self, mut line: impl FnMut(u64, Line)) {
        self.number += 1;
        if self.too_long {
            line(self.number, Line::TooLong);
        } else if !self.kept.is_empty() {
            line(self.number, Line::Whole(&self.kept));
        }
        self.clear();
    }

    fn clear(&mut self) {
        self.too_long = false;
        // One huge line must not hold its memory for ever.
        if self.kept.capacity() > LONGEST / 8 {
            self.kept = Vec::new();
        }
        self.kept.clear();
    }
}
