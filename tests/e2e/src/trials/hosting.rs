//! Misconfigured hosts: the viewer works, though it may be slower. `bin/hosts` has well-configured ones.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Engine, Fault, HostKind, User};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        behaving("wasm_as_bytes", HostKind::WasmAsBytes),
        behaving("wasm_as_text", HostKind::WasmAsText).thorough(),
        behaving("everything_kept_for_ever", HostKind::AllImmutable).thorough(),
        Trial::new("hosting::what_was_kept_still_opens", kept).in_a_folder(),
        // As in all other trials.
        Trial::new("hosting::nothing_is_compressed", uncompressed).thorough(),
        Trial::new("hosting::no_parts_of_files", no_ranges).essential_in(&[Engine::WebKit]),
    ]
}

/// A walk with the viewer, at a host of this kind.
fn behaving(name: &str, kind: HostKind) -> Trial {
    let run = move |user: &User| {
        user.host.emulate(kind);
        walk(user, "open headlines, B, C, back, reload, forward, D, craft")
    };
    Trial::new(&format!("hosting::{name}"), run).in_a_folder()
}

/// With a host that sends everything as immutable, pages open offline, including the viewer.
fn kept(user: &User) -> Result<()> {
    user.host.emulate(HostKind::AllImmutable);
    user.open("B")?;
    user.follow("C")?;
    user.host.fail("*", Fault::Offline);
    user.session.back()?;
    user.wait_for_page("B")?;
    user.follow("C").map(drop)
}

fn uncompressed(user: &User) -> Result<()> {
    user.open("B")?;
    let sizes = user.value(
        "performance.getEntriesByType('resource').filter(it => it.name.includes('/viewer/'))
            .filter(it => it.encodedBodySize !== it.decodedBodySize).map(it => it.name)",
    )?;
    ensure!(sizes.as_array().is_some_and(Vec::is_empty), "compressed: {sizes}");
    walk(user, "open B, C, back")
}

/// The tests' host doesn't support range requests: audio has a duration nevertheless.
fn no_ranges(user: &User) -> Result<()> {
    let file = "article/the-night-the-press-turned.html";
    user.open(file)?;
    let status = user.session.run_async(
        "const [address, done] = arguments;
        fetch(address, { headers: { Range: 'bytes=0-9' } }).then(it => done(it.status));",
        &[user.value("(document.querySelector('audio, video, source').src)")?],
    )?;
    ensure!(status == 200, "the host sends parts: {status}");
    user.session.run("document.querySelector('audio, video').load()", &[])?;
    user.wait_until(
        "the recording can be played",
        "document.querySelector('audio, video').duration > 0",
    )
}
