//! What went wrong while reading the articles.

use std::io::Write;

/// Collects problems.
#[derive(Debug, Default)]
pub struct Report {}

impl Report {
    /// An empty report.
    pub fn new() -> Report {
        Report::default()
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        0
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        0
    }

    /// Prints the problems.
    pub fn print(&self, out: &mut dyn Write, colour: bool) {
        let _ = (out, colour);
    }
}
