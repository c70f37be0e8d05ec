//! Every fault on every kind of page: a page or a message is shown, links work, and nothing reloads by itself. Each result
//! is a cell of the table that `cargo xtask test` makes.
//!
//! In an essential run each fault is tried on one kind of page in each way, which differs between engines.

mod kept;
mod plain;

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::kinds;
use e2e::words;
use e2e::{Fault, Run, User, wait};
use serde_json::json;
use std::time::{Duration, Instant};

/// The longest time until a page or a message is shown.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The expected result for a page whose data fails.
#[derive(Clone, Copy)]
enum Outcome {
    /// A message with one of these titles, and *Try again*.
    Told(&'static [&'static str]),
    /// The "not found" page.
    Gone,
    /// The page itself.
    Comes,
}

pub(super) fn trials() -> Vec<Trial> {
    const DAMAGED: Outcome = Outcome::Told(&[words::UNREADABLE]);
    const UNREACHABLE: Outcome = Outcome::Told(&[words::UNREACHABLE, words::UNREADABLE]);
    const REFUSED: Outcome = Outcome::Told(&[words::STATUS]);
    let text = |text: &str| Fault::Replace(text.to_owned());
    let mut trials = vec![
        data("refused", Fault::Offline, Outcome::Told(&[words::UNREACHABLE])),
        data("reset", Fault::Reset, Outcome::Told(&[words::UNREACHABLE])),
        data("no_such_host", Fault::UnknownHost, Outcome::Told(&[words::UNREACHABLE])),
        data("not_found", Fault::Status(404), Outcome::Gone),
        data("server_error", Fault::Status(500), REFUSED),
        data("busy", Fault::Busy, REFUSED),
        data("hangs", Fault::Hold, Outcome::Told(&[words::TIMED_OUT])),
        data("drips", Fault::Slow, Outcome::Comes),
        data("cut_off", Fault::Truncate, UNREACHABLE),
        data("too_short", Fault::Short, UNREACHABLE),
        data("a_page_to_sign_in", text("<!doctype html><h1>Sign in</h1>"), DAMAGED),
        data("corrupt", text("{\"version\":1,\"slug\":\u{1}"), DAMAGED),
        data("newer", text("{\"version\":999}"), Outcome::Told(&[words::NEWER_EDITION])),
    ];
    for (name, files) in [
        ("stylesheet_missing", &["*.css"][..]),
        ("pictures_missing", &["*.webp", "*.svg", "*.png", "*.jpg"]),
    ] {
        trials.push(Trial::scaled(&format!("faults::{name}"), move |user, run| {
            each_page(user, run, name, "read", |user, page| {
                for file in files {
                    user.host.fail(file, Fault::Status(404));
                }
                read_on(user, page)
            })
        }));
    }
    for (name, script) in BROWSERS {
        trials.push(Trial::scaled(&format!("faults::{name}"), move |user, run| {
            user.host.inject_script(script);
            each_page(user, run, name, "read", read_on)
        }));
    }
    trials.push(Trial::scaled("faults::a_component_fails", component_fails));
    trials.push(
        Trial::scaled("faults::little_memory", |user, run| {
            MEMORY.iter().try_for_each(|&(way, pages)| {
                each_page(user, run, "little_memory", way, |user, page| {
                    runs_short(user, page, pages)
                })
            })
        })
        .plain(),
    );
    trials.extend(plain::trials());
    trials.extend(kept::trials());
    trials
}

/// Limits of memory: how many pages (64 KiB) the viewer's memory may grow by.
const MEMORY: [(&str, u32); 5] = [
    ("none to spare", 0),
    ("64 KB to spare", 1),
    ("128 KB to spare", 2),
    ("256 KB to spare", 4),
    ("512 KB to spare", 8),
];

/// Scripts that break the browser's APIs.
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

/// Each page fails once when it is followed to, and once when it is opened by its address.
fn data(name: &'static str, fault: Fault, outcome: Outcome) -> Trial {
    Trial::scaled(&format!("faults::{name}"), move |user, run| {
        if let Fault::UnknownHost = fault {
            // The page's policy would block the redirect.
            user.host.strip_policies();
        }
        each_page(user, run, name, "followed", |user, page| follow(user, page, &fault, outcome))?;
        each_page(user, run, name, "opened", |user, page| open(user, page, &fault))
    })
}

/// Tries a fault on each kind of page of the sample, and reports all failures.
fn each_page(
    user: &User,
    run: &Run,
    fault: &str,
    way: &str,
    cell: impl Fn(&User, &str) -> Result<()>,
) -> Result<()> {
    let mut failed = Vec::new();
    for (kind, page) in kinds_for(run, fault, way) {
        let result = cell(user, page);
        user.host.remove_faults();
        run.results.fault(&fault.replace('_', " "), way, kind, result.is_ok());
        if let Err(error) = result {
            failed.push(format!("{kind}, {way}: {error:#}"));
        }
    }
    ensure!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

/// The kinds of page that a fault is tried on in this way.
fn kinds_for(run: &Run, fault: &str, way: &str) -> Vec<(&'static str, &'static str)> {
    run.rotate(kinds(), turn(fault, way))
}

/// The offset of the sample, which differs between faults and ways.
fn turn(fault: &str, way: &str) -> usize {
    fault.bytes().chain(way.bytes()).map(usize::from).sum()
}

/// Clicks a link to the page.
fn go(user: &User, page: &str) -> Result<()> {
    go_after(user, page, "")
}

fn follow(user: &User, page: &str, fault: &Fault, outcome: Outcome) -> Result<()> {
    user.open("D")?;
    user.host.fail(&user.paper.data(page)?, fault.clone());
    let started = Instant::now();
    go(user, page)?;
    if let Outcome::Comes = outcome {
        return user.wait_for_page(page).map(drop);
    }
    let words: &[&str] =
        if let Outcome::Told(words) = outcome { words } else { &[words::NOT_FOUND] };
    let told = |heading: &str| words.contains(&heading);
    user.wait_for_snapshot("a message", |snapshot| snapshot.settled && told(&snapshot.heading))?;
    let took = started.elapsed();
    ensure!(took < TIMEOUT, "it took {took:?}");
    user.host.remove_faults();
    if let Outcome::Gone = outcome {
        user.session.back()?;
        return user.wait_for_page("D").map(drop);
    }
    user.click_words(words::TRY_AGAIN)?;
    // A newer edition reloads the page's file, whose address differs for the front page.
    user.wait_for_heading(&user.paper.printed(&user.paper.file(page)?)?.heading).map(drop)
}

/// Checks that the prerendered page stays, is requested once, and that its links work.
fn open(user: &User, page: &str, fault: &Fault) -> Result<()> {
    let file = user.paper.file(page)?;
    let data = user.paper.data(page)?;
    user.host.fail(&data, fault.clone());
    let before = user.host.requests().len();
    user.type_address(&file)?;
    let heading = user.paper.printed(&file)?.heading;
    let here = format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading));
    user.wait_until("the page can be read", &here)?;
    user.wait_until_requested_since(before, &data)?;
    user.wait_for_frames()?;
    user.wait_until("it stays", &here)?;
    user.host.remove_faults();
    user.requested_once(before, &file)?;
    let next = elsewhere(page)[0];
    click(|| user.click(next))?;
    user.wait_for_page(next).map(drop)
}

/// Clicks a link, with retries, because the viewer may replace it at that moment.
fn click(click: impl Fn() -> Result<()>) -> Result<()> {
    let mut last = Ok(());
    wait::within(TIMEOUT, || {
        last = click();
        last.is_ok().then_some(())
    });
    last
}

/// The pages that every page links to, except itself. The front page is last, because it has two addresses, of which the
/// browser shows the file.
fn elsewhere(page: &str) -> Vec<&'static str> {
    ["headlines", "craft", "press", "front"].into_iter().filter(|name| *name != page).collect()
}

/// Reads the page, leaves it and goes back. Its file is requested only when it is opened.
fn read_on(user: &User, page: &str) -> Result<()> {
    let before = user.host.requests().len();
    user.open(page)?;
    go(user, "D")?;
    user.wait_for_page("D")?;
    user.session.back()?;
    user.wait_for_page(page)?;
    user.session.forward()?;
    user.wait_for_page("D")?;
    user.wait_for_frames()?;
    user.requested_once(before, &user.paper.file(page)?)?;
    user.requested_at_most(before, &user.paper.file("D")?, 0)
}

/// The viewer may run out of memory at any time: the page stays, and links work, at the latest at a second click after the
/// message.
fn runs_short(user: &User, page: &str, pages: u32) -> Result<()> {
    const FAILED: &str = "document.querySelector('.failed[role=alert]')";
    user.host.fail("*.wasm", Fault::LimitMemory(pages));
    let here = |page: &str| -> Result<String> {
        let heading = user.paper.printed(&user.paper.file(page)?)?.heading;
        Ok(format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading)))
    };
    let file = user.paper.file(page)?;
    let before = user.host.requests().len();
    user.type_address(&file)?;
    user.wait_until("the page can be read", &here(page)?)?;
    // Only once: WebKit caches the file.
    user.wait_until_requested_since(0, ".wasm")?;
    user.wait_for_frames()?;
    user.wait_until("it stays", &here(page)?)?;
    for next in elsewhere(page).into_iter().take(3) {
        let clicked = user.host.requests().len();
        click(|| user.click(next))?;
        let under_way = "document.documentElement.dataset.routeState === 'loading'";
        let there = format!("{} && !({under_way})", here(next)?);
        user.wait_until("the link works, or a message is shown", &format!("{there} || {FAILED}"))?;
        if user.value(&there)? != true {
            user.wait_for_frames()?;
            click(|| user.click(next))?;
            user.wait_until("the browser follows the link", &there)?;
        }
        // The second click may happen while the browser is following the first.
        user.requested_at_most(clicked, &user.paper.file(next)?, 2)?;
    }
    user.requested_once(before, &file)
}

/// `createElement` throws while a component is rendered.
fn component_fails(user: &User, run: &Run) -> Result<()> {
    each_page(user, run, "a_component_fails", "followed", |user, page| {
        let before = user.host.requests().len();
        user.open("D")?;
        let heading = user.snapshot()?.heading;
        let spoil = "window.stillHere = true;
            const make = Document.prototype.createElement; let made = 0;
            Document.prototype.createElement = function (...names) {
                // The head can do without an element.
                const counts = !/^(meta|link)$/.test(names[0]);
                if (counts && ++made === 12) throw new Error('spoilt by the test');
                return make.apply(this, names); };";
        go_after(user, page, spoil)?;
        let told = "!!document.querySelector('.failed[role=alert]')";
        user.wait_until("a reload is offered", told)?;
        ensure!(!user.snapshot()?.heading.is_empty(), "the page “{heading}” is blank");
        go(user, "C")?;
        user.wait_until("the browser follows links", "!window.stillHere")?;
        user.wait_for_page("C")?;
        // Nothing was reloaded except the page that was opened.
        user.requested_once(before, &user.paper.file("D")?)?;
        user.requested_once(before, &user.paper.file("C")?)?;
        user.requested_at_most(before, &user.paper.file(page)?, 0)
    })
}

/// Adds a link to the page, runs `spoil`, then clicks the link.
fn go_after(user: &User, page: &str, spoil: &str) -> Result<()> {
    let put = format!(
        "const link = document.createElement('a');
        link.href = arguments[0];
        link.textContent = 'A link of the test';
        document.querySelector('main').prepend(link);
        scrollTo(0, 0);
        {spoil}
        return link;"
    );
    let address = user.address_of(&user.paper.file(page)?);
    click(|| {
        let link = user.session.find(&put, &[json!(address)])?;
        user.session.click(&link.context("the link isn't there")?)
    })
}

#[cfg(test)]
mod tests {
    use super::turn;

    /// `Run::rotate` gives engines offsets of two, so the offsets of the two ways must differ by an odd number.
    #[test]
    fn the_engines_try_a_fault_on_all_kinds_of_page_together() {
        for fault in ["refused", "busy", "a_page_to_sign_in"] {
            assert_eq!((turn(fault, "followed") + turn(fault, "opened")) % 2, 1, "{fault}");
        }
    }
}
