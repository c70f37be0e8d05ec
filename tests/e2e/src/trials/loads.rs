//! How pages come: hints that they are on their way, fetching ahead, what the browser has kept.

use super::Trial;
use super::edition::{Folder, publish_edition};
use anyhow::{Result, ensure};
use e2e::walk::walk;
use e2e::{Engine, Fault, Manner, Reader};
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
        Trial::new("loads::a_page_scrolled_by_other_means_is_left_alone", scrolled),
    ]
}

const BUSY: &str = "document.body.getAttribute('aria-busy') === 'true'";

fn slow(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.host.fail(&reader.paper.data("C")?, Fault::Drip);
    reader.click("C")?;
    reader.wait_until("the reader is told that it takes long", BUSY)?;
    reader.wait_for_page("C")?;
    ensure!(reader.value(BUSY)? == false, "the hint stays when the page is there");
    Ok(())
}

fn quick(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.follow("B")?;
    reader.session.run(
        "window.flashes = 0; new MutationObserver(() => ++window.flashes)
            .observe(document.body, { attributes: true, attributeFilter: ['aria-busy'] })",
        &[],
    )?;
    reader.session.back()?;
    reader.wait_for_page("headlines")?;
    reader.follow("B")?;
    reader.let_paint()?;
    let flashes = reader.value("window.flashes")?;
    ensure!(flashes == 0, "the hint came and went {flashes} times");
    Ok(())
}

fn focus_fetches(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    const TAB: &str = "\u{E004}";
    let address = reader.address_of(&reader.paper.file("D")?);
    let focused = format!("document.activeElement.href === {}", json!(address));
    while reader.value(&focused)? != true {
        reader.session.press(TAB)?;
    }
    reader.wait_until_asked(&reader.paper.data("D")?)
}

fn idle(reader: &Reader) -> Result<()> {
    // The newest headline; then the article after the one at hand.
    reader.open("headlines")?;
    reader.wait_until_asked(&reader.paper.data("A")?)?;
    reader.follow("D")?;
    reader.wait_until_asked(&reader.paper.data("C")?)
}

fn save_data(reader: &Reader) -> Result<()> {
    let wish = "Object.defineProperty(Navigator.prototype, 'connection',
        { configurable: true, get: () => ({ saveData: true }) });";
    reader.host.preface(wish);
    reader.open("headlines")?;
    reader.session.point(&reader.link_to("C")?, &[])?;
    for name in ["craft", "headlines", "D", "headlines"] {
        reader.follow(name)?;
    }
    let asked = reader.host.asked();
    for name in ["A", "C"] {
        let data = reader.paper.data(name)?;
        ensure!(!asked.contains(&data), "{data} was fetched ahead");
    }
    Ok(())
}

/// The host lets browsers keep everything for ten minutes, and sends a page damaged for a while.
fn bad_answer(reader: &Reader) -> Result<()> {
    reader.host.behave(Manner::GitHubPages);
    let folder = Folder::new("bad-answer")?;
    publish_edition(reader, &folder.0, 1)?;
    fs::write(folder.0.join(reader.paper.data("B")?), "{\"version\":1,\"slug\":")?;
    reader.open("headlines")?;
    reader.click("B")?;
    reader.wait_for_heading("The page arrived damaged")?;
    reader.host.publish(reader.paper.site.clone());
    reader.click_words("Try again")?;
    reader.wait_for_page("B").map(drop)
}

/// The host lets browsers keep everything for ten minutes, and has a new edition.
fn loaded_anew(reader: &Reader) -> Result<()> {
    reader.host.behave(Manner::GitHubPages);
    reader.open("headlines")?;
    reader.follow("B")?;
    let old = reader.look()?.heading;
    let folder = Folder::new("loaded-anew")?;
    publish_edition(reader, &folder.0, 1)?;
    reader.session.reload()?;
    let seen = reader.wait_for_heading(&format!("{old} 1"))?;
    reader.let_paint()?;
    let stays = reader.look()?.heading;
    ensure!(stays == seen.heading, "it was “{}”, and then “{stays}”", seen.heading);
    Ok(())
}

/// Browsers share the address that a page calls its own.
fn printed_address(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    let print = "const link = document.createElement('link');
        link.rel = 'canonical';
        link.href = location.href;
        document.head.append(link);";
    reader.session.run(print, &[])?;
    reader.follow("C")?;
    let left = reader.value("document.querySelectorAll('link[rel=canonical]').length")?;
    ensure!(left == 0, "the page calls itself by another's address");
    Ok(())
}

const NOTES: &str = "article/what-a-place-name-promises.html";

/// What comes late makes the page higher: above what is read, or below it.
const GROW: &str = "const tall = document.createElement('div');
    tall.style.height = '900px';
    document.getElementById('app')[arguments[0]](tall);";

/// A place that was asked for stays where it is while the page grows above it.
fn grows(reader: &Reader) -> Result<()> {
    const TOP: &str =
        "Math.round(document.getElementById('d-reference-1').getBoundingClientRect().top)";
    walk(reader, &format!("open {NOTES}, #d-note-1, #d-reference-1"))?;
    let before = reader.value(TOP)?;
    reader.session.run(GROW, &[json!("prepend")])?;
    reader.wait_until("the place is where it was", &format!("Math.abs({TOP} - {before}) <= 2"))?;
    reader.let_paint()?;
    let after = reader.value(TOP)?;
    ensure!(after == before, "it was {before} px from the top, and is {after}");
    Ok(())
}

/// Whoever goes on by the scroll bar, or by a program that reads aloud, is not drawn back.
fn scrolled(reader: &Reader) -> Result<()> {
    walk(reader, &format!("open {NOTES}, #d-note-1"))?;
    reader.scroll_to(300.0)?;
    reader.let_paint()?;
    reader.session.run(GROW, &[json!("append")])?;
    reader.let_paint()?;
    reader.let_paint()?;
    let top = reader.look()?.top;
    ensure!((top - 300.0).abs() <= 2.0, "the page was drawn back to {top}");
    Ok(())
}
