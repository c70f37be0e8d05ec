//! Hosts that do it badly: the viewer works, more slowly at worst. `bin/hosts` has those that do it
//! well.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Engine, Fault, Manner, Reader};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        behaving("wasm_as_bytes", Manner::WasmAsBytes),
        behaving("wasm_as_text", Manner::WasmAsText).thorough(),
        behaving("everything_kept_for_ever", Manner::KeepsForEver).thorough(),
        Trial::new("hosting::what_was_kept_still_opens", kept).in_a_folder(),
        // So are the pages of all other trials.
        Trial::new("hosting::nothing_is_compressed", uncompressed).thorough(),
        Trial::new("hosting::no_parts_of_files", no_ranges).essential_in(&[Engine::WebKit]),
    ]
}

/// A walk at a host with this manner, with the viewer in charge.
fn behaving(name: &str, manner: Manner) -> Trial {
    let run = move |reader: &Reader| {
        reader.host.behave(manner);
        walk(reader, "open headlines, B, C, back, reload, forward, D, craft")
    };
    Trial::new(&format!("hosting::{name}"), run).in_a_folder()
}

/// What a host lets browsers keep for ever opens when the host has gone, viewer and all.
fn kept(reader: &Reader) -> Result<()> {
    reader.host.behave(Manner::KeepsForEver);
    reader.open("B")?;
    reader.follow("C")?;
    reader.host.fail("*", Fault::Offline);
    reader.session.back()?;
    reader.wait_for_page("B")?;
    reader.follow("C").map(drop)
}

fn uncompressed(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    let sizes = reader.value(
        "performance.getEntriesByType('resource').filter(it => it.name.includes('/viewer/'))
            .filter(it => it.encodedBodySize !== it.decodedBodySize).map(it => it.name)",
    )?;
    ensure!(sizes.as_array().is_some_and(Vec::is_empty), "compressed: {sizes}");
    walk(reader, "open B, C, back")
}

/// The tests' host knows no ranges: recordings still say how long they are.
fn no_ranges(reader: &Reader) -> Result<()> {
    let file = "article/the-night-the-press-turned.html";
    reader.open(file)?;
    let status = reader.session.run_async(
        "const [address, done] = arguments;
        fetch(address, { headers: { Range: 'bytes=0-9' } }).then(it => done(it.status));",
        &[reader.value("(document.querySelector('audio, video, source').src)")?],
    )?;
    ensure!(status == 200, "the host sends parts: {status}");
    reader.session.run("document.querySelector('audio, video').load()", &[])?;
    reader.wait_until(
        "the recording can be played",
        "document.querySelector('audio, video').duration > 0",
    )
}
