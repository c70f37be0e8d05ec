//! A small input makes no huge site.

use super::{Memory, story, term};
use crate::edition::OutputFormat;
use crate::paper::Paper;
use article::{Author, Section, Slug};
use import::config::Config;
use import::diagnostics::Diagnostics;
use import::outcome::Account;
use import::{Imported, NoProgress, Story};
use std::collections::BTreeMap;
use std::path::Path;

fn files(stories: Vec<Story>, sections: Vec<Section>) -> BTreeMap<String, Vec<u8>> {
    let imported = Imported {
        stories,
        pages: Vec::new(),
        menu: None,
        sections,
        root_files: Vec::new(),
        account: Account::default(),
    };
    let config = Config::of_folder(Path::new("paper"));
    let (memory, diagnostics) = (Memory::default(), Diagnostics::new());
    let paper = Paper::new(&config, imported);
    super::write(paper, &config, None, OutputFormat::Site, &memory, &diagnostics, &NoProgress)
        .unwrap();
    memory.0.into_inner().unwrap()
}

#[test]
fn an_article_of_very_many_authors() {
    const AUTHORS: usize = 1_000;
    let mut story = story(1);
    story.article.authors = (0..AUTHORS)
        .map(|n| Author {
            slug: Slug::new(format!("author-{n}")).unwrap(),
            name: format!("Author with the number {n}"),
            role: String::new(),
        })
        .collect();
    let files = files(vec![story], Vec::new());
    let article = String::from_utf8(files["article/story-1.html"].clone()).unwrap();
    assert!(article.contains("995 others"));
    assert!(article.contains("Author with the number 999"), "all are on the article's page");
    let list = &files["author/author-999.html"];
    let bytes: usize = files.values().map(Vec::len).sum();
    assert!(list.len() < 6_000, "{} bytes", list.len());
    assert!(bytes < AUTHORS * 20_000, "{bytes} bytes");
}

#[test]
fn a_paper_of_very_many_sections() {
    const SECTIONS: usize = 500;
    let sections = (0..SECTIONS).map(|n| {
        let term = term(&format!("section-{n}"));
        Section { slug: term.slug, name: term.name, description: String::new() }
    });
    let files = files(vec![story(1)], sections.collect());
    let page = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert!(page("article/story-1.html").len() < 12_000);
    assert!(page("index.html").len() < 16_000);
    assert!(page("headlines.html").contains("section/section-499.html"), "all are found there");
}
