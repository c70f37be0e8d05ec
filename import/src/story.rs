//! Stories: imported articles, and how they are built.

pub(crate) mod build;
pub(crate) mod duplicates;
pub(crate) mod future;
pub(crate) mod kinds;
pub(crate) mod listings;
pub(crate) mod menu;
pub(crate) mod names;
pub(crate) mod pages;
pub(crate) mod places;
pub(crate) mod terms;
pub(crate) mod translations;

use crate::diagnostics::Location;
pub use crate::drafts::draft::Translation;
use crate::media::MediaCopy;
use crate::outcome::Indexing;
use article::{Article, Slug};
use jiff::Timestamp;
use std::path::PathBuf;

/// An article with what the paper needs to know about it.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its source file, relative to the paper's folder.
    pub file: PathBuf,
    /// The article, without its neighbours and related articles.
    pub article: Article,
    /// The time of publication, for sorting.
    pub instant: Option<Timestamp>,
    /// What its publisher calls it, if its address is longer and others who look for that name are to
    /// find it.
    pub called: Option<Slug>,
    /// Its former addresses.
    pub aliases: Vec<Alias>,
    /// Whether it is a page and no article: About, Imprint.
    pub is_page: bool,
    /// The same in other languages; all of them exist.
    pub translations: Vec<Translation>,
    /// Related articles; all of them exist.
    pub related: Vec<Slug>,
    /// Whether it should lead the front page.
    pub featured: bool,
    /// What search engines may do with it.
    pub indexing: Indexing,
    /// The files that it shows or links to.
    pub media: Vec<MediaCopy>,
}

impl Story {
    /// Says in its headline from which day on the article will be published, if that has not come.
    pub(crate) fn mark_if_future(&mut self, now: Timestamp) {
        let article = &mut self.article;
        if let Some(day) = article.published.as_ref().filter(|_| self.instant > Some(now)) {
            article.headline = format!("[{}] {}", day.text, article.headline);
        }
    }
}

/// A former address of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Whether the article doesn't name it itself, so that nobody has to know if it is taken.
    pub implied: bool,
    /// Relative to the site's root, and safe as a file name: `2014/03/12/coming-soon/`.
    pub address: String,
    /// Where in the source it is declared.
    pub location: Location,
}
