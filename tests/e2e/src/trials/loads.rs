//! Loading: progress bar, prefetching, HTTP cache, scroll anchoring.

use super::Trial;
use super::edition::{Folder, publish_edition};
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::words;
use e2e::{Engine, Fault, HostKind, User};
use serde_json::json;
use std::fs;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("loads::slow_ones_are_hinted_at", slow),
        Trial::new("loads::what_is_there_flashes_nothing", quick),
        Trial::new("loads::focus_fetches_ahead", focus_fetches).essential_in(&[Engine::WebKit]),
        Trial::new("loads::the_likely_next_is_fetched_when_idle", idle),
        Trial::new("loads::nothing_is_fetched_ahead_to_save_data", save_data)
            .essential_in(&[Engine::Chromium]),
        Trial::new("loads::a_bad_answer_is_not_asked_of_the_browser_again", bad_answer),
        Trial::new("loads::a_page_loaded_anew_is_new_in_all_its_parts", loaded_anew),
        Trial::new("loads::the_printed_address_goes_with_its_page", printed_address)
            .essential_in(&[Engine::Firefox]),
        Trial::new("loads::a_page_that_grows_stays_at_its_place", grows),
        Trial::new("loads::the_browser_keeps_the_document", kept_by_the_browser),
        Trial::new("loads::back_puts_the_page_back", back_puts_the_page_back),
        Trial::new("loads::a_page_scrolled_by_other_means_is_left_alone", scrolled),
    ]
}

const BUSY: &str = "document.body.getAttribute('aria-busy') === 'true'";

fn slow(user: &User) -> Result<()> {
    user.host.fail(&user.paper.data("C")?, Fault::Slow);
    user.open("headlines")?;
    user.click("C")?;
    user.wait_until("the progress bar is shown", BUSY)?;
    user.wait_for_page("C")?;
    ensure!(user.value(BUSY)? == false, "the progress bar stays after the load");
    Ok(())
}

fn quick(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.follow("B")?;
    user.session.run(
        "window.flashes = 0; new MutationObserver(() => ++window.flashes)
            .observe(document.body, { attributes: true, attributeFilter: ['aria-busy'] })",
        &[],
    )?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    user.follow("B")?;
    user.wait_for_frames()?;
    let flashes = user.value("window.flashes")?;
    ensure!(flashes == 0, "the progress bar flashed {flashes} times");
    Ok(())
}

fn focus_fetches(user: &User) -> Result<()> {
    user.open("headlines")?;
    const TAB: &str = "\u{E004}";
    let address = user.address_of(&user.paper.file("D")?);
    let focused = format!("document.activeElement.href === {}", json!(address));
    while user.value(&focused)? != true {
        user.session.press(TAB)?;
    }
    user.wait_until_requested(&user.paper.data("D")?)
}

fn idle(user: &User) -> Result<()> {
    // The newest articles of a list; then the next article.
    user.open("headlines")?;
    user.wait_until_requested(&user.paper.data("A")?)?;
    user.wait_until_requested(&user.paper.data("B")?)?;
    user.open("D")?;
    user.wait_until_requested(&user.paper.data("C")?)
}

fn save_data(user: &User) -> Result<()> {
    let wish = "Object.defineProperty(Navigator.prototype, 'connection',
        { configurable: true, get: () => ({ saveData: true }) });";
    user.host.inject_script(wish);
    user.type_address(&user.paper.file("headlines")?)?;
    // Starts the viewer.
    user.session.point(&user.link_to("C")?, &[])?;
    user.wait_for_page("headlines")?;
    for name in ["craft", "headlines", "D", "headlines"] {
        user.follow(name)?;
    }
    let asked = user.host.requests();
    for name in ["A", "C"] {
        let data = user.paper.data(name)?;
        ensure!(!asked.contains(&data), "{data} was prefetched");
    }
    Ok(())
}

/// The host makes everything cacheable for ten minutes, and temporarily sends a damaged page.
fn bad_answer(user: &User) -> Result<()> {
    user.host.emulate(HostKind::GitHubPages);
    let folder = Folder::new("bad-answer")?;
    publish_edition(user, &folder.0, 1)?;
    fs::write(folder.0.join(user.paper.data("B")?), "{\"version\":1,\"slug\":")?;
    user.open("headlines")?;
    user.click("B")?;
    user.wait_for_heading(words::UNREADABLE)?;
    user.host.publish(user.paper.site.clone());
    user.click_words(words::TRY_AGAIN)?;
    user.wait_for_page("B").map(drop)
}

/// The host makes everything cacheable for ten minutes, and has a new edition.
fn loaded_anew(user: &User) -> Result<()> {
    user.host.emulate(HostKind::GitHubPages);
    user.open("headlines")?;
    user.follow("B")?;
    let old = user.snapshot()?.heading;
    let folder = Folder::new("loaded-anew")?;
    publish_edition(user, &folder.0, 1)?;
    user.session.reload()?;
    let seen = user.wait_for_heading(&format!("{old} 1"))?;
    user.wait_for_frames()?;
    let stays = user.snapshot()?.heading;
    ensure!(stays == seen.heading, "it was “{}”, and then “{stays}”", seen.heading);
    Ok(())
}

/// Browsers share a page's canonical address, so it must not outlive the page.
fn printed_address(user: &User) -> Result<()> {
    user.open("B")?;
    let print = "const link = document.createElement('link');
        link.rel = 'canonical';
        link.href = location.href;
        document.head.append(link);";
    user.session.run(print, &[])?;
    user.follow("C")?;
    let left = user.value("document.querySelectorAll('link[rel=canonical]').length")?;
    ensure!(left == 0, "the page has the canonical address of another one");
    Ok(())
}

const NOTES: &str = "article/what-a-place-name-promises.html";

/// Adds an element late, which makes the page higher.
const GROW: &str = "const tall = document.createElement('div');
    tall.style.height = '900px';
    document.getElementById('app')[arguments[0]](tall);";

/// The target of a fragment stays in place while the page grows above it.
fn grows(user: &User) -> Result<()> {
    const TOP: &str =
        "Math.round(document.getElementById('d-reference-1').getBoundingClientRect().top)";
    walk(user, &format!("open {NOTES}, #d-note-1, #d-reference-1"))?;
    let before = user.value(TOP)?;
    user.session.run(GROW, &[json!("prepend")])?;
    user.wait_until("the place is where it was", &format!("Math.abs({TOP} - {before}) <= 2"))?;
    user.wait_for_frames()?;
    let after = user.value(TOP)?;
    ensure!(after == before, "it was {before} px from the top, and is {after}");
    Ok(())
}

/// Scrolling without input events, as by the scroll bar or a screen reader, ends the anchoring.
fn scrolled(user: &User) -> Result<()> {
    walk(user, &format!("open {NOTES}, #d-note-1"))?;
    user.scroll_to(300.0)?;
    user.wait_for_frames()?;
    user.session.run(GROW, &[json!("append")])?;
    user.wait_for_frames()?;
    user.wait_for_frames()?;
    let top = user.snapshot()?.top;
    ensure!((top - 300.0).abs() <= 2.0, "the page was scrolled back to {top}");
    Ok(())
}

/// Documents are eligible for the back/forward cache, also after steps inside the paper.
fn kept_by_the_browser(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.follow("B")?;
    user.session.run(
        "window.kept = 0; addEventListener('pageshow', ({ persisted }) => { window.kept = persisted; })",
        &[],
    )?;
    user.type_address(&user.paper.file("C")?)?;
    user.wait_for_page("C")?;
    user.session.back()?;
    user.wait_for_page("B")?;
    let seen = user.value(
        "[window.kept, performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons ?? null]",
    )?;
    ensure!(seen[0] == true, "not kept: {seen}");
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

/// Back and Forward show the elements that were there, unless a picture in them couldn't be loaded.
fn back_puts_the_page_back(user: &User) -> Result<()> {
    const MARK: &str = "document.querySelector('main').known = true";
    const KNOWN: &str = "document.querySelector('main').known === true";
    user.open("headlines")?;
    user.session.run(MARK, &[])?;
    user.follow("B")?;
    user.session.run(MARK, &[])?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    ensure!(user.value(KNOWN)? == true, "the prerendered page is built again");
    user.session.forward()?;
    user.wait_for_page("B")?;
    ensure!(user.value(KNOWN)? == true, "the page is built again");
    let picture = "const picture = document.createElement('img');
        picture.src = 'no-picture.png';
        picture.onerror = () => { window.broken = true; };
        document.querySelector('main').append(picture);";
    user.session.run(picture, &[])?;
    user.wait_until("the picture can't be loaded", "window.broken === true")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    user.session.forward()?;
    user.wait_for_page("B")?;
    ensure!(user.value(KNOWN)? == false, "a page with a broken picture is kept");
    Ok(())
}
