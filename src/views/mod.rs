//! Components: functions from data to a view. They don't depend on the browser.
//!
//! [`mod@element`] says why they build elements instead of using `view!`.

mod article_header;
mod block;
#[cfg(feature = "csr")]
mod edition;
mod element;
mod figure;
mod footnotes;
mod headline;
mod inline;
mod neighbours;
mod notice;
mod shell;
mod small;
mod table;
pub mod words;

pub use article_header::{article_header, byline};
pub use block::body;
#[cfg(feature = "csr")]
pub use edition::{Action, DownloadState, EditionStatus, edition_status, kept_of};
pub use element::{Element, element};
pub use figure::lead_figure;
pub use footnotes::footnotes;
pub use headline::{Size, headline, headline_grid, headline_list};
pub use neighbours::neighbours;
pub use notice::{Notice, notice};
pub use shell::shell;
pub use small::{AUTHORS, SECTIONS, date, link, maybe_paragraph, name_list, terms};

use crate::route::{Root, Route};
use article::MediaPath;
use leptos::prelude::expect_context;

/// The address of a page, relative to the current page. The root comes from Leptos' context, so that it isn't
/// passed through every component.
pub fn href(route: &Route) -> String {
    expect_context::<Root>().page(route)
}

/// The address of a page with a fragment.
pub fn href_with_fragment(route: &Route, fragment: &str) -> String {
    expect_context::<Root>().page_with_fragment(route, fragment)
}

/// The address of a picture or recording.
pub fn media(file: &MediaPath) -> String {
    expect_context::<Root>().media(file)
}
