//! The files of a paper, and which of them a new article changes.

mod any_front_matter;
mod size;

use super::write;
use crate::edition::OutputFormat;
use crate::paper::Paper;
use crate::site::{Sink, SiteError};
use article::{Article, Author, FORMAT_VERSION, HeadlineList, Section, Slug, Term, Time};
use import::config::Config;
use import::diagnostics::Diagnostics;
use import::outcome::Account;
use import::outcome::Indexing;
use import::{Imported, NoProgress, Story};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Keeps files in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Sink for Memory {
    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), SiteError> {
        let before = self.0.lock().unwrap().insert(file.to_owned(), bytes.to_owned());
        assert!(before.is_none(), "{file} is written twice");
        Ok(())
    }

    fn write_if_free(&self, file: &str, bytes: &[u8]) -> Result<bool, SiteError> {
        let free = !self.0.lock().unwrap().contains_key(file);
        if free {
            self.write(file, bytes)?;
        }
        Ok(free)
    }

    fn copy(&self, file: &str, _: &Path) -> Result<(), SiteError> {
        self.write(file, b"copied")
    }
}

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn term(text: &str) -> Term {
    Term { slug: slug(text), name: text.to_uppercase() }
}

/// The story of day `day`, with one of three sections, two authors, five topics.
fn story(day: u32) -> Story {
    let date = jiff::civil::date(2018, 1, 1).saturating_add(jiff::Span::new().days(day));
    let instant = date.at(11, 31, 0, 0).in_tz("UTC").unwrap();
    let author = format!("author-{}", day % 2);
    let article = Article {
        version: FORMAT_VERSION,
        slug: slug(&format!("story-{day}")),
        language: "en".to_owned(),
        direction: article::Direction::Ltr,
        headline: format!("Story {day}"),
        standfirst: String::new(),
        authors: vec![Author { slug: slug(&author), name: author, role: String::new() }],
        dateline: String::new(),
        published: Some(Time {
            instant: format!("{date}T11:31:00+00:00"),
            zone: "UTC".to_owned(),
            text: date.to_string(),
            day: date.to_string(),
        }),
        updated: None,
        section: Some(term(&format!("section-{}", day % 3))),
        topics: vec![term(&format!("topic-{}", day % 5))],
        lead_image: None,
        body: Vec::new(),
        footnotes: Vec::new(),
        source: None,
        copyright: String::new(),
        corrections: Vec::new(),
        translations: Vec::new(),
        previous: None,
        next: None,
        related: Vec::new(),
        word_count: 0,
        reading_minutes: 0,
    };
    Story {
        file: PathBuf::from(format!("story-{day}.md")),
        article,
        instant: Some(instant.timestamp()),
        called: None,
        aliases: Vec::new(),
        is_page: false,
        translations: Vec::new(),
        related: Vec::new(),
        featured: false,
        indexing: Indexing::Open,
        media: Vec::new(),
    }
}

/// The files of a paper with the stories of this many days.
fn files(days: u32) -> BTreeMap<String, Vec<u8>> {
    let sections = (0..3).map(|number| {
        let term = term(&format!("section-{number}"));
        Section { slug: term.slug, name: term.name, description: String::new() }
    });
    // The order of stories must not matter.
    let stories = (0..days).rev().map(story).collect();
    let imported = Imported {
        stories,
        pages: Vec::new(),
        menu: None,
        sections: sections.collect(),
        root_files: Vec::new(),
        account: Account::default(),
    };
    let config = Config::of_folder(Path::new("paper"));
    let (memory, diagnostics) = (Memory::default(), Diagnostics::new());
    let paper = Paper::new(&config, imported);
    write(paper, &config, None, OutputFormat::Site, &memory, &diagnostics, &NoProgress).unwrap();
    memory.0.into_inner().unwrap()
}

fn list(files: &BTreeMap<String, Vec<u8>>, name: &str) -> HeadlineList {
    serde_json::from_slice(&files[name]).unwrap()
}

#[test]
fn list_pages_are_numbered_from_the_oldest() {
    for (days, pages) in [(0, 1), (1, 1), (50, 1), (99, 1), (100, 2), (149, 2), (150, 3)] {
        let files = files(days);
        let newest = list(&files, "data/headlines.json");
        assert_eq!(newest.page, pages, "{days} articles");
        assert_eq!(newest, list(&files, &format!("data/headlines/{pages}.json")));
        assert!(!files.contains_key(&format!("data/headlines/{}.json", pages + 1)));
        let mut seen = Vec::new();
        for page in 1..=pages {
            let list = list(&files, &format!("data/headlines/{page}.json"));
            assert_eq!(list.has_newer, page < pages);
            seen.extend(list.headlines.into_iter().rev().map(|headline| headline.slug));
        }
        let all: Vec<Slug> = (0..days).map(|day| slug(&format!("story-{day}"))).collect();
        assert_eq!(seen, all, "every article once, oldest first");
    }
}

#[test]
fn months_lead_to_their_newest_article() {
    let files = files(130);
    let months = |page: &str| -> Vec<String> {
        let list = list(&files, &format!("data/headlines{page}.json"));
        let text = |month: &article::Month| format!("{} {} p{}", month.id, month.count, month.page);
        list.months.iter().map(text).collect()
    };
    assert_eq!(
        months(""),
        ["2018-05 10 p2", "2018-04 30 p2", "2018-03 31 p2", "2018-02 28 p2", "2018-01 31 p1"]
    );
    assert_eq!(months("/1"), ["2018-02 19 p1", "2018-01 31 p1"]);
}

/// What may change when the article of the day `day` is published.
fn may_change(day: u32) -> BTreeSet<String> {
    // The hash of the edition, and the list of its files.
    let news = ["data/publication.json", "data/files.json"];
    let mut files: BTreeSet<String> = news.map(str::to_owned).into();
    let mut add = |stem: String| {
        files.extend([format!("{stem}.html"), format!("data/{stem}.json")]);
    };
    add("index".to_owned());
    add(format!("article/story-{day}"));
    add(format!("article/story-{}", day.saturating_sub(1)));
    for (list, every) in
        [("headlines", 1), ("section/section-", 3), ("author/author-", 2), ("topic/topic-", 5)]
    {
        let list = if every == 1 { list.to_owned() } else { format!("{list}{}", day % every) };
        let before = day / every;
        let newest = (before / 50).max(1);
        add(format!("{list}/{newest}"));
        add(format!("{list}/{}", newest + 1));
        add(list);
    }
    files
}

#[test]
fn publishing_leaves_the_archive_alone() {
    for day in [0, 1, 49, 50, 99, 100, 149, 299] {
        let (before, after) = (files(day), files(day + 1));
        let kept = before.keys().all(|file| after.contains_key(file));
        assert!(kept, "nothing goes when the article of day {day} comes");
        let changed = after.iter().filter(|(file, bytes)| before.get(*file) != Some(bytes));
        let may_change = may_change(day);
        for (file, _) in changed {
            assert!(may_change.contains(file), "{file} changed with day {day}");
        }
    }
}

#[test]
fn neighbours_and_related() {
    let files = files(20);
    let read = |day: u32| -> Article {
        serde_json::from_slice(&files[&format!("data/article/story-{day}.json")]).unwrap()
    };
    let (first, tenth, last) = (read(0), read(10), read(19));
    assert_eq!(first.previous, None);
    assert_eq!(first.next.unwrap().headline, "Story 1");
    assert_eq!(tenth.previous.unwrap().headline, "Story 9");
    assert_eq!(last.next, None);
    assert!(first.related.is_empty(), "there is nothing older");
    let company = |article: &Article| -> Vec<String> {
        article.related.iter().map(|headline| headline.headline.clone()).collect()
    };
    // Of one section and topic: 4; of one topic: 14, 9.
    assert_eq!(company(&last), ["Story 4", "Story 14", "Story 9"]);
}
