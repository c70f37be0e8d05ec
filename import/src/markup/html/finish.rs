//! What is known only when the whole text is read: links to places that don't exist, elements without
//! an end, limits that were met.

use super::Converter;
use crate::cleaning::tidy;
use crate::diagnostics::ProblemKind;
use article::{Block, Footnote, Inline, Target};
use std::collections::HashSet;

impl Converter<'_> {
    /// Checks what could not be checked before the end was known.
    pub(super) fn finish(mut self, blocks: &mut [Block], footnotes: &mut [Footnote]) {
        let places = std::mem::take(&mut self.fragments);
        let missing: HashSet<String> = places
            .into_iter()
            .filter(|(id, _, _)| !self.ids.contains(id))
            .map(|(id, address, place)| {
                self.desk.note(ProblemKind::DeadFragment, place, &address);
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
        self.tell_what_runs_on();
        self.tell_of_limits();
    }

    /// Says what is in the article in another way than it is written, or not in it.
    fn tell_of_limits(&self) {
        let notes = &self.desk.draft.notes;
        if let Some(place) = self.too_deep {
            let message = "this article nests deeper than can be shown";
            notes.say(ProblemKind::TooDeep, self.desk.spot(place, ""), message);
        }
        if let Some(place) = self.too_much {
            self.desk.too_much(place);
        }
        if let Some(id) = self.dom.crowded {
            let message = "an element has too many attributes: the first thousand are read";
            notes.say(ProblemKind::TooMuch, self.desk.spot(self.place_of(id), ""), message);
        }
    }

    /// Says which element has the rest of the file in it, if there is one.
    fn tell_what_runs_on(&self) {
        let dom = self.dom;
        let Some(id) = dom.runs_on else {
            return;
        };
        let name = dom.name(id);
        let tag = ["<", name].concat();
        let span = self.desk.spot(self.place_of(id), &tag);
        let message =
            format!("`{tag}>` has no end, so all that follows is a part of it: add `</{name}>`");
        self.desk.draft.notes.say(ProblemKind::Unsupported, span, &message);
    }
}

/// Keeps the words of links to places in this article that don't exist.
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
    tidy::line(line);
}
