//! Reading offline, and updates to new editions.

use super::Trial;
use super::edition::{Folder, publish_edition};
use anyhow::{Context as _, Result, ensure};
use e2e::words;
use e2e::{Engine, Fault, Run, Tier, User};
use serde_json::json;
use std::fs;
use std::time::{Duration, Instant};

/// How many editions are published in a row: a few in an essential run, to update from an edition that was itself an
/// update; in a run of all trials, more than browsers cache by themselves.
fn editions_in(tier: Tier) -> u32 {
    if tier == Tier::All { 20 } else { 3 }
}

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name: &str, run: fn(&User) -> Result<()>| {
        Trial::new(&format!("offline::{name}"), run).with_worker()
    };
    vec![
        trial("what_was_read_opens_again", read_opens),
        trial("what_was_read_opens_again_in_a_folder", read_opens).in_a_folder().thorough(),
        trial("what_was_not_read_says_so", not_read),
        trial("a_silent_host_is_not_waited_for", silent),
        trial("a_page_to_sign_in_takes_no_place", signing_in),
        trial("the_whole_paper_is_kept", whole_paper),
        trial("what_is_read_again_is_still_known", known).essential_in(&[Engine::Chromium]),
        trial("keeping_stops_goes_on_and_is_forgotten", stop_and_go_on),
        trial("room_is_looked_for_first", |user| room_runs_out(user, LITTLE_ROOM))
            .essential_in(&[Engine::Firefox]),
        trial("room_that_runs_out_shows_message_of", |user| room_runs_out(user, NO_ROOM_FOR_ONE)),
        trial("half_a_site_is_readable", half_a_site).essential_in(&[Engine::Chromium]),
        trial("what_can_t_be_kept_is_read", full).essential_in(&[Engine::Firefox]),
        Trial::scaled("offline::editions_in_a_row", editions).with_worker(),
        Trial::scaled("offline::editions_in_a_row_in_a_folder", editions)
            .with_worker()
            .in_a_folder()
            .thorough(),
    ]
}

/// Opens headlines and B, and waits until both are cached.
fn read_two(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.wait_until_cached("headlines")?;
    user.follow("B")?;
    user.wait_until_cached("B")
}

/// Reloads as by the browser's button. Firefox's driver would bypass the service worker, as with Shift.
pub(super) fn reload(user: &User) -> Result<()> {
    let script = "document.documentElement.dataset.viewer = 'going'; location.reload()";
    user.session.run(script, &[]).map(drop)
}

fn read_opens(user: &User) -> Result<()> {
    read_two(user)?;
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    user.wait_for_page("B")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    reload(user)?;
    user.wait_for_page("headlines")?;
    user.follow("B")?;
    user.open("headlines")
}

fn not_read(user: &User) -> Result<()> {
    read_two(user)?;
    user.host.fail("*", Fault::Offline);
    // By its address: the worker answers with `offline.html`, which the viewer replaces by its own page. The articles at
    // the top of the list are prefetched.
    let file = user.paper.file("M")?;
    user.type_address(&file)?;
    let seen = user.wait_for_heading(words::UNREACHABLE)?;
    ensure!(seen.address == [user.root, &file].concat(), "the address is {}", seen.address);
    user.wait_until("cached pages are listed", "!!document.querySelector('.kept li')")?;
    user.follow("B")?;
    // By a link in the viewer.
    user.click("craft")?;
    user.wait_for_heading(words::UNREACHABLE)?;
    user.host.remove_faults();
    user.click_words(words::TRY_AGAIN)?;
    user.wait_for_page("craft").map(drop)
}

fn silent(user: &User) -> Result<()> {
    read_two(user)?;
    user.host.fail("*", Fault::Hold);
    let started = Instant::now();
    reload(user)?;
    user.wait_for_page("B")?;
    let took = started.elapsed();
    ensure!(took < Duration::from_secs(10), "it took {took:?}");
    Ok(())
}

fn signing_in(user: &User) -> Result<()> {
    read_two(user)?;
    user.host.fail("*", Fault::Replace("<h1>Sign in</h1>".into()));
    reload(user)?;
    user.wait_for_page("B")?;
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    user.wait_for_page("B").map(drop)
}

/// Presses a button of the edition's status.
pub(super) fn press(user: &User, words: &str) -> Result<()> {
    let find = "return [...document.querySelectorAll('.edition button')]
        .find(button => button.textContent === arguments[0]) ?? null";
    let there = format!(
        "[...document.querySelectorAll('.edition button')].some(it => it.textContent === '{words}')"
    );
    user.wait_until(&format!("there is a button “{words}”"), &there)?;
    let button = user.session.find(find, &[json!(words)])?;
    user.session.click(&button.context("the button has gone")?)
}

pub(super) fn wait_for_words(user: &User, words: &str) -> Result<()> {
    let said = format!("document.querySelector('.keeping')?.textContent.includes('{words}')");
    user.wait_until(&format!("the edition's status is “{words}”"), &said)
}

fn whole_paper(user: &User) -> Result<()> {
    user.open("front")?;
    wait_for_words(user, " MB")?;
    press(user, words::KEEP_OFFLINE)?;
    wait_for_words(user, "The whole paper is kept")?;
    user.host.fail("*", Fault::Offline);
    for name in ["D", "article/huruf-al-matbaa.html", "section/maps.html", "headlines"] {
        user.open(name)?;
    }
    user.open("front")?;
    let shown = "[...document.images].some(it => it.complete && it.naturalWidth)";
    user.wait_until("a picture is loaded", shown)
}

/// A file of the edition that is read again keeps its hash header; otherwise the worker would fetch it again for the
/// edition.
fn known(user: &User) -> Result<()> {
    user.open("front")?;
    wait_for_words(user, " MB")?;
    press(user, words::KEEP_OFFLINE)?;
    wait_for_words(user, "The whole paper is kept")?;
    // The worker caches the first responses during the second requests.
    let (page, data) = (user.paper.file("D")?, user.paper.data("D")?);
    for _ in 0..2 {
        user.open("D")?;
        let loaded = format!(
            "performance.getEntriesByType('resource').some(it => it.name.endsWith('{data}'))"
        );
        user.wait_until("the page's data is loaded", &loaded)?;
    }
    for file in [data, page] {
        let times = user.host.requests().iter().filter(|asked| **asked == file).count();
        ensure!(times > 2, "{file} was not read again");
        let hash = "const [path, done] = arguments;
            caches.match(new URL(path, location.origin), { ignoreVary: true })
                .then(it => done(it.headers.get('Dateline-Hash')), error => done(null))";
        let path = [user.root, &file].concat();
        let hash = user.session.run_async(hash, &[json!(path)])?;
        ensure!(hash.is_string(), "{file} has lost its hash header: {hash}");
    }
    Ok(())
}

fn stop_and_go_on(user: &User) -> Result<()> {
    user.open("front")?;
    wait_for_words(user, " MB")?;
    user.host.fail("*.html", Fault::Hold);
    press(user, words::KEEP_OFFLINE)?;
    let bar = "document.querySelector('.keeping progress')?.max > 1000";
    user.wait_until("a bar shows how far it is", bar)?;
    press(user, "Stop")?;
    wait_for_words(user, "Kept offline: ")?;
    user.host.remove_faults();
    press(user, "Go on")?;
    wait_for_words(user, "The whole paper is kept")?;
    // The state survives a reload.
    reload(user)?;
    user.wait_for_page("front")?;
    wait_for_words(user, "The whole paper is kept")?;
    press(user, "Forget it")?;
    wait_for_words(user, "You can keep the whole paper")
}

/// The storage quota is ten bytes at first, then unlimited.
const LITTLE_ROOM: &str = "let looks = 0;
    const estimate = async () => ({ quota: looks++ ? 1e12 : 10, usage: 0 });
    Object.defineProperty(navigator, 'storage', { value: { estimate } });";

/// The quota is exceeded at the first file.
const NO_ROOM_FOR_ONE: &str = "const { put } = Cache.prototype; let full = true;
    Cache.prototype.put = async function (file, answer) {
        if (full && /section.*html/.test(file)) {
            full = false;
            throw new DOMException('', 'QuotaExceededError');
        }
        return put.call(this, file, answer); };";

/// Prepends a script to the host's service worker.
fn prepend_to_worker(user: &User, script: &str) -> Result<()> {
    let worker = fs::read_to_string(user.paper.site.join("worker.js"))?;
    user.host.fail("worker.js", Fault::Replace([script, &worker].concat()));
    Ok(())
}

/// There is too little storage: the message is shown, and trying again works.
fn room_runs_out(user: &User, before_worker: &str) -> Result<()> {
    prepend_to_worker(user, before_worker)?;
    user.open("front")?;
    wait_for_words(user, " MB")?;
    press(user, words::KEEP_OFFLINE)?;
    wait_for_words(user, "There is not enough room")?;
    press(user, words::TRY_AGAIN)?;
    wait_for_words(user, "The whole paper is kept")
}

/// A full disk doesn't prevent reading the new edition.
fn full(user: &User) -> Result<()> {
    let heading = format!("{} 1", user.paper.printed(&user.paper.file("B")?)?.heading);
    let no_room = "const { put } = Cache.prototype;
        Cache.prototype.put = async function (file, answer) {
            if ((await answer.clone().text()).includes(NEW))
                throw new DOMException('', 'QuotaExceededError');
            return put.call(this, file, answer); };";
    prepend_to_worker(user, &no_room.replace("NEW", &json!(heading).to_string()))?;
    read_two(user)?;
    let folder = Folder::new("full")?;
    publish_edition(user, &folder.0, 1)?;
    reload(user)?;
    user.wait_for_heading(&heading).map(drop)
}

/// A half-uploaded site: the new pages exist, but their viewer doesn't.
fn half_a_site(user: &User) -> Result<()> {
    read_two(user)?;
    let folder = Folder::new("half")?;
    publish_edition(user, &folder.0, 1)?;
    fs::remove_dir_all(folder.0.join("viewer"))?;
    reload(user)?;
    let heading = format!("{} 1", user.paper.printed(&user.paper.file("B")?)?.heading);
    user.wait_until(
        "the prerendered page is loaded",
        &format!("document.readyState === 'complete' && document.querySelector('h1')?.textContent === {}", json!(heading)),
    )
}

/// Each new edition is announced, and shown on request.
fn editions(user: &User, run: &Run) -> Result<()> {
    const KNOWN: &str = "!!document.querySelector('body > .edition')";
    user.open("B")?;
    user.wait_until("the viewer knows its edition", KNOWN)?;
    let old = user.paper.printed(&user.paper.file("B")?)?.heading;
    let mut shown = old.clone();
    for number in 1..=editions_in(run.tier) {
        let folder = Folder::new(&format!("edition-{number}-{}", user.root.len()))?;
        publish_edition(user, &folder.0, number)?;
        // Triggers the check.
        user.session.run("window.dispatchEvent(new Event('online'))", &[])?;
        let told = "!!document.querySelector('.new-edition')";
        user.wait_until(&format!("edition {number} is announced"), told)?;
        ensure!(user.snapshot()?.heading == shown, "the page changed by itself");
        press(user, "Read it")?;
        shown = format!("{old} {number}");
        user.wait_for_heading(&shown).with_context(|| format!("edition {number}"))?;
        user.wait_until("the viewer knows its edition", KNOWN)?;
        ensure!(user.value(told)? == false, "an edition newer than the newest is announced");
    }
    Ok(())
}
