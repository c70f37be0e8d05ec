//! The steps of a test run that need browsers.

use super::checks::{Checks, WASM};
use super::report::Outcome;
use super::results::{CHROMIUM, Engine, FIREFOX, Results, WEBKIT};
use crate::logged::LoggedCommand;
use crate::programs;
use crate::project::Project;
use crate::size;
use crate::tools::{self, npm};
use anyhow::{Result, bail};
use std::env;
use std::fmt;
use std::fs;
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The table of faults in the documentation.
const FAULTS: &str = "docs/FAULTS.md";

/// Which trials to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trials {
    /// Those that every change has to pass.
    Essential,
    /// All of them.
    All,
    /// Those whose names contain this.
    Named(String),
}

/// A program of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Program {
    /// The end-to-end trials, with the tests' own host.
    EndToEnd,
    /// The trials with real servers and from a disk.
    Hosts,
}

/// A program of trials in an engine.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run(Program, Engine);

/// All runs, the longest first, so that two in parallel end at about the same time.
pub(super) const RUNS: [Run; 6] = [
    Run(Program::EndToEnd, CHROMIUM),
    Run(Program::EndToEnd, WEBKIT),
    Run(Program::EndToEnd, FIREFOX),
    Run(Program::Hosts, CHROMIUM),
    Run(Program::Hosts, WEBKIT),
    Run(Program::Hosts, FIREFOX),
];

impl Run {
    /// The file name of its program.
    fn program(self) -> &'static str {
        match self.0 {
            Program::EndToEnd => "e2e",
            Program::Hosts => "hosts",
        }
    }

    /// The name of its log and its results.
    fn file(self) -> String {
        format!("{}-{}", self.program(), self.1.name)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.0 {
            Program::EndToEnd => "trials",
            Program::Hosts => "hosts",
        };
        write!(formatter, "{what}, {}", self.1.shown)
    }
}

/// The steps, and the results so far.
pub(super) struct Browsers<'a> {
    project: &'a Project,
    trials: Trials,
    results: Mutex<Results>,
}

impl Browsers<'_> {
    pub(super) fn new(project: &Project, trials: Trials) -> Browsers<'_> {
        Browsers { project, trials, results: Mutex::default() }
    }

    /// Installs what the trials need.
    pub(super) fn tools(&self) -> Result<Outcome> {
        tools::for_trials(self.project)?;
        Ok(Outcome::PASSED)
    }

    /// Installs what building the viewer needs.
    pub(super) fn viewer_tools(&self) -> Result<Outcome> {
        tools::for_viewer(self.project)?;
        Ok(Outcome::PASSED)
    }

    /// Runs the viewer's wasm tests in a browser.
    pub(super) fn viewer_tests(&self) -> Result<Outcome> {
        tools::for_browser_tests(self.project)?;
        let step = LoggedCommand {
            name: "viewer-tests",
            what: "the viewer's tests in Chromium (2 minutes at first)",
            advice: "`webdriver.json` says how Chromium is started.",
        };
        let project = self.project;
        let mut command = project.cargo();
        command.args(["test", "--package", "viewer", "--features", "csr", "--target", WASM]);
        command.args(["--test", "browser*"]);
        if let Trials::Named(name) = &self.trials {
            command.arg(name);
        }
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        if let Some(driver) = project.which("chromedriver") {
            command.env("CHROMEDRIVER", driver);
        }
        Checks(project).tests(&step, &mut command)
    }

    /// Builds the press and the programs of trials.
    pub(super) fn build(&self) -> Result<Outcome> {
        programs::build(self.project, &["dateline", "e2e", "hosts"])?;
        Ok(Outcome::PASSED)
    }

    /// Lists the trials of a run.
    pub(super) fn list(&self, run: Run) -> Result<Vec<String>> {
        // The programs need a paper, even to list their trials.
        let paper = self.project.scratch("no-articles");
        fs::create_dir_all(paper.join("data"))?;
        fs::write(paper.join("data/headlines.json"), r#"{"headlines":[]}"#)?;
        let output = self.command(run).env("E2E_SITE", paper).arg("--list").output()?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            bail!("`{} --list` failed: {errors}", run.program());
        }
        let listed = String::from_utf8_lossy(&output.stdout);
        let names = listed.lines().filter_map(|line| line.strip_suffix(": test"));
        Ok(names.map(str::to_owned).collect())
    }

    /// Runs the trials of a run.
    pub(super) fn run(&self, run: Run) -> Result<Outcome> {
        let project = self.project;
        let step = LoggedCommand { name: &run.file(), what: &run.to_string(), advice: "" };
        let results = project.scratch("results").join(format!("{}.jsonl", run.file()));
        let pictures = project.scratch("failures").join(run.file());
        // Results of an earlier run must not be taken for this one's.
        for folder in [&project.scratch("results"), &pictures] {
            fs::create_dir_all(folder)?;
        }
        for entry in fs::read_dir(&pictures)? {
            fs::remove_file(entry?.path())?;
        }
        let _ = fs::remove_file(&results);
        let mut command = self.command(run);
        command.env("E2E_SITE", size::sample_site(project)).env("E2E_RESULTS", &results);
        command.env("E2E_FAILURES", &pictures);
        command.env("E2E_AXE", npm::AXE.folder(project).join("axe.min.js"));
        command.env("E2E_READABILITY", npm::READABILITY.folder(project).join("Readability.js"));
        let done = step.attempt(project, &mut command)?;
        let results = Results::read(&results)
            .or_else(|error| Err(error.context(step.explain(project, &done)?)))?;
        let failures = results.failures();
        let error = match (done.success, &failures[..]) {
            (true, _) => None,
            (false, []) => Some(step.explain(project, &done)?),
            (false, _) => Some(format!(
                "{}\n\nThe whole log: {}\nScreenshots: {}",
                failures.join("\n"),
                project.show(&done.log),
                project.show(&pictures)
            )),
        };
        let outcome = Outcome { counts: results.counts(), error, warnings: results.warnings() };
        self.results().add(results);
        Ok(outcome)
    }

    fn results(&self) -> MutexGuard<'_, Results> {
        self.results.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn command(&self, run: Run) -> Command {
        let mut command = self.project.command(programs::path(self.project, run.program()));
        command.env("E2E_ENGINE", run.1.name);
        match &self.trials {
            Trials::Essential => command.env("E2E_TIER", "essential"),
            Trials::All => command.env("E2E_TIER", "all"),
            // From all tiers, without second tries.
            Trials::Named(name) => command.env("E2E_TIER", "essential").arg(name),
        };
        command
    }

    /// Checks that the table of faults in the documentation matches the results.
    pub(super) fn faults(&self) -> Result<Outcome> {
        let table = self.results().fault_table();
        let file = self.project.root.join(FAULTS);
        let text = fs::read_to_string(&file)?;
        let (head, kept) = text.split_at(text.find("| fault").unwrap_or(text.len()));
        if kept == table {
            return Ok(Outcome::PASSED);
        }
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, [head, &table].concat())?;
            return Ok(Outcome::PASSED);
        }
        bail!(
            "{FAULTS} has another table. If this one is right: UPDATE_EXPECT=1 cargo xtask test --all\n\n\
             {table}"
        )
    }

    /// The summary of all results, and the slowest trials.
    pub(super) fn summary(&self) -> String {
        let results = self.results();
        format!("{}\n{}", results.summary(), results.slowest())
    }
}
