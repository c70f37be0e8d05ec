//! Adoption: the viewer starts on the prerendered page and leaves it as it is.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::PAGES;
use e2e::{Engine, Fault, Run, User};
use serde_json::{Value, json};
use std::fs;

/// The key, as WebDriver names it.
const TAB: &str = "\u{E004}";

/// An essential run compares one in this many pages in each engine.
const ONE_IN: usize = 8;

pub(super) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::new("adoption::leaves_early_clicks_to_the_browser", early_click),
        // WebKit's driver waits for the pictures.
        Trial::new("adoption::begins_at_the_first_interest", first_interest)
            .only_in(&[Engine::Chromium, Engine::Firefox]),
        Trial::scaled("adoption::builds_what_is_printed", builds_what_is_printed),
    ];
    for (kind, page) in PAGES {
        let leaves = move |user: &User| leaves_the_page(user, page);
        let trial = Trial::new(&format!("adoption::leaves_the_page::{kind}"), leaves);
        trials.push(trial.essential_in(essential_for_leaving(kind)));
        let shift = move |user: &User| shifts_nothing(user, page);
        let name = format!("adoption::shifts_nothing::{kind}");
        let trial = Trial::new(&name, shift).only_in(&[Engine::Chromium]).in_a_folder();
        let is_essential = ["front", "headlines", "article_with_notes"].contains(&kind);
        trials.push(if is_essential { trial } else { trial.thorough() });
    }
    trials
}

/// Nothing depends on the kind of the page, so here two pages in each engine are enough.
fn essential_for_leaving(kind: &str) -> &'static [Engine] {
    match kind {
        "front" | "article" => &Engine::ALL,
        _ => &[],
    }
}

/// Opens a page, runs `meanwhile` while the viewer is held back, then waits for the viewer.
fn adopt(user: &User, page: &str, meanwhile: impl Fn() -> Result<()>) -> Result<()> {
    user.host.fail("*.wasm", Fault::Hold);
    user.type_address(&user.paper.file(page)?)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    meanwhile()?;
    user.host.remove_faults();
    user.wait_for_page(page)?;
    user.wait_for_frames()
}

/// The elements, their markup, the scroll position, selection and focus stay, and no picture is loaded twice.
fn leaves_the_page(user: &User, page: &str) -> Result<()> {
    const LOOK: &str = "{
        const app = document.getElementById('app');
        const loaded = performance.getEntriesByType('resource').filter(it => it.initiatorType === 'img');
        return [[app, ...app.querySelectorAll('*')], app.outerHTML, Math.round(scrollY), String(getSelection()),
            document.activeElement, loaded.length - new Set(loaded.map(it => it.name)).size];
    }";
    const SELECT: &str =
        "const texts = document.createTreeWalker(document.querySelector('main'), 4);
        let text = texts.nextNode();
        while (text.length < 20) text = texts.nextNode();
        getSelection().setBaseAndExtent(text, 5, text, 15);";
    adopt(user, page, || {
        user.session.press(TAB)?;
        user.session.press(TAB)?;
        user.session.run(SELECT, &[])?;
        user.scroll_to(132.0)?;
        user.wait_for_frames()?;
        user.session
            .run(&format!("window.look = () => {LOOK}; window.before = look();"), &[])
            .map(drop)
    })?;
    let differs = "const now = look();
        const same = (a, b) => Array.isArray(a) ? a.length === b.length && a.every((it, at) => it === b[at]) : a === b;
        return ['elements', 'markup', 'scroll position', 'selection', 'focus', 'pictures loaded twice']
            .filter((_, at) => !same(window.before[at], now[at]))";
    let differs = user.session.run(differs, &[])?;
    ensure!(differs == json!([]), "what has changed: {differs}");
    let before =
        user.value("[window.before[2], window.before[3].length, window.before[4].tagName]")?;
    ensure!(before == json!([132, 10, "A"]), "there was something to change: {before}");
    Ok(())
}

fn early_click(user: &User) -> Result<()> {
    user.host.fail("*.wasm", Fault::Hold);
    user.type_address(&user.paper.file("B")?)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    user.click("C")?;
    user.host.remove_faults();
    user.wait_for_page("C").map(drop)
}

/// While a picture is loading, the viewer isn't, until a link gets the focus.
fn first_interest(user: &User) -> Result<()> {
    const STARTED: &str = "document.documentElement.dataset.viewer === 'ready'";
    let html = fs::read_to_string(user.paper.site.join("index.html"))?;
    let picture = html.split("<img ").nth(1).and_then(|rest| rest.split('>').next());
    let words = picture.context("no picture")?.split(['"', ' ', ',']);
    // One picture only: a browser has few connections to a host.
    for file in words.filter(|word| word.starts_with("media/")) {
        user.host.fail(file, Fault::Hold);
    }
    user.type_address(&user.paper.file("front")?)?;
    user.wait_until(
        "the page is there",
        "document.readyState === 'interactive' && !!document.querySelector('.foot')",
    )?;
    for _ in 0..20 {
        user.wait_for_frames()?;
    }
    let asked = user.host.requests();
    let early = asked.iter().find(|file| file.ends_with(".wasm"));
    ensure!(early.is_none(), "the viewer is loaded before the pictures: {early:?}");
    user.session.press(TAB)?;
    user.wait_until("the viewer has started", STARTED)?;
    user.host.remove_faults();
    Ok(())
}

/// Opens pages by links inside the paper, and compares them node by node with the printed ones.
fn builds_what_is_printed(user: &User, run: &Run) -> Result<()> {
    const COMPARE: &str = concat!(include_str!("adoption/compare.js"), include_str!("pages.js"));
    let pages = run.sample(user.paper.pages.clone(), ONE_IN);
    user.open("headlines")?;
    let mut failed = Vec::new();
    for page in &pages {
        let found = user.session.run_async(COMPARE, &[json!(user.address_of(page))])?;
        if found != Value::Null {
            failed.push(format!("{page}: {found}"));
        }
    }
    ensure!(failed.is_empty(), "{} of {} differ: {}", failed.len(), pages.len(), failed.join("\n"));
    Ok(())
}

fn shifts_nothing(user: &User, page: &str) -> Result<()> {
    adopt(user, page, || Ok(()))?;
    let shifts = "const done = arguments[0];
        new PerformanceObserver(list => done(list.getEntries().map(it => it.value)))
            .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done([]), 300);";
    let shifts = user.session.run_async(shifts, &[])?;
    ensure!(shifts == json!([]), "the layout shifted: {shifts}");
    Ok(())
}
