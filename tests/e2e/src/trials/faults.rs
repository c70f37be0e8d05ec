//! Every fault on every kind of page: the reader sees a page or is told, can go on, and nothing
//! reloads by itself. The cells are counted and printed as a table.

mod kept;
mod plain;

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::kinds;
use e2e::{Fault, Reader, wait};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a reader waits at most for a page or for words about it.
const PATIENCE: Duration = Duration::from_secs(10);

/// What becomes of a page whose data fails.
#[derive(Clone, Copy)]
enum Outcome {
    /// The reader is told, in these words, and can try again.
    Told(&'static [&'static str]),
    /// The reader is told that there is no such page.
    Gone,
    /// It comes.
    Comes,
}

/// What has been tried so far, by fault: how often it went well.
static CELLS: Mutex<BTreeMap<String, Vec<String>>> = Mutex::new(BTreeMap::new());

pub(super) fn trials() -> Vec<Trial> {
    const DAMAGED: Outcome = Outcome::Told(&["The page arrived damaged"]);
    const UNREACHABLE: Outcome = Outcome::Told(&["No connection", "The page arrived damaged"]);
    const REFUSED: Outcome = Outcome::Told(&["The page could not be fetched"]);
    let text = |text: &str| Fault::Replace(text.to_owned());
    let mut trials = vec![
        data("refused", Fault::Offline, Outcome::Told(&["No connection"])),
        data("reset", Fault::Reset, Outcome::Told(&["No connection"])),
        data("no_such_host", Fault::NoName, Outcome::Told(&["No connection"])),
        data("not_found", Fault::Status(404), Outcome::Gone),
        data("server_error", Fault::Status(500), REFUSED),
        data("busy", Fault::Busy, REFUSED),
        data("hangs", Fault::Hold, Outcome::Told(&["No answer"])),
        data("drips", Fault::Drip, Outcome::Comes),
        data("cut_off", Fault::Truncate, UNREACHABLE),
        data("too_short", Fault::Short, UNREACHABLE),
        data("a_page_to_sign_in", text("<!doctype html><h1>Sign in</h1>"), DAMAGED),
        data("corrupt", text("{\"version\":1,\"slug\":\u{1}"), DAMAGED),
        data("newer", text("{\"version\":999}"), Outcome::Told(&["A newer edition is out"])),
    ];
    for (name, files) in [
        ("stylesheet_missing", &["*.css"][..]),
        ("pictures_missing", &["*.webp", "*.svg", "*.png", "*.jpg"]),
    ] {
        trials.push(Trial::new(&format!("faults::{name}"), move |reader| {
            each_page(reader, name, "read", |reader, page| {
                for file in files {
                    reader.host.fail(file, Fault::Status(404));
                }
                read_on(reader, page)
            })
        }));
    }
    for (name, script) in BROWSERS {
        trials.push(Trial::new(&format!("faults::{name}"), move |reader| {
            reader.host.preface(script);
            each_page(reader, name, "read", read_on)
        }));
    }
    trials.push(Trial::new("faults::a_component_fails", component_fails));
    trials.push(
        Trial::new("faults::little_memory", |reader| {
            MEMORY.iter().try_for_each(|&(how, pages)| {
                each_page(reader, "little_memory", how, |reader, page| {
                    runs_short(reader, page, pages)
                })
            })
        })
        .plain(),
    );
    trials.extend(plain::trials());
    trials.extend(kept::trials());
    trials
}

/// How little memory: that with which the viewer starts, and so many pages (64 KiB) more.
const MEMORY: [(&str, u32); 5] = [
    ("none to spare", 0),
    ("64 KB to spare", 1),
    ("128 KB to spare", 2),
    ("256 KB to spare", 4),
    ("512 KB to spare", 8),
];

/// Browsers that are not as they should be.
const BROWSERS: &[(&str, &str)] = &[
    (
        "storage_forbidden",
        "for (const name of ['sessionStorage', 'localStorage', 'caches', 'indexedDB'])
            Object.defineProperty(window, name, { get() {
                throw new DOMException('forbidden', 'SecurityError'); } });",
    ),
    (
        "storage_full",
        "Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError'); };",
    ),
    (
        "private_mode",
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
        delete window.caches;",
    ),
    ("clock_in_1970", "Date.now = () => 0;"),
    ("clock_runs_backwards", "let now = 4e12; Date.now = () => now -= 1e6;"),
];

/// Each page fails once on the way from another page, and once when it is opened by its address.
fn data(name: &'static str, fault: Fault, outcome: Outcome) -> Trial {
    Trial::new(&format!("faults::{name}"), move |reader| {
        if let Fault::NoName = fault {
            // The page's policy would not let the browser ask for the name.
            reader.host.strip_policies();
        }
        each_page(reader, name, "followed", |reader, page| follow(reader, page, &fault, outcome))?;
        each_page(reader, name, "opened", |reader, page| open(reader, page, &fault))
    })
}

/// Does a cell for each page, and fails with all that failed.
fn each_page(
    reader: &Reader,
    fault: &str,
    how: &str,
    cell: impl Fn(&Reader, &str) -> Result<()>,
) -> Result<()> {
    let (row, mut failed) = (format!("{fault}, {how}"), Vec::new());
    // A second try takes the place of the first.
    CELLS.lock().unwrap_or_else(PoisonError::into_inner).insert(row.clone(), Vec::new());
    for (kind, page) in kinds() {
        let result = cell(reader, page);
        reader.host.heal();
        let word = if result.is_ok() { "✓" } else { "✗" };
        let mut cells = CELLS.lock().unwrap_or_else(PoisonError::into_inner);
        cells.entry(row.clone()).or_default().push(format!("{kind} {word}"));
        if let Err(error) = result {
            failed.push(format!("{kind}, {how}: {error:#}"));
        }
    }
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

/// Clicks a link to the page.
fn go(reader: &Reader, page: &str) -> Result<()> {
    go_after(reader, page, "")
}

fn follow(reader: &Reader, page: &str, fault: &Fault, outcome: Outcome) -> Result<()> {
    reader.open("D")?;
    reader.host.fail(&reader.paper.data(page)?, fault.clone());
    let started = Instant::now();
    go(reader, page)?;
    if let Outcome::Comes = outcome {
        return reader.wait_for_page(page).map(drop);
    }
    let words: &[&str] = if let Outcome::Told(words) = outcome { words } else { &["Not found"] };
    let told = |heading: &str| words.contains(&heading);
    reader.wait_for_sight("words about it", |sight| sight.settled && told(&sight.heading))?;
    let took = started.elapsed();
    ensure!(took < PATIENCE, "it took {took:?}");
    reader.host.heal();
    if let Outcome::Gone = outcome {
        reader.session.back()?;
        return reader.wait_for_page("D").map(drop);
    }
    reader.click_words("Try again")?;
    // A newer edition is loaded from the file, which has another address than the front page.
    reader.wait_for_heading(&reader.paper.printed(&reader.paper.file(page)?)?.heading).map(drop)
}

/// The printed page stays, is asked for once, and its links lead on.
fn open(reader: &Reader, page: &str, fault: &Fault) -> Result<()> {
    let file = reader.paper.file(page)?;
    let data = reader.paper.data(page)?;
    reader.host.fail(&data, fault.clone());
    let before = reader.host.asked().len();
    reader.type_address(&file)?;
    let heading = reader.paper.printed(&file)?.heading;
    let here = format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading));
    reader.wait_until("the page can be read", &here)?;
    reader.wait_until_asked_since(before, &data)?;
    reader.let_paint()?;
    reader.wait_until("it stays", &here)?;
    reader.host.heal();
    reader.asked_once(before, &file)?;
    let next = elsewhere(page)[0];
    click(|| reader.click(next))?;
    reader.wait_for_page(next).map(drop)
}

/// Does a click on a link, which the viewer may exchange at that very moment: when it takes the page
/// over, or when it stops half-way.
fn click(click: impl Fn() -> Result<()>) -> Result<()> {
    let mut last = Ok(());
    wait::within(PATIENCE, || {
        last = click();
        last.is_ok().then_some(())
    });
    last
}

/// Where the links above and below every page lead, without the page itself. The front page comes
/// last, as it has two addresses: the browser's way there shows the file.
fn elsewhere(page: &str) -> Vec<&'static str> {
    ["headlines", "craft", "press", "front"].into_iter().filter(|name| *name != page).collect()
}

/// The page is read, left and found again. Its file is asked for when it is opened, and never again.
fn read_on(reader: &Reader, page: &str) -> Result<()> {
    let before = reader.host.asked().len();
    reader.open(page)?;
    go(reader, "D")?;
    reader.wait_for_page("D")?;
    reader.session.back()?;
    reader.wait_for_page(page)?;
    reader.session.forward()?;
    reader.wait_for_page("D")?;
    reader.let_paint()?;
    reader.asked_once(before, &reader.paper.file(page)?)?;
    reader.asked_at_most(before, &reader.paper.file("D")?, 0)
}

/// The viewer may fail at any moment, and the reader doesn't lose the page for it: it is there, and a
/// link leads on, at the latest when it is clicked once more after word of the failure.
fn runs_short(reader: &Reader, page: &str, pages: u32) -> Result<()> {
    const FAILED: &str = "document.querySelector('.failed[role=alert]')";
    reader.host.fail("*.wasm", Fault::LittleMemory(pages));
    let here = |page: &str| -> Result<String> {
        let heading = reader.paper.printed(&reader.paper.file(page)?)?.heading;
        Ok(format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading)))
    };
    let file = reader.paper.file(page)?;
    let before = reader.host.asked().len();
    reader.type_address(&file)?;
    reader.wait_until("the page can be read", &here(page)?)?;
    // WebKit keeps it, and without a viewer nobody asks again.
    reader.wait_until_asked("data/publication.json")?;
    reader.let_paint()?;
    reader.wait_until("it stays", &here(page)?)?;
    for next in elsewhere(page).into_iter().take(3) {
        let clicked = reader.host.asked().len();
        click(|| reader.click(next))?;
        let under_way = "document.documentElement.dataset.routeState === 'loading'";
        let there = format!("{} && !({under_way})", here(next)?);
        reader.wait_until("the link leads on, or word comes", &format!("{there} || {FAILED}"))?;
        if reader.value(&there)? != true {
            reader.let_paint()?;
            click(|| reader.click(next))?;
            reader.wait_until("the browser follows the link", &there)?;
        }
        // The second click may come while the browser is about to follow the first.
        reader.asked_at_most(clicked, &reader.paper.file(next)?, 2)?;
    }
    reader.asked_once(before, &file)
}

/// Something has changed the browser under the viewer, so that a component fails while it is made.
fn component_fails(reader: &Reader) -> Result<()> {
    each_page(reader, "a_component_fails", "followed", |reader, page| {
        let before = reader.host.asked().len();
        reader.open("D")?;
        let heading = reader.look()?.heading;
        let spoil = "window.stillHere = true;
            const make = Document.prototype.createElement; let made = 0;
            Document.prototype.createElement = function (...names) {
                if (++made === 12) throw new Error('spoilt by the test');
                return make.apply(this, names); };";
        go_after(reader, page, spoil)?;
        let told = "!!document.querySelector('.failed[role=alert]')";
        reader.wait_until("a reload is offered", told)?;
        ensure!(!reader.look()?.heading.is_empty(), "the page “{heading}” has become blank");
        go(reader, "C")?;
        reader.wait_until("the browser follows links", "!window.stillHere")?;
        reader.wait_for_page("C")?;
        // Nothing was loaded anew but what the reader has opened.
        reader.asked_once(before, &reader.paper.file("D")?)?;
        reader.asked_once(before, &reader.paper.file("C")?)?;
        reader.asked_at_most(before, &reader.paper.file(page)?, 0)
    })
}

/// Puts a link into the page, then runs `spoil`, then clicks the link.
fn go_after(reader: &Reader, page: &str, spoil: &str) -> Result<()> {
    let put = format!(
        "const link = document.createElement('a');
        link.href = arguments[0];
        link.textContent = 'A link of the test';
        document.querySelector('main').prepend(link);
        scrollTo(0, 0);
        {spoil}
        return link;"
    );
    let address = reader.address_of(&reader.paper.file(page)?);
    click(|| {
        let link = reader.session.find(&put, &[json!(address)])?;
        reader.session.click(&link.context("the link isn't there")?)
    })
}

/// What has been tried, as Markdown: a row for each fault, and how many cells.
pub(crate) fn table(engine: &str) -> Option<String> {
    let cells = CELLS.lock().unwrap_or_else(PoisonError::into_inner);
    let count: usize = cells.values().map(Vec::len).sum();
    if count == 0 {
        return None;
    }
    let mut table = format!("| {engine}: {count} cells | |\n| --- | --- |\n");
    for (fault, cells) in cells.iter() {
        let fault = fault.replace('_', " ");
        let _ = writeln!(table, "| {fault} | {} |", cells.join(", "));
    }
    Some(table)
}
