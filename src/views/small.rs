//! Small components that the others share.

use super::addresses::href_from_root;
use super::element::{Element, element};
use super::{href, words};
use crate::route::{ListPage, Route};
use article::{Link, Slug, Term, Time};
use leptos::prelude::AnyView;

/// A link.
pub fn link(address: String) -> Element {
    element("a").attr("href", address)
}

/// A link of the menu, or to a translation.
pub fn named_link(Link { name, href, language }: &Link) -> Element {
    link(href_from_root(href)).lang(language.clone()).child(name.as_str())
}

/// A point in time with date and time of day.
pub fn timestamp(time: Time) -> Element {
    element("time").attr("datetime", time.instant).child(time.text)
}

/// The date of a point in time, as shown in lists.
pub fn date(time: Time) -> Element {
    element("time").attr("datetime", time.instant).child(time.day)
}

/// Appends names to an element: `A, B and C`.
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

/// The id of the list of sections, at the end of All Headlines.
pub const SECTIONS: &str = "d-sections";
/// The id of the full list of authors, in an article's footer.
pub const AUTHORS: &str = "d-authors";

/// A titled list of names, if there are any.
pub fn name_list(id: &'static str, title: &'static str, items: Vec<Element>) -> Option<Element> {
    let list = |items| element("ul").attr("role", "list").child(items);
    let nav = element("nav").class("names").attr("id", super::id(id)).attr("aria-label", title);
    (!items.is_empty()).then(|| nav.child(element("h2").child(title)).child(list(items)))
}

/// List items that link to the lists of these terms.
pub fn terms(terms: Vec<Term>, route: fn(Slug, ListPage) -> Route) -> Vec<Element> {
    let item = |Term { slug, name }: Term| {
        element("li").child(link(href(&route(slug, ListPage::Newest))).child(name))
    };
    terms.into_iter().map(item).collect()
}

/// The class for text of so many bytes, if that is more than a whole article usually has. It turns off
/// `text-wrap: pretty`, which takes WebKit a minute for ten megabytes.
pub fn very_long(bytes: usize) -> Option<&'static str> {
    (bytes > 50_000).then_some("very-long")
}

/// A paragraph, unless the text is empty.
pub fn maybe_paragraph(class: &'static str, words: String) -> Option<Element> {
    (!words.is_empty()).then(|| element("p").class(class).child(words))
}
