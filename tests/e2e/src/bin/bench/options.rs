//! The command line.

use crate::contestant::Contestant;
use crate::network::{NETWORKS, Network};
use anyhow::{Context as _, Result, bail};
use std::env;

const HELP: &str = "E2E_SITE=site bench [--quick] [--clicks N] [--tasks] [--only NAME,NAME,…]

  --quick     3 rounds instead of 9, and 12 clicks
  --clicks N  measure N clicks of each kind, by default 40
  --tasks     print the tasks of more than 50 ms as well, with their scripts, and the requests
  --only      the contestants and networks: plain, dateline, bare, vitepress; unthrottled, mobile

E2E_VITEPRESS is the folder of the built VitePress site; without it, VitePress is left out.";

/// What to measure.
pub(crate) struct Options {
    pub rounds: usize,
    pub clicks: usize,
    pub tasks: bool,
    pub contestants: Vec<Contestant>,
    pub networks: Vec<Network>,
}

impl Options {
    pub(crate) fn parse() -> Result<Options> {
        let mut options = Options {
            rounds: 9,
            clicks: 40,
            tasks: false,
            contestants: Contestant::ALL.to_vec(),
            networks: NETWORKS.to_vec(),
        };
        let mut args = env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--quick" => (options.rounds, options.clicks) = (3, 12),
                "--tasks" => options.tasks = true,
                "--clicks" => {
                    options.clicks = args.next().context("how many clicks?")?.parse()?;
                }
                "--only" => options.select(&args.next().context("only what?")?)?,
                _ => bail!("{HELP}"),
            }
        }
        Ok(options)
    }

    /// Selects by names. If no network is named, all are selected; the same for contestants.
    fn select(&mut self, names: &str) -> Result<()> {
        let names: Vec<&str> = names.split(',').collect();
        let (networks, contestants) = (&mut self.networks, &mut self.contestants);
        let is_known = |name: &&str| {
            networks.iter().any(|it| it.name == *name)
                || contestants.iter().any(|it| it.name() == *name)
        };
        if let Some(unknown) = names.iter().find(|name| !is_known(name)) {
            bail!("there is no `{unknown}`\n\n{HELP}");
        }
        if networks.iter().any(|it| names.contains(&it.name)) {
            networks.retain(|it| names.contains(&it.name));
        }
        if contestants.iter().any(|it| names.contains(&it.name())) {
            contestants.retain(|it| names.contains(&it.name()));
        }
        Ok(())
    }
}
