//! Forced colours: links are distinguishable from text, focus is visible.

use super::{Trial, pages, read_in};
use crate::trials::access::axe;
use anyhow::{Result, ensure};
use e2e::paper::kinds;
use e2e::{Engine, LaunchOptions, Run, User};
use serde_json::json;

/// WebKit doesn't support forced colours.
const KNOWN_IN: &[Engine] = &[Engine::Chromium, Engine::Firefox];

/// Finds links that look like the text around them, and invisible text.
const FAULTS: &str = "
    const faults = [];
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const text = getComputedStyle(document.querySelector('main p:not(.kicker)')).color;
    if (text === ground) faults.push(`text is ${text} on ${ground}`);
    for (const link of document.querySelectorAll('#app a[href]')) {
        if (!link.checkVisibility() || link.matches('.skip')) continue;
        const { color, textDecorationLine } = getComputedStyle(link);
        if (color === text && !textDecorationLine.includes('underline'))
            faults.push(`“${link.textContent.trim()}” is ${color} as the text is`);
    }
    return faults;";

/// Whether the focused element has a visible outline, itself or on a pseudo-element.
const FOCUS: &str = "
    const element = document.activeElement;
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    return ['', '::after'].some(part => {
        const it = getComputedStyle(element, part || null);
        return it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 1
            && it.outlineColor !== ground;
    }) || element.outerHTML.slice(0, 120);";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::scaled("modes::forced_colours", forced).only_in(KNOWN_IN)]
}

fn forced(user: &User, run: &Run) -> Result<()> {
    const TAB: &str = "\u{E004}";
    let options = LaunchOptions {
        firefox: json!({ "browser.display.document_color_use": 2, "ui.useAccessibilityTheme": 1 }),
        ..LaunchOptions::default()
    };
    read_in(user, &options, |user| {
        if user.engine() == Engine::Chromium {
            let features = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
            user.session.devtools("Emulation.setEmulatedMedia", &features)?;
        }
        for page in &pages(user, run)? {
            user.open(page)?;
            let forced = user.value("matchMedia('(forced-colors: active)').matches")?;
            ensure!(forced == true, "the browser forces no colours");
            let faults = user.session.run(FAULTS, &[])?;
            ensure!(faults == json!([]), "{page}: {faults:#}");
        }
        for (_, page) in run.sample(kinds(), 3) {
            user.open(page)?;
            axe(user)?;
            // The skip link, the nameplate, the sections, and some of the page.
            for _ in 0..12 {
                user.session.press(TAB)?;
                let marked = user.session.run(FOCUS, &[])?;
                ensure!(marked == true, "{page}: the focus isn't seen on {marked}");
            }
        }
        user.follow("headlines")
    })
}
