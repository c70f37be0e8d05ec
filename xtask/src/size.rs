//! `cargo xtask size`: what a reader downloads, against the budgets.

use crate::project::Project;
use crate::serve;
use crate::step::Step;
use crate::viewer;
use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The viewer: WebAssembly and JavaScript, brotli 11. A kilobyte is 1,000 bytes, as on the network.
/// The service worker counts. `docs/ARCHITECTURE.md` says what the bytes are.
const VIEWER_BUDGET: usize = 81_000;

/// An article page: HTML and style, gzip. What fits into the first round trip of a connection (ten
/// packets) is readable without a second one.
const PAGE_BUDGET: usize = 14_600;

/// Prints the sizes; with `check`, one over its budget is an error.
pub(crate) fn run(project: &Project, check: bool) -> Result<()> {
    viewer::build(project, false)?;
    measure(&press_sample(project)?, check)
}

/// The same for a site that is there.
pub(crate) fn measure(site: &Path, check: bool) -> Result<()> {
    let viewer = viewer_size(site)?;
    let page = page_size(site)?;
    println!("\n{:<44} {:>9} {:>9}", "what a reader downloads", "bytes", "budget");
    for (file, size) in &viewer {
        println!("{:<44} {size:>9}", format!("  {file}, brotli"));
    }
    let viewer: usize = viewer.iter().map(|(_, size)| size).sum();
    println!("{:<44} {viewer:>9} {VIEWER_BUDGET:>9}", "the viewer, WebAssembly and JavaScript");
    println!("{:<44} {page:>9} {PAGE_BUDGET:>9}", "an article (median), HTML and style, gzip");
    ensure!(!check || viewer <= VIEWER_BUDGET, "the viewer is over its budget");
    ensure!(!check || page <= PAGE_BUDGET, "article pages are over their budget");
    Ok(())
}

/// Where the sample paper is pressed to.
pub(crate) fn sample_site(project: &Project) -> PathBuf {
    project.scratch("sample")
}

/// Presses the sample paper with the viewer in `dist/`, and says where it is.
pub(crate) fn press_sample(project: &Project) -> Result<PathBuf> {
    let press = serve::build_press(project)?;
    let site = sample_site(project);
    let step = Step {
        name: "press-sample",
        what: "pressing the sample paper",
        advice: "By hand: cargo run --release -p press -- build sample",
    };
    let sample = project.sample();
    let mut build = serve::press_command(project, &press, &sample, &site, &project.dist());
    step.run(project, &mut build)?;
    // The same in one file, beside it: `sample.html`.
    let file = site.with_extension("html");
    let mut build = serve::press_command(project, &press, &sample, &file, &project.dist());
    step.run(project, build.arg("--single-file"))?;
    Ok(site)
}

/// The scripts and the WebAssembly of a site, each compressed.
fn viewer_size(site: &Path) -> Result<Vec<(String, usize)>> {
    let mut sizes = Vec::new();
    for file in files_below(site)? {
        if file.extension().is_some_and(|ending| ending == "js" || ending == "wasm") {
            let name = file.strip_prefix(site)?.display().to_string();
            sizes.push((name, brotli_size(&fs::read(&file)?)?));
        }
    }
    ensure!(!sizes.is_empty(), "the site has no viewer");
    Ok(sizes)
}

/// The median article page.
fn page_size(site: &Path) -> Result<usize> {
    let mut styles = BTreeMap::new();
    let mut sizes = Vec::new();
    for page in files_below(&site.join("article"))? {
        let html = fs::read_to_string(&page)?;
        let mut size = gzip_size(html.as_bytes())?;
        for href in style_sheets(&html) {
            let file = page.parent().context("a page lies in a folder")?.join(href);
            if !styles.contains_key(&file) {
                styles.insert(file.clone(), gzip_size(&fs::read(&file)?)?);
            }
            size += styles[&file];
        }
        sizes.push(size);
    }
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied().context("the site has no articles")
}

/// The addresses of the style sheets that a page loads at once.
fn style_sheets(html: &str) -> Vec<&str> {
    html.split("<link ")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|link| attribute(link, "rel") == Some("stylesheet"))
        .filter(|link| attribute(link, "media") != Some("print"))
        .filter_map(|link| attribute(link, "href"))
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!("{name}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '/']).next(),
    }
}

fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed.len())
}

fn gzip_size(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder);
    for entry in entries.with_context(|| format!("{} can't be read", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            files.extend(files_below(&entry.path())?);
        } else {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::style_sheets;

    #[test]
    fn finds_the_style_sheets_of_a_page() {
        let html = r#"<link rel="icon" href="a.svg"><link rel="stylesheet" href="../s.css">
            <link href=t.css rel=stylesheet><link rel="stylesheet" media="print" href="p.css">"#;
        assert_eq!(style_sheets(html), ["../s.css", "t.css"]);
    }
}
