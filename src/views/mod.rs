//! What pages are made of: small components that get data and know nothing of the browser.

mod article_header;
mod block;
mod figure;
mod footnotes;
mod headline;
mod inline;
mod neighbours;
mod notice;
mod shell;
mod small;
mod table;

pub use article_header::ArticleHeader;
pub use block::Body;
pub use figure::Figure;
pub use footnotes::Footnotes;
pub use headline::{HeadlineGrid, HeadlineItem, HeadlineList, Size};
pub use neighbours::Neighbours;
pub use notice::Notice;
pub use shell::Shell;
pub use small::{Names, Stamp, filled, lang};

use crate::route::{Root, Route};
use article::MediaPath;
use leptos::prelude::expect_context;

/// The address of a page, from where the page at hand stands. Inside [`Shell`] only: it knows the
/// root from the context, so that not every component has to hand it on.
pub fn href(route: &Route) -> String {
    expect_context::<Root>().page(route)
}

/// The address of a place in a page.
pub fn place(route: &Route, fragment: &str) -> String {
    expect_context::<Root>().place(route, fragment)
}

/// The address of a picture or recording.
pub fn media(file: &MediaPath) -> String {
    expect_context::<Root>().media(file)
}
