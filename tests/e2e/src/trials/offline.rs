//! Offline, and from one edition to the next: what was read stays, and nobody is left behind.

use super::Trial;
use super::edition::{Folder, publish_edition};
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, Fault, Reader, Run, Tier};
use serde_json::json;
use std::fs;
use std::time::{Duration, Instant};

/// How many new editions come in a row: more than a browser keeps of anything by itself, and, in every run,
/// enough to go from one that was itself new to the next.
fn editions_in(tier: Tier) -> u32 {
    if tier == Tier::All { 20 } else { 3 }
}

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name: &str, run: fn(&Reader) -> Result<()>| {
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
        trial("room_is_looked_for_first", |reader| room_runs_out(reader, LITTLE_ROOM))
            .essential_in(&[Engine::Firefox]),
        trial("room_that_runs_out_is_told_of", |reader| room_runs_out(reader, NO_ROOM_FOR_ONE)),
        trial("half_a_site_is_readable", half_a_site).essential_in(&[Engine::Chromium]),
        trial("what_can_t_be_kept_is_read", full).essential_in(&[Engine::Firefox]),
        Trial::scaled("offline::editions_in_a_row", editions).with_worker(),
        Trial::scaled("offline::editions_in_a_row_in_a_folder", editions)
            .with_worker()
            .in_a_folder()
            .thorough(),
    ]
}

/// Opens headlines and B, and waits until both are kept.
fn read_two(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.wait_until_kept("headlines")?;
    reader.follow("B")?;
    reader.wait_until_kept("B")
}

/// As the browser's button does. Firefox's driver reloads past the service worker, as with Shift.
pub(super) fn reload(reader: &Reader) -> Result<()> {
    let script = "document.documentElement.dataset.viewer = 'going'; location.reload()";
    reader.session.run(script, &[]).map(drop)
}

fn read_opens(reader: &Reader) -> Result<()> {
    read_two(reader)?;
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    reader.wait_for_page("B")?;
    reader.session.back()?;
    reader.wait_for_page("headlines")?;
    reload(reader)?;
    reader.wait_for_page("headlines")?;
    reader.follow("B")?;
    reader.open("headlines")
}

fn not_read(reader: &Reader) -> Result<()> {
    read_two(reader)?;
    reader.host.fail("*", Fault::Offline);
    // By its address: the page is printed as well as it can be, then the viewer says the rest.
    let file = reader.paper.file("D")?;
    reader.type_address(&file)?;
    let seen = reader.wait_for_heading("No connection")?;
    ensure!(seen.address == [reader.root, &file].concat(), "the address is {}", seen.address);
    reader.wait_until("what is kept is listed", "!!document.querySelector('.kept li')")?;
    reader.follow("B")?;
    // From inside the viewer.
    reader.click("C")?;
    reader.wait_for_heading("No connection")?;
    reader.host.heal();
    reader.click_words("Try again")?;
    reader.wait_for_page("C").map(drop)
}

fn silent(reader: &Reader) -> Result<()> {
    read_two(reader)?;
    reader.host.fail("*", Fault::Hold);
    let started = Instant::now();
    reload(reader)?;
    reader.wait_for_page("B")?;
    let took = started.elapsed();
    ensure!(took < Duration::from_secs(10), "it took {took:?}");
    Ok(())
}

fn signing_in(reader: &Reader) -> Result<()> {
    read_two(reader)?;
    reader.host.fail("*", Fault::Replace("<h1>Sign in</h1>".into()));
    reload(reader)?;
    reader.wait_for_page("B")?;
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    reader.wait_for_page("B").map(drop)
}

/// Presses one of the desk's buttons.
pub(super) fn press(reader: &Reader, words: &str) -> Result<()> {
    let find = "return [...document.querySelectorAll('.edition button')]
        .find(button => button.textContent === arguments[0]) ?? null";
    let there = format!(
        "[...document.querySelectorAll('.edition button')].some(it => it.textContent === '{words}')"
    );
    reader.wait_until(&format!("there is a button “{words}”"), &there)?;
    let button = reader.session.find(find, &[json!(words)])?;
    reader.session.click(&button.context("the button has gone")?)
}

pub(super) fn wait_for_words(reader: &Reader, words: &str) -> Result<()> {
    let said = format!("document.querySelector('.keeping')?.textContent.includes('{words}')");
    reader.wait_until(&format!("the desk says “{words}”"), &said)
}

fn whole_paper(reader: &Reader) -> Result<()> {
    reader.open("front")?;
    wait_for_words(reader, " MB")?;
    press(reader, "Keep this paper offline")?;
    wait_for_words(reader, "The whole paper is kept")?;
    reader.host.fail("*", Fault::Offline);
    for name in ["D", "article/huruf-al-matbaa.html", "section/maps.html", "headlines"] {
        reader.open(name)?;
    }
    reader.open("front")?;
    let shown = "[...document.images].some(it => it.complete && it.naturalWidth)";
    reader.wait_until("a picture is there", shown)
}

/// What is kept of a file that was read once more still says which content it is: without that the
/// worker would fetch it again for the edition.
fn known(reader: &Reader) -> Result<()> {
    reader.open("front")?;
    wait_for_words(reader, " MB")?;
    press(reader, "Keep this paper offline")?;
    wait_for_words(reader, "The whole paper is kept")?;
    // The worker keeps the first answers while the second are on their way.
    reader.open("D")?;
    reader.open("D")?;
    let page = reader.paper.file("D")?;
    for file in [reader.paper.data("D")?, page] {
        let times = reader.host.asked().iter().filter(|asked| **asked == file).count();
        ensure!(times > 2, "{file} was not read again");
        let mark = "const [path, done] = arguments;
            caches.match(new URL(path, location.origin), { ignoreVary: true })
                .then(it => done(it.headers.get('Dateline-Mark')), error => done(null))";
        let path = [reader.root, &file].concat();
        let mark = reader.session.run_async(mark, &[json!(path)])?;
        ensure!(mark.is_string(), "{file} is not known any more: {mark}");
    }
    Ok(())
}

fn stop_and_go_on(reader: &Reader) -> Result<()> {
    reader.open("front")?;
    wait_for_words(reader, " MB")?;
    reader.host.fail("*.html", Fault::Hold);
    press(reader, "Keep this paper offline")?;
    let bar = "document.querySelector('.keeping progress')?.max > 1000";
    reader.wait_until("a bar shows how far it is", bar)?;
    press(reader, "Stop")?;
    wait_for_words(reader, "Kept offline: ")?;
    reader.host.heal();
    press(reader, "Go on")?;
    wait_for_words(reader, "The whole paper is kept")?;
    // It is known after a reload too.
    reload(reader)?;
    reader.wait_for_page("front")?;
    wait_for_words(reader, "The whole paper is kept")?;
    press(reader, "Forget it")?;
    wait_for_words(reader, "You can keep the whole paper")
}

/// The browser says that there is room for ten bytes, then for everything.
const LITTLE_ROOM: &str = "let looks = 0;
    const estimate = async () => ({ quota: looks++ ? 1e12 : 10, usage: 0 });
    Object.defineProperty(navigator, 'storage', { value: { estimate } });";

/// The browser has no room for a file, at first.
const NO_ROOM_FOR_ONE: &str = "const { put } = Cache.prototype; let full = true;
    Cache.prototype.put = async function (file, answer) {
        if (full && /section.*html/.test(file)) {
            full = false;
            throw new DOMException('', 'QuotaExceededError');
        }
        return put.call(this, file, answer); };";

/// From now on the host's worker begins with this script.
fn preface_worker(reader: &Reader, script: &str) -> Result<()> {
    let worker = fs::read_to_string(reader.paper.site.join("worker.js"))?;
    reader.host.fail("worker.js", Fault::Replace([script, &worker].concat()));
    Ok(())
}

/// The worker finds less room than it needs; the reader is told, and can try again.
fn room_runs_out(reader: &Reader, before_worker: &str) -> Result<()> {
    preface_worker(reader, before_worker)?;
    reader.open("front")?;
    wait_for_words(reader, " MB")?;
    press(reader, "Keep this paper offline")?;
    wait_for_words(reader, "There is not enough room")?;
    press(reader, "Try again")?;
    wait_for_words(reader, "The whole paper is kept")
}

/// There is no room to keep the new edition: it is read all the same.
fn full(reader: &Reader) -> Result<()> {
    let heading = format!("{} 1", reader.paper.printed(&reader.paper.file("B")?)?.heading);
    let no_room = "const { put } = Cache.prototype;
        Cache.prototype.put = async function (file, answer) {
            if ((await answer.clone().text()).includes(NEW))
                throw new DOMException('', 'QuotaExceededError');
            return put.call(this, file, answer); };";
    preface_worker(reader, &no_room.replace("NEW", &json!(heading).to_string()))?;
    read_two(reader)?;
    let folder = Folder::new("full")?;
    publish_edition(reader, &folder.0, 1)?;
    reload(reader)?;
    reader.wait_for_heading(&heading).map(drop)
}

/// The pages are there, the viewer that they name is not yet.
fn half_a_site(reader: &Reader) -> Result<()> {
    read_two(reader)?;
    let folder = Folder::new("half")?;
    publish_edition(reader, &folder.0, 1)?;
    fs::remove_dir_all(folder.0.join("viewer"))?;
    reload(reader)?;
    let heading = format!("{} 1", reader.paper.printed(&reader.paper.file("B")?)?.heading);
    reader.wait_until(
        "the printed page is there",
        &format!("document.readyState === 'complete' && document.querySelector('h1')?.textContent === {}", json!(heading)),
    )
}

/// Each time the tab goes on with the old edition until the reader wants the new one.
fn editions(reader: &Reader, run: &Run) -> Result<()> {
    reader.open("B")?;
    let old = reader.paper.printed(&reader.paper.file("B")?)?.heading;
    let mut shown = old.clone();
    for number in 1..=editions_in(run.tier) {
        let folder = Folder::new(&format!("edition-{number}-{}", reader.root.len()))?;
        publish_edition(reader, &folder.0, number)?;
        // As when the connection comes back.
        reader.session.run("window.dispatchEvent(new Event('online'))", &[])?;
        let told = "!!document.querySelector('.new-edition')";
        reader.wait_until(&format!("edition {number} is told of"), told)?;
        ensure!(reader.look()?.heading == shown, "the page changed by itself");
        press(reader, "Read it")?;
        shown = format!("{old} {number}");
        reader.wait_for_heading(&shown).with_context(|| format!("edition {number}"))?;
        reader.wait_until("nothing newer is told of", &format!("!({told})"))?;
    }
    Ok(())
}
