//! Fingers: a tap follows a link inside the viewer; holding on and pushing the page don't.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, Reader};
use serde_json::json;

/// WebKitGTK's driver knows no fingers.
const WITH_FINGERS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

/// Of a finger that holds on, Chromium's driver makes a click when it is lifted, which people's
/// Chromium doesn't.
const HOLDING: &[Engine] = &[Engine::Firefox];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name: &str, run: fn(&Reader) -> Result<()>| {
        Trial::new(&format!("touch::{name}"), run).only_in(WITH_FINGERS)
    };
    vec![
        trial("a_tap_follows", tap_follows),
        trial("holding_on_follows_nothing", holding).only_in(HOLDING),
        trial("pushing_the_page_follows_nothing", pushing),
    ]
}

/// The middle of the link to a page, in CSS pixels of the window.
fn place_of(reader: &Reader, name: &str) -> Result<(f64, f64)> {
    let file = reader.address_of(&reader.paper.file(name)?);
    let place = reader.session.run(
        "const link = [...document.querySelectorAll('main a[href]')]
            .find(it => it.href === arguments[0] && it.checkVisibility());
        link.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = link.getClientRects()[0];
        return [left + width / 2, top + height / 2];",
        &[json!(file)],
    )?;
    Ok((place[0].as_f64().context("no place")?, place[1].as_f64().context("no place")?))
}

fn tap_follows(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    reader.session.run("window.same = true", &[])?;
    // From the list, then Previous, then Next.
    for page in ["B", "C", "B"] {
        let (x, y) = place_of(reader, page)?;
        reader.session.touch(x, y, &[])?;
        reader.wait_for_page(page)?;
    }
    ensure!(reader.value("window.same === true")? == true, "the page was loaded anew");
    reader.session.back()?;
    reader.wait_for_page("C").map(drop)
}

fn holding(reader: &Reader) -> Result<()> {
    /// Longer than any browser takes for a tap.
    const LONG: u32 = 1_500;
    stays(reader, &[json!({ "type": "pause", "duration": LONG })])
}

fn pushing(reader: &Reader) -> Result<()> {
    let step = |y: i32| json!({ "type": "pointerMove", "duration": 60, "origin": "pointer", "x": 0, "y": y });
    stays(reader, &[step(-30), step(-60), step(-60), step(-30)])
}

/// A finger on the link to B that does `then` leads nowhere; a tap after it does.
fn stays(reader: &Reader, then: &[serde_json::Value]) -> Result<()> {
    reader.open("headlines")?;
    let before = reader.look()?;
    let (x, y) = place_of(reader, "B")?;
    reader.session.touch(x, y, then)?;
    reader.let_paint()?;
    reader.let_paint()?;
    let after = reader.look()?;
    ensure!(
        (&after.address, after.entries) == (&before.address, before.entries) && after.settled,
        "it led to {after:?}"
    );
    let (x, y) = place_of(reader, "C")?;
    reader.session.touch(x, y, &[])?;
    reader.wait_for_page("C").map(drop)
}
