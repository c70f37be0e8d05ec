//! Damaged files: the host temporarily sends empty or truncated files with matching lengths. The service worker must not
//! cache them. Cached copies that are damaged (older workers cached anything) are deleted and fetched again; offline, a
//! message is shown.

use super::offline::{press, reload, wait_for_words};
use super::{ONE_ENGINE, Trial};
use anyhow::{Context as _, Result, ensure};
use e2e::words;
use e2e::{Engine, Fault, HostKind, User, wait};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;

/// The page under test.
const PAGE: &str = "B";

/// A file that the page consists of.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Wasm,
    Script,
    Style,
    Page,
    Data,
    Picture,
}

/// The damaged files, and their faults.
const DAMAGES: [(&str, Part, Fault); 8] = [
    ("wasm_empty", Part::Wasm, Fault::Empty),
    ("wasm_half", Part::Wasm, Fault::Half),
    ("script_empty", Part::Script, Fault::Empty),
    ("style_empty", Part::Style, Fault::Empty),
    ("style_half", Part::Style, Fault::Half),
    ("page_half", Part::Page, Fault::Half),
    ("data_half", Part::Data, Fault::Half),
    ("picture_half", Part::Picture, Fault::Half),
];

pub(super) fn trials() -> Vec<Trial> {
    let trial = |name: &str, steps: fn(&User) -> Result<()>| {
        Trial::new(&format!("damaged::{name}"), steps).with_worker()
    };
    let mut trials = damages();
    trials.push(trial("a_kept_page_and_no_viewer", no_viewer));
    trials.push(trial("the_whole_paper", whole_paper).essential_in(&[Engine::Chromium]));
    trials.push(trial("a_host_that_rewrites", rewritten).essential_in(&[Engine::Firefox]));
    trials.push(trial("hashes_are_those_of_the_press", hashes).essential_in(&[Engine::WebKit]));
    trials
}

/// Each damage in each situation. In an essential run an engine tries each damage in one situation, and the three engines
/// together try all.
fn damages() -> Vec<Trial> {
    type Way = fn(&User, Part, &Fault) -> Result<()>;
    const WAYS: [(&str, Way); 3] =
        [("at_the_host", at_the_host), ("kept_online", online), ("kept_offline", offline)];
    let mut trials = Vec::new();
    for (number, (name, part, fault)) in DAMAGES.into_iter().enumerate() {
        for (turn, (way, steps)) in WAYS.into_iter().enumerate() {
            let fault = fault.clone();
            let steps = move |user: &User| steps(user, part, &fault);
            let trial = Trial::new(&format!("damaged::{name}::{way}"), steps).with_worker();
            let trial = trial.essential_in(ONE_ENGINE[(number + turn) % ONE_ENGINE.len()]);
            // Browsers have memory caches in front of the worker: Firefox for style sheets, WebKit for scripts. Damaged
            // files in these last as long as the tab.
            trials.push(match (part, way) {
                (Part::Style, "at_the_host") => trial
                    .only_in(&[Engine::Chromium, Engine::WebKit])
                    .essential_in(&[Engine::Chromium]),
                (Part::Script, "at_the_host") => trial
                    .only_in(&[Engine::Chromium, Engine::Firefox])
                    .essential_in(&[Engine::Chromium]),
                _ => trial,
            });
        }
    }
    trials
}

impl Part {
    /// Its file.
    fn file(self, user: &User) -> Result<String> {
        match self {
            Part::Wasm => viewer_file(user, ".wasm"),
            Part::Script => viewer_file(user, ".js"),
            Part::Style => viewer_file(user, ".css"),
            Part::Page => user.paper.file(PAGE),
            Part::Data => user.paper.data(PAGE),
            Part::Picture => picture(user, PAGE),
        }
    }
}

/// The viewer's file with this ending.
pub(super) fn viewer_file(user: &User, ending: &str) -> Result<String> {
    for entry in fs::read_dir(user.paper.site.join("viewer"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            return Ok(format!("viewer/{name}"));
        }
    }
    anyhow::bail!("the viewer has no file {ending}")
}

/// The first picture of an article.
fn picture(user: &User, page: &str) -> Result<String> {
    let html = fs::read_to_string(user.paper.site.join(user.paper.file(page)?))?;
    let (_, rest) = html.split_once(" src=\"../media/").context("there is no picture")?;
    Ok(format!("media/{}", rest.split('"').next().unwrap_or_default()))
}

/// Opens the page for the first time, without a worker. The worker that is installed then caches all files of the page,
/// without having checked them.
fn read(user: &User) -> Result<()> {
    user.open(PAGE)?;
    wait_until_all_kept(user)
}

fn wait_until_all_kept(user: &User) -> Result<()> {
    let parts = [Part::Wasm, Part::Script, Part::Style, Part::Page, Part::Data, Part::Picture];
    parts.iter().try_for_each(|part| wait_until_kept_whole(user, &part.file(user)?))
}

/// Damages the cached copy of a file.
fn damage(user: &User, file: &str, fault: &Fault) -> Result<()> {
    let script = "const [path, share, done] = arguments;
        (async () => {
            let count = 0;
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                const kept = await cache.match(path, { ignoreVary: true });
                if (!kept) continue;
                const body = await kept.arrayBuffer();
                const { headers } = kept;
                await cache.put(path, new Response(body.slice(0, body.byteLength * share), { headers }));
                count++;
            }
            return count;
        })().then(done, error => done(String(error)))";
    let share = if matches!(fault, Fault::Half) { 0.5 } else { 0.0 };
    let count = user.session.run_async(script, &[path(user, file), json!(share)])?;
    ensure!(count == 1, "{file} was damaged in {count} places");
    Ok(())
}

fn path(user: &User, file: &str) -> Value {
    json!([user.root, file].concat())
}

/// The size of a file's cached copy, if there is one.
fn kept(user: &User, file: &str) -> Result<Option<u64>> {
    let script = "const [path, done] = arguments;
        caches.match(path, { ignoreVary: true }).then(kept => kept?.arrayBuffer())
            .then(body => done(body?.byteLength ?? null), error => done(String(error)))";
    let length = user.session.run_async(script, &[path(user, file)])?;
    ensure!(length.is_null() || length.is_u64(), "{file}: {length}");
    Ok(length.as_u64())
}

/// How many bytes a page receives for a file; 0 if the request fails.
fn given(user: &User, file: &str) -> Result<u64> {
    let script = "const [path, done] = arguments;
        fetch(path).then(answer => answer.arrayBuffer()).then(it => done(it.byteLength), () => done(0))";
    let length = user.session.run_async(script, &[path(user, file)])?;
    length.as_u64().with_context(|| format!("{file}: {length}"))
}

fn length(user: &User, file: &str) -> Result<u64> {
    Ok(fs::metadata(user.paper.site.join(file))?.len())
}

fn wait_until_kept_whole(user: &User, file: &str) -> Result<()> {
    let whole = Some(length(user, file)?);
    let look = || kept(user, file);
    wait::until(|| look().is_ok_and(|kept| kept == whole).then_some(()))
        .with_context(|| format!("{file} is not cached intact, {whole:?}, but {:?}", look()))
}

/// Checks that the page is intact, and then the cached copy of the damaged file too.
fn is_mended(user: &User, part: Part) -> Result<()> {
    const RULES: &str = "document.querySelector('link[rel=stylesheet]').sheet.cssRules.length";
    const SHOWN: &str =
        "[...document.images].some(it => it.src.endsWith('FILE') && it.naturalWidth)";
    let file = part.file(user)?;
    let whole = length(user, &file)?;
    let given = given(user, &file)?;
    ensure!(given == whole, "{given} bytes of {file} are received, of {whole}");
    wait_until_kept_whole(user, &file)?;
    match part {
        Part::Style => {
            let (applied, all) = (user.value(RULES)?, rules(user, &file)?);
            ensure!(applied == all, "the page has {applied} rules, the style sheet {all}");
        }
        Part::Picture => {
            user.wait_until("the picture is shown", &SHOWN.replace("FILE", &file))?;
        }
        _ => {}
    }
    Ok(())
}

/// The number of rules in a style sheet, as parsed by the browser.
fn rules(user: &User, file: &str) -> Result<u64> {
    let script = "const sheet = new CSSStyleSheet();
        sheet.replaceSync(arguments[0]);
        return sheet.cssRules.length;";
    let text = fs::read_to_string(user.paper.site.join(file))?;
    let count = user.session.run(script, &[json!(text)])?;
    count.as_u64().filter(|count| *count > 0).context("the style sheet has no rules")
}

/// Waits until the page's text is shown, with or without the viewer.
fn wait_for_text(user: &User) -> Result<()> {
    let heading = user.paper.printed(&user.paper.file(PAGE)?)?.heading;
    let here = format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading));
    user.wait_until(
        "the page can be read",
        &format!("document.readyState === 'complete' && {here}"),
    )
}

/// The host sends a damaged file at the first visit only. The HTTP cache may keep the viewer's files, which are
/// immutable.
fn at_the_host(user: &User, part: Part, fault: &Fault) -> Result<()> {
    let file = part.file(user)?;
    if matches!(part, Part::Wasm | Part::Style) {
        user.host.emulate(HostKind::AllImmutable);
    }
    user.host.fail(&file, fault.clone());
    user.type_address(&user.paper.file(PAGE)?)?;
    match part {
        // Half of a page may end before its heading.
        Part::Page => {
            user.wait_until("half of it is there", "document.readyState === 'complete'")?;
        }
        _ => wait_for_text(user)?,
    }
    // A truncated page, or an empty script, doesn't register the worker.
    if !matches!(part, Part::Script | Part::Page) {
        user.wait_until_file_cached("offline.html")?;
        user.wait_until("the worker answers", "!!navigator.serviceWorker.controller")?;
    }
    user.host.remove_faults();
    user.open(PAGE)?;
    is_mended(user, part)?;
    wait_until_all_kept(user)?;
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    user.wait_for_page(PAGE).map(drop)
}

/// The cached copy is damaged, and the host is reachable.
fn online(user: &User, part: Part, fault: &Fault) -> Result<()> {
    read(user)?;
    damage(user, &part.file(user)?, fault)?;
    reload(user)?;
    user.wait_for_page(PAGE)?;
    is_mended(user, part)
}

/// The cached copy is damaged, and the host is unreachable at first.
fn offline(user: &User, part: Part, fault: &Fault) -> Result<()> {
    let file = part.file(user)?;
    read(user)?;
    if part == Part::Data {
        user.follow("headlines")?;
        user.wait_until_cached("headlines")?;
    }
    damage(user, &file, fault)?;
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    const ANEW: &str =
        "document.documentElement.dataset.viewer !== 'going' && document.readyState === 'complete'";
    user.wait_until("the page is reloaded", ANEW)?;
    match part {
        Part::Wasm | Part::Script => wait_for_text(user)?,
        // If the page is damaged, the viewer renders it from its data.
        Part::Style | Part::Page | Part::Picture => drop(user.wait_for_page(PAGE)?),
        Part::Data => {
            user.wait_for_page("headlines")?;
            user.click(PAGE)?;
            user.wait_for_heading(words::UNREADABLE)?;
            says_that_the_copy_is_damaged(user)?;
        }
    }
    // The browser's own cache may have a whole copy of the page.
    let whole = length(user, &file)?;
    let given = given(user, &file)?;
    ensure!([0, whole].contains(&given), "{given} damaged bytes of {file} are received");
    let kept = kept(user, &file)?;
    ensure!(
        [None, Some(whole)].contains(&kept),
        "{kept:?} damaged bytes of {file} are still cached"
    );
    user.host.remove_faults();
    match part {
        Part::Data => user.click_words(words::TRY_AGAIN)?,
        _ => reload(user)?,
    }
    user.wait_for_page(PAGE)?;
    is_mended(user, part)
}

fn says_that_the_copy_is_damaged(user: &User) -> Result<()> {
    let words = user.value("document.querySelector('main').innerText")?;
    let words = words.as_str().unwrap_or_default();
    let told =
        ["the copy kept on this device is damaged", "fetched again when there is a connection"];
    ensure!(told.iter().all(|told| words.contains(told)), "the message is: {words}");
    Ok(())
}

/// The page and the viewer are damaged, and the host is unreachable: the worker shows `damaged.html`.
fn no_viewer(user: &User) -> Result<()> {
    read(user)?;
    damage(user, &Part::Page.file(user)?, &Fault::Half)?;
    damage(user, &Part::Script.file(user)?, &Fault::Empty)?;
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    let shown = json!(words::UNREADABLE);
    let told = format!("document.querySelector('h1')?.textContent === {shown}");
    user.wait_until("the message is shown", &told)?;
    says_that_the_copy_is_damaged(user)?;
    user.host.remove_faults();
    reload(user)?;
    user.wait_for_page(PAGE)?;
    is_mended(user, Part::Page)?;
    is_mended(user, Part::Script)
}

/// An article other than H with a picture that isn't on the front page, whose pictures are cached already.
fn picture_not_in_front(user: &User) -> Result<(String, String)> {
    let front = fs::read_to_string(user.paper.site.join(user.paper.file("front")?))?;
    let letters = ('A'..='Z').filter(|letter| *letter != 'H').map(String::from);
    letters
        .filter_map(|letter| picture(user, &letter).ok().map(|picture| (letter, picture)))
        .find(|(_, picture)| !front.contains(picture.as_str()))
        .context("every picture is on the front page")
}

/// A picture, a page and its data are damaged during the download of the edition, which must then not be complete;
/// continuing it fetches the missing files.
fn whole_paper(user: &User) -> Result<()> {
    let (article, picture) = picture_not_in_front(user)?;
    let files = [picture, user.paper.file("H")?, user.paper.data("H")?];
    user.open("front")?;
    wait_for_words(user, " MB")?;
    for file in &files {
        user.host.fail(file, Fault::Half);
    }
    press(user, words::KEEP_OFFLINE)?;
    const STOPPED: &str =
        "[...document.querySelectorAll('.edition button')].some(it => it.textContent === 'Go on')";
    user.wait_until("the download has stopped", STOPPED)?;
    for file in &files {
        let kept = kept(user, file)?;
        ensure!(kept.is_none(), "{kept:?} damaged bytes of {file} are cached");
    }
    user.host.remove_faults();
    let before = user.host.requests().len();
    press(user, "Go on")?;
    wait_for_words(user, "The whole paper is kept")?;
    for file in &files {
        wait_until_kept_whole(user, file)?;
        user.requested_once(before, file)?;
    }
    // Intact files aren't fetched again.
    user.requested_at_most(before, &user.paper.file(&article)?, 0)
}

/// A script that the host has minified is used, but not cached, because it can't be told from a damaged one. Offline, the
/// viewer doesn't run.
fn rewritten(user: &User) -> Result<()> {
    let script = Part::Script.file(user)?;
    let text = fs::read_to_string(user.paper.site.join(&script))?;
    user.host.fail(&script, Fault::Replace(format!("{}\n/* smaller */", text.trim_end())));
    user.open(PAGE)?;
    user.wait_until_cached(PAGE)?;
    reload(user)?;
    user.wait_for_page(PAGE)?;
    let kept = kept(user, &script)?;
    ensure!(kept.is_none(), "{kept:?} rewritten bytes of {script} are cached");
    user.host.fail("*", Fault::Offline);
    reload(user)?;
    wait_for_text(user)
}

/// The worker's hash function equals the press' (`press/src/hash.rs`).
fn hashes(user: &User) -> Result<()> {
    const PIECE: usize = 8 << 20;
    let script = [
        include_str!("../../../../public/worker/check.js"),
        "const [length, done] = arguments;
        hashOf(new Blob([new Uint8Array(length).fill(7)])).then(done, error => done(String(error)));",
    ]
    .concat();
    user.open("front")?;
    for length in [0, 3, PIECE, PIECE + 1, 2 * PIECE] {
        let content = vec![7; length];
        let mut expected = Sha256::digest(&content);
        if length > PIECE {
            let pieces = content.chunks(PIECE).map(Sha256::digest);
            expected = Sha256::digest(pieces.collect::<Vec<_>>().concat());
        }
        let hash = user.session.run_async(&script, &[json!(length)])?;
        ensure!(hash == format!("{expected:x}"), "the hash of {length} bytes is {hash}");
    }
    Ok(())
}
