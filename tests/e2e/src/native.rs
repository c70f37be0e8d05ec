//! Audits prerendered pages and their links natively, with a browser-grade HTML parser.
//!
//! Covers every page of every hostile article and of the sample paper, so that trials in browsers need only samples.

mod audit;
mod links;
mod page;

use crate::hostile::cases::{self, Case};
use crate::hostile::paper::{self, Built};
use crate::paper::Paper;
use page::Page;
use press::commands::build::{Build, Compress, Publish};
use press::commands::output::Target;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// The project's root.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A folder for a test's files; `test` must be unique.
fn folder(test: &str) -> PathBuf {
    Path::new(ROOT).join("target/e2e-native").join(test)
}

/// Builds a site without a viewer.
fn build(articles: &Path, site: &Path) -> anyhow::Result<Built> {
    let build = Build {
        folder: articles.to_owned(),
        target: Target::Site(site.to_owned()),
        viewer: None,
        publish: Publish::Always,
        compress: Compress::Never,
        future: true,
        mark_future: false,
        account: false,
        json: false,
        all: false,
        verbose: false,
        quiet: true,
    };
    let done = build.run()?;
    Ok(Built { refused: done.errors > 0, said: None })
}

/// Audits every page of a paper, including the texts that `cases` require.
fn audit(paper: &Paper, cases: &[Case]) {
    let mut wrong = Vec::new();
    for file in &paper.pages {
        let case = cases.iter().find(|case| {
            case.page.as_ref().is_some_and(|slug| *file == format!("article/{slug}.html"))
        });
        let page = Page::read(&paper.site.join(file));
        let keeps = case.map_or(&[][..], |case| &case.keeps);
        let found = audit::audit(&page, keeps).into_iter().chain(links::loads(paper, file, &page));
        wrong.extend(found.map(|what| format!("{file}: {what}")));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// All cases except those that take minutes in a debug build of the press.
fn all_cases() -> Vec<Case> {
    let cases = cases::all().into_iter().chain(cases::slow());
    let is_for_now = |case: &Case| !cfg!(debug_assertions) || case.text.len() < 50_000;
    cases.filter(is_for_now).collect()
}

#[test]
fn hostile_articles_become_harmless_pages() {
    let cases = all_cases();
    let paper = paper::make(&folder("hostile"), &cases, build).unwrap();
    audit(&paper, &cases);
    for file in ["feed.xml", "sitemap.xml"] {
        let text = fs::read_to_string(paper.site.join(file)).unwrap();
        let parsed = roxmltree::Document::parse(&text);
        assert!(parsed.is_ok(), "{file} is no XML: {:?}", parsed.err());
    }
    hand_over(&paper, &cases);
}

/// Writes the pages for `tests/browser_hostile.rs`, which runs in a browser without the press.
fn hand_over(paper: &Paper, cases: &[Case]) {
    const LARGEST: usize = 300_000;
    let read = |file: &str| fs::read_to_string(paper.site.join(file)).unwrap();
    let mut articles = Vec::new();
    for (case, slug) in cases.iter().filter_map(|case| Some((case, case.page.as_ref()?))) {
        let (data, html) =
            (read(&format!("data/article/{slug}.json")), read(&format!("article/{slug}.html")));
        let page = html.split_once("<div id=\"app\"").and_then(|(_, rest)| rest.split_once('>'));
        let (page, _) = page.and_then(|(_, page)| page.rsplit_once("</div></body>")).unwrap();
        if html.len() < LARGEST {
            articles.push(json!({
                "name": case.name, "slug": slug, "keeps": case.keeps, "data": data, "page": page,
            }));
        }
    }
    let all = json!({ "publication": read("data/publication.json"), "articles": articles });
    fs::write(folder("hostile").with_extension("json"), all.to_string()).unwrap();
}

#[test]
fn pages_of_the_sample_paper_are_whole() {
    let site = folder("sample");
    build(&Path::new(ROOT).join("sample"), &site).unwrap();
    let paper = Paper::open(&site).unwrap();
    assert!(paper.pages.len() > 100, "only {} pages", paper.pages.len());
    audit(&paper, &[]);
    let wrong = links::dead(&paper);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A valid page that contains `part`, to test the audit.
fn page_with(part: &str) -> Page {
    Page::parse(&format!("<!doctype html><title>T</title><main><h1>T</h1>{part}</main>"))
}

/// A list in `allowed.json`.
fn allowed(name: &str) -> Vec<String> {
    let allowed: Value = crate::hostile::ALLOWED.parse().unwrap();
    let names = allowed[name].as_array().unwrap().iter();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}
