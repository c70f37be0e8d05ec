//! The tests.

mod access;
mod archive;
mod clicks;
mod damaged;
mod edition;
mod failures;
pub(crate) mod faults;
mod hostile;
mod hosting;
mod install;
mod keys;
mod loads;
mod lynx;
mod modes;
mod offline;
mod plain;
mod policy;
mod rtl;
mod takeover;
mod touch;
mod tree;
mod walks;

use anyhow::Result;
use e2e::host::ROOTS;
use e2e::{Engine, Reader};

type Run = Box<dyn Fn(&Reader) -> Result<()> + Send>;

/// A test.
pub(crate) struct Trial {
    /// Its file and its own name: `takeover::keeps_focus`.
    pub name: String,
    /// Where on its host the paper is.
    pub root: &'static str,
    /// Whether the viewer is to take pages over.
    pub with_viewer: bool,
    /// Whether the host has the service worker. What it keeps, the host is not asked for, which
    /// would mislead tests of what is asked.
    pub with_worker: bool,
    /// Whether the reader wants less motion: no page fades into the next.
    pub less_motion: bool,
    /// What is done and must be seen.
    pub run: Run,
    engines: &'static [Engine],
}

const ALL: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::WebKit];

impl Trial {
    fn new(name: &str, run: impl Fn(&Reader) -> Result<()> + Send + 'static) -> Trial {
        let name = name.to_owned();
        Trial {
            name,
            root: ROOTS[0],
            with_viewer: true,
            with_worker: false,
            less_motion: false,
            run: Box::new(run),
            engines: ALL,
        }
    }

    /// The paper lies in a folder below the host's root.
    fn in_a_folder(mut self) -> Trial {
        self.root = ROOTS[1];
        self
    }

    /// What is read is kept.
    fn with_worker(mut self) -> Trial {
        self.with_worker = true;
        self
    }

    /// The paper's pages stay plain pages.
    fn plain(mut self) -> Trial {
        self.with_viewer = false;
        self
    }

    /// The reader wants less motion. Where pages that fade show nothing more, that takes half the time.
    fn with_less_motion(mut self) -> Trial {
        self.less_motion = true;
        self
    }

    /// Only these engines can do what the test needs.
    fn only_in(mut self, engines: &'static [Engine]) -> Trial {
        self.engines = engines;
        self
    }

    /// Whether the test is for this engine.
    pub(crate) fn runs_in(&self, engine: Engine) -> bool {
        self.engines.contains(&engine)
    }
}

/// All tests, those of one file one after the other: those of the ways through a paper as most readers
/// see them, then those of all that may come between.
pub(crate) fn all() -> Vec<Trial> {
    let ways = [
        walks::trials(),
        clicks::trials(),
        takeover::trials(),
        loads::trials(),
        failures::trials(),
        offline::trials(),
        plain::trials(),
        policy::trials(),
        touch::trials(),
        keys::trials(),
        rtl::trials(),
    ];
    let between = [
        archive::trials(),
        damaged::trials(),
        faults::trials(),
        hosting::trials(),
        access::trials(),
        hostile::trials(),
        modes::trials(),
        tree::trials(),
        install::trials(),
        lynx::trials(),
    ];
    let between = between.into_iter().flatten().map(Trial::with_less_motion);
    ways.into_iter().flatten().chain(between).collect()
}
