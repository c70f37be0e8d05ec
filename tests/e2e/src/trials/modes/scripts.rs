//! Without scripts, as some people have set their browsers: plain pages, ordinary links.
//!
//! Nothing here may be asked of a script of the test's own: WebDriver's other commands do.

use super::{Trial, pages, read_in};
use anyhow::{Context as _, Result, ensure};
use e2e::paper::one_space;
use e2e::{Mode, Reader, Run, wait};
use serde_json::json;

/// Leaves a mark if scripts run.
const MARK: &str = "document.documentElement.dataset.ran = ''";
const MARKED: &str = "html[data-ran]";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::scaled("modes::without_scripts", without)]
}

fn without(reader: &Reader, run: &Run) -> Result<()> {
    let mode = Mode {
        chromium_prefs: json!({ "profile.managed_default_content_settings.javascript": 2 }),
        firefox: json!({ "javascript.enabled": false }),
        webkit: &["--enable-javascript=false"],
        ..Mode::default()
    };
    reader.host.preface(MARK);
    reader.open("front")?;
    reader.session.find_by(MARKED).context("usually scripts leave no mark")?;

    read_in(reader, &mode, |reader| {
        reader.host.preface(MARK);
        for page in &pages(reader, run)? {
            reader.type_address(page)?;
            is_read(reader, page)?;
        }
        reader.type_address("index.html")?;
        is_read(reader, "index.html")?;
        let before = reader.host.asked().len();
        follow(reader, "a[href='section/craft.html']")?;
        let article = follow(reader, "main a[href*='article/']")?;
        ensure!(article.starts_with("article/"), "{article} is no article");
        let previous = follow(reader, "a[rel=prev]")?;
        ensure!(previous.starts_with("article/"), "{previous} is no article");
        let last = follow(reader, "a[href$='headlines.html']")?;
        ensure!(last == "headlines.html", "All Headlines leads to {last}");
        let asked = reader.host.asked();
        let pages = asked[before..].iter().filter(|file| file.ends_with(".html")).count();
        ensure!(pages == 4, "four links were followed, and {pages} pages asked for");
        reader.session.back()?;
        is_read(reader, &previous)
    })
}

/// Clicks the first link that matches, and says which page is there then.
fn follow(reader: &Reader, selector: &str) -> Result<String> {
    let link = reader.session.find_by(selector)?;
    let address = reader.session.property(&link, "href")?;
    let root = reader.address_of("index.html");
    let file = address.strip_prefix(&root).with_context(|| format!("{address} leads away"))?;
    reader.session.click_by_driver(&link)?;
    is_read(reader, file)?;
    Ok(file.to_owned())
}

/// The page in `file` is there, as printed.
fn is_read(reader: &Reader, file: &str) -> Result<()> {
    let printed = reader.paper.printed(file)?;
    let wanted = [reader.address_of(file), printed.title, printed.heading];
    wait::until(|| look(reader).is_ok_and(|seen| seen == wanted).then_some(()))
        .with_context(|| format!("waited in vain for {file}; seen: {:?}", look(reader)))?;
    ensure!(reader.session.find_by(MARKED).is_err(), "{file} has run a script");
    Ok(())
}

/// Address, title and heading.
fn look(reader: &Reader) -> Result<[String; 3]> {
    let session = reader.session;
    let heading = session.property(&session.find_by("h1")?, "textContent")?;
    Ok([session.address()?, one_space(&session.title()?), one_space(&heading)])
}
