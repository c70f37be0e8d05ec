//! Hostile articles: pressed into one paper, then read as printed and as the viewer shows them.

use super::audit::{State, audit, nothing_ran};
use super::cases::{self, Case};
use super::large;
use super::pressed::{self, Pressed};
use crate::trials::Trial;
use anyhow::{Context as _, Result, bail, ensure};
use e2e::{Fault, Reader};
use std::sync::{Mutex, PoisonError};

/// A paper of cases, pressed once. Nobody reads it when it could not be pressed.
type Paper = Mutex<Option<Pressed>>;

static ALL: Paper = Paper::new(None);

pub(super) fn trials() -> Vec<Trial> {
    let table = |table| {
        trial(table, move |reader, cases| {
            each(reader, cases.iter().filter(|case| case.table == table))
        })
    };
    let mut trials: Vec<Trial> = cases::tables().map(table).collect();
    trials.push(trial("lists_and_feed", |reader, _| lists(reader)));
    trials.push(trial("directions", directions));
    trials.push(Trial::new(&format!("hostile::articles::{}", large::SLOW_TABLE), |reader| {
        let paper = Paper::new(None);
        with_paper(reader, &paper, large::SLOW_TABLE, large::slow, |reader, cases| {
            each(reader, cases.iter())?;
            lists(reader)
        })
    }));
    trials
}

/// A trial with all cases.
fn trial(
    name: &'static str,
    run: impl Fn(&Reader, &[Case]) -> Result<()> + Send + 'static,
) -> Trial {
    Trial::new(&format!("hostile::articles::{name}"), move |reader| {
        with_paper(reader, &ALL, "hostile", cases::all, &run)
    })
}

/// Runs `run` with a reader of a hostile paper, whose pages have no policy.
fn with_paper(
    reader: &Reader,
    paper: &Paper,
    name: &str,
    cases: fn() -> Vec<Case>,
    run: impl Fn(&Reader, &[Case]) -> Result<()>,
) -> Result<()> {
    let mut paper = paper.lock().unwrap_or_else(PoisonError::into_inner);
    if paper.is_none() {
        let name = format!("{name}-{}", reader.engine().name());
        *paper = Some(pressed::press(&reader.paper.site.with_file_name(name), cases())?);
    }
    let Pressed { paper, cases } = paper.as_ref().context("just made")?;
    let reader = Reader::new(reader.browser, paper, reader.root)?;
    reader.host.strip_policies();
    run(&reader, cases)
}

/// Reads each case, and names all that fail.
fn each<'a>(reader: &Reader, cases: impl Iterator<Item = &'a Case>) -> Result<()> {
    let (mut count, mut failed) = (0, Vec::new());
    for case in cases {
        count += 1;
        if let Err(error) = read(reader, case) {
            failed.push(format!("{}: {error:#}", case.name));
        }
    }
    eprintln!("{count} hostile articles, {} failed", failed.len());
    if failed.is_empty() {
        Ok(())
    } else {
        bail!("{} failed:\n{}", failed.len(), failed.join("\n"))
    }
}

/// Reads the printed page, lets the viewer take it over, and reads that.
fn read(reader: &Reader, case: &Case) -> Result<()> {
    let Some(slug) = &case.page else {
        return Ok(());
    };
    reader.host.fail("*.wasm", Fault::Hold);
    let file = format!("article/{slug}.html");
    reader.type_address(&file)?;
    reader.wait_until("the printed page is there", "document.readyState === 'complete'")?;
    audit(reader, &case.keeps, State::Printed)?;
    reader.host.heal();
    wait_for_viewer(reader)?;
    audit(reader, &case.keeps, State::Alive)
}

/// Waits until the viewer has taken the page over, as long as the engine may take: WebKitGTK needs a
/// quarter of a minute for a list with a headline of a megabyte.
fn wait_for_viewer(reader: &Reader) -> Result<()> {
    let ready = "document.documentElement.dataset.viewer === 'ready'";
    reader.wait_within(reader.engine().patience(), "the viewer has taken over", ready)
}

/// What is made of all articles: lists, the front page, feed, sitemap.
fn lists(reader: &Reader) -> Result<()> {
    let mut lists = vec![reader.paper.file("front")?, reader.paper.file("headlines")?];
    for folder in ["section", "author", "topic", "headlines"] {
        let folder = [folder, "/"].concat();
        let pages = reader.paper.pages.iter();
        lists.extend(pages.filter(|file| file.starts_with(&folder)).take(15).cloned());
    }
    for file in &lists {
        read_list(reader, file).with_context(|| file.clone())?;
    }
    let is_xml = "const done = arguments[1];
        fetch(arguments[0]).then(it => it.text()).then(text => {
            const read = new DOMParser().parseFromString(text, 'text/xml');
            done(read.querySelector('parsererror')?.textContent ?? null);
        })";
    for file in ["feed.xml", "sitemap.xml"] {
        let fault = reader.session.run_async(is_xml, &[reader.address_of(file).into()])?;
        ensure!(fault.is_null(), "{file} is no XML: {fault}");
    }
    eprintln!("{} lists of hostile articles", lists.len());
    nothing_ran(reader)
}

fn read_list(reader: &Reader, file: &str) -> Result<()> {
    reader.type_address(file)?;
    wait_for_viewer(reader)?;
    audit(reader, &[], State::Alive)
}

/// Nothing beside a name that turns its direction is turned: the pieces of the byline stand in their
/// order, from left to right.
fn directions(reader: &Reader, cases: &[Case]) -> Result<()> {
    let order = "const left = node => {
            const range = document.createRange();
            range.selectNode(node);
            return range.getBoundingClientRect().left;
        };
        const pieces = [...document.querySelector('.byline').childNodes]
            .filter(node => node.nodeType !== 8 && node.textContent.trim());
        const places = pieces.map(left);
        return [pieces.length, places.every((place, at) => !at || place > places[at - 1])];";
    let mut count = 0;
    for case in cases.iter().filter(|case| case.text.contains("Turned\", \"Ben\"")) {
        let slug = case.page.as_ref().context("it has a page")?;
        reader.type_address(&format!("article/{slug}.html"))?;
        wait_for_viewer(reader)?;
        let seen = reader.session.run(order, &[])?;
        ensure!(seen == serde_json::json!([4, true]), "{}: pieces, in order: {seen}", case.name);
        count += 1;
    }
    ensure!(count > 2, "only {count} articles turn their authors' names");
    Ok(())
}
