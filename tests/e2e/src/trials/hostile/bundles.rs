//! Hostile bundles: the host sends spoilt data, and the viewer, which has been reading well, goes to
//! it. Then nothing has run, the page is not blank, and the reader can go back and read on.

use super::audit::{Rendering, audit, nothing_ran};
use crate::trials::Trial;
use anyhow::{Result, ensure};
use e2e::hostile::mutate::{self, ARTICLE, FRONT, LIST, Mutant, PUBLICATION};
use e2e::{Engine, Fault, Run, User};
use serde_json::{Value, json};

/// How many mutants there are for one that is read in every run. All are built in a tab in every run:
/// `tests/browser_hostile.rs`.
const ONE_IN: usize = 20;

/// How often the reader goes back, and to an article, by clicks.
const BETWEEN_CLICKS: usize = 25;

/// How many printed pages are opened for a file that is read once a visit.
const OPENED: usize = 30;

/// Follows a link as the viewer sees it, and tells when its page is there: a heading that the page
/// before didn't have.
const GO: &str = "const [address, timeout, done] = arguments;
    const root = document.documentElement;
    // Two hundred pages in a row are read without their fading into one another.
    document.startViewTransition = undefined;
    const old = document.querySelector('#app h1');
    const link = document.createElement('a');
    link.href = address;
    document.getElementById('app').append(link);
    link.click();
    const started = performance.now();
    const look = () => {
        const late = performance.now() - started > timeout;
        const now = document.querySelector('#app h1');
        const there = root.dataset.routeState === 'settled' && now && now !== old;
        if (there || late) done(late ? `nothing came for ${timeout} ms` : null);
        else setTimeout(look, 5);
    };
    look();";

pub(super) fn trials() -> Vec<Trial> {
    let article = |name: &str, make: fn(&Value) -> Vec<Mutant>| {
        Trial::scaled(&format!("hostile::bundles::{name}"), move |user, run| {
            each(user, run, "article", make(&ARTICLE.parse()?))
        })
    };
    vec![
        article("texts", mutate::texts),
        article("addresses", mutate::addresses),
        article("types", |data| every_other(mutate::types(data))),
        article("numbers", mutate::numbers),
        article("keys", |data| every_other(mutate::keys(data))),
        article("whole_articles", |_| mutate::articles()),
        Trial::scaled("hostile::bundles::lists", |user, run| {
            each(user, run, "topic", every_other(mutate::every(&LIST.parse()?)))
        }),
        Trial::scaled("hostile::bundles::fronts", |user, run| {
            opened(user, run, "data/index.json", FRONT)
        }),
        Trial::scaled("hostile::bundles::publications", |user, run| {
            opened(user, run, "data/publication.json", PUBLICATION)
        }),
    ]
}

/// Each kind of place comes up twice and more in the data: half of all will do.
fn every_other(mutants: Vec<Mutant>) -> Vec<Mutant> {
    mutants.into_iter().step_by(2).collect()
}

/// Goes to each mutant, or to a sample, in one visit, and names all that fail.
fn each(user: &User, run: &Run, folder: &str, mutants: Vec<Mutant>) -> Result<()> {
    let mutants = run.sample(mutants, ONE_IN);
    user.host.strip_policies();
    user.open("headlines")?;
    let mut failed = Vec::new();
    for (number, mutant) in mutants.iter().enumerate() {
        let page = format!("{folder}/hostile-{number}");
        if let Err(error) = go(user, &page, mutant.sent(number)) {
            failed.push(format!("{}: {error:#}", short(&mutant.name)));
            user.host.heal();
            user.open("headlines")?;
        } else if number % BETWEEN_CLICKS == 0 {
            reads_on(user)?;
        }
    }
    reads_on(user)?;
    report(run, mutants.len(), &failed)
}

/// Goes to a page whose data is `text`.
fn go(user: &User, page: &str, text: String) -> Result<()> {
    user.host.fail(&format!("data/{page}.json"), Fault::Replace(text));
    let address = user.address_of(&format!("{page}.html"));
    // Ten seconds are what a reader may wait. WebKitGTK lays out ten megabytes in more.
    let timeout = if user.engine() == Engine::WebKit { 60_000 } else { 10_000 };
    let failure = user.session.run_async(GO, &[json!(address), json!(timeout)])?;
    ensure!(failure.is_null(), "{failure}");
    audit(user, &[], Rendering::Alive)
}

/// Goes to an article, and back, as people do.
fn reads_on(user: &User) -> Result<()> {
    // Browsers take 200 changes of the address in ten seconds, and no more; so many pages in a row
    // are more than that.
    const TAKES: &str =
        "(history.replaceState(history.rendering, '', '?x'), location.search === '?x')";
    user.wait_until("the browser takes addresses again", TAKES)?;
    user.click_words("All Headlines")?;
    user.wait_for_page("headlines")?;
    user.follow("B")?;
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

/// Opens a printed page anew for each mutant of a file that is read once a visit.
fn opened(user: &User, run: &Run, file: &str, data: &str) -> Result<()> {
    let mutants = mutate::every(&data.parse()?);
    user.host.strip_policies();
    let mut failed = Vec::new();
    // Each of them is two page loads: a sample will do.
    let step = mutants.len().div_ceil(OPENED);
    let sample = run.sample(mutants.iter().enumerate().step_by(step), ONE_IN);
    let count = sample.len();
    for (number, mutant) in sample {
        user.host.fail(file, Fault::Replace(mutant.sent(number)));
        if let Err(error) = survives(user) {
            failed.push(format!("{}: {error:#}", short(&mutant.name)));
        }
        user.host.heal();
    }
    report(run, count, &failed)
}

/// The front page is as printed or as alive as can be, and its links work.
fn survives(user: &User) -> Result<()> {
    user.type_address("index.html")?;
    let data = "performance.getEntriesByType('resource').filter(it => /json$/.test(it.name)
        && it.responseEnd).length > 1";
    user.wait_until("the data is there", data)?;
    user.let_paint()?;
    audit(user, &[], Rendering::Alive)?;
    user.host.heal();
    user.type_address("headlines.html")?;
    user.wait_for_page("headlines")?;
    nothing_ran(user)
}

fn report(run: &Run, count: usize, failed: &[String]) -> Result<()> {
    run.results.count("hostile bundles", count - failed.len(), failed.len());
    ensure!(failed.is_empty(), "{} failed:\n{}", failed.len(), failed.join("\n"));
    Ok(())
}

fn short(name: &str) -> String {
    name.chars().take(120).collect()
}
