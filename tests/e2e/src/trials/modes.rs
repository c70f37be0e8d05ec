//! Browsers with special settings: without WebAssembly or scripts, with double font size, forced colours, without
//! pictures, with reduced motion. A run of all trials opens every page; an essential run one page of each kind and a sample
//! of the rest.

mod colours;
mod fonts;
mod images;
mod motion;
mod scripts;
mod wasm;

pub(super) use fonts::{nothing_is_lost_on, open_narrow};

use super::Trial;
use anyhow::Result;
use e2e::paper::kinds;
use e2e::{Browser, LaunchOptions, Run, Tier, User};

pub(super) fn trials() -> Vec<Trial> {
    [
        wasm::trials(),
        scripts::trials(),
        fonts::trials(),
        colours::trials(),
        images::trials(),
        motion::trials(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The files of the pages to open.
fn pages(user: &User, run: &Run) -> Result<Vec<String>> {
    let mut pages = run.sample(user.paper.pages.iter().cloned(), 20);
    if run.tier == Tier::Essential {
        for (_, page) in kinds() {
            let file = user.paper.file(page)?;
            if !pages.contains(&file) {
                pages.push(file);
            }
        }
    }
    Ok(pages)
}

/// Runs a check in a separate browser with these options.
fn read_in(
    user: &User,
    options: &LaunchOptions,
    read: impl FnOnce(&mut User) -> Result<()>,
) -> Result<()> {
    let browser = Browser::start(user.engine(), options)?;
    let mut other = User::new(&browser, user.paper, user.root)?;
    other.with_viewer = user.with_viewer;
    read(&mut other)
}
