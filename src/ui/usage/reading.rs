//! Reads files piece by piece: between two pieces the browser does everything else that it has to do.

use super::Files;
use crate::browser::file;
use leptos::prelude::*;
use usage::Reader;
use web_sys::File;

/// The size of a piece, in bytes: it takes a few milliseconds.
const PIECE: f64 = 262_144.0;

/// Files that are being read.
pub(super) struct Reading {
    files: Files,
    /// The number of this reading.
    run: u32,
    reader: Reader,
    /// What is left, the next file last.
    left: Vec<File>,
    /// Bytes that are read of the next file, and of all of them.
    offset: f64,
    read: f64,
    total: f64,
}

impl Reading {
    /// Reads files, and shows what is found.
    pub fn start(files: Files, mut left: Vec<File>) {
        left.reverse();
        let total = left.iter().map(|file| file.size()).sum();
        files.progress.set(Some(0));
        let run = files.run.get_value();
        Self { files, run, reader: files.reader(), left, offset: 0.0, read: 0.0, total }.next();
    }

    /// Reads the next piece.
    fn next(mut self) {
        let Some(file) = self.left.last().cloned() else {
            return self.files.done(self.reader.report());
        };
        if self.offset == 0.0 {
            self.reader.begin(&file.name());
        }
        let (from, size) = (self.offset, file.size());
        let end = (from + PIECE).min(size);
        file::piece(&file, from, end, move |bytes| {
            // Canceled, or other files were chosen.
            if self.files.run.get_value() == self.run {
                self.take(bytes, end, size);
            }
        });
    }

    fn take(mut self, bytes: Option<Vec<u8>>, end: f64, size: f64) {
        let is_gone = bytes.is_none();
        self.reader.push(&bytes.unwrap_or_default());
        self.read += end - self.offset;
        self.offset = end;
        if is_gone || end >= size {
            self.reader.end();
            self.left.pop();
            self.offset = 0.0;
        }
        let percent = if self.total > 0.0 { self.read / self.total * 100.0 } else { 100.0 };
        self.files.progress.set(Some(percent.clamp(0.0, 100.0) as u32));
        self.next();
    }
}
