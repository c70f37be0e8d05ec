//! Without scripts: prerendered pages with ordinary links.
//!
//! The tests can't run scripts either, so they use WebDriver's other commands.

use super::{Trial, pages, read_in};
use anyhow::{Context as _, Result, ensure};
use e2e::paper::one_space;
use e2e::{LaunchOptions, Run, User, wait};
use serde_json::json;

/// Sets an attribute if scripts run.
const MARK: &str = "document.documentElement.dataset.ran = ''";
const MARKED: &str = "html[data-ran]";

pub(super) fn trials() -> Vec<Trial> {
    vec![Trial::scaled("modes::without_scripts", without)]
}

fn without(user: &User, run: &Run) -> Result<()> {
    let options = LaunchOptions {
        chromium_prefs: json!({ "profile.managed_default_content_settings.javascript": 2 }),
        firefox: json!({ "javascript.enabled": false }),
        webkit: &["--enable-javascript=false"],
        ..LaunchOptions::default()
    };
    user.host.inject_script(MARK);
    user.open("front")?;
    user.session.find_by(MARKED).context("usually scripts leave no mark")?;

    read_in(user, &options, |user| {
        user.host.inject_script(MARK);
        for page in &pages(user, run)? {
            user.type_address(page)?;
            is_read(user, page)?;
        }
        user.type_address("index.html")?;
        is_read(user, "index.html")?;
        let before = user.host.requests().len();
        follow(user, "a[href='section/craft.html']")?;
        let article = follow(user, "main a[href*='article/']")?;
        ensure!(article.starts_with("article/"), "{article} is no article");
        let previous = follow(user, "a[rel=prev]")?;
        ensure!(previous.starts_with("article/"), "{previous} is no article");
        let last = follow(user, "a[href$='headlines.html']")?;
        ensure!(last == "headlines.html", "All Headlines leads to {last}");
        let asked = user.host.requests();
        let pages = asked[before..].iter().filter(|file| file.ends_with(".html")).count();
        ensure!(pages == 4, "four links were followed, and {pages} pages requested");
        user.session.back()?;
        is_read(user, &previous)
    })
}

/// Clicks the first link that matches, and returns the file of the page that opens.
fn follow(user: &User, selector: &str) -> Result<String> {
    let link = user.session.find_by(selector)?;
    let address = user.session.property(&link, "href")?;
    let root = user.address_of("index.html");
    let file = address.strip_prefix(&root).with_context(|| format!("{address} leads away"))?;
    user.session.click_by_driver(&link)?;
    is_read(user, file)?;
    Ok(file.to_owned())
}

/// Waits until the page in `file` is shown.
fn is_read(user: &User, file: &str) -> Result<()> {
    let printed = user.paper.printed(file)?;
    let wanted = [user.address_of(file), printed.title, printed.heading];
    wait::until(|| look(user).is_ok_and(|seen| seen == wanted).then_some(()))
        .with_context(|| format!("timed out waiting for {file}; seen: {:?}", look(user)))?;
    ensure!(user.session.find_by(MARKED).is_err(), "{file} has run a script");
    Ok(())
}

/// Address, title and heading.
fn look(user: &User) -> Result<[String; 3]> {
    let session = user.session;
    let heading = session.property(&session.find_by("h1")?, "textContent")?;
    Ok([session.address()?, one_space(&session.title()?), one_space(&heading)])
}
