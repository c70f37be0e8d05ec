//! Writes results as JSON lines to the file `E2E_RESULTS`. `cargo xtask test` makes its tables from them.
//!
//! The findings of a trial are buffered until it ends, so that a second try can replace those of the first. Then they are
//! written immediately, so that a run that is killed keeps its results.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::env;
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The writer of a run's results. Without `E2E_RESULTS` they are discarded.
pub struct Results {
    engine: &'static str,
    lines: Mutex<Lines>,
}

struct Lines {
    file: Option<File>,
    /// Those of the current trial.
    held: Vec<Value>,
}

/// The result of a trial.
pub(crate) struct TrialResult<'a> {
    pub name: &'a str,
    pub seconds: f64,
    pub tries: u32,
    pub error: Option<String>,
}

impl Results {
    /// Creates the file, if `E2E_RESULTS` is set.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn from_env(engine: &'static str) -> Result<Results> {
        let create =
            |path: PathBuf| File::create(&path).with_context(|| format!("{}", path.display()));
        let path = env::var_os("E2E_RESULTS").map(PathBuf::from);
        Ok(Results::to(engine, path.map(create).transpose()?))
    }

    fn to(engine: &'static str, file: Option<File>) -> Results {
        Results { engine, lines: Mutex::new(Lines { file, held: Vec::new() }) }
    }

    /// Records a cell of the table of faults: a `page` under a `fault`, opened in this `way` (`followed`, `opened`, …).
    pub fn fault(&self, fault: &str, way: &str, page: &str, passed: bool) {
        self.hold(
            json!({ "kind": "fault", "fault": fault, "way": way, "page": page, "passed": passed }),
        );
    }

    /// Records the counts of cases that are too many for a trial each.
    pub fn count(&self, of: &str, passed: usize, failed: usize) {
        self.hold(json!({ "kind": "count", "of": of, "passed": passed, "failed": failed }));
    }

    /// Records the counts of trials at a host, with the paper at one path.
    pub fn host(&self, host: &str, at: &str, passed: usize, failed: usize) {
        self.hold(json!({
            "kind": "host", "host": host, "at": at, "passed": passed, "failed": failed,
        }));
        self.write();
    }

    /// Discards the findings of a first try.
    pub(crate) fn forget(&self) {
        self.lines().held.clear();
    }

    /// Records the result of a trial.
    pub(crate) fn trial(&self, result: &TrialResult) {
        let outcome = if result.error.is_none() { "passed" } else { "failed" };
        let seconds = (result.seconds * 100.0).round() / 100.0;
        let mut line = json!({
            "kind": "trial", "name": result.name, "outcome": outcome, "seconds": seconds,
            "tries": result.tries,
        });
        if let Some(error) = &result.error {
            line["error"] = json!(error);
        }
        self.hold(line);
        self.write();
    }

    fn hold(&self, mut line: Value) {
        line["engine"] = json!(self.engine);
        self.lines().held.push(line);
    }

    fn write(&self) {
        let mut lines = self.lines();
        let text: String = lines.held.drain(..).map(|line| format!("{line}\n")).collect();
        if let Some(file) = &mut lines.file
            && let Err(error) = file.write_all(text.as_bytes())
        {
            eprintln!("the results can't be written: {error}");
        }
    }

    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Results, TrialResult};
    use std::fs::{self, File};

    #[test]
    fn a_second_try_takes_the_place_of_the_first() {
        let path = std::env::temp_dir().join(format!("e2e-results-{}.jsonl", std::process::id()));
        let results = Results::to("firefox", Some(File::create(&path).unwrap()));
        results.fault("busy", "opened", "front", false);
        results.forget();
        results.fault("busy", "opened", "front", true);
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
        results.trial(&TrialResult { name: "faults::busy", seconds: 1.234, tries: 2, error: None });
        results.host("nginx", "/", 7, 1);
        let written = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let lines: Vec<serde_json::Value> =
            written.lines().map(|line| line.parse().unwrap()).collect();
        assert_eq!(
            lines,
            [
                serde_json::json!({"kind": "fault", "engine": "firefox", "fault": "busy",
                    "way": "opened", "page": "front", "passed": true}),
                serde_json::json!({"kind": "trial", "engine": "firefox", "name": "faults::busy",
                    "outcome": "passed", "seconds": 1.23, "tries": 2}),
                serde_json::json!({"kind": "host", "engine": "firefox", "host": "nginx", "at": "/",
                    "passed": 7, "failed": 1}),
            ]
        );
    }
}
