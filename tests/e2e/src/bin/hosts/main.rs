//! Runs the same trials at every host: the same site, not rebuilt, at the root and in a subfolder.
//!
//! `cargo xtask test` runs this. By hand:
//! `E2E_SITE=site E2E_ENGINE=firefox cargo run -p e2e --bin hosts -- caddy` runs the trials
//! whose names contain `caddy`. The environment: [`e2e::run`], [`e2e::results`].

mod checks;
mod deployments;
mod disk;
mod http;
mod offline;
mod single;

use anyhow::{Context as _, Result};
use checks::{CHECKS, Check, Method};
use deployments::{Deployment, RunningSite};
use e2e::paper::Paper;
use e2e::{Browser, Engine, LaunchOptions, Run, User};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    let is_named = args.filter.is_some();
    let run = Run::from_env(is_named)?;
    let site = env::var_os("E2E_SITE").context("E2E_SITE must name the folder of a built site")?;
    let paper = Paper::open(Path::new(&site))?;
    let runner = Arc::new(Runner { run, paper, state: Mutex::default() });
    let mut trials = Vec::new();
    // These differ by host, so one engine is enough.
    if runner.run.engine == Engine::Chromium || is_named {
        for deployment in deployments::all() {
            for check in CHECKS.iter().filter(|check| check.is_in(&runner.run, &deployment)) {
                let name = (deployment.host(), deployment.root, check.name);
                trials.push(trial(&runner, name, move |runner| runner.check(deployment, check)));
            }
        }
    }
    // These differ by browser.
    for (group, checks) in [("disk", disk::CHECKS), ("single", single::CHECKS)] {
        for &(name, check) in checks {
            let name = (group, "", name);
            trials.push(trial(&runner, name, move |runner| runner.check_local_file(check)));
        }
    }
    let conclusion = libtest_mimic::run(&args, trials);
    runner.state().counted.report(&runner.run);
    Ok(conclusion)
}

/// A trial named by host, path and check.
fn trial(
    runner: &Arc<Runner>,
    (host, at, name): (&'static str, &'static str, &'static str),
    attempt: impl Fn(&Runner) -> Result<()> + Send + 'static,
) -> Trial {
    let runner = Arc::clone(runner);
    let group = if at.is_empty() { host.to_owned() } else { format!("{host} at {at}") };
    let name = format!("{group}::{name}");
    Trial::test(format!("{}::{name}", runner.run.engine.name()), move || {
        let outcome = runner.run.make(&name, || attempt(&runner));
        runner.state().counted.add(&runner.run, (host, at), outcome.is_ok());
        outcome.map_err(|error| Failed::from(format!("{error:#}")))
    })
}

/// How many trials passed and failed at the current host.
#[derive(Default)]
struct Counted {
    deployment: Option<(&'static str, &'static str)>,
    passed: usize,
    failed: usize,
}

impl Counted {
    fn add(&mut self, run: &Run, deployment: (&'static str, &'static str), passed: bool) {
        if self.deployment != Some(deployment) {
            self.report(run);
            *self = Counted { deployment: Some(deployment), ..Counted::default() };
        }
        *(if passed { &mut self.passed } else { &mut self.failed }) += 1;
    }

    fn report(&self, run: &Run) {
        if let Some((host, at)) = self.deployment {
            run.results.host(host, at, self.passed, self.failed);
        }
    }
}

/// Runs trials sequentially in the same browser.
struct Runner {
    run: Run,
    paper: Paper,
    state: Mutex<RunnerState>,
}

/// State that is shared by consecutive trials.
#[derive(Default)]
struct RunnerState {
    browser: Option<Browser>,
    running: Option<RunningSite>,
    counted: Counted,
}

impl Runner {
    fn state(&self) -> MutexGuard<'_, RunnerState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a check at a deployment, which is started if it isn't running.
    fn check(&self, deployment: Deployment, check: &Check) -> Result<()> {
        let mut state = self.state();
        if state.running.as_ref().is_none_or(|running| running.deployment != deployment) {
            // Stop the old one before the new one starts.
            state.running = None;
            state.running = Some(RunningSite::start(deployment, &self.paper.site)?);
        }
        let steps = match check.steps {
            Method::Http(steps) => {
                return state.running.as_ref().map_or(Ok(()), |running| steps(running, &self.run));
            }
            Method::Browser(steps) => steps,
        };
        let browser = self.take_browser(&mut state)?;
        let Some(running) = &state.running else { return Ok(()) };
        let mut user = User::new(&browser, &self.paper, deployment.root)?;
        running.point(&mut user);
        steps(&user, running)?;
        drop(user);
        state.browser = Some(browser);
        Ok(())
    }

    /// Makes a check that needs no host.
    fn check_local_file(&self, check: disk::Run) -> Result<()> {
        let mut state = self.state();
        let browser = self.take_browser(&mut state)?;
        browser.fresh_tab()?;
        check(&browser, &self.paper)?;
        state.browser = Some(browser);
        Ok(())
    }

    /// The browser of the last trial. After a failure a new one is started, since the browser may be broken.
    fn take_browser(&self, state: &mut RunnerState) -> Result<Browser> {
        let options = LaunchOptions::default();
        state.browser.take().map_or_else(|| Browser::start(self.run.engine, &options), Ok)
    }
}
