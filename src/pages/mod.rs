//! The pages, one file each. They take their data as arguments and never load anything.

mod article_page;
mod failure;
mod front;
mod head;
mod headlines;
mod not_found;
#[cfg(feature = "ssr")]
mod render;

pub use failure::Failure;
pub use head::{Head, HeadElement};
#[cfg(feature = "ssr")]
pub use render::{render, render_part, render_with_parts};

use crate::route::Route;
use crate::views::{Element, shell, words};
use article::{Article, Front, Headline, HeadlineList, Publication, Subject};
use leptos::prelude::AnyView;

/// A page's data.
#[allow(clippy::large_enum_variant, reason = "there are never many at a time")]
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// The front page.
    Front(Front),
    /// A page of headlines.
    Headlines(HeadlineList),
    /// An article, or a page that is no article.
    Article(Box<Article>),
    /// There is no page at the address.
    NotFound,
    /// The page could not be loaded. The headlines are those of articles that can be read offline.
    Failure(Failure, Vec<Headline>),
}

impl Page {
    /// The document's title: the page's name, then the publication's.
    pub fn title(&self, publication: &Publication) -> String {
        let name = match self {
            Page::Front(_) => return publication.title.clone(),
            Page::Headlines(list) => headlines::name(&list.subject),
            Page::Article(article) => &article.headline,
            Page::NotFound => words::NOT_FOUND,
            Page::Failure(failure, _) => failure.title(),
        };
        [name, " · ", &publication.title].concat()
    }

    /// The description for search engines and link previews; may be empty.
    pub fn description<'a>(&'a self, publication: &'a Publication) -> &'a str {
        match self {
            Page::Front(_) => &publication.tagline,
            Page::Article(article) => &article.standfirst,
            Page::Headlines(list) => match &list.subject {
                Subject::Section(section) => &section.description,
                Subject::Author { bio, .. } => bio,
                Subject::All | Subject::Topic(_) | Subject::Language(_) => "",
            },
            Page::NotFound | Page::Failure(..) => "",
        }
    }

    /// The page as a view, in the shell.
    pub fn view(self, publication: &Publication, route: &Route) -> AnyView {
        let content = self.content(route);
        shell(publication, route, content)
    }

    /// The contents of the shell.
    fn content(self, route: &Route) -> Vec<Element> {
        match self {
            Page::Front(front) => vec![front::page(front)],
            Page::Headlines(list) => vec![headlines::page(list, route)],
            Page::Article(article) => article_page::page(*article),
            Page::NotFound => vec![not_found::page(route)],
            Page::Failure(failure, kept) => failure::page(failure, kept, route),
        }
    }
}
