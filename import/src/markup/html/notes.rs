//! Footnotes: numbered in the order in which the text refers to them.

use super::{Converter, DEEPEST_BLOCK, marked};
use crate::diagnostics::ProblemKind;
use crate::markup::dom::{Dom, FOOTNOTE, Id};
use article::{Footnote, Inline};
use std::collections::HashMap;

/// The footnotes of an article.
pub(super) struct Notes {
    /// By their names in small letters: Markdown takes `[^Note]` for a reference to `[^note]`.
    by_name: HashMap<String, Id>,
    /// The footnotes with a name that an earlier one has, by that one.
    more: HashMap<Id, Vec<Id>>,
    /// The footnotes in the order of their numbers.
    order: Vec<Id>,
    numbers: HashMap<Id, usize>,
    /// The last mark before each footnote that has another's name.
    marks: HashMap<Id, usize>,
}

impl Notes {
    pub(super) fn new(dom: &Dom) -> Notes {
        let mut by_name = HashMap::new();
        let mut more: HashMap<Id, Vec<Id>> = HashMap::new();
        let mut marks = HashMap::new();
        let mut mark = None;
        for id in dom.descendants(dom.root()) {
            mark = marked(dom, id).or(mark);
            if dom.name(id) != FOOTNOTE {
                continue;
            }
            if let Some(name) = dom.attribute(id, "name") {
                let first = *by_name.entry(name.to_lowercase()).or_insert(id);
                if first != id {
                    more.entry(first).or_default().push(id);
                    marks.extend(mark.map(|mark| (id, mark)));
                }
            }
        }
        Notes { by_name, more, order: Vec::new(), numbers: HashMap::new(), marks }
    }

    fn number(&mut self, id: Id) -> u32 {
        let order = &mut self.order;
        let number = *self.numbers.entry(id).or_insert_with(|| {
            order.push(id);
            order.len()
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Gives a number to every footnote that has none; says whether there was one.
    fn number_the_rest(&mut self) -> bool {
        let mut rest: Vec<Id> = self.by_name.values().copied().collect();
        rest.retain(|id| !self.numbers.contains_key(id));
        rest.sort_unstable();
        for &id in &rest {
            self.number(id);
        }
        !rest.is_empty()
    }
}

impl Converter<'_> {
    /// The reference that the element `id` is; its name as text if there is no such footnote.
    pub(super) fn note(&mut self, id: Id) -> Inline {
        let name = self.dom.attribute(id, "name").unwrap_or_default();
        match self.notes.by_name.get(&name.to_lowercase()).copied() {
            Some(footnote) => Inline::Note(self.notes.number(footnote)),
            None => Inline::Text(format!("[^{name}]")),
        }
    }

    /// The footnotes, once the text is done. They may refer to others in turn; those that nobody
    /// refers to come last, so that they are not lost.
    pub(super) fn footnotes(&mut self) -> Vec<Footnote> {
        let mut footnotes = Vec::new();
        self.blocks_deep = DEEPEST_BLOCK / 2;
        loop {
            while let Some(&id) = self.notes.order.get(footnotes.len()) {
                let mut body = self.inside(id);
                for more in self.notes.more.remove(&id).unwrap_or_default() {
                    self.tell_twice(more);
                    body.extend(self.inside(more));
                }
                footnotes.push(Footnote { body });
            }
            if !self.notes.number_the_rest() {
                return footnotes;
            }
        }
    }

    fn tell_twice(&self, id: Id) {
        let name = self.dom.attribute(id, "name").unwrap_or_default();
        let mark = self.notes.marks.get(&id).copied();
        let place = mark.unwrap_or_else(|| self.place_of(id));
        self.desk.note(ProblemKind::DuplicateNote, place, &format!("[^{name}]"));
    }
}
