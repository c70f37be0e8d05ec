//! Hostile articles: built as one paper, audited before and after the viewer's start.
//!
//! In an essential run each engine opens a sample. Every run audits all of them natively and renders all in one tab; see
//! `e2e::hostile`.

use super::audit::{Rendering, audit, nothing_ran};
use crate::trials::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::hostile::cases::{self, Case};
use e2e::hostile::paper::{self, Built};
use e2e::paper::Paper;
use e2e::{Fault, Run, User, press};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// An essential run opens one in this many cases.
const ONE_IN: usize = 20;

/// A paper of cases, built once; `None` if that failed.
type Made = Mutex<Option<(Paper, Vec<Case>)>>;

static SAMPLE: Made = Made::new(None);
static SLOW: Made = Made::new(None);

pub(super) fn trials() -> Vec<Trial> {
    let table = |table| {
        trial(table, move |user, run, cases| {
            each(user, run, cases.iter().filter(|case| case.table == table))
        })
    };
    let mut trials: Vec<Trial> = cases::tables().map(table).collect();
    trials.push(trial("lists_and_feed", |user, _, _| lists(user)));
    trials.push(trial("directions", |user, _, cases| directions(user, cases)).thorough());
    let slow = |user: &User, run: &Run| {
        with_paper(user, &SLOW, cases::SLOW_TABLE, cases::slow, |user, cases| {
            each(user, run, cases.iter())?;
            lists(user)
        })
    };
    let name = format!("hostile::articles::{}", cases::SLOW_TABLE);
    trials.push(Trial::scaled(&name, slow).thorough());
    trials
}

/// A trial with all cases except the slow ones, or a sample.
fn trial(
    name: &'static str,
    steps: impl Fn(&User, &Run, &[Case]) -> Result<()> + Send + 'static,
) -> Trial {
    Trial::scaled(&format!("hostile::articles::{name}"), move |user, run| {
        let cases = || run.sample(cases::all(), ONE_IN);
        with_paper(user, &SAMPLE, "hostile", cases, |user, cases| steps(user, run, cases))
    })
}

/// Continues with a user of a hostile paper, whose pages have no policies.
fn with_paper(
    user: &User,
    made: &Made,
    name: &str,
    cases: impl Fn() -> Vec<Case>,
    steps: impl Fn(&User, &[Case]) -> Result<()>,
) -> Result<()> {
    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
    if made.is_none() {
        let name = format!("{name}-{}", user.engine().name());
        let cases = cases();
        let paper = paper::make(&user.paper.site.with_file_name(name), &cases, build)?;
        *made = Some((paper, cases));
    }
    let (paper, cases) = made.as_ref().context("just made")?;
    let user = User::new(user.browser, paper, user.root)?;
    user.host.strip_policies();
    steps(&user, cases)
}

/// Builds a site with the press.
fn build(articles: &Path, site: &Path) -> Result<Built> {
    let output = press::build(articles, site)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    // 1 means that some articles were refused.
    let code = output.status.code();
    let last = said.lines().last().unwrap_or_default();
    ensure!(code == Some(0) || code == Some(1), "the press ended with {}: {last}", output.status);
    Ok(Built { refused: code == Some(1), said: Some(said) })
}

/// Opens each case, and reports all failures.
fn each<'a>(user: &User, run: &Run, cases: impl Iterator<Item = &'a Case>) -> Result<()> {
    let (mut count, mut failed) = (0, Vec::new());
    for case in cases {
        count += 1;
        if let Err(error) = read(user, case) {
            failed.push(format!("{}: {error:#}", case.name));
        }
    }
    run.results.count("hostile articles", count - failed.len(), failed.len());
    ensure!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
    Ok(())
}

/// Audits the prerendered page, waits for the viewer, and audits again.
fn read(user: &User, case: &Case) -> Result<()> {
    let Some(slug) = &case.page else {
        return Ok(());
    };
    user.host.fail("*.wasm", Fault::Hold);
    let file = format!("article/{slug}.html");
    user.type_address(&file)?;
    user.wait_until("the prerendered page is loaded", "document.readyState === 'complete'")?;
    audit(user, &case.keeps, Rendering::Printed)?;
    user.host.remove_faults();
    wait_for_viewer(user)?;
    audit(user, &case.keeps, Rendering::Alive)
}

/// Waits for the viewer with the engine's timeout: WebKitGTK takes 15 seconds for a list with a headline of a megabyte.
fn wait_for_viewer(user: &User) -> Result<()> {
    let ready = "document.documentElement.dataset.viewer === 'ready'";
    user.wait_within(user.engine().timeout(), "the viewer has started", ready)
}

/// Audits what is made from all articles: lists, the front page, feed, sitemap.
fn lists(user: &User) -> Result<()> {
    let mut lists = vec![user.paper.file("front")?, user.paper.file("headlines")?];
    for folder in ["section", "author", "topic", "headlines"] {
        let folder = [folder, "/"].concat();
        let pages = user.paper.pages.iter();
        lists.extend(pages.filter(|file| file.starts_with(&folder)).take(15).cloned());
    }
    for file in &lists {
        read_list(user, file).with_context(|| file.clone())?;
    }
    let is_xml = "const done = arguments[1];
        fetch(arguments[0]).then(it => it.text()).then(text => {
            const read = new DOMParser().parseFromString(text, 'text/xml');
            done(read.querySelector('parsererror')?.textContent ?? null);
        })";
    for file in ["feed.xml", "sitemap.xml"] {
        let fault = user.session.run_async(is_xml, &[user.address_of(file).into()])?;
        ensure!(fault.is_null(), "{file} is no XML: {fault}");
    }
    nothing_ran(user)
}

fn read_list(user: &User, file: &str) -> Result<()> {
    user.type_address(file)?;
    wait_for_viewer(user)?;
    audit(user, &[], Rendering::Alive)
}

/// A name with bidirectional control characters doesn't reorder the byline.
fn directions(user: &User, cases: &[Case]) -> Result<()> {
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
        user.type_address(&format!("article/{slug}.html"))?;
        wait_for_viewer(user)?;
        let seen = user.session.run(order, &[])?;
        ensure!(seen == serde_json::json!([4, true]), "{}: pieces, in order: {seen}", case.name);
        count += 1;
    }
    ensure!(count > 2, "only {count} articles turn their authors' names");
    Ok(())
}
