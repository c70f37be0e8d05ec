//! The pages of a paper. Data comes in as arguments; a page never loads.

use crate::route::{Root, Route};
use article::{Article, Front, HeadlineList, Publication};

/// A page's data.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// The front page.
    Front(Front),
    /// A page of headlines.
    Headlines(HeadlineList),
    /// An article.
    Article(Box<Article>),
    /// The address leads nowhere.
    NotFound,
}

impl Page {
    /// The page's title, for the browser's tab: the headline, then the paper's name.
    pub fn title(&self, publication: &Publication) -> String {
        let _ = self;
        publication.title.clone()
    }
}

/// The page as HTML text: what stands inside `<div id="app">`.
#[cfg(feature = "ssr")]
pub fn print(publication: &Publication, root: &Root, route: &Route, page: &Page) -> String {
    let _ = (publication, root, route, page);
    String::new()
}
