//! The pages of a paper, one file each. Data comes in as arguments; a page never loads.

mod article_page;
mod failure;
mod front;
mod headlines;
mod not_found;

pub use failure::Failure;

use crate::route::Route;
use article::{Article, Front, HeadlineList, Publication, Subject};
use leptos::prelude::*;

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
    /// The page could not be had.
    Failure(Failure),
}

impl Page {
    /// The page's title, for the browser's tab: what the page is, then the paper's name.
    pub fn title(&self, publication: &Publication) -> String {
        let name = match self {
            Page::Front(_) => return publication.title.clone(),
            Page::Headlines(list) => headlines::name(&list.subject),
            Page::Article(article) => &article.headline,
            Page::NotFound => not_found::TITLE,
            Page::Failure(failure) => failure.title(),
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
            Page::NotFound | Page::Failure(_) => "",
        }
    }

    /// The page as a view, to stand in the shell.
    pub fn view(self, route: &Route) -> AnyView {
        match self {
            Page::Front(front) => front::page(front),
            Page::Headlines(list) => headlines::page(list, route),
            Page::Article(article) => article_page::page(*article),
            Page::NotFound => not_found::page(),
            Page::Failure(failure) => failure::page(&failure, route),
        }
    }
}

/// The page as HTML text: what stands inside `<div id="app">`.
#[cfg(feature = "ssr")]
pub fn print(
    publication: &Publication,
    root: &crate::route::Root,
    route: &Route,
    page: Page,
) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        provide_context(root.clone());
        let publication = publication.clone();
        let (at, page) = (route.clone(), page.view(route));
        view! {
            <crate::views::Shell publication route=ArcRwSignal::new(at)>
                {page}
            </crate::views::Shell>
        }
        .to_html()
    });
    owner.cleanup();
    html
}
