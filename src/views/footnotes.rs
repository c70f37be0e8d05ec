//! Footnotes.

use super::block::blocks;
use super::element::{Element, element};
use super::small::link;
use super::{fragment_href, id, words};
use article::Footnote;

/// An article's footnotes, each with a link back to its reference.
pub fn footnotes(notes: Vec<Footnote>) -> Option<Element> {
    if notes.is_empty() {
        return None;
    }
    let note = |(index, note): (usize, Footnote)| {
        let number = (index + 1).to_string();
        let back = link(fragment_href(&["d-reference-", &number].concat()))
            .class("note-back")
            .attr("role", "doc-backlink")
            .attr("aria-label", words::back_to_reference(&number))
            .child("↩");
        element("li")
            .attr("id", id(["d-note-", &number].concat()))
            .child(blocks(note.body))
            .child(back)
    };
    let notes: Vec<_> = notes.into_iter().enumerate().map(note).collect();
    let section = element("section")
        .class("footnotes")
        .attr("role", "doc-endnotes")
        .attr("aria-label", words::NOTES)
        .child(element("h2").child(words::NOTES))
        .child(element("ol").child(notes));
    Some(section)
}
