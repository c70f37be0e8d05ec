//! Runs the end-to-end trials in one engine.
//!
//! `cargo xtask test` builds the sample paper and runs this for each engine. By hand:
//! `E2E_SITE=site E2E_ENGINE=firefox cargo run -p e2e --bin e2e -- back` makes the trials with `back`
//! in their names. The environment: [`e2e::run`], [`e2e::results`].

mod trials;

use anyhow::{Context as _, Result};
use e2e::paper::Paper;
use e2e::{Browser, LaunchOptions, Run, User};
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
    // One browser with one tab: browsers throttle background tabs.
    args.test_threads = Some(1);
    let run = Run::from_env(args.filter.is_some())?;
    let site = env::var_os("E2E_SITE").context("E2E_SITE must name the folder of a built site")?;
    let paper = Paper::open(Path::new(&site))?;
    let runner = Arc::new(Runner { run, paper, browser: Mutex::new(None) });
    let trials = trials::all().into_iter().filter(|trial| trial.is_in(&runner.run));
    let tests = trials.map(|trial| {
        let runner = Arc::clone(&runner);
        let name = format!("{}::{}", runner.run.engine.name(), trial.name);
        libtest_mimic::Trial::test(name, move || {
            let outcome = runner.run.make(&trial.name, || runner.attempt(&trial));
            outcome.map_err(|error| Failed::from(format!("{error:#}")))
        })
    });
    Ok(libtest_mimic::run(&args, tests.collect()))
    // Dropping the runner closes its browser.
}

/// Runs trials sequentially in the same browser.
struct Runner {
    run: Run,
    paper: Paper,
    browser: Mutex<Option<Browser>>,
}

impl Runner {
    fn attempt(&self, trial: &Trial) -> Result<()> {
        let engine = self.run.engine;
        let mut held = self.browser.lock().unwrap_or_else(PoisonError::into_inner);
        let browser = match held.take() {
            Some(browser) => browser,
            None => Browser::start(engine, &LaunchOptions::default())?,
        };
        let mut user = User::new(&browser, &self.paper, trial.root)?;
        user.with_viewer = trial.with_viewer;
        if trial.with_worker {
            user.host.serve_worker();
        }
        let result = (trial.steps)(&user, &self.run);
        let Err(error) = result else {
            drop(user);
            *held = Some(browser);
            return Ok(());
        };
        // The next trial gets a new browser, since this one may be broken.
        match self.keep_picture(&user, trial) {
            Ok(file) => Err(error.context(format!("screenshot: {}", file.display()))),
            Err(_) => Err(error),
        }
    }

    /// Saves a screenshot of a failed trial.
    fn keep_picture(&self, user: &User, trial: &Trial) -> Result<PathBuf> {
        let folder = env::var_os("E2E_FAILURES").context("E2E_FAILURES is not set")?;
        fs::create_dir_all(&folder)?;
        let name = format!("{}-{}.png", self.run.engine.name(), trial.name.replace("::", "-"));
        let file = Path::new(&folder).join(name);
        fs::write(&file, user.session.screenshot()?)?;
        Ok(file)
    }
}
