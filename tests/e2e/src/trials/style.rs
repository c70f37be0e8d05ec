//! The style in a page, and the whole style sheet, which the viewer applies when it starts.

use super::Trial;
use super::damaged::viewer_file;
use super::modes::open_narrow;
use anyhow::{Result, ensure};
use e2e::paper::PAGES;
use e2e::{Engine, Fault, User, words};
use serde_json::json;

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("style::the_whole_sheet_changes_no_page", same).plain(),
        Trial::new("style::the_viewer_applies_the_whole_sheet", applied).in_a_folder(),
        Trial::new("style::a_page_is_printed_with_the_whole_sheet", printed)
            .plain()
            .only_in(&[Engine::Chromium]),
    ]
}

/// Widths of windows, in CSS pixels.
const WIDTHS: [u32; 2] = [360, 1280];

/// Applies the whole sheet as `start.js` does, and returns what is then different: places, sizes, colours, fonts.
const COMPARE: &str = "
    const [address, done] = arguments;
    const PROPERTIES = ['display', 'position', 'float', 'content', 'color', 'backgroundColor', 'opacity', 'visibility',
        'fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing', 'textTransform',
        'textDecoration', 'borderTop', 'borderRight', 'borderBottom', 'borderLeft', 'overflow', 'objectFit', 'filter',
        'listStyleType', 'hyphens', 'zIndex'];
    const look = () => [...document.querySelectorAll('html, body, body *')].map(element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const styles = ['', '::before', '::after', '::marker'].map(part => {
            const computed = getComputedStyle(element, part);
            return PROPERTIES.map(name => computed[name]).join('; ');
        });
        return [[x, y, width, height].map(Math.round).join(' '), ...styles];
    });
    const before = look();
    let sheet = document.querySelector('link[rel=stylesheet]');
    if (!document.querySelector('head > style')) return done(['the page has no style']);
    if (sheet && sheet.media !== 'print') return done([`the sheet is for ${sheet.media}`]);
    sheet ??= document.head.appendChild(Object.assign(document.createElement('link'),
        { rel: 'stylesheet', href: address }));
    sheet.media = 'all';
    const compare = () => {
        const differs = look().flatMap((now, at) => now.flatMap((it, part) => it === before[at][part] ? []
            : [`${document.querySelectorAll('html, body, body *')[at].className}: ${before[at][part]} → ${it}`]));
        done(differs.slice(0, 5));
    };
    const wait = () => sheet.sheet ? requestAnimationFrame(compare) : setTimeout(wait, 20);
    wait();";

/// The sheet in a page is the part of the whole sheet that the page needs.
fn same(user: &User) -> Result<()> {
    user.host.fail("*.js", Fault::Status(404));
    let style = user.address_of(&viewer_file(user, ".css")?);
    let mut files = vec!["offline.html".to_owned(), "article/nowhere.html".to_owned()];
    for (_, page) in PAGES {
        files.push(user.paper.file(page)?);
    }
    let go = "document.documentElement.dataset.viewer = 'going'; location.assign(arguments[0])";
    let there =
        "document.documentElement.dataset.viewer !== 'going' && document.readyState === 'complete'";
    for width in WIDTHS {
        open_narrow(user, "front", width)?;
        for file in &files {
            user.session.run(go, &[json!(user.address_of(file))])?;
            user.wait_until("the page is loaded", there)?;
            let found = user.session.run_async(COMPARE, &[json!(style)])?;
            ensure!(found == json!([]), "{file}, {width} px wide: {found:#}");
        }
    }
    Ok(())
}

/// The media of each style sheet, and the address from which it was loaded.
const SHEETS: &str = "[...document.querySelectorAll('link[rel=stylesheet]')]
    .map(it => [it.media, it.sheet && new URL(it.sheet.href).pathname])";

/// The whole sheet applies when the viewer runs, also at unknown addresses, and styles the notice that it has failed.
fn applied(user: &User) -> Result<()> {
    let file = viewer_file(user, ".css")?;
    let path = [user.root, &*file].concat();
    let expected = json!([["all", path]]);
    let applies = format!("JSON.stringify({SHEETS}) === JSON.stringify({expected})");
    user.open("headlines")?;
    user.wait_until("the whole sheet applies", &applies)?;
    user.follow("B")?;
    user.wait_until("the whole sheet applies to the next page", &applies)?;
    user.type_address("section/no/where/9.html")?;
    user.wait_for_heading(words::NOT_FOUND)?;
    user.wait_until("the whole sheet applies to a notice", &applies)?;
    let asked = user.host.requests();
    let others = asked.iter().find(|asked| asked.ends_with(".css") && **asked != file);
    ensure!(others.is_none(), "{others:?} was requested");
    user.session.run(
        "window.dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('') }))",
        &[],
    )?;
    let place = "getComputedStyle(document.querySelector('.failed')).position";
    ensure!(user.value(place)? == "fixed", "the notice has no style");
    Ok(())
}

/// Without the viewer, the page is printed by the rules of the whole sheet.
fn printed(user: &User) -> Result<()> {
    user.host.fail("*.js", Fault::Status(404));
    user.open("B")?;
    user.session.devtools("Emulation.setEmulatedMedia", &json!({ "media": "print" }))?;
    let hidden = "getComputedStyle(document.querySelector('.neighbours')).display === 'none'";
    user.wait_until("the neighbours are not printed", hidden)
}
