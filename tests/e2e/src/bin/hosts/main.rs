//! Runs the same checks at every host: the same site, not rebuilt, at the root and in a folder.
//!
//! `cargo xtask test` calls this. By hand:
//! `E2E_SITE=site E2E_ENGINE=firefox cargo run -p e2e --bin hosts -- caddy` runs the tests with
//! `caddy` in their names.

mod checks;
mod disk;
mod http;
mod offline;
mod places;
mod single;

use anyhow::{Context as _, Result};
use checks::{CHECKS, Check};
use e2e::paper::Paper;
use e2e::{Browser, Engine, Mode, Reader, attempt};
use libtest_mimic::{Arguments, Conclusion, Failed, Trial};
use places::{Open, Place};
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
    // One browser, and one tab of it in front: what is not in front is throttled.
    args.test_threads = Some(1);
    let engine = Engine::named(&env::var("E2E_ENGINE").unwrap_or_else(|_| "chromium".into()))?;
    let site = env::var_os("E2E_SITE").context("E2E_SITE names no pressed paper")?;
    let paper = Paper::open(Path::new(&site))?;
    let desk = Arc::new(Desk { engine, paper, at_work: Mutex::default() });
    let mut tests = Vec::new();
    for place in places::all() {
        for check in CHECKS.iter().filter(|check| (check.is_for)(&place)) {
            let name = format!("{}::{}", place.name(), check.name);
            tests.push(test(&desk, &name, move |desk| desk.check(place, check)));
        }
    }
    let disk = disk::CHECKS.iter().map(|check| ("disk", check));
    let single = single::CHECKS.iter().map(|check| ("single", check));
    for (place, &(name, check)) in disk.chain(single) {
        let name = format!("{place}::{name}");
        tests.push(test(&desk, &name, move |desk| desk.read_from_disk(check)));
    }
    let conclusion = libtest_mimic::run(&args, tests);
    attempt::print_times();
    Ok(conclusion)
}

fn test(desk: &Arc<Desk>, name: &str, run: impl Fn(&Desk) -> Result<()> + Send + 'static) -> Trial {
    let desk = Arc::clone(desk);
    let name = format!("{}::{name}", desk.engine.name());
    Trial::test(name.clone(), move || {
        let done = attempt::twice(&name, || run(&desk));
        done.map_err(|error| Failed::from(format!("{error:#}")))
    })
}

/// Where the tests are done, one after the other, in the same browser.
struct Desk {
    engine: Engine,
    paper: Paper,
    at_work: Mutex<AtWork>,
}

/// What goes on from one test to the next.
#[derive(Default)]
struct AtWork {
    browser: Option<Browser>,
    open: Option<Open>,
}

impl Desk {
    fn at_work(&self) -> MutexGuard<'_, AtWork> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a check at a place, which is opened if it isn't yet.
    fn check(&self, place: Place, check: &Check) -> Result<()> {
        let mut at_work = self.at_work();
        if at_work.open.as_ref().is_none_or(|open| open.place != place) {
            // The old one ends before the new one starts.
            at_work.open = None;
            at_work.open = Some(Open::start(place, &self.paper.site)?);
        }
        let browser = self.take_browser(&mut at_work)?;
        let Some(open) = &at_work.open else { return Ok(()) };
        let mut reader = Reader::new(&browser, &self.paper, place.root)?;
        open.lead(&mut reader);
        (check.run)(&reader, open)?;
        drop(reader);
        self.keep(browser, &mut at_work);
        Ok(())
    }

    /// Does a check that needs no host.
    fn read_from_disk(&self, check: disk::Run) -> Result<()> {
        let mut at_work = self.at_work();
        let browser = self.take_browser(&mut at_work)?;
        browser.fresh_tab()?;
        check(&browser, &self.paper)?;
        self.keep(browser, &mut at_work);
        Ok(())
    }

    fn take_browser(&self, at_work: &mut AtWork) -> Result<Browser> {
        // How pages fade into each other is the same at every host, and takes half the time.
        let mode = Mode { less_motion: true, ..Mode::default() };
        at_work.browser.take().map_or_else(|| Browser::start(self.engine, &mode), Ok)
    }

    /// For the next test. After one that failed it gets a new one: this may be what is broken.
    fn keep(&self, browser: Browser, at_work: &mut AtWork) {
        at_work.browser = self.engine.lasts().then_some(browser);
    }
}
