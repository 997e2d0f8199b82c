//! What is told of many times that were taken.

/// Times, in milliseconds.
#[derive(Clone, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// The time below which that share of them lies. Of none there is nothing to tell.
    pub fn at(&self, share: f64) -> f64 {
        let mut times = self.0.clone();
        times.sort_by(f64::total_cmp);
        times
            .get((times.len().saturating_sub(1) as f64 * share).round() as usize)
            .copied()
            .unwrap_or(f64::NAN)
    }

    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The median, and between which two times the middle half lies.
    pub fn spread(&self) -> String {
        if self.0.is_empty() {
            return "none".to_owned();
        }
        let [low, middle, high] = [0.25, 0.5, 0.75].map(|share| short(self.at(share)));
        format!("{middle} ({low}–{high})")
    }

    /// Median, 95th percentile and most, as three cells of a table.
    pub fn cells(&self) -> String {
        [0.5, 0.95, 1.0].map(|share| short(self.at(share))).join(" | ")
    }
}

impl Extend<f64> for Times {
    fn extend<T: IntoIterator<Item = f64>>(&mut self, times: T) {
        self.0.extend(times);
    }
}

impl FromIterator<f64> for Times {
    fn from_iter<T: IntoIterator<Item = f64>>(times: T) -> Self {
        Self(times.into_iter().collect())
    }
}

/// A number with as many digits as it is worth.
pub fn short(number: f64) -> String {
    let digits = if number < 10.0 {
        2
    } else if number < 100.0 {
        1
    } else {
        0
    };
    format!("{number:.digits$}")
}

/// How many times the other one: `2.3×`.
pub fn ratio(number: f64, of: f64) -> String {
    format!("{}×", short(number / of))
}
