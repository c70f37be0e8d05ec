//! Browsers as some people have set them, by the browsers' own switches: without WebAssembly or
//! scripts, with letters twice as large, with colours of the reader's own, without pictures, with less
//! motion. Every page of the paper is read so; in every run one page of each kind, and a sample of the rest.

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
use e2e::{Browser, Mode, Reader, Run, Tier};

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

/// The files of the pages that are read.
fn pages(reader: &Reader, run: &Run) -> Result<Vec<String>> {
    let mut pages = run.sample(reader.paper.pages.iter().cloned(), 20);
    if run.tier == Tier::Essential {
        for (_, page) in kinds() {
            let file = reader.paper.file(page)?;
            if !pages.contains(&file) {
                pages.push(file);
            }
        }
    }
    Ok(pages)
}

/// Reads in a browser of its own that is set so.
fn read_in(
    reader: &Reader,
    mode: &Mode,
    read: impl FnOnce(&mut Reader) -> Result<()>,
) -> Result<()> {
    let browser = Browser::start(reader.engine(), mode)?;
    let mut other = Reader::new(&browser, reader.paper, reader.root)?;
    other.with_viewer = reader.with_viewer;
    read(&mut other)
}
