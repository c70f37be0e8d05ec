//! Builds a paper from hostile articles.

use super::cases::Case;
use crate::paper::Paper;
use anyhow::{Result, ensure};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The timeout of the press. It takes seconds on two idle cores.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The settings. The base URL enables feed and sitemap.
const SETTINGS: &str = "title = \"Hostile\"\nlanguage = \"en\"\nbase_url = \"http://localhost/\"\n";

/// Text that must not be published.
const SECRET: &str = "a secret of the publisher's";

/// The outcome of a build.
pub struct Built {
    /// Whether articles were refused.
    pub refused: bool,
    /// The diagnostics, if captured.
    pub said: Option<String>,
}

/// Builds a paper from `cases` in `folder`, with `build`, which gets the folders of the articles and of the site.
///
/// # Errors
/// The press crashed, timed out, refused an article that it must accept, or accepted one that it must refuse.
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
    ensure!(built.refused == expected, "articles were left out: {}", built.refused);
    ensure!(took < TIMEOUT, "the press took {took:?}");
    ensure!(!site.join("media").exists(), "a file was published that no reader should see");
    let wrong: Vec<String> = cases.iter().filter_map(|case| fault(case, &site, &built)).collect();
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Paper::open(&site)
}

/// What is wrong with the press' output for a case.
fn fault(case: &Case, site: &Path, built: &Built) -> Option<String> {
    let Case { name, file, page, .. } = case;
    let printed = |slug: &str| site.join(format!("article/{slug}.html")).is_file();
    let shows_message = built.said.as_ref().is_none_or(|said| said.contains(file));
    match page {
        Some(slug) if !printed(slug) => Some(format!("{name}: there is no page {slug}")),
        None if printed(name) => Some(format!("{name}: accepted, though it must be refused")),
        None if !shows_message => Some(format!("{name}: refused without a diagnostic")),
        _ => None,
    }
}
