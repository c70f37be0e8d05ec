//! Browsers as some people have set them, by the browsers' own switches: without WebAssembly or
//! scripts, with letters twice as large, with colours of the reader's own, without pictures, with less
//! motion.

mod colours;
mod fonts;
mod images;
mod motion;
mod scripts;
mod wasm;

pub(super) use fonts::open_narrow;

use super::Trial;
use anyhow::Result;
use e2e::{Browser, Mode, Reader};

/// Every kind of page.
pub(super) const PAGES: &[&str] = &[
    "front",
    "headlines",
    "craft",
    "author/edith-marlow.html",
    "topic/telegraph.html",
    "A",
    "article/what-a-place-name-promises.html",
];

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
    let browser = Browser::start_in(reader.engine(), mode)?;
    let mut other = Reader::new(&browser, reader.paper, reader.root)?;
    other.with_viewer = reader.with_viewer;
    read(&mut other)
}
