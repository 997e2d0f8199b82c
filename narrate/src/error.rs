//! What is said when something fails.
//!
//! Nobody handles these errors in code; a person reads them. So an error is its sentence, and the
//! sentence says what to do.

use std::fmt;

/// One failure, in words for the person at the terminal. `main` prints it after `error: `.
#[derive(Debug)]
pub struct Error(String);

/// What everything here that can fail returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says this.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Says what was being done when something else said no.
pub trait Context<T> {
    /// Puts what was being done in front of the error.
    fn context(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Error::new(format!("{}: {error}", doing())))
    }
}
