//! Inline content.

use super::addresses::{href_from_root, with_file};
use super::element::{Element, element};
use super::small::link;
use super::{fragment_href, href_with_fragment, id, words};
use crate::route::Route;
use article::{Inline, Span, Target};
use leptos::prelude::{AnyView, IntoAny};

/// The views of inline content.
pub fn text(inlines: Vec<Inline>) -> Vec<AnyView> {
    inlines.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    let (tag, inner) = match inline {
        Inline::Text(words) => return words.into_any(),
        Inline::Emphasis(inner) => ("em", inner),
        Inline::Strong(inner) => ("strong", inner),
        Inline::Strikethrough(inner) => ("s", inner),
        Inline::Superscript(inner) => ("sup", inner),
        Inline::Subscript(inner) => ("sub", inner),
        Inline::Code(words) => ("code", vec![Inline::Text(words)]),
        Inline::Break => ("br", vec![]),
        Inline::Link { to, text } => return linked(to, text).view(),
        Inline::Insert(inner) => {
            return element("ins").class("insert").child("[").child(text(inner)).child("]").view();
        }
        Inline::Note(number) => return note(&number.to_string()).view(),
        Inline::Math(tex) => return element("code").class("math").child(tex).view(),
        Inline::Span(it) => return span(it).view(),
    };
    element(tag).child(text(inner)).view()
}

fn span(Span { language, direction, id, text: words }: Span) -> Element {
    let place = |id: String| (!id.is_empty()).then_some(id);
    element("span")
        .maybe("id", place(id))
        .maybe("lang", place(language))
        .attr("dir", direction.as_str())
        .child(text(words))
}

fn linked(to: Target, inner: Vec<Inline>) -> Element {
    let (route, fragment) = match to {
        Target::Article { slug, fragment } => (Route::Article(slug), fragment),
        Target::Page { slug, fragment } => (Route::Page(slug), fragment),
        to => return elsewhere(to).child(text(inner)),
    };
    link(href_with_fragment(&route, &fragment)).child(text(inner))
}

/// An element without text for what is no other page.
fn elsewhere(to: Target) -> Element {
    match to {
        Target::Heading(heading) => link(fragment_href(&heading)),
        Target::File(file) if !file.is_empty() => with_file(element("a"), "href", &file),
        Target::Site(address) if !address.is_empty() => link(href_from_root(&address)),
        Target::Address(address) if !address.is_empty() => link(address.as_str().to_owned()),
        // The address was refused: keep the text.
        _ => element("span"),
    }
}

fn note(number: &str) -> Element {
    let reference = link(fragment_href(&["d-note-", number].concat()))
        .attr("id", id(["d-reference-", number].concat()))
        .attr("role", "doc-noteref")
        .attr("aria-label", words::note(number))
        .child(number);
    element("sup").class("note-reference").child(reference)
}
