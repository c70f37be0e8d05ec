//! Checks at the end of the conversion: dead fragments, unclosed elements, exceeded limits.

use super::Converter;
use crate::cleaning::normalize;
use crate::diagnostics::DiagnosticKind;
use crate::markup::places::Places;
use article::{Block, Footnote, Inline, Target};
use std::collections::HashMap;

impl Converter<'_> {
    /// Runs the checks that need the whole text.
    pub(super) fn check(mut self, blocks: &mut [Block], footnotes: &mut [Footnote]) {
        self.end_places(blocks);
        let moved = self.moved_links(blocks);
        if !moved.is_empty() {
            let mut turn = |line: &mut Vec<Inline>| turn_links(line, &moved);
            article::each_line_mut(blocks, &mut turn);
            for footnote in footnotes {
                article::each_line_mut(&mut footnote.body, &mut turn);
            }
        }
        self.report_unclosed();
        self.report_limits();
    }

    /// The links to places in this article that have other ids, or don't exist.
    fn moved_links(&mut self, blocks: &[Block]) -> HashMap<String, Option<String>> {
        let links = std::mem::take(&mut self.fragments);
        let mut moved = HashMap::new();
        let mut places = None;
        for (fragment, address, offset) in links {
            if self.ids.contains(&fragment) {
                continue;
            }
            if let Some(heading) = self.place_aliases.get(&fragment) {
                moved.insert(fragment, Some(heading.clone()));
                continue;
            }
            if is_top(&fragment) {
                moved.insert(fragment, Some(TOP.to_owned()));
                continue;
            }
            let places = places.get_or_insert_with(|| Places::of(blocks));
            let found = places.find(&fragment).map(str::to_owned);
            if found.is_none() {
                let help = nearest_help(places, &fragment);
                let span = self.context.span_of(offset, &address);
                let diagnostics = &self.context.draft.diagnostics;
                diagnostics.add_with_help(DiagnosticKind::DeadFragment, span, &address, help);
            }
            moved.insert(fragment, found);
        }
        moved
    }

    /// Says what is in the article in another way than it is written, or not in it.
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

/// The place at the top of every page.
const TOP: &str = "top";

/// Whether browsers go to the top of the page for a fragment, if nothing in it has that id. They do so
/// for an empty one, too, but that mostly stands for what a script does.
pub(crate) fn is_top(fragment: &str) -> bool {
    fragment.eq_ignore_ascii_case(TOP)
}

/// What to do about a link to a place that doesn't exist.
pub(crate) fn nearest_help(places: &Places, fragment: &str) -> Option<String> {
    let (words, id) = places.nearest(fragment)?;
    Some(format!("the nearest heading is “{words:.80}”, `#{id}`"))
}

/// Turns links to the places that are meant; of those that don't exist the words stay.
fn turn_links(line: &mut Vec<Inline>, moved: &HashMap<String, Option<String>>) {
    for inline in std::mem::take(line) {
        match inline {
            Inline::Link { to: Target::Heading(id), mut text } if moved.contains_key(&id) => {
                turn_links(&mut text, moved);
                match &moved[&id] {
                    Some(id) => line.push(Inline::Link { to: Target::Heading(id.clone()), text }),
                    None => line.extend(text),
                }
            }
            mut other => {
                if let Some(inner) = other.children_mut() {
                    turn_links(inner, moved);
                }
                line.push(other);
            }
        }
    }
    normalize::line(line);
}
