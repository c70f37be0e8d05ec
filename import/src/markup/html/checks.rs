//! Checks at the end of the conversion: dead fragments, unclosed elements, exceeded limits.

use super::Converter;
use crate::cleaning::normalize;
use crate::diagnostics::DiagnosticKind;
use article::{Block, Footnote, Inline, Target};
use std::collections::HashSet;

impl Converter<'_> {
    /// Runs the checks that need the whole text.
    pub(super) fn check(mut self, blocks: &mut [Block], footnotes: &mut [Footnote]) {
        let fragments = std::mem::take(&mut self.fragments);
        let missing: HashSet<String> = fragments
            .into_iter()
            .filter(|(id, _, _)| !self.ids.contains(id))
            .map(|(id, address, offset)| {
                self.context.report(DiagnosticKind::DeadFragment, offset, &address);
                id
            })
            .collect();
        if !missing.is_empty() {
            let mut unlink = |line: &mut Vec<Inline>| without_links(line, &missing);
            article::each_line_mut(blocks, &mut unlink);
            for footnote in footnotes {
                article::each_line_mut(&mut footnote.body, &mut unlink);
            }
        }
        self.report_unclosed();
        self.report_limits();
    }

    /// Reports exceeded limits.
    fn report_limits(&self) {
        let diagnostics = &self.context.draft.diagnostics;
        if let Some(offset) = self.too_deep {
            let message = "this article is nested deeper than can be shown";
            diagnostics.add_message(
                DiagnosticKind::TooDeep,
                self.context.span_of(offset, ""),
                message,
            );
        }
        if let Some(offset) = self.overflow {
            self.context.report_overflow(offset);
        }
        if let Some(id) = self.dom.attribute_overflow {
            let message = "an element has too many attributes: the first thousand are read";
            diagnostics.add_message(
                DiagnosticKind::LimitExceeded,
                self.context.span_of(self.offset_of(id), ""),
                message,
            );
        }
    }

    /// Reports the raw-text element that contains the rest of the file.
    fn report_unclosed(&self) {
        let dom = self.dom;
        let Some(id) = dom.unclosed else {
            return;
        };
        let name = dom.name(id);
        let tag = ["<", name].concat();
        let span = self.context.span_of(self.offset_of(id), &tag);
        let message =
            format!("`{tag}>` is not closed, so all that follows is part of it: add `</{name}>`");
        self.context.draft.diagnostics.add_message(DiagnosticKind::Unsupported, span, &message);
    }
}

/// Replaces links to missing headings by their text.
fn without_links(line: &mut Vec<Inline>, missing: &HashSet<String>) {
    for inline in std::mem::take(line) {
        match inline {
            Inline::Link { to: Target::Heading(id), mut text } if missing.contains(&id) => {
                without_links(&mut text, missing);
                line.extend(text);
            }
            mut other => {
                if let Some(inner) = other.children_mut() {
                    without_links(inner, missing);
                }
                line.push(other);
            }
        }
    }
    normalize::line(line);
}
