//! What was read at a host opens again when the host is gone.

use crate::http::get;
use crate::places::Open;
use anyhow::{Result, ensure};
use e2e::Reader;

/// Reads the front page and an article, ends the host, and reads both again.
pub(crate) fn offline(reader: &Reader, open: &Open) -> Result<()> {
    // A host of its own: it can be ended, and nothing has been kept of it.
    let host = Open::start(open.place, &reader.paper.site)?;
    let mut reader = Reader::new(reader.browser, reader.paper, open.place.root)?;
    host.lead(&mut reader);
    let front = host.address(if open.place.opens_folders() { "" } else { "index.html" });
    let heading = reader.paper.printed("index.html")?.heading;
    let read_front = || {
        reader.session.open(&front)?;
        reader.wait_for_sight("the front page", |it| it.settled && it.heading == heading)
    };

    read_front()?;
    reader.wait_until_kept("front")?;
    reader.follow("A")?;
    reader.wait_until_kept("A")?;
    drop(host);
    ensure!(get(&front, &[]).is_err(), "the host still answers");

    read_front()?;
    let by_worker = "navigator.serviceWorker.controller !== null";
    ensure!(reader.value(by_worker)? == true, "the front page is not the worker's");
    reader.follow("A")?;
    reader.open("A")?;
    ensure!(reader.value(by_worker)? == true, "the article is not the worker's");
    read_front().map(drop)
}
