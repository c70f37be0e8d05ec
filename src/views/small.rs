//! The smallest pieces: a link, a time, a list of names.

use super::element::{Element, element};
use super::{href, words};
use crate::route::{ListPage, Route};
use article::{Slug, Term, Time};
use leptos::prelude::AnyView;

/// A link.
pub fn link(address: String) -> Element {
    element("a").attr("href", address)
}

/// A point in time, with all that is known of it.
pub fn stamp(time: Time) -> Element {
    element("time").attr("datetime", time.instant).child(time.text)
}

/// The day of a point in time, as lists show it.
pub fn stamp_day(time: Time) -> Element {
    element("time").attr("datetime", time.instant).child(time.day)
}

/// Puts names into an element: `A, B and C`.
pub fn names(mut into: Element, names: Vec<AnyView>) -> Element {
    let count = names.len();
    for (index, name) in names.into_iter().enumerate() {
        into = into.child(name).child(match count - index {
            1 => None,
            2 => Some(words::AND),
            _ => Some(words::COMMA),
        });
    }
    into
}

/// The id of the list of sections, at the foot of All Headlines.
pub const SECTIONS: &str = "d-sections";
/// The id of the list of authors, at an article's foot.
pub const AUTHORS: &str = "d-authors";

/// A list of names under its title, if there are any.
pub fn name_list(id: &'static str, title: &'static str, items: Vec<Element>) -> Option<Element> {
    let list = |items| element("ul").attr("role", "list").child(items);
    let nav = element("nav").class("names").attr("id", super::id(id)).attr("aria-label", title);
    (!items.is_empty()).then(|| nav.child(element("h2").child(title)).child(list(items)))
}

/// Items that lead to the lists of these terms.
pub fn terms(terms: Vec<Term>, route: fn(Slug, ListPage) -> Route) -> Vec<Element> {
    let item = |Term { slug, name }: Term| {
        element("li").child(link(href(&route(slug, ListPage::Newest))).child(name))
    };
    terms.into_iter().map(item).collect()
}

/// The class of what has so many bytes of words, if they are more than whole articles have (50,000).
/// WebKit would take a minute to choose where the lines of ten megabytes break best, so the style asks
/// it not to.
pub fn endless(bytes: usize) -> Option<&'static str> {
    (bytes > 50_000).then_some("endless")
}

/// A paragraph, if there are words for it.
pub fn filled(class: &'static str, words: String) -> Option<Element> {
    (!words.is_empty()).then(|| element("p").class(class).child(words))
}
