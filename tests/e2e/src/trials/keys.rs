//! Keyboard navigation: every focusable element in reading order, without traps.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::words;
use e2e::{Engine, User};
use serde_json::{Value, json};

const TAB: &str = "\u{E004}";
const SHIFT: &str = "\u{E008}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

/// The expected tab stops, in order.
const STOPS: &str = "[...document.querySelectorAll('a[href], button, summary, audio[controls]')]
    .filter(it => it.checkVisibility() && !it.closest('details:not([open]) > :not(summary)'))
    .map(it => it.textContent.trim())";

const HERE: &str = "document.activeElement === document.body ? null
    : document.activeElement.textContent.trim()";

/// Whether the focused element has an outline: its own, or, of a headline, around the whole entry.
const OUTLINED: &str = "[undefined, '::after']
    .some(part => getComputedStyle(document.activeElement, part).outlineStyle !== 'none')";

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("keys::lead_through_a_list_in_order", |user| in_order(user, "headlines"))
            .essential_in(&[Engine::Firefox]),
        Trial::new("keys::lead_through_an_article_in_order", |user| {
            in_order(user, "article/reading-room-press.html")
        })
        .essential_in(&[Engine::Chromium, Engine::WebKit]),
        Trial::new("keys::read_the_paper_alone", alone),
    ]
}

/// Tabs through the whole page: the skip link first, then everything in order, and some steps back.
fn in_order(user: &User, page: &str) -> Result<()> {
    user.open(page)?;
    let stops = user.value(STOPS)?;
    let stops = stops.as_array().map(Vec::as_slice).unwrap_or_default();
    ensure!(stops.len() > 12 && stops[0] == words::SKIP, "the stops are {stops:?}");
    for stop in stops {
        user.session.press(TAB)?;
        let here = user.value(HERE)?;
        ensure!(here == *stop, "Tab leads to {here}, not to {stop}");
        ensure!(user.value(OUTLINED)? == true, "nothing shows that {here} has the focus");
    }
    // No focus trap: Shift+Tab goes back.
    for stop in stops.iter().rev().skip(1).take(3) {
        with_shift(user)?;
        let here = user.value(HERE)?;
        ensure!(here == *stop, "Shift and Tab lead to {here}, not to {stop}");
    }
    Ok(())
}

fn with_shift(user: &User) -> Result<()> {
    let key = |what: &str, key: &str| json!({ "type": what, "value": key });
    let keys = [key("keyDown", SHIFT), key("keyDown", TAB), key("keyUp", TAB), key("keyUp", SHIFT)];
    user.session.act(&json!({"type": "key", "id": "keyboard", "actions": keys}))
}

/// Presses Tab until the link to a page is focused.
fn tab_to(user: &User, name: &str) -> Result<()> {
    let address = json!(user.address_of(&user.paper.file(name)?));
    for _ in 0..40 {
        user.session.press(TAB)?;
        let href: Value = user.value("document.activeElement.href ?? null")?;
        if href == address {
            return Ok(());
        }
    }
    anyhow::bail!("Tab doesn't lead to {name}")
}

fn alone(user: &User) -> Result<()> {
    const ON_HEADING: &str = "document.activeElement === document.querySelector('#app h1')";
    user.open("headlines")?;
    user.session.run("window.same = true", &[])?;
    // From the list to an article, to its older neighbour, and back to the list.
    for name in ["B", "C", "headlines"] {
        tab_to(user, name)?;
        let before = user.snapshot()?;
        // Neither key follows a link.
        user.session.press(ESCAPE)?;
        user.session.press(" ")?;
        user.wait_for_frames()?;
        let after = user.snapshot()?;
        let same = (&before.address, before.entries) == (&after.address, after.entries);
        ensure!(same && after.settled, "Escape or space led to {after:?}");
        user.session.press(ENTER)?;
        user.wait_for_page(name)?;
        user.wait_until("the heading has the focus", ON_HEADING)?;
    }
    ensure!(user.value("window.same === true")? == true, "the page was reloaded");
    // Tab continues from the heading, not from the top.
    user.session.press(TAB)?;
    let inside = "document.querySelector('main').contains(document.activeElement)";
    ensure!(user.value(inside)? == true, "Tab has left the page for {}", user.value(HERE)?);
    Ok(())
}
