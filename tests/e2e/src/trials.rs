//! The trials.

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
use e2e::{Engine, Run, Tier, User};

/// Each engine by itself, for trials that every run makes in one.
const ONE_ENGINE: [&[Engine]; 3] = [&[Engine::Chromium], &[Engine::Firefox], &[Engine::WebKit]];

type Steps = Box<dyn Fn(&User, &Run) -> Result<()> + Send>;

/// A trial: what somebody does with the paper, and what must then be seen.
///
/// Every run makes it, in all engines, unless it says otherwise where it is written:
/// [`Trial::thorough`], [`Trial::essential_in`], [`Trial::only_in`].
pub(crate) struct Trial {
    /// Its file and its own name: `takeover::keeps_focus`.
    pub name: String,
    /// Where on its host the paper is.
    pub root: &'static str,
    /// Whether the viewer is to take pages over.
    pub with_viewer: bool,
    /// Whether the host has the service worker. What it keeps, the host is not asked for, which
    /// would mislead trials of what is asked.
    pub with_worker: bool,
    /// Whether the reader wants less motion: no page fades into the next.
    pub less_motion: bool,
    /// What is done and must be seen.
    pub steps: Steps,
    /// The engines that can do what it needs.
    engines: &'static [Engine],
    /// The engines in which every run makes it.
    essential: &'static [Engine],
}

impl Trial {
    fn new(name: &str, steps: impl Fn(&User) -> Result<()> + Send + 'static) -> Trial {
        Trial::scaled(name, move |user, _| steps(user))
    }

    /// A trial that does more when everything is tried: the run says how much.
    fn scaled(name: &str, steps: impl Fn(&User, &Run) -> Result<()> + Send + 'static) -> Trial {
        Trial {
            name: name.to_owned(),
            root: ROOTS[0],
            with_viewer: true,
            with_worker: false,
            less_motion: false,
            steps: Box::new(steps),
            engines: &Engine::ALL,
            essential: &Engine::ALL,
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

    /// Only these engines can do what the trial needs.
    fn only_in(mut self, engines: &'static [Engine]) -> Trial {
        self.engines = engines;
        self
    }

    /// Made only when everything is tried: each thing that it can find, some other trial or a native test
    /// would find in every run too.
    fn thorough(self) -> Trial {
        self.essential_in(&[])
    }

    /// Made in these engines in every run, and in the others only when everything is tried: what it can find
    /// hardly differs between engines.
    fn essential_in(mut self, engines: &'static [Engine]) -> Trial {
        self.essential = engines;
        self
    }

    /// Whether it is part of this run.
    pub(crate) fn is_in(&self, run: &Run) -> bool {
        let is_wanted = run.tier == Tier::All || self.essential.contains(&run.engine);
        is_wanted && self.engines.contains(&run.engine)
    }
}

/// All trials, those of one file one after the other: those of the ways through a paper as most readers
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
