//! `cargo xtask size`: the download sizes, and their budgets.

use crate::folder::files_below;
use crate::logged::LoggedCommand;
use crate::programs;
use crate::project::Project;
use crate::viewer;
use anyhow::{Context as _, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The viewer: WebAssembly and JavaScript including the service worker, brotli 11. A kilobyte is 1,000 bytes.
/// `docs/ARCHITECTURE.md` has a breakdown.
const VIEWER_BUDGET: usize = 80_000;

/// An article page with its style, gzip. It fits into the initial congestion window (ten packets), so that it is readable
/// after one round trip.
const PAGE_BUDGET: usize = 14_600;

/// Prints the sizes. With `check`, a size over its budget is an error.
pub(crate) fn run(project: &Project, check: bool) -> Result<()> {
    viewer::build(project, false)?;
    let over = measure(project, &press_sample(project)?)?;
    ensure!(!check || over.is_empty(), "{}", over.join("\n"));
    Ok(())
}

/// Prints the sizes of a site. Returns what is over budget, unless the version of Rust is the reason.
pub(crate) fn measure(project: &Project, site: &Path) -> Result<Vec<String>> {
    let viewer = viewer_size(site)?;
    let page = page_size(site)?;
    println!("\n{:<44} {:>9} {:>9}", "what a reader downloads", "bytes", "budget");
    for (file, size) in &viewer {
        println!("{:<44} {size:>9}", format!("  {file}, brotli"));
    }
    let viewer: usize = viewer.iter().map(|(_, size)| size).sum();
    println!("{:<44} {viewer:>9} {VIEWER_BUDGET:>9}", "the viewer, WebAssembly and JavaScript");
    println!("{:<44} {page:>9} {PAGE_BUDGET:>9}", "an article with its style (p95), gzip");
    let mut over = Vec::new();
    if viewer > VIEWER_BUDGET {
        match viewer::size_exemption(project)? {
            Some(exemption) => println!("The viewer is over its budget: {exemption}."),
            None => over.push("the viewer is over its budget".to_owned()),
        }
    }
    if page > PAGE_BUDGET {
        over.push("article pages are over their budget".to_owned());
    }
    Ok(over)
}

/// The folder of the sample paper's site.
pub(crate) fn sample_site(project: &Project) -> PathBuf {
    project.scratch("sample")
}

/// Builds the sample paper's site with the viewer in `dist/`, and returns its folder.
pub(crate) fn press_sample(project: &Project) -> Result<PathBuf> {
    let press = programs::build_press(project)?;
    let site = sample_site(project);
    let step = LoggedCommand {
        name: "press-sample",
        what: "pressing the sample paper",
        advice: "By hand: cargo run -p press -- build sample",
    };
    let sample = project.sample();
    let mut build = programs::press_command(project, &press, &sample, &site, &project.dist());
    step.run(project, &mut build)?;
    // Beside it, the single-file paper: `sample.html`.
    let file = site.with_extension("html");
    let mut build = programs::press_command(project, &press, &sample, &file, &project.dist());
    step.run(project, build.arg("--single-file"))?;
    Ok(site)
}

/// The compressed sizes of a site's scripts and WebAssembly.
fn viewer_size(site: &Path) -> Result<Vec<(String, usize)>> {
    let mut sizes = Vec::new();
    for file in files_below(site)? {
        if file.extension().is_some_and(|ending| ending == "js" || ending == "wasm") {
            let size = brotli_size(&fs::read(site.join(&file))?)?;
            sizes.push((file.display().to_string(), size));
        }
    }
    ensure!(!sizes.is_empty(), "the site has no viewer");
    Ok(sizes)
}

/// The size that 95 % of the article pages don't exceed. Each has to have its style in it.
fn page_size(site: &Path) -> Result<usize> {
    let mut sizes = Vec::new();
    let articles = site.join("article");
    for page in files_below(&articles)? {
        let html = fs::read_to_string(articles.join(&page))?;
        ensure!(html.contains("<style>"), "{} has no style in it", page.display());
        sizes.push(gzip_size(html.as_bytes())?);
    }
    sizes.sort_unstable();
    let position = (sizes.len() * 95).div_ceil(100).saturating_sub(1);
    sizes.get(position).copied().context("the site has no articles")
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
