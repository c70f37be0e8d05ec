//! Files that come damaged: the host answers for a moment with nothing, or with half of a file, as if that
//! were all of it. None of that is kept. What is kept and damaged all the same (an older worker kept
//! anything) is forgotten and fetched anew; offline, the reader is told.

use super::offline::{press, reload, wait_for_words};
use super::{ONE_ENGINE, Trial};
use anyhow::{Context as _, Result, ensure};
use e2e::{Engine, Fault, Manner, Reader, wait};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;

/// The page that is read.
const PAGE: &str = "B";

/// A file that it is made of.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Wasm,
    Script,
    Style,
    Page,
    Data,
    Picture,
}

/// What is damaged, and how.
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
    let trial = |name: &str, steps: fn(&Reader) -> Result<()>| {
        Trial::new(&format!("damaged::{name}"), steps).with_worker()
    };
    let mut trials = damages();
    trials.push(trial("a_kept_page_and_no_viewer", no_viewer));
    trials.push(trial("the_whole_paper", whole_paper).essential_in(&[Engine::Chromium]));
    trials.push(trial("a_host_that_rewrites", rewritten).essential_in(&[Engine::Firefox]));
    trials.push(trial("hashes_are_those_of_the_press", hashes).essential_in(&[Engine::WebKit]));
    trials
}

/// Each damage in each way. In every run an engine tries each damage in one way, and the three engines together
/// try all ways.
fn damages() -> Vec<Trial> {
    type Way = fn(&Reader, Part, &Fault) -> Result<()>;
    const WAYS: [(&str, Way); 3] =
        [("at_the_host", at_the_host), ("kept_online", online), ("kept_offline", offline)];
    let mut trials = Vec::new();
    for (number, (name, part, fault)) in DAMAGES.into_iter().enumerate() {
        for (turn, (way, steps)) in WAYS.into_iter().enumerate() {
            let fault = fault.clone();
            let steps = move |reader: &Reader| steps(reader, part, &fault);
            let trial = Trial::new(&format!("damaged::{name}::{way}"), steps).with_worker();
            let trial = trial.essential_in(ONE_ENGINE[(number + turn) % ONE_ENGINE.len()]);
            // Browsers keep some of what they fetch in memory, and ask neither the worker nor the host
            // for it: Firefox style sheets, WebKit scripts. What is damaged there goes with the tab.
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
    fn file(self, reader: &Reader) -> Result<String> {
        match self {
            Part::Wasm => viewer_file(reader, ".wasm"),
            Part::Script => viewer_file(reader, ".js"),
            Part::Style => viewer_file(reader, ".css"),
            Part::Page => reader.paper.file(PAGE),
            Part::Data => reader.paper.data(PAGE),
            Part::Picture => picture(reader, PAGE),
        }
    }
}

fn viewer_file(reader: &Reader, ending: &str) -> Result<String> {
    for entry in fs::read_dir(reader.paper.site.join("viewer"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            return Ok(format!("viewer/{name}"));
        }
    }
    anyhow::bail!("the viewer has no file {ending}")
}

/// The first picture of an article.
fn picture(reader: &Reader, page: &str) -> Result<String> {
    let html = fs::read_to_string(reader.paper.site.join(reader.paper.file(page)?))?;
    let (_, rest) = html.split_once(" src=\"../media/").context("there is no picture")?;
    Ok(format!("media/{}", rest.split('"').next().unwrap_or_default()))
}

/// Opens the page for the first time, before there is a worker. The worker that comes then keeps all
/// of its parts; it has not wanted any of them yet.
fn read(reader: &Reader) -> Result<()> {
    reader.open(PAGE)?;
    wait_until_all_kept(reader)
}

fn wait_until_all_kept(reader: &Reader) -> Result<()> {
    let parts = [Part::Wasm, Part::Script, Part::Style, Part::Page, Part::Data, Part::Picture];
    parts.iter().try_for_each(|part| wait_until_kept_whole(reader, &part.file(reader)?))
}

/// Damages what is kept of a file.
fn damage(reader: &Reader, file: &str, fault: &Fault) -> Result<()> {
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
    let count = reader.session.run_async(script, &[path(reader, file), json!(share)])?;
    ensure!(count == 1, "{file} was damaged in {count} places");
    Ok(())
}

fn path(reader: &Reader, file: &str) -> Value {
    json!([reader.root, file].concat())
}

/// How many bytes are kept of a file; nothing if it is not kept.
fn kept(reader: &Reader, file: &str) -> Result<Option<u64>> {
    let script = "const [path, done] = arguments;
        caches.match(path, { ignoreVary: true }).then(kept => kept?.arrayBuffer())
            .then(body => done(body?.byteLength ?? null), error => done(String(error)))";
    let length = reader.session.run_async(script, &[path(reader, file)])?;
    ensure!(length.is_null() || length.is_u64(), "{file}: {length}");
    Ok(length.as_u64())
}

/// How many bytes a page gets of a file; none if it gets nothing.
fn given(reader: &Reader, file: &str) -> Result<u64> {
    let script = "const [path, done] = arguments;
        fetch(path).then(answer => answer.arrayBuffer()).then(it => done(it.byteLength), () => done(0))";
    let length = reader.session.run_async(script, &[path(reader, file)])?;
    length.as_u64().with_context(|| format!("{file}: {length}"))
}

fn length(reader: &Reader, file: &str) -> Result<u64> {
    Ok(fs::metadata(reader.paper.site.join(file))?.len())
}

fn wait_until_kept_whole(reader: &Reader, file: &str) -> Result<()> {
    let whole = Some(length(reader, file)?);
    let look = || kept(reader, file);
    wait::until(|| look().is_ok_and(|kept| kept == whole).then_some(()))
        .with_context(|| format!("{file} is not kept whole, {whole:?}, but {:?}", look()))
}

/// The page is as it should be at once, and so is what is kept of the part that was damaged.
fn is_mended(reader: &Reader, part: Part) -> Result<()> {
    const RULES: &str =
        "[...document.styleSheets].reduce((sum, it) => sum + it.cssRules.length, 0)";
    const SHOWN: &str =
        "[...document.images].some(it => it.src.endsWith('FILE') && it.naturalWidth)";
    let file = part.file(reader)?;
    let whole = length(reader, &file)?;
    let given = given(reader, &file)?;
    ensure!(given == whole, "{given} bytes of {file} are given, of {whole}");
    wait_until_kept_whole(reader, &file)?;
    match part {
        Part::Style => {
            let (applied, all) = (reader.value(RULES)?, rules(reader, &file)?);
            ensure!(applied == all, "the page has {applied} rules, the style sheet {all}");
        }
        Part::Picture => {
            reader.wait_until("the picture is shown", &SHOWN.replace("FILE", &file))?;
        }
        _ => {}
    }
    Ok(())
}

/// How many rules the style sheet has, as the browser reads it.
fn rules(reader: &Reader, file: &str) -> Result<u64> {
    let script = "const sheet = new CSSStyleSheet();
        sheet.replaceSync(arguments[0]);
        return sheet.cssRules.length;";
    let text = fs::read_to_string(reader.paper.site.join(file))?;
    let count = reader.session.run(script, &[json!(text)])?;
    count.as_u64().filter(|count| *count > 0).context("the style sheet has no rules")
}

/// Whatever the viewer does: the page's text can be read.
fn wait_for_text(reader: &Reader) -> Result<()> {
    let heading = reader.paper.printed(&reader.paper.file(PAGE)?)?.heading;
    let here = format!("document.querySelector('h1')?.textContent.trim() === {}", json!(heading));
    reader.wait_until(
        "the page can be read",
        &format!("document.readyState === 'complete' && {here}"),
    )
}

/// The host sends the file damaged while the page is opened for the first time, and then does not. Hosts
/// may let browsers keep the viewer's files for ever, as their names say what is in them.
fn at_the_host(reader: &Reader, part: Part, fault: &Fault) -> Result<()> {
    let file = part.file(reader)?;
    if matches!(part, Part::Wasm | Part::Style) {
        reader.host.behave(Manner::KeepsForEver);
    }
    reader.host.fail(&file, fault.clone());
    reader.type_address(&reader.paper.file(PAGE)?)?;
    wait_for_text(reader)?;
    // Half of a page, and a page with an empty script, bring no worker.
    if !matches!(part, Part::Script | Part::Page) {
        reader.wait_until_file_kept("offline.html")?;
        reader.wait_until("the worker answers", "!!navigator.serviceWorker.controller")?;
    }
    reader.host.heal();
    reader.open(PAGE)?;
    is_mended(reader, part)?;
    wait_until_all_kept(reader)?;
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    reader.wait_for_page(PAGE).map(drop)
}

/// What is kept is damaged, and the host is there.
fn online(reader: &Reader, part: Part, fault: &Fault) -> Result<()> {
    read(reader)?;
    damage(reader, &part.file(reader)?, fault)?;
    reload(reader)?;
    reader.wait_for_page(PAGE)?;
    is_mended(reader, part)
}

/// What is kept is damaged, and there is no host; then there is.
fn offline(reader: &Reader, part: Part, fault: &Fault) -> Result<()> {
    let file = part.file(reader)?;
    read(reader)?;
    if part == Part::Data {
        reader.follow("headlines")?;
        reader.wait_until_kept("headlines")?;
    }
    damage(reader, &file, fault)?;
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    const ANEW: &str =
        "document.documentElement.dataset.viewer !== 'going' && document.readyState === 'complete'";
    reader.wait_until("the page is loaded anew", ANEW)?;
    match part {
        Part::Wasm | Part::Script => wait_for_text(reader)?,
        // The page comes from its data, if it is damaged itself.
        Part::Style | Part::Page | Part::Picture => drop(reader.wait_for_page(PAGE)?),
        Part::Data => {
            reader.wait_for_page("headlines")?;
            reader.click(PAGE)?;
            reader.wait_for_heading("The page arrived damaged")?;
            says_that_the_copy_is_damaged(reader)?;
        }
    }
    let given = given(reader, &file)?;
    ensure!(given == 0, "{given} damaged bytes of {file} are given");
    let kept = kept(reader, &file)?;
    ensure!(kept.is_none(), "{kept:?} damaged bytes of {file} are still kept");
    reader.host.heal();
    match part {
        Part::Data => reader.click_words("Try again")?,
        _ => reload(reader)?,
    }
    reader.wait_for_page(PAGE)?;
    is_mended(reader, part)
}

fn says_that_the_copy_is_damaged(reader: &Reader) -> Result<()> {
    let words = reader.value("document.querySelector('main').innerText")?;
    let words = words.as_str().unwrap_or_default();
    let told =
        ["the copy kept on this device is damaged", "fetched again when there is a connection"];
    ensure!(told.iter().all(|told| words.contains(told)), "the reader is told: {words}");
    Ok(())
}

/// The page and the viewer are damaged, and there is no host: the worker's own page says so.
fn no_viewer(reader: &Reader) -> Result<()> {
    read(reader)?;
    damage(reader, &Part::Page.file(reader)?, &Fault::Half)?;
    damage(reader, &Part::Script.file(reader)?, &Fault::Empty)?;
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    let told = "document.querySelector('h1')?.textContent === 'The page arrived damaged'";
    reader.wait_until("the reader is told", told)?;
    says_that_the_copy_is_damaged(reader)?;
    reader.host.heal();
    reload(reader)?;
    reader.wait_for_page(PAGE)?;
    is_mended(reader, Part::Page)?;
    is_mended(reader, Part::Script)
}

/// A picture, a page and its data come damaged while the whole paper is fetched: it is not said to be
/// kept, and going on fetches what is missing.
/// An article but H, and its first picture, which the front page has not: what is read is kept.
fn picture_not_in_front(reader: &Reader) -> Result<(String, String)> {
    let front = fs::read_to_string(reader.paper.site.join(reader.paper.file("front")?))?;
    let letters = ('A'..='Z').filter(|letter| *letter != 'H').map(String::from);
    letters
        .filter_map(|letter| picture(reader, &letter).ok().map(|picture| (letter, picture)))
        .find(|(_, picture)| !front.contains(picture.as_str()))
        .context("every picture is on the front page")
}

fn whole_paper(reader: &Reader) -> Result<()> {
    let (article, picture) = picture_not_in_front(reader)?;
    let files = [picture, reader.paper.file("H")?, reader.paper.data("H")?];
    reader.open("front")?;
    wait_for_words(reader, " MB")?;
    for file in &files {
        reader.host.fail(file, Fault::Half);
    }
    press(reader, "Keep this paper offline")?;
    const STOPPED: &str =
        "[...document.querySelectorAll('.edition button')].some(it => it.textContent === 'Go on')";
    reader.wait_until("the keeping has stopped", STOPPED)?;
    for file in &files {
        let kept = kept(reader, file)?;
        ensure!(kept.is_none(), "{kept:?} damaged bytes of {file} are kept");
    }
    reader.host.heal();
    let before = reader.host.asked().len();
    press(reader, "Go on")?;
    wait_for_words(reader, "The whole paper is kept")?;
    for file in &files {
        wait_until_kept_whole(reader, file)?;
        reader.asked_once(before, file)?;
    }
    // What is left was there already.
    reader.asked_at_most(before, &reader.paper.file(&article)?, 0)
}

/// A host that makes scripts smaller is believed, but as nobody can tell that from damage, the script is
/// not kept: offline the pages are plain.
fn rewritten(reader: &Reader) -> Result<()> {
    let script = Part::Script.file(reader)?;
    let text = fs::read_to_string(reader.paper.site.join(&script))?;
    reader.host.fail(&script, Fault::Replace(format!("{}\n/* smaller */", text.trim_end())));
    reader.open(PAGE)?;
    reader.wait_until_kept(PAGE)?;
    reload(reader)?;
    reader.wait_for_page(PAGE)?;
    let kept = kept(reader, &script)?;
    ensure!(kept.is_none(), "{kept:?} rewritten bytes of {script} are kept");
    reader.host.fail("*", Fault::Offline);
    reload(reader)?;
    wait_for_text(reader)
}

/// The worker's function and the press's (`press/src/hash.rs`) follow the same rule.
fn hashes(reader: &Reader) -> Result<()> {
    const PIECE: usize = 8 << 20;
    let script = [
        include_str!("../../../../public/worker/check.js"),
        "const [length, done] = arguments;
        hashOf(new Blob([new Uint8Array(length).fill(7)])).then(done, error => done(String(error)));",
    ]
    .concat();
    reader.open("front")?;
    for length in [0, 3, PIECE, PIECE + 1, 2 * PIECE] {
        let content = vec![7; length];
        let mut expected = Sha256::digest(&content);
        if length > PIECE {
            let pieces = content.chunks(PIECE).map(Sha256::digest);
            expected = Sha256::digest(pieces.collect::<Vec<_>>().concat());
        }
        let hash = reader.session.run_async(&script, &[json!(length)])?;
        ensure!(hash == format!("{expected:x}"), "the hash of {length} bytes is {hash}");
    }
    Ok(())
}
