//! The smallest pieces: a time, a list of names, a language.

use article::Time;
use leptos::prelude::*;

/// A point in time.
#[component]
pub fn Stamp(
    /// When.
    time: Time,
    /// Whether to show the day alone, as lists do.
    #[prop(optional)]
    day: bool,
) -> impl IntoView {
    let text = if day { time.day } else { time.text };
    view! { <time datetime=time.instant>{text}</time> }
}

/// Names in a row: `A, B and C`.
#[component]
pub fn Names(
    /// The names, ready to show.
    names: Vec<AnyView>,
) -> impl IntoView {
    let count = names.len();
    let separator = move |index: usize| match count - index {
        1 => "",
        2 => " and ",
        _ => ", ",
    };
    names
        .into_iter()
        .enumerate()
        .map(|(index, name)| (name, separator(index)).into_any())
        .collect::<Vec<_>>()
}

/// `Some` text that is not empty.
pub fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// The `lang` and `dir` of a text that is in another language than its surroundings.
pub fn lang(language: Option<&str>) -> (Option<String>, Option<&'static str>) {
    let dir = language.map(|tag| article::Direction::of_language(tag).as_str());
    (language.map(str::to_owned), dir)
}
