//! Runs the steps of a test run, and reports on them.

use anyhow::Result;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many tests a step has run. A step that is one check counts as one test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub passed: usize,
    pub failed: usize,
}

impl Counts {
    /// The counts in a log in the format of `cargo test`.
    pub(super) fn in_log(log: &str) -> Counts {
        let mut counts = Counts::default();
        for line in log.lines().filter_map(|line| line.trim().strip_prefix("test result: ")) {
            let number = |name: &str| {
                let part = line.split(['.', ';']).find(|part| part.trim().ends_with(name));
                part.and_then(|part| part.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
            };
            counts.passed += number("passed");
            counts.failed += number("failed");
        }
        counts
    }
}

/// The outcome of a step.
#[derive(Default)]
pub(super) struct Outcome {
    pub counts: Counts,
    /// The reason of a failure.
    pub error: Option<String>,
    /// Warnings.
    pub warnings: Vec<String>,
}

impl Outcome {
    /// The outcome of a check that has passed.
    pub(super) const PASSED: Outcome =
        Outcome { counts: Counts { passed: 1, failed: 0 }, error: None, warnings: Vec::new() };
}

/// A step of a test run.
pub(super) struct Step<'a> {
    name: String,
    work: Box<dyn Fn() -> Result<Outcome> + Sync + 'a>,
}

impl<'a> Step<'a> {
    pub(super) fn new(
        name: impl Into<String>,
        work: impl Fn() -> Result<Outcome> + Sync + 'a,
    ) -> Step<'a> {
        Step { name: name.into(), work: Box::new(work) }
    }

    fn time(&self) -> Row {
        time(&self.name, &self.work)
    }
}

struct Row {
    name: String,
    counts: Counts,
    failed: bool,
    warnings: Vec<String>,
    took: Duration,
}

pub(super) struct Report {
    rows: Vec<Row>,
    started: Instant,
}

impl Report {
    pub(super) fn new() -> Report {
        Report { rows: Vec::new(), started: Instant::now() }
    }

    /// Runs a step. Returns whether it passed.
    pub(super) fn add(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) -> bool {
        let row = time(name, step);
        let passed = !row.failed;
        self.rows.push(row);
        passed
    }

    /// Runs steps in order.
    pub(super) fn add_all(&mut self, steps: &[Step<'_>]) {
        self.rows.extend(steps.iter().map(Step::time));
    }

    /// Runs two lists of steps in parallel, each in order.
    pub(super) fn add_side_by_side(&mut self, one: &[Step<'_>], other: &[Step<'_>]) {
        let work = |steps: &[Step<'_>]| steps.iter().map(Step::time).collect();
        self.rows.extend(at_once(|| work(one), || work(other)));
    }

    /// Runs steps in order, two in parallel.
    pub(super) fn add_pairwise(&mut self, steps: &[Step<'_>]) {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut rows = Vec::new();
            while let Some(step) = steps.get(next.fetch_add(1, Ordering::Relaxed)) {
                rows.push(step.time());
            }
            rows
        };
        self.rows.extend(at_once(work, work));
    }

    /// Whether the step of this name has failed.
    pub(super) fn has_failed(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.failed && row.name == name)
    }

    /// Whether the step of this name has run a test.
    pub(super) fn has_run_tests(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row.name == name && row.counts != Counts::default())
    }

    /// Records that a step was skipped.
    pub(super) fn skip(&mut self, name: &str, why: &str) {
        eprintln!("✗ {name}: not done, {why}");
        let counts = Counts { passed: 0, failed: 1 };
        let (warnings, took) = (Vec::new(), Duration::ZERO);
        self.rows.push(Row { name: name.to_owned(), counts, failed: true, warnings, took });
    }

    /// Prints the summary. Returns whether all steps passed.
    pub(super) fn print(&self) -> bool {
        println!(
            "\n{:<32} {:<7} {:>7} {:>7} {:>8}",
            "step", "result", "passed", "failed", "seconds"
        );
        for row in &self.rows {
            let result = if row.failed { "FAILED" } else { "ok" };
            println!(
                "{:<32} {result:<7} {:>7} {:>7} {:>8.1}",
                row.name,
                row.counts.passed,
                row.counts.failed,
                row.took.as_secs_f64()
            );
        }
        println!("{:<56} {:>8.1}\n", "all", self.started.elapsed().as_secs_f64());
        let passed: usize = self.rows.iter().map(|row| row.counts.passed).sum();
        let failed: usize = self.rows.iter().map(|row| row.counts.failed).sum();
        println!("{passed} passed, {failed} failed");
        for warning in self.rows.iter().flat_map(|row| &row.warnings) {
            println!("warning: {warning}");
        }
        self.rows.iter().all(|row| !row.failed)
    }
}

/// Runs both in parallel.
fn at_once(
    one: impl FnOnce() -> Vec<Row>,
    other: impl FnOnce() -> Vec<Row> + Send,
) -> impl Iterator<Item = Row> {
    let rows = thread::scope(|scope| {
        let other = scope.spawn(other);
        [one(), other.join().unwrap_or_else(|panic| resume_unwind(panic))]
    });
    rows.into_iter().flatten()
}

fn time(name: &str, step: impl FnOnce() -> Result<Outcome>) -> Row {
    let started = Instant::now();
    let outcome = step().unwrap_or_else(|error| Outcome {
        error: Some(format!("{error:#}")),
        ..Outcome::default()
    });
    let failed = outcome.error.is_some() || outcome.counts.failed > 0;
    if let Some(error) = &outcome.error {
        eprintln!("✗ {name}\n{error}\n");
    }
    let mut counts = outcome.counts;
    // A failed step without counts is one failure.
    if failed && counts.failed == 0 {
        counts.failed = 1;
    }
    let (warnings, took) = (outcome.warnings, started.elapsed());
    Row { name: name.to_owned(), counts, failed, warnings, took }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    fn check(log: &str, passed: usize, failed: usize) {
        assert_eq!(Counts::in_log(log), Counts { passed, failed });
    }

    #[test]
    fn counts_the_tests_of_a_log() {
        check("", 0, 0);
        check("running 2 tests\n..\ntest result: ok. 2 passed; 0 failed; 1 ignored", 2, 0);
        check(
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\
             test result: FAILED. 3 passed; 4 failed; 0 ignored; finished in 0.00s",
            15,
            4,
        );
    }
}
