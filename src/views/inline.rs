//! Running text.

use super::{media, place};
use crate::route::{Root, Route};
use article::{Inline, Span, Target};
use leptos::prelude::*;

/// Shows running text. A function and not a component, because text nests in itself.
pub fn text(inlines: Vec<Inline>) -> AnyView {
    inlines.into_iter().map(inline).collect::<Vec<_>>().into_any()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(words) => words.into_any(),
        Inline::Emphasis(inner) => view! { <em>{text(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{text(inner)}</strong> }.into_any(),
        Inline::Link { to, text: inner } => link(to, inner),
        Inline::Code(words) => view! { <code>{words}</code> }.into_any(),
        Inline::Insert(inner) => view! { <ins class="insert">"["{text(inner)}"]"</ins> }.into_any(),
        Inline::Strikethrough(inner) => view! { <s>{text(inner)}</s> }.into_any(),
        Inline::Superscript(inner) => view! { <sup>{text(inner)}</sup> }.into_any(),
        Inline::Subscript(inner) => view! { <sub>{text(inner)}</sub> }.into_any(),
        Inline::Note(number) => note(number),
        Inline::Break => view! { <br /> }.into_any(),
        Inline::Span(Span { language, direction, text: inner }) => {
            view! { <span lang=language dir=direction.as_str()>{text(inner)}</span> }.into_any()
        }
    }
}

fn link(to: Target, inner: Vec<Inline>) -> AnyView {
    let address = match to {
        Target::Article { slug, fragment } => place(&Route::Article(slug), &fragment),
        Target::Heading(id) => Root::fragment(&id),
        Target::File(file) if file.is_empty() => String::new(),
        Target::File(file) => media(&file),
        Target::Address(address) => address.as_str().to_owned(),
    };
    if address.is_empty() {
        return text(inner);
    }
    view! { <a href=address>{text(inner)}</a> }.into_any()
}

fn note(number: u32) -> AnyView {
    let number = number.to_string();
    view! {
        <sup class="note-reference">
            <a
                id=format!("d-reference-{number}")
                href=Root::fragment(&format!("d-note-{number}"))
                role="doc-noteref"
                aria-label=format!("Note {number}")
            >
                {number.clone()}
            </a>
        </sup>
    }
    .into_any()
}
