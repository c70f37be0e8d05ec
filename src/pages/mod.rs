//! The pages, one file each. They take their data as arguments and never load anything.

mod article_page;
mod failure;
mod front;
mod headlines;
mod not_found;

pub use failure::Failure;

use crate::route::Route;
use crate::views::{shell, words};
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
    /// An article.
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
                Subject::All | Subject::Topic(_) => "",
            },
            Page::NotFound | Page::Failure(..) => "",
        }
    }

    /// The page as a view, in the shell.
    pub fn view(self, publication: &Publication, route: &Route) -> AnyView {
        let page = match self {
            Page::Front(front) => vec![front::page(front)],
            Page::Headlines(list) => vec![headlines::page(list, route)],
            Page::Article(article) => article_page::page(*article),
            Page::NotFound => vec![not_found::page(route)],
            Page::Failure(failure, kept) => failure::page(failure, kept, route),
        };
        shell(publication, route, page)
    }
}

/// Renders the page as HTML: the contents of `<div id="app">`.
#[cfg(feature = "ssr")]
pub fn render(
    publication: &Publication,
    root: &crate::route::Root,
    route: &Route,
    page: Page,
) -> String {
    let owner = leptos::prelude::Owner::new();
    let html = owner.with(|| {
        leptos::prelude::provide_context(root.clone());
        leptos::prelude::RenderHtml::to_html(page.view(publication, route))
    });
    owner.cleanup();
    // Leptos' hydration markers aren't needed. In text, `<` is always escaped.
    html.replace("<!>", "")
}
