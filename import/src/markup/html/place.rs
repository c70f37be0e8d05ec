//! Places in the text that links lead to: elements with an id that are no headings.

use super::Converter;
use super::block_builder::BlockBuilder;
use crate::markup::dom::NodeId;
use article::{Block, Inline, Span};

impl Converter<'_> {
    /// Keeps the id of an element for the next words, if some link in the paper leads to such an id.
    pub(super) fn note_place(&mut self, id: NodeId) {
        let dom = self.dom;
        let names: &[&str] = if dom.name(id) == "a" { &["id", "name"] } else { &["id"] };
        let name = names.iter().find_map(|name| dom.nonblank(id, name));
        if let Some(name) = name.filter(|name| self.context.articles.is_linked_place(name))
            && self.ids.insert(name.to_owned())
        {
            self.pending_places.push(name.to_owned());
        }
    }

    /// Puts the places before the words that come next.
    pub(super) fn push_places(&mut self, builder: &mut BlockBuilder) {
        for id in std::mem::take(&mut self.pending_places) {
            builder.push_inline(place(id));
        }
    }

    /// Puts the places before an element in a line that has words.
    pub(super) fn push_places_before(&mut self, id: NodeId, builder: &mut BlockBuilder) {
        let has_words = || !self.dom.text(id).trim().is_empty();
        if !self.pending_places.is_empty() && has_words() {
            self.push_places(builder);
        }
    }

    /// Gives the places that no words follow to the end of the last paragraph.
    pub(super) fn end_places(&mut self, blocks: &mut [Block]) {
        let last = blocks.iter_mut().rev().find_map(|block| match block {
            Block::Paragraph(line) => Some(line),
            _ => None,
        });
        let places = std::mem::take(&mut self.pending_places);
        match last {
            Some(line) => line.extend(places.into_iter().map(place)),
            None => self.ids.retain(|id| !places.contains(id)),
        }
    }

    /// Lets a heading stand for the places right before it.
    pub(super) fn alias_places(&mut self, places: impl IntoIterator<Item = String>, heading: &str) {
        for place in places {
            self.place_aliases.insert(place, heading.to_owned());
        }
    }
}

fn place(id: String) -> Inline {
    Inline::Span(Span { id, ..Span::default() })
}
