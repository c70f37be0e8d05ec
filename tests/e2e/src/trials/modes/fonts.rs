//! Double font size and narrow windows: nothing overflows or is clipped, and every link is clickable.

use super::{Trial, pages, read_in};
use anyhow::{Result, ensure};
use e2e::paper::kinds;
use e2e::{Engine, LaunchOptions, Run, User};
use serde_json::json;

/// Finds layout errors on the current page. Each link is scrolled into view first, also inside scroll containers.
const FAULTS: &str = "
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth)
        faults.push(`the page is ${root.scrollWidth} px wide in a window of ${innerWidth}:`
            + [...document.querySelectorAll('#app *')]
                .filter(it => it.getBoundingClientRect().right > innerWidth + 1)
                .slice(0, 6).map(it => ` ${it.outerHTML.slice(0, 120)}`));
    const shown = [...document.querySelectorAll('#app a[href]')]
        .filter(it => it.checkVisibility() && it.getClientRects().length && !it.matches('.skip'));
    const clips = overflow => overflow === 'hidden' || overflow === 'clip';
    const look = element => {
        const name = element.textContent.trim();
        const range = document.createRange();
        range.selectNodeContents(element);
        const boxes = [...range.getClientRects()].filter(it => it.width && it.height);
        if (boxes.some(it => it.left < -1 || it.right > innerWidth + 1))
            faults.push(`“${name}” runs over the edge`);
        for (let it = element; it && it !== root; it = it.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(it);
            const box = it.getBoundingClientRect();
            const beside = text => text.left < box.left - 1 || text.right > box.right + 1;
            const above = text => text.top < box.top - 1 || text.bottom > box.bottom + 1;
            if (boxes.some(text => clips(overflowX) && beside(text) || clips(overflowY) && above(text)))
                faults.push(`“${name}” is cut off by ${it.className || it.tagName}`);
        }
    };
    document.querySelectorAll('main :is(h1, h2, h3, time, .kicker, .standfirst, .authors):not(.visually-hidden)')
        .forEach(look);
    for (const link of shown) {
        link.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
        look(link);
        const [{ left, top, width, height }] = link.getClientRects();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        if (!hit || !(link.contains(hit) || hit.contains(link)) || hit === document.body)
            faults.push(`“${link.textContent.trim()}” is under ${hit?.outerHTML.slice(0, 80)}`);
    }
    if (shown.length < 8) faults.push(`only ${shown.length} links`);
    return faults;";

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::scaled("modes::narrow", |user, run| nothing_is_lost(user, run, 320, 16)),
        Trial::scaled("modes::letters_twice_as_large", large),
    ]
}

fn large(user: &User, run: &Run) -> Result<()> {
    let options = LaunchOptions {
        chromium_prefs: json!({ "webkit.webprefs.default_font_size": 32 }),
        firefox: json!({ "font.size.variable.x-western": 32 }),
        ..LaunchOptions::default()
    };
    read_in(user, &options, |user| {
        // Its switch for this prevents it from starting.
        if user.engine() == Engine::WebKit {
            user.host.inject_script("document.documentElement.style.fontSize = '200%'");
        }
        nothing_is_lost(user, run, 320, 32)?;
        // In wide windows one page of each kind is enough.
        let kinds = run.sample(kinds(), 3).into_iter().map(|(_, page)| user.paper.file(page));
        nothing_is_lost_on(user, &kinds.collect::<Result<Vec<_>>>()?, 1280, 32)
    })
}

/// Checks the pages at a width of `width` and a font size of `size` CSS pixels.
fn nothing_is_lost(user: &User, run: &Run, width: u32, size: u32) -> Result<()> {
    nothing_is_lost_on(user, &pages(user, run)?, width, size)
}

/// The same, on the pages in these files.
pub(in crate::trials) fn nothing_is_lost_on(
    user: &User,
    pages: &[String],
    width: u32,
    size: u32,
) -> Result<()> {
    open_narrow(user, "front", width)?;
    // The previous page may be the same one, so mark it.
    let go = "document.documentElement.dataset.viewer = 'going'; location.assign(arguments[0])";
    for page in pages {
        user.session.run(go, &[json!(user.address_of(page))])?;
        user.wait_for_page(page)?;
        let seen =
            user.value("[innerWidth, getComputedStyle(document.documentElement).fontSize]")?;
        ensure!(seen == json!([width, format!("{size}px")]), "width and letters are {seen}");
        let faults = user.session.run(FAULTS, &[])?;
        ensure!(faults == json!([]), "{page}, {width} px wide: {faults:#}");
    }
    Ok(())
}

/// Opens a page in a frame `width` CSS pixels wide, because browser windows can't be as narrow as a phone's.
pub(in crate::trials) fn open_narrow(user: &User, page: &str, width: u32) -> Result<()> {
    let (front, page_address) =
        (user.address_of("index.html"), user.address_of(&user.paper.file(page)?));
    user.session.open(&front)?;
    user.wait_for_page("front")?;
    user.session.run(
        "const [width, address] = arguments;
        const frame = document.createElement('iframe');
        Object.assign(frame, { width, height: 700, frameBorder: 0, src: address });
        document.body.prepend(frame);",
        &[json!(width), json!(page_address)],
    )?;
    user.session.enter_first_frame()?;
    user.wait_for_page(page).map(drop)
}
