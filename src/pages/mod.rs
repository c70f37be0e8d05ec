//! The pages of a paper, one file each. Data comes in as arguments; a page never loads.

mod article_page;
mod failure;
mod front;
mod headlines;
mod not_found;
#[cfg(feature = "ssr")]
mod render;

pub use failure::Failure;
#[cfg(feature = "ssr")]
pub use render::{render, render_part, render_with_parts};

use crate::route::Route;
use crate::views::{Element, shell, words};
use article::{Article, Front, Headline, HeadlineList, Publication, Subject};
use leptos::prelude::AnyView;

/// A page's data.
#[allow(clippy::large_enum_variant, reason = "there is only one at a time")]
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
    /// The page could not be had; these headlines can.
    Failure(Failure, Vec<Headline>),
}

impl Page {
    /// The page's title, for the browser's tab: what the page is, then the paper's name.
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

    /// A sentence about the page, for search engines and link previews; empty if there is none.
    pub fn description<'a>(&'a self, publication: &'a Publication) -> &'a str {
        match self {
            Page::Front(_) => &publication.tagline,
            Page::Article(article) => &article.standfirst,
            Page::Headlines(list) => match &list.subject {
                Subject::Section(section) => &section.description,
                Subject::Author { bio, .. } => bio,
                Subject::All | Subject::Topic(_) => "",
            },
            Page::NotFound | Page::Failure(..) => "",
        }
    }

    /// The page as a view, in the paper's shell.
    pub fn view(self, publication: &Publication, route: &Route) -> AnyView {
        let content = self.content(route);
        shell(publication, route, content)
    }

    /// What is inside the shell.
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
