//! Links that lead to pages of the paper by their addresses: the menu, translations.

use super::lists::List;
use article::{Article, Block, Href, Link, Slug, Subject, Target};
use import::{Imported, Listing, Story, Translation, name_in_itself};
use std::collections::HashMap;
use viewer::route::{ListPage, Route};

/// How many pages are in the menu of a paper that has none of its own.
const MAX_PAGES: usize = 12;
/// How many languages are in the menu.
const MAX_LANGUAGES: usize = 12;

/// The routes of articles and pages, and their headlines.
pub(super) struct Routes(HashMap<Slug, (Route, String)>);

impl Routes {
    pub(super) fn new(imported: &Imported) -> Routes {
        // Needed only by links by address.
        let needed = !imported.pages.is_empty()
            || imported.menu.is_some()
            || imported.stories.iter().any(|story| !story.translations.is_empty());
        let stories = imported.stories.iter().chain(&imported.pages).filter(|_| needed);
        let entry = |story: &Story| {
            let slug = story.article.slug.clone();
            (slug, (route(story), story.article.headline.clone()))
        };
        Routes(stories.map(entry).collect())
    }

    /// The links to a story in other languages.
    pub(super) fn translations(&self, translations: &[Translation]) -> Vec<Link> {
        let link = |Translation { language, slug }: &Translation| {
            let (route, _) = self.0.get(slug)?;
            let name = name_in_itself(language);
            Some(Link { name, href: href(route), language: Some(language.clone()) })
        };
        translations.iter().filter_map(link).collect()
    }

    /// The menu: that of the settings, or else the pages; then the languages, if there are several.
    pub(super) fn menu(&self, imported: &Imported, language: &str, lists: &[List]) -> Vec<Link> {
        let own = imported.menu.as_ref().map(|menu| {
            menu.iter().filter_map(|entry| self.entry(&entry.name, &entry.to)).collect()
        });
        let mut menu = own.unwrap_or_else(|| pages(&imported.pages, language));
        let languages = lists.iter().filter_map(|list| match &list.subject {
            Subject::Language(term) => Some(Link {
                name: term.name.clone(),
                href: href(&list.route),
                language: Some(term.slug.to_string()),
            }),
            _ => None,
        });
        menu.extend(languages.take(MAX_LANGUAGES));
        menu
    }

    fn entry(&self, name: &str, to: &Target) -> Option<Link> {
        let (href, headline) = match to {
            Target::Address(address) | Target::Site(address) => (address.clone(), ""),
            Target::Article { slug, .. } | Target::Page { slug, .. } => {
                let (route, headline) = self.0.get(slug)?;
                (href(route), headline.as_str())
            }
            Target::Heading(_) | Target::File(_) => return None,
        };
        let name = if name.is_empty() { headline } else { name };
        Some(Link { name: name.to_owned(), href, language: None })
    }
}

/// The route of an article or a page.
pub(super) fn route(story: &Story) -> Route {
    let slug = story.article.slug.clone();
    if story.is_page { Route::Page(slug) } else { Route::Article(slug) }
}

/// The address of the front page or of a list, relative to the site's root.
pub fn list_address(listing: &Listing) -> Href {
    let newest = ListPage::Newest;
    href(&match listing.clone() {
        Listing::Front => Route::Front,
        Listing::All => Route::Headlines(newest),
        Listing::Section(slug) => Route::Section(slug, newest),
        Listing::Topic(slug) => Route::Topic(slug, newest),
        Listing::Author(slug) => Route::Author(slug, newest),
        Listing::Language(slug) => Route::Language(slug, newest),
    })
}

/// A page's address, relative to the site's root.
fn href(route: &Route) -> Href {
    // Slugs hold nothing that an address can't.
    Href::new(&route.file()).unwrap_or_default()
}

/// Links to the pages, each in one language.
fn pages(pages: &[Story], language: &str) -> Vec<Link> {
    let is_shown = |story: &&Story| {
        let has_text = !story.article.body.iter().all(|block| *block == Block::Divider);
        let in_language = |other: &Translation| other.language == language;
        let other =
            story.article.language != language && story.translations.iter().any(in_language);
        has_text && !other && story.article.slug.as_str() != "404"
    };
    let link = |story: &Story| {
        let Article { headline, language: own, .. } = &story.article;
        let own = (own != language).then(|| own.clone());
        Link { name: headline.clone(), href: href(&route(story)), language: own }
    };
    pages.iter().filter(is_shown).take(MAX_PAGES).map(link).collect()
}
