//! With the keyboard alone: every way of the page, in the order in which it is read, and out again.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::{Engine, Reader};
use serde_json::{Value, json};

const TAB: &str = "\u{E004}";
const SHIFT: &str = "\u{E008}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

/// What Tab has to lead to, in order.
const STOPS: &str = "[...document.querySelectorAll('a[href], button, summary, audio[controls]')]
    .filter(it => it.checkVisibility() && !it.closest('details:not([open]) > :not(summary)'))
    .map(it => it.textContent.trim())";

const HERE: &str = "document.activeElement === document.body ? null
    : document.activeElement.textContent.trim()";

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("keys::lead_through_a_list_in_order", |reader| in_order(reader, "headlines"))
            .essential_in(&[Engine::Firefox]),
        Trial::new("keys::lead_through_an_article_in_order", |reader| {
            in_order(reader, "article/reading-room-press.html")
        })
        .essential_in(&[Engine::Chromium, Engine::WebKit]),
        Trial::new("keys::read_the_paper_alone", alone),
    ]
}

/// Tab after Tab from the top: the skip link first, then all there is in its order, and back.
fn in_order(reader: &Reader, page: &str) -> Result<()> {
    reader.open(page)?;
    let stops = reader.value(STOPS)?;
    let stops = stops.as_array().map(Vec::as_slice).unwrap_or_default();
    ensure!(stops.len() > 12 && stops[0] == "Skip to the page", "the stops are {stops:?}");
    for stop in stops {
        reader.session.press(TAB)?;
        let here = reader.value(HERE)?;
        ensure!(here == *stop, "Tab leads to {here}, not to {stop}");
    }
    // Nothing holds the focus: back it goes as it came.
    for stop in stops.iter().rev().skip(1).take(3) {
        with_shift(reader)?;
        let here = reader.value(HERE)?;
        ensure!(here == *stop, "Shift and Tab lead to {here}, not to {stop}");
    }
    Ok(())
}

fn with_shift(reader: &Reader) -> Result<()> {
    let key = |what: &str, key: &str| json!({ "type": what, "value": key });
    let keys = [key("keyDown", SHIFT), key("keyDown", TAB), key("keyUp", TAB), key("keyUp", SHIFT)];
    reader.session.act(&json!({"type": "key", "id": "keyboard", "actions": keys}))
}

/// Presses Tab until it has led to the link to a page.
fn tab_to(reader: &Reader, name: &str) -> Result<()> {
    let address = json!(reader.address_of(&reader.paper.file(name)?));
    for _ in 0..40 {
        reader.session.press(TAB)?;
        let href: Value = reader.value("document.activeElement.href ?? null")?;
        if href == address {
            return Ok(());
        }
    }
    anyhow::bail!("Tab doesn't lead to {name}")
}

fn alone(reader: &Reader) -> Result<()> {
    const ON_HEADING: &str = "document.activeElement === document.querySelector('#app h1')";
    reader.open("headlines")?;
    reader.session.run("window.same = true", &[])?;
    // From the list to an article, on to the one before, and back to the list.
    for name in ["B", "C", "headlines"] {
        tab_to(reader, name)?;
        let before = reader.look()?;
        // Neither follows a link.
        reader.session.press(ESCAPE)?;
        reader.session.press(" ")?;
        reader.let_paint()?;
        let after = reader.look()?;
        let same = (&before.address, before.entries) == (&after.address, after.entries);
        ensure!(same && after.settled, "Escape or space led to {after:?}");
        reader.session.press(ENTER)?;
        reader.wait_for_page(name)?;
        reader.wait_until("the heading has the focus", ON_HEADING)?;
    }
    ensure!(reader.value("window.same === true")? == true, "the page was loaded anew");
    // From the heading Tab goes on into the page, not to its top.
    reader.session.press(TAB)?;
    let inside = "document.querySelector('main').contains(document.activeElement)";
    ensure!(reader.value(inside)? == true, "Tab has left the page for {}", reader.value(HERE)?);
    Ok(())
}
