//! The page's own policy: in a browser that knows trusted types, no text becomes HTML, a script or
//! a script's address.

use super::Trial;
use anyhow::{Result, ensure};
use e2e::{Engine, Reader};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        Trial::new("policy::text_becomes_no_html", refuses).only_in(&[Engine::Chromium]),
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
    for (at, mistake) in MISTAKES.iter().enumerate() {
        let script = format!(
            "const done = arguments[0];
            (async () => {{ await ({mistake}); }})().then(() => done(null), it => done(it.name))"
        );
        let refused = reader.session.run_async(&script, &[])?;
        ensure!(refused == "TypeError", "{mistake}: {refused}");
        while reader.host.reports().len() <= at {
            reader.let_paint()?;
        }
    }
    Ok(())
}

/// What articles hold is no text that becomes HTML: going through the paper, nothing is refused.
fn quiet(reader: &Reader) -> Result<()> {
    reader.open("headlines")?;
    for name in ["B", "C", "headlines", "craft", "front", "A"] {
        reader.follow(name)?;
    }
    reader.session.back()?;
    reader.wait_for_page("front")?;
    reader.let_paint()?;
    let reports = reader.host.reports();
    ensure!(reports.is_empty(), "refused: {reports:?}");
    Ok(())
}
