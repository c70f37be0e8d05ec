//! The page's own policy: in a browser that knows trusted types, no text becomes HTML, a script or
//! a script's address.

use super::Trial;
use anyhow::{Context as _, Result, ensure};
use e2e::{Reader, wait};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("policy::text_becomes_no_html", refuses),
        Trial::new("policy::the_viewer_keeps_it", quiet),
    ]
}

/// Each is what a script could do wrong; the browser throws, and reports it.
const MISTAKES: [&str; 7] = [
    "document.createElement('p').innerHTML = '<b>'",
    "document.body.insertAdjacentHTML('beforeend', '<b>')",
    "document.createElement('script').src = 'x.js'",
    "document.createElement('iframe').srcdoc = '<b>'",
    "navigator.serviceWorker.register('x.js')",
    "trustedTypes.createPolicy('another', {})",
    // The one that the viewer has made for its worker's address can't be made again.
    "trustedTypes.createPolicy('dateline', {})",
];

fn refuses(reader: &Reader) -> Result<()> {
    reader.open("front")?;
    if reader.value("typeof trustedTypes")? == "undefined" {
        println!("{} knows no trusted types", reader.engine().name());
        return Ok(());
    }
    for (at, mistake) in MISTAKES.iter().enumerate() {
        let script = format!(
            "const done = arguments[0];
            (async () => {{ await ({mistake}); }})().then(() => done(null), it => done(it.name))"
        );
        let refused = reader.session.run_async(&script, &[])?;
        ensure!(refused == "TypeError", "{mistake}: {refused}");
        wait_for_reports(reader, at + 1).with_context(|| mistake.to_owned())?;
    }
    Ok(())
}

/// Waits until browsers have reported so often.
fn wait_for_reports(reader: &Reader, count: usize) -> Result<()> {
    let reports = || reader.host.reports();
    wait::until(|| (reports().len() >= count).then_some(()))
        .with_context(|| format!("reports: {:?}", reports()))
}

/// What articles hold is no text that becomes HTML: going through the paper, nothing is refused. Then
/// something is, so that reports are seen to arrive.
fn quiet(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    for name in ["B", "C", "headlines", "craft", "front", "A"] {
        reader.follow(name)?;
    }
    reader.session.back()?;
    reader.wait_for_page("front")?;
    let forbidden = "document.createElement('img').src = 'http://127.0.0.2:9/forbidden.png'";
    reader.session.run(forbidden, &[])?;
    wait_for_reports(reader, 1)?;
    let mut reports = reader.host.reports();
    reports.retain(|report| !report.contains("127.0.0.2"));
    ensure!(reports.is_empty(), "refused: {reports:?}");
    Ok(())
}
