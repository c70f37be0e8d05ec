//! The Content Security Policy: with Trusted Types, no string becomes HTML, a script or a script URL.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{User, wait};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("policy::text_becomes_no_html", refuses),
        Trial::new("policy::the_viewer_keeps_it", quiet),
    ]
}

/// Violations: the browser throws and reports each.
const MISTAKES: [&str; 7] = [
    "document.createElement('p').innerHTML = '<b>'",
    "document.body.insertAdjacentHTML('beforeend', '<b>')",
    "document.createElement('script').src = 'x.js'",
    "document.createElement('iframe').srcdoc = '<b>'",
    "navigator.serviceWorker.register('x.js')",
    "trustedTypes.createPolicy('another', {})",
    // The viewer's policy for the worker's URL can't be created twice.
    "trustedTypes.createPolicy('dateline', {})",
];

fn refuses(user: &User) -> Result<()> {
    user.open("front")?;
    if user.value("typeof trustedTypes")? == "undefined" {
        println!("{} knows no trusted types", user.engine().name());
        return Ok(());
    }
    // For that the viewer has created its policy.
    user.wait_until_requested("worker.js")?;
    for (at, mistake) in MISTAKES.iter().enumerate() {
        let script = format!(
            "const done = arguments[0];
            (async () => {{ await ({mistake}); }})().then(() => done(null), it => done(it.name))"
        );
        let refused = user.session.run_async(&script, &[])?;
        ensure!(refused == "TypeError", "{mistake}: {refused}");
        wait_for_reports(user, at + 1).with_context(|| mistake.to_owned())?;
    }
    Ok(())
}

/// Waits until the browser has sent `count` reports.
fn wait_for_reports(user: &User, count: usize) -> Result<()> {
    let reports = || user.host.reports();
    wait::until(|| (reports().len() >= count).then_some(()))
        .with_context(|| format!("reports: {:?}", reports()))
}

/// Browsing the paper causes no violations. A deliberate one at the end shows that reports arrive.
fn quiet(user: &User) -> Result<()> {
    user.open("headlines")?;
    for name in ["B", "C", "headlines", "craft", "front", "A"] {
        user.follow(name)?;
    }
    user.session.back()?;
    user.wait_for_page("front")?;
    let forbidden = "document.createElement('img').src = 'http://127.0.0.2:9/forbidden.png'";
    user.session.run(forbidden, &[])?;
    wait_for_reports(user, 1)?;
    let mut reports = user.host.reports();
    reports.retain(|report| !report.contains("127.0.0.2"));
    ensure!(reports.is_empty(), "refused: {reports:?}");
    Ok(())
}
