//! Accessibility and privacy: focus, announcements, accessibility rules, no requests to third parties, no policy
//! violations.

use super::{ONE_ENGINE, Trial};
use anyhow::{Context as _, Result, ensure};
use e2e::paper::{PAGES, kinds};
use e2e::words;
use e2e::{Engine, Fault, Run, User};
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
        Trial::new("access::axe::failure", |user| {
            user.host.fail(&user.paper.data("B")?, Fault::Offline);
            user.open("headlines")?;
            user.click("B")?;
            user.wait_for_heading(words::UNREACHABLE)?;
            axe(user)
        })
        .essential_in(&[Engine::Chromium]),
    ];
    let not_found = |user: &User| {
        user.type_address("nowhere.html")?;
        user.wait_for_heading(words::NOT_FOUND)?;
        axe(user)
    };
    trials.push(Trial::new("access::axe::not_found", not_found).essential_in(&[Engine::Firefox]));
    let dark = |user: &User, run: &Run| {
        let features = json!([{"name": "prefers-color-scheme", "value": "dark"}]);
        user.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
        run.sample(kinds(), 3).into_iter().try_for_each(|(_, page)| {
            user.open(page)?;
            axe(user)
        })
    };
    trials.push(Trial::scaled("access::axe::in_the_dark", dark).only_in(&[Engine::Chromium]));
    // The rules check the DOM, which is the same in every engine, and colours, so one engine is enough.
    for ((kind, page), engine) in PAGES.into_iter().zip(ONE_ENGINE.into_iter().cycle()) {
        let check = move |user: &User| {
            user.open(page)?;
            axe(user)
        };
        trials.push(Trial::new(&format!("access::axe::{kind}"), check).essential_in(engine));
    }
    trials
}

fn focus(user: &User) -> Result<()> {
    const ON_HEADING: &str = "document.activeElement === document.querySelector('#app h1')";
    user.open("headlines")?;
    for name in ["B", "headlines", "craft", "front"] {
        user.follow(name)?;
        user.wait_until("the heading has the focus", ON_HEADING)?;
    }
    Ok(())
}

fn focus_comes_back(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.follow("C")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    let file = user.address_of(&user.paper.file("C")?);
    let focused = format!("document.activeElement.href === {}", json!(file));
    user.wait_until("the link has the focus again", &focused)
}

fn announced(user: &User) -> Result<()> {
    const ANNOUNCED: &str = "[...document.querySelectorAll('[aria-live=polite]')]
        .some(it => it.textContent === document.title)";
    user.open("headlines")?;
    for name in ["B", "C", "headlines"] {
        user.follow(name)?;
        user.wait_until("the new page's title is announced", ANNOUNCED)?;
    }
    user.session.back()?;
    user.wait_for_page("C")?;
    user.wait_until("the page that was returned to is announced", ANNOUNCED)
}

fn no_focus_at_first(user: &User) -> Result<()> {
    user.open("B")?;
    user.wait_for_frames()?;
    let focused = user.value("document.activeElement.tagName")?;
    ensure!(focused == "BODY", "{focused} has the focus");
    Ok(())
}

fn skip_link(user: &User) -> Result<()> {
    const TAB: &str = "\u{E004}";
    const ENTER: &str = "\u{E007}";
    user.open("B")?;
    user.session.press(TAB)?;
    let first = user.value("document.activeElement.textContent")?;
    ensure!(first == words::SKIP, "the first Tab leads to {first}");
    user.session.press(ENTER)?;
    let in_main = "document.querySelector('main').contains(document.activeElement)";
    user.wait_until("the focus is in the page", in_main)
}

fn own_host_only(user: &User) -> Result<()> {
    for name in ["front", "headlines", "A", "B", "craft"] {
        user.open(name)?;
        user.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
        user.wait_for_frames()?;
        let asked = user.value("performance.getEntriesByType('resource').map(it => it.name)")?;
        let asked = asked.as_array().context("no list of requests")?;
        let inside = [user.host.address.as_str(), user.root].concat();
        let is_inside =
            |address: &&Value| address.as_str().is_some_and(|it| it.starts_with(&inside));
        let others: Vec<&Value> = asked.iter().filter(|address| !is_inside(address)).collect();
        ensure!(others.is_empty(), "{name} requested {others:?}");
    }
    Ok(())
}

fn policy_is_kept(user: &User, run: &Run) -> Result<()> {
    for (_, page) in run.sample(PAGES, 3) {
        user.open(page)?;
        user.session.run("scrollTo(0, document.documentElement.scrollHeight)", &[])?;
        user.wait_for_frames()?;
    }
    user.open("headlines")?;
    user.follow("B")?;
    user.host.fail("*.json", Fault::Offline);
    user.click("craft")?;
    user.wait_for_heading(words::UNREACHABLE)?;
    let page = fs::read_to_string(user.paper.site.join("index.html"))?;
    ensure!(page.contains("Content-Security-Policy"), "the front page has no policy");
    let reports = user.host.reports();
    ensure!(reports.is_empty(), "forbidden, and tried: {reports:?}");
    Ok(())
}

/// Runs axe-core's rules on the current page.
pub(super) fn axe(user: &User) -> Result<()> {
    let file = env::var_os("E2E_AXE").context("E2E_AXE names no axe.min.js")?;
    let script = fs::read_to_string(file)?
        + ";const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then(
            result => done(result.violations.map(it =>
                [it.id, it.help, ...it.nodes.slice(0, 3).map(node => node.html)])),
            error => done(String(error)));";
    let found = user.session.run_async(&script, &[])?;
    ensure!(found == json!([]), "{found:#}");
    Ok(())
}
