//! What went wrong, or needs a look: collected while the press works, printed as compilers do.

mod diagnostic;
mod error_chain;
mod location;
mod render;

pub use diagnostic::{Diagnostic, DiagnosticKind, Severity};
pub use error_chain::ErrorChain;
pub use location::{LineIndex, Location};

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// The problems found so far. It can be added to from every thread; what it prints is in order of
/// file and place, whoever came first.
#[derive(Default)]
pub struct Diagnostics {
    diagnostics: Mutex<Vec<Diagnostic>>,
    /// Whether warnings count like errors, and are called so.
    strict: bool,
}

impl Diagnostics {
    /// An empty report.
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }

    /// An empty report to which every warning is an error.
    pub fn strict() -> Diagnostics {
        Diagnostics { strict: true, ..Diagnostics::default() }
    }

    /// Adds a problem.
    pub fn add(&self, diagnostic: Diagnostic) {
        self.with_lock(|diagnostics| diagnostics.push(diagnostic));
    }

    /// How many problems kept something out of the paper.
    pub fn errors(&self) -> usize {
        self.count(|kind| self.strict || kind.severity() == Severity::Error)
    }

    /// How many problems can keep whole articles out of the paper.
    pub fn losses(&self) -> usize {
        self.count(DiagnosticKind::loses_articles)
    }

    /// How many problems only need a look.
    pub fn warnings(&self) -> usize {
        self.count(|kind| !self.strict && kind.severity() == Severity::Warning)
    }

    /// The problems, in order of file and place.
    pub fn sorted(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.with_lock(|diagnostics| diagnostics.clone());
        diagnostics.sort();
        diagnostics
    }

    /// Prints every error, and of each kind of warning the first few in full, the next in a line
    /// each, and how many more there are. For people: a paper of 500 articles can have a thousand
    /// missing pictures.
    pub fn print(&self, out: &mut dyn Write, colour: bool) {
        // Nobody is left to tell if the terminal itself has gone away.
        let _: io::Result<()> = render::summary(&self.sorted(), self.strict, out, colour);
    }

    /// Prints every problem in full.
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
