//! The smallest pieces: a link, a time, a list of names.

use super::element::{Element, element};
use article::Time;
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
            2 => Some(" and "),
            _ => Some(", "),
        });
    }
    into
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
