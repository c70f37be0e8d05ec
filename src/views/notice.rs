//! What stands where a page can't be shown.

use super::element::{Element, element};
use super::href;
use super::small::link;
use super::words;
use crate::route::{ListPage, Route};

/// What happened and what can be done.
pub struct Notice<'a> {
    /// What happened, in a few plain words.
    pub title: &'static str,
    /// What that means.
    pub meaning: String,
    /// The page that was asked for.
    pub route: &'a Route,
}

/// Says what happened and what still works.
pub fn notice(Notice { title, meaning, route }: Notice<'_>) -> Element {
    // A link to the address itself: it works without any script of ours. The page that stands in for
    // any other can't know where to try again.
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
