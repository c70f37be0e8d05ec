//! The paper that is made of hostile articles.

use super::cases::Case;
use crate::paper::Paper;
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long the press may take for all of them: seconds on two idle cores, so far more on busy ones.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The base address makes feed and sitemap.
const SETTINGS: &str = "title = \"Hostile\"\nlanguage = \"en\"\nbase_url = \"http://localhost/\"\n";

/// What must not be published.
const SECRET: &str = "a secret of the publisher's";

/// How the press ended.
pub struct Built {
    /// Whether it left articles out.
    pub left_out: bool,
    /// What it said about them, if that was written down.
    pub said: Option<String>,
}

/// Makes a paper of `cases` in `folder`, with `build`, which makes of a folder of articles a site in the other
/// folder.
///
/// # Errors
/// The press crashed, hung, left out an article that it must print, or printed one that it must not.
pub fn make(
    folder: &Path,
    cases: &[Case],
    build: impl Fn(&Path, &Path) -> Result<Built>,
) -> Result<Paper> {
    let (articles, site) = (folder.join("paper"), folder.join("site"));
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(&articles)?;
    fs::write(articles.join("dateline.toml"), SETTINGS)?;
    fs::write(articles.join(".secret.txt"), SECRET)?;
    for case in cases {
        fs::write(articles.join(&case.file), &case.text)?;
    }
    let started = Instant::now();
    let built = build(&articles, &site)?;
    let took = started.elapsed();
    let expected = cases.iter().any(|case| case.page.is_none());
    ensure!(built.left_out == expected, "articles were left out: {}", built.left_out);
    ensure!(took < TIMEOUT, "the press took {took:?}");
    ensure!(!site.join("media").exists(), "a file was published that no reader should see");
    let wrong: Vec<String> = cases.iter().filter_map(|case| fault(case, &site, &built)).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Paper::open(&site)
}

/// What is wrong with what the press made of a case.
fn fault(case: &Case, site: &Path, built: &Built) -> Option<String> {
    let Case { name, file, page, .. } = case;
    let printed = |slug: &str| site.join(format!("article/{slug}.html")).is_file();
    let is_told = built.said.as_ref().is_none_or(|said| said.contains(file));
    match page {
        Some(slug) if !printed(slug) => Some(format!("{name}: there is no page {slug}")),
        None if printed(name) => Some(format!("{name}: printed, though it must be refused")),
        None if !is_told => Some(format!("{name}: left out, and nobody is told")),
        _ => None,
    }
}
