//! Lists of headlines, and their pages.

use super::FIRST_SECTIONS;
use article::{
    Article, FORMAT_VERSION, Headline, HeadlineList, Month, Section, Slug, Subject, Term,
};
use import::config::Config;
use import::{DateFormatter, main_language, name_in_itself};
use std::collections::{BTreeMap, HashMap};
use viewer::route::{ListPage, Route};

/// How many headlines a page has. The newest page has up to one less than twice as many.
const PER_PAGE: usize = 50;

/// A list of headlines.
#[derive(Debug)]
pub struct List {
    /// The route of its newest page.
    pub route: Route,
    /// The subject.
    pub(super) subject: Subject,
    /// The positions of its articles in the paper, oldest first.
    members: Vec<usize>,
    /// The sections that its newest page lists.
    sections: Vec<Term>,
}

impl List {
    fn new(route: Route, subject: Subject, members: Vec<usize>) -> List {
        List { route, subject, members, sections: Vec::new() }
    }

    /// The number of pages. Only the newest grows, and is split at twice the size of a page.
    pub fn pages(&self) -> usize {
        (self.members.len() / PER_PAGE).max(1)
    }

    /// The page with this number, counted from 1.
    pub fn page(
        &self,
        number: usize,
        headlines: &[Headline],
        formatter: &DateFormatter,
    ) -> HeadlineList {
        let newest = self.pages();
        let from = (number - 1) * PER_PAGE;
        let to = if number == newest { self.members.len() } else { from + PER_PAGE };
        let own = &self.members[from..to];
        let months = if number == newest {
            months(&self.members, 1, newest, headlines, formatter)
        } else {
            months(own, number, number, headlines, formatter)
        };
        HeadlineList {
            version: FORMAT_VERSION,
            subject: self.subject.clone(),
            page: number as u32,
            has_newer: number < newest,
            headlines: own.iter().rev().map(|&position| headlines[position].clone()).collect(),
            months,
            sections: if number == newest { self.sections.clone() } else { Vec::new() },
        }
    }
}

/// The months of `members` (oldest first), newest first. The first of them is the first of the page
/// numbered `first_page`.
fn months(
    members: &[usize],
    first_page: usize,
    last_page: usize,
    headlines: &[Headline],
    formatter: &DateFormatter,
) -> Vec<Month> {
    let mut months: BTreeMap<&str, (u32, usize)> = BTreeMap::new();
    for (ordinal, &position) in members.iter().enumerate() {
        let published = headlines[position].published.as_ref();
        let Some(id) = published.and_then(|time| time.instant.get(..7)) else {
            continue;
        };
        let page = (first_page + ordinal / PER_PAGE).min(last_page);
        let month = months.entry(id).or_default();
        *month = (month.0 + 1, page);
    }
    let named = months.into_iter().rev().map(|(id, (count, page))| Month {
        id: id.to_owned(),
        name: formatter.month(id),
        count,
        page: page as u32,
    });
    named.collect()
}

/// Every list of a paper of `articles`, oldest first.
pub fn all(articles: &[&Article], sections: &[Section], config: &Config) -> Vec<List> {
    let (everything, members) = (Route::Headlines(ListPage::Newest), 0..articles.len());
    let mut everything = List::new(everything, Subject::All, members.collect());
    if sections.len() > FIRST_SECTIONS {
        let term =
            |Section { slug, name, .. }: &Section| Term { slug: slug.clone(), name: name.clone() };
        everything.sections = sections.iter().map(term).collect();
    }
    let mut lists = vec![everything];
    lists.extend(by_section(articles, sections));
    lists.extend(by_author(articles, config));
    lists.extend(by_topic(articles));
    lists.extend(by_language(articles, &config.language));
    lists
}

fn by_section(articles: &[&Article], sections: &[Section]) -> Vec<List> {
    let mut members: HashMap<&Slug, Vec<usize>> = HashMap::new();
    for (position, article) in articles.iter().enumerate() {
        if let Some(section) = &article.section {
            members.entry(&section.slug).or_default().push(position);
        }
    }
    // A section without articles has its page too: the paper's navigation leads there.
    let list = |section: &Section| {
        let route = Route::Section(section.slug.clone(), ListPage::Newest);
        let members = members.remove(&section.slug).unwrap_or_default();
        List::new(route, Subject::Section(section.clone()), members)
    };
    sections.iter().map(list).collect()
}

fn by_author(articles: &[&Article], config: &Config) -> Vec<List> {
    let mut lists: BTreeMap<&str, List> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        for author in &article.authors {
            let list = lists.entry(author.slug.as_str()).or_insert_with(|| {
                let entry = config.authors.with_slug(&author.slug);
                let subject = Subject::Author {
                    slug: author.slug.clone(),
                    name: entry.map_or(&author.name, |entry| &entry.name).clone(),
                    role: entry.map_or(&author.role, |entry| &entry.role).clone(),
                    bio: entry.map_or_else(String::new, |entry| entry.bio.clone()),
                };
                let route = Route::Author(author.slug.clone(), ListPage::Newest);
                List::new(route, subject, Vec::new())
            });
            list.add(position);
        }
    }
    lists.into_values().collect()
}

fn by_topic(articles: &[&Article]) -> Vec<List> {
    let mut lists: BTreeMap<&str, List> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        for Term { slug, name } in &article.topics {
            let list = lists.entry(slug.as_str()).or_insert_with(|| {
                let subject = Subject::Topic(Term { slug: slug.clone(), name: name.clone() });
                List::new(Route::Topic(slug.clone(), ListPage::Newest), subject, Vec::new())
            });
            list.add(position);
        }
    }
    lists.into_values().collect()
}

/// A list for each language, if there are several; the paper's language first.
fn by_language(articles: &[&Article], language: &str) -> Vec<List> {
    let mut lists: BTreeMap<(bool, &str), List> = BTreeMap::new();
    for (position, article) in articles.iter().enumerate() {
        let tag = main_language(&article.language);
        let Ok(slug) = Slug::new(tag) else { continue };
        let list = lists.entry((tag != main_language(language), tag)).or_insert_with(|| {
            let term = Term { slug: slug.clone(), name: name_in_itself(tag) };
            let route = Route::Language(slug, ListPage::Newest);
            List::new(route, Subject::Language(term), Vec::new())
        });
        list.add(position);
    }
    if lists.len() > 1 { lists.into_values().collect() } else { Vec::new() }
}

impl List {
    /// Adds the article at `position`, once even if it names the author or topic twice.
    fn add(&mut self, position: usize) {
        if self.members.last() != Some(&position) {
            self.members.push(position);
        }
    }
}
