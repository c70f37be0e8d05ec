//! Diagnostics: errors and warnings, collected while the press runs and printed like a compiler's.

mod diagnostic;
mod error_chain;
mod location;
mod render;

pub use diagnostic::{Diagnostic, DiagnosticKind, Severity};
pub use error_chain::ErrorChain;
pub use location::{LineIndex, Location};

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// The diagnostics collected so far. Any thread can add to it; the output is sorted by file and
/// location, so it doesn't depend on the order of arrival.
#[derive(Default)]
pub struct Diagnostics {
    diagnostics: Mutex<Vec<Diagnostic>>,
    /// Whether warnings are counted and printed as errors.
    strict: bool,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// An empty collection that treats every warning as an error.
    pub fn strict() -> Diagnostics {
        Diagnostics { strict: true, ..Diagnostics::default() }
    }

    /// Adds a diagnostic.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.with_lock(|diagnostics| diagnostics.push(diagnostic));
    }

    /// The number of errors: something is missing from the paper.
    pub fn errors(&self) -> usize {
        self.count(|kind| self.strict || kind.severity() == Severity::Error)
    }

    /// The number of errors that can keep a whole article out of the paper.
    pub fn losses(&self) -> usize {
        self.count(DiagnosticKind::loses_articles)
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.count(|kind| !self.strict && kind.severity() == Severity::Warning)
    }

    /// All diagnostics, sorted by file and location.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.with_lock(|diagnostics| diagnostics.clone());
        diagnostics.sort();
        diagnostics
    }

    /// Prints every error in full. Of each kind of warning, prints the first few in full, the next
    /// few on one line each, and counts the rest: a paper of 500 articles can have a thousand
    /// missing images.
    pub fn print(&self, out: &mut dyn Write, colour: bool) {
        // If the terminal is closed, nobody can read the error.
        let _: io::Result<()> = render::summary(&self.sorted(), self.strict, out, colour);
    }

    /// Prints every diagnostic in full.
    pub fn print_all(&self, out: &mut dyn Write, colour: bool) {
        let _: io::Result<()> = render::all(&self.sorted(), self.strict, out, colour);
    }

    fn count(&self, counts: impl Fn(DiagnosticKind) -> bool) -> usize {
        self.with_lock(|diagnostics| {
            diagnostics.iter().filter(|diagnostic| counts(diagnostic.kind)).count()
        })
    }

    fn with_lock<T>(&self, work: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> T {
        work(&mut self.diagnostics.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
