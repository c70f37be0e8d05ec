//! Runs the end-to-end tests in one engine.
//!
//! `cargo xtask test` presses the sample paper and calls this for each engine. By hand:
//! `E2E_SITE=site E2E_ENGINE=firefox cargo run -p e2e --bin e2e -- back` runs the tests with `back`
//! in their names.

mod trials;

use anyhow::{Context as _, Result};
use e2e::paper::Paper;
use e2e::{Browser, Engine, Mode, Reader, attempt};
use libtest_mimic::{Arguments, Conclusion, Failed};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use trials::Trial;

fn main() -> ExitCode {
    match run() {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Conclusion> {
    let mut args = Arguments::from_args();
    // One browser, and one tab of it in front: what is not in front is throttled.
    args.test_threads = Some(1);
    let engine = Engine::named(&env::var("E2E_ENGINE").unwrap_or_else(|_| "chromium".into()))?;
    let site = env::var_os("E2E_SITE").context("E2E_SITE names no pressed paper")?;
    let paper = Paper::open(Path::new(&site))?;
    let desk = Arc::new(Desk { engine, paper, browser: Mutex::new(None) });
    let trials = trials::all().into_iter().filter(|trial| trial.runs_in(engine));
    let tests = trials.map(|trial| {
        let desk = Arc::clone(&desk);
        let name = format!("{}::{}", engine.name(), trial.name);
        libtest_mimic::Trial::test(name.clone(), move || {
            let done = attempt::twice(&name, || desk.run(&trial, &name));
            done.map_err(|error| Failed::from(format!("{error:#}")))
        })
    });
    let conclusion = libtest_mimic::run(&args, tests.collect());
    if let Some(table) = trials::faults::table(engine.name()) {
        println!("\n{table}");
    }
    attempt::print_times();
    Ok(conclusion)
    // The desk goes here, and its browser with it.
}

/// Where the tests are done, one after the other, in the same browser.
struct Desk {
    engine: Engine,
    paper: Paper,
    /// And whether its reader wants less motion.
    browser: Mutex<Option<(Browser, bool)>>,
}

impl Desk {
    fn run(&self, trial: &Trial, name: &str) -> Result<()> {
        let mut held = self.browser.lock().unwrap_or_else(PoisonError::into_inner);
        let less_motion = trial.less_motion;
        let browser = match held.take() {
            Some((browser, has_less)) if has_less == less_motion => browser,
            _ => Browser::start(self.engine, &Mode { less_motion, ..Mode::default() })?,
        };
        let mut reader = Reader::new(&browser, &self.paper, trial.root)?;
        reader.with_viewer = trial.with_viewer;
        if trial.with_worker {
            reader.host.bring_worker();
        }
        let result = (trial.run)(&reader);
        let Err(error) = result else {
            drop(reader);
            *held = self.engine.lasts().then_some((browser, less_motion));
            return Ok(());
        };
        // The next test gets a new browser: this one may be what is broken.
        match keep_picture(&reader, name) {
            Ok(file) => Err(error.context(format!("what was seen last: {}", file.display()))),
            Err(_) => Err(error),
        }
    }
}

/// Keeps what the browser shows when a test has failed.
fn keep_picture(reader: &Reader, name: &str) -> Result<PathBuf> {
    let folder = env::var_os("E2E_FAILURES").context("E2E_FAILURES is not set")?;
    fs::create_dir_all(&folder)?;
    let file = Path::new(&folder).join(format!("{}.png", name.replace("::", "-")));
    fs::write(&file, reader.session.screenshot()?)?;
    Ok(file)
}
