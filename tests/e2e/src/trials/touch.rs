//! Touch: a tap follows a link; a long press and a swipe don't.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, User};
use serde_json::json;

/// WebKitGTK's driver doesn't support touch.
const WITH_FINGERS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

/// Chromium's driver clicks at the end of a long press, unlike a normal Chromium.
const HOLDING: &[Engine] = &[Engine::Firefox];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name: &str, run: fn(&User) -> Result<()>| {
        Trial::new(&format!("touch::{name}"), run).only_in(WITH_FINGERS)
    };
    vec![
        trial("a_tap_follows", tap_follows),
        trial("holding_on_follows_nothing", holding).only_in(HOLDING),
        trial("pushing_the_page_follows_nothing", pushing),
    ]
}

/// The centre of the link to a page, in CSS pixels of the viewport.
fn place_of(user: &User, name: &str) -> Result<(f64, f64)> {
    let file = user.address_of(&user.paper.file(name)?);
    let place = user.session.run(
        "const link = [...document.querySelectorAll('main a[href]')]
            .find(it => it.href === arguments[0] && it.checkVisibility());
        link.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, width, height } = link.getClientRects()[0];
        return [left + width / 2, top + height / 2];",
        &[json!(file)],
    )?;
    Ok((place[0].as_f64().context("no place")?, place[1].as_f64().context("no place")?))
}

fn tap_follows(user: &User) -> Result<()> {
    user.open("headlines")?;
    user.session.run("window.same = true", &[])?;
    // From the list, then by Previous, then by Next.
    for page in ["B", "C", "B"] {
        let (x, y) = place_of(user, page)?;
        user.session.touch(x, y, &[])?;
        user.wait_for_page(page)?;
    }
    ensure!(user.value("window.same === true")? == true, "the page was reloaded");
    user.session.back()?;
    user.wait_for_page("C").map(drop)
}

fn holding(user: &User) -> Result<()> {
    /// Longer than a tap in any browser, in milliseconds.
    const LONG: u32 = 1_500;
    stays(user, &[json!({ "type": "pause", "duration": LONG })])
}

fn pushing(user: &User) -> Result<()> {
    let step = |y: i32| json!({ "type": "pointerMove", "duration": 60, "origin": "pointer", "x": 0, "y": y });
    stays(user, &[step(-30), step(-60), step(-60), step(-30)])
}

/// Checks that the gesture `then` on the link to B doesn't follow it, and that a tap does.
fn stays(user: &User, then: &[serde_json::Value]) -> Result<()> {
    user.open("headlines")?;
    let before = user.snapshot()?;
    let (x, y) = place_of(user, "B")?;
    user.session.touch(x, y, then)?;
    user.wait_for_frames()?;
    user.wait_for_frames()?;
    let after = user.snapshot()?;
    ensure!(
        (&after.address, after.entries) == (&before.address, before.entries) && after.settled,
        "it led to {after:?}"
    );
    let (x, y) = place_of(user, "C")?;
    user.session.touch(x, y, &[])?;
    user.wait_for_page("C").map(drop)
}
