//! The trials.

mod access;
mod adoption;
mod archive;
mod clicks;
mod damaged;
mod edition;
mod failures;
pub(crate) mod faults;
mod head;
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
mod reader_view;
mod rtl;
mod style;
mod touch;
mod tree;
mod walks;

use anyhow::Result;
use e2e::host::ROOTS;
use e2e::{Engine, Run, Tier, User};

/// Each engine alone, for trials that are essential in one engine.
const ONE_ENGINE: [&[Engine]; 3] = [&[Engine::Chromium], &[Engine::Firefox], &[Engine::WebKit]];

type Steps = Box<dyn Fn(&User, &Run) -> Result<()> + Send>;

/// A trial: what the user does, and what must then be seen.
///
/// Essential in all engines, unless restricted by [`Trial::thorough`], [`Trial::essential_in`] or [`Trial::only_in`].
pub(crate) struct Trial {
    /// Its module and name: `adoption::leaves_the_page::front`.
    pub name: String,
    /// The paper's root on the host.
    pub root: &'static str,
    /// Whether the viewer is expected to start.
    pub with_viewer: bool,
    /// Whether the host serves the service worker. Without it, requests reach the host, which many trials inspect.
    pub with_worker: bool,
    /// The trial's body.
    pub steps: Steps,
    /// The engines that support what it needs.
    engines: &'static [Engine],
    /// The engines in which it is essential.
    essential: &'static [Engine],
}

impl Trial {
    fn new(name: &str, steps: impl Fn(&User) -> Result<()> + Send + 'static) -> Trial {
        Trial::scaled(name, move |user, _| steps(user))
    }

    /// A trial that tries more cases in a run of all trials.
    fn scaled(name: &str, steps: impl Fn(&User, &Run) -> Result<()> + Send + 'static) -> Trial {
        Trial {
            name: name.to_owned(),
            root: ROOTS[0],
            with_viewer: true,
            with_worker: false,
            steps: Box::new(steps),
            engines: &Engine::ALL,
            essential: &Engine::ALL,
        }
    }

    /// The paper is in a subfolder of the host.
    fn in_a_folder(mut self) -> Trial {
        self.root = ROOTS[1];
        self
    }

    /// The host serves the service worker.
    fn with_worker(mut self) -> Trial {
        self.with_worker = true;
        self
    }

    /// The viewer isn't expected to start.
    fn plain(mut self) -> Trial {
        self.with_viewer = false;
        self
    }

    /// Only these engines support what the trial needs.
    fn only_in(mut self, engines: &'static [Engine]) -> Trial {
        self.engines = engines;
        self
    }

    /// Not essential: everything that it can find, an essential trial or a native test finds too.
    fn thorough(self) -> Trial {
        self.essential_in(&[])
    }

    /// Essential in these engines only: what it can find hardly differs between engines.
    fn essential_in(mut self, engines: &'static [Engine]) -> Trial {
        self.essential = engines;
        self
    }

    /// Whether this run includes it.
    pub(crate) fn is_in(&self, run: &Run) -> bool {
        let is_wanted = run.tier == Tier::All || self.essential.contains(&run.engine);
        is_wanted && self.engines.contains(&run.engine)
    }
}

/// All trials, grouped by module: the common paths first, then failures.
pub(crate) fn all() -> Vec<Trial> {
    let common = [
        walks::trials(),
        clicks::trials(),
        adoption::trials(),
        head::trials(),
        loads::trials(),
        failures::trials(),
        offline::trials(),
        plain::trials(),
        policy::trials(),
        style::trials(),
        touch::trials(),
        keys::trials(),
        rtl::trials(),
    ];
    let others = [
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
        reader_view::trials(),
    ];
    common.into_iter().chain(others).flatten().collect()
}
