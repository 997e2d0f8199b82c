//! The limits of one request: a context window, and how much of it may be input and output.
//!
//! ```
//! use showdown::domain::{Tokens, Window};
//!
//! let [all, input, output] = [400_000, 272_000, 128_000].map(Tokens::new);
//! let window = Window { all, input, output };
//! let misfit = |input, output| window.misfit(Tokens::new(input), Tokens::new(output));
//! assert_eq!(misfit(272_000, 128_000), None);
//! assert_eq!(misfit(300_000, 4_000).unwrap().says(), "takes 272k tokens of input");
//! assert_eq!(misfit(20_000, 130_000).unwrap().says(), "writes at most 128k tokens");
//! ```

use super::Tokens;

/// The token limits of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Maximum of input and output together.
    pub all: Tokens,
    /// Maximum input.
    pub input: Tokens,
    /// Maximum output.
    pub output: Tokens,
}

/// The limit that a request exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// Input and output together exceed the window.
    Window(Tokens),
    /// The input exceeds its limit.
    Input(Tokens),
    /// The output exceeds its limit.
    Output(Tokens),
}

impl Misfit {
    /// The limit in words: `holds 400k tokens`, `takes 272k tokens of input`, `writes at most 128k
    /// tokens`.
    pub fn says(self) -> String {
        match self {
            Self::Window(limit) => ["holds ", &limit.short(), " tokens"].concat(),
            Self::Input(limit) => ["takes ", &limit.short(), " tokens of input"].concat(),
            Self::Output(limit) => ["writes at most ", &limit.short(), " tokens"].concat(),
        }
    }
}

impl Window {
    /// A window without separate limits for input and output.
    pub const fn whole(all: Tokens) -> Self {
        Self { all, input: all, output: all }
    }

    /// The maximum input of a request that reserves room for this output.
    pub fn room_for_input(&self, output: Tokens) -> Tokens {
        self.input.min(self.all.checked_sub(output).unwrap_or_default())
    }

    /// The limit that a request exceeds, if any.
    pub fn misfit(&self, input: Tokens, output: Tokens) -> Option<Misfit> {
        if input > self.input && self.input < self.all {
            return Some(Misfit::Input(self.input));
        }
        if output > self.output && self.output < self.all {
            return Some(Misfit::Output(self.output));
        }
        (input + output > self.all).then_some(Misfit::Window(self.all))
    }

    /// The limit that a request of `context` tokens exceeds, if any. Its answer is at most `output`
    /// tokens. All other tokens are input, so a request fails if even the longest answer leaves too much
    /// input.
    pub fn misfit_of_context(&self, context: Tokens, output: Tokens) -> Option<Misfit> {
        if context > self.all {
            return Some(Misfit::Window(self.all));
        }
        let input = context.checked_sub(output.min(self.output)).unwrap_or_default();
        (input > self.input).then_some(Misfit::Input(self.input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CODEX: Window =
        Window { all: Tokens::new(400_000), input: Tokens::new(272_000), output: Tokens::new(128_000) };

    #[test]
    fn a_request_must_keep_every_limit() {
        let misfit = |input, output| CODEX.misfit(Tokens::new(input), Tokens::new(output));
        assert_eq!(misfit(272_000, 4_000), None);
        assert_eq!(misfit(300_000, 4_000), Some(Misfit::Input(CODEX.input)));
        assert_eq!(misfit(390_000, 20_000), Some(Misfit::Input(CODEX.input)));
        assert_eq!(misfit(1_000, 128_001), Some(Misfit::Output(CODEX.output)));
        let whole = Window::whole(Tokens::new(400_000));
        assert_eq!(whole.misfit(Tokens::new(390_000), Tokens::new(10_000)), None);
        assert_eq!(whole.misfit(Tokens::new(390_000), Tokens::new(20_000)), Some(Misfit::Window(whole.all)));
    }

    #[test]
    fn a_context_fits_if_some_answer_leaves_an_input_that_fits() {
        let misfit = |context, output| CODEX.misfit_of_context(Tokens::new(context), Tokens::new(output));
        assert_eq!(misfit(300_000, 12_000), Some(Misfit::Input(CODEX.input)));
        assert_eq!(misfit(300_000, 40_000), None);
        assert_eq!(misfit(400_001, 128_000), Some(Misfit::Window(CODEX.all)));
    }

    proptest! {
        #![proptest_config(crate::domain::the_same_cases())]

        #[test]
        fn what_fits_as_a_request_fits_as_a_context(input in 0..500_000_u64, output in 0..200_000_u64) {
            let [input, output] = [input, output].map(Tokens::new);
            if CODEX.misfit(input, output).is_none() {
                prop_assert_eq!(CODEX.misfit_of_context(input + output, output), None);
                prop_assert!(input <= CODEX.room_for_input(output));
            }
        }
    }
}
