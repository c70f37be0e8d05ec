//! How many words of a page are left out, and what they were.

use super::marks::Furniture;
use crate::cleaning::word_count::WordCount;
use crate::markup::dom::{Dom, NodeData};
use std::collections::BTreeMap;

/// The words around a story.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(BTreeMap<Furniture, u32>);

impl LeftOut {
    /// The words of a page that are not kept. `found`: what elements are that were taken away.
    pub(super) fn of(
        dom: &Dom,
        is_kept: &dyn Fn(usize) -> bool,
        found: &[Option<Furniture>],
        headline: &str,
    ) -> LeftOut {
        let mut kinds: Vec<Option<Furniture>> = vec![None; dom.len()];
        let mut unread = vec![false; dom.len()];
        let mut words = BTreeMap::new();
        for id in dom.descendants(dom.root()) {
            let up = dom.parent(id);
            kinds[id] = found[id].or(up.and_then(|up| kinds[up]));
            unread[id] = up.is_some_and(|up| unread[up])
                || matches!(
                    dom.name(id),
                    "head" | "script" | "style" | "template" | "svg" | "title"
                );
            let NodeData::Text(text) = dom.data(id) else { continue };
            let text = text.trim();
            if unread[id] || is_kept(id) || text.is_empty() || headline.contains(text) {
                continue;
            }
            *words.entry(kinds[id].unwrap_or(Furniture::Other)).or_default() +=
                WordCount::of_text(text).total();
        }
        words.retain(|_, count| *count > 0);
        LeftOut(words)
    }

    /// What to say of it; `None` if nothing is left out.
    pub(crate) fn message(&self) -> Option<String> {
        let sum: u32 = self.0.values().sum();
        let each: Vec<String> =
            self.0.iter().map(|(kind, count)| format!("{} {count}", kind.name())).collect();
        let noun = if sum == 1 { "word" } else { "words" };
        (sum > 0)
            .then(|| format!("{sum} {noun} around the story are left out: {}", each.join(", ")))
    }
}
