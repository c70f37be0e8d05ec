//! A notice in place of a page.

use super::element::{Element, element};
use super::href;
use super::small::link;
use super::words;
use crate::route::{ListPage, Route};

/// The contents of a notice.
pub struct Notice<'a> {
    /// What happened, in a few words.
    pub title: &'static str,
    /// What that means for the reader.
    pub meaning: String,
    /// The requested page.
    pub route: &'a Route,
}

/// What happened, and links to what still works.
pub fn notice(Notice { title, meaning, route }: Notice<'_>) -> Element {
    // A link to the page itself, which works without the viewer too. A page without data (`404.html`) is
    // shown at any address, so it has none.
    let retry =
        route.data_file().map(|_| link(href(route)).class("button").child(words::TRY_AGAIN));
    let ways = element("p")
        .class("notice-ways")
        .child(retry)
        .child(" ")
        .child(link(href(&Route::Front)).child(words::FRONT_PAGE))
        .child(" ")
        .child(link(href(&Route::Headlines(ListPage::Newest))).child(words::ALL_HEADLINES));
    element("div")
        .class("notice")
        .child(element("h1").attr("tabindex", "-1").child(title))
        .child(element("p").child(meaning))
        .child(ways)
}
