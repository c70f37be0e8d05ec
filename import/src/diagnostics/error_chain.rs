//! Errors with their causes, on one line.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

/// Displays an error followed by its causes: `can't write site: permission denied`.
#[derive(Debug)]
pub struct ErrorChain<'a>(pub &'a dyn Error);

impl Display for ErrorChain<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
