//! The results of browser trials: read from JSON lines, rendered as tables.

use super::report::Counts;
use anyhow::{Context as _, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A browser engine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Engine {
    /// Its display name.
    pub shown: &'static str,
    /// Its name in the programs' environment and results.
    pub name: &'static str,
}

pub(super) const CHROMIUM: Engine = Engine { shown: "Chromium", name: "chromium" };
pub(super) const FIREFOX: Engine = Engine { shown: "Firefox", name: "firefox" };
pub(super) const WEBKIT: Engine = Engine { shown: "WebKit", name: "webkit" };

const ENGINES: [Engine; 3] = [CHROMIUM, FIREFOX, WEBKIT];

/// One line of results.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Line {
    /// A trial has ended.
    Trial(Trial),
    /// A page under a fault.
    Fault(Fault),
    /// The number of passed cases that are too many for a trial each.
    Count { engine: String, of: String, passed: usize },
    /// A host, with the paper at one path.
    Host { host: String, at: String, passed: usize },
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Trial {
    engine: String,
    name: String,
    outcome: TrialOutcome,
    seconds: f64,
    tries: u32,
    error: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TrialOutcome {
    Passed,
    Failed,
}

/// The result for a page under a fault, opened in one way.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(super) struct Fault {
    engine: String,
    fault: String,
    way: String,
    page: String,
    passed: bool,
}

/// All results of a run.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Results(Vec<Line>);

impl Results {
    /// Reads a file of results.
    ///
    /// # Errors
    /// When there is no file, or it is invalid.
    pub(super) fn read(file: &Path) -> Result<Results> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("{} can't be read", file.display()))?;
        Results::parse(&text).with_context(|| format!("{}", file.display()))
    }

    fn parse(text: &str) -> Result<Results> {
        let lines = text.lines().zip(1..).map(|(line, number)| {
            serde_json::from_str(line).with_context(|| format!("line {number}: {line}"))
        });
        Ok(Results(lines.collect::<Result<_>>()?))
    }

    /// Adds results.
    pub(super) fn add(&mut self, more: Results) {
        self.0.extend(more.0);
    }

    fn trials(&self) -> impl Iterator<Item = &Trial> {
        self.0.iter().filter_map(|line| if let Line::Trial(it) = line { Some(it) } else { None })
    }

    fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter().filter_map(|line| if let Line::Fault(it) = line { Some(it) } else { None })
    }

    /// How many trials passed and failed.
    pub(super) fn counts(&self) -> Counts {
        let passed = self.trials().filter(|trial| trial.outcome == TrialOutcome::Passed).count();
        Counts { passed, failed: self.trials().count() - passed }
    }

    /// The failed trials with their errors.
    pub(super) fn failures(&self) -> Vec<String> {
        let failed = self.trials().filter(|trial| trial.outcome == TrialOutcome::Failed);
        let tell = |trial: &Trial| {
            let error = trial.error.as_deref().unwrap_or("no error was written");
            format!("{}::{}: {error}", trial.engine, trial.name)
        };
        failed.map(tell).collect()
    }

    /// The trials that passed only at the second try.
    pub(super) fn warnings(&self) -> Vec<String> {
        let passed = self.trials().filter(|trial| trial.outcome == TrialOutcome::Passed);
        let late = passed.filter(|trial| trial.tries > 1);
        late.map(|it| format!("{}::{} passed at try {}", it.engine, it.name, it.tries)).collect()
    }

    /// A table of what passed in each engine, with a dash where nothing was run.
    pub(super) fn summary(&self) -> String {
        let mut rows = BTreeMap::<&str, BTreeMap<&str, usize>>::new();
        let mut places = BTreeSet::new();
        let mut at_places = 0;
        for line in &self.0 {
            let (row, engine, passed) = match line {
                Line::Trial(it) => {
                    ("trials", &it.engine, usize::from(it.outcome == TrialOutcome::Passed))
                }
                Line::Fault(it) => ("pages under faults", &it.engine, usize::from(it.passed)),
                Line::Count { engine, of, passed } => (&**of, engine, *passed),
                Line::Host { host, at, passed } => {
                    places.insert((host, at));
                    at_places += passed;
                    continue;
                }
            };
            *rows.entry(row).or_default().entry(&**engine).or_default() += passed;
        }
        let mut table = format!("{:<32}", "what passed");
        for engine in ENGINES {
            let _ = write!(table, " {:>8}", engine.shown);
        }
        table.push('\n');
        for (name, row) in rows {
            let _ = write!(table, "{name:<32}");
            for engine in ENGINES {
                let passed = row.get(engine.name).map_or("–".to_owned(), usize::to_string);
                let _ = write!(table, " {passed:>8}");
            }
            table.push('\n');
        }
        if !places.is_empty() {
            let _ = writeln!(table, "hosts: {} places, {at_places} trials", places.len());
        }
        table
    }

    /// The slowest trials, slowest first.
    pub(super) fn slowest(&self) -> String {
        const HOW_MANY: usize = 10;
        let mut trials: Vec<&Trial> = self.trials().collect();
        trials.sort_by(|one, other| other.seconds.total_cmp(&one.seconds));
        let mut table = format!("{:<56} {:>8}\n", "what took longest", "seconds");
        for trial in trials.iter().take(HOW_MANY) {
            let name = format!("{}::{}", trial.engine, trial.name);
            let _ = writeln!(table, "{name:<56} {:>8.1}", trial.seconds);
        }
        table
    }

    /// The table of faults in Markdown: a row for each fault, a column for each engine. A cell has the number of kinds of
    /// page that passed, or those that failed.
    pub(super) fn fault_table(&self) -> String {
        let mut rows = BTreeMap::<String, BTreeMap<&str, Vec<&Fault>>>::new();
        for fault in self.faults() {
            let row = rows.entry(format!("{}, {}", fault.fault, fault.way)).or_default();
            row.entry(&*fault.engine).or_default().push(fault);
        }
        let cell = |faults: Option<&Vec<&Fault>>| {
            let Some(faults) = faults else { return "–".to_owned() };
            let failed = faults.iter().filter(|fault| !fault.passed);
            let failed: Vec<String> = failed.map(|fault| format!("{} ✗", fault.page)).collect();
            if failed.is_empty() { format!("{} ✓", faults.len()) } else { failed.join(", ") }
        };
        let names = ENGINES.map(|engine| engine.shown).join(" | ");
        let mut table = format!("| fault | {names} |\n|{}\n", " --- |".repeat(ENGINES.len() + 1));
        for (name, row) in &rows {
            let cells = ENGINES.map(|engine| cell(row.get(engine.name)));
            let _ = writeln!(table, "| {name} | {} |", cells.join(" | "));
        }
        table
    }
}

#[cfg(test)]
mod tests;
