//! Footnotes, numbered in order of their first reference.

use super::block_builder::BlockBuilder;
use super::{Converter, MAX_BLOCK_DEPTH, marker_offset};
use crate::diagnostics::DiagnosticKind;
use crate::markup::dom::{Dom, FOOTNOTE, NodeId};
use article::{Footnote, Inline};
use std::collections::HashMap;

/// The footnotes of an article.
pub(super) struct Footnotes {
    /// Footnotes by lower-case label: in Markdown, `[^Note]` refers to `[^note]`.
    by_label: HashMap<String, NodeId>,
    /// Footnotes whose label an earlier one has, by that earlier one.
    duplicates: HashMap<NodeId, Vec<NodeId>>,
    /// The footnotes in order of their numbers.
    order: Vec<NodeId>,
    numbers: HashMap<NodeId, usize>,
    /// The last marker before each duplicate footnote.
    markers: HashMap<NodeId, usize>,
}

impl Footnotes {
    pub(super) fn new(dom: &Dom) -> Footnotes {
        let mut by_label = HashMap::new();
        let mut duplicates: HashMap<NodeId, Vec<NodeId>> = HashMap::new();
        let mut markers = HashMap::new();
        let mut marker = None;
        for id in dom.descendants(dom.root()) {
            marker = marker_offset(dom, id).or(marker);
            if dom.name(id) != FOOTNOTE {
                continue;
            }
            if let Some(name) = dom.attribute(id, "name") {
                let first = *by_label.entry(name.to_lowercase()).or_insert(id);
                if first != id {
                    duplicates.entry(first).or_default().push(id);
                    markers.extend(marker.map(|marker| (id, marker)));
                }
            }
        }
        Footnotes { by_label, duplicates, order: Vec::new(), numbers: HashMap::new(), markers }
    }

    fn number(&mut self, id: NodeId) -> u32 {
        let order = &mut self.order;
        let number = *self.numbers.entry(id).or_insert_with(|| {
            order.push(id);
            order.len()
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Numbers the footnotes without references. Returns whether there were any.
    fn number_the_rest(&mut self) -> bool {
        let mut rest: Vec<NodeId> = self.by_label.values().copied().collect();
        rest.retain(|id| !self.numbers.contains_key(id));
        rest.sort_unstable();
        for &id in &rest {
            self.number(id);
        }
        !rest.is_empty()
    }
}

impl Converter<'_> {
    /// Converts a footnote reference; to text if there is no such footnote.
    pub(super) fn footnote_reference(&mut self, id: NodeId) -> Inline {
        let name = self.dom.attribute(id, "name").unwrap_or_default();
        match self.footnotes.by_label.get(&name.to_lowercase()).copied() {
            Some(footnote) => Inline::Note(self.footnotes.number(footnote)),
            None => Inline::Text(format!("[^{name}]")),
        }
    }

    /// Converts text that Markdown didn't look into, or in which it found no footnote: `[^1]` inside an
    /// HTML element refers to a footnote; what refers to none stays, and is told of.
    pub(super) fn text_with_references(&mut self, text: &str, builder: &mut BlockBuilder) {
        const MAX_LABEL: usize = 60;
        let mut rest = text;
        while let Some(at) = rest.find("[^") {
            let after = &rest[at + 2..];
            let near = after.char_indices().take(MAX_LABEL + 1);
            let length = near.into_iter().find_map(|(at, c)| (c == ']').then_some(at));
            let label = length.map(|length| &after[..length]);
            let Some(label) = label.filter(|label| is_label(label)) else {
                builder.push_text(&rest[..at + 2]);
                rest = &rest[at + 2..];
                continue;
            };
            let end = at + label.len() + 3;
            match self.footnotes.by_label.get(&label.to_lowercase()).copied() {
                Some(footnote) => {
                    builder.push_text(&rest[..at]);
                    builder.push_inline(Inline::Note(self.footnotes.number(footnote)));
                }
                None => {
                    self.report_missing(&rest[at..end]);
                    builder.push_text(&rest[..end]);
                }
            }
            rest = &rest[end..];
        }
        builder.push_text(rest);
    }

    fn report_missing(&self, reference: &str) {
        let context = self.context;
        let span = context.span_of(self.offset, reference);
        let source = &context.draft.source.text;
        // Behind a backslash it is meant as it stands.
        let is_reference = source.get(span.clone()) == Some(reference);
        if is_reference && !source[..span.start].ends_with('\\') {
            let message = format!("`{reference}` has no footnote: it stays in the text");
            context.draft.diagnostics.add_message(DiagnosticKind::Unsupported, span, &message);
        }
    }

    /// Converts the footnotes, after the body. They may refer to further footnotes; those without a
    /// reference come last, so that none is lost.
    pub(super) fn footnotes(&mut self) -> Vec<Footnote> {
        let mut footnotes = Vec::new();
        self.block_depth = MAX_BLOCK_DEPTH / 2;
        loop {
            while let Some(&id) = self.footnotes.order.get(footnotes.len()) {
                let mut body = self.blocks_in(id);
                for duplicates in self.footnotes.duplicates.remove(&id).unwrap_or_default() {
                    self.report_duplicate(duplicates);
                    body.extend(self.blocks_in(duplicates));
                }
                footnotes.push(Footnote { body });
            }
            if !self.footnotes.number_the_rest() {
                return footnotes;
            }
        }
    }

    fn report_duplicate(&self, id: NodeId) {
        let name = self.dom.attribute(id, "name").unwrap_or_default();
        let marker = self.footnotes.markers.get(&id).copied();
        let offset = marker.unwrap_or_else(|| self.offset_of(id));
        self.context.report(DiagnosticKind::DuplicateFootnote, offset, &format!("[^{name}]"));
    }
}

/// Whether the text between `[^` and `]` can be a footnote's label.
fn is_label(label: &str) -> bool {
    !label.is_empty() && !label.contains([' ', '\n', '[', '^'])
}
