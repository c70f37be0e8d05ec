//! Writes the sites that are compared with Dateline's, into `target/bench`: plain pages, and Dateline's pages without
//! their scripts. The VitePress site is built by `cargo xtask bench`.

use anyhow::{Context as _, Result};
use e2e::paper::Paper;
use e2e::{Browser, User};
use serde_json::Value;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the sites.
pub(crate) struct Sites {
    pub plain: PathBuf,
    pub bare: PathBuf,
    pub vitepress: Option<PathBuf>,
    /// The articles' files, newest first; each is linked to its neighbours in every site.
    pub articles: Vec<String>,
}

impl Sites {
    pub(crate) fn write(browser: &Browser, paper: &Paper, folder: &Path) -> Result<Sites> {
        let sites = Sites {
            plain: folder.join("plain"),
            bare: folder.join("bare"),
            vitepress: env::var_os("E2E_VITEPRESS").map(PathBuf::from),
            articles: paper.articles.clone(),
        };
        for site in [&sites.plain, &sites.bare] {
            if site.exists() {
                fs::remove_dir_all(site)?;
            }
            fs::create_dir_all(site.join("article"))?;
            copy(&paper.site.join("media"), &site.join("media"))?;
            fs::copy(paper.site.join("_headers"), site.join("_headers"))?;
        }
        copy(&paper.site.join("viewer"), &sites.bare.join("viewer"))?;
        let user = User::new(browser, paper, "/")?;
        for (at, file) in paper.articles.iter().enumerate() {
            let html = fs::read_to_string(paper.site.join(file))?;
            fs::write(sites.bare.join(file), without_scripts(&html))?;
            user.type_address(file)?;
            let neighbours = [at.checked_sub(1), Some(at + 1)].map(|at| paper.articles.get(at?));
            fs::write(sites.plain.join(file), plain_page(&user, neighbours)?)?;
        }
        Ok(sites)
    }
}

/// The HTML of an article's parts. The pictures are the files that the browser has chosen.
const PARTS: &str = r#"
    const path = address => new URL(address, location).pathname;
    const parts = 'article :is(h1, h2, h3, p, li, figure img, audio, video)';
    return [...document.querySelectorAll(parts)].map(it => {
        const lazy = it.loading === 'lazy' ? ' loading="lazy"' : '';
        const size = ` width="${it.width}" height="${it.height}"`;
        switch (it.tagName) {
            case 'IMG': return `<img src="${path(it.currentSrc || it.src)}" alt=""${size}${lazy}>`;
            case 'AUDIO': return `<audio controls preload="none" src="${path(it.src)}"></audio>`;
            case 'VIDEO': return `<video controls preload="none" src="${path(it.src)}"
                poster="${path(it.poster)}"${size}></video>`;
            default:
                return `<${it.tagName}>${it.textContent.replaceAll('<', '&lt;')}</${it.tagName}>`;
        }
    });"#;

/// The article in the browser as handwritten HTML: headings, paragraphs, pictures, links.
fn plain_page(user: &User, neighbours: [Option<&String>; 2]) -> Result<String> {
    user.wait_until("its pictures are there", "document.readyState === 'complete'")?;
    let parts = user.session.run(PARTS, &[])?;
    let parts: Vec<&str> =
        parts.as_array().context("no article")?.iter().filter_map(Value::as_str).collect();
    let links: String = ["Next", "Previous"]
        .iter()
        .zip(neighbours)
        .filter_map(|(words, file)| Some(format!("<p><a href=\"/{}\">{words}</a>", file?)))
        .collect();
    Ok(format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>body {{ max-width: 40em; margin: auto; font: 1.1em/1.5 serif }} \
         img, video {{ max-width: 100%; height: auto }}</style>{}{links}",
        user.session.title()?,
        parts.concat(),
    ))
}

/// A page without its `<script>` elements.
fn without_scripts(html: &str) -> String {
    let mut pieces = html.split("<script");
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.filter_map(|piece| Some(piece.split_once("</script>")?.1));
    [first].into_iter().chain(rest).collect()
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
