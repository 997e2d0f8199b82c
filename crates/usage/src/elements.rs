//! Cuts a JSON document into the objects of its outermost arrays, however its bytes arrive: reports are
//! arrays of records, alone or under a key.

use crate::LONGEST;

/// The longest key that is kept, in bytes.
const KEY: usize = 1_000;
/// How deep arrays and objects may be in one another.
const DEEPEST: usize = 10_000;

/// An object of an outermost array.
pub(crate) enum Element<'a> {
    /// The key of its array, and its bytes.
    Whole(&'a str, &'a [u8]),
    /// It was too long to be kept.
    TooLong,
    /// The document is no JSON from here on.
    Broken,
}

/// The document that is being read.
#[derive(Default)]
pub(crate) struct Elements {
    /// The brackets that are open.
    open: Vec<u8>,
    in_text: bool,
    escaped: bool,
    /// The last text, which may be a key.
    last: Vec<u8>,
    /// The key of the outermost array.
    key: String,
    /// The element being read, and how many brackets were open before it.
    kept: Vec<u8>,
    since: Option<usize>,
    first_line: u64,
    line: u64,
    broken: bool,
}

impl Elements {
    /// Takes a piece, and gives each element that ends in it, with the line on which it begins.
    pub fn push(&mut self, bytes: &[u8], mut element: impl FnMut(u64, Element)) {
        for &byte in bytes {
            if self.broken {
                return;
            }
            if byte == b'\n' {
                self.line += 1;
            }
            if self.since.is_some() && self.kept.len() <= LONGEST {
                self.kept.push(byte);
            }
            if self.in_text {
                self.text(byte);
                continue;
            }
            match byte {
                b'"' => {
                    self.in_text = true;
                    self.last.clear();
                }
                b'{' | b'[' => self.opened(byte),
                b'}' | b']' => self.closed(byte, &mut element),
                _ => {}
            }
            if self.broken {
                element(self.line + 1, Element::Broken);
            }
        }
    }

    /// Whether the document is complete.
    pub fn is_complete(&self) -> bool {
        self.broken || self.open.is_empty() && !self.in_text
    }

    /// The line that was read last, from 1 on.
    pub fn line(&self) -> u64 {
        self.line + 1
    }

    fn text(&mut self, byte: u8) {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' => self.escaped = true,
            b'"' => {
                self.in_text = false;
                return;
            }
            _ => {}
        }
        if self.since.is_none() && self.last.len() < KEY {
            self.last.push(byte);
        }
    }

    fn opened(&mut self, byte: u8) {
        let arrays = self.open.iter().take(8).filter(|bracket| **bracket == b'[').count();
        if byte == b'[' && arrays == 0 {
            self.key = String::from_utf8_lossy(&self.last).into_owned();
        }
        if byte == b'{' && self.since.is_none() && arrays == 1 && self.open.last() == Some(&b'[') {
            self.since = Some(self.open.len());
            self.first_line = self.line + 1;
            self.kept.clear();
            self.kept.push(byte);
        }
        self.open.push(byte);
        self.broken = self.open.len() > DEEPEST;
    }

    fn closed(&mut self, byte: u8, element: &mut impl FnMut(u64, Element)) {
        let fits = match self.open.pop() {
            Some(open) => (open == b'{') == (byte == b'}'),
            None => false,
        };
        self.broken = !fits;
        if fits && self.since == Some(self.open.len()) {
            self.since = None;
            let whole = self.kept.len() <= LONGEST;
            let found = if whole { Element::Whole(&self.key, &self.kept) } else { Element::TooLong };
            element(self.first_line, found);
            if self.kept.capacity() > LONGEST / 8 {
                self.kept = Vec::new();
            }
        }
    }
}
