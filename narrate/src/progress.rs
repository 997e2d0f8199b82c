//! Progress: a bar in a terminal, a line per tenth in a log.

use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressStyle};

/// Counts recorded sentences.
pub struct Progress {
    total: usize,
    done: usize,
    /// `None` outside a terminal.
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Starts with no sentence done.
    pub fn new(total: usize) -> Self {
        let bar = stderr().is_terminal().then(|| ProgressBar::new(total as u64).with_style(style()));
        // Show the bar before the first sentence is done.
        if let Some(bar) = &bar {
            bar.tick();
        }
        Self { total, done: 0, bar }
    }

    /// Adds one done sentence.
    pub fn step(&mut self) {
        self.done += 1;
        match &self.bar {
            Some(bar) => bar.inc(1),
            None => {
                if let Some(percent) = tenth(self.done, self.total) {
                    eprintln!("{percent} %: {} of {} sentences", self.done, self.total);
                }
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // The bar remains visible, also after an error.
        if let Some(bar) = &self.bar {
            bar.abandon();
        }
    }
}

fn style() -> ProgressStyle {
    let template = "{bar:40} {pos}/{len} sentences, {eta} left";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The percentage, if this step completes another tenth.
fn tenth(done: usize, total: usize) -> Option<usize> {
    let tenths = |done: usize| done * 10 / total.max(1);
    (tenths(done) > tenths(done.saturating_sub(1))).then(|| tenths(done) * 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_per_tenth() {
        let lines = |total| (1..=total).filter_map(|done| tenth(done, total)).collect::<Vec<_>>();
        assert_eq!(lines(1000), [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
        assert_eq!(lines(3), [30, 60, 100]);
        assert_eq!(lines(1), [100]);
    }
}
