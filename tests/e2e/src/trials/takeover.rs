//! The takeover: the viewer replaces the prerendered page without a visible change.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::paper::PAGES;
use e2e::{Engine, Fault, User};
use serde_json::{Value, json};

pub(super) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        Trial::new("takeover::keeps_scroll", keeps_scroll),
        Trial::new("takeover::keeps_selection", keeps_selection),
        Trial::new("takeover::keeps_focus", keeps_focus),
        Trial::new("takeover::keeps_pictures", keeps_pictures),
        Trial::new("takeover::keeps_what_is_unfolded", keeps_unfolded),
        Trial::new("takeover::waits_for_a_click_in_the_making", slow_click),
        Trial::new("takeover::leaves_early_clicks_to_the_browser", early_click),
    ];
    for (kind, page) in PAGES {
        let words = move |user: &User| changes_no_word(user, page);
        let trial = Trial::new(&format!("takeover::changes_no_word::{kind}"), words);
        trials.push(trial.essential_in(essential_for_words(kind)));
        let shift = move |user: &User| shifts_nothing(user, page);
        let name = format!("takeover::shifts_nothing::{kind}");
        let trial = Trial::new(&name, shift).only_in(&[Engine::Chromium]).in_a_folder();
        let is_essential = ["front", "headlines", "article_with_notes"].contains(&kind);
        trials.push(if is_essential { trial } else { trial.thorough() });
    }
    trials
}

/// `tests/browser.rs` compares the DOM of viewer and press, so here one page in each engine is enough.
fn essential_for_words(kind: &str) -> &'static [Engine] {
    match kind {
        "front" => &[Engine::Chromium],
        "article_with_notes" => &[Engine::Firefox],
        "article_in_arabic" => &[Engine::WebKit],
        _ => &[],
    }
}

/// Opens a page, runs `meanwhile` while the viewer is held back, then waits for the takeover.
fn take_over(user: &User, page: &str, meanwhile: impl Fn() -> Result<()>) -> Result<()> {
    user.host.fail("*.wasm", Fault::Hold);
    user.type_address(&user.paper.file(page)?)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    meanwhile()?;
    user.host.remove_faults();
    user.wait_for_page(page)?;
    user.wait_for_frames()
}

fn keeps_scroll(user: &User) -> Result<()> {
    take_over(user, "B", || user.scroll_to(432.0))?;
    let top = user.snapshot()?.top;
    ensure!((top - 432.0).abs() <= 1.0, "scrolled to {top}");
    Ok(())
}

fn keeps_selection(user: &User) -> Result<()> {
    let select = "const texts = document.createTreeWalker(document.querySelector('main'), 4);
        let text = texts.nextNode();
        while (text.length < 100) text = texts.nextNode();
        getSelection().setBaseAndExtent(text, 5, text, 40);
        window.before = getSelection().toString();";
    take_over(user, "B", || user.session.run(select, &[]).map(drop))?;
    let kept = user.value("[window.before, getSelection().toString()]")?;
    ensure!(kept[0] == kept[1] && kept[0] != "", "selected before and after: {kept}");
    Ok(())
}

/// The list of months stays open, also after going back, so that the scroll position stays valid.
fn keeps_unfolded(user: &User) -> Result<()> {
    const OPEN: &str = "document.querySelector('details.months').open";
    take_over(user, "headlines", || {
        let months = user.session.find("return document.querySelector('.months summary')", &[])?;
        user.session.click(&months.context("there are no months")?)?;
        user.wait_until("the months are open", OPEN)
    })?;
    ensure!(user.value(OPEN)? == true, "the takeover has closed the months");
    user.follow("C")?;
    user.session.back()?;
    user.wait_for_page("headlines")?;
    ensure!(user.value(OPEN)? == true, "going back has closed the months");
    Ok(())
}

fn keeps_focus(user: &User) -> Result<()> {
    const TAB: &str = "\u{E004}";
    let focused = "document.activeElement.href ?? document.activeElement.tagName";
    let before = std::cell::RefCell::new(Value::Null);
    take_over(user, "B", || {
        for _ in 0..4 {
            user.session.press(TAB)?;
        }
        before.replace(user.value(focused)?);
        Ok(())
    })?;
    let (before, after) = (before.take(), user.value(focused)?);
    ensure!(before == after && before != "BODY", "focused before: {before}, after: {after}");
    Ok(())
}

/// The pictures' elements are kept, so that none is loaded, decoded or painted twice.
fn keeps_pictures(user: &User) -> Result<()> {
    take_over(user, "front", || {
        let loaded = "[...document.images].some(it => it.complete && it.naturalWidth)";
        user.wait_until("a picture is loaded", loaded)?;
        user.session.run("window.before = [...document.images]", &[]).map(drop)
    })?;
    let kept = user.value("window.before.map(it => it.isConnected)")?;
    ensure!(kept.as_array().is_some_and(|all| all.iter().all(|it| it == true)), "kept: {kept}");
    let mut asked = user.host.requests();
    asked.retain(|file| is_picture(file));
    asked.sort();
    let twice = asked.windows(2).find(|two| two[0] == two[1]);
    ensure!(twice.is_none(), "requested twice: {twice:?}");
    Ok(())
}

fn is_picture(file: &str) -> bool {
    [".svg", ".png", ".jpg", ".webp"].iter().any(|ending| file.ends_with(ending))
        && file.contains('/')
}

fn early_click(user: &User) -> Result<()> {
    user.host.fail("*.wasm", Fault::Hold);
    user.type_address(&user.paper.file("B")?)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    user.click("C")?;
    user.host.remove_faults();
    user.wait_for_page("C").map(drop)
}

/// The data arrives while a link is pressed: the link is followed on release.
fn slow_click(user: &User) -> Result<()> {
    const CAME: &str = "performance.getEntriesByType('resource')
        .some(it => it.name.endsWith('/data/publication.json') && it.responseEnd > 0)";
    user.host.fail("data/publication.json", Fault::Hold);
    user.type_address(&user.paper.file("B")?)?;
    user.wait_until_requested("data/publication.json")?;
    let link = user.link_to("C")?;
    user.session.point(&link, &[json!({"type": "pointerDown", "button": 0})])?;
    user.host.remove_faults();
    user.wait_until("the viewer has all that it needs", CAME)?;
    for _ in 0..10 {
        user.wait_for_frames()?;
    }
    let ready = user.value("document.documentElement.dataset.viewer ?? ''")?;
    ensure!(ready != "ready", "the page was replaced while the pointer was down");
    user.session.point(&link, &[json!({"type": "pointerUp", "button": 0})])?;
    user.wait_for_page("C").map(drop)
}

fn changes_no_word(user: &User, page: &str) -> Result<()> {
    let text = "document.getElementById('app').innerText";
    let printed = std::cell::RefCell::new(Value::Null);
    take_over(user, page, || {
        printed.replace(user.value(text)?);
        Ok(())
    })?;
    let lines = |value: &Value| -> Vec<String> {
        value.as_str().unwrap_or_default().lines().map(str::to_owned).collect()
    };
    let (printed, alive) = (lines(&printed.take()), lines(&user.value(text)?));
    ensure!(printed.len() > 5, "too little to compare: {printed:?}");
    let differ = printed.iter().zip(&alive).find(|(one, other)| one != other);
    let counts = (printed.len(), alive.len());
    ensure!(printed == alive, "{} lines became {}; first: {differ:?}", counts.0, counts.1);
    Ok(())
}

fn shifts_nothing(user: &User, page: &str) -> Result<()> {
    take_over(user, page, || Ok(()))?;
    let shifts = "const done = arguments[0];
        new PerformanceObserver(list => done(list.getEntries().map(it => it.value)))
            .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done([]), 300);";
    let shifts = user.session.run_async(shifts, &[])?;
    ensure!(shifts == json!([]), "the layout shifted: {shifts}");
    Ok(())
}
