//! For everybody, and for nobody else: focus and announcements, accessibility rules, no address but
//! the host's own, nothing that the page's own policy forbids.

use super::{ONE_ENGINE, Trial};
use anyhow::{Context as _, Result, ensure};
use e2e::paper::{PAGES, kinds};
use e2e::{Engine, Fault, Reader, Run};
use serde_json::{Value, json};
use std::env;
use std::fs;

pub(super) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::new("access::focus_goes_to_the_heading", focus),
        Trial::new("access::focus_comes_back_to_the_link", focus_comes_back),
        Trial::new("access::new_pages_are_announced", announced),
        Trial::new("access::opening_a_page_moves_no_focus", no_focus_at_first),
        Trial::new("access::the_first_tab_skips_to_the_page", skip_link),
        Trial::new("access::only_its_own_host_is_asked", own_host_only).in_a_folder(),
        Trial::scaled("access::nothing_forbidden_is_tried", policy_is_kept),
        Trial::new("access::axe::failure", |reader| {
            reader.open("headlines")?;
            reader.host.fail("*.json", Fault::Offline);
            reader.click("B")?;
            reader.wait_for_heading("No connection")?;
            axe(reader)
        })
        .essential_in(&[Engine::Chromium]),
    ];
    let not_found = |reader: &Reader| {
        reader.type_address("nowhere.html")?;
        reader.wait_for_heading("Not found")?;
        axe(reader)
    };
    trials.push(Trial::new("access::axe::not_found", not_found).essential_in(&[Engine::Firefox]));
    let dark = |reader: &Reader, run: &Run| {
        let features = json!([{"name": "prefers-color-scheme", "value": "dark"}]);
        reader.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
        run.sample(kinds(), 3).into_iter().try_for_each(|(_, page)| {
            reader.open(page)?;
            axe(reader)
        })
    };
    trials.push(Trial::scaled("access::axe::in_the_dark", dark).only_in(&[Engine::Chromium]));
    // The rules look at the document, which is the same in every engine, and at colours: once is enough.
    for ((kind, page), engine) in PAGES.into_iter().zip(ONE_ENGINE.into_iter().cycle()) {
        let check = move |reader: &Reader| {
            reader.open(page)?;
            axe(reader)
        };
        trials.push(Trial::new(&format!("access::axe::{kind}"), check).essential_in(engine));
    }
    trials
}

fn focus(reader: &Reader) -> Result<()> {
    const ON_HEADING: &str = "document.activeElement === document.querySelector('#app h1')";
    reader.open("headlines")?;
    for name in ["B", "headlines", "craft", "front"] {
        reader.follow(name)?;
        reader.wait_until("the heading has the focus", ON_HEADING)?;
    }
    Ok(())
}

fn focus_comes_back(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.follow("C")?;
    reader.session.back()?;
    reader.wait_for_page("headlines")?;
    let file = reader.address_of(&reader.paper.file("C")?);
    let focused = format!("document.activeElement.href === {}", json!(file));
    reader.wait_until("the link has the focus again", &focused)
}

fn announced(reader: &Reader) -> Result<()> {
    const ANNOUNCED: &str = "[...document.querySelectorAll('[aria-live=polite]')]
        .some(it => it.textContent === document.title)";
    reader.open("headlines")?;
    for name in ["B", "C", "headlines"] {
        reader.follow(name)?;
        reader.wait_until("the new page's title is announced", ANNOUNCED)?;
    }
    reader.session.back()?;
    reader.wait_for_page("C")?;
    reader.wait_until("the page come back to is announced", ANNOUNCED)
}

fn no_focus_at_first(reader: &Reader) -> Result<()> {
    reader.open("B")?;
    reader.let_paint()?;
    let focused = reader.value("document.activeElement.tagName")?;
    ensure!(focused == "BODY", "{focused} has the focus");
    Ok(())
}

fn skip_link(reader: &Reader) -> Result<()> {
    const TAB: &str = "\u{E004}";
    const ENTER: &str = "\u{E007}";
    reader.open("B")?;
    reader.session.press(TAB)?;
    let first = reader.value("document.activeElement.textContent")?;
    ensure!(first == "Skip to the page", "the first Tab leads to {first}");
    reader.session.press(ENTER)?;
    let in_main = "document.querySelector('main').contains(document.activeElement)";
    reader.wait_until("the focus is in the page", in_main)
}

fn own_host_only(reader: &Reader) -> Result<()> {
    for name in ["front", "headlines", "A", "B", "craft"] {
        reader.open(name)?;
        reader.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
        reader.let_paint()?;
        let asked = reader.value("performance.getEntriesByType('resource').map(it => it.name)")?;
        let asked = asked.as_array().context("no list of what was asked for")?;
        let inside = [reader.host.address.as_str(), reader.root].concat();
        let is_inside =
            |address: &&Value| address.as_str().is_some_and(|it| it.starts_with(&inside));
        let others: Vec<&Value> = asked.iter().filter(|address| !is_inside(address)).collect();
        ensure!(others.is_empty(), "{name} asked for {others:?}");
    }
    Ok(())
}

fn policy_is_kept(reader: &Reader, run: &Run) -> Result<()> {
    for (_, page) in run.sample(PAGES, 3) {
        reader.open(page)?;
        reader.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
        reader.let_paint()?;
    }
    reader.open("headlines")?;
    reader.follow("B")?;
    reader.host.fail("*.json", Fault::Offline);
    reader.click("C")?;
    reader.wait_for_heading("No connection")?;
    let page = fs::read_to_string(reader.paper.site.join("index.html"))?;
    ensure!(page.contains("Content-Security-Policy"), "the front page has no policy");
    let reports = reader.host.reports();
    ensure!(reports.is_empty(), "forbidden, and tried: {reports:?}");
    Ok(())
}

/// Runs axe-core's rules on the page at hand.
pub(super) fn axe(reader: &Reader) -> Result<()> {
    let file = env::var_os("E2E_AXE").context("E2E_AXE names no axe.min.js")?;
    let script = fs::read_to_string(file)?
        + ";const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then(
            result => done(result.violations.map(it =>
                [it.id, it.help, ...it.nodes.slice(0, 3).map(node => node.html)])),
            error => done(String(error)));";
    let found = reader.session.run_async(&script, &[])?;
    ensure!(found == json!([]), "{found:#}");
    Ok(())
}
