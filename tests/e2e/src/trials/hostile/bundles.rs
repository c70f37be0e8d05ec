//! Hostile bundles: the running viewer navigates to a page with mutated data. No script may run, the page must not be
//! blank, and going back must work.

use super::audit::{Rendering, audit, nothing_ran};
use crate::trials::Trial;
use anyhow::{Result, ensure};
use e2e::hostile::mutate::{self, ARTICLE, FRONT, LIST, Mutant, PUBLICATION};
use e2e::words;
use e2e::{Engine, Fault, Run, User};
use serde_json::{Value, json};

/// An essential run opens one in this many mutants. Every run renders all in one tab: `tests/browser_hostile.rs`.
const ONE_IN: usize = 20;

/// After how many mutants the user goes back, and to an article, by clicks.
const BETWEEN_CLICKS: usize = 25;

/// How many prerendered pages are opened for a file that is loaded once per document.
const OPENED: usize = 30;

/// Clicks a link by script, and waits for its page, which has another `h1` element.
const GO: &str = "const [address, timeout, done] = arguments;
    const root = document.documentElement;
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

/// Half of the mutants: each kind of value occurs at least twice in the data.
fn every_other(mutants: Vec<Mutant>) -> Vec<Mutant> {
    mutants.into_iter().step_by(2).collect()
}

/// Navigates to each mutant, or to a sample, in one document, and reports all failures.
fn each(user: &User, run: &Run, folder: &str, mutants: Vec<Mutant>) -> Result<()> {
    let mutants = run.sample(mutants, ONE_IN);
    user.host.strip_policies();
    user.open("headlines")?;
    let mut failed = Vec::new();
    for (number, mutant) in mutants.iter().enumerate() {
        let page = format!("{folder}/hostile-{number}");
        if let Err(error) = go(user, &page, mutant.sent(number)) {
            failed.push(format!("{}: {error:#}", short(&mutant.name)));
            user.host.remove_faults();
            user.open("headlines")?;
        } else if number % BETWEEN_CLICKS == 0 {
            reads_on(user)?;
        }
    }
    reads_on(user)?;
    report(run, mutants.len(), &failed)
}

/// Navigates to a page whose data is `text`.
fn go(user: &User, page: &str, text: String) -> Result<()> {
    user.host.fail(&format!("data/{page}.json"), Fault::Replace(text));
    let address = user.address_of(&format!("{page}.html"));
    // Ten seconds is the limit for readers. WebKitGTK takes longer to lay out ten megabytes.
    let timeout = if user.engine() == Engine::WebKit { 60_000 } else { 10_000 };
    let failure = user.session.run_async(GO, &[json!(address), json!(timeout)])?;
    ensure!(failure.is_null(), "{failure}");
    audit(user, &[], Rendering::Alive)
}

/// Follows a link to an article, and goes back.
fn reads_on(user: &User) -> Result<()> {
    // Browsers allow 200 changes of the history in ten seconds, which these navigations exceed.
    const TAKES: &str = "(history.replaceState(history.state, '', '?x'), location.search === '?x')";
    user.wait_until("the browser takes addresses again", TAKES)?;
    user.click_words(words::ALL_HEADLINES)?;
    user.wait_for_page("headlines")?;
    user.follow("B")?;
    user.session.back()?;
    user.wait_for_page("headlines").map(drop)
}

/// Opens a prerendered page for each mutant of a file that is loaded once per document.
fn opened(user: &User, run: &Run, file: &str, data: &str) -> Result<()> {
    let mutants = mutate::every(&data.parse()?);
    user.host.strip_policies();
    let mut failed = Vec::new();
    // Each of them needs two page loads, so a sample is enough.
    let step = mutants.len().div_ceil(OPENED);
    let sample = run.sample(mutants.iter().enumerate().step_by(step), ONE_IN);
    let count = sample.len();
    for (number, mutant) in sample {
        user.host.fail(file, Fault::Replace(mutant.sent(number)));
        if let Err(error) = survives(user) {
            failed.push(format!("{}: {error:#}", short(&mutant.name)));
        }
        user.host.remove_faults();
    }
    report(run, count, &failed)
}

/// Checks that the front page is shown, with the viewer or without, and that its links work.
fn survives(user: &User) -> Result<()> {
    user.type_address("index.html")?;
    let data = "performance.getEntriesByType('resource').filter(it => /json$/.test(it.name)
        && it.responseEnd).length > 0";
    user.wait_until("the data is loaded", data)?;
    user.wait_for_frames()?;
    audit(user, &[], Rendering::Alive)?;
    user.host.remove_faults();
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
