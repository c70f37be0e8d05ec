//! Measures in Chromium how fast articles open and links are followed: Dateline with and without its scripts, plain HTML
//! pages and a VitePress site of the same articles. `cargo xtask bench --browser` runs it.

mod contestant;
mod figures;
mod loads;
mod network;
mod options;
mod sites;
mod steps;
mod table;
mod visit;

use anyhow::{Context as _, Result};
use contestant::Contestant;
use e2e::paper::Paper;
use e2e::{Browser, Engine, LaunchOptions};
use figures::Figures;
use network::Network;
use options::Options;
use sites::Sites;
use std::env;
use std::path::Path;
use table::Table;
use visit::Visit;

/// The article that is opened: its lead picture is a photograph, and it has a film with a poster.
const ARTICLE: &str = "article/the-night-the-press-turned.html";

fn main() -> Result<()> {
    let options = Options::parse()?;
    let site = env::var_os("E2E_SITE").context("E2E_SITE must name the folder of a built site")?;
    let folder = env::var_os("E2E_BENCH").unwrap_or_else(|| "target/bench".into());
    let paper = Paper::open(Path::new(&site))?;
    let browser = Browser::start(Engine::Chromium, &LaunchOptions::default())?;
    let bench = Bench {
        sites: Sites::write(&browser, &paper, Path::new(&folder))?,
        options,
        paper,
        browser,
    };
    for network in &bench.options.networks {
        let mut figures = Figures::default();
        for round in 0..bench.options.rounds {
            eprintln!("→ {}: round {} of {}", network.name, round + 1, bench.options.rounds);
            // A busy machine is as bad for one as for the others.
            for &contestant in &bench.options.contestants {
                bench.round(contestant, *network, round, &mut figures)?;
            }
        }
        let contestants = &bench.options.contestants;
        Table { title: network.title, contestants, figures: &figures }.print();
    }
    Ok(())
}

struct Bench {
    options: Options,
    paper: Paper,
    sites: Sites,
    browser: Browser,
}

impl Bench {
    fn round(
        &self,
        contestant: Contestant,
        network: Network,
        round: usize,
        figures: &mut Figures,
    ) -> Result<()> {
        let Some(site) = contestant.site(&self.sites, &self.paper) else { return Ok(()) };
        let visit = || Visit::begin(&self.browser, contestant, site, network);
        loads::measure(&visit()?, ARTICLE, figures, self.options.tasks)?;
        if contestant == Contestant::Bare {
            return Ok(());
        }
        // To newer articles, whose pages are fetched ahead; and to older ones.
        let mut articles = self.series(round);
        steps::click(&visit()?, &articles, false, figures)?;
        articles.reverse();
        if contestant.has_router() {
            steps::click(&visit()?, &articles, true, figures)?;
        }
        steps::back(&visit()?, articles[0], articles[1], figures)
    }

    /// The articles of a round, each the neighbour of the one before it.
    fn series(&self, round: usize) -> Vec<&String> {
        let all = &self.sites.articles;
        let length = self.options.clicks.div_ceil(self.options.rounds).min(all.len() - 1) + 1;
        let start = round * length % (all.len() + 1 - length);
        all[start..start + length].iter().collect()
    }
}
