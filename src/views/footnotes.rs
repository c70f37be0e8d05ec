//! Footnotes.

use super::block::blocks;
use crate::route::Root;
use article::Footnote;
use leptos::prelude::*;

/// An article's footnotes, each with a way back to where it is referred to.
#[component]
pub fn Footnotes(
    /// The footnotes.
    notes: Vec<Footnote>,
) -> impl IntoView {
    let note = |(index, note): (usize, Footnote)| {
        let number = (index + 1).to_string();
        view! {
            <li id=format!("d-note-{number}")>
                {blocks(note.body)}
                <a
                    class="note-back"
                    href=Root::fragment(&format!("d-reference-{number}"))
                    role="doc-backlink"
                    aria-label=format!("Back to reference {number}")
                >
                    "↩"
                </a>
            </li>
        }
    };
    (!notes.is_empty()).then(|| {
        view! {
            <section class="footnotes" role="doc-endnotes" aria-label="Notes">
                <h2>"Notes"</h2>
                <ol>{notes.into_iter().enumerate().map(note).collect::<Vec<_>>()}</ol>
            </section>
        }
    })
}
