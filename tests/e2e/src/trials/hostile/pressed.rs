//! The paper that is made of all hostile articles.

use super::cases::Case;
use anyhow::{Result, ensure};
use e2e::paper::Paper;
use e2e::press;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long the press may take for all of them: seconds on two idle cores, so far more on busy ones.
const PATIENCE: Duration = Duration::from_secs(120);

/// The base address makes feed and sitemap.
const SETTINGS: &str = "title = \"Hostile\"\nlanguage = \"en\"\nbase_url = \"http://localhost/\"\n";

/// What must not be published.
const SECRET: &str = "a secret of the publisher's";

/// The pressed paper, and what it was made of.
pub(super) struct Pressed {
    /// The site.
    pub paper: Paper,
    /// Its articles.
    pub cases: Vec<Case>,
}

/// Presses `cases` into one paper in `folder`.
///
/// # Errors
/// The press crashed, hung, left out an article that it must print, or printed one that it must not.
pub(super) fn press(folder: &Path, cases: Vec<Case>) -> Result<Pressed> {
    let (articles, site) = (folder.join("paper"), folder.join("site"));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(&articles)?;
    fs::write(articles.join("dateline.toml"), SETTINGS)?;
    fs::write(articles.join(".secret.txt"), SECRET)?;
    for case in &cases {
        fs::write(articles.join(&case.file), &case.text)?;
    }
    let started = Instant::now();
    let output = press::build(&articles, &site)?;
    let took = started.elapsed();
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap_or_default();
    // 1 says that some articles could not be printed: those that are refused.
    let expected = i32::from(cases.iter().any(|case| case.page.is_none()));
    ensure!(
        output.status.code() == Some(expected),
        "the press ended with {}: {last}",
        output.status
    );
    ensure!(took < PATIENCE, "the press took {took:?}");
    eprintln!("{} hostile articles pressed in {:.1} s: {last}", cases.len(), took.as_secs_f64());
    ensure!(!site.join("media").exists(), "a file was published that no reader should see");
    let wrong: Vec<String> = cases.iter().filter_map(|case| fault(case, &site, &said)).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(Pressed { paper: Paper::open(&site)?, cases })
}

/// What is wrong with what the press made of a case.
fn fault(case: &Case, site: &Path, said: &str) -> Option<String> {
    let Case { name, file, page, .. } = case;
    let printed = |slug: &str| site.join(format!("article/{slug}.html")).is_file();
    match page {
        Some(slug) if !printed(slug) => Some(format!("{name}: there is no page {slug}")),
        None if printed(name) => Some(format!("{name}: printed, though it must be refused")),
        None if !said.contains(file) => Some(format!("{name}: left out, and nobody is told")),
        _ => None,
    }
}
