//! Articles as they come out of the import, and how they are made.

pub(crate) mod build;
pub(crate) mod duplicates;
pub(crate) mod places;
pub(crate) mod terms;

use crate::diagnostics::Location;
use crate::media::MediaCopy;
use article::{Article, Slug};
use jiff::Timestamp;
use std::path::PathBuf;

/// An article, with what the paper needs to know about it.
#[derive(Clone, Debug)]
pub struct Story {
    /// The file it was made of, relative to the folder.
    pub file: PathBuf,
    /// The article. It does not know its neighbours and related articles yet.
    pub article: Article,
    /// When it was published, to sort it by.
    pub instant: Option<Timestamp>,
    /// Where it was found before.
    pub aliases: Vec<Alias>,
    /// Articles to read with it; all exist.
    pub related: Vec<Slug>,
    /// Whether it should lead the front page.
    pub featured: bool,
    /// The files that it shows or links to.
    pub media: Vec<MediaCopy>,
}

/// An address at which an article was found before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Below the site's root, safe to write a file at: `2014/03/12/coming-soon/`.
    pub address: String,
    /// Where the article says so.
    pub location: Location,
}
