//! Letters twice as large, and narrow pages: nothing runs over the edge, nothing is cut off, and
//! every link can be hit.

use super::{Trial, pages, read_in};
use anyhow::{Result, ensure};
use e2e::paper::kinds;
use e2e::{Engine, Mode, Reader, Run};
use serde_json::json;

/// What is wrong with the page at hand, as a list of words.
///
/// A link is brought into sight first, also inside of what scrolls by itself.
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
        Trial::scaled("modes::narrow", |reader, run| nothing_is_lost(reader, run, 320, 16)),
        Trial::scaled("modes::letters_twice_as_large", large),
    ]
}

fn large(reader: &Reader, run: &Run) -> Result<()> {
    let mode = Mode {
        chromium_prefs: json!({ "webkit.webprefs.default_font_size": 32 }),
        firefox: json!({ "font.size.variable.x-western": 32 }),
        ..Mode::default()
    };
    read_in(reader, &mode, |reader| {
        // Its switch for this keeps it from starting.
        if reader.engine() == Engine::WebKit {
            reader.host.preface("document.documentElement.style.fontSize = '200%'");
        }
        nothing_is_lost(reader, run, 320, 32)?;
        // Where there is room one page of each kind will do.
        let kinds = run.sample(kinds(), 3).into_iter().map(|(_, page)| reader.paper.file(page));
        nothing_is_lost_on(reader, &kinds.collect::<Result<Vec<_>>>()?, 1280, 32)
    })
}

/// On the pages that are read, `width` CSS pixels wide, with letters `size` CSS pixels high.
fn nothing_is_lost(reader: &Reader, run: &Run, width: u32, size: u32) -> Result<()> {
    nothing_is_lost_on(reader, &pages(reader, run)?, width, size)
}

/// The same, on the pages in these files.
pub(in crate::trials) fn nothing_is_lost_on(
    reader: &Reader,
    pages: &[String],
    width: u32,
    size: u32,
) -> Result<()> {
    open_narrow(reader, "front", width)?;
    // The page before may be the same, and must not be taken for the one to come.
    let go = "document.documentElement.dataset.viewer = 'going'; location.assign(arguments[0])";
    for page in pages {
        reader.session.run(go, &[json!(reader.address_of(page))])?;
        reader.wait_for_page(page)?;
        let seen =
            reader.value("[innerWidth, getComputedStyle(document.documentElement).fontSize]")?;
        ensure!(seen == json!([width, format!("{size}px")]), "width and letters are {seen}");
        let faults = reader.session.run(FAULTS, &[])?;
        ensure!(faults == json!([]), "{page}, {width} px wide: {faults:#}");
    }
    Ok(())
}

/// Opens a page `width` CSS pixels wide: in a frame, for no browser's window is as narrow as that
/// of a telephone.
pub(in crate::trials) fn open_narrow(reader: &Reader, page: &str, width: u32) -> Result<()> {
    let (front, page_address) =
        (reader.address_of("index.html"), reader.address_of(&reader.paper.file(page)?));
    reader.session.open(&front)?;
    reader.wait_for_page("front")?;
    reader.session.run(
        "const [width, address] = arguments;
        const frame = document.createElement('iframe');
        Object.assign(frame, { width, height: 700, frameBorder: 0, src: address });
        document.body.prepend(frame);",
        &[json!(width), json!(page_address)],
    )?;
    reader.session.enter_first_frame()?;
    reader.wait_for_page(page).map(drop)
}
