//! Browsers as some people have set them, by the browsers' own switches: without WebAssembly or
//! scripts, with letters twice as large, with colours of the reader's own, without pictures, with less
//! motion. Every page of the paper is read so.

mod colours;
mod fonts;
mod images;
mod motion;
mod scripts;
mod wasm;

pub(super) use fonts::{nothing_is_lost_on, open_narrow};

use super::Trial;
use anyhow::Result;
use e2e::{Browser, Mode, Reader};

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
