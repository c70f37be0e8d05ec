//! What went wrong, or needs a look: collected while the press works, printed as compilers do.

mod causes;
mod place;
mod print;
mod problem;

pub use causes::WithCauses;
pub use place::{Lines, Place};
pub use problem::{Problem, ProblemKind, Severity};

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// The problems found so far. It can be added to from every thread; what it prints is in order of
/// file and place, whoever came first.
#[derive(Default)]
pub struct Report {
    problems: Mutex<Vec<Problem>>,
    /// Whether warnings count like errors, and are called so.
    strict: bool,
}

impl Report {
    /// An empty report.
    pub fn new() -> Report {
        Report::default()
    }

    /// An empty report to which every warning is an error.
    pub fn strict() -> Report {
        Report { strict: true, ..Report::default() }
    }

    /// Adds a problem.
    pub fn add(&self, problem: Problem) {
        self.locked(|problems| problems.push(problem));
    }

    /// How many problems kept something out of the paper.
    pub fn errors(&self) -> usize {
        self.count(|kind| self.strict || kind.severity() == Severity::Error)
    }

    /// How many problems can keep whole articles out of the paper.
    pub fn losses(&self) -> usize {
        self.count(ProblemKind::loses_articles)
    }

    /// How many problems only need a look.
    pub fn warnings(&self) -> usize {
        self.count(|kind| !self.strict && kind.severity() == Severity::Warning)
    }

    /// The problems, in order of file and place.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.locked(|problems| problems.clone());
        problems.sort();
        problems
    }

    /// Prints every error, and of each kind of warning the first few in full, the next in a line
    /// each, and how many more there are. For people: a paper of 500 articles can have a thousand
    /// missing pictures.
    pub fn print(&self, out: &mut dyn Write, colour: bool) {
        // Nobody is left to tell if the terminal itself has gone away.
        let _: io::Result<()> = print::brief(&self.problems(), self.strict, out, colour);
    }

    /// Prints every problem in full.
    pub fn print_all(&self, out: &mut dyn Write, colour: bool) {
        let _: io::Result<()> = print::all(&self.problems(), self.strict, out, colour);
    }

    fn count(&self, counts: impl Fn(ProblemKind) -> bool) -> usize {
        self.locked(|problems| problems.iter().filter(|problem| counts(problem.kind)).count())
    }

    fn locked<T>(&self, work: impl FnOnce(&mut Vec<Problem>) -> T) -> T {
        work(&mut self.problems.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests;
